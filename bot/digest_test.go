package bot_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"unknot/bot"
	"unknot/routines"
	"unknot/scheduler"
)

func date(t testing.TB, text string) scheduler.Date {
	t.Helper()
	d, err := scheduler.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTargetOfAWeekWithOffDays(t *testing.T) {
	for _, c := range []struct{ target, off, need int }{
		{3, 0, 3}, {3, 1, 3}, {3, 2, 3}, {3, 3, 2}, {3, 4, 2}, {3, 5, 1}, {3, 6, 1}, {3, 7, 0},
		{2, 0, 2}, {2, 3, 2}, {2, 4, 1}, {2, 6, 1}, {2, 7, 0},
		{5, 0, 5}, {5, 1, 5}, {5, 2, 4}, {5, 3, 3}, {5, 4, 3}, {5, 5, 2}, {5, 6, 1}, {5, 7, 0},
		{1, 6, 1}, {7, 1, 6}, {0, 0, 0},
	} {
		w := bot.Week{Target: c.target, OffDays: c.off}
		if got := w.Need(); got != c.need {
			t.Errorf("target %d with %d off days needs %d, want %d", c.target, c.off, got, c.need)
		}
		for sessions := range c.target + 1 {
			w.Sessions = sessions
			if got := w.Met(); got != (sessions >= c.need) {
				t.Errorf("%+v is met: %v", w, got)
			}
		}
	}
	for target := range 8 {
		for off := range 8 {
			want := int(math.Ceil(float64(target) * float64(7-off) / 7))
			if got := (bot.Week{Target: target, OffDays: off}).Need(); got != want {
				t.Errorf("target %d with %d off days needs %d, want %d", target, off, got, want)
			}
		}
	}
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		numbers []int
		want    int
	}{
		{nil, 0}, {[]int{7}, 7}, {[]int{0, 0}, 0}, {[]int{3, 4}, 4}, {[]int{4, 3}, 4}, {[]int{2, 4}, 3}, {[]int{10, 0}, 5},
		{[]int{5, 1, 3}, 3}, {[]int{9, 1, 1}, 1}, {[]int{1, 2, 3, 4}, 3}, {[]int{4, 1, 3, 1}, 2}, {[]int{0, 10, 10, 10, 0}, 10},
	} {
		before := slices.Clone(c.numbers)
		if got := bot.Median(c.numbers); got != c.want {
			t.Errorf("the median of %v is %d, want %d", c.numbers, got, c.want)
		}
		if !slices.Equal(before, c.numbers) {
			t.Errorf("the median sorted what it was given: %v", c.numbers)
		}
	}
}

// Half of the numbers lie on each side of a median.
func TestMedianLiesInTheMiddle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfN(rapid.IntRange(0, 10), 1, 40).Draw(t, "numbers")
		m, below, above := bot.Median(numbers), 0, 0
		for _, n := range numbers {
			if n < m {
				below++
			}
			if n > m {
				above++
			}
		}
		if 2*below > len(numbers) || 2*above > len(numbers) {
			t.Fatalf("%d of %v: %d below, %d above", m, numbers, below, above)
		}
	})
}

// days tells the dates of a digest by how far they lie after a day.
func days(p bot.Person, from scheduler.Date) []int {
	var list []int
	for _, d := range p.Days {
		list = append(list, d.Date.Days(from))
	}
	return list
}

