package discord

import (
	"strings"

	"unknot/adapters/border"
	"unknot/bot"
)

// contents returns a text as the contents of messages, each of at most so many
// UTF-16 units with its markup. What the markup takes is only known when it is
// written, so less is taken until it fits.
func contents(t bot.Text, limit int) []string {
	whole := border.Flat(t)
	pieces := whole.Pieces(func(from int) (border.Prose, int) {
		for room := limit; ; {
			piece, n := whole.Head(from, room, width)
			above := border.Units(markdown(piece)) - limit
			if above <= 0 {
				return piece, n
			}
			room -= above
		}
	})
	all := make([]string, len(pieces))
	for i, p := range pieces {
		all[i] = markdown(p)
	}
	return all
}

// width is what a character takes in Discord's Markdown, in UTF-16 units.
func width(r rune) int {
	w := border.UnitsOf(r)
	if strings.ContainsRune(special, r) {
		w++
	}
	return w
}
