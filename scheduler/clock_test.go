package scheduler_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"unknot/scheduler"
)

func TestParseClock(t *testing.T) {
	for text, want := range map[string]string{
		"21:40": "21:40", "9:40": "09:40", "09:40": "09:40", "9.40": "09:40", "2140": "21:40", "940": "09:40", "0:05": "00:05",
		"9.40 pm": "21:40", "9:40PM": "21:40", "9 pm": "21:00", "9 p.m.": "21:00", "12 am": "00:00", " 21:40 ": "21:40",
		"at 9:40": "09:40", "21h40": "21:40", "21 h": "21:00", "21": "21:00", "noon": "12:00", "9 in the evening": "21:00",
		"21:40.": "21:40",
	} {
		if got, ok := scheduler.ParseClock(text); !ok || got.String() != want {
			t.Errorf("ParseClock(%q) is %s, %t; want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", "9", "9 o'clock", "12", "24:00", "9:60", "9:4", "13 am", "mon 9:40", "9:40 and 9:50", "9:40; 9:50", "every day 9:40",
		"morning", "21:40:30", "berlin", "-9:40", "*", strings.Repeat(" ", 201), "9:40 tz", "99999999999999999999",
	} {
		if got, ok := scheduler.ParseClock(text); ok {
			t.Errorf("ParseClock(%q) is %s, want none", text, got)
		}
	}
}

func TestParseAfter(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"20 min": 20 * time.Minute, "20min": 20 * time.Minute, "90m": 90 * time.Minute, "1 minute": time.Minute,
		"1 h": time.Hour, "3 hours": 3 * time.Hour, "an hour": time.Hour, "a day": 24 * time.Hour, "one hour": time.Hour,
		"half an hour": 30 * time.Minute, "In 20 Minutes.": 20 * time.Minute, "  in  3 hrs ": 3 * time.Hour,
		"1 h 30 min": 90 * time.Minute, "1h30m": 90 * time.Minute, "1 hour and 30 minutes": 90 * time.Minute,
		"7 days": 7 * 24 * time.Hour, "168 h": 7 * 24 * time.Hour, "10080 min": 7 * 24 * time.Hour,
	} {
		if got, ok := scheduler.ParseAfter(text); !ok || got != want {
			t.Errorf("ParseAfter(%q) is %s, %t; want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", "20", strings.Repeat("1 h ", 60), "min", "0 min", "8 days", "10081 min", "7 days 1 min", "99999 days", "999999 min", "-5 min", "5 s", "1.5 h", "20 parsecs",
		"half a day", "half an minute", "later", "1 h 20", "1 h 20 min 3 min", "tomorrow", "20 min please", "1 h 2 x",
	} {
		if got, ok := scheduler.ParseAfter(text); ok {
			t.Errorf("ParseAfter(%q) is %s, want none", text, got)
		}
	}
}

// Numbers with every unit, up to the bounds and not beyond.
func TestParseAfterCounts(t *testing.T) {
	units := map[string]time.Duration{
		"m": time.Minute, "min": time.Minute, "mins": time.Minute, "minutes": time.Minute,
		"h": time.Hour, "hrs": time.Hour, "hour": time.Hour, "d": 24 * time.Hour, "days": 24 * time.Hour,
	}
	for unit, length := range units {
		for n := range 400 {
			want := time.Duration(n) * length
			got, ok := scheduler.ParseAfter(strconv.Itoa(n) + unit)
			inside := want >= scheduler.ShortestAfter && want <= scheduler.LongestAfter
			if ok != inside || ok && got != want {
				t.Fatalf("ParseAfter(%d%s) is %s, %t; want %s, %t", n, unit, got, ok, want, inside)
			}
		}
	}
}
