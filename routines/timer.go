package routines

import "time"

// Timer is the clock of the current step. It holds moments, never a running
// process, so a restart does not lose it. The zero Timer is off.
type Timer struct {
	Start   time.Time     `json:"start,omitzero"`   // when the dose began; may lie ahead by LeadIn
	Elapsed time.Duration `json:"elapsed,omitzero"` // of the dose, while paused
	Cue     int           `json:"cue,omitempty"`    // index of the next cue of the dose
}

// On reports whether the timer runs.
func (t Timer) On() bool { return !t.Start.IsZero() }

// Moment returns the next moment at which time itself is an event for the
// session, and whether it is a timer's cue (which must be told at once) or
// only the end of its patience. It is false for a closed session.
func (s Session) Moment(lib *Library) (at time.Time, cue, ok bool) {
	if s.Closed() {
		return time.Time{}, false, false
	}
	left := s.Touched.Add(LeftAlone)
	if c, ok := s.cue(lib); ok && c.Before(left) {
		return c, true, true
	}
	return left, false, true
}

// cue returns when the running timer has something to say.
func (s Session) cue(lib *Library) (time.Time, bool) {
	c, ok := s.dueCue(lib)
	if !ok {
		return time.Time{}, false
	}
	return s.Timer.Start.Add(c.At), true
}

// dueCue returns what the running timer says next. A dose that has fewer cues
// than it had when the timer was started says its last.
func (s Session) dueCue(lib *Library) (Cue, bool) {
	if !s.Timer.On() || s.Phase != PhaseStep {
		return Cue{}, false
	}
	dose, ok := s.StepDose(lib, s.At)
	if !ok {
		return Cue{}, false
	}
	cues := dose.Cues()
	return cues[min(max(s.Timer.Cue, 0), len(cues)-1)], true
}

// stopTimer takes the timer away and notes what it counted. The steps must be
// the session's own.
func (s Session) stopTimer(now time.Time) Session {
	if s.At >= 0 && s.At < len(s.Steps) {
		s.Steps[s.At].Spent += int(s.Timer.elapsed(now).Seconds())
	}
	s.Timer, s.Paused = Timer{}, false
	return s
}

// elapsed returns how much of the dose the clock has counted.
func (t Timer) elapsed(now time.Time) time.Duration {
	return max(0, t.pause(now).Elapsed)
}

// pause stops the clock and keeps what it has counted.
func (t Timer) pause(now time.Time) Timer {
	if !t.On() {
		return t
	}
	return Timer{Elapsed: now.Sub(t.Start), Cue: t.Cue}
}

// resume lets a paused clock go on where it stood.
func (t Timer) resume(now time.Time) Timer {
	return Timer{Start: now.Add(-t.Elapsed), Cue: t.Cue}
}
