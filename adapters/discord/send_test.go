package discord_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/discord/discordtest"
	"unknot/bot"
)

// send sends to direct messages, not over an interaction.
func (h *host) send(m bot.Message, key string) error {
	_, err := h.d.Send(h.t.Context(), bot.Outgoing{Chat: "500077", Message: m, Key: key})
	return err
}

func (h *host) wantClass(err error, want bot.SendError) {
	h.t.Helper()
	se, ok := errors.AsType[*bot.SendError](err)
	if !ok || se.Class != want.Class || se.Wait != want.Wait || se.All != want.All || se.Invalid != want.Invalid {
		h.t.Errorf("%+v (%v), want %+v", se, err, want)
	}
}

// A message whose answer was lost arrives once, however often it is sent.
func TestSentAgain(t *testing.T) {
	bubble(t, func(h *host) {
		h.BreakAfter(written, 1, discordtest.HangUp)
		h.wantClass(h.send(message("once"), "k"), bot.SendError{Class: bot.SendUnknown})
		for range 3 {
			if err := h.send(message("once"), "k"); err != nil {
				t.Error(err)
			}
		}
		h.wantRoom("once")
	})
}

func TestWhatRefusalsMean(t *testing.T) {
	for name, c := range map[string]struct {
		fault discordtest.Fault
		want  bot.SendError
	}{
		"too many of a kind":      {discordtest.TooMany(1.5, false), bot.SendError{Class: bot.SendWait, Wait: 1500 * time.Millisecond, Invalid: true}},
		"too many of all":         {discordtest.TooMany(3, true), bot.SendError{Class: bot.SendWait, Wait: 3 * time.Second, All: true, Invalid: true}},
		"too many, in HTML":       {discordtest.Shut(90), bot.SendError{Class: bot.SendWait, Wait: 90 * time.Second, All: true, Invalid: true}},
		"closed direct messages":  {discordtest.Refusal(403, 50007), bot.SendError{Class: bot.SendGone, Invalid: true}},
		"no server in common":     {discordtest.Refusal(403, 50278), bot.SendError{Class: bot.SendGone, Invalid: true}},
		"no access":               {discordtest.Refusal(403, 50001), bot.SendError{Class: bot.SendTemporary, Invalid: true}},
		"an unknown token":        {discordtest.Refusal(401, 0), bot.SendError{Class: bot.SendTemporary, Invalid: true}},
		"a channel that is gone":  {discordtest.Refusal(404, 10003), bot.SendError{Class: bot.SendGone}},
		"a wrong address":         {discordtest.Refusal(404, 0), bot.SendError{Class: bot.SendTemporary}},
		"a bad gateway":           {discordtest.Refusal(502, 0), bot.SendError{Class: bot.SendTemporary}},
		"out of order":            {discordtest.Refusal(503, 0), bot.SendError{Class: bot.SendTemporary}},
		"an error of its own":     {discordtest.Refusal(500, 0), bot.SendError{Class: bot.SendTemporary}},
		"a form that is not good": {discordtest.Refusal(400, 50035), bot.SendError{Class: bot.SendPermanent}},
		"a redirection":           {discordtest.Refusal(302, 0), bot.SendError{Class: bot.SendPermanent}},
		"opened too fast":         {discordtest.Refusal(400, 40003), bot.SendError{Class: bot.SendWait, Wait: 10 * time.Minute}},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(h *host) {
				h.Break(written, -1, c.fault)
				err := h.send(message("zwickmuehle"), "k")
				h.wantClass(err, c.want)
				if strings.Contains(err.Error(), "zwickmuehle") {
					t.Errorf("the error quotes: %v", err)
				}
				if n := len(h.Calls(written)); n != 1 {
					t.Errorf("%d calls, want 1", n)
				}
			})
		})
	}
}

// What cannot be known for the same is not simply sent again.
func TestBrokenAnswerIsUnknown(t *testing.T) {
	bubble(t, func(h *host) {
		h.Break(callbacks, -1, discordtest.Refusal(502, 0))
		h.do = func(ctx context.Context, e bot.Event) error {
			_, err := h.reply(ctx, e, message("here"), "")
			h.wantClass(err, bot.SendError{Class: bot.SendUnknown})
			return nil
		}
		h.Command(person, "", "today")
		synctest.Wait()
	})
}

// A message that is gone is written anew.
func TestChangeOfWhatIsGone(t *testing.T) {
	bubble(t, func(h *host) {
		for _, old := range []bot.Reference{"12345", "e12345", "no number"} {
			if _, err := h.d.Send(h.t.Context(), bot.Outgoing{Chat: "500077", Message: message("new"), Replace: old}); err != nil {
				t.Error(err)
			}
		}
		h.wantRoom("new", "new", "new")
	})
}

