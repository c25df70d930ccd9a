package scheduler_test

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"unknot/scheduler"
)

func TestLoad(t *testing.T) {
	var zones scheduler.Zones
	names := allZones(t)
	if len(names) < 590 {
		t.Errorf("%d names of zones, want all of the tz database", len(names))
	}
	for _, name := range names {
		loc, err := zones.Load(name)
		if err != nil || loc.String() != name {
			t.Errorf("Load(%q) is %v, %v", name, loc, err)
		}
		if again, _ := zones.Load(name); again != loc {
			t.Errorf("%s was loaded twice", name)
		}
	}
}

// A name that the tz database no longer has is loaded as the zone that took its
// place, and found by whoever types it.
func TestRetiredNames(t *testing.T) {
	var zones scheduler.Zones
	now := moment(t, "2026-11-24T12:00Z")
	for name, want := range map[string]string{"US/Pacific-New": "America/Los_Angeles", "Canada/East-Saskatchewan": "America/Regina"} {
		if loc, err := zones.Load(name); err != nil || loc.String() != want {
			t.Errorf("Load(%q) is %v, %v; want %s", name, loc, err, want)
		}
		if found, ok := zones.Find(strings.ToLower(name), now); !ok || found != want {
			t.Errorf("Find(%q) is %q", name, found)
		}
	}
	file, err := os.ReadFile("retired.txt")
	if err != nil {
		t.Fatal(err)
	}
	names := allZones(t)
	for line := range strings.Lines(string(file)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, zone, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if slices.Contains(names, name) || !slices.Contains(names, zone) {
			t.Errorf("%q is not a name that is gone, and one that is there", line)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	var zones scheduler.Zones
	for _, name := range []string{
		"", "Local", "local", "TZ=UTC", "PST", "Factory", "---", "# x", "europe/berlin", "Europe/Berlin ", "Europe//Berlin",
		"Europe", "../Europe/Berlin", "Europe/../Europe/Berlin", "/etc/localtime", "posix/UTC", "zone.tab", "UTC\x00", "Berlin",
	} {
		if loc, err := zones.Load(name); err == nil || loc != nil {
			t.Errorf("Load(%q) is %v, want an error", name, loc)
		}
	}
}

func TestLoadAtTheSameTime(t *testing.T) {
	var zones scheduler.Zones
	names, now := allZones(t)[:50], moment(t, "2026-11-24T12:00Z")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, name := range names {
				if _, err := zones.Load(name); err != nil {
					t.Error(err)
				}
			}
			if _, ok := zones.Find("berlin", now); !ok {
				t.Error("Berlin is not found")
			}
		})
	}
	all.Wait()
}

func TestFind(t *testing.T) {
	var zones scheduler.Zones
	now := moment(t, "2026-11-24T12:00Z")
	for text, want := range map[string]string{
		"berlin":          "Europe/Berlin",
		" BERLIN\n":       "Europe/Berlin",
		"Berlin, Germany": "Europe/Berlin", "Birmingham, UK": "Europe/London", "San José, Costa Rica": "America/Costa_Rica", "Berlin, France": "", "Berlin,": "", "Berlin, Germany, Europe": "",
		"germany":             "Europe/Berlin",
		"New York":            "America/New_York",
		"new-york":            "America/New_York",
		"NYC":                 "America/New_York",
		"são paulo":           "America/Sao_Paulo",
		"sao paulo":           "America/Sao_Paulo",
		"Sa\u0303o Paulo":     "America/Sao_Paulo",
		"zürich":              "Europe/Zurich",
		"kobenhavn":           "Europe/Copenhagen",
		"KØBENHAVN":           "Europe/Copenhagen",
		"St Johns":            "America/St_Johns",
		"cote d'ivoire":       "Africa/Abidjan",
		"düsseldorf":          "Europe/Berlin",
		"america/new_york":    "America/New_York",
		"America/New York":    "America/New_York",
		"europe/BERLIN":       "Europe/Berlin",
		"asia/calcutta":       "Asia/Calcutta",
		"us/eastern":          "US/Eastern",
		"utc":                 "UTC",
		"GMT":                 "GMT",
		"etc/gmt+5":           "Etc/GMT+5",
		"etc/gmt-5":           "Etc/GMT-5",
		"lord howe":           "Australia/Lord_Howe",
		"Ushuaia":             "America/Argentina/Ushuaia",
		"LODZ wrocław Gdansk": "", "gdansk": "Europe/Warsaw", "wroclaw": "Europe/Warsaw", "ISTANBUL": "Europe/Istanbul", "ıstanbul": "Europe/Istanbul", "samoa": "Pacific/Apia",
		"singapore":               "Asia/Singapore",
		"CET":                     "CET",
		"":                        "",
		"local":                   "",
		"TZ=UTC":                  "",
		"utc+2":                   "",
		"EST":                     "", // has no summer time, and whoever writes it has
		"PST":                     "",
		"eastern":                 "",
		"factory":                 "",
		"nowhere":                 "",
		"birmingham":              "", // in England or in Alabama
		"san jose":                "",
		"san juan":                "",
		"..":                      "",
		strings.Repeat("a", 4096): "",
	} {
		got, ok := zones.Find(text, now)
		if got != want || ok != (want != "") {
			t.Errorf("Find(%.40q) is %q, %t; want %q", text, got, ok, want)
		}
	}
}

