package discord_test

import (
	"slices"
	"strings"
	"testing"

	"unknot/adapters/discord"
	"unknot/bot"
)

func TestMarkdown(t *testing.T) {
	for markdown, want := range map[string]string{
		"one\n\ntwo\nthree":                      "one\n\ntwo\nthree",
		"**a < b** & \"c\" > d":                  `**a \< b** & "c" > d`,
		"- one\n- **two**\n\nend":                "• one\n• **two**\n\nend",
		"\\_no\\_ \\*markup\\* \\\\ \\~ \\|\\|x": `\_no\_ \*markup\* \\ \~ \|\|x`,
		"\\# no heading":                         `\# no heading`,
		"\\> no quote\n\\- no list":              "\\> no quote\n\\- no list",
		"1\\. no number":                         `1\. no number`,
		"\\@everyone \\<@123\\>":                 `\@everyone \<\@123>`,
		"see https://a.b/c\\_d\\*e now":          "see https://a.b/c_d*e now",
		"\\[a\\](https://a.b)":                   `\[a\](https://a.b)`,
		"**bold **end":                           `\*\*bold \*\*end`,
		"a\u0007b\u0085c\u2028d":                 "abc\u2028d",
		"3 x 10, -5, a > b, #tag":                "3 x 10, -5, a > b, #tag",
	} {
		if got := discord.Contents(bot.ParseText(markdown), 2000); !slices.Equal(got, []string{want}) {
			t.Errorf("%q is sent as %q, want %q", markdown, got, want)
		}
	}
}

// A piece of Markdown counts with its markup.
func TestWhereItIsCut(t *testing.T) {
	for _, c := range []struct {
		text  string
		limit int
		want  []string
	}{
		{"one two\n\nthree", 12, []string{"one two", "three"}},
		{"**one two** x", 13, []string{"**one two** x"}},
		{"**one two** x", 12, []string{"**one**", "**two** x"}},
		{"**one two** x", 8, []string{"**one**", "**two**", "x"}},
		{strings.Repeat(`\*`, 6), 6, []string{`\*\*\*`, `\*\*\*`}},
		{"👍🏽👍🏽", 5, []string{"👍🏽", "👍🏽"}},
		{"", 10, []string{""}},
	} {
		if got := discord.Contents(bot.ParseText(c.text), c.limit); !slices.Equal(got, c.want) {
			t.Errorf("%q of at most %d is %q, want %q", c.text, c.limit, got, c.want)
		}
	}
}

func FuzzContents(f *testing.F) {
	for _, s := range []string{"", "**a**", "one two\n\nthree", "https://a.b", "\\*\\*", "👩‍👩‍👧‍👦 🇨🇭", "1. x\n2. y", strings.Repeat("a b ", 50)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := bot.Text{{Spans: []bot.Span{{Text: s}, {Text: s, Bold: true}}}}
		for _, c := range discord.Contents(text, 60) {
			if n := discord.Units(c); n > 60 {
				t.Errorf("a piece has %d units: %q", n, c)
			}
		}
	})
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"/start": "start", "done 4": "done 4", "*/5 8-20 * * 1-5": "*/5 8-20 * * 1-5", "/": "/",
		" two\nlines ": "two lines", "\x00": "", "//x": "//x",
	} {
		if got := discord.Words(text); got != want {
			t.Errorf("%q is told as %q, want %q", text, got, want)
		}
	}
}
