package routines_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"unknot/routines"
	"unknot/routines/library"
)

// Sections 1.7 and 1.8: items 12 and 8, then 2 and 3, come before the others.
func TestCheckListsBeginWithWhatMattersMost(t *testing.T) {
	lib := load(t, library.FS())
	for id, want := range map[routines.RoutineID]string{
		"S-12": "WRK-12 WRK-08 WRK-01 WRK-02 WRK-03 WRK-04 WRK-05 WRK-06 WRK-07 WRK-09 WRK-10 WRK-11",
		"S-13": "SLP-02 SLP-03 SLP-01 SLP-04 SLP-05 SLP-06 SLP-07 SLP-08 SLP-09 SLP-10 SLP-11 SLP-12",
		"S-15": "WRK-12", "S-16": "SLP-02 SLP-03 SLP-05", "S-01": "", "S-11": "",
	} {
		r, ok := lib.Routine(id)
		if !ok {
			t.Fatalf("no %s", id)
		}
		if got := strings.Trim(fmt.Sprint(lib.Checks(r)), "[]"); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

// The items of the two lists are marked, nothing else is, and a routine that
// holds one counts for no week.
func TestCheckListItemsAreMarked(t *testing.T) {
	lib := load(t, library.FS())
	items := 0
	for _, e := range lib.Exercises() {
		if list := e.Family == routines.Workstation || e.Family == routines.SleepSetup; e.Check() != list {
			t.Errorf("%s: kind %q", e.ID, e.Kind)
		}
		if e.Check() {
			items++
		}
	}
	if items != 24 {
		t.Errorf("%d items, want 24", items)
	}
	for _, r := range lib.Routines() {
		if holds := len(lib.Checks(r)) > 0; holds != r.Checklist() {
			t.Errorf("%s holds check-list items: %v, is a check-list: %v", r.ID, holds, r.Checklist())
		}
	}
}

// Section 2.1: "Routines per family", at least two of each.
func TestEveryFamilyHasTwoRoutines(t *testing.T) {
	lib := load(t, library.FS())
	of := map[routines.Family][]routines.RoutineID{}
	for _, r := range lib.Routines() {
		for _, f := range r.Families {
			of[f] = append(of[f], r.ID)
		}
	}
	for f, want := range map[routines.Family][]routines.RoutineID{
		routines.TenderNeck: {"S-02", "S-14"}, routines.TenderBack: {"S-03", "S-04"}, routines.Stretching: {"S-02", "S-07", "S-08b", "S-09"},
		routines.NeckControl: {"S-05", "S-06"}, routines.BladeWork: {"S-05", "S-06", "S-10"},
		routines.Workstation: {"S-12", "S-15"}, routines.SleepSetup: {"S-13", "S-16"},
	} {
		if !slices.Equal(of[f], want) {
			t.Errorf("%s: %v, want %v", f, of[f], want)
		}
	}
}
