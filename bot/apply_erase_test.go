package bot_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"unknot/bot"
	"unknot/bot/bottest"
)

const goodbye = `Everything is erased. Thank you for the time together. Write "start" to begin anew.`

func (h *house) forget(doc bot.DocID) bot.Event {
	h.events++
	return tapEvent(h.events, doc, bot.Tap{Do: bot.TapForget})
}

// wantNobody checks that nothing of somebody is left.
func (h *house) wantNobody(doc bot.DocID) {
	h.t.Helper()
	if _, err := h.kept.Load(context.Background(), doc); !errors.Is(err, bot.ErrNotFound) {
		h.t.Errorf("the document: %v", err)
	}
	if n := len(h.records(doc)); n != 0 {
		h.t.Errorf("%d records are left", n)
	}
	h.clock.pass(72 * time.Hour)
	h.news()
	h.wake()
	h.wantNews()
	if n := bot.Lines(h.bot); n != 0 {
		h.t.Errorf("%d documents are held in memory", n)
	}
}

func TestForget(t *testing.T) {
	for name, test := range map[string]struct {
		fail func(*bottest.FlakyStore)
		late bool
	}{
		"at once":              {func(*bottest.FlakyStore) {}, false},
		"the answer was lost":  {func(f *bottest.FlakyStore) { f.FailAfter(1, errAway, bottest.OpErase) }, false},
		"not the first time":   {func(f *bottest.FlakyStore) { f.FailBefore(1, errAway, bottest.OpErase) }, false},
		"not while it is away": {func(f *bottest.FlakyStore) { f.FailBefore(2, errAway, bottest.OpErase) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.agree(anna)
			h.say(anna, "tiny", "2", "done", "done", "1", "2", "Berlin", "weekdays 9:30")
			h.news()
			test.fail(h.flaky)
			e := h.forget(anna)
			err := h.handle(e)
			if test.late != errors.Is(err, bot.ErrLater) {
				t.Fatalf("error %v", err)
			}
			if test.late {
				h.wantNews(away)
				if err := h.handle(e); err != nil {
					t.Fatal(err)
				}
			}
			h.wantNews(goodbye)
			h.wantNobody(anna)
		})
	}
}

// TestForgottenWhileSending: a note about a delivery finds nobody any more.
func TestForgottenWhileSending(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	h.onSend(func(bot.Outgoing) {
		h.onSend(nil)
		if err := h.kept.Erase(context.Background(), anna); err != nil {
			t.Error(err)
		}
	})
	h.say(anna, "help")
	h.wantNobody(anna)
}

// TestForgottenAndBack: the numbers of effects begin again, their names must
// not: a platform would take a new message for one it has had.
func TestForgottenAndBack(t *testing.T) {
	h := newHouse(t)
	h.sender.Caps.Idempotent = true
	lives := func() {
		h.say(anna, "hello", "hello again")
		h.agree(anna)
		h.say(anna, "cancel", "help")
		if err := h.handle(h.forget(anna)); err != nil {
			t.Fatal(err)
		}
		h.clock.pass(time.Minute)
	}
	lives()
	once := len(h.sender.Sent())
	lives()
	if twice := len(h.sender.Sent()); once != 10 || twice != 20 {
		t.Errorf("%d messages in the first life and %d in the second, want 10 each", once, twice-once)
	}
	keys := map[string]bool{}
	for _, out := range h.sender.Sent() {
		if out.Key == "" || keys[out.Key] {
			t.Errorf("the key %q comes again", out.Key)
		}
		keys[out.Key] = true
	}
}

// TestWakeOfSomebodyForgotten: erased after the claim, before it is decided.
func TestWakeOfSomebodyForgotten(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	h.say(anna, "full", "2", "timer")
	h.clock.pass(time.Minute)
	h.before(bottest.OpCommit, func() {
		if err := h.kept.Erase(context.Background(), anna); err != nil {
			t.Error(err)
		}
	})
	h.wake()
	h.wantNobody(anna)
}
