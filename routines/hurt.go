package routines

import "time"

// hurt takes what kind of hurt it was.
func (m Machine) hurt(s Session, mv Move, now time.Time) (Session, Notice) {
	if mv.Kind == MoveGoOn { // pressed by mistake
		return s.back(now), NoticeShow
	}
	if mv.Kind == MoveScore && inScale(mv.Score) {
		return m.hurtNumber(s, mv.Score, now)
	}
	if mv.Kind != MoveHurt {
		return s, NoticeUnfit
	}
	switch mv.Hurt {
	case HurtBit:
		return m.hurtBit(s, now)
	case HurtStrong:
		return m.hurtRed(s, HurtStrong, now)
	case HurtElse, HurtSharp:
		s = s.next(now)
		s.Steps[s.At].Hurt, s.Phase = mv.Hurt, PhaseSign
		return s, NoticeShow
	default:
		return s, NoticeUnfit
	}
}

// hurtNumber lets the table "during" decide about a number that somebody
// gives in place of "a bit" or "strong".
func (m Machine) hurtNumber(s Session, n int, now time.Time) (Session, Notice) {
	most := n
	if s.During != nil {
		most = max(most, *s.During)
	}
	s.During = &most
	act, _ := During{Neck: s.Before, NeckNow: &n}.Asks(s.ambers(), s.reds())
	switch act {
	case ActGoOn:
		return s.back(now), NoticeShow
	case ActLighter, ActSkip:
		return m.hurtBit(s, now)
	default:
		return m.hurtRed(s, HurtStrong, now)
	}
}

// ambers counts how often this step was made lighter.
func (s Session) ambers() int {
	if s.Steps[s.At].Hurt == HurtBit {
		return 1
	}
	return 0
}

// reds counts the steps that were ended because they hurt.
func (s Session) reds() int {
	n := 0
	for _, step := range s.Steps {
		if step.Done == StepStopped {
			n++
		}
	}
	return n
}

// hurtBit takes the easier form once, and skips the step after that. Where
// there was much pain before, more of it is never a bit: section 3.2 has no
// amber from 6 on.
func (m Machine) hurtBit(s Session, now time.Time) (Session, Notice) {
	if s.Light == LightGentle || s.Light == LightRest || duringRow(reads(s.Before, unanswered)).NoRise {
		return m.hurtRed(s, HurtBit, now)
	}
	s = s.next(now)
	s.Phase = PhaseStep
	s.Steps[s.At].Hurt = HurtBit
	easier, ok := m.easier(s.Steps[s.At].Variant)
	if !ok { // it is on already, or there is none
		return m.leaveOut(s, StepSkipped, NoticeLeftOut, now)
	}
	s.Steps[s.At] = s.Steps[s.At].instead(easier)
	s.Steps[s.At].Eased = true
	return s, NoticeEased
}

// hurtRed ends the step; the second time in a session, and the first time in
// a rest, it ends the session (clinical specification, section 3.2, "red").
func (m Machine) hurtRed(s Session, kind Hurt, now time.Time) (Session, Notice) {
	again := s.reds() > 0
	s = s.next(now)
	s.Steps[s.At].Hurt = kind
	if again || s.Light == LightRest {
		s.Steps[s.At].Done = StepStopped
		return m.endHurt(s, now)
	}
	return m.leaveOut(s, StepStopped, NoticeStrong, now)
}

// endHurt ends the session because it hurt. How it is now is asked first: the
// rows of the day after need it. Nobody whose head aches is asked.
func (m Machine) endHurt(s Session, now time.Time) (Session, Notice) {
	if s.Headache {
		return m.close(s, EndHurt, now)
	}
	s = s.stopTimer(now)
	s.At, s.Auto, s.Paused = len(s.Steps), false, false
	s.Phase, s.Because = PhaseAfter, EndHurt
	return s, NoticeShow
}

// leaveOut ends a step that was not done to its end, and says so.
func (m Machine) leaveOut(s Session, end StepEnd, say Notice, now time.Time) (Session, Notice) {
	s, notice := m.finishStep(s, end, now)
	if notice == NoticeShow {
		notice = say
	}
	return s, notice
}

// back returns to the step from a question about it.
func (s Session) back(now time.Time) Session {
	s = s.next(now)
	s.Phase = PhaseStep
	return s
}

// sign takes what the stop rules made of something else that was felt: an
// emergency, the end, one step less, or going on.
func (m Machine) sign(s Session, mv Move, now time.Time) (Session, Notice) {
	switch mv.Kind {
	case MoveGoOn:
		return s.back(now), NoticeShow
	case MoveLeave:
		s, notice := m.hurtRed(s, s.Steps[s.At].Hurt, now)
		if notice == NoticeStrong {
			notice = NoticeLeftOut
		}
		return s, notice
	case MoveSkip: // it was none of the signs
		if s.Steps[s.At].Hurt == HurtSharp {
			return m.hurtRed(s, HurtSharp, now)
		}
		return m.leaveOut(s.next(now), StepSkipped, NoticeLeftOut, now)
	case MoveSign, MoveNoSign:
	default:
		return s, NoticeUnfit
	}
	s = s.next(now)
	s.Steps[s.At].Done = StepStopped
	if mv.Kind == MoveSign {
		return m.close(s, EndAlarm, now)
	}
	return m.close(s, EndHurt, now)
}
