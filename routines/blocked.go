package routines

import (
	"slices"
	"time"
)

// The notices of what is blocked.
const (
	NoticeStill   Notice = "still"   // a still routine instead, because of the head
	NoticeInstead Notice = "instead" // a still routine instead, because most of the planned one is not suitable now
)

// plan returns the routine to do and the steps of it that are open: the one
// that the light asks for, or, when blocks leave too little of it, a still
// one. Where that is not the routine of the session, the notice says why.
func (m Machine) plan(id RoutineID, form Form, light Light) (*Routine, []StepState, Notice) {
	r, ok := m.Library.Routine(m.calmer(id))
	if !ok {
		return nil, nil, NoticeNone
	}
	open := m.open(r, form, light)
	if form == OneItem {
		form = Tiny // of what stands in for the list
	}
	still, ok := StillInstead(m.Library, form, m.Blocks)
	if ok && light != LightRest && !m.Blocks.Empty() && open.Thin() {
		r, _ = m.Library.Routine(still)
		return r, m.open(r, form, light).Steps, NoticeInstead
	}
	return r, open.Steps, lightNotice(light)
}

// lightNotice says why a light took another routine than the planned one. On
// a day as planned only blocks do that.
func lightNotice(light Light) Notice {
	switch light {
	case LightGentle:
		return NoticeGentle
	case LightStill:
		return NoticeStill
	case LightRest:
		return NoticeRest
	default:
		return NoticeInstead
	}
}

// calmer returns what stands in for the gentle routine where the neck may not
// move: section 2.1 of the clinical specification.
func (m Machine) calmer(id RoutineID) RoutineID {
	switch {
	case id != GentleRoutine:
		return id
	case m.Blocks.Has(BlockMove):
		return RestRoutine
	case m.Blocks.Has(Block(TagNeckLoad)):
		return StillRoutine
	default:
		return id
	}
}

// open pins a form as this day asks for it, and leaves out what is blocked.
func (m Machine) open(r *Routine, form Form, light Light) Offered {
	if m.Easier && light == LightPlanned {
		light = LightEasier
	}
	planned := m.Course.planned(m.Library, r, form)
	if form == OneItem && r.Checklist() {
		planned = []StepState{{Variant: m.Item}}
	}
	s := Session{Routine: r.ID, Form: form, Steps: pin(m.Library, planned, light, m.Uses)}
	for i := range s.Steps {
		s.Steps[i].OneSet = s.Steps[i].OneSet || m.OneSet
	}
	times := make([]time.Duration, len(s.Steps))
	for i := range s.Steps {
		d, _ := s.StepDose(m.Library, i)
		times[i] = d.Total()
	}
	return offered(m.Library, s.Steps, times, m.Blocks)
}

// easier returns the easier variant where it is open.
func (m Machine) easier(id VariantID) (VariantID, bool) {
	easier, ok := m.Library.Easier(id)
	if !ok || !m.allows(easier) {
		return "", false
	}
	return easier, true
}

// allows reports whether a variant is open. What is not in the library any
// more is somebody else's to notice.
func (m Machine) allows(id VariantID) bool {
	e, v, ok := m.Library.Variant(id)
	return !ok || m.Blocks.Allows(e, v)
}

// shut reports whether the step on the screen may not be done any more: what
// was felt in one step may close those after it.
func (m Machine) shut(s Session) bool {
	step, ok := s.Current()
	return ok && s.Phase == PhaseStep && !m.allows(step.Variant)
}

// heed lets a session show no step that is blocked: another variant takes its
// place, or it is skipped.
func (m Machine) heed(s Session, notice Notice, now time.Time) (Session, Notice) {
	if !m.shut(s) {
		return s, notice
	}
	for m.shut(s) && !s.Closed() {
		s, notice = m.replace(s, notice, now)
	}
	return s, notice
}

// replace puts an open variant in place of the step on the screen, or goes to
// the next. That is no answer of the person.
func (m Machine) replace(s Session, notice Notice, now time.Time) (Session, Notice) {
	touched := s.Touched
	s = s.next(now)
	s.Touched = touched
	id, ok := Offer(m.Library, s.Steps[s.At].Variant, m.Blocks)
	if !ok {
		s, _ = m.finishStep(s, StepSkipped, now)
		return s, s.telling(notice)
	}
	s = s.stopTimer(now)
	s.Steps[s.At] = s.Steps[s.At].instead(id)
	if s.Auto {
		s.Timer = Timer{Start: now.Add(LeadIn)}
	}
	return s, s.telling(notice)
}

// telling keeps a notice that still says what happened before the step that
// follows it.
func (s Session) telling(notice Notice) Notice {
	kept := []Notice{NoticeStale, NoticeUnfit, NoticeStrong, NoticeLeftOut}
	switch {
	case s.Closed():
		return NoticeClosed
	case slices.Contains(kept, notice):
		return notice
	default:
		return NoticeShow
	}
}
