package routines_test

import (
	"testing"
	"testing/fstest"
	"time"

	"unknot/routines"
)

// oneOf returns a library with one exercise, XX-01, in two variants, and a
// routine that does it.
func oneOf(kind routines.SetKind, planned, easier routines.Dose, over *routines.DoseOverride) *routines.Library {
	e := &routines.Exercise{ID: "XX-01", Set: kind, Variants: []routines.Variant{
		{ID: "XX-01", Dose: planned}, {ID: "XX-01.easier", Dose: easier},
	}}
	r := &routines.Routine{ID: "X-01", Version: 1, Forms: map[routines.Form][]routines.Step{
		routines.Full: {{Variant: "XX-01", Dose: over}},
	}}
	return routines.NewLibrary([]*routines.Exercise{e}, []*routines.Routine{r}, nil)
}

func dose(sets, reps, hold, setrest int) routines.Dose {
	return routines.Dose{Sides: 1, Sets: sets, Reps: reps, Hold: hold, SetRest: setrest}
}

func TestStepDose(t *testing.T) {
	three := 3
	for _, c := range []struct {
		name            string
		kind            routines.SetKind
		planned, easier routines.Dose
		over            *routines.DoseOverride
		script          string
		want            routines.Dose
	}{
		{"as planned", "", dose(2, 8, 5, 30), dose(2, 5, 2, 30), nil, "score 2", dose(2, 8, 5, 30)},
		{"the routine's own dose", "", dose(2, 8, 5, 30), dose(2, 5, 2, 30), &routines.DoseOverride{Reps: &three}, "score 2", dose(2, 3, 5, 30)},
		{"easier, all its sets", "", dose(2, 8, 5, 30), dose(2, 5, 2, 30), nil, "score 2, easier", dose(2, 5, 2, 30)},
		{"much pain, one set", "", dose(2, 8, 5, 30), dose(2, 5, 2, 30), nil, "score 5", dose(1, 5, 2, 30)},
		{"one spot", routines.SetSpot, dose(2, 8, 5, 30), dose(2, 5, 2, 30), nil, "score 5", dose(1, 5, 2, 30)},
		{"one set, said so", routines.SetPlain, dose(2, 8, 5, 30), dose(2, 5, 2, 30), nil, "score 5", dose(1, 5, 2, 30)},
		{"but every direction", routines.SetDirection, dose(4, 8, 5, 0), dose(2, 5, 2, 0), nil, "score 5", dose(2, 5, 2, 0)},
		{"and every group", routines.SetGroup, dose(4, 8, 5, 0), dose(4, 5, 2, 0), nil, "score 5", dose(4, 5, 2, 0)},
		{"more repetitions, but sooner over", "", dose(2, 1, 30, 10), dose(1, 5, 3, 0), nil, "score 2, easier", dose(1, 5, 3, 0)},
		{"a longer easier dose loses repetitions", "", dose(1, 4, 10, 0), dose(1, 30, 7, 0), nil, "score 2, easier", dose(1, 4, 7, 0)},
		{"a longer easier dose loses sets", "", dose(1, 10, 4, 0), dose(2, 10, 4, 90), nil, "score 2, easier", dose(1, 10, 4, 90)},
		{"measured by the routine's own dose", "", dose(1, 30, 10, 0), dose(1, 30, 7, 0), &routines.DoseOverride{Reps: &three}, "score 2, easier", dose(1, 3, 7, 0)},
		{"an easier form that is held longer and takes longer is none", "", dose(1, 1, 30, 0), dose(1, 1, 270, 0), nil, "score 5", dose(1, 1, 30, 0)},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := openIn(t, oneOf(c.kind, c.planned, c.easier, c.over), "X-01").do("form full").do(c.script)
			if got, ok := p.session.StepDose(p.machine.Library, 0); !ok || got != c.want {
				t.Errorf("dose %+v, %v, want %+v", got, ok, c.want)
			}
		})
	}
}

func TestStepDoseOfNoStep(t *testing.T) {
	p := begun(t, "S-01", routines.Full)
	for _, i := range []int{-1, 5, 99} {
		if d, ok := p.session.StepDose(p.machine.Library, i); ok {
			t.Errorf("step %d has the dose %+v", i, d)
		}
	}
	if d, ok := p.session.StepDose(without(p.machine.Library, "STR-01"), 0); ok {
		t.Errorf("a step that is gone has the dose %+v", d)
	}
}

// The timer follows the dose of the session, not that of the variant.
func TestTheTimerFollowsOneSet(t *testing.T) {
	lib := oneOf("", dose(2, 8, 5, 30), dose(2, 5, 2, 30), nil)
	openIn(t, lib, "X-01").do("form full, score 5, timer, +9s").wants(routines.NoticeNone, "step 1 XX-01.easier timer 9s").
		do("+1s").wants(routines.NoticeTimeUp, "step 1 XX-01.easier")
}

// What was done is reckoned with the dose of the session, too.
func TestTheResultFollowsOneSet(t *testing.T) {
	lib := oneOf("", dose(2, 8, 5, 30), dose(2, 5, 2, 30), nil)
	p := openIn(t, lib, "X-01").do("form full, score 5, done, pass, pass")
	if r := p.result(); r.Seconds != 10 || !r.Steps[0].OneSet || p.session.Total(lib) != 10*time.Second {
		t.Errorf("%d s of %v, steps %+v; want 10 s of 10", r.Seconds, p.session.Total(lib), r.Steps)
	}
}

// A dose that a routine gives is used for that routine and form alone.
func TestADoseOfARoutineStaysThere(t *testing.T) {
	lib := load(t, smallLibrary(), fstest.MapFS{"routines/M-02.yaml": file(routineFile("M-02", "Neck control at home", "MY-01"))})
	for _, c := range []struct {
		routine routines.RoutineID
		form    routines.Form
		reps    int
	}{
		{"M-01", routines.Full, 3}, {"M-02", routines.Full, 3}, {"M-01", routines.Tiny, 4}, {"M-99", routines.Full, 4},
	} {
		if d, ok := lib.Dose(c.routine, c.form, "MY-01.easier"); !ok || d.Reps != c.reps {
			t.Errorf("%s %s: %d repetitions, want %d", c.routine, c.form, d.Reps, c.reps)
		}
	}
	if d, ok := lib.Dose("M-01", routines.Full, "MY-99"); ok {
		t.Errorf("a variant that is not there has the dose %+v", d)
	}
}
