package routines

import "slices"

// Light is what the pain before a session asks for.
type Light string

// The lights.
const (
	LightPlanned Light = "planned" // the routine as planned
	LightEasier  Light = "easier"  // the easier variants
	LightGentle  Light = "gentle"  // a gentle routine instead
	LightStill   Light = "still"   // a routine that keeps the neck still instead
	LightRest    Light = "rest"    // rest without movement instead
)

// The routines that stand in for others.
const (
	BedtimeRoutine RoutineID = "S-07"
	GentleRoutine  RoutineID = "S-08a"
	StillRoutine   RoutineID = "S-08b"
	RestRoutine    RoutineID = "S-09"
)

// Head is a column of the table "before": what the head says.
type Head string

// The columns.
const (
	HeadMild   Head = "mild"   // 0-3, no sign
	HeadAches  Head = "aches"  // 4-6 and no sign, or "one may be coming"
	HeadAttack Head = "attack" // 7-10, or any sign
)

// Recheck is when the R-items of the screening are asked again.
type Recheck string

// The moments to ask again.
const (
	RecheckNone  Recheck = ""
	RecheckNow   Recheck = "now"
	RecheckAfter Recheck = "after" // when the attack is over
)

// BeforeRow is one row of the table "before" of the clinical specification,
// section 3.2: what a band of neck and shoulder pain and a column ask for.
type BeforeRow struct {
	Row     string // B1 to B12
	From    int    // neck and shoulder pain, from
	Most    int    // up to and with
	Head    Head
	Light   Light
	Instead []RoutineID // what may be done in place of the planned routine, first choice first; nil: the planned one
	Attack  bool        // attack mode begins
	Recheck Recheck
}

// BeforeRows is the table "before" of the clinical specification, section 3.2.
func BeforeRows() []BeforeRow {
	still := []RoutineID{StillRoutine, RestRoutine}
	rest := []RoutineID{RestRoutine}
	return []BeforeRow{
		{Row: "B1", From: 0, Most: 3, Head: HeadMild, Light: LightPlanned},
		{Row: "B2", From: 4, Most: 5, Head: HeadMild, Light: LightEasier},
		{Row: "B3", From: 6, Most: 7, Head: HeadMild, Light: LightGentle, Instead: []RoutineID{GentleRoutine, BedtimeRoutine}},
		{Row: "B4", From: 8, Most: 10, Head: HeadMild, Light: LightRest, Instead: rest, Recheck: RecheckNow},
		{Row: "B5", From: 0, Most: 3, Head: HeadAches, Light: LightStill, Instead: still},
		{Row: "B6", From: 4, Most: 5, Head: HeadAches, Light: LightStill, Instead: still},
		{Row: "B7", From: 6, Most: 7, Head: HeadAches, Light: LightStill, Instead: still},
		{Row: "B8", From: 8, Most: 10, Head: HeadAches, Light: LightRest, Instead: rest, Recheck: RecheckNow},
		{Row: "B9", From: 0, Most: 3, Head: HeadAttack, Light: LightRest, Instead: rest, Attack: true},
		{Row: "B10", From: 4, Most: 5, Head: HeadAttack, Light: LightRest, Instead: rest, Attack: true},
		{Row: "B11", From: 6, Most: 7, Head: HeadAttack, Light: LightRest, Instead: rest, Attack: true},
		{Row: "B12", From: 8, Most: 10, Head: HeadAttack, Light: LightRest, Instead: rest, Attack: true, Recheck: RecheckAfter},
	}
}

// Before is what is known before a session.
type Before struct {
	Neck   *int // neck and shoulder pain 0-10; nil was skipped and reads as 4-5
	Head   *int // headache 0-10; nil was skipped and reads as 0-3
	More   bool // "more" than mild, without a number: rest
	Coming bool // "one may be coming"
	Sign   bool // nausea, light hurts, aura or a known attack
	Usual  *int // on the slow track, the own usual headache; nil elsewhere
}

// SeverePain is from which neck and shoulder pain on the R-items are asked
// again.
const SeverePain = 8

// unanswered is how a skipped question about pain is read: section 3.2.
const unanswered = 4

// Row returns the row that decides. Every answer has one; a number beyond the
// scale counts as its end.
func (b Before) Row() BeforeRow {
	head := b.column()
	neck := reads(b.Neck, unanswered)
	rows := BeforeRows()
	i := slices.IndexFunc(rows, func(r BeforeRow) bool { return r.Head == head && neck <= r.Most })
	row := rows[i]
	if b.bare() {
		row.Light, row.Instead = LightRest, []RoutineID{RestRoutine}
	}
	return row
}

// bare reports whether all that is known of the head is that it is more than
// mild.
func (b Before) bare() bool { return b.More && b.Head == nil }

// column returns the column of the table; table H of the same section moves a
// usual headache of the slow track into the first.
func (b Before) column() Head {
	h := reads(b.Head, 0)
	switch {
	case h >= 7 || b.Sign:
		return HeadAttack
	case b.Coming || b.bare():
		return HeadAches
	case h <= 3:
		return HeadMild
	case b.Usual != nil && h <= 5 && h <= *b.Usual+1: // table H
		return HeadMild
	default:
		return HeadAches
	}
}

// reads returns a number of the scale: a skipped one as it is to be read.
func reads(n *int, skipped int) int {
	if n == nil {
		return skipped
	}
	return min(max(*n, 0), 10)
}

// Routine returns what is done instead of the planned routine, or that routine
// where it is as gentle as what the row asks for.
func (r BeforeRow) Routine(planned RoutineID) RoutineID {
	if len(r.Instead) == 0 || slices.Contains(r.gentle(), planned) {
		return planned
	}
	return r.Instead[0]
}

// gentle lists the routines that may stay: what the row names, and whatever
// keeps stiller.
func (r BeforeRow) gentle() []RoutineID {
	if r.Light == LightGentle {
		return append([]RoutineID{StillRoutine, RestRoutine}, r.Instead...)
	}
	return r.Instead
}