func TestDaysStayInOrder(t *testing.T) {
	monday := date(t, "2026-11-23")
	for _, c := range []struct{ asked, want []int }{
		{[]int{0}, []int{0}},
		{[]int{0, 0, 0}, []int{0}},
		{[]int{0, 1, 2}, []int{0, 1, 2}},
		{[]int{2, 0, 1}, []int{0, 1, 2}},
		{[]int{5, 3, 5, 4, 3}, []int{3, 4, 5}},
		{[]int{0, 34}, []int{0, 34}},       // 35 days
		{[]int{0, 35}, []int{35}},          // 36
		{[]int{0, 1, 2, 36}, []int{2, 36}}, // 0 and 1 are too old
		{[]int{0, 1, 400}, []int{400}},     // a year away
		{[]int{34, 0}, []int{0, 34}},       // late, and not too late
	} {
		var p bot.Person
		for _, d := range c.asked {
			if day := p.DigestDay(monday.AddDays(d)); day.Date.Days(monday) != d {
				t.Errorf("day %d is day %v", d, day.Date)
			}
		}
		if got := days(p, monday); !slices.Equal(got, c.want) {
			t.Errorf("days %v leave %v, want %v", c.asked, got, c.want)
		}
	}
}

// Whatever day is asked for, it is the one that comes back, the rest keeps its
// order, and every day of the last 35 stays.
func TestDaysObeyTheirRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p bot.Person
		monday, asked := scheduler.Date(739_000), map[int]bool{}
		for _, d := range rapid.SliceOfN(rapid.IntRange(0, 90), 1, 60).Draw(t, "days") {
			p.DigestDay(monday.AddDays(d)).Sessions++
			asked[d] = true
			list := days(p, monday)
			if !slices.Contains(list, d) {
				t.Fatalf("day %d is not there: %v", d, list)
			}
			if !slices.IsSorted(list) || len(slices.Compact(slices.Clone(list))) != len(list) {
				t.Fatalf("out of order: %v", list)
			}
			for a := range asked {
				if last := list[len(list)-1]; last-a < 35 && !slices.Contains(list, a) {
					t.Fatalf("day %d of the last 35 before %d is gone: %v", a, last, list)
				}
			}
		}
	})
}

func TestAWeekAddsUp(t *testing.T) {
	monday := date(t, "2026-11-23")
	p := bot.Person{Days: []bot.Day{
		{Date: monday.AddDays(-1), Sessions: 9, Seconds: 999, Attack: true, Families: []routines.Family{routines.Mobility}},
		{Date: monday, Sessions: 1, Seconds: 100, Families: []routines.Family{"STR", "CST"}},
		{Date: monday.AddDays(2), Attack: true},
		{Date: monday.AddDays(3), Sessions: 2, Seconds: 40, Families: []routines.Family{"CST", "TPN"}, Attack: true},
		{Date: monday.AddDays(6), Sessions: 1, Seconds: 7},
		{Date: monday.AddDays(7), Sessions: 9, Seconds: 999, Attack: true},
	}}
	want := bot.Week{
		From: monday, Sessions: 4, Target: 3, Seconds: 147, Daily: [7]int{100, 0, 0, 40, 0, 0, 7},
		Families: []routines.Family{"STR", "CST", "TPN"}, OffDays: 2, Aching: 2, Told: 2,
	}
	if diff := cmp.Diff(want, p.DigestWeek(monday)); diff != "" {
		t.Errorf("the week (-want +got):\n%s", diff)
	}
	if got := p.DigestWeek(monday.AddDays(70)); got.Sessions+got.Seconds+got.OffDays != 0 || got.Target != 3 {
		t.Errorf("a week without days is %+v", got)
	}
}

// Sessions of a year are a digest of 35 days.
func TestTheDigestReachesThirtyFiveDaysBack(t *testing.T) {
	k := known(t)
	for day := range 50 {
		k.tiny().after(24 * time.Hour)
		if got, want := len(k.p.Days), min(day+1, 35); got != want {
			t.Fatalf("on day %d the digest has %d days, want %d", day, got, want)
		}
	}
	if len(k.records) != 50 {
		t.Errorf("%d records, want 50: the digest forgets, the history does not", len(k.records))
	}
	first, last := k.p.Days[0].Date, k.p.Days[34].Date
	if last.Days(first) != 34 {
		t.Errorf("the digest reaches from %v to %v", first, last)
	}
}

