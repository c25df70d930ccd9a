package routines_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"unknot/routines"
)

// weekly is the small library with steps of its own in week 3.
func weekly(weeks string) fstest.MapFS {
	shelf := smallLibrary()
	shelf["routines/M-01.yaml"] = file(routineFile("M-01", "Neck control", "MY-01") + weeks)
	return shelf
}

func TestAWeekStandsInForTheFullForm(t *testing.T) {
	lib := load(t, weekly("weeks:\n  week 3:\n    - variant: MY-01.easier\n    - variant: MY-01\n"))
	r, _ := lib.Routine("M-01")
	for week, want := range map[int]string{
		0: "MY-01 MY-01.easier", 1: "MY-01 MY-01.easier", 3: "MY-01.easier MY-01", 4: "MY-01 MY-01.easier", 9: "MY-01 MY-01.easier", -3: "MY-01 MY-01.easier",
	} {
		var got []string
		for _, step := range lib.Week(r, week) {
			got = append(got, string(step.Variant))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("week %d: %v, want %s", week, got, want)
		}
	}
	if weeks := r.WeekForms(); !slices.Equal(weeks, []int{3}) {
		t.Errorf("weeks %v, want 3", weeks)
	}
}

// A variant has one dose in a routine: that of the full form, overridden or
// not, holds in its weeks.
func TestTheDoseOfAWeekIsThatOfTheFullForm(t *testing.T) {
	lib := load(t, weekly("weeks:\n  week 3:\n    - variant: MY-01.easier\n"))
	r, _ := lib.Routine("M-01")
	if got := lib.WeekTotal(r, 3); got != 15*time.Second { // 3 reps, as the full form says, in place of 4
		t.Errorf("week 3 takes %v", got)
	}
	if full := lib.Total(r, routines.Full); lib.WeekTotal(r, 4) != full {
		t.Errorf("week 4 takes %v, the full form %v", lib.WeekTotal(r, 4), full)
	}
}

func TestWeekNames(t *testing.T) {
	for name, want := range map[routines.WeekName]int{
		"week 1": 1, "week 8": 8, "week 0": 0, "week 9": 0, "week 01": 0, "week": 0, "3": 0, "week three": 0, "Week 3": 0, "week  3": 0, "week -1": 0, "": 0,
	} {
		n, ok := name.Number()
		if ok != (want > 0) || ok && n != want {
			t.Errorf("%q is %d, %v; want %d", name, n, ok, want)
		}
		if ok && routines.NameOfWeek(n) != name {
			t.Errorf("%q is written %q", name, routines.NameOfWeek(n))
		}
	}
}

func TestDescribeTellsTheWeeks(t *testing.T) {
	lib := load(t, weekly("weeks:\n  week 4:\n    - variant: MY-01\n  week 2:\n    - variant: MY-01.easier\n"))
	r, _ := lib.Routine("M-01")
	got := routines.Describe(lib, r)
	second, fourth := strings.Index(got, "full in week 2 of the program, 15 s (0:15)\n  1. Chin nod MY-01 (MY-01.easier), "), strings.Index(got, "full in week 4 of the program, 40 s (0:40)\n  1. ")
	if second < 0 || fourth < second {
		t.Errorf("weeks at %d and %d of\n%s", second, fourth, got)
	}
}
