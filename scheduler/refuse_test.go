package scheduler_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"unknot/scheduler"
)

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

// What a person wrote is kept for the answer to them, short and readable, and
// nowhere else.
func TestErrorsKeepTheWordShort(t *testing.T) {
	for _, text := range []string{
		"mon " + strings.Repeat("x", 150),
		"mon " + strings.Repeat("9", 150),
		"mon " + strings.Repeat("漢", 50),
		"mon " + strings.Repeat("\xff", 150),
		"0 9 " + strings.Repeat("x", 150) + " * *",
		"0 9 " + strings.Repeat("1,", 75) + " * *",
	} {
		_, err := scheduler.Parse(text)
		var unclear *scheduler.UnclearError
		if !errors.As(err, &unclear) || unclear.Text == "" || len(unclear.Text) > 40 || !utf8.ValidString(unclear.Text) {
			t.Errorf("Parse(%.20q...) is refused with %#v", text, err)
			continue
		}
		if strings.Contains(err.Error(), unclear.Text) {
			t.Errorf("%q stands in the error %q", unclear.Text, err)
		}
	}
}

// A line that the cron library alone would choke on is a plain answer here.
func TestCronFaultsStayOutside(t *testing.T) {
	for _, text := range []string{
		"TZ=", "TZ=0", "TZ=Local * * * * *", "CRON_TZ=UTC", "cron_tz=utc 0 9 * * *", // panics, or the zone of the machine
		", * * * *", ",,, 9 * * *", "0 9 , * *", // walks for five years at each question
		"0 8 31 2 *", "0 8 30 feb *", // never, so always due
		"@every -5m", "@every 1s", "@reboot", // a flood
		"0 8 */2 * 1", // either where people mean both
	} {
		if s, err := scheduler.Parse(text); err == nil {
			t.Errorf("Parse(%q) is %q", text, s)
		}
	}
}
