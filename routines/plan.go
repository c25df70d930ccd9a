package routines

// learning is how often an exercise is done in its learning variant first.
const learning = 2

// Uses counts how often somebody has completed each exercise.
type Uses map[ExerciseID]int

// planned returns the steps of a form for this person; outside of a program
// they are those of the routine.
func (c Course) planned(lib *Library, r *Routine, form Form) []StepState {
	if c.Program.Week > 0 {
		return c.Steps(lib, r, form)
	}
	steps := make([]StepState, 0, len(r.Forms[form]))
	for _, step := range r.Forms[form] {
		if _, v, ok := lib.Variant(step.Variant); ok {
			steps = append(steps, StepState{Variant: v.ID})
		}
	}
	return steps
}

// pin makes of planned steps what a session keeps: learning variants for what
// is new, and the easier ones with one set when the pain before asks for them.
func pin(lib *Library, planned []StepState, light Light, uses Uses) []StepState {
	steps := make([]StepState, 0, len(planned))
	for _, pinned := range planned {
		e, v, ok := lib.Variant(pinned.Variant)
		if !ok {
			continue
		}
		if v.Learn != "" && uses[e.ID] < learning {
			pinned.Variant = v.Learn
		}
		if light == LightEasier {
			pinned = pinned.gentler(lib)
		}
		steps = append(steps, pinned)
	}
	return steps
}

// gentler returns the step as row B2 of the clinical specification, section
// 3.2, asks for it: the easier variant where there is one, and one set.
func (s StepState) gentler(lib *Library) StepState {
	s.OneSet = true
	if easier, ok := lib.Easier(s.Variant); ok {
		return s.instead(easier)
	}
	return s
}
