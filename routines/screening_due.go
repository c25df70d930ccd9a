package routines

import "time"

// Due is which questions of the screening are to be asked.
type Due string

// What may be due.
const (
	DueNone  Due = ""
	DueShort Due = "short" // one screen: "anything new since DATE?"
	DueFull  Due = "full"  // the four grouped screens
)

// How often the screening is repeated (clinical specification, section 3.1).
const (
	shortAfter = 28 * 24 * time.Hour
	fullAfter  = 6 // months
)

// Due returns what is to be asked. The first time is always due; a repetition
// never on a day with a headache, but on the next day without. The full set
// comes after six months, when its questions changed, and when something is
// new.
func (s Screening) Due(now time.Time, headacheToday bool) Due {
	switch {
	case s.At.IsZero():
		return DueFull
	case headacheToday:
		return DueNone
	case s.Version != ScreeningVersion || s.news() || !now.Before(s.At.AddDate(0, fullAfter, 0)):
		return DueFull
	case s.Short.After(s.Since()) && !now.Before(s.Short), !now.Before(s.Since().Add(shortAfter)):
		return DueShort
	default:
		return DueNone
	}
}

// Again makes the one question due, as after four weeks without a session (row
// G4 of section 0.7).
func (s Screening) Again(at time.Time) Screening {
	s.Short = at
	return s
}

// Since returns the DATE of "anything new since DATE?": when the full set or
// the short question was answered last.
func (s Screening) Since() time.Time {
	last := s.At
	for _, a := range s.Answers {
		if a.Item == AnythingNew && a.Said == No && a.At.After(last) {
			last = a.At
		}
	}
	return last
}

// news reports whether somebody said that something is new, or was not sure,
// and the full set was not answered since. A later no does not take it back.
func (s Screening) news() bool {
	for _, a := range s.Answers {
		if a.Item == AnythingNew && a.Said != No && a.At.After(s.At) {
			return true
		}
	}
	return false
}
