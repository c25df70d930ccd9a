package telegram_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"unknot/adapters/telegram"
	"unknot/adapters/telegram/telegramtest"
	"unknot/bot"
)

func drawn(t *testing.T, width, height int) *bot.File {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return &bot.File{Name: "week.png", Type: "image/png", Data: b.Bytes()}
}

func TestHowAFileIsShown(t *testing.T) {
	plain := &bot.File{Name: "report.html", Type: "text/html", Data: []byte("<p>")}
	for name, c := range map[string]struct {
		file  *bot.File
		photo bool
	}{
		"a picture": {drawn(t, 8, 6), true}, "one too wide": {drawn(t, 210, 10), false}, "a page": {plain, false},
	} {
		f := newFake(t)
		m := say("**hello** & goodbye", "Done")
		m.File, m.Silent = c.file, true
		reference, err := connect(t, f, nil).Send(t.Context(), bot.Outgoing{Chat: "77", Message: m})
		got := f.Messages(person)
		if err != nil || len(got) != 1 || got[0].File == nil || reference == "" {
			t.Errorf("%s: %+v, reference %q, error %v", name, got, reference, err)
			continue
		}
		if one := got[0]; one.File.Photo != c.photo || one.Text != "hello & goodbye" || !one.Silent || len(one.Buttons) != 1 || one.File.Name != c.file.Name {
			t.Errorf("%s: %+v", name, one)
		}
	}
}

// A caption has 1024 units at most, of which an emoji takes two; one of them
// more, and the text stands alone.
func TestHowLongACaptionIs(t *testing.T) {
	for text, want := range map[string]int{
		strings.Repeat("x", 1024): 1, strings.Repeat("x", 1025): 2, strings.Repeat("x", 5000): 3,
		strings.Repeat("🧶", 512): 1, strings.Repeat("🧶", 513): 2,
	} {
		f := newFake(t)
		m := say("**" + text + "**")
		m.File = drawn(t, 8, 6)
		if _, err := connect(t, f, nil).Send(t.Context(), bot.Outgoing{Chat: "77", Message: m}); err != nil {
			t.Fatal(err)
		}
		got := f.Messages(person)
		if last := got[len(got)-1]; len(got) != want || last.File == nil {
			t.Errorf("%d bytes are %d messages, want %d, the last with the picture", len(text), len(got), want)
		}
	}
}

// What was uploaded goes by its ID the next time, until Telegram forgot it.
func TestAFileIsUploadedOnce(t *testing.T) {
	f := newFake(t)
	a := connect(t, f, nil)
	m := say("hello")
	m.File = drawn(t, 8, 6)
	for i, want := range []int{1, 1, 2, 2} {
		if i == 2 {
			f.LoseFiles()
		}
		if _, err := a.Send(t.Context(), bot.Outgoing{Chat: "77", Message: m}); err != nil {
			t.Fatal(err)
		}
		if got := f.Uploads(); got != want {
			t.Errorf("after message %d: %d uploads, want %d", i+1, got, want)
		}
	}
}

func TestFewFilesAreRemembered(t *testing.T) {
	if n := telegram.Remembered(3000); n != 1000 {
		t.Errorf("%d files are remembered, want 1000", n)
	}
}

// The library gives no code with the refusal of an upload; it is told all the
// same.
func TestErrorsOfUploads(t *testing.T) {
	for said, want := range map[string]bot.SendError{
		"blocked": {Class: bot.SendGone, Invalid: true}, "flood": {Class: bot.SendWait, Wait: 9 * time.Second, Invalid: true},
		"flood without a time": {Class: bot.SendWait, Wait: time.Second, Invalid: true},
		"down":                 {Class: bot.SendTemporary}, "cut": {Class: bot.SendUnknown}, "refused": {Class: bot.SendPermanent},
	} {
		f := newFake(t)
		f.Fail("sendDocument", map[string]telegramtest.Fault{
			"blocked": telegramtest.Refusal(403, "Forbidden: bot was blocked by the user", 0), "flood": telegramtest.Refusal(429, "Too Many Requests: retry after 9", 9),
			"flood without a time": telegramtest.Refusal(429, "Too Many Requests", 0), "down": telegramtest.Refusal(500, "Internal Server Error", 0),
			"cut": telegramtest.HangUp, "refused": telegramtest.Refusal(400, "Bad Request: odd", 0),
		}[said])
		m := say("hello")
		m.File = &bot.File{Name: "a.txt", Type: "text/plain", Data: []byte("a")}
		_, err := connect(t, f, nil).Send(t.Context(), bot.Outgoing{Chat: "77", Message: m})
		var got *bot.SendError
		if !errors.As(err, &got) {
			t.Fatalf("%s: %v", said, err)
		}
		if want.Err = got.Err; *got != want {
			t.Errorf("%s: %+v, want %+v", said, *got, want)
		}
	}
}

// Markup that is not understood costs a caption its bold words, not the file.
func TestACaptionWithoutMarkup(t *testing.T) {
	f := newFake(t)
	f.Plain()
	m := say("**a** < b")
	m.File = drawn(t, 8, 6)
	_, err := connect(t, f, nil).Send(t.Context(), bot.Outgoing{Chat: "77", Message: m})
	if got := f.Messages(person); err != nil || len(got) != 1 || got[0].Text != "a < b" || got[0].File == nil {
		t.Errorf("%+v, error %v", got, err)
	}
}
