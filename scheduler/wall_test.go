package scheduler_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"unknot/scheduler"
)

// Every kind of clock change there is. Wanted are instants in UTC.
func TestClockChanges(t *testing.T) {
	for _, c := range []struct{ zone, wall, want string }{
		// An hour forward at 02:00, and back at 03:00.
		{"Europe/Berlin", "2026-03-29 01:59", "2026-03-29T00:59Z"},
		{"Europe/Berlin", "2026-03-29 02:00", "2026-03-29T01:00Z"},
		{"Europe/Berlin", "2026-03-29 02:30", "2026-03-29T01:00Z"},
		{"Europe/Berlin", "2026-03-29 03:00", "2026-03-29T01:00Z"},
		{"Europe/Berlin", "2026-03-29 03:01", "2026-03-29T01:01Z"},
		{"Europe/Berlin", "2026-10-25 02:00", "2026-10-25T00:00Z"},
		{"Europe/Berlin", "2026-10-25 02:59", "2026-10-25T00:59Z"},
		{"Europe/Berlin", "2026-10-25 03:00", "2026-10-25T02:00Z"},
		{"America/New_York", "2026-03-08 02:15", "2026-03-08T07:00Z"},
		{"America/New_York", "2026-11-01 01:30", "2026-11-01T05:30Z"},
		{"America/New_York", "2026-11-01 02:00", "2026-11-01T07:00Z"},
		// Half an hour, on which the cron library loses the whole day.
		{"Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03T15:30Z"},
		{"Australia/Lord_Howe", "2026-10-04 08:00", "2026-10-03T21:00Z"},
		{"Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04T14:45Z"},
		{"Australia/Lord_Howe", "2026-04-05 02:00", "2026-04-04T15:30Z"},
		// At midnight: the day begins at 01:00, or 23:00 comes twice.
		{"America/Sao_Paulo", "2018-11-04 00:00", "2018-11-04T03:00Z"},
		{"America/Sao_Paulo", "2018-11-04 00:59", "2018-11-04T03:00Z"},
		{"America/Sao_Paulo", "2018-02-17 23:30", "2018-02-18T01:30Z"},
		{"Africa/Cairo", "2024-04-26 00:10", "2024-04-25T22:00Z"},
		{"Asia/Beirut", "2024-03-31 00:30", "2024-03-30T22:00Z"},
		// Four changes in a year, around Ramadan.
		{"Africa/Casablanca", "2024-03-10 02:30", "2024-03-10T01:30Z"},
		{"Africa/Casablanca", "2024-04-14 02:30", "2024-04-14T02:00Z"},
		{"Asia/Gaza", "2023-04-29 02:30", "2023-04-29T00:00Z"},
		{"Asia/Gaza", "2023-10-28 01:30", "2023-10-27T22:30Z"},
		// Two hours.
		{"Antarctica/Troll", "2026-03-29 02:30", "2026-03-29T01:00Z"},
		{"Antarctica/Troll", "2026-10-25 02:30", "2026-10-25T00:30Z"},
		// Whole days that never were, at the date line.
		{"Pacific/Apia", "2011-12-29 23:59", "2011-12-30T09:59Z"},
		{"Pacific/Apia", "2011-12-30 00:00", "2011-12-30T10:00Z"},
		{"Pacific/Apia", "2011-12-30 09:00", "2011-12-30T10:00Z"},
		{"Pacific/Apia", "2011-12-31 00:00", "2011-12-30T10:00Z"},
		{"Pacific/Apia", "2011-12-31 09:00", "2011-12-30T19:00Z"},
		{"Pacific/Kwajalein", "1993-08-21 12:00", "1993-08-21T12:00Z"},
		// Never any change, odd offsets, and the ends of the world.
		{"UTC", "2026-03-29 02:30", "2026-03-29T02:30Z"},
		{"Asia/Kathmandu", "2026-03-29 02:30", "2026-03-28T20:45Z"},
		{"Pacific/Kiritimati", "2026-03-29 02:30", "2026-03-28T12:30Z"},
		{"Pacific/Pago_Pago", "2026-03-29 23:30", "2026-03-30T10:30Z"},
		{"Etc/GMT+12", "2026-03-29 23:30", "2026-03-30T11:30Z"},
	} {
		o, loc := occurrence(t, c.wall), zone(t, c.zone)
		got := o.In(loc)
		if want := moment(t, c.want); !got.Equal(want) || got.Location() != loc {
			t.Errorf("%s in %s is %s, want %s", c.wall, c.zone, got.UTC(), want)
		}
	}
}

// A later wall-clock time never comes at an earlier instant, and where the
// clock shows a time at all it is that time.
func TestInstantsKeepTheOrder(t *testing.T) {
	names := []string{"Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "Europe/London", "Asia/Manila", "America/Juneau"}
	rapid.Check(t, func(t *rapid.T) {
		loc := zone(t, rapid.SampledFrom(names).Draw(t, "zone"))
		at := time.Unix(rapid.Int64Range(-4_000_000_000, 4_000_000_000).Draw(t, "unix"), 0)
		if rapid.Bool().Draw(t, "near a change") {
			if start, _ := at.In(loc).ZoneBounds(); !start.IsZero() {
				at = start.Add(time.Duration(rapid.IntRange(-200, 200).Draw(t, "minutes")) * time.Minute)
			}
		}
		o := scheduler.OccurrenceAt(at, loc)
		instant := o.In(loc)
		if instant.After(at) || scheduler.OccurrenceAt(instant, loc).Before(o) {
			t.Errorf("the clock shows %s at %s, but it comes at %s", o, at.In(loc), instant)
		}
		later := o
		later.Slot += scheduler.Clock(rapid.IntRange(0, 1439-int(o.Slot)).Draw(t, "later"))
		if later.In(loc).Before(instant) {
			t.Errorf("%s comes at %s, before %s at %s", later, later.In(loc), o, instant)
		}
	})
}
