package scheduler

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"time"
)

var errZone = errors.New("this is no time zone; write a name such as Europe/Berlin")

// Zones knows the time zones of the world and where people live in them. The
// zero value is ready, and it is safe for use by several at once; make one and
// keep it, since it loads each zone once.
type Zones struct {
	loaded sync.Map // name to *time.Location
	once   sync.Once
	atlas  *atlas
}

// Load returns a zone by its name in the tz database, such as
// "Europe/Berlin", spelled as there; a name that the database once had is the
// zone that took its place. Anything else is an error: the zone of the machine, a
// path, an abbreviation such as "PST".
func (z *Zones) Load(name string) (*time.Location, error) {
	if loc, ok := z.loaded.Load(name); ok {
		return loc.(*time.Location), nil
	}
	if zone, ok := z.places().retired[name]; ok {
		return z.Load(zone)
	}
	if !z.places().names[name] {
		return nil, errZone
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, errors.Join(errZone, err)
	}
	z.loaded.Store(name, loc)
	return loc, nil
}

// Find returns the zone that somebody means who writes its name, a city, or
// UTC; capitals, accents, dashes and underscores do not matter. Of a name that
// several zones share nothing is found unless their clocks agree, now and half
// a year on; "San Jose, Costa Rica" tells them apart.
func (z *Zones) Find(text string, now time.Time) (name string, ok bool) {
	if len(text) > LongestText {
		return "", false
	}
	candidates := z.candidates(text)
	for _, other := range candidates {
		if !z.agree(candidates[0], other, now, now.AddDate(0, 6, 0)) {
			return "", false
		}
	}
	if len(candidates) == 0 {
		return "", false
	}
	return candidates[0], true
}

// candidates returns the zones that a text may mean. Of a place and its
// country it is those that both have.
func (z *Zones) candidates(text string) []string {
	byName := z.places().byName
	place, country, both := strings.Cut(text, ",")
	if !both {
		return byName[fold(text)]
	}
	var common []string
	for _, zone := range byName[fold(place)] {
		if slices.Contains(byName[fold(country)], zone) {
			common = append(common, zone)
		}
	}
	return common
}

// agree reports whether two zones show the same time at the given instants.
func (z *Zones) agree(a, b string, instants ...time.Time) bool {
	if a == b {
		return true
	}
	one, err := z.Load(a)
	other, err2 := z.Load(b)
	if err != nil || err2 != nil {
		return false
	}
	for _, t := range instants {
		if !wallOf(t, one).Equal(wallOf(t, other)) {
			return false
		}
	}
	return true
}

func (z *Zones) places() *atlas {
	z.once.Do(func() { z.atlas = newAtlas() })
	return z.atlas
}
