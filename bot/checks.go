package bot

import (
	"time"

	"unknot/routines"
)

// Checked is what became of a check-list item: done, later, or not possible.
type Checked struct {
	Exercise routines.ExerciseID `json:"exercise"`
	Done     routines.StepEnd    `json:"done"`
	At       time.Time           `json:"at"`
}

// recheck is after how long an item is looked at again (clinical
// specification, section 1.7).
const recheck = 28 * 24 * time.Hour

// noteChecks keeps what a check-list came to.
func (t *turn) noteChecks(r routines.Result) {
	for _, step := range r.Steps {
		e, _, ok := t.Library.Variant(step.Variant)
		if ok && e.Check() && step.Done != "" {
			t.p.Checks = append(withoutCheck(t.p.Checks, e.ID), Checked{Exercise: e.ID, Done: step.Done, At: r.Ended})
		}
	}
}

func withoutCheck(all []Checked, id routines.ExerciseID) []Checked {
	var kept []Checked
	for _, c := range all {
		if c.Exercise != id {
			kept = append(kept, c)
		}
	}
	return kept
}

func (t *turn) isCheck(id routines.VariantID) bool {
	e, _, ok := t.Library.Variant(id)
	return ok && e.Check()
}

// showCheckOpening shows the card of a check-list: no pain is asked for, and
// one item at a time is enough.
func (t *turn) showCheckOpening(before []Line, r *routines.Routine) {
	s := t.p.Session
	var press []Press
	for _, form := range []routines.Form{routines.Tiny, routines.Short, routines.Full} {
		p := movePress("press.items", s.Session, routines.Move{Kind: routines.MoveForm, Form: form})
		p.Label.N = len(r.Forms[form])
		press = append(press, p)
	}
	card := Line{Say: "card.checks", Routine: r.ID}
	lines := append(before, card)
	if again := t.lookAgain(r); len(again) > 0 {
		lines = append(lines, Line{Say: "checks.again", Exercises: again})
	}
	t.ask(lines, append(press, commandPress("press.another", "routine"), commandPress("press.leave", "cancel")))
}

// lookAgain lists the items of a check-list whose look is four weeks old, or
// that were put off.
func (t *turn) lookAgain(r *routines.Routine) []routines.ExerciseID {
	var again []routines.ExerciseID
	for _, c := range t.p.Checks {
		e, _, ok := t.Library.Variant(routines.VariantID(c.Exercise))
		old := t.now.Sub(c.At) >= recheck || c.Done == routines.StepSkipped
		if ok && old && r.Families[0] == e.Family {
			again = append(again, c.Exercise)
		}
	}
	return again
}

// checkPresses are the answers to a check-list item.
func (t *turn) checkPresses() []Press {
	return []Press{
		t.press("press.checkdone", routines.MoveDone), t.press("press.checklater", routines.MoveSkip),
		t.press("press.checkunable", routines.MoveUnable), t.tapHere("press.how", TapHow), t.press("press.stop", routines.MoveStop),
	}
}