func TestPairsOfTheLastDays(t *testing.T) {
	monday := date(t, "2026-11-23")
	var p bot.Person
	for ago := range 35 {
		p.DigestDay(monday.AddDays(-ago)).Pairs = []bot.Pair{{Before: ago % 11, After: ago}}
	}
	p.DigestDay(monday.AddDays(1)).Pairs = []bot.Pair{{Before: 9, After: 99}}
	for _, n := range []int{0, 1, 14, 28, 34} {
		got := p.DigestPairs(monday, n)
		if len(got) != n {
			t.Errorf("%d days have %d pairs", n, len(got))
		}
		for _, pair := range got {
			if pair.After >= n {
				t.Errorf("a pair of %d days ago is among the last %d", pair.After, n)
			}
		}
	}
}

// A session day begins at 04:00 on the person's own clock, whatever the clock
// of the world does, and a session belongs to the day it was begun on.
func TestSessionDaysTurnAtFour(t *testing.T) {
	for _, c := range []struct{ zone, begin, day string }{
		{"Berlin", "2026-11-24T02:59:00Z", "2026-11-23"}, // 03:59
		{"Berlin", "2026-11-24T03:00:00Z", "2026-11-24"}, // 04:00
		{"Berlin", "2026-11-24T22:59:00Z", "2026-11-24"}, // 23:59
		{"Berlin", "2026-11-24T23:01:00Z", "2026-11-24"}, // 00:01
		{"Berlin", "2026-03-29T01:30:00Z", "2026-03-28"}, // 03:30, right after the clocks went forward
		{"Berlin", "2026-03-29T02:00:00Z", "2026-03-29"}, // 04:00
		{"Berlin", "2026-10-25T01:30:00Z", "2026-10-24"}, // 02:30, the second time
		{"Berlin", "2026-10-25T03:00:00Z", "2026-10-25"}, // 04:00
		{"Los Angeles", "2026-11-24T11:59:00Z", "2026-11-23"},
		{"Los Angeles", "2026-11-24T12:00:00Z", "2026-11-24"},
		{"Kathmandu", "2026-11-24T22:14:00Z", "2026-11-24"}, // 03:59, three quarters of an hour off
		{"Kathmandu", "2026-11-24T22:15:00Z", "2026-11-25"},
		{"Kiritimati", "2026-11-24T13:59:00Z", "2026-11-24"}, // 03:59 of the day after
		{"Kiritimati", "2026-11-24T14:00:00Z", "2026-11-25"},
	} {
		t.Run(c.zone+" "+c.begin, func(t *testing.T) {
			k := known(t).say("zone " + c.zone)
			begin, err := time.Parse(time.RFC3339, c.begin)
			if err != nil {
				t.Fatal(err)
			}
			k.now = begin
			k.say("routine S-01", "tiny", "2").after(5*time.Minute).say("done", "done", "1", "2")
			if got := k.p.Days[len(k.p.Days)-1].Date.String(); got != c.day {
				t.Errorf("the session is on %s, want %s", got, c.day)
			}
		})
	}
}

