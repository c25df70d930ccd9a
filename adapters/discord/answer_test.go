package discord_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/discord/discordtest"
	"unknot/bot"
)

// Callbacks of Discord.
const (
	withMessage = 4
	later       = 5
	received    = 6
	changed     = 7
)

// says answers every event with a message, after a while.
func (h *host) says(after time.Duration, m bot.Message) {
	h.do = func(ctx context.Context, e bot.Event) error {
		if after > 0 {
			<-time.After(after)
		}
		_, err := h.reply(ctx, e, m, "")
		return err
	}
}

func (h *host) wantAnswered(id string, kind int, after time.Duration) {
	h.t.Helper()
	if got := h.Answered(id); got.Kind != kind || got.After != after {
		h.t.Errorf("answered with %d after %v, want %d after %v", got.Kind, got.After, kind, after)
	}
}

func (h *host) wantRoom(want ...string) []discordtest.Message {
	h.t.Helper()
	got := h.Room(person)
	if !slices.Equal(texts(got), want) {
		h.t.Errorf("the person sees %q, want %q", texts(got), want)
	}
	return got
}

func TestCommandIsAnsweredAtOnce(t *testing.T) {
	bubble(t, func(h *host) {
		h.says(0, message("hello", "Begin"))
		id := h.Command(person, "", "schedule", discordtest.Option{Name: "words", Kind: 3, Value: "weekdays 9:30"})
		e := h.want("schedule weekdays 9:30")
		synctest.Wait()
		h.wantAnswered(id, withMessage, 0)
		h.wantRoom("hello")
		if e.Kind != bot.EventText || e.Doc != "discord:77" || e.Chat != "500077" || e.Way == "" {
			t.Errorf("the event is %+v", e)
		}
		if n := len(h.Calls("^POST")); n != 1 {
			t.Errorf("%d calls, want the answer alone", n)
		}
	})
}

// answered lets the bot send a message with a choice, and answers presses on it.
func (h *host) answered(press func(ctx context.Context, e bot.Event, card bot.Reference) error) {
	h.t.Helper()
	card, err := h.d.Send(h.t.Context(), bot.Outgoing{Chat: "500077", Message: message("step 1", "Done"), Key: "card"})
	if err != nil {
		h.t.Fatal(err)
	}
	h.do = func(ctx context.Context, e bot.Event) error { return press(ctx, e, card) }
}

func TestPressChangesItsMessage(t *testing.T) {
	bubble(t, func(h *host) {
		h.answered(func(ctx context.Context, e bot.Event, card bot.Reference) error {
			again, err := h.reply(ctx, e, message("step 2", "Done"), card)
			if again != card {
				t.Errorf("the message is %q now, and was %q", again, card)
			}
			return err
		})
		id := h.Press(person, "", 0, 0)
		synctest.Wait()
		h.wantAnswered(id, changed, 0)
		h.wantRoom("step 2")
	})
}

func TestPressThatChangesAnother(t *testing.T) {
	bubble(t, func(h *host) {
		h.answered(func(ctx context.Context, e bot.Event, card bot.Reference) error {
			if e.Kind == bot.EventTap {
				_, err := h.reply(ctx, e, message("step 2"), card)
				return err
			}
			_, err := h.reply(ctx, e, message("other", "More"), "")
			return err
		})
		h.Write(person, "x")
		synctest.Wait()
		id := h.Press(person, "", 0, 0)
		synctest.Wait()
		h.wantAnswered(id, received, 0)
		h.wantRoom("step 2", "other")
	})
}

func TestMoreThanOneAnswer(t *testing.T) {
	bubble(t, func(h *host) {
		h.answered(func(ctx context.Context, e bot.Event, card bot.Reference) error {
			for _, m := range []string{"one", "two"} {
				if _, err := h.reply(ctx, e, message(m), ""); err != nil {
					return err
				}
			}
			_, err := h.reply(ctx, e, message("step 2"), card)
			return err
		})
		id := h.Press(person, "", 0, 0)
		synctest.Wait()
		h.wantAnswered(id, withMessage, 0)
		h.wantRoom("step 2", "one", "two")
	})
}

