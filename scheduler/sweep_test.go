package scheduler_test

import (
	"bufio"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"unknot/scheduler"
)

// The sweep compares schedules with an oracle that knows nothing of them: it
// looks at a wall clock every minute for two years. Normally it looks at a few
// zones that between them have every kind of clock change; with
// UNKNOT_SWEEP=full at all of them.
func TestSweep(t *testing.T) {
	names, step := []string{
		"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
		"Antarctica/Troll", "America/Havana",
	}, 5
	if os.Getenv("UNKNOT_SWEEP") == "full" {
		names, step = allZones(t), 1
	}
	var checked atomic.Int64
	t.Cleanup(func() { t.Logf("%d zones, %d occurrences checked", len(names), checked.Load()) })
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checked.Add(int64(sweep(t, zone(t, name), step)))
		})
	}
}

const halfHours = 48 // on a day

// sweep compares every step-th half hour, and returns how many occurrences it
// compared.
func sweep(t *testing.T, loc *time.Location, step int) (checked int) {
	start := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	end := start.AddDate(2, 0, 0)
	want := oracle(loc, start, end)
	for slot := 0; slot < halfHours; slot += step {
		clock := scheduler.Clock(slot * 30)
		s := parse(t, "every day "+clock.String())
		o, ok := s.Next(start, loc)
		for instant := o.In(loc); instant.Before(end); instant = o.In(loc) {
			fired := want[o.Day][slot]
			if !ok || o.Slot != clock || !instant.Equal(time.Unix(fired, 0)) {
				t.Fatalf("%s comes at %s, the oracle says %s", o, instant, time.Unix(fired, 0).In(loc))
			}
			want[o.Day][slot] = 0
			checked++
			o, ok = s.After(o)
		}
		for day, fired := range want {
			if fired[slot] != 0 {
				t.Fatalf("%s at %s: the oracle says %s, the schedule never", day, clock, time.Unix(fired[slot], 0).In(loc))
			}
		}
	}
	return checked
}

// oracle walks from minute to minute and notes when each half hour of each day
// comes: the first time that the clock shows it, or is already past it.
func oracle(loc *time.Location, start, end time.Time) map[scheduler.Date]*[halfHours]int64 {
	fired := map[scheduler.Date]*[halfHours]int64{}
	year, month, day := start.In(loc).Date()
	hour, minute, _ := start.In(loc).Clock()
	pending := time.Date(year, month, day, hour, minute, 0, 0, time.UTC).Truncate(30 * time.Minute).Add(30 * time.Minute)
	for t := start.Add(time.Minute); t.Before(end); t = t.Add(time.Minute) {
		year, month, day := t.In(loc).Date()
		hour, minute, _ := t.In(loc).Clock()
		for wall := time.Date(year, month, day, hour, minute, 0, 0, time.UTC); !pending.After(wall); {
			d := scheduler.DateOf(pending, time.UTC)
			if fired[d] == nil {
				fired[d] = new([halfHours]int64)
			}
			fired[d][pending.Hour()*2+pending.Minute()/30] = t.Unix()
			pending = pending.Add(30 * time.Minute)
		}
	}
	return fired
}

// allZones reads every name that the package knows.
func allZones(t testing.TB) []string {
	t.Helper()
	file, err := os.Open("zones.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var names []string
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if line := lines.Text(); !strings.HasPrefix(line, "#") && line != "---" {
			names = append(names, line)
		}
	}
	return names
}
