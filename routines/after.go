package routines

import (
	"cmp"
	"slices"
	"time"
)

// AfterRow is one row of the table "after and next day" of the clinical
// specification, section 3.2, and what it asks for.
type AfterRow struct {
	Row     string // A1 to A5
	Colour  Colour
	Repeat  bool // the level stays: no step up
	Down    bool // one level down
	Half    bool // next session half the sets, or the short form
	Gentle  int  // days of bedtime relaxation or gentle routines only
	Suggest bool // suggest that somebody has a look
	Ask     bool // a question next morning is due until it is answered
}

// AfterRows is the table "after and next day" of the clinical specification,
// section 3.2. After A1 and A2 nobody is asked next morning; A3 holds as long
// as no answer says more. That A4 costs a level, too, stands in row P2 of
// section 0.6.
func AfterRows() []AfterRow {
	return []AfterRow{
		{Row: "A1", Colour: Green},
		{Row: "A2", Colour: Green},
		{Row: "A3", Colour: Amber, Repeat: true, Ask: true},
		{Row: "A4", Colour: Red, Down: true, Gentle: 5, Suggest: true},
		{Row: "A5", Colour: Red, Down: true, Half: true},
	}
}

// After is what is known after a session and on the next day.
type After struct {
	Routine RoutineID
	Before  *int // nil was skipped and reads as 4-5
	After   *int
	Next    *int // the follow-up answer; see NextDay
	Sore    *int // "only sore muscles", and how much, within SoreTime; nil: something else
	Again   bool // a red of this table lies less than SecondRed back
}

// The spans of the table "after and next day", section 3.2.
const (
	SoreTime  = 48 * time.Hour     // how long sore muscles are nothing but that
	SecondRed = 7 * 24 * time.Hour // within which a red is the second
	NextCheck = 24 * time.Hour     // when the follow-up counts, however high
	LateCheck = 72 * time.Hour     // until when the next score before a session stands in for it
)

// rise is how many points more than before are no longer as usual.
const rise = 2

// sorest is up to which number sore muscles are green.
const sorest = 3

// Row returns the first row that fits. It is false while nothing is known of
// the time after the session.
func (a After) Row() (AfterRow, bool) {
	rows := AfterRows()
	before := reads(a.Before, unanswered)
	switch {
	case a.sore():
		return rows[0], true
	case a.After == nil:
		return AfterRow{}, false
	case !risen(before, a.After):
		return rows[1], true
	case !risen(before, a.Next):
		return rows[2], true
	case a.Again:
		return rows[3], true
	default:
		return rows[4], true
	}
}

// Sores reports whether a routine makes muscles sore that have worked (row A1).
func Sores(id RoutineID) bool { return slices.Contains([]RoutineID{"S-05", "S-06", "S-10"}, id) }

// sore reports whether there is nothing but muscles that have worked.
func (a After) sore() bool {
	return Sores(a.Routine) && a.Sore != nil && *a.Sore <= sorest
}

func risen(before int, now *int) bool { return now != nil && *now >= before+rise }

// Score is a number of the scale 0-10, and when it was given.
type Score struct {
	N  int       `json:"n"`
	At time.Time `json:"at"`
}

// NextDay picks the follow-up answer m of section 3.2: the first answer at
// least 24 hours after the session, or an earlier one that is back to usual,
// or, if none came, the first score before another session within 72 hours.
// Which of the scores were answers to the follow-up is told by their list. It
// is nil when there is no m.
func NextDay(before *int, ended time.Time, followUps, befores []Score) *int {
	usual := reads(before, unanswered)
	later := func(s Score) bool { return s.At.After(ended) }
	for _, s := range inOrder(followUps, later) {
		if s.At.Sub(ended) >= NextCheck || !risen(usual, &s.N) {
			return &s.N
		}
	}
	for _, s := range inOrder(befores, later) {
		if s.At.Sub(ended) <= LateCheck {
			return &s.N
		}
	}
	return nil
}

// FollowUp reports whether a question is due: never after green, once next
// morning, and once more at 24 hours when what was answered before is still
// above the usual.
func FollowUp(before, after *int, ended time.Time, followUps []Score, now time.Time) bool {
	usual := reads(before, unanswered)
	if !risen(usual, after) {
		return false
	}
	asked := inOrder(followUps, func(s Score) bool { return s.At.After(ended) })
	switch len(asked) {
	case 0:
		return now.Sub(ended) <= LateCheck
	case 1:
		first := asked[0]
		early := first.At.Sub(ended) < NextCheck
		return early && risen(usual, &first.N) && now.Sub(ended) >= NextCheck && now.Sub(ended) <= LateCheck
	default:
		return false
	}
}

func inOrder(scores []Score, keep func(Score) bool) []Score {
	kept := slices.DeleteFunc(slices.Clone(scores), func(s Score) bool { return !keep(s) })
	slices.SortStableFunc(kept, func(a, b Score) int { return cmp.Compare(a.At.UnixNano(), b.At.UnixNano()) })
	return kept
}