func TestSlowAnswerIsPromised(t *testing.T) {
	t.Run("a command", func(t *testing.T) {
		bubble(t, func(h *host) {
			h.says(10*time.Second, message("here", "Begin"))
			id := h.Command(person, "", "today")
			pass(9 * time.Second)
			h.wantAnswered(id, later, 2*time.Second)
			pass(2 * time.Second)
			if m := h.wantRoom("here"); m[0].Waiting || len(m[0].Choices) != 1 {
				t.Errorf("the answer is %+v", m[0])
			}
		})
	})
	t.Run("a press", func(t *testing.T) {
		bubble(t, func(h *host) {
			h.answered(func(ctx context.Context, e bot.Event, card bot.Reference) error {
				<-time.After(10 * time.Second)
				if _, err := h.reply(ctx, e, message("step 2", "Done"), card); err != nil {
					return err
				}
				_, err := h.reply(ctx, e, message("and this"), "")
				return err
			})
			id := h.Press(person, "", 0, 0)
			pass(11 * time.Second)
			h.wantAnswered(id, received, 2*time.Second)
			h.wantRoom("step 2", "and this")
		})
	})
}

// The store is away for a while: what was pressed is answered when it is back.
func TestStoreAway(t *testing.T) {
	bubble(t, func(h *host) {
		began := time.Now()
		h.do = func(ctx context.Context, e bot.Event) error {
			if time.Since(began) < time.Minute {
				return fmt.Errorf("no store: %w", bot.ErrLater)
			}
			_, err := h.reply(ctx, e, message("here"), "")
			return err
		}
		id := h.Command(person, "", "today")
		pass(2 * time.Minute)
		h.wantAnswered(id, later, 2*time.Second)
		h.wantRoom("here")
	})
}

// Several wait for each other: each is promised in time.
func TestQueueOfOnePerson(t *testing.T) {
	bubble(t, func(h *host) {
		h.says(1500*time.Millisecond, message("here"))
		var ids []string
		for range 5 {
			ids = append(ids, h.Command(person, "", "today"))
		}
		pass(time.Minute)
		h.wantAnswered(ids[0], withMessage, 1500*time.Millisecond)
		for _, id := range ids[1:] {
			h.wantAnswered(id, later, 2*time.Second)
		}
		h.wantRoom("here", "here", "here", "here", "here")
	})
}

func TestNothingSaid(t *testing.T) {
	bubble(t, func(h *host) {
		h.answered(func(context.Context, bot.Event, bot.Reference) error { return bot.ErrNever })
		press, command := h.Press(person, "", 0, 0), h.Command(person, "", "today")
		synctest.Wait()
		h.wantAnswered(press, received, 0)
		h.wantAnswered(command, later, 0)
		h.wantRoom("step 1")
	})
}

func TestUnreadableIsCounted(t *testing.T) {
	bubble(t, func(h *host) {
		h.Tell("MESSAGE_CREATE", `{"id":7}`)
		h.wantWorking()
		if got := h.d.Unreadable(); got != 1 {
			t.Errorf("%d events were unreadable, want 1", got)
		}
	})
}

const callbacks = "^POST interactions/"

// Discord did not wait: the answer comes as a message.
func TestTooLate(t *testing.T) {
	bubble(t, func(h *host) {
		h.Break(callbacks, -1, discordtest.Refusal(404, 10062))
		h.says(0, message("here"))
		h.Command(person, "", "today")
		synctest.Wait()
		h.wantRoom("here")
	})
}

func TestTokenIsOver(t *testing.T) {
	bubble(t, func(h *host) {
		h.says(20*time.Minute, message("here"))
		h.Command(person, "", "today")
		pass(21 * time.Minute)
		if got := texts(h.Room(person)); !slices.Contains(got, "here") {
			t.Errorf("the person sees %q", got)
		}
		for _, c := range h.Calls("") {
			if c.Status == 401 { // it would be held against the bot
				t.Errorf("%s %s was tried with a token that is over", c.Method, c.Path)
			}
		}
	})
}

// An answer arrived, and nobody knows.
func TestAnsweredAlready(t *testing.T) {
	bubble(t, func(h *host) {
		h.BreakAfter(callbacks, 1, discordtest.HangUp)
		h.do = func(ctx context.Context, e bot.Event) error {
			_, err := h.reply(ctx, e, message("here"), "")
			if bot.ClassOf(err) != bot.SendUnknown {
				t.Errorf("an answer without an echo: %v", err)
			}
			_, err = h.reply(ctx, e, message("here"), "")
			return err
		}
		h.Command(person, "", "today")
		synctest.Wait()
		h.wantRoom("here")
	})
}

