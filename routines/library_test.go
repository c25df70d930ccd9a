package routines_test

import (
	"slices"
	"strings"
	"testing"

	"unknot/routines"
)

func TestFind(t *testing.T) {
	lib := open(t, "S-01").machine.Library
	for _, c := range []struct {
		text string
		want routines.RoutineID
	}{
		{"S-02", "S-02"}, {"s-02", "S-02"}, {" Neck release ", "S-02"}, {"NECK RE", "S-02"}, {"desk", "S-01"},
		{"reset desk", "S-01"}, {"bedtime", "S-07"}, {"gentle", "S-08a"}, {"still", "S-08b"}, {"attack", "S-09"},
		{"neck", ""}, {"back neck", "S-14"}, {"release", ""}, {"flare", ""}, {"", ""}, {"  ", ""}, {"swimming", ""}, {"S-99", ""},
	} {
		r, ok := lib.Find(c.text)
		if ok != (c.want != "") || ok && r.ID != c.want {
			t.Errorf("%q finds %v, %v, want %q", c.text, r, ok, c.want)
		}
	}
}

func TestEveryRoutineIsFoundByItsName(t *testing.T) {
	lib := open(t, "S-01").machine.Library
	for _, r := range lib.Routines() {
		if found, ok := lib.Find(r.Name); !ok || found.ID != r.ID {
			t.Errorf("%q finds %v, %v", r.Name, found, ok)
		}
	}
}

func TestListsAreInOrder(t *testing.T) {
	lib := open(t, "S-01").machine.Library
	if rs := lib.Routines(); len(rs) != 17 || !slices.IsSortedFunc(rs, func(a, b *routines.Routine) int { return strings.Compare(string(a.ID), string(b.ID)) }) {
		t.Errorf("%d routines, or not in order", len(rs))
	}
	if es := lib.Exercises(); len(es) != 52 || !slices.IsSortedFunc(es, func(a, b *routines.Exercise) int { return strings.Compare(string(a.ID), string(b.ID)) }) {
		t.Errorf("%d exercises, or not in order", len(es))
	}
}

func TestEasierVariants(t *testing.T) {
	lib := open(t, "S-01").machine.Library
	for id, want := range map[routines.VariantID]routines.VariantID{
		"TPN-01": "TPN-01.easier", "TPN-01.first": "TPN-01.easier", "TPN-01.harder": "TPN-01.easier", "TPN-01.easier": "",
		"CST-01.L4": "CST-01.easier", "CST-01.L2r": "CST-01.easier", "STR-01.c3": "STR-01.easier", "STR-02.mini": "STR-02.easier",
		"STR-04": "STR-04.easier", "STR-04.harder": "STR-04.easier",
		"STR-04.scan30": "", "STR-04.scan90": "", "STR-04.scan120": "", "MOB-05": "", "NO-01": "",
	} {
		if got, ok := lib.Easier(id); got != want || ok != (want != "") {
			t.Errorf("easier than %s: %q, %v, want %q", id, got, ok, want)
		}
	}
}

// Nothing that the easier form adds may be blocked where the form it stands
// in for was open (clinical specification, section 0.4).
func TestEasierVariantsCarryNoNewBlock(t *testing.T) {
	lib := open(t, "S-01").machine.Library
	for _, v := range shippedVariants(lib) {
		id, ok := lib.Easier(v.ID)
		if !ok {
			continue
		}
		_, easier, _ := lib.Variant(id)
		for _, tag := range easier.Tags {
			// Resting hands are gentler than pressure, under a tag of their own.
			if !slices.Contains(v.Tags, tag) && tag != routines.TagTouch {
				t.Errorf("%s is blocked by %s, and %s is not", id, tag, v.ID)
			}
		}
	}
}

func TestDescribe(t *testing.T) {
	lib := load(t, smallLibrary())
	r, _ := lib.Routine("M-01")
	const want = `Neck control (M-01, version 1)
  Families: CST
  Why: To train the small muscles that carry the head.
  Position: Sit on a chair.
  Review: pending
  Source: Clinical judgement (background)

full, 55 s (0:55)
  1. Chin nod MY-01 (MY-01), 40 s: 2 sides, 2 sets, hold 5 s, rest 1 s, 4 s between sets, 3 s to get ready, 5 s to change sides
  2. Chin nod MY-01 (MY-01.easier), 15 s: 3 times, hold 2 s, rest 3 s

`
	got := routines.Describe(lib, r)
	if !strings.HasPrefix(got, want) {
		t.Errorf("described as\n%s\nwant first\n%s", got, want)
	}
	for _, part := range []string{"Stop: Stop at pain or dizziness.", "Evidence: E4 in neck_pain. No trial of this dose was found.", "Variant MY-01.easier:", "2 sides, 2 sets, hold 5 s, rest 1 s, 4 s between sets, 3 s to get ready, 5 s to change sides\n    Blocked by: NECKLOAD"} {
		if strings.Count(got, part) != 1 {
			t.Errorf("%q stands there %d times", part, strings.Count(got, part))
		}
	}
}

func TestDescribeEveryShippedRoutine(t *testing.T) {
	lib := open(t, "S-01").machine.Library
	for _, r := range lib.Routines() {
		got := routines.Describe(lib, r)
		for _, form := range routines.Forms() {
			for _, step := range r.Forms[form] {
				e, _, _ := lib.Variant(step.Variant)
				if !strings.Contains(got, string(step.Variant)) || !strings.Contains(got, "\n"+e.Name+" ("+string(e.ID)) {
					t.Errorf("%s does not describe %s", r.ID, step.Variant)
				}
			}
		}
	}
}

func TestDescribeSaysWhatASetIs(t *testing.T) {
	lib := open(t, "S-01").machine.Library
	r, _ := lib.Routine("S-02")
	if got := routines.Describe(lib, r); !strings.Contains(got, "One set is a: spot") || !strings.Contains(got, "First two uses: TPN-01.first") {
		t.Error(got)
	}
}
