package bot

import (
	"slices"

	"unknot/routines"
	"unknot/scheduler"
)

// openRoutine opens a session at its first card.
func (t *turn) openRoutine(id routines.RoutineID, before ...Line) {
	if t.mayOpen(id) {
		t.show(before...)
	}
}

// mayOpen opens a session, unless an alarm holds everything or the routine is
// gone; then it says so.
func (t *turn) mayOpen(id routines.RoutineID) bool {
	r, ok := t.Library.Routine(id)
	switch {
	case t.held():
		t.home()
		return false
	case t.inAttack() && id != routines.RestRoutine:
		t.home(Line{Say: "quiet.only"})
		return false
	case ok && !r.Checklist() && !t.suitsStage(id):
		return false
	case !ok:
		t.listRoutines(Line{Say: "routine.unknown"})
		return false
	case !t.mayBegin(id) || id != routines.RestRoutine && !t.ruled(id):
		return false
	}
	t.closeSession() // a rest that was begun while the safety questions were open
	t.p.Sessions++
	t.p.Asking = ""
	a := t.p.Course.Agenda(t.facts())
	t.p.Session = &Running{Session: routines.NewSession(t.p.Sessions, r, t.now), Unwell: t.unwell(), Easier: a.Easier, OneSet: a.OneSet}
	return true
}

// suitsStage reports whether a routine suits the stage of an attack; if not it
// says why, and offers what does.
func (t *turn) suitsStage(id routines.RoutineID) bool {
	stage := t.p.Attack.stageAt(t.now)
	only := stage.Row().Only
	if len(only) == 0 || slices.Contains(only, id) {
		return true
	}
	var press []Press
	for _, other := range only {
		press = append(press, beginPress(other))
	}
	t.answer([]Line{{Say: "stage." + string(stage), Routine: id}}, append(press, commandPress("press.notnow", "start"))...)
	return false
}

// pressedMove makes the move behind a button, if its session is the open one.
func (t *turn) pressedMove(tap Tap) {
	if t.p.Session == nil || t.p.Session.ID != tap.Session {
		t.stale()
		return
	}
	t.move(tap.Move)
}

// pressedMore shows the other choices of a step, or its whole text.
func (t *turn) pressedMore(tap Tap) {
	s := t.p.Session
	if s == nil || s.ID != tap.Session || s.Ask != tap.Ask || s.Phase != routines.PhaseStep {
		t.stale()
		return
	}
	if tap.Do == TapHow {
		t.showStep([]Line{t.stepLine("step.how")})
		return
	}
	t.ask([]Line{{Say: "step.more"}}, t.morePresses())
}

// inSession takes a text as an answer to the session's question, or as a plain
// word. It is false for everything that is no move: those are commands.
func (t *turn) inSession(said Said) bool {
	switch said.Verb {
	case VerbScore:
		t.number(said.Score)
	case VerbDone:
		t.done(said)
	case VerbHow, VerbMore:
		kind := TapMore
		if said.Verb == VerbHow {
			kind = TapHow
		}
		t.pressedMore(Tap{Do: kind, Session: t.p.Session.ID, Ask: t.p.Session.Ask})
	case VerbStop:
		t.move(routines.Move{Kind: routines.MoveStop})
	case VerbYes, VerbNo:
		t.yesNo(said.Verb == VerbYes)
	case VerbForm:
		t.move(routines.Move{Kind: routines.MoveForm, Form: said.Form})
	default:
		kind, ok := moveOf(said.Verb)
		if ok {
			t.move(routines.Move{Kind: kind})
		}
		return ok
	}
	return true
}

// moveOf returns the move that a plain word is.
func moveOf(v Verb) (routines.MoveKind, bool) {
	switch v {
	case VerbSkip:
		return routines.MoveSkip, true
	case VerbEasier:
		return routines.MoveEasier, true
	case VerbHurts:
		return routines.MoveHurts, true
	case VerbTimer:
		return routines.MoveTimer, true
	case VerbAuto:
		return routines.MoveAuto, true
	case VerbPause:
		return routines.MovePause, true
	case VerbGoOn:
		return routines.MoveGoOn, true
	default:
		return "", false
	}
}

// number takes a typed number as the answer to the question that reached the
// person last, and to no other.
func (t *turn) number(n int) {
	s := t.p.Session
	if t.p.Shown.Session != s.ID || t.p.Shown.Ask != s.Ask {
		t.stale()
		return
	}
	t.move(routines.Move{Kind: routines.MoveScore, Score: n})
}

// done takes "done", and "done 4" as done with pain 4 after the last step. In
// a question about pain "ok" passes nothing: the question is shown again.
func (t *turn) done(said Said) {
	if !t.advanced(routines.Move{Kind: routines.MoveDone}) {
		return
	}
	if said.HasScore && t.p.Session.Phase == routines.PhaseAfter {
		t.p.Outbox = dropScreens(t.p.Outbox)
		t.move(routines.Move{Kind: routines.MoveScore, Score: said.Score})
		return
	}
}

