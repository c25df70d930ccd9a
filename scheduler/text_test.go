package scheduler_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unknot/scheduler"
)

// wordsGen draws a schedule in words, with at most two times on any day.
func wordsGen(t *rapid.T) string {
	clock := rapid.Custom(func(t *rapid.T) string {
		return scheduler.Clock(rapid.IntRange(0, 1439).Draw(t, "minute")).String()
	})
	if rapid.Bool().Draw(t, "overlapping") {
		a := scheduler.Days(rapid.IntRange(1, 127).Draw(t, "days"))
		b := scheduler.Days(rapid.IntRange(1, 127).Draw(t, "days"))
		return fmt.Sprintf("%s %s, %s %s", a, clock.Draw(t, "clock"), b, clock.Draw(t, "clock"))
	}
	var clauses []string
	for _, d := range scheduler.EveryDay.List(time.Monday) {
		if len(clauses) < 4 && rapid.Bool().Draw(t, "on this day") {
			times := rapid.SliceOfN(clock, 1, 2).Draw(t, "clocks")
			clauses = append(clauses, d.String()+" "+strings.Join(times, ", "))
		}
	}
	if len(clauses) == 0 {
		return clock.Draw(t, "clock")
	}
	return strings.Join(clauses, "; ")
}

// cronGen draws a cron line with one or two times a day.
func cronGen(t *rapid.T) string {
	list := func(name string, low, high, most int) string {
		values := rapid.SliceOfNDistinct(rapid.IntRange(low, high), 1, most, rapid.ID[int]).Draw(t, name)
		return strings.ReplaceAll(strings.Trim(fmt.Sprint(values), "[]"), " ", ",")
	}
	star := func(name, otherwise string) string {
		return rapid.SampledFrom([]string{"*", otherwise}).Draw(t, name)
	}
	minutes, hours := list("minutes", 0, 59, 1), list("hours", 0, 23, 2)
	if rapid.Bool().Draw(t, "two minutes") {
		minutes, hours = list("minutes", 0, 59, 2), list("hours", 0, 23, 1)
	}
	months := star("any month", list("months", 1, 12, 12))
	dates, weekdays := star("any date", list("dates", 1, 28, 28)), "*"
	if dates == "*" {
		weekdays = star("any weekday", list("weekdays", 0, 6, 7))
	}
	return strings.Join([]string{minutes, hours, dates, months, weekdays}, " ")
}

var scheduleText = rapid.Custom(func(t *rapid.T) string {
	if rapid.Bool().Draw(t, "cron") {
		return cronGen(t)
	}
	return wordsGen(t)
})

func TestStringReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := scheduleText.Draw(t, "text")
		s, err := scheduler.Parse(text)
		if err != nil {
			t.Fatalf("Parse(%q): %v", text, err)
		}
		checkReadsBack(t, s)
	})
}

// checkReadsBack holds for every schedule there is.
func checkReadsBack(t interface{ Errorf(string, ...any) }, s scheduler.Schedule) {
	if again, err := scheduler.Parse(s.String()); err != nil || again != s || !again.Equal(s) {
		t.Errorf("%q reads back as %q, %v", s, again, err)
	}
	if n := s.MostPerDay(); n < 1 || n > scheduler.MostPerDay {
		t.Errorf("%q has %d a day", s, n)
	}
	data, err := json.Marshal(map[string]scheduler.Schedule{"s": s})
	var back map[string]scheduler.Schedule
	if err2 := json.Unmarshal(data, &back); err != nil || err2 != nil || back["s"] != s {
		t.Errorf("%q comes out of %s as %q: %v, %v", s, data, back["s"], err, err2)
	}
	if _, ok := s.After(scheduler.Occurrence{}); !ok {
		t.Errorf("%q never happens", s)
	}
}

// What is nothing has no text.
func TestNothingHasNoText(t *testing.T) {
	for _, nothing := range []fmt.Stringer{scheduler.Schedule{}, scheduler.Occurrence{}, scheduler.Date(0), scheduler.Days(0)} {
		if text := nothing.String(); text != "" {
			t.Errorf("%T without a value is %q", nothing, text)
		}
	}
}
