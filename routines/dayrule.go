package routines

import "slices"

// The routines that the day rules name beside those that stand in for others.
const (
	BandRoutine  RoutineID = "S-10"
	BreakRoutine RoutineID = "S-11"
	ResetRoutine RoutineID = "S-01"
)

// Asked is a routine that somebody wants to do.
type Asked struct {
	Routine RoutineID
	Form    Form
	Load    bool // a step carries LOAD, the muscle relaxation of STR-04 aside
	Tense   bool // it has that relaxation, which becomes release-only under D1
}

// tensing is the exercise that D1 does not refuse but lets release only.
const tensing ExerciseID = "STR-04"

// AskedFor describes a form of a routine as it is in a week of the program.
func AskedFor(lib *Library, id RoutineID, form Form, week int) Asked {
	asked := Asked{Routine: id, Form: form}
	r, ok := lib.Routine(id)
	if !ok {
		return asked
	}
	for _, step := range formSteps(lib, r, form, week) {
		e, v, ok := lib.Variant(step.Variant)
		switch {
		case !ok || !slices.Contains(v.Tags, TagLoad):
		case e.ID == tensing:
			asked.Tense = true
		default:
			asked.Load = true
		}
	}
	return asked
}

// stability reports whether a routine is one of the two whose forms with a
// LOAD step are loading sessions.
func stability(id RoutineID) bool { return id == "S-05" || id == "S-06" }

// loading reports whether the form is a loading session.
func (a Asked) loading() bool { return a.Load && stability(a.Routine) }

// band reports whether it is the two-minute band, in any form.
func (a Asked) band() bool { return a.Routine == BandRoutine }

// strains reports whether row D1 is about it.
func (a Asked) strains() bool { return a.Load || stability(a.Routine) || a.band() }

// spots reports whether a routine presses the back of the neck.
func spots(id RoutineID) bool { return id == "S-02" || id == "S-14" }

// Ruling is what the day rules say of a routine on a day.
type Ruling struct {
	Row     string // D1 to D7, the first that fits
	Allowed bool
	Release bool // allowed, and STR-04 is done without tensing
	Reason  Reason
	Instead []RoutineID // what is offered in its place, first choice first
}

// DayState is what the day rules look at.
type DayState struct {
	Today DayNumber
	Stage Stage
	Marks Marks
}

// Rule returns what the first day rule that fits says.
func (d DayState) Rule(a Asked) Ruling {
	row := d.first(a)
	ruling := Ruling{Row: row.Row, Allowed: row.Allowed, Release: row.Release, Reason: row.Reason}
	for _, id := range row.Instead {
		if d.suits(row, id) {
			ruling.Instead = append(ruling.Instead, id)
		}
	}
	return ruling
}

func (d DayState) first(a Asked) DayRow {
	rows := DayRows()
	i := slices.IndexFunc(rows, func(r DayRow) bool { return r.fits(d, a) })
	return rows[i] // the last row fits everything
}

// suits reports whether a routine may be offered in place of a refused one:
// it must suit the stage of an attack, or not be refused itself.
func (d DayState) suits(row DayRow, id RoutineID) bool {
	if row.Row == "D1" {
		return slices.Contains(d.Stage.Row().Only, id)
	}
	return d.first(Asked{Routine: id, Form: Full, Load: id == BandRoutine}).Allowed
}

// within reports whether there is such a session in the last n days, today
// included.
func (d DayState) within(n int, fits func(Mark) bool) bool {
	return slices.ContainsFunc(d.Marks.recent(d.Today, n), fits)
}

// count counts such sessions of the last n days.
func (d DayState) count(n int, fits func(Mark) bool) int {
	return len(slices.DeleteFunc(d.Marks.recent(d.Today, n), func(m Mark) bool { return !fits(m) }))
}

// band reports whether the two-minute band was done.
func (m Mark) band() bool { return m.Routine == BandRoutine && len(m.Tries) > 0 }

// spots reports whether the back of the neck was pressed.
func (m Mark) spots() bool { return spots(m.Routine) && len(m.Tries) > 0 }
