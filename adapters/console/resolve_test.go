package console_test

import (
	"fmt"
	"testing"

	"unknot/adapters/console"
	"unknot/bot"
)

// answers maps a typed line to the code it means; "" is text.
type answers map[string]string

func (a answers) check(t *testing.T, shown ...bot.Message) {
	t.Helper()
	var s console.Screens
	for _, m := range shown {
		s.Show(m)
	}
	for line, want := range a {
		if code, tap := s.Resolve(line); code != want || tap != (want != "") {
			t.Errorf("%q means %q, %v; want %q", line, code, tap, want)
		}
	}
}

func TestResolveNothingShown(t *testing.T) {
	answers{"1": "", "^1": "", "": "", "Yes": ""}.check(t)
	answers{"1": "", "^": ""}.check(t, message("no choices"))
}

func TestResolveList(t *testing.T) {
	answers{
		"1": "c0", "2": "c1", "3": "c2", " 1 ": "c0", "1.": "c0", "2)": "c1", "03": "c2",
		"Full, 7 minutes": "c0", "full, 7 MINUTES": "c0", "full,   7\tminutes": "c0", "1. Full, 7 minutes": "c0",
		"größer": "c2", "GRÖSSER": "", "GRÖßER": "c2",
		"0": "", "4": "", "-1": "", "1.5": "", "1 2": "", "a": "", "full": "", "": "", " ": "", ".": "", "one": "",
		"99999999999999999999": "",
	}.check(t, message("How long?", "Full, 7 minutes", "Short", "größer"))
}

func TestResolveScale(t *testing.T) {
	answers{
		"0": "c0", "7": "c7", "07": "c7", "007": "c7", "7.": "c7", "10": "c10", "00": "c0",
		"a": "c11", "A": "c11", "b": "c12", "b.": "c12", "skip": "c11", "Stop": "c12", "a. Skip": "c11",
		"11": "", "-1": "", "c": "", "0 to 10": "", "0, 1": "", "5.5": "", "5/10": "", "seven": "",
	}.check(t, message("Neck pain?", append(numbers(0, 10), "Skip", "Stop")...))
}

func TestResolveScaleInWords(t *testing.T) {
	answers{
		"0": "c0", "1": "c1", "3": "c3", "0 none": "c0", "1 mild": "c1", "a": "c4", "skip": "c4", "4": "", "none": "",
	}.check(t, message("Headache?", "0 none", "1 mild", "2 strong", "3 very strong", "Skip"))
}

func TestResolveOddLabels(t *testing.T) {
	answers{"2": "c0", "1": "c1", "b": "c2", "a": "c3"}.check(t, message("", "2", "1", "b", "a"))
	answers{"07": "c1", "7": "", "1": "c0", "2": "c1"}.check(t, message("", "x", "07"))
	answers{"1": "c0", "2": "c1", "skip": "c0"}.check(t, message("", "Skip", "Skip"))
	answers{"1": "c0", "": ""}.check(t, message("", ""))
	answers{"1": "c0", "^up": ""}.check(t, message("", "^up"))
	answers{"26": "c25", "27": "c26"}.check(t, message("", make([]string, 27)...))
	letters := append([]string{"1", "2", "3"}, make([]string, 28)...)
	answers{"z": "c28", "aa": "c29", "AB": "c30"}.check(t, message("", letters...))
}

func TestResolveOldScreens(t *testing.T) {
	answers{
		"1": "c0", "done": "c0", "3": "", "Yes": "",
		"^1": "c0", "^3": "c2", "^no": "c1", " ^ 2 ": "c1", "^0": "",
		"^^2": "c2", "^^0": "c0", "^^skip": "c3", "^^a": "c3",
		"^^^1": "", "^^^^": "", "^": "", "^^": "", "1^": "", "^x": "",
	}.check(t,
		message("Pain?", "0", "1", "2", "Skip"),
		message("Sure?", "Yes", "No", "Why?"),
		message("Sit.", "Done", "Stop"))
}

// A cue has no choices: it must not change what a key means.
func TestResolveAfterCue(t *testing.T) {
	card, cue := message("Turn left.", "Done", "Stop"), message("Change side.")
	answers{"2": "c1", "^1": ""}.check(t, card, cue, cue)
}

// A message with choices counts as soon as it is printed; the one before is
// one "^" away.
func TestResolveAfterNudge(t *testing.T) {
	card := message("Turn left.", "Done", "Stop")
	nudge := bot.Message{Choice: []bot.Button{{Label: "Begin", Code: "begin"}, {Label: "Later", Code: "later"}}}
	answers{"1": "begin", "^1": "c0", "done": "", "^done": "c0"}.check(t, card, nudge)
}

func TestResolveKeepsSixteen(t *testing.T) {
	var s console.Screens
	for i := range 20 {
		s.Show(bot.Message{Choice: []bot.Button{{Label: "x", Code: fmt.Sprint(i)}}})
	}
	back := ""
	for i := 19; i >= 4; i-- {
		if code, _ := s.Resolve(back + "1"); code != fmt.Sprint(i) {
			t.Errorf("%q means %q, want %d", back+"1", code, i)
		}
		back += "^"
	}
	if code, tap := s.Resolve(back + "1"); tap {
		t.Errorf("%q means %q, want it forgotten", back+"1", code)
	}
}

func TestScreensCopyIsAState(t *testing.T) {
	for shown := range 20 {
		var s console.Screens
		for range shown {
			s.Show(message("", "Yes"))
		}
		fork := s
		s.Show(bot.Message{Choice: []bot.Button{{Label: "x", Code: "one way"}}})
		fork.Show(bot.Message{Choice: []bot.Button{{Label: "x", Code: "the other"}}})
		one, _ := s.Resolve("1")
		other, _ := fork.Resolve("1")
		if one != "one way" || other != "the other" {
			t.Errorf("after %d screens and a fork, 1 means %q and %q", shown, one, other)
		}
	}
}

func TestShowKeepsNothingOfTheCaller(t *testing.T) {
	var s console.Screens
	m := message("", "Yes")
	s.Show(m)
	m.Choice[0] = bot.Button{Label: "changed", Code: "changed"}
	if code, _ := s.Resolve("yes"); code != "c0" {
		t.Errorf("after a change by the caller it means %q, want c0", code)
	}
}
