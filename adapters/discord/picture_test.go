package discord_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/discord/discordtest"
	"unknot/bot"
)

// week is a message with a picture.
func week(labels ...string) bot.Message {
	m := message("your week", labels...)
	m.File = &bot.File{Name: "unknot-week.png", Type: "image/png", Data: []byte("PNG"), Alt: strings.Repeat("three bars, ", 200)}
	return m
}

// A picture is laid out of components, with its alt text. The server of the tests
// refuses a picture whose alt text differs from that of its attachment.
func TestPicture(t *testing.T) {
	bubble(t, func(h *host) {
		if err := h.send(week("More"), "k"); err != nil {
			t.Fatal(err)
		}
		got := h.wantRoom("your week")[0]
		if len(got.Files) != 1 || len(got.Choices) != 1 || !got.LaidOut {
			t.Fatalf("the message is %+v", got)
		}
		f := got.Files[0]
		if f.Name != "unknot-week.png" || f.Type != "image/png" || string(f.Data) != "PNG" || !strings.HasPrefix(f.Alt, "three bars, three") {
			t.Errorf("the file is %+v", f)
		}
	})
}

// What is no picture stays as it is: the flag could never be taken away again.
func TestOtherMessagesAreNotLaidOut(t *testing.T) {
	bubble(t, func(h *host) {
		m := message("your report")
		m.File = &bot.File{Name: "report.pdf", Type: "application/pdf", Data: []byte("PDF")}
		if err := h.send(m, "k"); err != nil {
			t.Fatal(err)
		}
		if got := h.wantRoom("your report")[0]; got.LaidOut || len(got.Files) != 1 {
			t.Errorf("the message is %+v", got)
		}
	})
}

// On a server, where the answer may have been promised before, and where the
// next press changes it.
func TestPictureOnAServer(t *testing.T) {
	for name, slow := range map[string]int{"at once": 0, "promised": 10} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(h *host) {
				var card bot.Reference
				next := week("More")
				h.do = func(ctx context.Context, e bot.Event) (err error) {
					<-time.After(time.Duration(slow) * time.Second)
					card, err = h.reply(ctx, e, next, card)
					return err
				}
				h.Command(person, discordtest.Channel, "picture")
				pass(time.Duration(slow+1) * time.Second)
				synctest.Wait()
				next, slow = message("in words", "More"), 0
				h.Press(person, discordtest.Channel, 0, 0)
				synctest.Wait()
				own := h.SeenBy(person, discordtest.Channel)
				if len(own) != 1 || own[0].Text != "in words" || own[0].Edits == 0 || !own[0].LaidOut || len(own[0].Files) > 0 {
					t.Errorf("the person sees %+v", own)
				}
			})
		})
	}
}
