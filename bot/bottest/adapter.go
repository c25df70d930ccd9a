package bottest

import (
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"unknot/bot"
)

// AdapterHarness is how TestAdapter gets at the adapter under test.
type AdapterHarness struct {
	// Connect returns an adapter connected to a fake platform of its own, and
	// frees both when the test ends. Everything that the adapter and its
	// library log, down to the level of debugging, goes to log.
	Connect func(t *testing.T, log *slog.Logger) AdapterPlatform

	// Bubble declares that neither the adapter nor the fake platform waits
	// for anything outside the process. The tests then run in bubbles of
	// testing/synctest, where time costs nothing.
	Bubble bool

	// Lingers declares that a pending read cannot be given up: Run returns
	// all the same, and the goroutine that reads ends with the input, by End.
	Lingers bool
}

// AdapterPlatform is an adapter under test and the fake platform behind it,
// with one person on it. The person does not wait for the adapter: Write and
// Press return at once. A nil function, and an empty map, declare that the
// platform has no such thing.
type AdapterPlatform struct {
	Adapter bot.Adapter
	Chat    bot.ChatID // the person's chat
	Secrets []string   // tokens and whatever else may be in no log line and no error

	// Write makes the person write a text. An empty one stands for a
	// message without text.
	Write func(text string)

	// Press makes the person press a choice, counted from 0, of the last
	// message that has any, or of the one so many messages with choices back.
	Press func(back, choice int)

	// Seen returns the messages in the chat as the person sees them, oldest
	// first, without markup. The labels of choices may follow the text.
	Seen func() []string

	// Files returns the contents of the files in the chat, oldest first.
	Files func() [][]byte

	// End ends what the platform has to give.
	End func()

	// Redeliver delivers once more what the person did last.
	Redeliver func()

	// Acknowledged returns how many of the things that the person did the
	// platform regards as received. A later one includes all before it.
	Acknowledged func() int

	// Noise makes things happen that are nothing a person said to the bot,
	// by their names: a sticker, an edit, the bot's own message.
	Noise map[string]func()

	// Breaks breaks the sending side, each entry so that Send must fail with
	// its class, until Mend restores it. Receiving goes on.
	Breaks map[bot.SendClass]func()
	Mend   func()
	Wait   time.Duration // what the platform demands when it breaks with bot.SendWait
}

// TestAdapter checks everything that bot.Adapter promises. Every subtest has
// an adapter and a platform of its own. In every one of them a leak fails the
// test: a goroutine that outlives Run, and a log line or an error with a
// secret, with anything that the person wrote, or with anything that they were
// sent.
func TestAdapter(t *testing.T, h AdapterHarness) {
	groups := []struct {
		name string
		test func(*testing.T, AdapterHarness)
	}{
		{"life", testLife},
		{"handling", testHandling},
		{"events", testEvents},
		{"choices", testChoices},
		{"sending", testSending},
		{"send errors", testSendErrors},
		{"files", testFiles},
		{"text", testSeenText},
	}
	for _, g := range groups {
		t.Run(g.name, func(t *testing.T) { g.test(t, h) })
	}
}

// visits runs subtests, every one with a fresh adapter.
func visits(t *testing.T, h AdapterHarness, tests map[string]func(*visit)) {
	t.Helper()
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			h.inside(t, func(t *testing.T) { test(newVisit(t, h)) })
		})
	}
}

func (h AdapterHarness) inside(t *testing.T, test func(*testing.T)) {
	if h.Bubble {
		synctest.Test(t, test)
		return
	}
	test(t)
}
