package telegram

import (
	"strings"
	"unicode"

	"unknot/bot"
)

// parts returns a text in pieces of at most so many UTF-16 units, which is how
// Telegram counts. It is cut between paragraphs where that leaves no piece
// small, else between lines, words, or characters as a person sees them.
func parts(t bot.Text, limit int) []part {
	whole := flat(t)
	var all []part
	for from := 0; ; {
		from += len(whole.text[from:]) - len(strings.TrimLeftFunc(whole.text[from:], unicode.IsSpace))
		n := bot.Cut(whole.text[from:], limit, unitsOf)
		text := strings.TrimRightFunc(whole.text[from:from+n], unicode.IsSpace)
		if text != "" || len(all) == 0 && from+n == len(whole.text) {
			all = append(all, whole.slice(stretch{from, from + len(text)}))
		}
		if from += n; from == len(whole.text) {
			return all
		}
	}
}

// units returns how long a part is for Telegram.
func (p part) units() int {
	n := 0
	for _, r := range p.text {
		n += unitsOf(r)
	}
	return n
}

func unitsOf(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}