// Direct messages are opened where nobody knows them, and one after the other.
func TestOpening(t *testing.T) {
	bubble(t, func(h *host) {
		to := func(n int) error {
			_, err := h.d.Send(h.t.Context(), bot.Outgoing{Chat: bot.ChatID(fmt.Sprint("@", n)), Message: message("reminder"), Key: fmt.Sprint(n)})
			return err
		}
		if err := to(1); err != nil {
			t.Fatal(err)
		}
		h.wantClass(to(2), bot.SendError{Class: bot.SendWait, Wait: 2 * time.Second})
		if err := to(1); err != nil { // known by now
			t.Error(err)
		}
		pass(2 * time.Second)
		if err := to(2); err != nil {
			t.Error(err)
		}
		if got := h.Opened(); !slices.Equal(got, []string{"1", "2"}) {
			t.Errorf("opened %q", got)
		}
	})
}

// Who wrote in direct messages is written to there, also after a command on a
// server.
func TestRoomIsRemembered(t *testing.T) {
	bubble(t, func(h *host) {
		h.Write(person, "hello")
		h.Command(person, discordtest.Channel, "today")
		h.want("hello")
		if e := h.want("today"); e.Chat != "500077" {
			t.Errorf("the chat is %q", e.Chat)
		}
	})
}

func TestFileWithoutWords(t *testing.T) {
	bubble(t, func(h *host) {
		if err := h.send(bot.Message{File: &bot.File{Name: "a.txt", Type: "text/plain", Data: []byte("a")}}, "k"); err != nil {
			t.Error(err)
		}
	})
}

func TestSilent(t *testing.T) {
	bubble(t, func(h *host) {
		m := message("quiet")
		m.Silent = true
		if err := errors.Join(h.send(m, "1"), h.send(message("loud"), "2")); err != nil {
			t.Fatal(err)
		}
		if got := h.wantRoom("quiet", "loud"); !got[0].Silent || got[1].Silent {
			t.Errorf("the messages are %+v", got)
		}
	})
}

// When a later part fails, sending again would show those before twice.
func TestPartsThatFail(t *testing.T) {
	bubble(t, func(h *host) {
		h.BreakAfter(written, 1, discordtest.Nothing)
		h.Break(written, 1, discordtest.TooMany(3, true))
		err := h.send(message(strings.Repeat("slowly down and up. ", 150)), "k")
		h.wantClass(err, bot.SendError{Class: bot.SendUnknown, Invalid: true})
		if n := len(h.Room(person)); n != 1 {
			t.Errorf("%d parts arrived, want 1", n)
		}
	})
}

func TestChoices(t *testing.T) {
	bubble(t, func(h *host) {
		var labels []string
		for i := range 60 {
			labels = append(labels, fmt.Sprint("routine ", i))
		}
		if err := h.send(message("which one?", labels...), "k"); err != nil {
			t.Fatal(err)
		}
		if got := h.wantRoom("which one?")[0]; got.Rows != 3 || len(got.Choices) != 60 {
			t.Errorf("%d choices in %d lists", len(got.Choices), got.Rows)
		}
		h.Press(person, "", 0, 59)
		if e := <-h.events; e.Tap != "1|do|routine 59" {
			t.Errorf("pressed %q", e.Tap)
		}
	})
}

// Two labels may mean the same; Discord takes no code twice.
func TestChoicesThatMeanTheSame(t *testing.T) {
	bubble(t, func(h *host) {
		m := message("which one?", "Other")
		for range 3 {
			m.Choice = append(m.Choice, bot.Button{Label: "Stop", Code: "1|do|stop"})
		}
		if err := h.send(m, "k"); err != nil {
			t.Fatal(err)
		}
		for i := 1; i <= 3; i++ {
			h.Press(person, "", 0, i)
			if e := <-h.events; e.Tap != "1|do|stop" {
				t.Errorf("pressed %q", e.Tap)
			}
		}
	})
}

func TestChoicesThatCannotBe(t *testing.T) {
	many := make([]bot.Button, 126)
	for i := range many {
		many[i] = bot.Button{Label: "x", Code: fmt.Sprint(i)}
	}
	for name, choice := range map[string][]bot.Button{
		"no code":   {{Label: "x"}},
		"long code": {{Label: "x", Code: strings.Repeat("x", 91)}},
		"too many":  many,
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(h *host) {
				err := h.send(bot.Message{Text: bot.ParseText("x"), Choice: choice}, "k")
				h.wantClass(err, bot.SendError{Class: bot.SendPermanent})
				h.wantRoom()
			})
		})
	}
}
