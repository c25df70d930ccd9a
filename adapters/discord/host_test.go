package discord_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/discord"
	"unknot/adapters/discord/discordtest"
	"unknot/bot"
)

// host is an adapter that runs on a Discord of its own, in a bubble.
type host struct {
	*discordtest.Server
	t      *testing.T
	d      *discord.Discord
	events chan bot.Event
	do     func(ctx context.Context, e bot.Event) error // nil: nothing
	cancel context.CancelFunc
	ended  chan error
}

// bubble runs a test with a host that has begun to receive.
func bubble(t *testing.T, test func(*host)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		h := newHost(t)
		h.run()
		pass(time.Second)
		test(h)
		h.stop()
	})
}

func newHost(t *testing.T) *host {
	s := discordtest.New(t)
	return &host{Server: s, t: t, d: connect(t, s, nil), events: make(chan bot.Event, 10_000), ended: make(chan error, 1)}
}

func (h *host) run() {
	ctx, cancel := context.WithCancel(h.t.Context())
	h.cancel = cancel
	h.t.Cleanup(cancel)
	go func() { h.ended <- h.d.Run(ctx, h) }()
}

func (h *host) stop() {
	h.t.Helper()
	h.cancel()
	if err := <-h.ended; err != nil && !errors.Is(err, context.Canceled) {
		h.t.Errorf("Run ended with %v", err)
	}
}

// Handle implements bot.Handler.
func (h *host) Handle(ctx context.Context, e bot.Event) error {
	h.events <- e
	if h.do == nil {
		return nil
	}
	return h.do(ctx, e)
}

// pass lets time pass.
func pass(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}

func (h *host) want(text string) bot.Event {
	h.t.Helper()
	select {
	case e := <-h.events:
		if e.Text != text {
			h.t.Errorf("came %q, want %q", e.Text, text)
		}
		return e
	case <-time.After(24 * time.Hour):
		h.t.Fatalf("%q never came", text)
		return bot.Event{}
	}
}

// wantWorking checks that what somebody writes arrives.
func (h *host) wantWorking() {
	h.t.Helper()
	h.Write(person, "are you there?")
	h.want("are you there?")
}

func (h *host) wantBeginnings(identified, resumed int) {
	h.t.Helper()
	if i, r := h.Beginnings(); i != identified || r != resumed {
		h.t.Errorf("begun %d times anew and taken up %d times, want %d and %d", i, r, identified, resumed)
	}
}

// reply answers an event over its own way.
func (h *host) reply(ctx context.Context, e bot.Event, m bot.Message, replace bot.Reference) (bot.Reference, error) {
	return h.d.Send(ctx, bot.Outgoing{Chat: e.Chat, Message: m, Replace: replace, Key: string(e.ID), Way: e.Way})
}

func message(text string, labels ...string) bot.Message {
	m := bot.Message{Text: bot.ParseText(text)}
	for _, l := range labels {
		m.Choice = append(m.Choice, bot.Button{Label: l, Code: "1|do|" + l})
	}
	return m
}
