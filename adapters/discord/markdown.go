package discord

import (
	"regexp"
	"strings"
	"unicode"

	"unknot/bot"
)

// special is what means something anywhere in Discord's Markdown.
const special = "\\*_~`|[]<@"

// stretch is bytes of a text.
type stretch struct{ from, to int }

// plain is a whole text as it is read, with what of it is bold.
type plain struct {
	text string
	bold []stretch // in order, and none overlaps another
}

func flat(t bot.Text) plain {
	var b strings.Builder
	var p plain
	for i, block := range t {
		b.WriteString(between(t, i))
		if block.Item {
			b.WriteString(bullet)
		}
		for _, s := range block.Spans {
			from := b.Len()
			b.WriteString(clean(s.Text))
			if s.Bold {
				p.bold = append(p.bold, stretch{from, b.Len()})
			}
		}
	}
	p.text = b.String()
	return p
}

// bullet stands before an item. Written as a character it needs no markup, and
// a list may be cut anywhere.
const bullet = "• "

// between returns what stands before a block.
func between(t bot.Text, i int) string {
	switch {
	case i == 0:
		return ""
	case t[i].Item && t[i-1].Item:
		return "\n"
	default:
		return "\n\n"
	}
}

// clean takes out what is not text.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r != '\n' && unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
}

// markdown returns a stretch of a text as Discord wants it.
func (p plain) markdown(of stretch) string {
	var b strings.Builder
	at := of.from
	for _, s := range p.bold {
		from, to := max(s.from, of.from), min(s.to, of.to)
		if from >= to {
			continue
		}
		b.WriteString(escaped(p.text[at:from]))
		b.WriteString(strong(p.text[from:to]))
		at = to
	}
	return b.String() + escaped(p.text[at:of.to])
}

// strong makes a text bold, but for the white space around it, where the stars
// would be read as stars.
func strong(s string) string {
	inner := strings.TrimSpace(s)
	if inner == "" {
		return s
	}
	before, after, _ := strings.Cut(s, inner)
	return before + "**" + escaped(inner) + "**" + after
}

// escaped takes the meaning from what looks like markup. Addresses stay as they
// are: a backslash in one would become a part of it.
func escaped(s string) string {
	var b strings.Builder
	at := 0
	for _, address := range regexp.MustCompile(`https?://[^\s<>]+`).FindAllStringIndex(s, -1) {
		b.WriteString(escapedWords(s[at:address[0]]))
		b.WriteString(s[address[0]:address[1]])
		at = address[1]
	}
	return b.String() + escapedWords(s[at:])
}

// escapedWords also takes the meaning from what begins a line: headings,
// quotes, lists and numbers.
func escapedWords(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune(special, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return regexp.MustCompile(`(?m)^(\s*)([#>+-]|\d+(?:[.)]))`).ReplaceAllStringFunc(b.String(), escapedStart)
}

// escapedStart puts the backslash before the last sign.
func escapedStart(s string) string { return s[:len(s)-1] + `\` + s[len(s)-1:] }
