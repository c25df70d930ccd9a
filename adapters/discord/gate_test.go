package discord_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"unknot/adapters/discord/discordtest"
	"unknot/bot"
)

// invalid returns how many invalid answers there were in the worst ten minutes.
func (h *host) invalid() int {
	var at []time.Time
	for _, c := range h.Calls("") {
		if c.Status == 401 || c.Status == 403 || c.Status == 429 {
			at = append(at, c.At)
		}
	}
	most, from := 0, 0
	for i := range at {
		for at[i].Sub(at[from]) >= 10*time.Minute {
			from++
		}
		most = max(most, i-from+1)
	}
	return most
}

// Whatever Discord refuses, and however many press: never 2,000 invalid answers
// in ten minutes.
func TestInvalidAnswers(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"401": discordtest.Refusal(401, 0), "403": discordtest.Refusal(403, 50001), "429": discordtest.TooMany(0.1, false),
		"429, global": discordtest.TooMany(0.1, true), "429 in HTML": discordtest.Shut(0),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(h *host) {
				h.says(0, message("here"))
				h.Slow("", 50*time.Millisecond)
				h.Break("^(POST|PATCH|DELETE)", -1, fault)
				for minute := range 12 {
					for i := range 400 {
						h.Command(fmt.Sprint(1000+i%1500), "", "today")
						if i%100 == 0 {
							pass(time.Millisecond)
						}
					}
					pass(time.Minute)
					if n := h.invalid(); n >= 2000 {
						t.Fatalf("%d invalid answers within ten minutes, after %d", n, minute)
					}
				}
				if h.invalid() < 1500 {
					t.Errorf("only %d invalid answers: too few to see anything", h.invalid())
				}
				h.Mend()
				pass(11 * time.Minute)
				id := h.Command(person, "", "today")
				pass(time.Second)
				h.wantAnswered(id, withMessage, 50*time.Millisecond)
			})
		})
	}
}

// Who stands before Discord shuts the bot out: nothing more is asked until then.
func TestShutOut(t *testing.T) {
	bubble(t, func(h *host) {
		h.Break("^POST", 1, discordtest.Shut(60))
		h.says(0, message("here"))
		h.Command(person, "", "today")
		pass(time.Second)
		before := len(h.Calls(""))
		_, err := h.d.Send(h.t.Context(), bot.Outgoing{Chat: "500077", Message: message("more"), Key: "k"})
		if bot.ClassOf(err) != bot.SendWait {
			t.Errorf("sent all the same: %v", err)
		}
		h.Command(person, "", "today")
		pass(50 * time.Second)
		if n := len(h.Calls("")); n > before {
			t.Errorf("%d calls while the bot is shut out", n-before)
		}
		pass(time.Minute)
		id := h.Command(person, "", "today")
		pass(time.Second)
		h.wantAnswered(id, withMessage, 0)
	})
}

// A thousand closed direct messages hold up no answer.
func TestClosedRoomsHoldUpNoAnswer(t *testing.T) {
	bubble(t, func(h *host) {
		h.Break(written, -1, discordtest.Refusal(403, 50007))
		for i := range 1000 {
			_, err := h.d.Send(h.t.Context(), bot.Outgoing{Chat: bot.ChatID(fmt.Sprint("5000", 1000+i)), Message: message("time for it"), Key: fmt.Sprint(i)})
			if bot.ClassOf(err) != bot.SendGone {
				t.Fatalf("%d: %v", i, err)
			}
		}
		h.do = func(ctx context.Context, e bot.Event) error {
			_, err := h.reply(ctx, e, message("here"), "")
			return err
		}
		id := h.Command(person, "", "today")
		pass(time.Second)
		h.wantAnswered(id, withMessage, 0)
	})
}