// What a day remembers of its sessions.
func TestWhatADayRemembers(t *testing.T) {
	type want struct {
		sessions, pairs int
		load, seconds   bool
		families        []routines.Family
	}
	for name, c := range map[string]struct {
		say  []string
		want want
	}{
		"a whole one":           {[]string{"routine S-01", "tiny", "2", "done", "done", "1", "2"}, want{sessions: 1, pairs: 1, seconds: true, families: []routines.Family{routines.NeckControl}}},
		"two":                   {[]string{"routine S-01", "tiny", "2", "done", "done", "1", "2", "routine S-01", "tiny", "2", "done", "done", "1", "2"}, want{sessions: 2, pairs: 2, seconds: true, families: []routines.Family{routines.NeckControl}}},
		"no pain before":        {[]string{"routine S-01", "tiny", "!pass", "done", "done", "1", "2"}, want{sessions: 1, seconds: true, families: []routines.Family{routines.NeckControl}}},
		"no pain after":         {[]string{"routine S-01", "tiny", "2", "done", "done", "!pass", "2"}, want{sessions: 1, seconds: true, families: []routines.Family{routines.NeckControl}}},
		"half the steps":        {[]string{"routine S-01", "tiny", "2", "done", "stop"}, want{sessions: 1, seconds: true, families: []routines.Family{routines.NeckControl}}},
		"the other half":        {[]string{"routine S-01", "tiny", "2", "skip", "done", "1", "2"}, want{sessions: 1, pairs: 1, seconds: true}},
		"no step":               {[]string{"routine S-01", "tiny", "2", "stop"}, want{}},
		"every step skipped":    {[]string{"routine S-01", "tiny", "2", "skip", "skip", "1", "2"}, want{pairs: 1}},
		"one of five steps":     {[]string{"routine S-01", "full", "2", "done", "stop"}, want{seconds: true, families: []routines.Family{routines.Stretching}}},
		"migraine in a session": {[]string{"routine S-01", "tiny", "2", "done", "migraine"}, want{sessions: 1, seconds: true, families: []routines.Family{routines.NeckControl}}},
	} {
		t.Run(name, func(t *testing.T) {
			k := known(t)
			for _, text := range c.say {
				if label, ok := cutPrefix(text, "!"); ok {
					k.press("press." + label)
					continue
				}
				k.say(text)
			}
			if len(k.p.Days) != 1 {
				t.Fatalf("%d days", len(k.p.Days))
			}
			d := k.p.Days[0]
			got := want{sessions: d.Sessions, pairs: len(d.Pairs), load: d.Load, seconds: d.Seconds > 0, families: d.Families}
			if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("the day (-want +got):\n%s", diff)
			}
		})
	}
}

func cutPrefix(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && s[:len(prefix)] == prefix {
		return s[len(prefix):], true
	}
	return s, false
}

// A routine with bands or push-ups marks its day, whoever finishes it.
func TestLoadMarksItsDay(t *testing.T) {
	for id, want := range map[string]bool{"S-01": false, "S-05": true, "S-09": false} {
		k := known(t).say("routine "+id, "full", "2")
		for range 40 {
			if k.p.Session != nil && k.p.Session.Running() {
				k.say("done")
			}
		}
		k.say("1", "2")
		if k.p.Session != nil || len(k.p.Days) != 1 {
			t.Fatalf("%s is not over", id)
		}
		if got := k.p.Days[0].Load; got != want {
			t.Errorf("the day of %s has load: %v, want %v", id, got, want)
		}
	}
}

// An answer to a nudge belongs to the nudge's day, until a day has passed.
func TestALateAnswerBelongsToTheNudgesDay(t *testing.T) {
	for _, c := range []struct {
		name string
		wait time.Duration
		day  string
	}{
		{"at once", 0, "2026-11-24"},
		{"in the evening", 3 * time.Hour, "2026-11-24"},
		{"before the day turns", 9 * time.Hour, "2026-11-24"}, // 03:00
		{"next morning", 13 * time.Hour, "2026-11-24"},
		{"after 23 h 59 min", 24*time.Hour - time.Minute, "2026-11-24"},
		{"after a day", 24 * time.Hour, "2026-11-25"},
		{"after a week", 7 * 24 * time.Hour, "2026-12-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := known(t).say("schedule tue 18:00")
			k.at("18:00").wake()
			nudge := k.p.Plan.Open
			if nudge.IsZero() {
				t.Fatal("no nudge came")
			}
			k.after(c.wait).tap(bot.Tap{Do: bot.TapNudge, Nudge: nudge, Arg: "tiny"})
			k.say("2", "done", "done", "1", "2")
			if got := k.p.Days[len(k.p.Days)-1].Date.String(); got != c.day {
				t.Errorf("the session is on %s, want %s", got, c.day)
			}
			if got := k.records[0].Day.String(); got != c.day {
				t.Errorf("the record has the day %s", got)
			}
		})
	}
}

