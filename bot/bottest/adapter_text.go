package bottest

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"unknot/bot"
)

func testSeenText(t *testing.T, h AdapterHarness) {
	visits(t, h, map[string]func(*visit){
		"says what Plain says":        saysPlain,
		"a long text":                 longSeen,
		"a long text with choices":    longWithChoices,
		"a word without end":          endlessWord,
		"emoji are not torn":          emojiWhole,
		"what looks like markup":      looksLikeMarkup,
		"control characters are not":  controlNotSeen,
		"what was sent is not shared": textNotShared,
	})
}

func saysPlain(v *visit) {
	v.start()
	for _, markdown := range []string{
		"one line", "two\nlines", "one\n\ntwo\n\nthree", "**bold** and **bold\nover lines**",
		"- one\n- **two**\n- three\n  goes on\n\nafter", "before\n\n1. first\n2. second",
		"5 x 10 s, 2 sets: 3 min 20 s", "größer, schöner: „so“", "👩‍👩‍👧‍👦 🇨🇭 👍🏽", "日本語です",
	} {
		text := bot.ParseText(marked(markdown))
		v.send(bot.Message{Text: text})
		v.wantSeen(text.Plain())
	}
}

// longer returns a text that no single message of the platform can hold, or
// 10,000 characters where there is no limit.
func (v *visit) longer(piece string) string {
	n := 10_000
	if limit := v.Adapter.Capabilities().MaxText; limit > 0 {
		n = 3 * limit
	}
	return marker + strings.Repeat(piece, 1+n/utf8.RuneCountInString(piece))
}

// wantWhole checks that all parts together say the text, character by
// character, and that none is too long.
func (v *visit) wantWhole(want string) {
	v.t.Helper()
	parts := v.sees()
	limit := v.Adapter.Capabilities().MaxText
	for i, part := range parts {
		if n := utf8.RuneCountInString(strings.TrimSpace(part)); limit > 0 && n > limit {
			v.t.Errorf("part %d has %d characters, want at most %d", i, n, limit)
		}
		if !utf8.ValidString(part) {
			v.t.Errorf("part %d is no text", i)
		}
	}
	if got := squeeze(strings.Join(parts, "\n")); got != squeeze(want) {
		v.t.Errorf("of %d characters %d are seen, in %d parts", len(squeeze(want)), len(got), len(parts))
	}
}

func longSeen(v *visit) {
	v.start()
	text := bot.ParseText(v.longer(" Let the **shoulder** sink, and größer.\n\n- one\n- two\n\n"))
	v.send(bot.Message{Text: text})
	v.wantWhole(text.Plain())
}

func longWithChoices(v *visit) {
	v.start()
	m := choices("Done", "Stop")
	m.Text = paragraph(v.longer(" slowly down and up")).Text
	v.send(m)
	v.Press(0, 1)
	v.wantTap(code("Stop"))
	v.Press(0, 0)
	v.wantTap(code("Done"))
	if got := squeeze(strings.Join(v.sees(), "")); !strings.HasPrefix(got, squeeze(m.Text.Plain())) {
		v.t.Error("a long text with choices is not seen whole")
	}
}

func endlessWord(v *visit) {
	v.start()
	text := v.longer("ö")
	v.send(paragraph(text))
	v.wantWhole(text)
}

func emojiWhole(v *visit) {
	v.start()
	const family, thumb = "👩‍👩‍👧‍👦", "👍🏽"
	text := v.longer(family + thumb)
	v.send(paragraph(text))
	parts := v.Seen()
	for i, part := range parts {
		rest := strings.NewReplacer(marker, "", family, "", thumb, "").Replace(part)
		if strings.TrimSpace(rest) != "" {
			v.t.Errorf("part %d of %d has a torn emoji: %q", i, len(parts), rest)
		}
	}
	v.wantWhole(text)
}

func looksLikeMarkup(v *visit) {
	v.start()
	for _, value := range []string{
		"<b>bold</b> & &amp; \"quotes\"", "**stars** _lines_ `code` ~~gone~~ ||hidden||", `back\slash \_ \*`,
		"@everyone <@123> /start #tag", "[a](https://example.org)", "> quoted", "```\nblock\n```",
	} {
		text := marked(value)
		v.send(paragraph(text))
		v.wantSeen(text)
	}
}

func controlNotSeen(v *visit) {
	v.start()
	v.send(paragraph(marked("a\x1b[2Jb\x07c\x00d")))
	for _, part := range v.sees() {
		if strings.ContainsAny(part, "\x1b\x07\x00") {
			v.t.Errorf("the person is sent control characters: %q", part)
		}
	}
}

func textNotShared(v *visit) {
	v.start()
	for i := range 3 {
		m := paragraph(marked(fmt.Sprint(i)))
		v.send(m)
		m.Text[0].Spans[0].Text = "changed"
	}
	v.wantSeen(marked("0"), marked("1"), marked("2"))
}

// sameWords compares but for layout: white space and the marks of lists.
func sameWords(a, b string) bool {
	return strings.Join(wordsOf(a), " ") == strings.Join(wordsOf(b), " ")
}

// squeeze takes white space and the marks of lists away.
func squeeze(s string) string { return strings.Join(wordsOf(s), "") }

func wordsOf(s string) []string {
	words := strings.Fields(s)
	kept := words[:0]
	for _, word := range words {
		if word != "-" && word != "•" {
			kept = append(kept, word)
		}
	}
	return kept
}
