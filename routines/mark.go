package routines

import (
	"slices"
	"time"
)

// DayNumber is a day as a plain count: days are compared and subtracted, and
// nothing else is known of them. The caller decides where a day lies and when
// it turns (at 04:00, clinical specification, section 2.2).
type DayNumber int

// Minute is a moment in minutes since 1970, UTC.
type Minute int64

// dayMinutes is how long "within 24 h" is.
const dayMinutes Minute = 24 * 60

// MinuteOf returns the minute of a moment.
func MinuteOf(t time.Time) Minute { return Minute(t.Unix() / 60) }

// FormCheck is the answer to the question that is asked only when a step up
// may be offered: no held breath, no clenched jaw, no shaking, no hiked
// shoulder (clinical specification, section 0.6, row P9).
type FormCheck string

// The answers; empty was not asked.
const (
	FormPassed FormCheck = "y"
	FormFailed FormCheck = "n"
)

// Mark is what the rules of progress need of one session: small, because a
// document carries those of the last weeks. Its short names in JSON are part
// of what is stored: never reuse one.
type Mark struct {
	Day     DayNumber `json:"d"`
	At      Minute    `json:"t"` // when it ended; which mark it is
	Routine RoutineID `json:"r"`
	Form    Form      `json:"f"`
	Week    int       `json:"w,omitempty"` // of the program, at that time
	Tries   Tries     `json:"x,omitempty"` // the exercises that were done or that hurt
	Load    bool      `json:"l,omitempty"` // a LOAD step was done or hurt
	Part    bool      `json:"q,omitempty"` // fewer than half of its steps were done
	Before  *int      `json:"b,omitempty"` // neck and shoulder pain 0-10; nil: no answer
	After   *int      `json:"a,omitempty"`
	Effort  *int      `json:"e,omitempty"`
	Row     string    `json:"n,omitempty"` // the row of AfterRows that decided; empty while green or unknown
	Check   FormCheck `json:"k,omitempty"`
	Attack  bool      `json:"h,omitempty"` // an attack began within 24 h after it
	Unwell  bool      `json:"u,omitempty"` // begun in an attack, or when one was coming
}

// NewMark returns the mark of a session that left a result. Levels are those
// that it was begun with.
func NewMark(lib *Library, levels Levels, r Result, day DayNumber, week int, unwell bool) Mark {
	m := Mark{
		Day: day, At: endOf(r), Routine: r.Routine, Form: r.Form, Week: week, Unwell: unwell,
		Before: r.Before, After: r.After, Effort: r.Effort,
	}
	done := 0
	for _, step := range r.Steps {
		e, v, ok := lib.Variant(step.Variant)
		if step.Done == StepDone {
			done++
		}
		if !ok || e.Check() || !touched(step) {
			continue
		}
		m.Load = m.Load || slices.Contains(v.Tags, TagLoad)
		m.Tries = m.Tries.with(tryOf(lib, levels, r.Form, step, e))
	}
	m.Part = 2*done < len(r.Steps)
	return m
}

// endOf is when somebody last answered in a session.
func endOf(r Result) Minute {
	if r.End == EndLeft {
		return MinuteOf(r.Ended.Add(-LeftAlone))
	}
	return MinuteOf(r.Ended)
}

// touched reports whether a step was done at least in part.
func touched(s StepState) bool { return s.Done == StepDone || s.Done == StepStopped || s.Hurt != "" }

// Full reports whether the session is one that counts for the next week of the
// program: the full form, at least half of it done, in easier variants too.
func (m Mark) Full() bool { return m.Form == Full && !m.Part }

// Loading reports whether it was a loading session: S-05 or S-06 with a LOAD
// step (clinical specification, section 2.2, day rules).
func (m Mark) Loading() bool { return m.Load && stability(m.Routine) }

// after returns the row of the table "after and next day" that holds.
func (m Mark) after() AfterRow {
	for _, row := range AfterRows() {
		if row.Row == m.Row {
			return row
		}
	}
	return AfterRow{Colour: Green}
}

// Hurt reports whether something in it was too much.
func (m Mark) Hurt() bool { return m.colour() == Red }

// colour returns the strictest colour of the whole session, during and after.
func (m Mark) colour() Colour {
	c := m.after().Colour
	for _, t := range m.Tries {
		c = c.Stricter(t.During)
	}
	return c
}
