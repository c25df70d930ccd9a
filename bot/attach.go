package bot

import (
	"slices"
	"time"

	"unknot/scheduler"
)

// Attach is what a message holds beside its lines: something made of the history
// of some days. It is small data; the history is read when the message is sent.
type Attach struct {
	Kind AttachKind     `json:"kind"`
	From scheduler.Date `json:"from"` // both days belong to it
	To   scheduler.Date `json:"to"`
}

// AttachKind is what is made of a history.
type AttachKind string

// The kinds.
const (
	AttachRange AttachKind = "range" // sentences: how those days went
	AttachHelps AttachKind = "helps" // sentences: pain around each family of exercises
)

// Reads returns where the records lie that an effect needs when it is sent, and
// false when it needs none.
func (e Effect) Reads() (from, to Position, ok bool) {
	if e.Attach == nil {
		return 0, 0, false
	}
	from, to = positions(e.Attach.From, e.Attach.To)
	return from, to, true
}

// Message writes an effect for the person it goes to, in their language, with
// what it attaches made of the records that Reads names.
func (d Decider) Message(w Writer, p Person, e Effect, records []Record) (Message, error) {
	if e.Attach == nil {
		return w.Message(e, p.Language)
	}
	h := d.History(p, records, e.Attach.From, e.Attach.To)
	f := FiguresOf(h, d.Library, p.firstDay())
	switch e.Attach.Kind {
	case AttachHelps:
		e.Lines = slices.Concat(e.Lines, helpsLines(f))
	default:
		e.Lines = slices.Concat(e.Lines, rangeLines(f))
	}
	return w.Message(e, p.Language)
}

// firstDay is the weekday that a week begins on.
func (p Person) firstDay() time.Weekday { return time.Monday }
