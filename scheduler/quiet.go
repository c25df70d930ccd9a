package scheduler

import "time"

// Hours is a stretch of every day, from a time of day up to, and without,
// another; over midnight when To is the smaller. From equal to To is no
// stretch at all.
type Hours struct {
	From Clock `json:"from"`
	To   Clock `json:"to"`
}

// DefaultQuiet returns the quiet hours of somebody who never set any: 21:00 to
// 08:00 (product.md, "Schedule and nudges").
func DefaultQuiet() Hours { return Hours{From: 21 * 60, To: 8 * 60} }

// Contains reports whether a time of day lies in the stretch.
func (h Hours) Contains(c Clock) bool {
	if h.From <= h.To {
		return h.From <= c && c < h.To
	}
	return h.From <= c || c < h.To
}

// at reports whether the wall clock shows a time in the stretch.
func (h Hours) at(t time.Time, loc *time.Location) bool {
	return h.Contains(clockOfWall(wallOf(t, loc)))
}

// Start returns the next instant after the given one at which the stretch
// begins on the wall clock of loc. Somebody inside gets the beginning of the
// next. It is the zero time when there is no stretch.
func (h Hours) Start(after time.Time, loc *time.Location) time.Time {
	if h.From == h.To {
		return time.Time{}
	}
	return turn(after, loc, h.From, func(change time.Time) bool {
		return h.at(change, loc) && !h.at(change.Add(-1), loc)
	})
}

// End returns the first instant, from the given one on, that lies outside of
// the stretch on the wall clock of loc.
func (h Hours) End(at time.Time, loc *time.Location) time.Time {
	if !h.at(at, loc) {
		return at
	}
	return turn(at, loc, h.To, func(change time.Time) bool { return !h.at(change, loc) })
}

// turn returns the first instant after t at which the wall clock of loc comes
// to show c, or at which it is changed in a way that does as well.
func turn(t time.Time, loc *time.Location, c Clock, does func(change time.Time) bool) time.Time {
	for {
		wall := wallOf(t, loc)
		at := t.Add(until(wall, c))
		_, end := t.In(loc).ZoneBounds()
		if end.IsZero() || at.Before(end) {
			return at.In(loc)
		}
		if t = end; does(end) {
			return end.In(loc)
		}
	}
}

// until returns how long it takes from a wall-clock time to the next time of
// day c: at least a moment, at most a day.
func until(wall time.Time, c Clock) time.Duration {
	midnight := wall.Truncate(24 * time.Hour)
	d := midnight.Add(time.Duration(c) * time.Minute).Sub(wall)
	if d <= 0 {
		d += 24 * time.Hour
	}
	return d
}
