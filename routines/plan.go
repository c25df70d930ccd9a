package routines

// learning is how often an exercise is done in its learning variant first.
const learning = 2

// Uses counts how often somebody has completed each exercise.
type Uses map[ExerciseID]int

// pin lists the steps of a form as a session keeps them: learning variants
// for what is new, and the easier ones when the pain before asks for them.
func pin(lib *Library, r *Routine, form Form, light Light, uses Uses) []StepState {
	steps := make([]StepState, 0, len(r.Forms[form]))
	for _, step := range r.Forms[form] {
		id := step.Variant
		e, v, ok := lib.Variant(id)
		if !ok {
			continue
		}
		if v.Learn != "" && uses[e.ID] < learning {
			id = v.Learn
		}
		easier, ok := lib.Easier(id)
		if light == LightEasier && ok {
			id = easier
		}
		steps = append(steps, StepState{Variant: id})
	}
	return steps
}
