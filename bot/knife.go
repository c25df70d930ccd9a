package bot

import (
	"strings"
	"unicode"
)

// Cut returns how many bytes of a text go into the next piece, so that it is no
// wider than a limit; width says how much of it a character takes. A text is
// cut between paragraphs where that leaves no piece small, else between lines,
// words, or characters as a person sees them.
func Cut(s string, limit int, width func(rune) int) int {
	k := knife{}
	for at, r := range s {
		here := border{at, k.width}
		if k.width+width(r) > limit {
			k.edge(here, r)
			return k.best(limit, here)
		}
		k.pass(s[:at], here, r)
		k.width += width(r)
	}
	return len(s)
}

// knife knows the last border of each kind in what it passed.
type knife struct {
	width                        int
	block, line, word, character border
	cluster                      cluster
}

// pass takes note of the border before r, if it is one, and of r.
func (k *knife) pass(before string, here border, r rune) {
	switch {
	case strings.HasSuffix(before, "\n\n"):
		k.block = here
	case strings.HasSuffix(before, "\n"):
		k.line = here
	case strings.HasSuffix(before, " "):
		k.word = here
	}
	if k.cluster.ends(r) {
		k.character = here
	}
	k.cluster.add(r)
}

// edge takes note of the border behind the last character that fits.
func (k *knife) edge(here border, r rune) {
	if r == ' ' || r == '\n' {
		k.word = here
	}
	if k.cluster.ends(r) {
		k.character = here
	}
}

// best returns the first border that fills at least half of a piece, or else
// the last one between characters. A text is always cut somewhere.
func (k *knife) best(limit int, here border) int {
	for _, b := range []border{k.block, k.line, k.word} {
		if b.width >= limit/2 && b.at > 0 {
			return b.at
		}
	}
	if k.character.at > 0 {
		return k.character.at
	}
	return here.at
}

// border is a place where a text may be cut.
type border struct{ at, width int }

// cluster follows what a person sees as one character, as far as messages
// need it: emoji made of several, flags, and accents.
type cluster struct {
	before rune
	flags  int // regional indicators in a row
}

const joiner = '\u200d'

// ends reports whether a text may be cut before r.
func (c *cluster) ends(r rune) bool {
	switch {
	case r == joiner, c.before == joiner, unicode.Is(unicode.M, r), extends(r):
		return false
	case indicator(r):
		return c.flags%2 == 0
	}
	return true
}

func (c *cluster) add(r rune) {
	c.before = r
	if !indicator(r) {
		c.flags = 0
		return
	}
	c.flags++
}

// extends reports whether r changes the emoji before it: its tone, or which
// flag it is.
func extends(r rune) bool { return r >= 0x1F3FB && r <= 0x1F3FF || r >= 0xE0020 && r <= 0xE007F }

func indicator(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }
