package discord

import (
	"strings"
	"unicode"

	"unknot/bot"
)

// contents returns a text as the contents of messages, each of at most so many
// UTF-16 units with its markup. It is cut between paragraphs where that leaves
// no piece small, else between lines, words, or characters as a person sees
// them.
func contents(t bot.Text, limit int) []string {
	whole := flat(t)
	var all []string
	for from := 0; ; {
		from += len(whole.text[from:]) - len(strings.TrimLeftFunc(whole.text[from:], unicode.IsSpace))
		content, n := whole.fitting(from, limit)
		if content != "" || len(all) == 0 && from+n == len(whole.text) {
			all = append(all, content)
		}
		if from += n; from == len(whole.text) {
			return all
		}
	}
}

// fitting returns the content of one message, and how many bytes of the text
// are in it. What the markup takes is only known when it is written, so less
// is taken until it fits.
func (p plain) fitting(from, limit int) (content string, n int) {
	for room := limit; ; {
		n = bot.Cut(p.text[from:], room, width)
		end := from + len(strings.TrimRightFunc(p.text[from:from+n], unicode.IsSpace))
		content = p.markdown(stretch{from, max(from, end)})
		above := units(content) - limit
		if above <= 0 {
			return content, n
		}
		room -= above
	}
}

// width is what a character takes in Discord's Markdown, in UTF-16 units.
func width(r rune) int {
	w := unitsOf(r)
	if strings.ContainsRune(special, r) {
		w++
	}
	return w
}

func unitsOf(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

func units(s string) int {
	n := 0
	for _, r := range s {
		n += unitsOf(r)
	}
	return n
}
