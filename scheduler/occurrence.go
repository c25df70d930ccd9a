package scheduler

import (
	"errors"
	"strings"
	"time"
)

// Occurrence is one time of a schedule: a local day and the time of day that
// was asked for. It names what happens, not the instant, so it stays the same
// when a zone changes its rules or a person moves. Two are compared with ==.
// As text, and so in JSON, it is "2026-11-24 09:30", the zero value "".
type Occurrence struct {
	Day  Date
	Slot Clock
}

var errOccurrence = errors.New("this is no local date and time; write it like 2026-11-24 09:30")

// OccurrenceAt returns the local day and minute of an instant.
func OccurrenceAt(t time.Time, loc *time.Location) Occurrence {
	return occurrenceOfWall(wallOf(t, loc))
}

func occurrenceOfWall(wall time.Time) Occurrence {
	return Occurrence{Day: dateOfWall(wall), Slot: clockOfWall(wall)}
}

// In returns the instant of the occurrence in a zone: the first instant at
// which the clock there shows it or, where the clocks skip it, something later.
// A later occurrence never has an earlier instant.
func (o Occurrence) In(loc *time.Location) time.Time { return o.Day.At(int(o.Slot), loc) }

// IsZero reports whether o is no occurrence at all.
func (o Occurrence) IsZero() bool { return o == Occurrence{} }

// Before reports whether o is earlier than other on the calendar and the wall
// clock.
func (o Occurrence) Before(other Occurrence) bool {
	return o.Day < other.Day || o.Day == other.Day && o.Slot < other.Slot
}

// String returns the occurrence as "2026-11-24 09:30", and "" for none.
func (o Occurrence) String() string {
	if o.IsZero() {
		return ""
	}
	return o.Day.String() + " " + o.Slot.String()
}

// MarshalText returns what String returns.
func (o Occurrence) MarshalText() ([]byte, error) {
	if o.IsZero() {
		return nil, nil
	}
	if o.Day < 1 || o.Day > lastDate || !o.Slot.valid() {
		return nil, errOccurrence
	}
	return []byte(o.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (o *Occurrence) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*o = Occurrence{}
		return nil
	}
	date, clock, _ := strings.Cut(string(text), " ")
	d, err := ParseDate(date)
	c, ok := clockOfText(clock)
	if err != nil || !ok {
		return errOccurrence
	}
	*o = Occurrence{Day: d, Slot: c}
	return nil
}
