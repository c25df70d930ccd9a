package scheduler_test

import (
	"testing"
	"time"

	"unknot/scheduler"
)

// Around every clock change of every zone in five years, each minute of the
// wall clock comes when somebody who watches the clock first sees it, or
// something later. The sweep looks at whole years, this at every minute.
func TestEveryClockChange(t *testing.T) {
	changes := 0
	for _, name := range allZones(t) {
		loc := zone(t, name)
		at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
		for {
			_, change := at.In(loc).ZoneBounds()
			if change.IsZero() || change.Year() > 2028 {
				break
			}
			watchClock(t, loc, change)
			at = change
			changes++
		}
	}
	if changes < 1000 {
		t.Errorf("only %d changes: are these all zones?", changes)
	}
}

// watchClock looks at the clock every minute from before a change to after it.
func watchClock(t *testing.T, loc *time.Location, change time.Time) {
	t.Helper()
	const before, after = 3 * time.Hour, 3 * time.Hour
	at := change.Add(-before)
	expected := scheduler.OccurrenceAt(at, loc)
	for ; at.Before(change.Add(after)); at = at.Add(time.Minute) {
		for seen := scheduler.OccurrenceAt(at, loc); !seen.Before(expected); expected = minuteAfter(expected) {
			if got := expected.In(loc); !got.Equal(at) {
				t.Errorf("%s in %s comes at %s, the clock says at %s", expected, loc, got, at.In(loc))
				return
			}
		}
	}
}

func minuteAfter(o scheduler.Occurrence) scheduler.Occurrence {
	if o.Slot++; o.Slot == 24*60 {
		return scheduler.Occurrence{Day: o.Day.AddDays(1)}
	}
	return o
}

// A schedule that is followed from one occurrence to the next, as the bot does
// it, has exactly one on each local day, whatever the clocks do.
func TestExactlyOneADay(t *testing.T) {
	for _, name := range []string{"Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Beirut", "America/Scoresbysund", "Pacific/Apia"} {
		for _, slot := range []string{"00:00", "00:30", "01:30", "02:00", "02:15", "02:30", "03:00", "23:30"} {
			loc, s := zone(t, name), parse(t, slot)
			now := moment(t, "2011-06-01T12:00Z")
			o, ok := s.Next(now, loc)
			first, fired := o.Day, 0
			for ; ok && o.Day.Days(first) < 3*365; o, ok = s.After(o) {
				if o.Day != first.AddDays(fired) || o.In(loc).Before(now) {
					t.Fatalf("%s in %s: day %d is %s, after %s", slot, name, fired, o, now)
				}
				now = o.In(loc)
				fired++
			}
			if fired != 3*365 {
				t.Errorf("%s in %s came %d times in %d days", slot, name, fired, 3*365)
			}
		}
	}
}
