package bot

import (
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// routine opens the card of a routine, or lists them all.
func (t *turn) routine(name string) {
	switch r, ok := t.Library.Find(name); {
	case ok && t.p.Session != nil && !t.p.Session.Started.IsZero():
		t.show(Line{Say: "session.busy", Routine: r.ID})
	case ok:
		t.openRoutine(r.ID)
	case name == "":
		t.listRoutines(Line{Say: "routine.list"})
	default:
		t.listRoutines(Line{Say: "routine.unknown"})
	}
}

// listRoutines offers every routine.
func (t *turn) listRoutines(lines ...Line) {
	if t.held() {
		t.home()
		return
	}
	var press []Press
	for _, r := range t.Library.Routines() {
		minutes := int(t.Library.Total(r, routines.Full).Round(time.Minute).Minutes())
		press = append(press, Press{
			Label: Line{Say: "press.routine", Routine: r.ID, Minutes: minutes},
			Tap:   Tap{Do: TapCommand, Arg: "routine " + string(r.ID)}.Code(),
		})
	}
	t.answer(lines, press...)
}

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
	case !ok:
		t.listRoutines(Line{Say: "routine.unknown"})
		return false
	case !t.mayBegin(id) || id != routines.RestRoutine && !t.ruled(id):
		return false
	}
	t.p.Sessions++
	t.p.Asking = ""
	a := t.p.Course.Agenda(t.facts())
	t.p.Session = &Running{Session: routines.NewSession(t.p.Sessions, r, t.now), Unwell: t.unwell(), Easier: a.Easier, OneSet: a.OneSet}
	return true
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
	notice := t.advance(m)
	if t.p.Session.Closed() {
		t.closed()
		return false
	}
	t.notice(notice)
	return true
}

// advance makes a move and says nothing.
func (t *turn) advance(m routines.Move) routines.Notice {
	machine := routines.Machine{Library: t.Library, Uses: t.p.Uses, Blocks: t.blocks(), Course: t.p.Course,
		Easier: t.p.Session.Easier, OneSet: t.p.Session.OneSet}
	next, notice := machine.Advance(t.p.Session.Session, m, t.now)
	t.p.Session.Session = next
	return notice
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
	if t.p.Session == nil {
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
