package bot

import (
	"slices"

	"unknot/routines"
)

// tells takes what somebody writes of how they feel in their own words. It is
// false where there is nothing of that in it.
func (t *turn) tells() bool {
	f, ok := t.Reader.Felt(t.e.Text)
	switch {
	case !ok:
		return false
	case f.Code == FeltMigraine && !t.held():
		t.migraine("")
	case t.held():
		t.home()
	case t.p.Session != nil && t.p.Session.Running():
		t.feltInStep(f)
	case t.p.Session != nil:
		return t.feltBeside(f)
	case t.inAttack() && slices.Contains([]string{"head", "nausea", "face", FeltHurts}, f.Code):
		t.home(Line{Say: "quiet.usual"}) // what belongs to an attack changes nothing in it
	case f.Code == FeltNew:
		t.somethingNew(Line{Say: "felt.new"})
	default:
		t.answer([]Line{{Say: "felt.outside"}}, commandPress("press.safety", "safety"), commandPress("press.new", "something new"), commandPress("press.migraine", "migraine"))
	}
	return true
}

// feltBeside takes it at the questions before and after the steps: a number is
// the answer, an aching head goes its own way.
func (t *turn) feltBeside(f Feltness) bool {
	before := t.p.Session.Phase == routines.PhaseOpening || t.p.Session.Phase == routines.PhaseBefore
	switch {
	case f.Code == FeltNew:
		t.stopForNew()
	case f.Code == "head" && before:
		t.move(routines.Move{Kind: routines.MoveHeadache})
	case f.Code == FeltHurts && f.HasScore:
		t.move(routines.Move{Kind: routines.MoveScore, Score: f.Score})
	default:
		return false
	}
	return true
}

// stopForNew ends the session, for something new asks all the safety questions
// again.
func (t *turn) stopForNew() {
	t.advance(routines.Move{Kind: routines.MoveStop})
	t.record()
	t.somethingNew(Line{Say: "felt.new"})
}

// feltInStep stops the step and asks on from what was said, as the buttons
// would.
func (t *turn) feltInStep(f Feltness) {
	if f.Code == FeltNew {
		t.stopForNew()
		return
	}
	if t.p.Session.Phase == routines.PhaseSign {
		t.advance(routines.Move{Kind: routines.MoveGoOn})
	}
	if t.p.Session.Phase == routines.PhaseStep {
		t.advance(routines.Move{Kind: routines.MoveHurts})
	}
	switch {
	case f.Code == FeltHurts && f.Sharp:
		t.move(routines.Move{Kind: routines.MoveHurt, Hurt: routines.HurtSharp})
	case f.Code == FeltHurts && f.HasScore:
		t.move(routines.Move{Kind: routines.MoveScore, Score: f.Score})
	case f.Code == FeltHurts:
		t.show()
	default:
		t.advance(routines.Move{Kind: routines.MoveHurt, Hurt: routines.HurtElse})
		t.asksSign(f.Code)
	}
}

// asksSign asks on about a sign, or lets the stop rules decide.
func (t *turn) asksSign(code string) {
	if step, _ := t.p.Session.Current(); code == "nausea" && isBreathing(step.Variant) {
		code = "queasy"
	}
	for _, c := range signCases() {
		switch {
		case c.code != code:
		case len(c.more) > 0:
			t.ask([]Line{{Say: "sign.how." + c.code}}, t.signPresses(c.more, c.worst))
			return
		default:
			t.feel(c.feeling)
			return
		}
	}
	t.show() // all the signs are offered
}
