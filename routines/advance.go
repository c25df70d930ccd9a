package routines

import (
	"slices"
	"time"
)

// Machine advances sessions. It is pure and total: the same session, move and
// moment give the same answer, every move has an answer in every phase, and
// what is handed in is never changed.
type Machine struct {
	Library *Library
	Uses    Uses // completed exercises of this person
}

// Advance returns the session after a move, and what to tell.
func (m Machine) Advance(s Session, mv Move, now time.Time) (Session, Notice) {
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

func (m Machine) opening(s Session, mv Move, now time.Time) (Session, Notice) {
	if mv.Kind != MoveForm || !slices.Contains(Forms(), mv.Form) {
		return s, NoticeUnfit
	}
	s = s.next(now)
	s.Form, s.Phase = mv.Form, PhaseBefore
	return s, NoticeShow
}

func (m Machine) before(s Session, mv Move, now time.Time) (Session, Notice) {
	switch {
	case mv.Kind == MoveScore && inScale(mv.Score):
		s = s.next(now)
		s.Before = &mv.Score
	case mv.Kind == MovePass:
		s = s.next(now)
	case mv.Kind == MoveHeadache:
		s = s.next(now)
		s.Headache = true
		return m.begin(s, LightRest, RestRoutine, now)
	default:
		return s, NoticeUnfit
	}
	light, routine := LightFor(s.Before, s.Routine)
	return m.begin(s, light, routine, now)
}

// begin pins the steps and shows the first.
func (m Machine) begin(s Session, light Light, id RoutineID, now time.Time) (Session, Notice) {
	notice := NoticeShow
	if id != s.Routine {
		notice = map[Light]Notice{LightGentle: NoticeGentle, LightRest: NoticeRest}[light]
	}
	r, ok := m.Library.Routine(id)
	if !ok {
		return m.close(s, EndChanged, now)
	}
	s.Routine, s.Version, s.Light = r.ID, r.Version, light
	s.Steps = pin(m.Library, r, s.Form, light, m.Uses)
	s.Phase, s.Started, s.At = PhaseStep, now, 0
	if len(s.Steps) == 0 {
		return m.close(s, EndChanged, now)
	}
	return s, notice
}

func (m Machine) step(s Session, mv Move, now time.Time) (Session, Notice) {
	switch mv.Kind {
	case MoveDone:
		return m.finishStep(s.next(now), StepDone, now)
	case MoveSkip:
		return m.finishStep(s.next(now), StepSkipped, now)
	case MoveEasier:
		return m.ease(s, now)
	case MoveHurts:
		s = s.next(now)
		s.Timer, s.Phase, s.Auto, s.Paused = Timer{}, PhaseHurt, false, false
		return s, NoticeShow
	case MovePause:
		if s.Paused {
			return s, NoticeShow
		}
		s = s.next(now)
		s.Timer, s.Paused = s.Timer.pause(now), true
		return s, NoticePaused
	case MoveGoOn:
		return m.goOn(s, now)
	case MoveTimer:
		return m.startTimer(s, false, now)
	case MoveAuto:
		return m.startTimer(s, true, now)
	default:
		return s, NoticeUnfit
	}
}

// goOn ends a pause. Without one there is nothing to resume, and the question
// is shown again.
func (m Machine) goOn(s Session, now time.Time) (Session, Notice) {
	if !s.Paused {
		return s, NoticeShow
	}
	s = s.next(now)
	s.Paused = false
	if s.Timer.Elapsed != 0 || s.Auto {
		s.Timer = s.Timer.resume(now)
		return s, NoticeTimer
	}
	return s, NoticeShow
}

func (m Machine) startTimer(s Session, auto bool, now time.Time) (Session, Notice) {
	if s.Timer.On() && s.Auto == auto {
		return s, NoticeShow
	}
	s = s.next(now)
	s.Auto = s.Auto || auto
	s.Paused = false
	if !s.Timer.On() {
		s.Timer = Timer{Start: now}
	}
	return s, NoticeTimer
}

// ease puts the easier variant in place of the current step.
func (m Machine) ease(s Session, now time.Time) (Session, Notice) {
	easier, ok := m.Library.Easier(s.Steps[s.At].Variant)
	if !ok {
		return s, NoticeNoEasier
	}
	s = s.next(now)
	s.Steps[s.At].Variant, s.Steps[s.At].Eased = easier, true
	s.Timer, s.Paused = Timer{}, false
	if s.Auto {
		s.Timer = Timer{Start: now.Add(LeadIn)}
	}
	return s, NoticeEased
}

// finishStep ends the current step and goes to the next, or to the questions
// after the last.
func (m Machine) finishStep(s Session, end StepEnd, now time.Time) (Session, Notice) {
	s.Steps[s.At].Done = end
	s.At++
	s.Timer, s.Paused, s.Phase = Timer{}, false, PhaseStep
	if s.At < len(s.Steps) {
		if s.Auto {
			s.Timer = Timer{Start: now.Add(LeadIn)}
		}
		return s, NoticeShow
	}
	s.Auto = false
	if s.Headache {
		return m.close(s, EndDone, now) // nobody in an attack is asked for numbers
	}
	s.Phase = PhaseAfter
	return s, NoticeShow
}

func (m Machine) hurt(s Session, mv Move, now time.Time) (Session, Notice) {
	if mv.Kind == MoveGoOn { // pressed by mistake
		s = s.next(now)
		s.Phase = PhaseStep
		return s, NoticeShow
	}
	if mv.Kind != MoveHurt {
		return s, NoticeUnfit
	}
	switch mv.Hurt {
	case HurtBit:
		return m.hurtBit(s, now)
	case HurtStrong:
		return m.hurtStrong(s, now)
	case HurtElse:
		s = s.next(now)
		s.Steps[s.At].Hurt, s.Phase = HurtElse, PhaseSign
		return s, NoticeShow
	default:
		return s, NoticeUnfit
	}
}

// hurtBit takes the easier form once, and skips the step after that.
func (m Machine) hurtBit(s Session, now time.Time) (Session, Notice) {
	before := s.Steps[s.At]
	s = s.next(now)
	s.Phase = PhaseStep
	s.Steps[s.At].Hurt = HurtBit
	easier, ok := m.Library.Easier(before.Variant)
	if !ok || before.Eased || before.Hurt != "" {
		return m.finishStep(s, StepSkipped, now)
	}
	s.Steps[s.At].Variant, s.Steps[s.At].Eased = easier, true
	return s, NoticeEased
}

// hurtStrong ends the step; the second time in a session it ends the session
// (clinical specification, section 3.2, "red").
func (m Machine) hurtStrong(s Session, now time.Time) (Session, Notice) {
	strong := 0
	for _, step := range s.Steps {
		if step.Hurt == HurtStrong {
			strong++
		}
	}
	s = s.next(now)
	s.Steps[s.At].Hurt = HurtStrong
	if strong > 0 {
		s.Steps[s.At].Done = StepStopped
		return m.close(s, EndHurt, now)
	}
	s, notice := m.finishStep(s, StepStopped, now)
	if notice == NoticeShow {
		notice = NoticeStrong
	}
	return s, notice
}

func (m Machine) sign(s Session, mv Move, now time.Time) (Session, Notice) {
	if mv.Kind != MoveSign && mv.Kind != MoveNoSign {
		return s, NoticeUnfit
	}
	s = s.next(now)
	s.Steps[s.At].Done = StepStopped
	if mv.Kind == MoveSign {
		return m.close(s, EndAlarm, now)
	}
	return m.close(s, EndHurt, now)
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
	}
	if s.Phase == PhaseAfter {
		s.Phase = PhaseEffort
		return s, NoticeShow
	}
	return m.close(s, EndDone, now)
}

