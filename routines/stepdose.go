package routines

import "time"

// StepDose returns the dose of a pinned step as this session does it; timers,
// totals and cards take it from here and nowhere else. It is the variant's
// dose in the session's routine and form, with these limits:
//
//   - An easier variant that would take longer than what it stands in for has
//     no more sets and repetitions than that: nobody who asks for less gets
//     more.
//   - With OneSet one set is done, where a set is no direction and no muscle
//     group: a neck that is moved in one direction only is not half done, it
//     is done wrong.
//
// It is false when there is no such step, or its variant is not in the library
// any more.
func (s Session) StepDose(lib *Library, i int) (Dose, bool) {
	if i < 0 || i >= len(s.Steps) {
		return Dose{}, false
	}
	step := s.Steps[i]
	d, ok := lib.Dose(s.Routine, s.Form, step.Variant)
	if !ok {
		return Dose{}, false
	}
	planned, ok := lib.Dose(s.Routine, s.Form, step.Planned)
	if ok && d.Total() > planned.Total() {
		d.Sets, d.Reps = min(d.Sets, planned.Sets), min(d.Reps, planned.Reps)
	}
	e, _, _ := lib.Variant(step.Variant)
	if step.OneSet && e.Set.alone() {
		d.Sets = 1
	}
	return d, true
}

// Total returns how long the pinned steps take together.
func (s Session) Total(lib *Library) time.Duration {
	var sum time.Duration
	for i := range s.Steps {
		d, _ := s.StepDose(lib, i)
		sum += d.Total()
	}
	return sum
}

// Progress returns how many steps were done, and the time of their doses. What
// timers counted of a step that was stopped on the way is time, too.
func (s Session) Progress(lib *Library) (done int, spent time.Duration) {
	for i, step := range s.Steps {
		d, ok := s.StepDose(lib, i)
		switch {
		case step.Done == StepDone:
			done++
			spent += d.Total()
		case ok:
			spent += min(seconds(step.Spent), d.Total())
		}
	}
	return done, spent
}
