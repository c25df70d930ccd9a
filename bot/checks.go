package bot

import (
	"slices"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// Checked is what became of a check-list item: done, later, or not possible.
type Checked struct {
	Exercise routines.ExerciseID `json:"exercise"`
	Done     routines.StepEnd    `json:"done"`
	At       time.Time           `json:"at"`
	Again    bool                `json:"again,omitempty"` // the second look, four weeks after the first
}

// noteChecks keeps what a check-list came to.
func (t *turn) noteChecks(r routines.Result) {
	for _, step := range r.Steps {
		e, _, ok := t.Library.Variant(step.Variant)
		if ok && e.Check() && step.Done != "" {
			again := slices.ContainsFunc(t.looks(), func(l routines.Look) bool { return l.Exercise == e.ID && l.Second(routines.DayNumber(t.today())) })
			t.p.Checks = append(withoutCheck(t.p.Checks, e.ID), Checked{Exercise: e.ID, Done: step.Done, At: r.Ended, Again: again})
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
	if item := t.dueItem(r.ID); item != "" {
		p := movePress("press.item", s.Session, routines.Move{Kind: routines.MoveForm, Form: routines.OneItem})
		p.Label.Variant = item
		press = append(press, p)
	}
	for _, form := range []routines.Form{routines.Short, routines.Full} {
		p := movePress("press.items", s.Session, routines.Move{Kind: routines.MoveForm, Form: form})
		p.Label.N = len(r.Forms[form])
		press = append(press, p)
	}
	card := Line{Say: "card.checks", Routine: r.ID, N: t.looked(r), Of: len(t.Library.Checks(r))}
	t.ask(append(before, card), append(press, commandPress("press.another", "routine"), commandPress("press.leave", "cancel")))
}

// looks is how the check-list items were answered, as the pace of the lists
// needs it.
func (t *turn) looks() []routines.Look {
	looks := make([]routines.Look, len(t.p.Checks))
	for i, c := range t.p.Checks {
		looks[i] = routines.Look{Exercise: c.Exercise, End: c.Done, Day: routines.DayNumber(scheduler.DayOf(c.At, t.loc(), dayTurn)), Again: c.Again}
	}
	return looks
}

// looked counts the items of a list that were looked at.
func (t *turn) looked(r *routines.Routine) int {
	n := 0
	for _, id := range t.Library.Checks(r) {
		e, _, _ := t.Library.Variant(id)
		if slices.ContainsFunc(t.p.Checks, func(c Checked) bool { return c.Exercise == e.ID }) {
			n++
		}
	}
	return n
}

// dueItem returns the item of a check-list that is due today; empty: none.
func (t *turn) dueItem(id routines.RoutineID) routines.VariantID {
	r, ok := t.Library.Routine(id)
	if !ok || !r.Checklist() {
		return ""
	}
	item, _ := routines.DueCheck(t.Library, r, t.looks(), routines.DayNumber(t.today()))
	return item
}

// setUpPress offers the item that is due of the lists whose weeks have come,
// one at a time. It is false on a day that asks for rest.
func (t *turn) setUpPress() (Press, bool) {
	if t.blocks().Has(routines.BlockMove) {
		return Press{}, false
	}
	week := t.p.Course.Program.Week
	for _, list := range []routines.RoutineID{"S-12", "S-13"} {
		item := t.dueItem(list)
		if item == "" || week < routines.SetUpFrom(list) {
			continue
		}
		p := commandPress("press.setup", "routine "+string(list))
		p.Label.Variant = item
		return p, true
	}
	return Press{}, false
}

// checkPresses are the answers to a check-list item.
func (t *turn) checkPresses() []Press {
	return []Press{
		t.press("press.checkdone", routines.MoveDone), t.press("press.checklater", routines.MoveSkip),
		t.press("press.checkunable", routines.MoveUnable), t.tapHere("press.how", TapHow), t.press("press.stop", routines.MoveStop),
	}
}
