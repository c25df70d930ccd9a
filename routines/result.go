package routines

import (
	"slices"
	"time"
)

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
	During   *int        `json:"during,omitempty"` // the most that was told in a step
	After    *int        `json:"after,omitempty"`
	Effort   *int        `json:"effort,omitempty"`
	Ache     Ache        `json:"ache,omitempty"`
	Head     *int        `json:"head,omitempty"`    // headache before, where a number was asked for
	HeadNow  *int        `json:"headnow,omitempty"` // headache after, where there was some before
	Headache bool        `json:"headache,omitempty"`
	Started  time.Time   `json:"started"`
	Ended    time.Time   `json:"ended"`
	End      End         `json:"end"`
	Seconds  int         `json:"seconds"` // dose time of the steps done, and what timers counted of the others
	Counted  bool        `json:"counted"` // counts for the week: half the steps, or two minutes; a check-list never does
}

// Result returns what a closed session leaves behind. It is false for one
// that is still open or never began.
func (s Session) Result(lib *Library) (Result, bool) {
	if !s.Closed() || s.End == EndUnbegun {
		return Result{}, false
	}
	done, spent := s.Progress(lib)
	return Result{
		Routine: s.Routine, Version: s.Version, Form: s.Form, Steps: slices.Clone(s.Steps),
		Before: s.Before, During: s.During, After: s.After, Effort: s.Effort,
		Ache: s.Ache, Head: s.Head, HeadNow: s.HeadNow, Headache: s.Headache,
		Started: s.Started, Ended: s.Ended, End: s.End,
		Seconds: int(spent.Seconds()),
		Counted: !s.checklist(lib) && (2*done >= len(s.Steps) || spent >= countedAfter),
	}, true
}

// checklist reports whether the routine sets things up rather than moves
// somebody: those count for no week.
func (s Session) checklist(lib *Library) bool {
	r, ok := lib.Routine(s.Routine)
	return ok && r.Checklist()
}
