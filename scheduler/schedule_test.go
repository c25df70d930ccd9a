package scheduler_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"unknot/scheduler"
)

func occurrence(t testing.TB, text string) scheduler.Occurrence {
	t.Helper()
	var o scheduler.Occurrence
	if err := o.UnmarshalText([]byte(text)); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return o
}

func TestAfter(t *testing.T) {
	for _, c := range []struct{ schedule, after, want string }{
		{"weekdays 9:30 and 15:00", "2026-11-24 09:29", "2026-11-24 09:30, 2026-11-24 15:00, 2026-11-25 09:30"},
		{"weekdays 9:30 and 15:00", "2026-11-24 09:30", "2026-11-24 15:00, 2026-11-25 09:30, 2026-11-25 15:00"},
		{"weekdays 9:30 and 15:00", "2026-11-27 15:00", "2026-11-30 09:30, 2026-11-30 15:00, 2026-12-01 09:30"},
		{"sat 11:00, weekdays 9:30", "2026-11-27 09:30", "2026-11-28 11:00, 2026-11-30 09:30, 2026-12-01 09:30"},
		{"sun midnight", "2026-12-26 23:59", "2026-12-27 00:00, 2027-01-03 00:00, 2027-01-10 00:00"},
		{"0 8 31 * *", "2026-01-31 08:00", "2026-03-31 08:00, 2026-05-31 08:00, 2026-07-31 08:00"},
		{"0 8 * 6 1", "2026-06-29 08:00", "2027-06-07 08:00, 2027-06-14 08:00, 2027-06-21 08:00"},
		{"0 8 29 2 *", "2026-01-01 00:00", "2028-02-29 08:00, 2032-02-29 08:00, 2036-02-29 08:00"},
		{"0 8 29 2 *", "2096-02-29 08:00", "2104-02-29 08:00, 2108-02-29 08:00, 2112-02-29 08:00"},
		{"mon 9:30", "", "0001-01-01 09:30, 0001-01-08 09:30, 0001-01-15 09:30"},
		{"daily 9:30", "9999-12-30 09:30", "9999-12-31 09:30"},
	} {
		s, o := parse(t, c.schedule), occurrence(t, c.after)
		var got []string
		for range 3 {
			next, ok := s.After(o)
			if !ok {
				break
			}
			got, o = append(got, next.String()), next
		}
		if diff := cmp.Diff(strings.Split(c.want, ", "), got); diff != "" {
			t.Errorf("%s after %q (-want +got)\n%s", c.schedule, c.after, diff)
		}
	}
	if o, ok := (scheduler.Schedule{}).After(occurrence(t, "2026-11-24 09:30")); ok {
		t.Errorf("no schedule happens on %s", o)
	}
}

// naive reads a cron line the slow way and tells whether it matches a minute.
type naive [5][]int

func naiveCron(line string) (n naive) {
	for i, field := range strings.Fields(line) {
		for item := range strings.SplitSeq(field, ",") {
			low, high, isRange := strings.Cut(item, "-")
			from, err := strconv.Atoi(low)
			if err != nil {
				n[i] = nil // a star
				break
			}
			to := from
			if isRange {
				to, _ = strconv.Atoi(high)
			}
			for ; from <= to; from++ {
				n[i] = append(n[i], from)
			}
		}
	}
	return n
}

func (n naive) matches(wall time.Time) bool {
	for i, v := range []int{wall.Minute(), wall.Hour(), wall.Day(), int(wall.Month()), int(wall.Weekday())} {
		if n[i] != nil && !slices.Contains(n[i], v) {
			return false
		}
	}
	return true
}

// A cron line happens exactly at the minutes that match it.
func TestAfterFindsEveryMatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.Custom(cronGen).Draw(t, "line")
		s, err := scheduler.Parse(line)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 800).Draw(t, "start"))
		n, o := naiveCron(line), scheduler.OccurrenceAt(start.Add(-time.Minute), time.UTC)
		next, ok := s.After(o)
		for wall := start; wall.Before(start.AddDate(0, 0, 8)); wall = wall.Add(time.Minute) {
			here := scheduler.OccurrenceAt(wall, time.UTC)
			if n.matches(wall) != (ok && next == here) {
				t.Fatalf("%q at %s: matches %t, but the next is %s", line, here, n.matches(wall), next)
			}
			if next == here {
				next, ok = s.After(next)
			}
		}
	})
}

func TestMostPerDay(t *testing.T) {
	for text, want := range map[string]int{
		"mon 9:30":                     1,
		"mon 9:30, tue 10:00":          1,
		"mon 9:30, mon tue 10:00":      2,
		"weekdays 9:30 and 15:00":      2,
		"0 9 1 * *":                    1,
		"0 9,15 1 1 *":                 2,
		"sat 9:30, sun 9:30 and 10:00": 2,
	} {
		if got := parse(t, text).MostPerDay(); got != want {
			t.Errorf("%q has %d a day, want %d", text, got, want)
		}
	}
	if got := (scheduler.Schedule{}).MostPerDay(); got != 0 {
		t.Errorf("no schedule has %d a day", got)
	}
}

func TestNext(t *testing.T) {
	for _, c := range []struct{ schedule, zone, now, want string }{
		{"daily 9:30", "Europe/Berlin", "2026-11-24T08:29Z", "2026-11-24 09:30"},
		{"daily 9:30", "Europe/Berlin", "2026-11-24T08:30Z", "2026-11-25 09:30"},
		{"daily 9:30", "Pacific/Auckland", "2026-11-24T08:30Z", "2026-11-25 09:30"},
		// The clocks show 02:30 twice on this day; the second time is none.
		{"daily 2:30", "Europe/Berlin", "2026-10-25T00:29Z", "2026-10-25 02:30"},
		{"daily 2:30", "Europe/Berlin", "2026-10-25T00:30Z", "2026-10-26 02:30"},
		{"daily 2:30", "Europe/Berlin", "2026-10-25T01:00Z", "2026-10-26 02:30"},
		// They never show it on this one.
		{"daily 2:30", "Europe/Berlin", "2026-03-29T00:59Z", "2026-03-29 02:30"},
		{"daily 2:30", "Europe/Berlin", "2026-03-29T01:00Z", "2026-03-30 02:30"},
	} {
		got, ok := parse(t, c.schedule).Next(moment(t, c.now), zone(t, c.zone))
		if !ok || got.String() != c.want {
			t.Errorf("%s in %s from %s is next on %s, want %s", c.schedule, c.zone, c.now, got, c.want)
		}
	}
	if o, ok := (scheduler.Schedule{}).Next(moment(t, "2026-11-24T08:29Z"), time.UTC); ok {
		t.Errorf("no schedule is next on %s", o)
	}
}
