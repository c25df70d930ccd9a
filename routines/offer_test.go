package routines_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unknot/routines"
)

// TestOffer holds the rule of replacement of section 0.4: the twin where it is
// open, else the easier variant where it is open, else nothing.
func TestOffer(t *testing.T) {
	for _, c := range []struct{ blocks, id, want string }{
		{"", "TPN-01", "TPN-01"},
		{"PRESS", "STR-02", "STR-02"},
		// Twins.
		{"FLAT", "CST-01.L1", "CST-01.L1r"},
		{"FLAT", "CST-01.L1b", "CST-01.L1br"},
		{"FLAT", "CST-01.L2", "CST-01.L2r"},
		{"FLAT", "CST-01", "CST-01.L2r"},
		{"FLAT", "CST-01.L2b", "CST-01.L2br"},
		{"FLAT", "CST-01.L3", "CST-01.L3r"},
		{"FLAT", "CST-01.harder", "CST-01.L3r"},
		{"KNEEL", "CST-04", "CST-04.t"},
		{"KNEEL", "CST-04.set1", "CST-04.set1t"},
		// No twin, or a blocked one: the easier variant.
		{"FLAT", "CST-01.L4", "CST-01.easier"},
		{"KNEEL", "CST-04.harder", "CST-04.easier"},
		{"CST-04.t; KNEEL", "CST-04", "CST-04.easier"},
		{"PRESS", "TPN-01", "TPN-01.easier"},
		{"PRESS", "TPN-01.firstshort", "TPN-01.easier"},
		{"BALL", "TPN-02.later", "TPN-02.easier"},
		{"BALL", "TPS-02.ball", "TPS-02.easier"},
		{"SST-03 but not SST-03.easier", "SST-03.set1", "SST-03.easier"},
		{"CST-03 but not CST-03.easier, CST-03.x2", "CST-03", "CST-03.easier"},
		{"CST-03 but not CST-03.easier, CST-03.x2", "CST-03.x2", "CST-03.x2"},
		// Release-only: STR-04 without tensing.
		{"LOAD", "STR-04", "STR-04.easier"},
		{"NECKLOAD", "STR-04", "STR-04.easier"},
		{"NECKLOAD; LOAD", "STR-04.harder", "STR-04.easier"},
		{"MOVE", "STR-04", "STR-04.easier"},
		// Nothing.
		{"PRESS; TOUCH", "TPN-01", ""},
		{"TOUCH", "TPN-01.easier", ""},
		{"TPN", "TPN-01", ""},
		{"NECKLOAD", "CST-01.L2", ""},
		{"NECKLOAD; FLAT", "CST-01.L2", ""},
		{"BALL", "TPS-03", ""},
		{"BALL; FLAT", "TPN-02", ""},
		{"ENDRANGE", "STR-02.mini", ""},
		{"LOAD", "SST-04", ""},
		{"MOVE", "MOB-02", ""},
		{"ALL", "STR-01.c3", ""},
		{"", "XYZ-09", ""},
	} {
		t.Run(c.id+" under "+c.blocks, func(t *testing.T) {
			got, ok := routines.Offer(clinic(), routines.VariantID(c.id), listed(c.blocks))
			if string(got) != c.want || ok != (c.want != "") {
				t.Errorf("%q, %v, want %q", got, ok, c.want)
			}
		})
	}
}

// told writes what is left of a form: steps, and after a slash what they stand
// in for.
func told(o routines.Offered) string {
	var words []string
	for _, step := range o.Steps {
		word := string(step.Variant)
		if step.Planned != "" {
			word += "/" + string(step.Planned)
		}
		words = append(words, word)
	}
	return fmt.Sprintf("%s, %d of %d dropped, %v", strings.Join(words, " "), o.Dropped/time.Second, o.Whole/time.Second, o.Thin())
}

