package scheduler

import (
	_ "embed"
	"strings"
)

//go:embed zones.txt
var zonesFile string

//go:embed retired.txt
var retiredFile string

//go:embed cities.txt
var citiesFile string

// atlas is what the two files say.
type atlas struct {
	names   map[string]bool     // every zone that can be loaded
	retired map[string]string   // names that once were zones, and what to load instead
	byName  map[string][]string // zones by folded name, cities first
	cities  []City              // the best known first
}

// City is a place that people know, and the name of its time zone.
type City struct {
	Name string
	Zone string
}

func newAtlas() *atlas {
	a := &atlas{names: map[string]bool{}, retired: map[string]string{}, byName: map[string][]string{}}
	for line := range lines(citiesFile) {
		names, zone, _ := strings.Cut(line, ": ")
		known := strings.Split(names, ", ")
		a.cities = append(a.cities, City{Name: known[0], Zone: zone})
		for _, name := range known {
			a.add(name, zone)
		}
	}
	a.addZones()
	for line := range lines(retiredFile) {
		name, zone, _ := strings.Cut(line, ": ")
		a.retired[name] = zone
		a.add(name, zone)
	}
	return a
}

// addZones reads the names of zones. In the first part of the file the last
// piece of a name is a place.
func (a *atlas) addZones() {
	places := true
	for zone := range lines(zonesFile) {
		if zone == "---" {
			places = false
			continue
		}
		a.names[zone] = true
		if misleads(zone) {
			continue
		}
		a.add(zone, zone)
		if places {
			a.add(zone[strings.LastIndex(zone, "/")+1:], zone)
		}
	}
}

func (a *atlas) add(name, zone string) {
	key := fold(name)
	a.byName[key] = append(a.byName[key], zone)
}

// misleads reports whether the name of a zone says something else than people
// mean by it: these never have summer time, and who writes EST in New York
// has.
func misleads(zone string) bool { return zone == "EST" || zone == "MST" || zone == "HST" }

// lines goes through the lines of a data file, comments left out.
func lines(file string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(file) {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			if !yield(line) {
				return
			}
		}
	}
}
