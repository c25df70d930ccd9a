package discord_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/discord/discordtest"
	"unknot/bot"
)

// near sends what is only said where somebody was last.
func (h *host) near(chat bot.ChatID, text string) error {
	_, err := h.d.Send(h.t.Context(), bot.Outgoing{Chat: chat, Message: message(text, "Done"), Key: text, Near: true})
	return err
}

// A timer on a server speaks over the last press, for the person alone, until
// its token is over; and never anywhere else.
func TestNear(t *testing.T) {
	bubble(t, func(h *host) {
		far := bot.SendError{Class: bot.SendPermanent}
		h.wantClass(h.near("@77", "nobody was here"), far)
		h.says(0, message("for you alone", "Start the timer"))
		h.Command(person, discordtest.Channel, "today")
		e := h.told()
		if left := time.Until(e.Reach); left != 14*time.Minute+30*time.Second {
			t.Errorf("it can be reached for %v", left)
		}
		pass(10 * time.Minute)
		if err := h.near(e.Chat, "change sides"); err != nil {
			t.Error(err)
		}
		h.wantClass(h.near("@78", "somebody else"), far)

		h.Press(person, discordtest.Channel, 0, 0) // it begins anew
		h.told()
		pass(14 * time.Minute)
		if err := h.near(e.Chat, "let go"); err != nil {
			t.Error(err)
		}
		pass(time.Minute)
		calls := len(h.Calls(""))
		h.wantClass(h.near(e.Chat, "too late"), far)
		if n := len(h.Calls("")); n > calls {
			t.Errorf("%d calls with a token that is over", n-calls)
		}
		pass(time.Hour)
		h.wantClass(h.near(e.Chat, "much too late"), far)

		var seen []string
		for _, m := range h.SeenBy(person, discordtest.Channel) {
			seen = append(seen, m.Text)
		}
		if len(seen) != 4 || seen[1] != "change sides" || seen[3] != "let go" {
			t.Errorf("the person sees %q", seen)
		}
		if len(h.Public())+len(h.Opened())+len(h.Room(person)) > 0 {
			t.Error("it was said elsewhere")
		}
	})
}

// In direct messages there is no such end.
func TestNearInDirectMessages(t *testing.T) {
	bubble(t, func(h *host) {
		h.Command(person, "", "today")
		if e := h.told(); !e.Reach.IsZero() {
			t.Errorf("it can be reached until %v", e.Reach)
		}
		h.Manage(boss)
		h.Command(boss, discordtest.Channel, "server", discordtest.Part("off"))
		if e := h.told(); !e.Reach.IsZero() {
			t.Errorf("a server can be reached until %v", e.Reach)
		}
	})
}

// Many people who were there lately do not add up for ever.
func TestLatelyIsBounded(t *testing.T) {
	bubble(t, func(h *host) {
		h.says(0, message("for you alone"))
		h.do = func(context.Context, bot.Event) error { <-h.events; return nil }
		for range 3 {
			for i := range 100 {
				h.Command(fmt.Sprint(1000+i), discordtest.Channel, "today")
			}
			synctest.Wait()
			pass(15 * time.Minute)
		}
		if n := h.d.Lately(); n > 200 {
			t.Errorf("%d people are remembered", n)
		}
		pass(time.Hour)
		h.Command(person, discordtest.Channel, "today")
		synctest.Wait()
		if n := h.d.Lately(); n != 1 {
			t.Errorf("after an hour %d people are remembered", n)
		}
	})
}
