package discord_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"unknot/adapters/discord/discordtest"
	"unknot/bot"
)

const opened = 9

// question asks for words, beside what can be chosen.
func question(labels ...string) bot.Message {
	m := message("what time is it there?", labels...)
	m.Form = bot.Form{Label: "Write it", Title: "A large city near you, or the time there", Command: "zone"}
	return m
}

func labels(m discordtest.Message) []string {
	var all []string
	for _, c := range m.Choices {
		all = append(all, c.Label)
	}
	return all
}

// On a server words go into a field that only the bot reads, and the same
// message is changed by what they come to.
func TestFormOnAServer(t *testing.T) {
	bubble(t, func(h *host) {
		var card bot.Reference
		next := question("Berlin", "Not now")
		h.do = func(ctx context.Context, e bot.Event) (err error) {
			card, err = h.reply(ctx, e, next, card)
			return err
		}
		h.Command(person, discordtest.Channel, "zone")
		h.want("zone")
		synctest.Wait()
		if got := labels(h.SeenBy(person, discordtest.Channel)[0]); !slices.Equal(got, []string{"Berlin", "Not now", "Write it"}) {
			t.Errorf("the buttons are %q", got)
		}
		press := h.Press(person, discordtest.Channel, 0, 2)
		synctest.Wait()
		h.wantAnswered(press, opened, 0)
		if m := h.OpenedModal(press); m == nil || m.Title != "A large city near you, or the time there" || m.Label != m.Title {
			t.Fatalf("it opens %+v", m)
		}
		if len(h.events) > 0 {
			t.Error("opening a field is an event")
		}
		next = message("your clock: New York")
		filled := h.Fill(press, "New York")
		if e := h.want("zone New York"); e.Kind != bot.EventText || e.Doc != "discord:77" {
			t.Errorf("the event is %+v", e)
		}
		synctest.Wait()
		h.wantAnswered(filled, changed, 0)
		if own := h.SeenBy(person, discordtest.Channel); len(own) != 1 || own[0].Text != "your clock: New York" || own[0].Only != person {
			t.Errorf("the person sees %+v", own)
		}
		if others := h.SeenBy("78", discordtest.Channel); len(others) > 0 {
			t.Errorf("others see %q", texts(others))
		}
	})
}

// In direct messages people simply write.
func TestNoFormInDirectMessages(t *testing.T) {
	bubble(t, func(h *host) {
		h.says(0, question("Berlin"))
		h.Command(person, "", "zone")
		synctest.Wait()
		if got := labels(h.wantRoom("what time is it there?")[0]); !slices.Equal(got, []string{"Berlin"}) {
			t.Errorf("the buttons are %q", got)
		}
	})
}

// A form has room beside many choices, and a title in any script.
func TestFormBesideMany(t *testing.T) {
	many := make([]string, 40)
	for i := range many {
		many[i] = strings.Repeat("x", i+1)
	}
	bubble(t, func(h *host) {
		m := question(many...)
		m.Form.Title = strings.Repeat("近", bot.LongestTitle)
		h.says(0, m)
		h.Command(person, discordtest.Channel, "zone")
		h.want("zone")
		synctest.Wait()
		press := h.Press(person, discordtest.Channel, 0, len(many))
		synctest.Wait()
		if m := h.OpenedModal(press); m == nil || !strings.HasPrefix(m.Title, "近近近") {
			t.Fatalf("it opens %+v", m)
		}
		h.Fill(press, " ")
		h.want("zone")
	})
}

// The rows of older modals are read as well, and what is none of ours is not.
func TestFilledInOtherShapes(t *testing.T) {
	bubble(t, func(h *host) {
		const head = `{"id":"5","application_id":"900","token":"t","context":1,"channel_id":"500077","user":{"id":"77"},"type":5,"data":{"custom_id":`
		h.Tell("INTERACTION_CREATE", head+`"other","components":[{"type":18,"component":{"type":4,"value":"zwickmuehle"}}]}}`)
		h.Tell("INTERACTION_CREATE", head+`"✎note","components":[{"type":1,"components":[{"type":4,"value":"dark room"}]}]}}`)
		h.want("note dark room")
	})
}
