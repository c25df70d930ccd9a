package console

import (
	"slices"
	"strings"
	"unicode/utf8"

	"unknot/bot"
)

// columns is where lines are wrapped: what fits on a terminal of 80 with room
// for characters of double width.
const columns = 76

// Render returns exactly what Send prints for a message: its text, an empty
// line, the name of its file, an empty line, its choices, an empty line. A message
// with none of them is empty. Words longer than a line, such as addresses, stay
// whole.
func Render(m bot.Message) string {
	var b strings.Builder
	for i, block := range m.Text {
		if i > 0 && !(block.Item && m.Text[i-1].Item) {
			b.WriteString("\n")
		}
		renderBlock(&b, block)
	}
	if b.Len() > 0 {
		b.WriteString("\n")
	}
	if m.File != nil {
		b.WriteString("  " + m.File.Name + "\n\n")
	}
	if len(m.Choice) > 0 {
		renderChoice(&b, m.Choice)
		b.WriteString("\n")
	}
	return b.String()
}

func renderBlock(b *strings.Builder, block bot.Block) {
	first, rest := "", ""
	if block.Item {
		first, rest = "- ", "  "
	}
	var text strings.Builder
	for _, s := range block.Spans {
		text.WriteString(s.Text)
	}
	for line := range strings.SplitSeq(text.String(), "\n") {
		wrap(b, line, first, rest)
		first = rest
	}
}

func renderChoice(b *strings.Builder, choice []bot.Button) {
	all := offers(choice)
	for i := 0; i < len(all); {
		to := bareEnd(all, i)
		if to-i < minScale {
			wrap(b, all[i].line(), "  ", strings.Repeat(" ", 2+all[i].indent()))
			i++
			continue
		}
		keys := make([]string, 0, to-i)
		for ; i < to; i++ {
			keys = append(keys, all[i].key)
		}
		wrap(b, strings.Join(keys, ", "), "  ", "  ")
	}
}

// bareEnd returns where a row of choices ends that are nothing but their key.
func bareEnd(all []offer, from int) int {
	to := from
	for to < len(all) && all[to].own && all[to].label == all[to].key {
		to++
	}
	return to
}

// wrap writes a line, broken between words where it is too long. The first
// piece begins with first, the others with rest.
func wrap(b *strings.Builder, line, first, rest string) {
	b.WriteString(first)
	width := len(first)
	for i, word := range words(line) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case width+1+n > columns:
			b.WriteString("\n" + rest)
			width = len(rest)
		default:
			b.WriteString(" ")
			width++
		}
		b.WriteString(word)
		width += n
	}
	b.WriteString("\n")
}

// words splits at spaces and tabs only: a no-break space holds a number and
// its unit together.
func words(s string) []string {
	return strings.FieldsFunc(clean(s), func(r rune) bool { return r == ' ' || r == '\t' })
}

// keptScreens is how many messages with choices can still be answered.
const keptScreens = 16

// Screens remembers which choices were shown, so that what is typed can be
// understood. The zero value is ready, and a copy is a state to go back to. It
// is not safe for use by many goroutines.
type Screens struct {
	shown [][]offer // the latest last; never changed, only replaced
}

// Show takes note of a message that was printed. One without choices changes
// nothing. The last 16 with choices are kept.
func (s *Screens) Show(m bot.Message) {
	if len(m.Choice) == 0 {
		return
	}
	kept := s.shown[max(0, len(s.shown)+1-keptScreens):]
	s.shown = append(slices.Clone(kept), offers(m.Choice))
}

// Resolve returns the code of the choice that a typed line means. Each "^"
// before it goes back one message with choices. It returns false when the
// line means no choice and is to be taken as text.
func (s *Screens) Resolve(line string) (code string, tap bool) {
	line = strings.TrimSpace(line)
	answer := strings.TrimLeft(line, "^")
	screen := len(s.shown) - 1 - (len(line) - len(answer))
	if screen < 0 {
		return "", false
	}
	i := meant(s.shown[screen], answer)
	if i < 0 {
		return "", false
	}
	return s.shown[screen][i].code, true
}
