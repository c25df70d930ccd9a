package bot_test

import (
	"testing"

	"unknot/bot"
)

func TestCut(t *testing.T) {
	wide := func(r rune) int {
		if r == '*' {
			return 2
		}
		return 1
	}
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"all of it", 9, "all of it"},
		{"one two\n\nthree", 12, "one two\n\n"},
		{"one\n\ntwo three four", 14, "one\n\ntwo three"},
		{"abcdefgh", 3, "abc"},
		{"a*b*c", 4, "a*b"},
		{"👍🏽👍🏽", 3, "👍🏽"},
		{"🇨🇭🇦🇹", 3, "🇨🇭"},
		{"ae\u0301", 2, "a"},
		{"", 3, ""},
	} {
		if got := c.text[:bot.Cut(c.text, c.limit, wide)]; got != c.want {
			t.Errorf("of %q the first %d are %q, want %q", c.text, c.limit, got, c.want)
		}
	}
}
