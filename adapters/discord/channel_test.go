package discord_test

import (
	"context"
	"testing"
	"testing/synctest"

	"unknot/adapters/discord/discordtest"
	"unknot/bot"
)

// An invitation is for all in the channel, and calls the role that was chosen.
func TestInvitation(t *testing.T) {
	for role, want := range map[string]string{"": "", "700": "700", "@everyone": "", "700> <@77": ""} {
		bubble(t, func(h *host) {
			m := message("Today: **neck release**, 7 min.", "Begin now")
			m.Group = role
			for range 2 { // it is known again
				if _, err := h.d.Send(h.t.Context(), bot.Outgoing{Chat: public, Message: m, Key: "invite"}); err != nil {
					t.Fatal(err)
				}
			}
			got := h.Public()
			if len(got) != 1 || got[0].Called != want || got[0].Text != "Today: neck release, 7 min." || got[0].Silent {
				t.Fatalf("all read %+v", got)
			}
		})
	}
}

// Who begins gets it alone, and the invitation stays as it is for all others.
func TestBeginOnAServer(t *testing.T) {
	bubble(t, func(h *host) {
		invite, err := h.d.Send(h.t.Context(), bot.Outgoing{Chat: public, Message: message("Today: neck release, 7 min.", "Begin now"), Key: "invite"})
		if err != nil {
			t.Fatal(err)
		}
		for _, replace := range []bot.Reference{"", invite, "e12345", "12345"} {
			h.do = func(ctx context.Context, e bot.Event) error {
				_, err := h.reply(ctx, e, message("for you alone", "Done"), replace)
				return err
			}
			before := len(h.SeenBy(person, discordtest.Channel))
			id := h.PressMessage(person, string(invite), 0)
			e := h.told()
			h.wantAnswered(id, withMessage, 0)
			if e.Doc != "discord:77" || e.Place != server || e.Tap != "1|do|Begin now" {
				t.Errorf("told %+v", e)
			}
			if own := h.SeenBy(person, discordtest.Channel); len(own) != before+1 || own[before].Only != person {
				t.Errorf("the person sees %+v", own)
			}
		}
		if got := h.Public(); len(got) != 1 {
			t.Errorf("all read %q", texts(got))
		}
		if len(h.Opened())+len(h.Room(person)) > 0 {
			t.Error("direct messages were opened")
		}
	})
}

// What answers somebody who manages the server never gets into its channel,
// also when the interaction is over.
func TestAnswersOfAServerAreForOneAlone(t *testing.T) {
	bubble(t, func(h *host) {
		h.Manage(boss)
		h.Break(callbacks, -1, discordtest.Refusal(404, 10062))
		h.do = func(ctx context.Context, e bot.Event) error {
			for _, way := range []bot.Way{e.Way, "of another process"} {
				_, err := h.d.Send(ctx, bot.Outgoing{Chat: public, Message: message("the goal is 20"), Key: "k", Way: way})
				h.wantClass(err, bot.SendError{Class: bot.SendPermanent})
			}
			return nil
		}
		h.Command(boss, discordtest.Channel, "server", discordtest.Part("off"))
		synctest.Wait()
		if got := h.SeenBy(boss, discordtest.Channel); len(got) > 0 {
			t.Errorf("seen %q", texts(got))
		}
	})
}

func TestChannelThatIsClosed(t *testing.T) {
	for code, invalid := range map[int]bool{10003: false, 50001: true, 50013: true} {
		bubble(t, func(h *host) {
			h.Bar(code)
			_, err := h.d.Send(h.t.Context(), bot.Outgoing{Chat: public, Message: message("Today"), Key: "k"})
			h.wantClass(err, bot.SendError{Class: bot.SendGone, Invalid: invalid})
			h.Bar(0)
			if _, err := h.d.Send(h.t.Context(), bot.Outgoing{Chat: public, Message: message("Today"), Key: "k"}); err != nil {
				t.Error(err)
			}
		})
	}
}
