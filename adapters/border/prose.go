package border

import (
	"strings"
	"unicode"

	"unknot/bot"
)

// Prose is a text as it is read, with what of it is bold. Its markup is the
// platform's own.
type Prose struct {
	Text string
	Bold []Stretch // in order, and none overlaps another
}

// Stretch is bytes of a text.
type Stretch struct{ From, To int }

// bullet stands before an item. Written as a character it needs no markup, and a
// list may be cut anywhere.
const bullet = "• "

// Flat returns a whole message, however long.
func Flat(t bot.Text) Prose {
	var b strings.Builder
	var p Prose
	for i, block := range t {
		b.WriteString(between(t, i))
		if block.Item {
			b.WriteString(bullet)
		}
		for _, s := range block.Spans {
			from := b.Len()
			b.WriteString(Clean(s.Text))
			if s.Bold {
				p.Bold = append(p.Bold, Stretch{from, b.Len()})
			}
		}
	}
	p.Text = b.String()
	return p
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

// Clean takes out what is not text.
func Clean(s string) string {
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

// Slice returns a stretch of it, with what is bold there: bold that is cut goes on
// in the next.
func (p Prose) Slice(cut Stretch) Prose {
	out := Prose{Text: p.Text[cut.From:cut.To]}
	for _, s := range p.Bold {
		from, to := max(s.From, cut.From), min(s.To, cut.To)
		if from < to {
			out.Bold = append(out.Bold, Stretch{from - cut.From, to - cut.From})
		}
	}
	return out
}

// Marked returns the text with markup: plain writes what is not bold, and strong
// what is.
func (p Prose) Marked(plain, strong func(string) string) string {
	var b strings.Builder
	at := 0
	for _, s := range p.Bold {
		b.WriteString(plain(p.Text[at:s.From]))
		b.WriteString(strong(p.Text[s.From:s.To]))
		at = s.To
	}
	return b.String() + plain(p.Text[at:])
}

// Pieces cuts it into pieces for one message each. fit returns one that begins at a
// byte, and how many bytes of the text are in it; white space around a piece is left
// out, and so is a piece of nothing else.
func (p Prose) Pieces(fit func(from int) (piece Prose, n int)) []Prose {
	var all []Prose
	for from := 0; ; {
		from += len(p.Text[from:]) - len(strings.TrimLeftFunc(p.Text[from:], unicode.IsSpace))
		piece, n := fit(from)
		if piece.Text != "" || len(all) == 0 && from+n == len(p.Text) {
			all = append(all, piece)
		}
		if from += n; from == len(p.Text) {
			return all
		}
	}
}

// Head returns the beginning of what is left from a byte on, in which characters
// take up to so much room, and how many bytes of the text are in it. It is cut
// between paragraphs where that leaves no piece small, else between lines, words, or
// characters as a person sees them.
func (p Prose) Head(from, room int, width func(rune) int) (head Prose, n int) {
	n = bot.Cut(p.Text[from:], room, width)
	end := from + len(strings.TrimRightFunc(p.Text[from:from+n], unicode.IsSpace))
	return p.Slice(Stretch{from, max(from, end)}), n
}

// Units returns how long a text is in UTF-16 units, which is how platforms count.
func Units(s string) int {
	n := 0
	for _, r := range s {
		n += UnitsOf(r)
	}
	return n
}

// UnitsOf returns how many of them a character takes.
func UnitsOf(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}
