package routines_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"unknot/routines"
)

// TestBlockTags holds section 0.4 of the clinical specification: what each tag
// switches off, told by what it must take and what it must leave.
func TestBlockTags(t *testing.T) {
	for _, c := range []struct{ blocks, takes, leaves string }{
		{"ALL", "STR-01.c3 STR-04.scan30 MOB-02 WRK-12 SLP-03", ""},
		{"MOVE", "MOB-02 MOB-05 MOB-06 MOB-07 SST-01.mini TPN-01.easier STR-02.mini STR-04 STR-04.harder WRK-12 SLP-03",
			"STR-01 STR-01.c3 STR-01.bed STR-01.easier STR-01.harder STR-04.scan30 STR-04.scan90 STR-04.scan120 STR-04.easier"},
		{"PRESS", "TPN-01 TPN-02.easier TPN-03 TPN-04 TPS-01 TPS-02.easier TPS-04", "TPN-01.easier TPS-01.easier STR-02 CST-01 SST-02"},
		{"TOUCH", "TPN-01.easier TPS-01.easier", "TPN-01 TPS-01"},
		{"BALL", "TPN-02 TPS-02.ball TPS-03.easier TPS-04.easier", "TPN-02.easier TPS-02 TPN-01"},
		{"ENDRANGE", "STR-02.mini STR-03 STR-05.short MOB-03 MOB-04", "STR-01 STR-04 MOB-01 MOB-02"},
		{"NECKLOAD", "CST-01.easier CST-02.x6 CST-03 CST-04.easier MOB-01.easier STR-04 TPN-04 TPS-01.harder", "STR-04.easier SST-02 TPN-01 MOB-02"},
		{"LOAD", "SST-02.easier SST-03.easier SST-04.s40 CST-03.easier CST-01.L4 CST-02.resist STR-04 SST-01.angel", "SST-01 CST-01.L3 CST-02 STR-04.scan90"},
		{"FLAT", "CST-01 CST-01.L1 TPN-02.easier", "CST-01.easier CST-01.L1r CST-01.L3r"},
		{"KNEEL", "CST-04 CST-04.set1 CST-04.harder", "CST-04.easier CST-04.t CST-04.set1t"},
		{"TPN", "TPN-01.easier TPN-02.easier TPN-03 TPN-04", "TPS-01 STR-02"},
		{"MOB-03", "MOB-03 MOB-03.easier", "MOB-04 MOB-01"},
		{"CST-01.L4", "CST-01.L4", "CST-01.L3 CST-01.L3r CST-01"},
		{"CST-03", "CST-03 CST-03.easier CST-03.x2 CST-03.harder", "CST-02 CST-04"},
		{"SST-03 but not SST-03.easier", "SST-03 SST-03.set1 SST-03.harder", "SST-03.easier SST-02"},
		{"SST-03 but not SST-03.easier; LOAD", "SST-03 SST-03.easier", "SST-01"},
		{"SST-03 but not SST-03.easier; SST-03", "SST-03 SST-03.easier", "SST-02"},
		{"GRIP", "", "STR-01 SST-02"},
		{"", "", "TPN-02.harder CST-01.L4 WRK-12"},
	} {
		t.Run(c.blocks, func(t *testing.T) {
			open := left(clinic(), listed(c.blocks))
			for _, id := range strings.Fields(c.takes) {
				if slices.Contains(open, id) {
					t.Errorf("%s is open", id)
				}
			}
			for _, id := range strings.Fields(c.leaves) {
				if !slices.Contains(open, id) {
					t.Errorf("%s is blocked", id)
				}
			}
		})
	}
}

// Under MOVE only slow breathing and the scans are left, and nothing else.
func TestWhatMoveLeaves(t *testing.T) {
	for _, lib := range libraries(t) {
		for _, id := range left(lib, listed("MOVE")) {
			if !strings.HasPrefix(id, "STR-01") && !strings.HasPrefix(id, "STR-04.scan") && id != "STR-04.easier" {
				t.Errorf("%s is open under MOVE", id)
			}
		}
	}
	// An operator who loads the breathing does not load it under MOVE.
	e := &routines.Exercise{ID: "STR-01", Family: routines.Stretching}
	if listed("MOVE").Allows(e, &routines.Variant{ID: "STR-01.weight", Tags: []routines.Tag{routines.TagLoad}}) {
		t.Error("a loaded variant of STR-01 is open under MOVE")
	}
}

