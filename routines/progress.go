package routines

import "slices"

// LevelMove is what becomes of the level of an exercise.
type LevelMove string

// The moves.
const (
	LevelDown LevelMove = "down" // one level down, now
	LevelHold LevelMove = "hold"
	LevelAsk  LevelMove = "ask" // ask the form question of row P9, then judge again
	LevelUp   LevelMove = "up"  // offer one level up; the person confirms
)

// Verdict is what the P-rule says of one exercise.
type Verdict struct {
	Exercise ExerciseID
	Row      string // P1 to P10, the first that fits
	Move     LevelMove
	Level    VariantID // the level now
	To       VariantID // the level after it; the same where nothing changes
	Reason   Reason
}

// Judge applies the P-rule (clinical specification, section 0.6) to one
// exercise at a time.
type Judge struct {
	Library *Library
	Levels  Levels
	Marks   Marks
	Program Program
	Blocks  Blocks // nobody is offered what is blocked for them
	Today   DayNumber
}

// The windows and limits of the P-rule.
const (
	countedDays     = 10 // P5
	countedDaysSlow = 21
	needed          = 2 // counted sessions
	redDays         = 7 // P6
	effortDown      = 8 // P3
	effortHold      = 5 // P7
	effortHoldLate  = 7 // P7, from week 7 on in the loading routines
	lateWeek        = 7
	beforeHold      = 6 // P8
)

// Verdict returns the first row of the P-rule that fits. What keeps an
// exercise from its next level although no row holds it (there is none, or the
// week has not come) says so with row P10 and holds.
func (j Judge) Verdict(id ExerciseID) Verdict {
	v := j.view(id)
	verdict := Verdict{Exercise: id, Move: LevelHold, Level: v.level, To: v.level, Reason: ReasonTop}
	if v.level == "" {
		return verdict
	}
	for _, row := range ProgressRows() {
		if row.fits(v) {
			verdict.Row, verdict.Move, verdict.Reason = row.Row, row.Move, row.Reason
			break
		}
	}
	switch verdict.Move {
	case LevelDown:
		if lower, ok := v.ladder.Down(v.level); ok {
			verdict.To = lower
		}
	case LevelAsk, LevelUp:
		verdict = j.ceiling(verdict, v)
	}
	return verdict
}

// ceiling looks at what lies above, before anybody is asked about it.
func (j Judge) ceiling(verdict Verdict, v levelView) Verdict {
	next, reason := j.above(v)
	if reason != "" {
		verdict.Row, verdict.Move, verdict.Reason = "P10", LevelHold, reason
		return verdict
	}
	verdict.To = next
	return verdict
}

// above returns the next level, or why there is none for now.
func (j Judge) above(v levelView) (VariantID, Reason) {
	next, ok := v.ladder.Up(v.level)
	switch {
	case !ok:
		return "", ReasonTop
	case v.ladder.above(next, weekLimit(j.Library, v.exercise, j.Program.Week)):
		return "", ReasonWeek
	case !j.open(next):
		return "", ReasonBlocked
	default:
		return next, j.condition(v, next)
	}
}

// open reports whether blocks leave a level as it is, or as its twin.
func (j Judge) open(level VariantID) bool {
	left, ok := Offer(j.Library, level, j.Blocks)
	return ok && LadderOf(j.Library, exerciseOf(level)).same(left, level)
}

// WaitRow is what some levels wait for beyond the P-rule.
type WaitRow struct {
	Levels   []VariantID
	Sessions int       // counted sessions at the level below
	Days     DayNumber // since the program began
	NoAttack bool      // never while an attack followed a session at the level below
}

// WaitRows are the conditions of single levels (clinical specification,
// sections 1.1 and 1.4): four comfortable sessions before pressing goes
// further, CST-03 at 40-50 % not before week 8, and the head lift.
func WaitRows() []WaitRow {
	return []WaitRow{
		{Levels: []VariantID{"TPN-01.harder", "TPN-02.later", "TPN-03.harder"}, Sessions: 4},
		{Levels: []VariantID{"CST-03.harder"}, Days: 7 * 7},
		{Levels: []VariantID{"CST-01.L4"}, Days: 4 * 7, NoAttack: true},
	}
}

// condition returns why a level has to wait for more than its row, or nothing.
func (j Judge) condition(v levelView, next VariantID) Reason {
	days := DayNumber(0)
	if j.Program.Started != 0 {
		days = j.Today - j.Program.Started
	}
	for _, row := range WaitRows() {
		switch {
		case !slices.Contains(row.Levels, next):
		case len(v.counted) < row.Sessions:
			return ReasonComfort
		case days < row.Days:
			return ReasonWeek
		case row.NoAttack && v.attackAfter():
			return ReasonHeadLift
		}
	}
	return ""
}
