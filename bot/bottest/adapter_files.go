package bottest

import (
	"bytes"
	"context"
	"encoding/base64"
	"strings"
	"testing"

	"unknot/bot"
)

func testFiles(t *testing.T, h AdapterHarness) {
	visits(t, h, map[string]func(*visit){
		"a document":                func(v *visit) { oneFile(v, document("one")) },
		"a picture":                 func(v *visit) { oneFile(v, picture()) },
		"what is no picture at all": func(v *visit) { oneFile(v, broken()) },
		"a text too long beside it": longBesideFile,
		"the same file again":       sameFile,
		"in place of a text":        fileForText,
		"a text in place of it":     textForFile,
	})
}

func document(text string) *bot.File {
	return &bot.File{Name: "unknot-" + text + ".txt", Type: "text/plain", Data: []byte(text)}
}

// picture is the smallest there is: one dark dot.
func picture() *bot.File {
	data, _ := base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
	return &bot.File{Name: "unknot-week.png", Type: "image/png", Data: data, Alt: marked("a dark dot")}
}

// broken says that it is a picture and is none.
func broken() *bot.File {
	f := document("none")
	f.Type = "image/png"
	return f
}

// wantFiles checks the files that came, in order, where the platform has any.
func (v *visit) wantFiles(want ...*bot.File) {
	v.t.Helper()
	if !v.Adapter.Capabilities().Files || v.Files == nil {
		v.t.Log("the platform declares that it has no files")
		return
	}
	got := v.Files()
	if len(got) != len(want) {
		v.t.Errorf("%d files came, want %d", len(got), len(want))
		return
	}
	for i := range got {
		if !bytes.Equal(got[i], want[i].Data) {
			v.t.Errorf("file %d has %d bytes, want the %d of %s", i, len(got[i]), len(want[i].Data), want[i].Name)
		}
	}
}

// wantRead checks that a text is seen, with or without a file beside it.
func (v *visit) wantRead(text string) {
	v.t.Helper()
	if got := squeeze(strings.Join(v.Seen(), "")); !strings.Contains(got, squeeze(text)) {
		v.t.Errorf("the person sees %.200q, without %.80q", got, text)
	}
}

// oneFile checks that a file comes with its text and its choices.
func oneFile(v *visit, f *bot.File) {
	v.start()
	m := choices("Done", "Stop")
	m.File = f
	v.send(m)
	v.wantRead(m.Text.Plain())
	v.wantFiles(f)
	v.wantEachTap(m)
}

func longBesideFile(v *visit) {
	v.start()
	for _, text := range []string{marked(strings.Repeat("slowly ", 300)), v.longer(" slowly down and up")} {
		m := choices("Done", "Stop")
		m.Text, m.File = paragraph(text).Text, document("one")
		asked := 0
		before := len(v.Seen())
		_, err := v.try(v.t.Context(), bot.Outgoing{Chat: v.Chat, Message: m, Room: func(context.Context) error { asked++; return nil }})
		if err != nil {
			v.t.Fatalf("Send: %v", err)
		}
		v.wantRead(text)
		v.wantEachTap(m)
		if n := len(v.Seen()) - before; asked != n-1 {
			v.t.Errorf("room was asked for %d times for %d messages, want once for each but the first", asked, n)
		}
	}
	v.wantFiles(document("one"), document("one"))
}

func sameFile(v *visit) {
	v.start()
	for range 2 {
		for _, f := range []*bot.File{document("one"), picture(), document("two")} {
			m := paragraph(marked(f.Name))
			m.File = f
			v.send(m)
			v.wantRead(marked(f.Name))
		}
	}
	v.wantFiles(document("one"), picture(), document("two"), document("one"), picture(), document("two"))
}

func fileForText(v *visit) {
	v.start()
	old := v.send(choices("Done", "Stop"))
	m := choices("Yes", "No")
	m.Text, m.File = paragraph(marked("the week")).Text, picture()
	if _, err := v.try(v.t.Context(), bot.Outgoing{Chat: v.Chat, Message: m, Replace: old}); err != nil {
		v.t.Fatalf("Send in place of another: %v", err)
	}
	v.wantRead(marked("the week"))
	v.wantFiles(picture())
	v.wantEachTap(m)
}

func textForFile(v *visit) {
	v.start()
	m := choices("Yes", "No")
	m.File = picture()
	old := v.send(m)
	next := choices("Done", "Stop")
	next.Text = paragraph(marked("the next step")).Text
	if _, err := v.try(v.t.Context(), bot.Outgoing{Chat: v.Chat, Message: next, Replace: old}); err != nil {
		v.t.Fatalf("Send in place of a file: %v", err)
	}
	v.wantRead(marked("the next step"))
	v.wantEachTap(next)
}