// tick lets time act: a session left alone closes, a timer speaks.
func (m Machine) tick(s Session, now time.Time) (Session, Notice) {
	if !now.Before(s.Touched.Add(LeftAlone)) {
		return m.close(s, EndLeft, now)
	}
	cue, ok := m.due(s, now)
	if !ok {
		return s, NoticeNone
	}
	touched := s.Touched
	s = s.next(now)
	s.Touched = touched // a timer is no answer of the person
	switch {
	case s.Auto && now.Sub(s.Timer.Start.Add(cue.At)) > Overslept:
		s.Timer, s.Paused = Timer{}, true
		return s, NoticeAway
	case cue.Kind == CueChange:
		s.Timer.Cue++
		return s, NoticeChange
	case s.Auto:
		return m.finishStep(s, StepDone, now)
	default:
		s.Timer = Timer{}
		return s, NoticeTimeUp
	}
}

// due returns the latest cue that has come.
func (m Machine) due(s Session, now time.Time) (Cue, bool) {
	var last Cue
	found := false
	for {
		at, ok := s.cue(m.Library)
		if !ok || now.Before(at) {
			return last, found
		}
		last, _ = s.dueCue(m.Library)
		found = true
		s.Timer.Cue++
	}
}

// close ends the session. One that never reached a step leaves no record; one
// whose steps were all over is done, however it was left.
func (m Machine) close(s Session, end End, now time.Time) (Session, Notice) {
	if s.Started.IsZero() {
		end = EndUnbegun
	}
	if (end == EndStopped || end == EndLeft) && !s.Running() {
		end = EndDone
	}
	s.Phase, s.End, s.Ended = PhaseClosed, end, now
	s.Timer, s.Auto, s.Paused = Timer{}, false, false
	if end == EndUnbegun {
		return s, NoticeUnbegun
	}
	return s, NoticeClosed
}

func inScale(n int) bool { return n >= 0 && n <= 10 }
