package routines_test

import (
	"fmt"
	"strings"
	"testing"

	"unknot/routines"
)

// TestThePaceOfACheckList holds "12 and 8 in week 1, then one item a week;
// re-check after 4 weeks; change one thing a day" (clinical specification,
// section 1.7). Looks are "item end day".
func TestThePaceOfACheckList(t *testing.T) {
	for _, c := range []struct {
		name, looks string
		day         int
		want        string
	}{
		{"the first", "", 0, "WRK-12"},
		{"one change a day", "WRK-12 done 0", 0, ""},
		{"the second in the first week", "WRK-12 done 0", 1, "WRK-08"},
		{"then one a week: too early", "WRK-12 done 0, WRK-08 done 1", 7, ""},
		{"then one a week", "WRK-12 done 0, WRK-08 done 1", 8, "WRK-01"},
		{"in the order of the list", "WRK-12 done 0, WRK-08 done 1, WRK-01 done 8", 15, "WRK-02"},
		{"put off: a week later", "WRK-12 done 0, WRK-08 skipped 1", 8, "WRK-08"},
		{"put off, and then done", "WRK-12 done 0, WRK-08 skipped 1, WRK-08 done 8", 15, "WRK-01"},
		{"not possible here: never again", "WRK-12 unable 0, WRK-08 done 1", 28, "WRK-01"},
		{"four weeks later", "WRK-12 done 0, WRK-08 done 1", 28, "WRK-12"},
		{"the re-check comes before what is new", "WRK-12 done 0, WRK-08 done 1, WRK-01 done 8, WRK-02 done 15, WRK-03 done 22", 29, "WRK-12"},
		{"it was looked at again", "WRK-08 done 1, WRK-12 again 28", 29, "WRK-08"},
		{"not on the same day as another", "WRK-08 done 1, WRK-12 again 28", 28, ""},
		{"a second look holds up nothing new", "WRK-08 again 29, WRK-12 again 28, WRK-01 done 22", 30, "WRK-02"},
		{"and comes once", "WRK-08 again 29, WRK-12 again 28, WRK-01 unable 60", 61, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			lib := programLibrary(t)
			r, _ := lib.Routine("S-12")
			got, ok := routines.DueCheck(lib, r, looksOf(t, c.looks), routines.DayNumber(c.day))
			if string(got) != c.want || ok != (c.want != "") {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func looksOf(t *testing.T, text string) []routines.Look {
	t.Helper()
	var looks []routines.Look
	for part := range strings.SplitSeq(text, ", ") {
		var look routines.Look
		if text == "" {
			break
		}
		if _, err := fmt.Sscan(part, &look.Exercise, &look.End, &look.Day); err != nil {
			t.Fatal(err)
		}
		if look.End == "again" {
			look.End, look.Again = routines.StepDone, true
		}
		looks = append(looks, look)
	}
	return looks
}

// Somebody who answers whatever is due has seen every item after as many weeks
// as there are items, each twice, and none twice within four weeks.
func TestACheckListComesToAnEnd(t *testing.T) {
	lib := programLibrary(t)
	for _, id := range []routines.RoutineID{"S-12", "S-13"} {
		r, _ := lib.Routine(id)
		var looks []routines.Look
		seen, times := map[routines.VariantID]int{}, map[routines.VariantID]int{}
		for day := range 20 * 7 {
			next, ok := routines.DueCheck(lib, r, looks, routines.DayNumber(day))
			if !ok {
				continue
			}
			if last, ok := seen[next]; ok && day-last < 28 || times[next] == 2 {
				t.Errorf("%s on days %d and %d", next, last, day)
			}
			_, again := seen[next]
			seen[next] = day
			times[next]++
			looks = append(looks, routines.Look{Exercise: routines.ExerciseID(next), End: routines.StepDone, Day: routines.DayNumber(day), Again: again})
		}
		if len(seen) != len(lib.Checks(r)) {
			t.Errorf("%s: %d of %d items were looked at", id, len(seen), len(lib.Checks(r)))
		}
	}
	if routines.SetUpFrom("S-12") != 1 || routines.SetUpFrom("S-13") != 2 || routines.SetUpFrom("S-05") != 0 {
		t.Error("the lists begin in another week")
	}
}