// What was begun before the zone was known moves to the day it really was.
func TestTheFirstDayMovesWithTheZone(t *testing.T) {
	for _, c := range []struct{ zone, day string }{
		{"Berlin", "2026-11-24"}, {"Los Angeles", "2026-11-23"}, {"Auckland", "2026-11-24"}, {"Honolulu", "2026-11-23"},
	} {
		k := agreed(t) // 08:00 in UTC
		k.say("tiny", "2", "done", "done", "1", "2")
		if got := k.p.Days[0].Date.String(); got != "2026-11-24" {
			t.Fatalf("before a zone is known the session is on %s", got)
		}
		k.say(c.zone)
		if k.p.Zone == "" || len(k.p.Days) != 1 || k.p.Days[0].Date.String() != c.day {
			t.Errorf("in %s the day is %v, want %s", c.zone, k.p.Days, c.day)
		}
		k.say("zone Auckland")
		if k.p.Days[0].Date.String() != c.day {
			t.Errorf("a second zone moved the day to %v", k.p.Days[0].Date)
		}
	}
}

// Days of an attack run from midnight to midnight, and it marks each that it
// touches up to "over".
func TestAttacksMarkTheirDays(t *testing.T) {
	for _, c := range []struct {
		begin string
		wait  time.Duration
		want  []int
	}{
		{"10:00", time.Hour, []int{0}},
		{"23:00", 30 * time.Minute, []int{0}},
		{"23:30", time.Hour, []int{0, 1}},
		{"02:00", time.Hour, []int{0}}, // before 04:00 all the same
		{"10:00", 23 * time.Hour, []int{0, 1}},
	} {
		k := known(t).at(c.begin)
		loc, _ := k.d.Zones.Load("Europe/Berlin")
		first := scheduler.DateOf(k.now, loc)
		k.say("migraine").after(c.wait).say("over")
		var marked []int
		for _, d := range k.p.Days {
			if d.Attack {
				marked = append(marked, d.Date.Days(first))
			}
		}
		if !slices.Equal(marked, c.want) {
			t.Errorf("from %s for %v marks %v, want %v", c.begin, c.wait, marked, c.want)
		}
	}
}

// The week is told with medians from four pairs on, and only from then on.
func TestTheWeekTellsMediansFromFourPairsOn(t *testing.T) {
	k := known(t)
	befores := []int{3, 2, 1, 3, 2}
	for i, before := range befores {
		k.say("routine S-01", "tiny", fmt.Sprint(before), "done", "done", "1", "2").say("progress")
		n := i + 1
		if n < 4 {
			if l := k.line("week.fewpairs"); l.N != n || l.Of != 4 {
				t.Errorf("with %d pairs it tells of %d, from %d on", n, l.N, l.Of)
			}
			continue
		}
		l := k.line("week.pairs")
		if want := []int{bot.Median(befores[:n]), 1}; l.N != n || !slices.Equal(l.Numbers, want) {
			t.Errorf("with %d pairs it tells %d and %v, want %v", n, l.N, l.Numbers, want)
		}
	}
}

// Pairs of more than 28 days before the end of the week are not told.
func TestMediansLookTwentyEightDaysBack(t *testing.T) {
	k := known(t) // a Tuesday
	for range 4 {
		k.tiny()
	}
	k.after(21 * 24 * time.Hour).tiny().say("progress")
	if l := k.line("week.pairs"); l.N != 5 {
		t.Errorf("three weeks later it tells of %d pairs, want 5", l.N)
	}
	k.after(7 * 24 * time.Hour).tiny().say("progress")
	if l := k.line("week.fewpairs"); l.N != 2 {
		t.Errorf("four weeks later it tells of %d pairs, want 2", l.N)
	}
}
