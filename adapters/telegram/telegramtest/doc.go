// Package telegramtest is a Bot API server for tests, as strict as Telegram:
// lengths after the markup is taken out, 64 bytes behind a button, a message
// that is not modified, chats that are closed, two who poll at once, presses
// that are too old to be answered, and limits to the message a second.
//
// It also keeps what people see, and breaks down when told to, before or after
// a call took effect. Only tests import it. It must not know the adapter.
package telegramtest