// TestOfferForm counts the seconds of section 2.1 by hand.
func TestOfferForm(t *testing.T) {
	for _, c := range []struct {
		routine routines.RoutineID
		form    routines.Form
		blocks  string
		want    string
	}{
		{"S-02", routines.Full, "", "STR-01.c6 MOB-01.short TPN-01 STR-02.short STR-03.short STR-01.c3, 0 of 445 dropped, false"},
		// Y2: 75 + 80 + 80 of 445.
		{"S-02", routines.Full, "PRESS; ENDRANGE; NECKLOAD", "STR-01.c6 TPN-01.easier/TPN-01 STR-01.c3, 235 of 445 dropped, true"},
		{"S-02", routines.Full, "ENDRANGE", "STR-01.c6 MOB-01.short TPN-01 STR-01.c3, 160 of 445 dropped, false"},
		// Y5: 180 of 470, for TPS-02 has no form without pressure.
		{"S-03", routines.Full, "PRESS", "MOB-02 TPS-01.easier/TPS-01.short MOB-04 STR-01.c6, 180 of 470 dropped, false"},
		{"S-03", routines.Full, "PRESS; TOUCH", "MOB-02 MOB-04 STR-01.c6, 300 of 470 dropped, true"},
		{"S-04", routines.Full, "BALL", "MOB-03 STR-01.c6, 380 of 485 dropped, true"},
		{"S-04", routines.Short, "BALL", ", 120 of 120 dropped, true"},
		{"S-05", routines.Full, "FLAT", "MOB-01.short MOB-02 CST-03 SST-01.set1 SST-02.set1 SST-03.set1 CST-01.L2r/CST-01.L2 STR-01.c6, 0 of 619 dropped, false"},
		{"S-05", routines.Full, "LOAD", "MOB-01.short MOB-02 SST-01.set1 CST-01.L2 STR-01.c6, 250 of 619 dropped, false"},
		{"S-06", routines.Full, "FLAT; KNEEL", "MOB-01.short CST-04.t/CST-04 SST-02 SST-03 CST-01.L3r/CST-01.L3 STR-01.c3, 0 of 715 dropped, false"},
		{"S-06", routines.Full, "NECKLOAD", "SST-02 SST-03 STR-01.c3, 385 of 715 dropped, true"},
		{"S-06", routines.Tiny, "LOAD", ", 60 of 60 dropped, true"},
		{"S-07", routines.Full, "LOAD", "STR-01.bed STR-04.easier/STR-04, 0 of 600 dropped, false"},
		{"S-08a", routines.Full, "NECKLOAD", "STR-01.short MOB-05 STR-04.scan90, 70 of 310 dropped, false"},
		{"S-08b", routines.Full, "MOVE", "STR-01.c19 STR-04.scan90, 30 of 310 dropped, false"},
		{"S-09", routines.Full, "MOVE; TOUCH", "STR-01.c18 STR-04.scan120, 0 of 300 dropped, false"},
		{"S-12", routines.Full, "MOVE", ", 180 of 180 dropped, true"},
		// Half is not more than half: 60 of 120.
		{"S-11", routines.Short, "MOB-02", "MOB-06 MOB-07 MOB-06 MOB-07, 60 of 120 dropped, false"},
		{"S-09", routines.Full, "ALL", ", 300 of 300 dropped, true"},
	} {
		t.Run(fmt.Sprintf("%s %s under %s", c.routine, c.form, c.blocks), func(t *testing.T) {
			r, _ := clinic().Routine(c.routine)
			if got := told(routines.OfferForm(clinic(), r, c.form, listed(c.blocks))); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

// The dose that a routine gives counts, not the variant's own.
func TestOfferStepsCountTheDoseOfTheRoutine(t *testing.T) {
	hold := 300
	steps := []routines.Step{{Variant: "STR-02", Dose: &routines.DoseOverride{Hold: &hold}}, {Variant: "MOB-02"}, {Variant: "XYZ-09"}}
	if got, want := told(routines.OfferSteps(clinic(), steps, listed("MOB-02"))), "STR-02, 30 of 330 dropped, false"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// An empty form is none to begin.
func TestNothingIsThin(t *testing.T) {
	if o := routines.OfferSteps(clinic(), []routines.Step{{Variant: "XYZ-09"}}, nil); !o.Thin() || o.Whole != 0 {
		t.Errorf("%+v", o)
	}
}

// Two variants of one dose are the same under another name only where they
// are blocked alike.
func TestTwinsOfAnotherName(t *testing.T) {
	variant := func(id routines.VariantID, hold int, tags ...routines.Tag) routines.Variant {
		return routines.Variant{ID: id, Dose: routines.Dose{Sides: 1, Sets: 1, Reps: 1, Hold: hold}, Tags: tags}
	}
	e := &routines.Exercise{ID: "MY-01", Family: routines.NeckControl, Variants: []routines.Variant{
		variant("MY-01", 30, "FLAT"), variant("MY-01.a", 30, "FLAT", "LOAD"), variant("MY-01.ar", 30, "LOAD"), variant("MY-01.b", 20, "FLAT"),
		variant("MY-01.br", 20),
	}}
	lib := routines.NewLibrary([]*routines.Exercise{e}, nil, nil)
	if id, ok := routines.Offer(lib, "MY-01", listed("FLAT")); ok {
		t.Errorf("in place of MY-01 %s", id)
	}
	if id, _ := routines.Offer(lib, "MY-01.b", listed("FLAT")); id != "MY-01.br" {
		t.Errorf("in place of MY-01.b %s", id)
	}
}

// TestStillInstead: sections 0.4 and 2.1.
func TestStillInstead(t *testing.T) {
	for _, c := range []struct{ blocks, want string }{
		{"", "S-07"},
		{"PRESS; ENDRANGE", "S-07"},
		{"LOAD", "S-07"},
		{"NECKLOAD", "S-08b"},
		{"PRESS; ENDRANGE; NECKLOAD; LOAD", "S-08b"},
		{"NECKLOAD; MOB-05", "S-07"}, // of S-08b less is left
		{"MOVE", "S-09"},
		{"MOVE; NECKLOAD; TOUCH", "S-09"},
		{"STR", "S-08b"}, // the shrug is left
		{"ALL", ""},
		{"MOVE; STR", ""},
	} {
		got, ok := routines.StillInstead(clinic(), routines.Full, listed(c.blocks))
		if string(got) != c.want || ok != (c.want != "") {
			t.Errorf("under %q: %q, %v, want %q", c.blocks, got, ok, c.want)
		}
	}
	if id, ok := routines.StillInstead(routines.NewLibrary(nil, nil, nil), routines.Full, nil); ok {
		t.Errorf("an empty library offers %s", id)
	}
}

// Whatever is blocked, nothing blocked is offered: no variant, no form.
func TestNothingBlockedIsOffered(t *testing.T) {
	libs := libraries(t)
	rapid.Check(t, func(t *rapid.T) {
		blocks := someBlocks().Draw(t, "blocks")
		for _, lib := range libs {
			for _, e := range lib.Exercises() {
				for _, v := range e.Variants {
					if got, ok := routines.Offer(lib, v.ID, blocks); ok {
						permitted(t, lib, got, blocks)
					}
				}
			}
			for _, r := range lib.Routines() {
				for _, form := range routines.Forms() {
					keeps(t, lib, r, form, blocks)
				}
			}
		}
	})
}

// permitted fails where a variant carries a blocked tag or name. It does not
// ask Allows: it reads the list of section 0.4 again.
func permitted(t fatal, lib *routines.Library, id routines.VariantID, blocks routines.Blocks) {
	t.Helper()
	e, v, ok := lib.Variant(id)
	if !ok {
		t.Fatalf("%s is not in the library", id)
	}
	for _, block := range blocks {
		name, kept, _ := strings.Cut(string(block), " but not ")
		switch {
		case name == "ALL":
		case name == "MOVE" && (e.ID == "STR-01" || strings.HasPrefix(string(id), "STR-04.scan") || id == "STR-04.easier"):
			continue
		case name == "MOVE":
		case slices.Contains(strings.Split(kept, ", "), string(id)), slices.Contains(strings.Split(kept, ", "), string(e.ID)):
			continue
		case !slices.Contains(v.Tags, routines.Tag(name)) && name != string(e.Family) && name != string(e.ID) && name != string(id):
			continue
		}
		t.Fatalf("%s is offered under %q", id, block)
	}
}

// keeps checks what is left of a form: open steps in their order, each once,
// and the seconds of the others.
func keeps(t fatal, lib *routines.Library, r *routines.Routine, form routines.Form, blocks routines.Blocks) {
	t.Helper()
	o := routines.OfferForm(lib, r, form, blocks)
	at, kept := 0, time.Duration(0)
	for _, step := range o.Steps {
		permitted(t, lib, step.Variant, blocks)
		planned := step.Planned
		if planned == "" {
			planned = step.Variant
		}
		for at < len(r.Forms[form]) && r.Forms[form][at].Variant != planned {
			at++
		}
		if at == len(r.Forms[form]) {
			t.Fatalf("%s %s: %s stands in for no step", r.ID, form, step.Variant)
		}
		d, _ := lib.Dose(r.ID, form, planned)
		kept, at = kept+d.Total(), at+1
	}
	if kept+o.Dropped != o.Whole || o.Thin() != (len(o.Steps) == 0 || o.Dropped > o.Whole/2) {
		t.Fatalf("%s %s under %q: %v kept, %v of %v dropped, thin %v", r.ID, form, blocks, kept, o.Dropped, o.Whole, o.Thin())
	}
}