func TestNothingIsAllowedThatIsNotThere(t *testing.T) {
	var none routines.Blocks
	if none.Allows(nil, nil) || none.Allows(&routines.Exercise{}, nil) {
		t.Error("what is not there is open")
	}
}

// A family that is off for a week leaves what nobody can be harmed by: the
// rest of an attack is made of it.
func TestFamilyBlocks(t *testing.T) {
	for _, family := range []routines.Family{routines.TenderNeck, routines.TenderBack, routines.NeckControl, routines.BladeWork, routines.Mobility} {
		if got := routines.FamilyBlock(family); got != routines.Block(family) {
			t.Errorf("%s: %q", family, got)
		}
	}
	open := left(clinic(), routines.NewBlocks(routines.FamilyBlock(routines.Stretching)))
	for _, e := range clinic().Exercises() {
		for _, v := range e.Variants {
			rests := e.ID == "STR-01" || strings.HasPrefix(string(v.ID), "STR-04.scan") || v.ID == "STR-04.easier"
			if want := e.Family != routines.Stretching || rests; slices.Contains(open, string(v.ID)) != want {
				t.Errorf("%s is open: %v, want %v", v.ID, !want, want)
			}
		}
	}
}

func TestBlocksAreASet(t *testing.T) {
	a := routines.NewBlocks("PRESS", "ALL", "PRESS", "MOB-03")
	if !slices.Equal(a, routines.Blocks{"ALL", "MOB-03", "PRESS"}) {
		t.Errorf("%q", a)
	}
	if !a.Has("MOB-03") || a.Has("MOB") || a.Empty() || !routines.NewBlocks().Empty() {
		t.Errorf("%q has what it has not, or the other way round", a)
	}
	var none routines.Blocks
	if got := none.With(); got != nil {
		t.Errorf("nothing and nothing is %q", got)
	}
	if got := none.With(a, routines.NewBlocks("FLAT")); !slices.Equal(got, routines.Blocks{"ALL", "FLAT", "MOB-03", "PRESS"}) {
		t.Errorf("%q", got)
	}
	data, err := json.Marshal(a)
	if err != nil || string(data) != `["ALL","MOB-03","PRESS"]` {
		t.Errorf("stored as %s, %v", data, err)
	}
}

// blockNames are blocks of every kind, as a person may have them.
func blockNames() []routines.Block {
	return []routines.Block{
		"ALL", "MOVE", "PRESS", "TOUCH", "BALL", "ENDRANGE", "NECKLOAD", "LOAD", "FLAT", "KNEEL",
		"TPN", "TPS", "CST", "SST", "MOB", "STR", "WRK", "MOB-03", "MOB-04", "CST-03", "STR-05", "TPN-02", "CST-01.L4",
		"SST-03 but not SST-03.easier", "CST-03 but not CST-03.easier, CST-03.x2",
	}
}

func someBlocks() *rapid.Generator[routines.Blocks] {
	return rapid.Custom(func(t *rapid.T) routines.Blocks {
		return routines.NewBlocks(rapid.SliceOfN(rapid.SampledFrom(blockNames()), 0, 6).Draw(t, "blocks")...)
	})
}

func TestBlocksAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := someBlocks().Draw(t, "a"), someBlocks().Draw(t, "b")
		was := slices.Clone(a)
		both := a.With(b)
		if !slices.Equal(a, was) {
			t.Fatalf("adding changed %q to %q", was, a)
		}
		if !slices.Equal(both, b.With(a)) || !slices.Equal(both, both.With(both)) {
			t.Fatalf("%q and %q make %q in one order only", a, b, both)
		}
		for _, e := range clinic().Exercises() {
			for i := range e.Variants {
				v := &e.Variants[i]
				if got, want := both.Allows(e, v), a.Allows(e, v) && b.Allows(e, v); got != want {
					t.Fatalf("%s under %q and %q: %v", v.ID, a, b, got)
				}
			}
		}
	})
}
