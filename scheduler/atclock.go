package scheduler

import (
	"slices"
	"time"
)

// The bounds of AtClock.
const (
	MostCities = 6 // cities in a list, so that each gets a button
	Closeness  = 7 // minutes that a clock may be off; zones lie at least 15 apart
)

// AtClock returns cities whose local time is now within Closeness minutes of a
// clock: what to offer somebody who says what time it is. There are at most
// MostCities, of different zones, the best known first. Where more would fit,
// zones whose clocks change differently later in the year come before zones
// that only have another name.
func (z *Zones) AtClock(clock Clock, now time.Time) []City {
	var distinct, others []ranked
	zones, habits := map[string]bool{}, map[habit]bool{}
	for rank, city := range z.places().cities {
		loc, err := z.Load(city.Zone)
		if err != nil || zones[city.Zone] || !near(clock, OccurrenceAt(now, loc).Slot) {
			continue
		}
		zones[city.Zone] = true
		h := habitOf(loc, now)
		if habits[h] {
			others = append(others, ranked{city, rank})
			continue
		}
		habits[h] = true
		distinct = append(distinct, ranked{city, rank})
	}
	return best(append(distinct, others...))
}

// ranked is a city with its place in the file, the best known having 0.
type ranked struct {
	city City
	rank int
}

// best returns the first few in the order of how well known they are.
func best(found []ranked) []City {
	found = found[:min(len(found), MostCities)]
	slices.SortFunc(found, func(a, b ranked) int { return a.rank - b.rank })
	var cities []City
	for _, f := range found {
		cities = append(cities, f.city)
	}
	return cities
}

// near reports whether two clocks are close, over midnight too.
func near(a, b Clock) bool {
	d := (a - b + day) % day
	return min(d, day-d) <= Closeness
}

// habit is the offsets from UTC that a zone has in the coming year, one for
// each month, in seconds.
type habit [12]int

func habitOf(loc *time.Location, now time.Time) habit {
	var h habit
	for month := range h {
		_, h[month] = now.AddDate(0, month, 0).In(loc).Zone()
	}
	return h
}
