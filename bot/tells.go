package bot

import (
	"slices"
	"strings"

	"unknot/routines"
)

// tells takes what somebody writes of how they feel in their own words. It is
// false where there is nothing of that in it.
func (t *turn) tells() bool {
	f, ok := t.Reader.Felt(t.e.Text)
	switch {
	case !ok:
		return false
	case f.Code == FeltMigraine && !t.held() && mayCome(t.e.Text):
		t.coming()
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
	default:
		t.feltOutside(f)
	}
	return true
}

// mayCome reports whether a migraine is told as one that is only near.
func mayCome(text string) bool {
	words := plainWords(text)
	return slices.ContainsFunc([]string{"coming", "might", "may", "maybe", "brewing"}, func(w string) bool { return slices.Contains(words, w) })
}

// feltItems says which item of the safety questions a sign asks about outside
// of a step.
func feltItems() map[string]routines.ItemID {
	return map[string]routines.ItemID{"dizzy": "Y7", "hand": "Y6", "limbs": "R7b", "face": "R2", "breath": "R10", "joint": "Y2", "bruise": "Y5"}
}

// feltOutside takes it outside of a session: a sign asks its own question, a
// headache and a sore neck are noted, and what suits is offered.
func (t *turn) feltOutside(f Feltness) {
	item, asks := feltItems()[f.Code]
	switch {
	case f.Code == FeltNew && slices.ContainsFunc(plainWords(t.e.Text), func(w string) bool { return strings.HasPrefix(w, "pregnan") }):
		t.p.Asks = Asks{Item: "R8", Next: "Y9", Alone: true}
		t.askSafety(Line{Say: "felt.single"})
	case f.Code == FeltNew || f.Code == FeltSign:
		t.somethingNew(Line{Say: "felt.new"})
	case asks:
		t.p.Asks = Asks{Item: item, Alone: true}
		t.askSafety(Line{Say: "felt.single"})
	case f.Code == "head" && f.HasScore && routines.AcheOf(f.Score) == routines.AcheStrong:
		t.migraine("")
	case f.Code == "head" || f.Code == "nausea":
		t.headTold(f)
	case f.HasScore && f.Score >= routines.SeverePain:
		t.recheck(Line{Say: "recheck.hurt"})
	default:
		t.answer([]Line{{Say: "felt.sore"}}, beginPress(routines.GentleRoutine), beginPress(t.suggested()), commandPress("press.safety", "safety"), commandPress("press.migraine", "migraine"))
	}
}

// headTold notes a headache of today and offers what keeps still.
func (t *turn) headTold(f Feltness) {
	t.noteDay(t.ago(0), func(day *Day) {
		switch {
		case f.HasScore:
			day.tell(f.Score)
		case day.Headache < moderate:
			day.Headache = moderate
		}
	})
	t.answer([]Line{{Say: "felt.head"}}, beginPress(routines.StillRoutine), beginPress(routines.RestRoutine),
		commandPress("press.comingnow", "one may be coming"), commandPress("press.migraine", "migraine"), commandPress("press.safety", "safety"))
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
	case before && feltItems()[f.Code] != "":
		t.closeSession()
		t.feltOutside(f)
	default:
		return false
	}
	return true
}

// stopForNew ends the session, for something new asks all the safety questions
// again.
func (t *turn) stopForNew() {
	t.closeSession()
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
			t.p.Session.Doubt = c.worst
			t.ask([]Line{{Say: "sign.how." + c.code}}, t.signPresses(c.more, c.worst))
			return
		default:
			t.feel(c.feeling)
			return
		}
	}
	t.show() // all the signs are offered
}
