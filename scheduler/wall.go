package scheduler

import "time"

// Wall-clock time floats: it is what a clock on the wall shows, kept as if it
// were UTC, which has no clock changes.

// farthest is more than any zone was ever away from UTC. The tz database has
// nothing beyond 16 hours.
const farthest = 26 * time.Hour

// wallOf returns what the clock on the wall shows in loc at an instant.
func wallOf(t time.Time, loc *time.Location) time.Time {
	_, offset := t.In(loc).Zone()
	return t.UTC().Add(seconds(offset))
}

// wall returns a minute of the day as wall-clock time.
func (d Date) wall(minute int) time.Time {
	return time.Unix(int64(d-unixDay)*86400+int64(minute)*60, 0).UTC()
}

// dateOfWall returns the day that wall-clock time lies in.
func dateOfWall(wall time.Time) Date {
	s := wall.Unix()
	days := s / 86400
	if s%86400 < 0 {
		days--
	}
	return unixDay + Date(days)
}

// clockOfWall returns the minute of the day of wall-clock time.
func clockOfWall(wall time.Time) Clock { return Clock(wall.Hour()*60 + wall.Minute()) }

// instant returns the first instant at which the wall clock of loc shows the
// given time or a later one. It walks over the periods between clock changes:
// inside one the offset is fixed, and the time comes there, or at its very
// beginning when the change jumped over it, or later.
//
// time.Date would do for most zones, but it does not say which of two offsets
// it takes around a change.
func instant(wall time.Time, loc *time.Location) time.Time {
	t := wall.Add(-farthest).In(loc)
	for {
		_, offset := t.Zone()
		at := wall.Add(-seconds(offset))
		if at.Before(t) {
			at = t
		}
		_, end := t.ZoneBounds()
		if end.IsZero() || at.Before(end) {
			return at.In(loc)
		}
		t = end
	}
}

func seconds(n int) time.Duration { return time.Duration(n) * time.Second }
