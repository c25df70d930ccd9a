package discord_test

import (
	"testing"
	"testing/synctest"

	"unknot/bot"
)

// What people send beside words is told as what it is, and so is what they
// changed.
func TestAsides(t *testing.T) {
	const from = `{"id":"50","channel_id":"500077","author":{"id":"77"},`
	for name, c := range map[string]struct {
		kind, data string
		want       bot.Event
	}{
		"a picture":            {"MESSAGE_CREATE", from + `"attachments":[{"content_type":"image/png"}]}`, bot.Event{Aside: bot.AsidePicture}},
		"a film":               {"MESSAGE_CREATE", from + `"attachments":[{"content_type":"video/mp4"}]}`, bot.Event{Aside: bot.AsidePicture}},
		"a voice message":      {"MESSAGE_CREATE", from + `"attachments":[{"content_type":"audio/ogg","waveform":"aa"}]}`, bot.Event{Aside: bot.AsideVoice}},
		"a file":               {"MESSAGE_CREATE", from + `"attachments":[{"filename":"a"}]}`, bot.Event{Aside: bot.AsideFile}},
		"a sticker":            {"MESSAGE_CREATE", from + `"sticker_items":[{"id":"1"}]}`, bot.Event{Aside: bot.AsideSticker}},
		"a poll":               {"MESSAGE_CREATE", from + `"poll":{"question":{}}}`, bot.Event{Aside: bot.AsidePoll}},
		"somebody else's":      {"MESSAGE_CREATE", from + `"message_snapshots":[{}]}`, bot.Event{Aside: bot.AsideForward}},
		"words with a picture": {"MESSAGE_CREATE", from + `"content":"done 4","attachments":[{"content_type":"image/png"}]}`, bot.Event{Kind: bot.EventText, Text: "done 4"}},
		"a change":             {"MESSAGE_UPDATE", from + `"content":"chest pain","edited_timestamp":"2026-01-01"}`, bot.Event{ID: "discord:50:2026-01-01", Aside: bot.AsideEdit, Text: "chest pain"}},
		"no poll":              {"MESSAGE_CREATE", from + `"poll":null}`, bot.Event{ID: "none"}},
		"an address looked at": {"MESSAGE_UPDATE", from + `"content":"https://a.b"}`, bot.Event{ID: "none"}},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(h *host) {
				h.Tell(c.kind, c.data)
				synctest.Wait()
				if c.want.ID == "none" {
					if n := len(h.events); n != 0 {
						t.Errorf("%d events", n)
					}
					return
				}
				want := c.want
				want.Doc, want.Chat = "discord:77", "500077"
				if want.ID == "" {
					want.ID = "discord:50"
				}
				if want.Kind == 0 {
					want.Kind = bot.EventAside
				}
				if got := <-h.events; got != want {
					t.Errorf("the event is %+v, want %+v", got, want)
				}
			})
		})
	}
}
