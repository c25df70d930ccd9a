package bot

import (
	"slices"

	"unknot/routines"
)

// evidence says what is known about a routine, the trials that found nothing
// included.
func (t *turn) evidence(name string) {
	r, ok := t.Library.Find(name)
	if !ok && t.p.Session != nil && name == "" {
		r, ok = t.Library.Routine(t.p.Session.Routine)
	}
	if !ok {
		t.chooseEvidence()
		return
	}
	line := Line{Say: "evidence.card", Routine: r.ID}
	form := routines.Full
	if r.Checklist() {
		form = routines.Short // what matters most of a long list
	}
	for _, step := range r.Forms[form] {
		e, _, ok := t.Library.Variant(step.Variant)
		if ok && !slices.Contains(line.Exercises, e.ID) {
			line.Exercises = append(line.Exercises, e.ID)
		}
	}
	t.home(line, Line{Say: "evidence.honest"})
}

// chooseEvidence offers every routine.
func (t *turn) chooseEvidence() {
	var press []Press
	for _, r := range t.Library.Routines() {
		press = append(press, Press{Label: Line{Say: "press.evidence", Routine: r.ID}, Tap: Tap{Do: TapCommand, Arg: "evidence " + string(r.ID)}.Code()})
	}
	t.answer([]Line{{Say: "evidence.which"}}, press...)
}
