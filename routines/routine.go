package routines

import (
	"slices"
	"time"
)

// RoutineID names a routine, such as "S-02". It is never shown to a person:
// people know a routine by its name.
type RoutineID string

// Form is how long a version of a routine somebody chose.
type Form string

// The forms every routine has. Short takes at most 150 seconds, tiny at most
// 60 (clinical specification, section 2.1).
const (
	Full  Form = "full"
	Short Form = "short"
	Tiny  Form = "tiny"
	// OneItem is the item of a check-list that is due: no file has it.
	OneItem Form = "item"
)

// Forms lists the forms, longest first.
func Forms() []Form { return []Form{Full, Short, Tiny} }

// Limit returns the longest a form may take; full forms have none.
func (f Form) Limit() (time.Duration, bool) {
	switch f {
	case Short:
		return 150 * time.Second, true
	case Tiny:
		return 60 * time.Second, true
	default:
		return 0, false
	}
}

// Routine is an ordered list of steps in three lengths.
type Routine struct {
	ID       RoutineID           `yaml:"id"`
	Version  int                 `yaml:"version"`
	Name     string              `yaml:"name"`
	Families []Family            `yaml:"families"`
	Why      string              `yaml:"why"` // one line for the opening card, at most 15 words
	Needs    []string            `yaml:"needs,omitempty"`
	Position string              `yaml:"position"`
	Intro    string              `yaml:"intro,omitempty"` // one sentence said before the first step
	Sources  []string            `yaml:"sources"`
	Review   string              `yaml:"review"`
	Forms    map[Form][]Step     `yaml:"forms"`
	Weeks    map[WeekName][]Step `yaml:"weeks,omitempty"` // stand in for the full form in these weeks of the program
}

// Checklist reports whether the routine only sets up a workplace or a bed.
// Those are looked at in a session like any other, but count for no week
// (product specification, "Weeks, not streaks").
func (r *Routine) Checklist() bool {
	moves := func(f Family) bool { return f != Workstation && f != SleepSetup }
	return len(r.Families) > 0 && !slices.ContainsFunc(r.Families, moves)
}

// Step is one exercise of a routine, in one variant. A dose given here
// replaces fields of the variant's own.
type Step struct {
	Variant VariantID     `yaml:"variant"`
	Dose    *DoseOverride `yaml:"dose,omitempty"`
}

// DoseOverride replaces the fields it gives.
type DoseOverride struct {
	Sides   *int `yaml:"sides,omitempty"`
	Sets    *int `yaml:"sets,omitempty"`
	Reps    *int `yaml:"reps,omitempty"`
	Hold    *int `yaml:"hold,omitempty"`
	Rest    *int `yaml:"rest,omitempty"`
	SetRest *int `yaml:"setrest,omitempty"`
	SetUp   *int `yaml:"setup,omitempty"`
	Change  *int `yaml:"change,omitempty"`
}

// Over returns d with the fields that o gives replaced. A nil o changes
// nothing.
func (o *DoseOverride) Over(d Dose) Dose {
	if o == nil {
		return d
	}
	for _, f := range []struct {
		from *int
		to   *int
	}{
		{o.Sides, &d.Sides}, {o.Sets, &d.Sets}, {o.Reps, &d.Reps}, {o.Hold, &d.Hold},
		{o.Rest, &d.Rest}, {o.SetRest, &d.SetRest}, {o.SetUp, &d.SetUp}, {o.Change, &d.Change},
	} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
	return d
}
