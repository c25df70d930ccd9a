package bot_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"
	"unicode/utf8"

	"unknot/bot"
)

// A picture is asked for, in words or with a button, and its message says the same
// without it.
func TestAPictureOnRequest(t *testing.T) {
	k := patient(t)
	ways := []string{"picture", "progress last 4 weeks as a picture", "progress picture", "picture last 4 weeks"}
	if testing.Short() {
		ways = ways[:2]
	}
	for _, said := range ways {
		f := k.say(said).file()
		if f.Type != "image/png" || !strings.HasSuffix(f.Name, ".png") {
			t.Errorf("%q: %s, %s", said, f.Name, f.Type)
		}
		if _, err := png.Decode(bytes.NewReader(f.Data)); err != nil {
			t.Errorf("%q: %v", said, err)
		}
		for _, want := range []string{"Sessions in each: 2, 3, 2, 0.", "Pain before: 2, 2, 2, -.", "Pain after: 1, 1, 1, -.", "Headache on 3 of 4 days"} {
			if !strings.Contains(f.Alt, want) {
				t.Errorf("%q: the alt text does not say %q: %s", said, want, f.Alt)
			}
		}
		for _, want := range []string{"25 January to 16 February: 7 sessions", "2 before, 1 after", "Headache on 3 of 4 days"} {
			if text := k.told(); !strings.Contains(text, want) {
				t.Errorf("%q: the message does not say %q:\n%s", said, want, text)
			}
		}
	}
	k.say("progress 12 weeks").press("press.picture")
	if f := k.file(); strings.Count(f.Alt, ",") != 33 {
		t.Errorf("the picture of twelve weeks: %s", f.Alt)
	}
	if k.say("progress").press("press.picture"); k.out[0].Attach.Kind != bot.AttachPicture {
		t.Errorf("the button beside the week sends %+v", k.out[0])
	}
	k.say("picture of bananas").wants("days.unclear")
}

// A platform that shows no files gets the same in words, and of others a sentence.
func TestWhereThereAreNoFiles(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	h.say(anna, "cancel")
	for said, want := range map[string]string{"picture": "0 sessions", "report": "cannot send a file", "export": "cannot send a file"} {
		h.news()
		h.say(anna, said)
		if got := h.news(); len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("%q: %q", said, got)
		}
	}
	h.sender.Caps.Files = true
	for _, said := range []string{"picture", "report", "export"} {
		h.say(anna, said)
		sent := h.sender.Sent()
		if m := sent[len(sent)-1].Message; m.File == nil || len(m.File.Data) == 0 || len(m.Choice) > 0 {
			t.Errorf("%q: the file is %+v", said, m.File)
		}
	}
}

// An attack has no pictures.
func TestNoPictureInAnAttack(t *testing.T) {
	k := patient(t).say("migraine")
	for _, said := range []string{"picture", "progress picture", "picture 12 weeks"} {
		if k.say(said); k.out[0].Attach.Kind != bot.AttachRange {
			t.Errorf("%q: %+v", said, k.out[0].Attach)
		}
	}
	for _, p := range k.out[0].Press {
		if p.Label.Say == "press.picture" {
			t.Error("a picture is offered")
		}
	}
}

// The longest alt text fits where platforms are narrowest.
func TestTheLongestAltText(t *testing.T) {
	k := months(t)
	if n := utf8.RuneCountInString(k.say("picture 52 weeks").file().Alt); n > 1000 {
		t.Errorf("%d characters", n)
	}
}
