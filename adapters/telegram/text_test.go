package telegram_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"unknot/adapters/telegram"
	"unknot/adapters/telegram/telegramtest"
	"unknot/bot"
)

func TestMarkup(t *testing.T) {
	for markdown, want := range map[string]string{
		"one\n\ntwo\nthree":          "one\n\ntwo\nthree",
		"**a < b** & \"c\" > d":      `<b>a &lt; b</b> &amp; &quot;c&quot; &gt; d`,
		"- one\n- **two**\n\nend":    "• one\n• <b>two</b>\n\nend",
		`\<b\>no\</b\> \&amp;`:       "&lt;b&gt;no&lt;/b&gt; &amp;amp;",
		"a\u0007b\u0085c\u2028d":     "abc\u2028d",
		"\\_no\\_ \\*markup\\* \\\\": `_no_ *markup* \`,
	} {
		if _, got := telegram.Split(bot.ParseText(markdown), 4096); !slices.Equal(got, []string{want}) {
			t.Errorf("%q is sent as %q, want %q", markdown, got, want)
		}
	}
}

func TestWhereItIsCut(t *testing.T) {
	for _, c := range []struct {
		text  string
		limit int
		want  []string
	}{
		{"one two\n\nthree", 12, []string{"one two", "three"}},
		{"one\n\ntwo three four", 14, []string{"one\n\ntwo three", "four"}},
		{"one two\nthree", 12, []string{"one two", "three"}},
		{"**one two**", 5, []string{"<b>one</b>", "<b>two</b>"}},
		{"abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"👍🏽👍🏽", 5, []string{"👍🏽", "👍🏽"}},
		{"🇨🇭🇦🇹", 7, []string{"🇨🇭", "🇦🇹"}},
		{"ae\u0301", 2, []string{"a", "e\u0301"}},
		{"", 10, []string{""}},
	} {
		if _, got := telegram.Split(bot.ParseText(c.text), c.limit); !slices.Equal(got, c.want) {
			t.Errorf("%q of at most %d is %q, want %q", c.text, c.limit, got, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"/start": "start", "/start neck release": "start neck release", "/help@unknot_bot neck release": "help neck release", "/snooze 1 h": "snooze 1 h",
		"/skip_today":      "skip today",
		"*/5 8-20 * * 1-5": "*/5 8-20 * * 1-5", "/": "/", "a /start": "a /start", "//x": "//x",
		" two\nlines ": "two lines", "\x00": "", "/START@Bot": "START",
	} {
		if got := telegram.Words(text); got != want {
			t.Errorf("%q is told as %q, want %q", text, got, want)
		}
	}
}

// FuzzSplit holds what splitting promises of any text: no part is too long or
// ends inside a character, the markup is whole, and nothing is lost but white
// space.
func FuzzSplit(f *testing.F) {
	f.Add("one **two** three\n\n- four\n- five", 7)
	f.Add("👩‍👩‍👧‍👦👍🏽🇨🇭e\u0301", 4)
	f.Add("<b>&amp;\n\n\n \n**x", 2)
	f.Add("\xff\x00 a\u00a0b", 3)
	f.Fuzz(func(t *testing.T, text string, limit int) {
		if limit < 2 || limit > 5000 {
			return
		}
		whole := bot.Text{{Spans: []bot.Span{{Text: text}, {Text: text, Bold: true}}}, {Item: true, Spans: []bot.Span{{Text: text, Bold: true}}}}
		plain, marked := telegram.Split(whole, limit)
		all, _ := telegram.Split(whole, 1<<30)
		if got, want := bare(plain), bare(all); got != want {
			t.Errorf("the parts say %q, want %q", got, want)
		}
		for i, p := range plain {
			if n := len(utf16.Encode([]rune(p))); n > limit || !utf8.ValidString(p) || p == "" && len(plain) > 1 {
				t.Errorf("part %q has %d units, want at most %d", p, n, limit)
			}
			if got, ok := telegramtest.Parse(marked[i]); !ok || got != p {
				t.Errorf("the markup %q says %q, want %q", marked[i], got, p)
			}
		}
	})
}

func bare(parts []string) string { return strings.Join(strings.Fields(strings.Join(parts, " ")), "") }
