package scheduler_test

import (
	"os"
	"strings"
	"testing"

	"unknot/scheduler"
)

// cityLines reads the data file: the names of a line, and its zone.
func cityLines(t testing.TB) (names [][]string, zones []string) {
	t.Helper()
	data, err := os.ReadFile("cities.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		known, zone, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			t.Errorf("%q is not names, a colon and a zone", line)
		}
		names, zones = append(names, strings.Split(known, ", ")), append(zones, zone)
	}
	return names, zones
}

// Every city is in a zone that exists, and is found by each of its names, but
// for the few that stand in two places.
func TestCities(t *testing.T) {
	names, in := cityLines(t)
	if len(names) < 150 {
		t.Errorf("%d lines of cities, want at least 150", len(names))
	}
	now := moment(t, "2026-11-24T12:00Z")
	shared := map[string]bool{"San José": true, "San Jose": true, "San Juan": true, "Birmingham": true, "Portland": true, "Alexandria": true}
	for i, line := range names {
		if _, err := zones.Load(in[i]); err != nil {
			t.Errorf("%s is in %q: %v", line[0], in[i], err)
		}
		for _, name := range line {
			got, ok := zones.Find(name, now)
			if ok == shared[name] || ok && got != in[i] {
				t.Errorf("Find(%q) is %q, %t; want %s", name, got, ok, in[i])
			}
		}
	}
}

// Somebody with any common clock finds a city with it: of all offsets from UTC
// at which many people live, none is without.
func TestEveryCommonOffsetHasACity(t *testing.T) {
	now := moment(t, "2026-11-24T12:00Z")
	for _, offset := range []int{-600, -540, -480, -420, -360, -300, -240, -210, -180, 0, 60, 120, 180, 210, 240, 270, 300, 330, 345, 360, 390, 420, 480, 540, 570, 600, 630, 660, 720, 780, 840} {
		clock := scheduler.Clock((12*60 + offset + 1440) % 1440)
		if len(zones.AtClock(clock, now)) == 0 {
			t.Errorf("nobody is %d minutes from UTC", offset)
		}
	}
}