// Every name is found in any case, but for three that mislead.
func TestFindEveryZone(t *testing.T) {
	var zones scheduler.Zones
	now := moment(t, "2026-11-24T12:00Z")
	for _, name := range allZones(t) {
		got, ok := zones.Find(strings.ToLower(name), now)
		if misleads := slices.Contains([]string{"EST", "MST", "HST"}, name); ok == misleads {
			t.Errorf("Find(%q) is %q, %t", name, got, ok)
		}
		if ok && got != name && strings.Contains(name, "/") {
			t.Errorf("Find(%q) is %q", name, got)
		}
	}
}

func TestAtClock(t *testing.T) {
	var zones scheduler.Zones
	winter, summer := moment(t, "2026-11-24T12:00Z"), moment(t, "2026-07-01T12:00Z")
	for _, c := range []struct {
		clock scheduler.Clock
		now   time.Time
		want  string
	}{
		{10 * 60, winter, "Nuuk Fernando de Noronha"},
		{13 * 60, winter, "Paris Berlin Lagos Madrid Rome Casablanca"},
		{14 * 60, summer, "Paris Berlin Johannesburg Madrid Rome Amsterdam"},
		{12*60 + 7, winter, "London Lisbon Dublin Accra Reykjavik Dakar"},
		{12*60 + 8, winter, ""},
		{17*60 + 45, winter, "Kathmandu"},
		{17*60 + 30, winter, "Delhi Colombo"},
		{2 * 60, winter, "Honolulu Papeete Kiritimati"},
		{1*60 + 53, winter, "Honolulu Papeete Kiritimati"},
	} {
		var got []string
		for _, city := range zones.AtClock(c.clock, c.now) {
			got = append(got, city.Name)
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("at %s when it is %s (-want +got)\n%s", c.clock, c.now, diff)
		}
	}
}

func TestAtClockKeepsItsPromise(t *testing.T) {
	var zones scheduler.Zones
	rapid.Check(t, func(t *rapid.T) {
		clock := scheduler.Clock(rapid.IntRange(0, 1439).Draw(t, "clock"))
		now := time.Unix(rapid.Int64Range(1_700_000_000, 1_900_000_000).Draw(t, "now"), 0)
		cities := zones.AtClock(clock, now)
		if len(cities) > scheduler.MostCities {
			t.Errorf("%d cities", len(cities))
		}
		seen := map[string]bool{}
		for _, city := range cities {
			loc, err := zones.Load(city.Zone)
			if err != nil {
				t.Fatal(err)
			}
			off := (scheduler.OccurrenceAt(now, loc).Slot - clock + 1440) % 1440
			if off > scheduler.Closeness && off < 1440-scheduler.Closeness || seen[city.Zone] {
				t.Errorf("%s is offered at %s when it is %s there", city.Name, clock, now.In(loc))
			}
			seen[city.Zone] = true
		}
	})
}
