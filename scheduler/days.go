package scheduler

import (
	"math/bits"
	"strings"
	"time"
)

// Days is a set of weekdays, one bit for each: 1 << time.Sunday and so on.
type Days uint8

// The sets that have a name.
const (
	Weekdays Days = 1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday
	Weekend  Days = 1<<time.Saturday | 1<<time.Sunday
	EveryDay      = Weekdays | Weekend
)

// DaysOf returns the set of the given weekdays.
func DaysOf(weekdays ...time.Weekday) Days {
	var ds Days
	for _, d := range weekdays {
		ds |= 1 << d
	}
	return ds
}

// Has reports whether a weekday is in the set.
func (ds Days) Has(d time.Weekday) bool { return ds&(1<<d) != 0 }

// Count returns how many weekdays are in the set.
func (ds Days) Count() int { return bits.OnesCount8(uint8(ds)) }

// List returns the weekdays of the set in the order of a week that begins on
// first.
func (ds Days) List(first time.Weekday) []time.Weekday {
	var list []time.Weekday
	for i := range time.Weekday(7) {
		if d := (first + i) % 7; ds.Has(d) {
			list = append(list, d)
		}
	}
	return list
}

// String returns the set as Parse reads it: "every day", "weekdays",
// "weekends", or names such as "mon wed fri".
func (ds Days) String() string {
	switch ds {
	case EveryDay:
		return "every day"
	case Weekdays:
		return "weekdays"
	case Weekend:
		return "weekends"
	}
	var names []string
	for _, d := range ds.List(time.Monday) {
		names = append(names, strings.ToLower(d.String()[:3]))
	}
	return strings.Join(names, " ")
}

// span returns the days from one to another, over the end of the week where it
// must be.
func span(from, to time.Weekday) Days {
	ds := DaysOf(to)
	for d := from; d != to; d = (d + 1) % 7 {
		ds |= DaysOf(d)
	}
	return ds
}

// isWeekday reports whether a set is a single day, and which.
func (ds Days) isWeekday() (time.Weekday, bool) {
	return time.Weekday(bits.TrailingZeros8(uint8(ds))), ds.Count() == 1
}

// place orders sets by their first weekday, from Monday on.
func (ds Days) place() int {
	sundayLast := uint8(ds>>1 | ds<<6&(1<<6))
	return bits.TrailingZeros8(sundayLast)
}
