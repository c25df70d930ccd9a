package discord_test

import (
	"context"
	"testing"
	"time"

	"unknot/bot"
)

// What is told again when it was answered changes nothing.
func TestToldAgainAfterwards(t *testing.T) {
	bubble(t, func(h *host) {
		told := false
		h.do = func(ctx context.Context, e bot.Event) error {
			if told {
				return nil // the core knows the event
			}
			told = true
			_, err := h.reply(ctx, e, message("here"), "")
			return err
		}
		h.Command(person, "", "today")
		pass(time.Minute)
		h.Redeliver()
		pass(time.Minute)
		h.wantRoom("here")
	})
}

// Two processes were told the same: one had nothing to say, and took back the
// promise before the other answered.
func TestPromiseTakenBackByAnother(t *testing.T) {
	bubble(t, func(h *host) {
		h.says(time.Second, message("here"))
		h.Command(person, "", "today")
		other := connect(t, h.Server, nil)
		receive, wait := other.Receive(h.t.Context(), replier(func(context.Context, bot.Event) error { return nil }))
		receive(h.Happened())
		pass(time.Minute)
		wait()
		h.wantRoom("here")
	})
}

func TestToldTwice(t *testing.T) {
	bubble(t, func(h *host) {
		h.says(time.Second, message("here"))
		h.Command(person, "", "today")
		h.Redeliver()
		pass(time.Minute)
		if n := len(h.events); n != 1 {
			t.Errorf("handled %d times", n)
		}
		h.wantRoom("here")
	})
}
