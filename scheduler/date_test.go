package scheduler_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the tests need zones on any machine

	"pgregory.net/rapid"

	"unknot/scheduler"
)

func date(t testing.TB, text string) scheduler.Date {
	t.Helper()
	d, err := scheduler.ParseDate(text)
	if err != nil {
		t.Fatalf("ParseDate(%q): %v", text, err)
	}
	return d
}

// zones is shared by the tests, as the program shares its own.
var zones scheduler.Zones

func zone(t interface {
	Helper()
	Fatalf(string, ...any)
}, name string) *time.Location {
	t.Helper()
	loc, err := zones.Load(name)
	if err != nil {
		t.Fatalf("Load(%q): %v", name, err)
	}
	return loc
}

// moment reads an instant such as "2026-11-24T09:30Z".
func moment(t testing.TB, text string) time.Time {
	t.Helper()
	m, err := time.Parse("2006-01-02T15:04Z07:00", text)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestParseDate(t *testing.T) {
	for _, text := range []string{"0001-01-01", "1582-10-15", "1970-01-01", "2000-02-29", "2026-11-24", "9999-12-31"} {
		if got := date(t, text).String(); got != text {
			t.Errorf("ParseDate(%q) is %q", text, got)
		}
	}
	for _, text := range []string{"", "0000-12-31", "2026-02-29", "2026-13-01", "2026-1-1", "24.11.2026", "2026-11-24 ", "2026-11-24T09:30", "12026-11-24"} {
		if d, err := scheduler.ParseDate(text); err == nil || !d.IsZero() {
			t.Errorf("ParseDate(%q) is %q, %v; want an error", text, d, err)
		}
	}
}

// Dates agree with the calendar of the standard library.
func TestDateArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(-60_000_000_000, 250_000_000_000).Draw(t, "unix"), 0).UTC()
		n := rapid.IntRange(-100_000, 100_000).Draw(t, "days")
		d := scheduler.DateOf(at, time.UTC)
		later := d.AddDays(n)
		if got, want := later.String(), at.AddDate(0, 0, n).Format(time.DateOnly); got != want {
			t.Errorf("%s and %d days is %s, want %s", d, n, got, want)
		}
		if later.Days(d) != n || d.Days(later) != -n || d.Before(later) != (n > 0) {
			t.Errorf("%s to %s is %d days, before: %t; want %d", d, later, later.Days(d), d.Before(later), n)
		}
		if d.Weekday() != at.Weekday() {
			t.Errorf("%s is a %s, want %s", d, d.Weekday(), at.Weekday())
		}
		first := time.Weekday(rapid.IntRange(0, 6).Draw(t, "first"))
		if start := d.WeekStart(first); start.Weekday() != first || d.Days(start) < 0 || d.Days(start) > 6 {
			t.Errorf("the week of %s from %s begins on %s, a %s", d, first, start, start.Weekday())
		}
	})
}

func TestDayOf(t *testing.T) {
	const four = 4 * time.Hour
	for _, c := range []struct {
		instant, zone string
		turn          time.Duration
		want          string
	}{
		{"2026-11-24T22:59Z", "Europe/Berlin", 0, "2026-11-24"},
		{"2026-11-24T23:00Z", "Europe/Berlin", 0, "2026-11-25"},
		{"2026-11-25T02:59Z", "Europe/Berlin", four, "2026-11-24"},
		{"2026-11-25T03:00Z", "Europe/Berlin", four, "2026-11-25"},
		{"2026-11-24T12:00Z", "Pacific/Kiritimati", 0, "2026-11-25"},
		{"2026-11-24T05:59Z", "America/New_York", 0, "2026-11-24"},
		{"2026-11-24T08:59Z", "America/New_York", four, "2026-11-23"},
		// It is the wall clock that counts, not hours since midnight.
		{"2026-03-29T01:59Z", "Europe/Berlin", four, "2026-03-28"}, // 03:59, three hours after midnight
		{"2026-03-29T02:00Z", "Europe/Berlin", four, "2026-03-29"}, // 04:00
		{"2026-10-25T02:59Z", "Europe/Berlin", four, "2026-10-24"}, // 03:59, five hours after midnight
		{"2026-10-25T03:00Z", "Europe/Berlin", four, "2026-10-25"},
	} {
		got := scheduler.DayOf(moment(t, c.instant), zone(t, c.zone), c.turn).String()
		if got != c.want {
			t.Errorf("%s in %s, turning at %v, is %s, want %s", c.instant, c.zone, c.turn, got, c.want)
		}
	}
}

// What has a text has one in JSON too, short and without loss.
func TestJSON(t *testing.T) {
	type all struct {
		Day   scheduler.Date       `json:"day,omitzero"`
		At    scheduler.Clock      `json:"at"`
		Next  scheduler.Occurrence `json:"next,omitzero"`
		Quiet scheduler.Hours      `json:"quiet"`
		Plan  scheduler.Schedule   `json:"plan,omitzero"`
	}
	for _, c := range []struct {
		value all
		want  string
	}{
		{all{}, `{"at":"00:00","quiet":{"from":"00:00","to":"00:00"}}`},
		{
			all{
				Day: date(t, "2026-11-24"), At: 570, Quiet: scheduler.DefaultQuiet(), Plan: parse(t, "mon noon"),
				Next: scheduler.Occurrence{Day: date(t, "2026-11-30"), Slot: 720},
			},
			`{"day":"2026-11-24","at":"09:30","next":"2026-11-30 12:00","quiet":{"from":"21:00","to":"08:00"},"plan":"mon 12:00"}`,
		},
	} {
		data, err := json.Marshal(c.value)
		if err != nil || string(data) != c.want {
			t.Errorf("JSON is %s, %v; want %s", data, err, c.want)
		}
		var back all
		if err := json.Unmarshal(data, &back); err != nil || back != c.value {
			t.Errorf("%s reads back as %+v, %v", data, back, err)
		}
	}
	empty := all{Day: 1, Next: scheduler.Occurrence{Day: 1}, Plan: parse(t, "mon noon")}
	if err := json.Unmarshal([]byte(`{"day":"","next":"","plan":""}`), &empty); err != nil || empty != (all{}) {
		t.Errorf("empty texts read as %+v, %v", empty, err)
	}
}

func TestJSONRefuses(t *testing.T) {
	for _, text := range []string{"x", "2026-11-24 24:00", "2026-11-24", "2026-11-24  9:30", "2026-02-30 09:30", "24:00", "9:30", "09:60", "+9:30"} {
		quoted, _ := json.Marshal(text)
		var o scheduler.Occurrence
		var c scheduler.Clock
		var s scheduler.Schedule
		if json.Unmarshal(quoted, &o) == nil {
			t.Errorf("%q is the occurrence %v", text, o)
		}
		if json.Unmarshal(quoted, &c) == nil {
			t.Errorf("%q is the clock %v", text, c)
		}
		if err := json.Unmarshal(quoted, &s); err == nil && !strings.HasSuffix(text, "9:30") {
			t.Errorf("%q is the schedule %v", text, s)
		}
	}
	for _, v := range []any{
		scheduler.Date(-1), scheduler.Date(4_000_000), scheduler.Clock(-1), scheduler.Clock(1440),
		scheduler.Occurrence{Day: -1}, scheduler.Occurrence{Day: 1, Slot: 1440}, scheduler.Occurrence{Slot: 1},
	} {
		if data, err := json.Marshal(v); err == nil {
			t.Errorf("%T %#v becomes %s, want an error", v, v, data)
		}
	}
}
