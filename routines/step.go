package routines

import "time"

// step takes the answers to a step.
func (m Machine) step(s Session, mv Move, now time.Time) (Session, Notice) {
	switch mv.Kind {
	case MoveDone:
		return m.finishStep(s.next(now), StepDone, now)
	case MoveSkip:
		return m.finishStep(s.next(now), StepSkipped, now)
	case MoveUnable:
		if !m.checklist(s) {
			return s, NoticeUnfit
		}
		return m.finishStep(s.next(now), StepUnable, now)
	case MoveEasier:
		return m.ease(s, now)
	case MoveHurts:
		s = s.next(now).stopTimer(now)
		s.Phase, s.Auto = PhaseHurt, false
		return s, NoticeShow
	case MovePause:
		return m.pause(s, now)
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

func (m Machine) pause(s Session, now time.Time) (Session, Notice) {
	if s.Paused {
		return s, NoticeShow
	}
	s = s.next(now)
	s.Timer, s.Paused = s.Timer.pause(now), true
	return s, NoticePaused
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

// startTimer lets the timer run: from the beginning, or from where a pause
// stopped it. Pressed while somebody still has time to read, it begins at
// once.
func (m Machine) startTimer(s Session, auto bool, now time.Time) (Session, Notice) {
	reading := s.Timer.On() && s.Timer.Start.After(now)
	if s.Timer.On() && !reading && (s.Auto || !auto) {
		return s, NoticeShow
	}
	s = s.next(now)
	s.Auto = s.Auto || auto
	s.Paused = false
	if reading {
		s.Timer = Timer{Start: now}
	}
	if !s.Timer.On() {
		s.Timer = s.Timer.resume(now)
	}
	return s, NoticeTimer
}

// ease puts the easier variant in place of the current step.
func (m Machine) ease(s Session, now time.Time) (Session, Notice) {
	easier, ok := m.easier(s.Steps[s.At].Variant)
	if !ok {
		return s, NoticeNoEasier
	}
	s = s.next(now).stopTimer(now)
	s.Steps[s.At] = s.Steps[s.At].instead(easier)
	s.Steps[s.At].Eased = true
	if s.Auto {
		s.Timer = Timer{Start: now.Add(LeadIn)}
	}
	return s, NoticeEased
}

// finishStep ends the current step and goes to the next, or to the questions
// after the last.
func (m Machine) finishStep(s Session, end StepEnd, now time.Time) (Session, Notice) {
	s = s.stopTimer(now)
	s.Steps[s.At].Done = end
	s.At++
	s.Phase = PhaseStep
	if s.At == len(s.Steps) {
		return m.finishSteps(s, now)
	}
	if !m.knows(s) {
		return m.close(s, EndChanged, now)
	}
	if s.Auto {
		s.Timer = Timer{Start: now.Add(LeadIn)}
	}
	return s, NoticeShow
}

func (m Machine) finishSteps(s Session, now time.Time) (Session, Notice) {
	s.Auto, s.Phase = false, PhaseAfter
	if s.Headache || m.checklist(s) {
		return m.close(s, EndDone, now) // nobody in an attack, or who has moved nothing, is asked for numbers
	}
	return s, NoticeShow
}

// tick lets time act: a session left alone closes, a timer speaks.
func (m Machine) tick(s Session, now time.Time) (Session, Notice) {
	if left := s.Touched.Add(LeftAlone); !now.Before(left) {
		return m.close(s, EndLeft, left) // however late somebody looks
	}
	cue, ok := s.dueCue(m.Library)
	if !ok || now.Before(s.Timer.Start.Add(cue.At)) {
		return s, NoticeNone
	}
	switch {
	case now.Sub(s.Timer.Start.Add(cue.At)) > Overslept:
		s.Timer, s.Paused = Timer{}, true
		return s, NoticeAway
	case cue.Kind == CueChange:
		// A cue that came late takes nothing from the second side.
		s.Timer = Timer{Start: now.Add(-cue.At), Cue: s.Timer.Cue + 1}
		return s, NoticeChange
	case s.Auto:
		touched := s.Touched
		s, notice := m.finishStep(s.next(now), StepDone, now)
		s.Touched = touched // a timer is no answer of the person
		return s, notice
	default:
		return s.own().stopTimer(now), NoticeTimeUp
	}
}
