// Package discordtest is Discord for tests: the gateway and as much of REST as
// a bot needs, as strict as Discord is. An interaction is answered within three
// seconds and once, its token lives for a quarter of an hour; a message has
// 2000 characters, 25 buttons and no code twice; direct messages may be closed;
// a nonce is known again.
//
// It keeps what people see, and breaks down when told to: REST before or after
// a call took effect, the gateway at every step of a connection. It needs no
// socket, so it works in a bubble of testing/synctest. Only tests import it. It
// must not know the adapter.
package discordtest
