package console_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"unknot/adapters/console"
)

// FuzzRender renders a text, and choices with one label a line: whatever they
// are, every key on the screen must press its own choice, and so must every
// label that only one choice has.
func FuzzRender(f *testing.F) {
	for _, labels := range []string{
		"Yes\nNo", "0\n1\n2\n3\nSkip", "2\n1\nb\na", "0 none\n1 mild\n2 bad", "1 a\n2 b\n3 c\n1", "07\n7\n+7\n-7",
		"1. x\n2. y\n3. z\n1", "5\n5\n5", "1, 2\n3", "\n\n", "^1\n^", "K\nk\nK", "a\n1\n2\n3\n5\n6\n7", "\xff\n\x1b",
	} {
		f.Add("Sit **down**.\n\n- one\n- two", labels)
	}
	f.Fuzz(func(t *testing.T, markdown, labels string) {
		m := message(markdown, strings.Split(labels, "\n")...)
		printed := console.Render(m)
		if !utf8.ValidString(printed) || strings.ContainsFunc(strings.ReplaceAll(printed, "\n", ""), unicode.IsControl) {
			t.Errorf("prints what is no text: %q", printed)
		}
		var s console.Screens
		s.Show(m)
		keys := keysOf(console.Render(message("", strings.Split(labels, "\n")...)))
		if len(keys) != len(m.Choice) {
			t.Fatalf("%d keys for %d choices:\n%s", len(keys), len(m.Choice), printed)
		}
		for i, key := range keys {
			if code, _ := s.Resolve(key); code != m.Choice[i].Code {
				t.Errorf("key %q presses %q, want %q:\n%s", key, code, m.Choice[i].Code, printed)
			}
		}
		for _, b := range m.Choice {
			code, tap := s.Resolve(b.Label)
			if typable(b.Label) && unique(b.Label, labels) && (!tap || code != b.Code) {
				t.Errorf("label %q presses %q, want %q:\n%s", b.Label, code, b.Code, printed)
			}
		}
	})
}

func typable(label string) bool {
	plain := strings.IndexFunc(label, func(r rune) bool { return r == utf8.RuneError || unicode.IsControl(r) }) < 0
	return plain && strings.Trim(label, " ") != "" && strings.TrimSpace(label) == label && !strings.HasPrefix(label, "^")
}

func unique(label, labels string) bool {
	n := 0
	for other := range strings.SplitSeq(labels, "\n") {
		if strings.EqualFold(onOneLine(other), onOneLine(label)) {
			n++
		}
	}
	return n == 1
}

func onOneLine(label string) string {
	return strings.Join(strings.FieldsFunc(label, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }), " ")
}

// FuzzResolve types anything at some screens: it must mean a choice that was
// shown, or be text.
func FuzzResolve(f *testing.F) {
	for _, line := range []string{"1", "^2", "07", "a", "^^^^", "Yes", " 1. yes", "^ ^1", "\x00", "\xff", "0x1", "1e1", "+1", "٣"} {
		f.Add(line, "Yes\nNo")
	}
	f.Fuzz(func(t *testing.T, line, labels string) {
		m := message("", strings.Split(labels, "\n")...)
		var s console.Screens
		s.Show(message("", numbers(0, 10)...))
		s.Show(m)
		code, tap := s.Resolve(line)
		again, tapAgain := s.Resolve(line)
		if code != again || tap != tapAgain {
			t.Errorf("%q means %q, then %q", line, code, again)
		}
		if tap != (code != "") || tap && !strings.HasPrefix(code, "c") {
			t.Errorf("%q means %q, %v: no code that was shown", line, code, tap)
		}
		if strings.Trim(line, "^ ") == "" && tap {
			t.Errorf("%q names no choice but means %q", line, code)
		}
	})
}
