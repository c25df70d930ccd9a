package scheduler_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unknot/scheduler"
)

// twelve writes a time on the 12-hour clock.
func twelve(c scheduler.Clock) (hour, minute int, half string) {
	hour, minute, half = int(c)/60, int(c)%60, "am"
	if hour >= 12 {
		half = "pm"
	}
	if hour %= 12; hour == 0 {
		hour = 12
	}
	return hour, minute, half
}

// Every minute of the day in every spelling.
func TestEveryClockInEverySpelling(t *testing.T) {
	for c := range scheduler.Clock(24 * 60) {
		hour, minute, half := twelve(c)
		full := int(c) / 60
		spellings := []string{
			c.String(),
			fmt.Sprintf("%d:%02d", full, minute),
			fmt.Sprintf("%d.%02d", full, minute),
			fmt.Sprintf("%dh%02d", full, minute),
			fmt.Sprintf("%d:%02d h", full, minute),
			fmt.Sprintf("%02d%02d", full, minute),
			fmt.Sprintf("%d%02d", full, minute),
			fmt.Sprintf("%d:%02d%s", hour, minute, half),
			fmt.Sprintf("%d.%02d %s", hour, minute, strings.ToUpper(half)),
			fmt.Sprintf("%d:%02d %c.%c.", hour, minute, half[0], half[1]),
		}
		if minute == 0 {
			spellings = append(spellings, fmt.Sprintf("%d%s", hour, half), fmt.Sprintf("%d o'clock %s", hour, half))
		}
		for _, spelling := range spellings {
			if got, ok := scheduler.ParseClock(spelling); !ok || got != c {
				t.Errorf("ParseClock(%q) is %s, %t; want %s", spelling, got, ok, c)
			}
			if s, err := scheduler.Parse("mon " + spelling); err != nil || s.String() != "mon "+c.String() {
				t.Errorf("Parse(%q) is %q, %v; want mon %s", "mon "+spelling, s, err, c)
			}
		}
	}
}

// An hour and a part of the day are understood in one way or not at all.
func TestPartsOfTheDay(t *testing.T) {
	for part, want := range map[string]string{
		"in the morning":   "- 1 2 3 4 5 6 7 8 9 10 11 -",
		"in the afternoon": "- 13 14 15 16 17 18 - - - - - 12",
		"in the evening":   "- - - - 16 17 18 19 20 21 22 23 -",
		"at night":         "0 1 2 3 4 5 18 19 20 21 22 23 0",
		"am":               "0 1 2 3 4 5 6 7 8 9 10 11 0",
		"pm":               "- 13 14 15 16 17 18 19 20 21 22 23 12",
	} {
		for hour, want := range strings.Fields(want) {
			got := "-"
			if clock, ok := scheduler.ParseClock(fmt.Sprint(hour, " ", part)); ok {
				got = fmt.Sprint(int(clock) / 60)
			}
			if got != want {
				t.Errorf("%d %s is %s, want %s", hour, part, got, want)
			}
		}
	}
}

// spelling draws one of the ways to write a set of days.
func spelling(t *rapid.T, ds scheduler.Days) string {
	var names []string
	for _, d := range rapid.Permutation(ds.List(time.Sunday)).Draw(t, "order") {
		name := d.String()
		name = rapid.SampledFrom([]string{name, strings.ToLower(name), strings.ToUpper(name[:3]), name + "s", "every " + name}).Draw(t, "name")
		names = append(names, name)
	}
	return strings.Join(names, rapid.SampledFrom([]string{", ", " and ", " ", " & ", ",", " + "}).Draw(t, "between"))
}

// Words mean what they say: the days of a week on which something happens are
// those that were written, at the times that were written.
func TestWordsMeanWhatTheySay(t *testing.T) {
	monday := date(t, "2026-11-23")
	rapid.Check(t, func(t *rapid.T) {
		days := []scheduler.Days{
			scheduler.Days(rapid.IntRange(1, 127).Draw(t, "days")),
			scheduler.DaysOf(time.Weekday(rapid.IntRange(0, 6).Draw(t, "day"))), // one: a text may not be too long
		}
		var want []scheduler.Occurrence
		var clauses []string
		for _, ds := range days {
			clock := scheduler.Clock(rapid.IntRange(0, 1439).Draw(t, "clock"))
			for _, d := range ds.List(time.Monday) {
				want = append(want, scheduler.Occurrence{Day: monday.AddDays(int(d+6) % 7), Slot: clock})
			}
			form := rapid.SampledFrom([]string{"%s %s", "%s at %s", "on %s: %s"}).Draw(t, "form")
			clauses = append(clauses, fmt.Sprintf(form, spelling(t, ds), clock))
		}
		text := strings.Join(clauses, rapid.SampledFrom([]string{", ", "; ", "\n", " and "}).Draw(t, "between"))
		checkWeek(t, text, monday, want)
	})
}

// checkWeek compares a week of a schedule with what it should be.
func checkWeek(t *rapid.T, text string, monday scheduler.Date, want []scheduler.Occurrence) {
	s, err := scheduler.Parse(text)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	slices.SortFunc(want, func(a, b scheduler.Occurrence) int {
		if a.Before(b) {
			return -1
		}
		return 1
	})
	want = slices.Compact(want)
	o := scheduler.Occurrence{Day: monday.AddDays(-1), Slot: 23*60 + 59}
	for _, expected := range want {
		if o, _ = s.After(o); o != expected {
			t.Fatalf("%q comes on %s, want %s", text, o, expected)
		}
	}
	if o, _ = s.After(o); o.Day.Days(monday) < 7 {
		t.Errorf("%q comes on %s too", text, o)
	}
}

// Capitals, spaces and the signs between do not matter, to what is accepted
// and to what is not.
func TestParseIsIndifferentToForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{
			"mon", "tuesday", "weekends", "every", "day", "9:30", "15:00", "8", "pm", "in", "the", "evening", "noon", "and", "other", "to",
		}), 1, 8).Draw(t, "words")
		plain := strings.Join(words, " ")
		fancy := rapid.SampledFrom([]string{"  %s ", "%s", "\t%s\t"}).Draw(t, "around")
		fancy = fmt.Sprintf(fancy, strings.ToUpper(strings.Join(words, rapid.SampledFrom([]string{"  ", "\t", "\u00a0", "\u2009 ", " \u200b"}).Draw(t, "space"))))
		s, err := scheduler.Parse(plain)
		s2, err2 := scheduler.Parse(fancy)
		if s != s2 || fmt.Sprint(err) != fmt.Sprint(err2) {
			t.Errorf("%q is %q, %v; but %q is %q, %v", plain, s, err, fancy, s2, err2)
		}
	})
}

// Of whatever order the clauses have, the schedule is the same.
func TestTheOrderOfClausesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var clauses []string
		for _, d := range scheduler.Days(rapid.IntRange(1, 127).Draw(t, "days")).List(time.Monday) {
			clock := scheduler.Clock(rapid.IntRange(0, 1439).Draw(t, "clock"))
			clauses = append(clauses, fmt.Sprintf("%s %s", scheduler.DaysOf(d), clock))
		}
		shuffled := rapid.Permutation(clauses).Draw(t, "order")
		s, err := scheduler.Parse(strings.Join(clauses, ", "))
		s2, err2 := scheduler.Parse(strings.Join(shuffled, ", "))
		if err != nil || err2 != nil || s != s2 || s.String() != s2.String() {
			t.Errorf("%v is %q, %v; but %v is %q, %v", clauses, s, err, shuffled, s2, err2)
		}
	})
}
