package bot_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"unknot/bot"
)

func TestParseText(t *testing.T) {
	plain := func(s string) bot.Block { return bot.Block{Spans: []bot.Span{{Text: s}}} }
	item := func(s string) bot.Block { return bot.Block{Item: true, Spans: []bot.Span{{Text: s}}} }
	cases := map[string]struct {
		markdown string
		want     bot.Text
	}{
		"nothing":                   {"", nil},
		"only white space":          {" \n\t\n", nil},
		"a paragraph":               {"Sit tall.", bot.Text{plain("Sit tall.")}},
		"two paragraphs":            {"One.\n\nTwo.", bot.Text{plain("One."), plain("Two.")}},
		"a soft line break":         {"One\ntwo", bot.Text{plain("One\ntwo")}},
		"a hard line break":         {"One\\\ntwo", bot.Text{plain("One\ntwo")}},
		"a list":                    {"- one\n- two", bot.Text{item("one"), item("two")}},
		"a loose list":              {"- one\n\n- two", bot.Text{item("one"), item("two")}},
		"an item of two paragraphs": {"- one\n\n  more", bot.Text{item("one"), plain("more")}},
		"a nested list":             {"- one\n  - two", bot.Text{item("one"), item("two")}},
		"a list after a paragraph":  {"Do:\n\n- one", bot.Text{plain("Do:"), item("one")}},
		"bold": {"a **b** c", bot.Text{{Spans: []bot.Span{
			{Text: "a "}, {Text: "b", Bold: true}, {Text: " c"},
		}}}},
		"bold over a line break": {"**a\nb**", bot.Text{{Spans: []bot.Span{{Text: "a\nb", Bold: true}}}}},
		"emphasis is not bold":   {"a *b* c", bot.Text{plain("a b c")}},
		"a heading":              {"# Title", bot.Text{plain("Title")}},
		"an empty heading":       {"#", nil},
		"a link":                 {"[here](https://example.org)", bot.Text{plain("here")}},
		"a bare link":            {"see <https://example.org>", bot.Text{plain("see https://example.org")}},
		"code":                   {"a `b` c", bot.Text{plain("a b c")}},
		"a block of code":        {"```\nx\ny\n```", bot.Text{plain("x\ny")}},
		"an indented block":      {"    x", bot.Text{plain("x")}},
		"a tag":                  {"a <i>b</i>", bot.Text{plain("a <i>b</i>")}},
		"a block of tags":        {"<div>\nb\n</div>", bot.Text{plain("<div>\nb\n</div>")}},
		"a quotation":            {"> said", bot.Text{plain("said")}},
		"a rule":                 {"a\n\n---\n\nb", bot.Text{plain("a"), plain("b")}},
		"escapes":                {`\*a\* \: \$ \x`, bot.Text{plain(`*a* : $ \x`)}},
		"emoji":                  {"**👩‍⚕️** é", bot.Text{{Spans: []bot.Span{{Text: "👩‍⚕️", Bold: true}, {Text: " é"}}}}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, bot.ParseText(c.markdown)); diff != "" {
				t.Errorf("ParseText(%q) (-want +got):\n%s", c.markdown, diff)
			}
		})
	}
}

func TestPlain(t *testing.T) {
	cases := map[string]string{
		"":                               "",
		"One **two**.":                   "One two.",
		"One.\n\nTwo.":                   "One.\n\nTwo.",
		"Do:\n\n- one\n- two\n\nThen go": "Do:\n\n- one\n- two\n\nThen go",
		"One\ntwo":                       "One\ntwo",
	}
	for markdown, want := range cases {
		if got := bot.ParseText(markdown).Plain(); got != want {
			t.Errorf("ParseText(%q).Plain() = %q, want %q", markdown, got, want)
		}
	}
}

func TestEscapedValuesComeOutAsWritten(t *testing.T) {
	values := []string{
		"plain", "a*b*c", "**b**", "- item", "1. first", "1) first", "# no heading", "> no quotation", "`code`",
		"[a](b)", "<b>", "<https://example.org>", "&amp;", `back\slash`, `\*`, "~~x~~", "a\n===", "a\n---", "_a_", "| a |",
		"![x](y)", "+1", "ends with \\", "[a]: b", "👩‍⚕️", "```\nx\n```", "    *a*",
	}
	for _, v := range values {
		want := strings.TrimSpace(v)
		if got := bot.ParseText(bot.Escape(v)).Plain(); got != want {
			t.Errorf("escaped %q came out as %q", v, got)
		}
		inside := bot.ParseText("**a " + bot.Escape(v) + " b**").Plain()
		if wantInside := "a " + v + " b"; !sameWords(inside, wantInside) {
			t.Errorf("escaped %q inside a sentence came out as %q", v, inside)
		}
	}
}

func FuzzParseText(f *testing.F) {
	for _, seed := range []string{"a **b** c", "- x\n- y", "a\n===", "    \\*", "<b>", "&amp;", "[a]: b", "\x00", "\xff", "a\r\nb", "*\t-"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		parsed := bot.ParseText(s)
		for _, b := range parsed {
			checkBlock(t, s, b)
		}
		if utf8.ValidString(s) && !utf8.ValidString(parsed.Plain()) {
			t.Errorf("valid text %q became invalid: %q", s, parsed.Plain())
		}
		if got := bot.ParseText(bot.Escape(s)).Plain(); !sameWords(got, s) {
			t.Errorf("escaped %q came out as %q", s, got)
		}
	})
}

func checkBlock(t *testing.T, source string, b bot.Block) {
	t.Helper()
	if len(b.Spans) == 0 {
		t.Errorf("ParseText(%q) has an empty block", source)
	}
	for i, s := range b.Spans {
		if i > 0 && b.Spans[i-1].Bold == s.Bold {
			t.Errorf("ParseText(%q) has neighbouring spans of one style: %+v", source, b.Spans)
		}
	}
}

// sameWords compares without white space: Markdown decides about that.
func sameWords(a, b string) bool {
	return strings.Join(strings.Fields(a), "") == strings.Join(strings.Fields(b), "")
}
