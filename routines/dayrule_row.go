package routines

import "slices"

// DayRow is one row of the day rules. A row of the specification with two
// reasons stands here twice.
type DayRow struct {
	Row     string
	Allowed bool
	Release bool // STR-04 becomes release-only
	Reason  Reason
	Instead []RoutineID
	fits    func(DayState, Asked) bool
}

// The limits of the day rules.
const (
	ruleDays    = 7
	mostLoading = 3 // loading sessions in seven days
	mostBand    = 5 // days with the band in seven
)

// DayRows are the day rules of the clinical specification, section 2.2; the
// first that fits decides. What D1 offers is narrowed to what suits the stage
// of the attack, and what the others offer to what they allow themselves.
func DayRows() []DayRow {
	return append(attackRows(), []DayRow{
		{Row: "D2", Reason: ReasonDayNear, Instead: []RoutineID{"S-02", "S-03", "S-04", "S-14", BandRoutine},
			fits: func(d DayState, a Asked) bool { return a.loading() && d.within(2, Mark.Loading) }},
		{Row: "D3", Reason: ReasonDayBand, Instead: []RoutineID{"S-02", "S-03", "S-04", BedtimeRoutine},
			fits: func(d DayState, a Asked) bool { return a.loading() && d.within(1, Mark.band) }},
		{Row: "D3", Reason: ReasonDayThree, Instead: []RoutineID{"S-02", "S-03", "S-04", BedtimeRoutine},
			fits: func(d DayState, a Asked) bool { return a.loading() && d.count(ruleDays, Mark.Loading) >= mostLoading }},
		{Row: "D4", Reason: ReasonDayLoaded, Instead: []RoutineID{BreakRoutine},
			fits: func(d DayState, a Asked) bool { return a.band() && d.within(1, Mark.Loading) }},
		{Row: "D5", Reason: ReasonDayBandDone, Instead: []RoutineID{BreakRoutine, ResetRoutine},
			fits: func(d DayState, a Asked) bool { return a.band() && d.within(1, Mark.band) }},
		{Row: "D5", Reason: ReasonDayBandFive, Instead: []RoutineID{BreakRoutine, ResetRoutine},
			fits: func(d DayState, a Asked) bool {
				return a.band() && d.Marks.days(d.Today, ruleDays, Mark.band) >= mostBand
			}},
		{Row: "D6", Reason: ReasonDaySpots, Instead: []RoutineID{BedtimeRoutine, "S-03"},
			fits: func(d DayState, a Asked) bool { return spots(a.Routine) && d.within(1, Mark.spots) }},
		{Row: "D7", Allowed: true, Reason: ReasonDayFree,
			fits: func(DayState, Asked) bool { return true }},
	}...)
}

// attackRows are row D1 in the stages of an attack.
func attackRows() []DayRow {
	instead := []RoutineID{GentleRoutine, StillRoutine, RestRoutine}
	refuses := func(stages ...Stage) func(DayState, Asked) bool {
		return func(d DayState, a Asked) bool { return slices.Contains(stages, d.Stage) && a.strains() }
	}
	return []DayRow{
		{Row: "D1", Reason: ReasonDayAttack, Instead: instead, fits: refuses(StageAttack, StageAsking)},
		{Row: "D1", Reason: ReasonDayComing, Instead: instead, fits: refuses(StageComing)},
		{Row: "D1", Reason: ReasonDayPast, Instead: instead, fits: refuses(StageAfter)},
		{Row: "D1", Allowed: true, Release: true, Reason: ReasonDayRelease,
			fits: func(d DayState, a Asked) bool { return d.Stage != "" && a.Tense }},
	}
}
