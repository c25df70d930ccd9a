package routines_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unknot/routines"
)

func doses() *rapid.Generator[routines.Dose] {
	return rapid.Custom(func(t *rapid.T) routines.Dose {
		n := func(name string, low, high int) int { return rapid.IntRange(low, high).Draw(t, name) }
		return routines.Dose{
			Sides: n("sides", 1, 2), Sets: n("sets", 1, 20), Reps: n("reps", 1, 100), Hold: n("hold", 1, 900),
			Rest: n("rest", 0, 300), SetRest: n("setrest", 0, 300), SetUp: n("setup", 0, 300), Change: n("change", 0, 300),
		}
	})
}

// count goes through a dose second by second, as somebody who does it would:
// the slow way to what Total and Cues reckon.
func count(d routines.Dose) (total, change int) {
	total = d.SetUp
	for side := range d.Sides {
		if side > 0 {
			change = total
			total += d.Change
		}
		for set := range d.Sets {
			if set > 0 {
				total += d.SetRest
			}
			for range d.Reps {
				total += d.Hold + d.Rest
			}
		}
	}
	return total, change
}

func TestTimesOfADose(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := doses().Draw(t, "dose")
		total, change := count(d)
		if got := d.Total(); got != time.Duration(total)*time.Second {
			t.Fatalf("total %v, want %d s", got, total)
		}
		want := []routines.Cue{{At: time.Duration(total) * time.Second, Kind: routines.CueEnd}}
		if d.Sides == 2 {
			want = append([]routines.Cue{{At: time.Duration(change) * time.Second, Kind: routines.CueChange}}, want...)
		}
		if got := d.Cues(); !slices.Equal(got, want) {
			t.Fatalf("cues %v, want %v", got, want)
		}
		if d.Sides == 2 {
			first, second := d.Cues()[0].At-time.Duration(d.SetUp)*time.Second, d.Cues()[1].At-d.Cues()[0].At-time.Duration(d.Change)*time.Second
			if first != second || first != d.Side() {
				t.Fatalf("sides of %v and %v, want %v each", first, second, d.Side())
			}
		}
	})
}

func TestDoseInWords(t *testing.T) {
	for _, c := range []struct {
		dose routines.Dose
		want string
	}{
		{routines.Dose{Sides: 1, Sets: 1, Reps: 1, Hold: 40}, "hold 40 s"},
		{routines.Dose{Sides: 1, Sets: 1, Reps: 8, Hold: 5, Rest: 3, SetUp: 10}, "8 times, hold 5 s, rest 3 s, 10 s to get ready"},
		{routines.Dose{Sides: 2, Sets: 2, Reps: 1, Hold: 45, SetRest: 10, SetUp: 15, Change: 15},
			"2 sides, 2 sets, hold 45 s, 10 s between sets, 15 s to get ready, 15 s to change sides"},
		{routines.Dose{Sides: 1, Sets: 2, Reps: 8, Hold: 3, Rest: 2, SetRest: 30}, "2 sets of 8, hold 3 s, rest 2 s, 30 s between sets"},
		{routines.Dose{Sides: 1, Sets: 1, Reps: 1, Hold: 119}, "hold 119 s"},
		{routines.Dose{Sides: 1, Sets: 1, Reps: 1, Hold: 120}, "hold 2 min"},
		{routines.Dose{Sides: 1, Sets: 1, Reps: 1, Hold: 270}, "hold 4 min 30 s"},
		{routines.Dose{Sides: 1, Sets: 1, Reps: 1, Hold: 5, SetRest: 30, Change: 5}, "hold 5 s"},
	} {
		if got := c.dose.String(); got != c.want {
			t.Errorf("%+v\n%q, want\n%q", c.dose, got, c.want)
		}
	}
}

func TestADoseThatARoutineGives(t *testing.T) {
	seven := 7
	own := routines.Dose{Sides: 1, Sets: 2, Reps: 3, Hold: 4, Rest: 5, SetRest: 6, SetUp: 8, Change: 9}
	all := &routines.DoseOverride{Sides: &seven, Sets: &seven, Reps: &seven, Hold: &seven, Rest: &seven, SetRest: &seven, SetUp: &seven, Change: &seven}
	if got := all.Over(own); got != (routines.Dose{Sides: 7, Sets: 7, Reps: 7, Hold: 7, Rest: 7, SetRest: 7, SetUp: 7, Change: 7}) {
		t.Errorf("all fields: %+v", got)
	}
	if got := (&routines.DoseOverride{Hold: &seven}).Over(own); got.Hold != 7 || got.Reps != 3 || own.Hold != 4 {
		t.Errorf("one field: %+v of %+v", got, own)
	}
	if got := (*routines.DoseOverride)(nil).Over(own); got != own {
		t.Errorf("no field: %+v", got)
	}
}
