package routines

import (
	"cmp"
	"slices"
	"time"
)

// Machine advances sessions. It is pure and total: the same session, move and
// moment give the same answer, every move has an answer in every phase, and
// what is handed in is never changed.
type Machine struct {
	Library *Library
	Uses    Uses      // completed exercises of this person
	Blocks  Blocks    // what this person may not do now; nil blocks nothing
	Course  Course    // where this person is in the program; the zero course takes routines as they are
	Easier  bool      // in the easier variants, whatever the pain before
	OneSet  bool      // with one set of each exercise
	AskHead bool      // the head is asked about, whatever the neck says: the slow track, or a day with a headache
	First   bool      // the first session of all: a head that aches more than mildly rests without another question
	Coming  bool      // an attack may be coming
	Checked bool      // the R-items were asked so lately that much pain does not ask for them again
	Item    VariantID // the check-list item that is due; empty: none
	Usual   *int      // on the slow track: the usual headache 0-10; nil: not known
}

// Advance returns the session after a move, and what to tell. No step that is
// blocked is ever on its screen.
func (m Machine) Advance(s Session, mv Move, now time.Time) (Session, Notice) {
	s, notice := m.advance(s, mv, now)
	return m.heed(s, notice, now)
}

func (m Machine) advance(s Session, mv Move, now time.Time) (Session, Notice) {
	switch {
	case s.Closed():
		return s, NoticeNone
	case mv.Kind == MoveAlarm:
		return m.close(s, EndAlarm, now)
	case s.Running() && !m.knows(s):
		return m.close(s, EndChanged, now)
	case mv.Kind == MoveTick:
		return m.tick(s, now)
	case mv.Ask != 0 && mv.Ask != s.Ask:
		return s, NoticeStale
	case mv.Kind == MoveShow:
		return s, NoticeShow
	case mv.Kind == MoveStop:
		return m.close(s, EndStopped, now)
	}
	switch s.Phase {
	case PhaseOpening:
		return m.opening(s, mv, now)
	case PhaseBefore:
		return m.before(s, mv, now)
	case PhaseAche:
		return m.ache(s, mv, now)
	case PhaseRecheck:
		return m.recheck(s, mv, now)
	case PhaseStep:
		return m.step(s, mv, now)
	case PhaseHurt:
		return m.hurt(s, mv, now)
	case PhaseSign:
		return m.sign(s, mv, now)
	default:
		return m.after(s, mv, now)
	}
}

// knows reports whether the current step is still in the library: its file
// may have changed while the session waited.
func (m Machine) knows(s Session) bool {
	step, ok := s.Current()
	if !ok {
		return false
	}
	_, _, ok = m.Library.Variant(step.Variant)
	return ok
}

// opening takes a shorter form, or the answer about pain: that starts the full
// form at once.
func (m Machine) opening(s Session, mv Move, now time.Time) (Session, Notice) {
	switch {
	case mv.Kind == MoveForm && m.checklist(s) && (slices.Contains(Forms(), mv.Form) || mv.Form == OneItem && m.Item != ""):
		s = s.next(now) // nobody is asked about pain to look at a chair
		s.Form = mv.Form
		return m.begin(s, LightPlanned, s.Routine, now)
	case m.checklist(s):
		return s, NoticeUnfit
	case mv.Kind == MoveForm && slices.Contains(Forms(), mv.Form):
		s = s.next(now)
		s.Form, s.Phase = mv.Form, PhaseBefore
		return s, NoticeShow
	case mv.Kind == MovePass, mv.Kind == MoveHeadache, mv.Kind == MoveScore && inScale(mv.Score):
		s.Form, s.Phase = Full, PhaseBefore
		return m.before(s, mv, now)
	default:
		return s, NoticeUnfit
	}
}

// checklist reports whether the session is a walk through a check-list.
func (m Machine) checklist(s Session) bool {
	r, ok := m.Library.Routine(s.Routine)
	return ok && r.Checklist()
}

func (m Machine) before(s Session, mv Move, now time.Time) (Session, Notice) {
	switch {
	case mv.Kind == MoveScore && inScale(mv.Score):
		s = s.next(now)
		s.Before = &mv.Score
	case mv.Kind == MovePass:
		s = s.next(now)
	case mv.Kind == MoveHeadache && m.First:
		return m.rest(s.next(now), now)
	case mv.Kind == MoveHeadache:
		s = s.next(now)
		s.Ache, s.Phase = AcheMore, PhaseAche
		return s, NoticeShow
	default:
		return s, NoticeUnfit
	}
	if m.AskHead && s.Ache == AcheUntold {
		s.Phase = PhaseAche
		return s, NoticeShow
	}
	return m.lit(s, now)
}

// begin pins the steps and shows the first.
func (m Machine) begin(s Session, light Light, id RoutineID, now time.Time) (Session, Notice) {
	r, steps, why := m.plan(id, s.Form, light)
	if len(steps) == 0 {
		return m.close(s, EndChanged, now)
	}
	notice := NoticeShow
	if r.ID != s.Routine {
		notice = why
	}
	s.Routine, s.Version, s.Light = r.ID, r.Version, light
	s.Steps, s.At = steps, 0
	s.Phase, s.Started = PhaseStep, now
	return s, notice
}

// after takes the two answers at the end: pain, then effort.
func (m Machine) after(s Session, mv Move, now time.Time) (Session, Notice) {
	scored := mv.Kind == MoveScore && inScale(mv.Score)
	if !scored && mv.Kind != MovePass {
		return s, NoticeUnfit
	}
	s = s.next(now)
	switch {
	case s.Phase == PhaseAfter && scored:
		s.After = &mv.Score
	case s.Phase == PhaseEffort && scored:
		s.Effort = &mv.Score
	case s.Phase == PhaseAcheNow && scored:
		s.HeadNow = &mv.Score
	}
	if s.Phase == PhaseAfter && s.Because != "" {
		return m.close(s, s.Because, now)
	}
	if s.Phase == PhaseAfter && s.Light == LightRest && !s.aches() { // a rest is not rated
		return m.close(s, EndDone, now)
	}
	if s.Phase == PhaseAfter {
		s.Phase = PhaseEffort
		if s.Light == LightStill || s.Light == LightRest && s.aches() {
			s.Phase = PhaseAcheNow // two questions are enough, and no rule looks at the effort of a rest
		}
		return s, NoticeShow
	}
	return m.close(s, EndDone, now)
}

// close ends the session. One that never reached a step leaves no record; one
// whose steps were all over is done, however it was left.
func (m Machine) close(s Session, end End, now time.Time) (Session, Notice) {
	if s.Started.IsZero() {
		end = EndUnbegun
	}
	if (end == EndStopped || end == EndLeft) && !s.Running() {
		end = cmp.Or(s.Because, EndDone)
	}
	if end != EndLeft { // nobody knows what was done after the last answer
		s = s.own().stopTimer(now)
	}
	s.Phase, s.End, s.Ended = PhaseClosed, end, now
	s.Timer, s.Auto, s.Paused = Timer{}, false, false
	if end == EndUnbegun {
		return s, NoticeUnbegun
	}
	return s, NoticeClosed
}

func inScale(n int) bool { return n >= 0 && n <= 10 }
