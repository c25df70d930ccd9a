package routines

import "time"

// countedAfter is the time done from which a partial session counts for the
// week even when fewer than half its steps were done.
const countedAfter = 2 * time.Minute

// Result is a closed session as it goes into the history.
type Result struct {
	Routine  RoutineID   `json:"routine"`
	Version  int         `json:"version"`
	Form     Form        `json:"form"`
	Steps    []StepState `json:"steps"`
	Before   *int        `json:"before,omitempty"`
	After    *int        `json:"after,omitempty"`
	Effort   *int        `json:"effort,omitempty"`
	Headache bool        `json:"headache,omitempty"`
	Started  time.Time   `json:"started"`
	Ended    time.Time   `json:"ended"`
	End      End         `json:"end"`
	Seconds  int         `json:"seconds"` // dose time of the steps done
	Counted  bool        `json:"counted"` // counts for the week: half the steps, or two minutes
}

// Result returns what a closed session leaves behind. It is false for one
// that is still open or never began.
func (s Session) Result(lib *Library) (Result, bool) {
	if !s.Closed() || s.End == EndUnbegun {
		return Result{}, false
	}
	done, time := s.Progress(lib)
	return Result{
		Routine: s.Routine, Version: s.Version, Form: s.Form, Steps: s.Steps,
		Before: s.Before, After: s.After, Effort: s.Effort, Headache: s.Headache,
		Started: s.Started, Ended: s.Ended, End: s.End,
		Seconds: int(time.Seconds()),
		Counted: 2*done >= len(s.Steps) || time >= countedAfter,
	}, true
}

// Progress returns how many steps were done, and the time of their doses.
func (s Session) Progress(lib *Library) (done int, time time.Duration) {
	for _, step := range s.Steps {
		if step.Done != StepDone {
			continue
		}
		done++
		if d, ok := lib.Dose(s.Routine, s.Form, step.Variant); ok {
			time += d.Total()
		}
	}
	return done, time
}
