package bottest

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"unknot/bot"
)

func testEvents(t *testing.T, h AdapterHarness) {
	visits(t, h, map[string]func(*visit){
		"text comes as written":         asWritten,
		"a long text":                   longWritten,
		"control characters":            controlCharacters,
		"nothing written":               nothingWritten,
		"noise":                         noise,
		"one person is one document":    oneDocument,
		"an answer goes to its chat":    answerToEvent,
		"redelivered with the same ID":  redelivered,
		"the same text twice counts":    sameTextTwice,
		"a redelivered tap is the same": redeliveredTap,
	})
}

func asWritten(v *visit) {
	v.start()
	for _, text := range []string{
		"done 4", "I can't", "Nacken löst sich, größer", "weekdays 9:30 and 15:00", "*/5 8-20 * * 1-5",
		"👍🏽 👩‍👩‍👧‍👦 🇨🇭 1️⃣", "<b>not</b> & \"markup\" **here** `x` \\_y_", "日本語 עברית العربية", "^ and ^2", "5 > 3",
	} {
		v.Write(marked(text))
		v.wantText(marked(text))
	}
}

func longWritten(v *visit) {
	v.start()
	text := marked(strings.Repeat("löst 🧶 ", 120) + "end")
	v.Write(text)
	v.wantText(text)
}

// controlCharacters may be dropped or replaced, together with nothing else.
func controlCharacters(v *visit) {
	v.start()
	v.Write(marked("a\x00b \x1b[2Jc\u0085d\x7fe\x07"))
	e := v.next()
	if strings.ContainsFunc(e.Text, unicode.IsControl) || !utf8.ValidString(e.Text) {
		v.t.Errorf("the text %q has control characters", e.Text)
	}
	kept := strings.Join(strings.Fields(e.Text), "")
	if want := marker + "ab[2Jcde"; kept != want {
		v.t.Errorf("what is left of the text is %q, want %q", kept, want)
	}
}

func nothingWritten(v *visit) {
	v.start()
	for _, text := range []string{"", " ", "\t  ", "\x00\x01", "\u00a0\u2003"} {
		v.Write(text)
	}
	last := marked("and that is all")
	v.Write(last)
	if e := v.passOver(); e.Text != last {
		v.t.Errorf("event of kind %d with text %q, where nothing was written", e.Kind, e.Text)
	}
}

func noise(v *visit) {
	v.start()
	for name, happen := range v.Noise {
		happen()
		last := marked("after " + name)
		v.Write(last)
		if e := v.passOver(); e.Kind != bot.EventText || e.Text != last {
			v.t.Errorf("%s is handed over as an event of kind %d with text %q and tap %q", name, e.Kind, e.Text, e.Tap)
		}
	}
}

func oneDocument(v *visit) {
	v.start()
	v.send(choices("Done", "Stop"))
	v.Write(marked("one"))
	first := v.wantText(marked("one"))
	v.Press(0, 0)
	second := v.wantTap(code("Done"))
	if first.Doc != second.Doc || first.ID == second.ID {
		v.t.Errorf("two events of one person are %q of %q and %q of %q", first.ID, first.Doc, second.ID, second.Doc)
	}
}

func answerToEvent(v *visit) {
	v.start()
	v.Write(marked("question"))
	e := v.wantText(marked("question"))
	if _, err := v.try(v.t.Context(), bot.Outgoing{Chat: e.Chat, Message: paragraph(marked("answer"))}); err != nil {
		v.t.Fatalf("Send to the chat of an event: %v", err)
	}
	v.wantSeen(marked("answer"))
}

func redelivered(v *visit) {
	v.start()
	v.Write(marked("once"))
	v.wantSameAgain(v.wantText(marked("once")))
}

func redeliveredTap(v *visit) {
	v.start()
	v.send(choices("Done", "Stop"))
	v.Press(0, 1)
	v.wantSameAgain(v.wantTap(code("Stop")))
}

// wantSameAgain redelivers what the person did last. The adapter may know it
// for the same and drop it, or hand over the same event.
func (v *visit) wantSameAgain(first bot.Event) {
	v.t.Helper()
	if v.Redeliver == nil {
		v.t.Log("the platform declares that it delivers nothing twice")
		return
	}
	v.Redeliver()
	last := marked("the next text")
	v.Write(last)
	e := v.next()
	if e.Text != last {
		if e != first {
			v.t.Errorf("redelivered as %+v, want %+v", e, first)
		}
		v.wantText(last)
	}
}

func sameTextTwice(v *visit) {
	v.start()
	v.Write(marked("done"))
	v.Write(marked("done"))
	if a, b := v.wantText(marked("done")), v.wantText(marked("done")); a.ID == b.ID {
		v.t.Errorf("the same text written twice is the same event %q", a.ID)
	}
}
