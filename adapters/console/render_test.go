package console_test

import (
	"fmt"
	"strings"
	"testing"

	"unknot/adapters/console"
	"unknot/bot"
)

// message has a text in Markdown and choices with the codes c0, c1 and so on.
func message(markdown string, labels ...string) bot.Message {
	m := bot.Message{Text: bot.ParseText(markdown)}
	for i, label := range labels {
		m.Choice = append(m.Choice, bot.Button{Label: label, Code: fmt.Sprint("c", i)})
	}
	return m
}

func numbers(from, to int) []string {
	var all []string
	for i := from; i <= to; i++ {
		all = append(all, fmt.Sprint(i))
	}
	return all
}

// lines makes a screen of lines; each ends with a line break.
func lines(all ...string) string { return strings.Join(all, "\n") + "\n" }

func TestRender(t *testing.T) {
	for name, test := range map[string]struct {
		message bot.Message
		want    string
	}{
		"empty":        {message(""), ""},
		"text":         {message("Sit down."), lines("Sit down.", "")},
		"bold":         {message("**10 s** hold, **2** sets"), lines("10 s hold, 2 sets", "")},
		"two lines":    {message("one\ntwo"), lines("one", "two", "")},
		"paragraphs":   {message("one\n\ntwo"), lines("one", "", "two", "")},
		"list":         {message("You need:\n\n- a chair\n- a **towel**\n\nThen sit."), lines("You need:", "", "- a chair", "- a towel", "", "Then sit.", "")},
		"silent":       {bot.Message{Text: bot.ParseText("hush"), Silent: true}, lines("hush", "")},
		"only choices": {message("", "Yes", "No"), lines("  1. Yes", "  2. No", "")},
		"choices": {
			message("How long today?", "Full, 7 minutes", "Short, 3 minutes"),
			lines("How long today?", "", "  1. Full, 7 minutes", "  2. Short, 3 minutes", ""),
		},
		"labels that begin with numbers": {
			message("Later?", "20 min", "1 h", "3 h", "this evening"),
			lines("Later?", "", "  1. 20 min", "  2. 1 h", "  3. 3 h", "  4. this evening", ""),
		},
		"scale": {
			message("Neck pain now?", append(numbers(0, 10), "Skip", "Stop")...),
			lines("Neck pain now?", "", "  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10", "  a. Skip", "  b. Stop", ""),
		},
		"scale in words": {
			message("Headache?", "0 none", "1: mild", "2. strong", "3) very strong", "Skip"),
			lines("Headache?", "", "  0 none", "  1: mild", "  2. strong", "  3) very strong", "  a. Skip", ""),
		},
		"scale in the middle": {
			message("Sure?", "Why?", "1", "2", "3", "Skip"),
			lines("Sure?", "", "  a. Why?", "  1, 2, 3", "  b. Skip", ""),
		},
		"bare numbers": {
			message("How many?", "5", "10", "other"),
			lines("How many?", "", "  5", "  10", "  a. other", ""),
		},
		"signs and noughts are no numbers": {
			message("Odd", "+1", "+2", "+3", "04", "05", "06"),
			lines("Odd", "", "  1. +1", "  2. +2", "  3. +3", "  4. 04", "  5. 05", "  6. 06", ""),
		},
		"a number twice": {
			message("Odd", "1", "2", "3", "3"),
			lines("Odd", "", "  1, 2, 3", "  a. 3", ""),
		},
		"a bare number goes before one with words": {
			message("Odd", "1 a", "2 b", "3 c", "2"),
			lines("Odd", "", "  1 a", "  a. 2 b", "  3 c", "  2", ""),
		},
		"keys that are labels": {
			message("Odd", "9", "b", "a", "c"),
			lines("Odd", "", "  9", "  b. b", "  a. a", "  c. c", ""),
		},
		"label over lines": {message("", "Yes,\n\tplease\r\n"), lines("  1. Yes, please", "")},
		"empty label":      {message("", ""), lines("  1.", "")},
		"wide emoji":       {message("👩‍👩‍👧‍👦 rest\n\n- 🧶", "👍🏽 done"), lines("👩‍👩‍👧‍👦 rest", "", "- 🧶", "", "  1. 👍🏽 done", "")},
		"control characters": {
			bot.Message{Text: bot.Text{{Spans: []bot.Span{{Text: "a\x1b[2Jb\x07\rc\x00"}}}}},
			lines("a [2Jb c", ""),
		},
		"not UTF-8":      {bot.Message{Text: bot.Text{{Spans: []bot.Span{{Text: "a\xffb"}}}}}, lines("a\ufffdb", "")},
		"no-break space": {message("hold 10\u00a0s"), lines("hold 10\u00a0s", "")},
	} {
		t.Run(name, func(t *testing.T) {
			if got := console.Render(test.message); got != test.want {
				t.Errorf("Render prints\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestRenderWraps(t *testing.T) {
	words := strings.TrimSpace(strings.Repeat("seven77 ", 20)) // nine to a line
	nine := strings.TrimSpace(strings.Repeat("seven77 ", 9))
	long := strings.Repeat("x", 100)
	for name, test := range map[string]struct {
		message bot.Message
		want    string
	}{
		"text":    {message(words), lines(nine, nine, "seven77 seven77", "")},
		"list":    {message("- " + words), lines("- "+nine, "  "+nine, "  seven77 seven77", "")},
		"choice":  {message("", words), lines("  1. "+nine, "     "+nine, "     seven77 seven77", "")},
		"fits":    {message(long[:38] + " " + long[:37] + " b"), lines(long[:38]+" "+long[:37], "b", "")},
		"too far": {message(long[:38] + " " + long[:38]), lines(long[:38], long[:38], "")},
		"word":    {message("a " + long + " b"), lines("a", long, "b", "")},
		"scale": {
			message("", numbers(100, 120)...),
			lines("  "+strings.Join(numbers(100, 114), ", ")+",", "  "+strings.Join(numbers(115, 120), ", "), ""),
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := console.Render(test.message); got != test.want {
				t.Errorf("Render prints\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}
