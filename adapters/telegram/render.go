package telegram

import (
	"strings"
	"unicode"

	"unknot/bot"
)

// part is a piece of text that fits into one message.
type part struct {
	text string
	bold []stretch // in order, and none overlaps another
}

// stretch is bytes of a text.
type stretch struct{ from, to int }

// flat returns a whole message as one part, however long.
func flat(t bot.Text) part {
	var b strings.Builder
	var bold []stretch
	for i, block := range t {
		b.WriteString(between(t, i))
		if block.Item {
			b.WriteString("• ")
		}
		for _, s := range block.Spans {
			from := b.Len()
			b.WriteString(clean(s.Text))
			if s.Bold {
				bold = append(bold, stretch{from, b.Len()})
			}
		}
	}
	return part{b.String(), bold}
}

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

// html returns a part in Telegram's markup. The tags of a part are its own: a
// bold stretch cut by the end of a part goes on in the next.
func (p part) html() string {
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
	var b strings.Builder
	at := 0
	for _, s := range p.bold {
		b.WriteString(escape.Replace(p.text[at:s.from]))
		b.WriteString("<b>" + escape.Replace(p.text[s.from:s.to]) + "</b>")
		at = s.to
	}
	b.WriteString(escape.Replace(p.text[at:]))
	return b.String()
}

// slice returns a stretch of a part, with what is bold there.
func (p part) slice(cut stretch) part {
	out := part{text: p.text[cut.from:cut.to]}
	for _, s := range p.bold {
		from, to := max(s.from, cut.from), min(s.to, cut.to)
		if from < to {
			out.bold = append(out.bold, stretch{from - cut.from, to - cut.from})
		}
	}
	return out
}
