package scheduler_test

import (
	"testing"
	"time"

	"unknot/scheduler"
)

func TestParseRange(t *testing.T) {
	today := date(t, "2026-11-24") // a Tuesday
	for text, want := range map[string][2]string{
		"week": {"2026-11-23", "2026-11-24"}, "this week": {"2026-11-23", "2026-11-24"}, "Last week.": {"2026-11-16", "2026-11-22"},
		"month": {"2026-11-01", "2026-11-24"}, "this month": {"2026-11-01", "2026-11-24"}, "last month": {"2026-10-01", "2026-10-31"},
		"year": {"2026-01-01", "2026-11-24"}, "last year": {"2025-01-01", "2025-12-31"},
		"last 4 weeks": {"2026-11-02", "2026-11-24"}, "the last 4 weeks": {"2026-11-02", "2026-11-24"}, "4 weeks": {"2026-11-02", "2026-11-24"},
		"4w": {"2026-11-02", "2026-11-24"}, "1 week": {"2026-11-23", "2026-11-24"}, "past 10 days": {"2026-11-15", "2026-11-24"}, "7d": {"2026-11-18", "2026-11-24"},
		"last 3 months": {"2026-09-01", "2026-11-24"}, "1m": {"2026-11-01", "2026-11-24"}, "12 months": {"2025-12-01", "2026-11-24"},
		"march": {"2026-03-01", "2026-03-31"}, "Nov": {"2026-11-01", "2026-11-24"}, "december": {"2025-12-01", "2025-12-31"}, "in march": {"2026-03-01", "2026-03-31"},
		"since 1 March": {"2026-03-01", "2026-11-24"}, "since march 1": {"2026-03-01", "2026-11-24"}, "since march": {"2026-03-01", "2026-11-24"},
		"since 24 december": {"2025-12-24", "2026-11-24"}, "since december": {"2025-12-01", "2026-11-24"},
		"since monday": {"2026-11-23", "2026-11-24"}, "since tuesday": {"2026-11-24", "2026-11-24"}, "since friday": {"2026-11-20", "2026-11-24"},
		"since 2026-03-01": {"2026-03-01", "2026-11-24"}, "since yesterday": {"2026-11-23", "2026-11-24"}, "since 24 nov": {"2026-11-24", "2026-11-24"},
		"": {}, "since": {}, "since 2026-11-25": {}, "since 2020-01-01": {}, "last": {}, "0 weeks": {}, "99 weeks": {}, "-3 days": {}, "w": {}, "4x": {},
		"since 31 february": {}, "last 4 bananas": {}, "four weeks": {}, "last tuesday": {}, "since a while ago": {}, "9999999999999999999 days": {},
	} {
		from, to, ok := scheduler.ParseRange(text, today, time.Monday)
		if ok != (want[0] != "") || ok && (from.String() != want[0] || to.String() != want[1]) {
			t.Errorf("%q: %v to %v, %v, want %v", text, from, to, ok, want)
		}
	}
	if from, _, _ := scheduler.ParseRange("2 weeks", today, time.Sunday); from != date(t, "2026-11-15") {
		t.Errorf("two weeks from Sunday on begin on %v", from)
	}
}

func FuzzParseRange(f *testing.F) {
	for _, text := range []string{"last 4 weeks", "since 1 march", "12w", "february", "since 29 feb"} {
		f.Add(text, 739944, 1)
	}
	f.Fuzz(func(t *testing.T, text string, day, first int) {
		if day < 700000 || day > 800000 {
			return
		}
		today := scheduler.Date(day)
		from, to, ok := scheduler.ParseRange(text, today, time.Weekday(uint(first)%7))
		if ok && (to.Before(from) || today.Before(to) || to.Days(from) > 366) {
			t.Errorf("%q: %v to %v on %v", text, from, to, today)
		}
	})
}