func (t *turn) yesNo(yes bool) {
	kind := routines.MoveNoSign
	if yes {
		kind = routines.MoveSign
	}
	t.move(routines.Move{Kind: kind})
}

// move makes a move and says what comes of it.
func (t *turn) move(m routines.Move) { t.advanced(m) }

// advanced makes a move, says what comes of it, and reports whether the
// session is still open.
func (t *turn) advanced(m routines.Move) bool {
	if t.doubted(m) {
		return t.p.Session != nil
	}
	if t.waitsForSafety(m) {
		t.askSafety()
		return true
	}
	notice := t.advance(m)
	if m.Kind == routines.MoveAche && m.Ache == routines.AcheComing && !t.unwell() && !t.p.Session.Started.IsZero() {
		t.mayCome()
		t.p.Session.Unwell = true
	}
	switch {
	case notice == routines.NoticeAttack:
		t.attackBefore()
		return false
	case t.p.Session.Closed():
		t.closed()
		return false
	}
	t.notice(notice)
	return true
}

// waitsForSafety reports whether a move would begin the steps of an older card
// while a safety question that holds everything is still open.
func (t *turn) waitsForSafety(m routines.Move) bool {
	return t.p.Asks != (Asks{}) && t.p.Session.Started.IsZero() && m.Kind != routines.MoveStop && m.Kind != routines.MoveAlarm &&
		t.blocks().Has(routines.BlockAll)
}

// doubted lets a sign that was told, and not told more of, decide as the worst
// that it can be, when somebody goes on without an answer.
func (t *turn) doubted(m routines.Move) bool {
	code := t.p.Session.Doubt
	if code == "" || m.Kind == routines.MoveAlarm || m.Kind == routines.MoveShow || m.Ask != 0 && m.Ask != t.p.Session.Ask {
		return false
	}
	t.p.Session.Doubt = ""
	if m.Kind == routines.MoveGoOn { // pressed by mistake
		return false
	}
	t.feel(caseOf(code).feeling)
	return true
}

// attackBefore begins migraine mode because of what was told before a session
// (clinical specification, section 3.2, rows B9 to B12).
func (t *turn) attackBefore() {
	s := t.p.Session
	severe := s.Ache == routines.AcheStrongSore || s.Before != nil && *s.Before >= routines.SeverePain
	t.p.Session = nil
	t.migraine("")
	t.p.Attack.Recheck = t.p.Attack.Recheck || severe
}

// advance makes a move and says nothing.
func (t *turn) advance(m routines.Move) routines.Notice {
	next, notice := t.machine().Advance(t.p.Session.Session, m, t.now)
	t.p.Session.Session = next
	return notice
}

// machine is the session machine of this person at this moment.
func (t *turn) machine() routines.Machine {
	return routines.Machine{
		Library: t.Library, Uses: t.p.Uses, Blocks: t.blocks(), Course: t.limited(),
		Easier: t.p.Session.Easier, OneSet: t.p.Session.OneSet,
		First: len(t.p.Uses) == 0, Coming: t.p.Attack.stageAt(t.now) == routines.StageComing,
		AskHead: t.p.Course.Program.Slow || t.headacheToday(),
		Checked: t.now.Sub(later(t.p.Rechecked, t.p.Safety.Screening.At)) < recheckRest, Usual: t.usual(),
		Item: t.dueItem(t.p.Session.Routine),
	}
}

// limited is the course with the levels that the answers to the safety
// questions allow: after an injection the neck works one level lower.
func (t *turn) limited() routines.Course {
	c := t.p.Course
	if slices.Contains(t.safety().Limits(t.here()), routines.LimitLower) {
		c.Levels = c.Levels.Lower(t.Library, "CST")
	}
	return c
}

// leftAlone closes a session whose patience ended while nobody looked.
func (t *turn) leftAlone() {
	s := t.p.Session
	if s != nil && !t.now.Before(s.Touched.Add(routines.LeftAlone)) {
		t.advance(routines.Move{Kind: routines.MoveTick})
		if t.p.Session.Closed() {
			t.closed()
		}
	}
}

// tick lets the session's timer act.
func (t *turn) tick() {
	if t.p.Session == nil || t.waits() {
		return
	}
	notice := t.advance(routines.Move{Kind: routines.MoveTick})
	switch {
	case t.p.Session.Closed():
		t.closed()
	case notice != routines.NoticeNone:
		t.notice(notice)
	}
}

// sessionDay is the day a session belongs to.
func (t *turn) sessionDay() scheduler.Date {
	if day := t.p.Session.Day; !day.IsZero() {
		return day
	}
	return scheduler.DayOf(t.p.Session.Started, t.loc(), dayTurn)
}
