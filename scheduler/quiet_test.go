package scheduler_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"unknot/scheduler"
)

func TestHoursContain(t *testing.T) {
	night, noon, none := scheduler.DefaultQuiet(), scheduler.Hours{From: 12 * 60, To: 13 * 60}, scheduler.Hours{From: 60, To: 60}
	for _, c := range []struct {
		hours scheduler.Hours
		clock scheduler.Clock
		want  bool
	}{
		{night, 20*60 + 59, false},
		{night, 21 * 60, true},
		{night, 0, true},
		{night, 7*60 + 59, true},
		{night, 8 * 60, false},
		{noon, 11*60 + 59, false},
		{noon, 12 * 60, true},
		{noon, 12*60 + 59, true},
		{noon, 13 * 60, false},
		{none, 60, false},
		{scheduler.Hours{}, 0, false},
	} {
		if got := c.hours.Contains(c.clock); got != c.want {
			t.Errorf("%v contains %s: %t, want %t", c.hours, c.clock, got, c.want)
		}
	}
}

func TestQuietStartAndEnd(t *testing.T) {
	night := scheduler.DefaultQuiet()
	early := scheduler.Hours{From: 2*60 + 30, To: 6 * 60}
	gap := scheduler.Hours{From: 2*60 + 10, To: 2*60 + 50}
	for _, c := range []struct {
		hours             scheduler.Hours
		zone              string
		now, start, until string
	}{
		{night, "Europe/Berlin", "2026-11-24T11:00Z", "2026-11-24T20:00Z", "2026-11-24T11:00Z"},
		{night, "Europe/Berlin", "2026-11-24T20:00Z", "2026-11-25T20:00Z", "2026-11-25T07:00Z"},
		{night, "Europe/Berlin", "2026-11-25T06:59Z", "2026-11-25T20:00Z", "2026-11-25T07:00Z"},
		{night, "Europe/Berlin", "2026-11-25T07:00Z", "2026-11-25T20:00Z", "2026-11-25T07:00Z"},
		{night, "Asia/Kathmandu", "2026-11-24T11:00Z", "2026-11-24T15:15Z", "2026-11-24T11:00Z"},
		// The night in which the clocks change is an hour shorter, or longer.
		{night, "Europe/Berlin", "2026-03-28T20:30Z", "2026-03-29T19:00Z", "2026-03-29T06:00Z"},
		{night, "Europe/Berlin", "2026-10-24T20:30Z", "2026-10-25T20:00Z", "2026-10-25T07:00Z"},
		// It begins inside the gap, and so with its end.
		{early, "Europe/Berlin", "2026-03-29T00:30Z", "2026-03-29T01:00Z", "2026-03-29T00:30Z"},
		// It lies inside the gap, and is left out.
		{gap, "Europe/Berlin", "2026-03-29T00:30Z", "2026-03-30T00:10Z", "2026-03-29T00:30Z"},
		// The clocks go back into it, and out of it.
		{gap, "Europe/Berlin", "2026-10-25T00:20Z", "2026-10-25T01:10Z", "2026-10-25T00:50Z"},
		{early, "Europe/Berlin", "2026-10-25T00:45Z", "2026-10-25T01:30Z", "2026-10-25T01:00Z"},
		// A whole day was left out at the date line.
		{night, "Pacific/Apia", "2011-12-30T09:00Z", "2011-12-31T07:00Z", "2011-12-30T18:00Z"},
	} {
		now, loc := moment(t, c.now), zone(t, c.zone)
		if got := c.hours.Start(now, loc); !got.Equal(moment(t, c.start)) {
			t.Errorf("%v in %s after %s begin at %s, want %s", c.hours, c.zone, c.now, got.UTC(), c.start)
		}
		if got := c.hours.End(now, loc); !got.Equal(moment(t, c.until)) {
			t.Errorf("%v in %s from %s end at %s, want %s", c.hours, c.zone, c.now, got.UTC(), c.until)
		}
	}
}

func TestNoQuietHours(t *testing.T) {
	now := moment(t, "2026-11-24T11:00Z")
	for _, none := range []scheduler.Hours{{}, {From: 60, To: 60}} {
		if got := none.Start(now, time.UTC); !got.IsZero() {
			t.Errorf("%v begin at %s", none, got)
		}
		if got := none.End(now, time.UTC); !got.Equal(now) {
			t.Errorf("%v end at %s", none, got)
		}
	}
}

// Start and End agree with somebody who looks at the clock every minute.
func TestQuietHoursByTheMinute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{"Europe/Berlin", "Australia/Lord_Howe", "America/Havana", "UTC"}).Draw(t, "zone")
		loc := zone(t, name)
		clock := rapid.IntRange(0, 1439)
		hours := scheduler.Hours{From: scheduler.Clock(clock.Draw(t, "from")), To: scheduler.Clock(clock.Draw(t, "to"))}
		now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 2*365*24*60).Draw(t, "now")) * time.Minute)
		if _, change := now.In(loc).ZoneBounds(); !change.IsZero() && rapid.Bool().Draw(t, "near a change") {
			now = change.Add(time.Duration(rapid.IntRange(-600, 60).Draw(t, "minutes")) * time.Minute)
		}
		quiet := func(t time.Time) bool { return hours.Contains(scheduler.OccurrenceAt(t, loc).Slot) }

		start, end := now.Add(time.Minute), now
		for i := 0; i < 3*24*60 && (!quiet(start) || quiet(start.Add(-time.Minute))); i++ {
			start = start.Add(time.Minute)
		}
		for quiet(end) {
			end = end.Add(time.Minute)
		}
		if got := hours.Start(now, loc); hours.From != hours.To && !got.Equal(start) {
			t.Errorf("%v in %s after %s begin at %s, want %s", hours, name, now.In(loc), got, start.In(loc))
		}
		if got := hours.End(now, loc); !got.Equal(end) {
			t.Errorf("%v in %s from %s end at %s, want %s", hours, name, now.In(loc), got, end.In(loc))
		}
	})
}