func TestOnAServer(t *testing.T) {
	bubble(t, func(h *host) {
		h.do = func(ctx context.Context, e bot.Event) error {
			_, err := h.reply(ctx, e, message("for you alone", "Done"), "e9")
			return err
		}
		h.Command(person, discordtest.Channel, "today")
		e := h.want("today")
		synctest.Wait()
		if e.Chat != "@77" || e.Doc != "discord:77" {
			t.Errorf("the event is %+v", e)
		}
		if others := h.SeenBy("78", discordtest.Channel); len(others) > 0 {
			t.Errorf("others see %q", texts(others))
		}
		if own := h.SeenBy(person, discordtest.Channel); len(own) != 1 || own[0].Text != "for you alone" {
			t.Errorf("the person sees %q", texts(own))
		}
		if len(h.Opened()) > 0 || len(h.Room(person)) > 0 {
			t.Error("direct messages were opened")
		}
	})
}

func TestPressOnAServer(t *testing.T) {
	bubble(t, func(h *host) {
		var card bot.Reference
		h.do = func(ctx context.Context, e bot.Event) (err error) {
			before := card
			card, err = h.reply(ctx, e, message(fmt.Sprint("step ", e.ID), "Done"), card)
			if e.Kind == bot.EventTap && card != before {
				t.Errorf("the message is %q now, and was %q", card, before)
			}
			return err
		}
		h.Command(person, discordtest.Channel, "today")
		synctest.Wait()
		for range 3 {
			id := h.Press(person, discordtest.Channel, 0, 0)
			synctest.Wait()
			h.wantAnswered(id, changed, 0)
		}
		if own := h.SeenBy(person, discordtest.Channel); len(own) != 1 || own[0].Edits != 3 || own[0].Only != person {
			t.Errorf("the person sees %+v", own)
		}
	})
}

// A long text on a server is several messages, of which only the one that was
// pressed can be changed: what follows takes its place alone.
func TestLongTextOnAServer(t *testing.T) {
	long := message(strings.Repeat("slowly down and up. ", 150), "Done")
	bubble(t, func(h *host) {
		next, card := long, bot.Reference("")
		h.do = func(ctx context.Context, e bot.Event) (err error) {
			card, err = h.reply(ctx, e, next, card)
			return err
		}
		h.Command(person, discordtest.Channel, "today")
		synctest.Wait()
		if n := len(strings.Split(string(card), ",")); n != 2 {
			t.Fatalf("the text is %q, want two messages", card)
		}
		next = message("short", "Done")
		h.Press(person, discordtest.Channel, 0, 0)
		synctest.Wait()
		next = long
		h.Press(person, discordtest.Channel, 0, 0)
		synctest.Wait()
		own := h.SeenBy(person, discordtest.Channel)
		if len(own) != 3 || own[2].Only != person {
			t.Errorf("the person sees %q", texts(own))
		}
	})
}

// What is slow on a server is slow for the person alone, too.
func TestSlowOnAServer(t *testing.T) {
	bubble(t, func(h *host) {
		h.says(10*time.Second, message("for you alone"))
		h.Command(person, discordtest.Channel, "today")
		for range 12 {
			pass(time.Second)
			if others := h.SeenBy("78", discordtest.Channel); len(others) > 0 {
				t.Fatalf("others see %+v", others)
			}
		}
	})
}

// A thousand who wait for a slow platform do not wait for each other.
func TestSideBySide(t *testing.T) {
	const many, slow = 1000, 50 * time.Millisecond
	bubble(t, func(h *host) {
		h.says(0, message("here"))
		h.Slow("", slow)
		var ids []string
		for i := range many {
			ids = append(ids, h.Command(fmt.Sprint(1000+i), "", "today"))
		}
		pass(time.Minute)
		for _, id := range ids {
			h.wantAnswered(id, withMessage, slow)
		}
		if n := h.d.Kept(); n > 0 {
			t.Errorf("%d interactions are remembered that are over", n)
		}
	})
}
