package routines_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"unknot/routines"
)

// done lists steps that were done in these variants.
func done(variants ...routines.VariantID) []routines.StepState {
	steps := make([]routines.StepState, len(variants))
	for i, v := range variants {
		steps[i] = routines.StepState{Variant: v, Done: routines.StepDone}
	}
	return steps
}

func TestWhatAMarkKeepsOfAStep(t *testing.T) {
	lib := programLibrary(t)
	levels := routines.Levels{"CST-01": "CST-01.L2", "SST-01": "SST-01.easier"}
	for _, c := range []struct {
		name string
		form routines.Form
		step routines.StepState
		want string
	}{
		{"counted at the stored level", routines.Full, routines.StepState{Variant: "CST-01.L2", Done: routines.StepDone}, "CST-01.L2"},
		{"the twin of the level", routines.Full, routines.StepState{Variant: "CST-01.L2r", Done: routines.StepDone}, "CST-01.L2"},
		{"the level's other name", routines.Full, routines.StepState{Variant: "CST-01", Done: routines.StepDone}, "CST-01.L2"},
		{"below the level", routines.Full, routines.StepState{Variant: "CST-01.L1", Done: routines.StepDone}, "CST-01-"},
		{"above it", routines.Full, routines.StepState{Variant: "CST-01.L3", Done: routines.StepDone}, "CST-01-"},
		{"the short form", routines.Short, routines.StepState{Variant: "CST-01.L2", Done: routines.StepDone}, "CST-01-"},
		{"the tiny form", routines.Tiny, routines.StepState{Variant: "CST-01.L2", Done: routines.StepDone}, "CST-01-"},
		{"one set", routines.Full, routines.StepState{Variant: "CST-01.L2", OneSet: true, Done: routines.StepDone}, "CST-01-"},
		{"made easier on the way", routines.Full, routines.StepState{Variant: "CST-01.easier", Eased: true, Done: routines.StepDone}, "CST-01-"},
		{"a form that is no level", routines.Full, routines.StepState{Variant: "SST-01.set1", Done: routines.StepDone}, "SST-01-"},
		{"the easier form as the level", routines.Full, routines.StepState{Variant: "SST-01.easier", Done: routines.StepDone}, "SST-01.easier"},
		{"the learning form", routines.Full, routines.StepState{Variant: "TPN-01.first", Done: routines.StepDone}, "TPN-01-"},
		{"where everybody begins", routines.Full, routines.StepState{Variant: "SST-02.set1", Done: routines.StepDone}, "SST-02.set1"},
		{"a bit", routines.Full, routines.StepState{Variant: "SST-02.easier", Eased: true, Hurt: routines.HurtBit, Done: routines.StepDone}, "SST-02-?"},
		{"a bit, then skipped", routines.Full, routines.StepState{Variant: "SST-02.easier", Hurt: routines.HurtBit, Done: routines.StepSkipped}, "SST-02-?"},
		{"a bit that ended it", routines.Full, routines.StepState{Variant: "SST-02", Hurt: routines.HurtBit, Done: routines.StepStopped}, "SST-02-!"},
		{"strong", routines.Full, routines.StepState{Variant: "SST-02", Hurt: routines.HurtStrong, Done: routines.StepStopped}, "SST-02-!"},
		{"something else", routines.Full, routines.StepState{Variant: "SST-02", Hurt: routines.HurtElse, Done: routines.StepStopped}, "SST-02-!"},
		{"skipped", routines.Full, routines.StepState{Variant: "SST-02", Done: routines.StepSkipped}, ""},
		{"not reached", routines.Full, routines.StepState{Variant: "SST-02"}, ""},
		{"not in the library", routines.Full, routines.StepState{Variant: "XX-01", Done: routines.StepDone}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := routines.NewMark(lib, levels, routines.Result{Routine: "S-05", Form: c.form, Steps: []routines.StepState{c.step}}, day0, 4, false)
			if got, _ := m.Tries.MarshalText(); string(got) != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// Of an exercise that comes twice in a session the stricter colour holds.
func TestAnExerciseThatComesTwice(t *testing.T) {
	steps := done("STR-01.easier", "TPN-01", "STR-01.c3")
	steps[2].Hurt = routines.HurtBit
	levels := routines.Levels{"STR-01": "STR-01.easier"}
	m := routines.NewMark(programLibrary(t), levels, routines.Result{Form: routines.Full, Steps: steps}, day0, 1, false)
	if got, _ := m.Tries.MarshalText(); string(got) != "STR-01.easier? TPN-01" {
		t.Errorf("%q", got)
	}
}

func TestAMarkOfASession(t *testing.T) {
	lib := programLibrary(t)
	end := time.Date(2026, 3, 2, 18, 30, 59, 0, time.UTC)
	two, three, six := 2, 3, 6
	r := routines.Result{Routine: "S-05", Form: routines.Full, Steps: append(done("CST-03.x2"), routines.StepState{Variant: "STR-01.c6"}),
		Before: &two, After: &three, Effort: &six, Ended: end, End: routines.EndStopped}
	want := routines.Mark{Day: 9, At: routines.Minute(end.Unix() / 60), Routine: "S-05", Form: routines.Full, Week: 4, Load: true, Unwell: true,
		Before: &two, After: &three, Effort: &six, Tries: routines.Tries{{Exercise: "CST-03", Level: "CST-03.x2", During: routines.Green}}}
	if diff := cmp.Diff(want, routines.NewMark(lib, nil, r, 9, 4, true)); diff != "" {
		t.Error(diff)
	}
	r.End = routines.EndLeft
	if m := routines.NewMark(lib, nil, r, 9, 4, true); m.At != routines.MinuteOf(end.Add(-routines.LeftAlone)) {
		t.Errorf("left alone: ended at minute %d", m.At)
	}
	r.Steps = append(r.Steps, routines.StepState{Variant: "STR-01.c3"})
	if m := routines.NewMark(lib, nil, r, 9, 4, true); !m.Part || m.Full() {
		t.Errorf("one step of three: %+v", m)
	}
}

func TestWhichMarksLoad(t *testing.T) {
	lib := programLibrary(t)
	for _, c := range []struct {
		routine routines.RoutineID
		steps   []routines.StepState
		loading bool
	}{
		{"S-05", done("CST-03.x2"), true},
		{"S-06", done("SST-02.set1"), true},
		{"S-05", done("CST-02.x6", "MOB-02"), false}, // the tiny form holds no LOAD step
		{"S-10", done("SST-04.s60"), false},          // the band is no loading session: D4 and D5 are about it
		{"S-07", done("STR-04"), false},
		{"S-06", []routines.StepState{{Variant: "SST-02", Done: routines.StepSkipped}}, false},
		{"S-06", []routines.StepState{{Variant: "SST-02", Hurt: routines.HurtStrong, Done: routines.StepStopped}}, true},
	} {
		m := routines.NewMark(lib, nil, routines.Result{Routine: c.routine, Form: routines.Full, Steps: c.steps}, day0, 3, false)
		if m.Loading() != c.loading {
			t.Errorf("%s with %s: loading %v", c.routine, c.steps[0].Variant, m.Loading())
		}
	}
}

// A week of week 5 or 6: four marks of about 130 bytes each.
func TestMarksAreSmallAndComeBack(t *testing.T) {
	ms := marksOf(t, `
day 0 S-02 full w5 b3 a2 e2 : STR-01- MOB-01- TPN-01 STR-02- STR-03-
day 2 S-05 full w5 b2 a2 e3 load : MOB-01- CST-03.x2 SST-02.set1 SST-03.set1 CST-01.L1b STR-01-
day 3 S-10 full w5 b2 a1 e3 load : SST-04.s60
day 4 S-06 full w6 b2 a1 e3 load : MOB-01- CST-04.set1 SST-02 SST-03 CST-01.L2b STR-01-
day 5 S-06 full w8 b2 a4 e3 nA5 kn attack unwell load part : CST-04-? SST-02.x12!~ SST-03 CST-01.L3
`)
	size := 0
	for _, m := range ms {
		data, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var back routines.Mark
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(m, back); diff != "" {
			t.Errorf("%s comes back as:\n%s", data, diff)
		}
		if !m.Attack {
			size += len(data)
		}
	}
	if mean := size / 4; mean > 130 {
		t.Errorf("a mark takes %d bytes", mean)
	}
}

func TestATryThatNobodyWrote(t *testing.T) {
	var ts routines.Tries
	if err := ts.UnmarshalText([]byte(" ? -! ~ CST-01 what.is.this ")); err != nil {
		t.Fatal(err)
	}
	if back, err := ts.MarshalText(); err != nil || len(ts) != 5 {
		t.Errorf("%q of %d, error %v", back, len(ts), err)
	}
}

func TestMarksStayInOrder(t *testing.T) {
	ms := marksOf(t, "day 3 S-02 full\nday 1 S-03 full\nday 2 S-05 full at600\nday 2 S-10 full at600")
	var order []routines.RoutineID
	for _, m := range ms {
		order = append(order, m.Routine)
	}
	if !slices.Equal(order, []routines.RoutineID{"S-03", "S-05", "S-10", "S-02"}) {
		t.Errorf("%v", order)
	}
}

func TestWhichMarksAreKept(t *testing.T) {
	tiny := "\nday 40 S-02 tiny : TPN-01-"
	for _, c := range []struct {
		name, marks string
		program     routines.Program
		today       int
		want        []int // days
	}{
		{"35 days", "day 0 S-02 full : TPN-01\nday 1 S-02 full : TPN-01", routines.Program{Week: 1}, 35, []int{1}},
		{"34 days", "day 0 S-02 full : TPN-01\nday 1 S-02 full : TPN-01", routines.Program{Week: 1}, 34, []int{0, 1}},
		{"the last long one, however old", "day 0 S-02 full : TPN-01\nday 1 S-03 short : TPS-01-" + tiny, routines.Program{Week: 1}, 60, []int{1, 40}},
		{"slow: the four last with each exercise",
			"day 0 S-05 full : CST-01.L1\nday 1 S-05 full : CST-01.L1\nday 2 S-05 full : CST-01.L1\nday 3 S-05 full : CST-01.L1\nday 4 S-05 full : CST-01.L1\nday 5 S-10 full : SST-04.s60",
			routines.Program{Week: 3, Slow: true, Turned: routines.Minute(day0+90) * 1440}, 90, []int{1, 2, 3, 4, 5}},
		{"slow: begun in an attack is not looked at",
			"day 0 S-05 full unwell : CST-01.L1\nday 1 S-05 full : CST-01.L1\nday 5 S-10 full : SST-04.s60",
			routines.Program{Week: 3, Slow: true, Turned: routines.Minute(day0+90) * 1440}, 90, []int{1, 5}},
		{"slow: the whole step",
			"day 0 S-05 full unwell : CST-01.L1\nday 1 S-05 full : CST-01.L1", routines.Program{Week: 3, Slow: true}, 90, []int{0, 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var days []int
			for _, m := range marksOf(t, c.marks).Prune(day0+routines.DayNumber(c.today), c.program) {
				days = append(days, int(m.Day-day0))
			}
			if !slices.Equal(days, c.want) {
				t.Errorf("days %v, want %v", days, c.want)
			}
		})
	}
}
