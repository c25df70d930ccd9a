package scheduler_test

import (
	"testing"

	"unknot/scheduler"
)

func TestParseUntil(t *testing.T) {
	today, err := scheduler.ParseDate("2026-11-24") // a Tuesday
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"tomorrow": "2026-11-25", "Friday": "2026-11-27", "until friday": "2026-11-27", "tuesday": "2026-12-01", "mon": "2026-11-30",
		"3 days": "2026-11-27", "for 2 weeks": "2026-12-08", "a week": "2026-12-01", "one day": "2026-11-25",
		"3 december": "2026-12-03", "dec 3": "2026-12-03", "3rd december": "2026-12-03", "1 January": "2027-01-01", "24 nov": "2027-11-24",
		"2026-12-24": "2026-12-24", "until 2026-12-24.": "2026-12-24",
		"": "", "today": "", "yesterday": "", "2026-11-24": "", "2020-01-01": "", "2029-01-01": "", "0 days": "", "400 days": "", "-3 days": "",
		"31 february": "", "31 november": "", "friday 3": "", "3 bananas": "", "until": "", "three days": "", "999999999999 days": "", "december": "",
	} {
		got, ok := scheduler.ParseUntil(text, today)
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("%q: %v, %v, want %q", text, got, ok, want)
		}
	}
}

func FuzzParseUntil(f *testing.F) {
	for _, text := range []string{"friday", "3 december", "for 2 weeks", "2026-12-24"} {
		f.Add(text, 739944)
	}
	f.Fuzz(func(t *testing.T, text string, today int) {
		if today < 700000 || today > 800000 {
			return
		}
		if day, ok := scheduler.ParseUntil(text, scheduler.Date(today)); ok && (day.Days(scheduler.Date(today)) < 1 || day.Days(scheduler.Date(today)) > 366) {
			t.Errorf("%q: %v days ahead", text, day.Days(scheduler.Date(today)))
		}
	})
}
