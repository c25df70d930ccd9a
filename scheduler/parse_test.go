package scheduler_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/bits"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unknot/scheduler"
)

func parse(t testing.TB, text string) scheduler.Schedule {
	t.Helper()
	s, err := scheduler.Parse(text)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return s
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		// Days and times as people write them.
		"weekdays 9:30 and 15:00":            "weekdays 09:30 and 15:00",
		"mon wed fri 8pm":                    "mon wed fri 20:00",
		"every day at 7:15":                  "every day 07:15",
		"each day 7:15":                      "every day 07:15",
		"everyday 7:15":                      "every day 07:15",
		"daily 08:00":                        "every day 08:00",
		"sat, sun 10am":                      "weekends 10:00",
		"weekends 10:30 am":                  "weekends 10:30",
		"at the weekend, 10:30 a.m., please": "weekends 10:30",
		"tuesday noon":                       "tue 12:00",
		"every monday and thursday at 18h":   "mon thu 18:00",
		"Thursdays & Tuesdays, 18h30":        "tue thu 18:30",
		"at 9:30":                            "every day 09:30",
		"9:30 on weekdays":                   "weekdays 09:30",
		"Weekdays 9:30, Sat 11:00":           "weekdays 09:30, sat 11:00",
		"Weekdays 9:30. Sat 11:00.":          "weekdays 09:30, sat 11:00",
		"sat 11:00\nworkdays 9:30":           "weekdays 09:30, sat 11:00",
		"sun 9:30; mon 9:30":                 "mon sun 09:30",
		"9:30 weekdays; 11:00 sat":           "weekdays 09:30, sat 11:00",
		"mon: 9:30":                          "mon 09:30",
		"mon - 9:30":                         "mon 09:30",
		"Mon. 9:30":                          "mon 09:30",
		"  mon\t9:30  ":                      "mon 09:30",
		"mon 9:30, mon 9:30":                 "mon 09:30",
		"mon 9:00 and 10:00, tue 10:00":      "mon 09:00, mon tue 10:00",
		"tues weds thurs 14:05":              "tue wed thu 14:05",

		// From one day to another.
		"mon-fri 9:30":            "weekdays 09:30",
		"Monday to Friday 9.30":   "weekdays 09:30",
		"tue – thu 9:30":          "tue wed thu 09:30",
		"fri through mon 9:30":    "mon fri sat sun 09:30",
		"mon, wed till fri 9:30":  "mon wed thu fri 09:30",
		"sat-sun 9:30, mon 10:00": "mon 10:00, weekends 09:30",
		"mon-mon 9:30":            "mon 09:30",

		// Times of day.
		"mon 0930":                     "mon 09:30",
		"mon 930":                      "mon 09:30",
		"mon 1500":                     "mon 15:00",
		"mon 13":                       "mon 13:00",
		"mon 0":                        "mon 00:00",
		"mon 23:59":                    "mon 23:59",
		"mon midnight":                 "mon 00:00",
		"mon 12 noon":                  "mon 12:00",
		"mon 12 midnight":              "mon 00:00",
		"mon 12 am":                    "mon 00:00",
		"mon 12 pm":                    "mon 12:00",
		"mon 12:30 am":                 "mon 00:30",
		"mon 8p.m.":                    "mon 20:00",
		"mon 13 pm":                    "mon 13:00",
		"mon 8 o'clock pm":             "mon 20:00",
		"mon 8 in the morning":         "mon 08:00",
		"mon 8 in the evening":         "mon 20:00",
		"mon 8:30 in the evening":      "mon 20:30",
		"mon 3 in the afternoon":       "mon 15:00",
		"mon 12 in the afternoon":      "mon 12:00",
		"mon 9 at night":               "mon 21:00",
		"mon 12 at night":              "mon 00:00",
		"mon 2 at night":               "mon 02:00",
		"every morning at 8":           "every day 08:00",
		"weekday evenings at 7":        "weekdays 19:00",
		"mon evening 7, tue 8:00":      "mon 19:00, tue 08:00",
		"mon evening 8 pm":             "mon 20:00",
		"mon 8 pm in the evening":      "mon 20:00",
		"8 am and 6 in the evening":    "every day 08:00 and 18:00",
		"mon 8:00, evening 9:00":       "mon 08:00 and 21:00",
		"mon morning 8 and evening 9":  "mon 08:00 and 21:00",
		"mornings at 7 and 8":          "every day 07:00 and 08:00",
		"mon 9 and 15":                 "mon 09:00 and 15:00",
		"mon 12 and 18:30":             "mon 12:00 and 18:30",
		"weekdays 9, weekends 14":      "weekdays 09:00, weekends 14:00",
		"mon 8am tue 9am wed 10am":     "mon 08:00, tue 09:00, wed 10:00",
		"each weekday @ 9:30 + 3pm !":  "weekdays 09:30 and 15:00",
		"all weekdays 9:30 then 15:00": "weekdays 09:30 and 15:00",

		// Cron lines.
		"30 9 * * 1-5":           "weekdays 09:30",
		"30 9 * * mon-fri":       "weekdays 09:30",
		"30  9 * *\tMON,Fri":     "mon fri 09:30",
		"0 9,15 * * *":           "every day 09:00 and 15:00",
		"0,30 9 ? * 6":           "sat 09:00 and 09:30",
		"0 8 * * 7":              "sun 08:00",
		"0 8 * * 0,7":            "sun 08:00",
		"0 8 * * 5-7":            "fri sat sun 08:00",
		"0 8 * * 7-7":            "sun 08:00",
		"0 8 * * 1-7":            "every day 08:00",
		"0 8 * * 0-7":            "every day 08:00",
		"0 8 1-31 * *":           "every day 08:00",
		"0 8 * 1-12 *":           "every day 08:00",
		"0 0-23/12 * * *":        "every day 00:00 and 12:00",
		"0 8 1 * *":              "0 8 1 * *",
		"0 8 1,2,3,15 jan-mar ?": "0 8 1-3,15 1-3 *",
		"0 8 * 6 1":              "0 8 * 6 1",
		"0 8,20 29 2 *":          "0 8,20 29 2 *",
		"0,30 8 */10 * *":        "0,30 8 1,11,21,31 * *",
		"0 8 30 1-2 *":           "0 8 30 1-2 *",
		"1 2 3 4 *":              "1 2 3 4 *",
	} {
		if got := parse(t, text).String(); got != want {
			t.Errorf("Parse(%q) is %q, want %q", text, got, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	long := strings.Repeat("mon ", 60) + "9:30"
	for _, c := range []struct {
		text   string
		reason scheduler.Reason
		about  string
	}{
		{"", scheduler.ReasonEmpty, ""},
		{" \n\t ", scheduler.ReasonEmpty, ""},
		{long, scheduler.ReasonTooLong, ""},

		{"weekdays", scheduler.ReasonNoTime, ""},
		{"and", scheduler.ReasonNoTime, ""},
		{"every morning", scheduler.ReasonNoTime, ""},
		{"mon 9:30, tue", scheduler.ReasonNoTime, ""},
		{"mon; 9:30", scheduler.ReasonNoTime, ""},
		{"9:30 mon, 11:00", scheduler.ReasonNoDay, "11:00"},
		{"9:30, sat 11:00", scheduler.ReasonNoDay, "11:00"},

		{"mon 24:00", scheduler.ReasonBadTime, "24:00"},
		{"mon 9:60", scheduler.ReasonBadTime, "9:60"},
		{"mon 9:5", scheduler.ReasonBadTime, "9:5"},
		{"mon 99", scheduler.ReasonBadTime, "99"},
		{"mon 12345", scheduler.ReasonBadTime, "12345"},
		{"mon 009:30", scheduler.ReasonBadTime, "009:30"},
		{"mon 99999999999999999999", scheduler.ReasonBadTime, "99999999999999999999"},
		{"mon 13 am", scheduler.ReasonBadTime, "13"},
		{"mon 0 pm", scheduler.ReasonBadTime, "0"},
		{"mon 9 in the afternoon", scheduler.ReasonBadTime, "9"},
		{"mon noon in the evening", scheduler.ReasonBadTime, "noon"},
		{"every morning 8 pm", scheduler.ReasonBadTime, "8"},
		{"9:30:15", scheduler.ReasonSeconds, "9:30:15"},

		{"every other day 9:30", scheduler.ReasonUnknownWord, "other"},
		{"weekdays except fri 9:30", scheduler.ReasonUnknownWord, "except"},
		{"not mon 9:30", scheduler.ReasonUnknownWord, "not"},
		{"weekly 9:30", scheduler.ReasonUnknownWord, "weekly"},
		{"tomorrow 9:30", scheduler.ReasonUnknownWord, "tomorrow"},
		{"1st 9:30", scheduler.ReasonUnknownWord, "st"},
		{"day 9:30", scheduler.ReasonUnknownWord, "day"},
		{"mon day 9:30", scheduler.ReasonUnknownWord, "day"},
		{"mon pm 9:30", scheduler.ReasonUnknownWord, "pm"},
		{"mon 9 am pm", scheduler.ReasonBadTime, "9"},
		{"mon 9 in the morning evening night", scheduler.ReasonUnknownWord, "night"},
		{"mon morning evening 9", scheduler.ReasonUnknownWord, "evening"},
		{"evening mon 8", scheduler.ReasonUnknownWord, "evening"},
		{"9:30-10:00", scheduler.ReasonUnknownWord, "-"},
		{"mon to 9:30", scheduler.ReasonUnknownWord, "to"},
		{"mon-weekends 9:30", scheduler.ReasonUnknownWord, "-"},
		{"mon-wed-fri 9:30", scheduler.ReasonUnknownWord, "-"},
		{"mon to morning 9", scheduler.ReasonUnknownWord, "morning"},
		{"9:30 mon-", scheduler.ReasonUnknownWord, "-"},
		{"mon 9, pm", scheduler.ReasonUnknownWord, "pm"},
		{"mon to, fri 9:30", scheduler.ReasonUnknownWord, ","},
		{"9 : 30", scheduler.ReasonUnknownWord, ":"},
		{"o'clock 9:30", scheduler.ReasonUnknownWord, "oclock"},
		{"mon 9:30 🙂", scheduler.ReasonUnknownWord, "🙂"},
		{"mon " + strings.Repeat("é", 30), scheduler.ReasonUnknownWord, strings.Repeat("é", 20)},
		{"mon \xff", scheduler.ReasonUnknownWord, "\uFFFD"},

		{"every 2 hours", scheduler.ReasonInterval, ""},
		{"every 8", scheduler.ReasonInterval, ""},
		{"hourly", scheduler.ReasonInterval, ""},
		{"in 20 min", scheduler.ReasonInterval, ""},

		{"daily 9:00 12:00 15:00", scheduler.ReasonTooOften, ""},
		{"daily 9, 10, 11", scheduler.ReasonTooOften, ""},
		{"daily 9:00, weekdays 10:00, fri 11:00", scheduler.ReasonTooOften, ""},
		{"* * * * *", scheduler.ReasonTooOften, ""},
		{"0 9-17 * * *", scheduler.ReasonTooOften, ""},
		{"0,30 9,15 * * *", scheduler.ReasonTooOften, ""},
		{"mon 8:00 8:01 tue 8:02 8:03 wed 8:04 8:05 thu 8:06 8:07 fri 8:08", scheduler.ReasonTooMany, ""},

		{"0 9 31 2 *", scheduler.ReasonNoSuchDay, ""},
		{"0 9 31 2,4,6,9,11 *", scheduler.ReasonNoSuchDay, ""},
		{"0 9 30-31 feb *", scheduler.ReasonNoSuchDay, ""},
		{"0 9 1 * 1", scheduler.ReasonTwoDays, ""},
		{"0 9 */2 * 1", scheduler.ReasonTwoDays, ""},
		{"8 10 12 3 5", scheduler.ReasonTwoDays, ""},

		{"TZ=UTC 0 9 * * *", scheduler.ReasonZone, ""},
		{"CRON_TZ=Europe/Berlin 0 9 * * *", scheduler.ReasonZone, ""},
		{"TZ=", scheduler.ReasonZone, ""},
		{"tz=0", scheduler.ReasonZone, ""},
		{"@daily", scheduler.ReasonDescriptor, ""},
		{"@every 1h", scheduler.ReasonDescriptor, ""},
		{"0 0 9 * * *", scheduler.ReasonSeconds, ""},
		{"* * *", scheduler.ReasonFields, ""},
		{"0 9 * * * * *", scheduler.ReasonFields, ""},
		{", * * * *", scheduler.ReasonEmptyList, ","},
		{"0 , * * *", scheduler.ReasonEmptyList, ","},
		{"0 9,, * * *", scheduler.ReasonEmptyList, "9,,"},
		{"0 9 * * ,1", scheduler.ReasonEmptyList, ",1"},
		{"61 9 * * *", scheduler.ReasonBadField, "61"},
		{"0 24 * * *", scheduler.ReasonBadField, "24"},
		{"0 9 0 * *", scheduler.ReasonBadField, "0"},
		{"0 9 * 13 *", scheduler.ReasonBadField, "13"},
		{"0 9 * * 8", scheduler.ReasonBadField, "8"},
		{"0 9 * * fri-mon", scheduler.ReasonBadField, "fri-mon"},
		{"0 9 L * *", scheduler.ReasonBadField, "l"},
		{"0 9 * * 5#2", scheduler.ReasonBadField, "5#2"},
		{"0 9 * * */0", scheduler.ReasonBadField, "*/0"},
		{"0 9 1-2-3 * *", scheduler.ReasonBadField, "1-2-3"},
		{"0 9 99999999999999999999 * *", scheduler.ReasonBadField, "99999999999999999999"},
		{"- 9 1 1 1", scheduler.ReasonBadField, "-"},
	} {
		s, err := scheduler.Parse(c.text)
		var unclear *scheduler.UnclearError
		if !errors.As(err, &unclear) || !s.IsZero() {
			t.Errorf("Parse(%q) is %q, %v; want reason %s", c.text, s, err, c.reason)
			continue
		}
		if unclear.Reason != c.reason || unclear.Text != c.about {
			t.Errorf("Parse(%q) is refused as %s about %q, want %s about %q", c.text, unclear.Reason, unclear.Text, c.reason, c.about)
		}
	}
}

func TestParseAsksAboutBareHours(t *testing.T) {
	for text, want := range map[string][2]string{
		"8":                    {"every day 08:00", "every day 20:00"},
		"weekdays 8":           {"weekdays 08:00", "weekdays 20:00"},
		"weekdays 12":          {"weekdays 00:00", "weekdays 12:00"},
		"sat 8 o'clock":        {"sat 08:00", "sat 20:00"},
		"sat 9 h":              {"sat 09:00", "sat 21:00"},
		"sat 8 and 9 pm":       {"sat 08:00 and 21:00", "sat 20:00 and 21:00"},
		"mon 8, tue 9:30":      {"mon 08:00, tue 09:30", "mon 20:00, tue 09:30"},
		"mon 8, tue 3 pm":      {"mon 08:00, tue 15:00", "mon 20:00, tue 15:00"},
		"mon 7 and 1":          {"mon 01:00 and 07:00", "mon 13:00 and 19:00"},
		"mon 8 evening, wed 9": {"mon 20:00, wed 09:00", "mon 20:00, wed 21:00"},
	} {
		_, err := scheduler.Parse(text)
		var ambiguous *scheduler.AmbiguousError
		if !errors.As(err, &ambiguous) {
			t.Errorf("Parse(%q): %v, want a question", text, err)
			continue
		}
		if got := [2]string{ambiguous.Morning, ambiguous.Evening}; got != want {
			t.Errorf("Parse(%q) asks %q, want %q", text, got, want)
		}
		for _, choice := range want {
			if got := parse(t, choice).String(); got != choice {
				t.Errorf("the choice %q reads back as %q", choice, got)
			}
		}
	}
}

// Each reason has its own sentence, which says what to write.
func TestErrorsHelp(t *testing.T) {
	seen := map[string]scheduler.Reason{}
	for _, reason := range scheduler.Reasons() {
		text := (&scheduler.UnclearError{Reason: reason, Text: "private"}).Error()
		if other, twice := seen[text]; twice {
			t.Errorf("%s and %s have the same sentence", reason, other)
		}
		seen[text] = reason
		if !strings.Contains(text, "; ") || !strings.Contains(text, "write") {
			t.Errorf("%s: %q does not say what to write", reason, text)
		}
		if strings.Contains(text, "private") {
			t.Errorf("%s: %q repeats what the person wrote", reason, text)
		}
	}
	if text := (&scheduler.AmbiguousError{Morning: "private"}).Error(); strings.Contains(text, "private") || !strings.Contains(text, "write") {
		t.Errorf("the question about hours is %q", text)
	}
}

// What a sentence tells people to write can be written.
func TestAdviceIsRead(t *testing.T) {
	for _, reason := range scheduler.Reasons() {
		text := (&scheduler.UnclearError{Reason: reason}).Error()
		_, advice, ok := strings.Cut(text, "such as ")
		if !ok {
			continue
		}
		for example := range strings.SplitSeq(advice, " or ") {
			parse(t, example)
		}
	}
}

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

// The parts of a schedule add up to the whole.
func TestSlots(t *testing.T) {
	slots, ok := parse(t, "weekdays 15:00 and 9:30, sun 11:00, sat 11:00").Slots()
	want := []scheduler.Slot{
		{Days: scheduler.Weekdays, At: 9*60 + 30},
		{Days: scheduler.Weekend, At: 11 * 60},
		{Days: scheduler.Weekdays, At: 15 * 60},
	}
	if !ok || fmt.Sprint(slots) != fmt.Sprint(want) {
		t.Errorf("slots %v, %t; want %v", slots, ok, want)
	}
	slots, ok = parse(t, "0 9 * * *").Slots()
	if !ok || len(slots) != 1 || !slots[0].Every || slots[0].Days.Count() != 7 {
		t.Errorf("slots %v, %t; want one on every day", slots, ok)
	}
	for _, text := range []string{"0 9 1 * *", "0 9 * 1 *"} {
		if slots, ok := parse(t, text).Slots(); ok || slots != nil {
			t.Errorf("%q has slots %v, want none", text, slots)
		}
	}
	if slots, ok := (scheduler.Schedule{}).Slots(); !ok || slots != nil {
		t.Errorf("no schedule has slots %v, %t", slots, ok)
	}
}

func TestDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ds := scheduler.Days(rapid.IntRange(0, 127).Draw(t, "days"))
		first := time.Weekday(rapid.IntRange(0, 6).Draw(t, "first"))
		list := ds.List(first)
		if scheduler.DaysOf(list...) != ds || len(list) != ds.Count() || ds.Count() != bits.OnesCount8(uint8(ds)) {
			t.Errorf("%08b lists %v from %v", ds, list, first)
		}
		for i := range list {
			if !ds.Has(list[i]) || i > 0 && (list[i]-first+7)%7 <= (list[i-1]-first+7)%7 {
				t.Errorf("%08b lists %v from %v", ds, list, first)
			}
		}
	})
}
