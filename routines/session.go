package routines

import (
	"cmp"
	"slices"
	"time"
)

// Phase is which question of a session is on the screen.
type Phase string

// The phases, in the order a session goes through them.
const (
	PhaseOpening Phase = "opening" // pain before starts the full form; or a shorter one; or later
	PhaseBefore  Phase = "before"  // neck and shoulder pain before
	PhaseAche    Phase = "ache"    // headache before: its band, or on the slow track its number
	PhaseRecheck Phase = "recheck" // so much pain that the R-items of the screening are asked first
	PhaseStep    Phase = "step"    // doing a step
	PhaseHurt    Phase = "hurt"    // what kind of hurt
	PhaseSign    Phase = "sign"    // something else: one of the signs?
	PhaseAfter   Phase = "after"   // neck and shoulder pain after
	PhaseEffort  Phase = "effort"  // how hard it was
	PhaseAcheNow Phase = "achenow" // headache after, in place of the effort, when there was some before
	PhaseClosed  Phase = "closed"
)

// The time limits of a session.
const (
	// LeftAlone is how long a session waits for an answer before it closes
	// by itself as partial.
	LeftAlone = 6 * time.Hour
	// LeadIn is how long somebody has to read a step that starts by itself.
	LeadIn = 10 * time.Second
	// Overslept is how late a timer may be before the session pauses instead
	// of running on without its person.
	Overslept = 2 * time.Minute
)

// Session is one run through a routine: everything that is remembered of it.
// It pins the routine, its version and the IDs of its steps, so that a routine
// file that changes meanwhile cannot mix two versions. Its methods never
// change it: Advance returns the next state.
type Session struct {
	ID      int         `json:"id"`
	Ask     int         `json:"ask"` // number of the question on the screen; an answer must carry it
	Routine RoutineID   `json:"routine"`
	Version int         `json:"version"`
	Form    Form        `json:"form,omitempty"`
	Phase   Phase       `json:"phase"`
	Steps   []StepState `json:"steps,omitempty"`
	At      int         `json:"at"` // index of the current step
	Auto    bool        `json:"auto,omitempty"`
	Paused  bool        `json:"paused,omitempty"`
	Timer   Timer       `json:"timer,omitzero"`
	Light   Light       `json:"light,omitempty"` // what the pain before asked for

	Before   *int `json:"before,omitempty"`   // neck and shoulder pain 0-10 before; nil: not answered
	After    *int `json:"after,omitempty"`    // the same after
	During   *int `json:"during,omitempty"`   // the most that was told in a step, 0-10; nil: nothing hurt, or no number
	Effort   *int `json:"effort,omitempty"`   // 0 very easy to 10 maximal
	Ache     Ache `json:"ache,omitempty"`     // headache before, as a band
	Head     *int `json:"head,omitempty"`     // headache 0-10 before, where a number was asked for
	HeadNow  *int `json:"headnow,omitempty"`  // headache 0-10 after
	Headache bool `json:"headache,omitempty"` // more than mild before, and no more known: attack rest, and no more questions

	Opened  time.Time `json:"opened"`
	Started time.Time `json:"started,omitzero"` // when the first step was shown
	Touched time.Time `json:"touched"`          // last answer
	Ended   time.Time `json:"ended,omitzero"`
	End     End       `json:"end,omitempty"`
	Because End       `json:"because,omitempty"` // why it ends, while pain after is still asked
}

// StepState is one pinned step and what became of it.
type StepState struct {
	Variant VariantID `json:"variant"`
	Planned VariantID `json:"planned,omitempty"` // what an easier variant stands in for
	OneSet  bool      `json:"oneset,omitempty"`  // done with one set; see Session.StepDose
	Done    StepEnd   `json:"done,omitempty"`
	Eased   bool      `json:"eased,omitempty"` // the easier variant was taken on the way
	Hurt    Hurt      `json:"hurt,omitempty"`
	Spent   int       `json:"spent,omitempty"` // seconds that timers counted of a step before it was stopped
}

// instead returns the step with an easier variant in place of its own.
func (s StepState) instead(easier VariantID) StepState {
	s.Planned, s.Variant = cmp.Or(s.Planned, s.Variant), easier
	return s
}

// StepEnd is how a step ended; empty while it is still to do.
type StepEnd string

// The ends of a step.
const (
	StepDone    StepEnd = "done"
	StepSkipped StepEnd = "skipped"
	StepStopped StepEnd = "stopped" // because it hurt
	StepUnable  StepEnd = "unable"  // a check-list item that is not possible here
)

// Hurt is what kind of hurt somebody felt in a step.
type Hurt string

// The kinds of hurt (clinical specification, section 3.2, "during").
const (
	HurtBit    Hurt = "bit"    // a bit more: the easier form once, then skip; after much pain before, as strong
	HurtStrong Hurt = "strong" // strong: the step ends; twice, or once in a rest, ends the session
	HurtSharp  Hurt = "sharp"  // sharp, electric or shooting: as strong at any number, and the signs are asked first
	HurtElse   Hurt = "else"   // something else: ask about the signs of section 3.4
)

// End is why a session closed.
type End string

// The ends of a session.
const (
	EndDone    End = "done"    // through all its steps
	EndStopped End = "stopped" // the person stopped it
	EndHurt    End = "hurt"    // it hurt too much or too often, or in another way
	EndAlarm   End = "alarm"   // a red flag: the emergency text was given
	EndLeft    End = "left"    // left alone for six hours
	EndChanged End = "changed" // its routine file changed so that it could not go on
	EndUnbegun End = "unbegun" // closed before its first step: leaves no record
)

// NewSession opens a session: its first question is which form to take.
func NewSession(id int, r *Routine, now time.Time) Session {
	return Session{ID: id, Ask: 1, Routine: r.ID, Version: r.Version, Phase: PhaseOpening, Opened: now, Touched: now}
}

// Closed reports whether the session is over.
func (s Session) Closed() bool { return s.Phase == PhaseClosed }

// Running reports whether the session is in its steps.
func (s Session) Running() bool {
	return s.Phase == PhaseStep || s.Phase == PhaseHurt || s.Phase == PhaseSign
}

// Current returns the step on the screen.
func (s Session) Current() (StepState, bool) {
	if s.At < 0 || s.At >= len(s.Steps) {
		return StepState{}, false
	}
	return s.Steps[s.At], true
}

// next returns a copy that may be changed, with a new question on its screen.
func (s Session) next(now time.Time) Session {
	s = s.own()
	s.Ask++
	s.Touched = now
	return s
}

// own returns a copy whose steps may be changed.
func (s Session) own() Session {
	s.Steps = slices.Clone(s.Steps)
	return s
}
