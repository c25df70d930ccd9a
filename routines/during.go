package routines

import "slices"

// Colour is a colour of the traffic light of pain (clinical specification,
// section 3.2).
type Colour string

// The colours.
const (
	Green Colour = "green" // go on
	Amber Colour = "amber" // less of it
	Red   Colour = "red"   // stop
)

// Stricter returns the stricter of two colours.
func (c Colour) Stricter(other Colour) Colour {
	switch {
	case c == Red || other == Red:
		return Red
	case c == Amber || other == Amber:
		return Amber
	default:
		return Green
	}
}

// Act is what a moment of a session asks for.
type Act string

// The acts, the mildest first.
const (
	ActGoOn    Act = "goon"    // nothing changes
	ActBreathe Act = "breathe" // breathe normally
	ActMove    Act = "move"    // one finger width towards the middle
	ActLighter Act = "lighter" // half the pressure, range or resistance
	ActSpot    Act = "spot"    // skip this spot
	ActSkip    Act = "skip"    // skip the step
	ActStep    Act = "step"    // stop the step
	ActEnd     Act = "end"     // end the session
	ActAttack  Act = "attack"  // stop, and attack mode
	ActAlarm   Act = "alarm"   // the emergency text
)

// DuringRow is one row of the table "during" of the clinical specification,
// section 3.2: the pain at the start, and up to which pain now it is green or
// amber. From a start of 6 on it is green as long as nothing rises.
type DuringRow struct {
	Row      string // the pain at the start, as it stands in the table
	From     int
	Most     int
	Green    int  // green up to and with
	Amber    int  // amber up to and with; the same as Green: none
	NoRise   bool // green only up to the start, in place of Green and Amber
	FirstRed Act  // what the first red of a session asks for; the second ends it
	Recheck  Recheck
}

// DuringRows is the table "during" of the clinical specification, section 3.2.
func DuringRows() []DuringRow {
	return []DuringRow{
		{Row: "0-3", From: 0, Most: 3, Green: 3, Amber: 5, FirstRed: ActStep},
		{Row: "4-5", From: 4, Most: 5, Green: 5, Amber: 6, FirstRed: ActStep},
		{Row: "6-7", From: 6, Most: 7, NoRise: true, FirstRed: ActStep},
		{Row: "8-10", From: 8, Most: 10, NoRise: true, FirstRed: ActEnd, Recheck: RecheckNow},
	}
}

// Colour returns the colour of a pain now after a pain at the start, which
// lies in the row.
func (r DuringRow) Colour(start, now int) Colour {
	green, amber := r.Green, r.Amber
	if r.NoRise {
		green, amber = start, start
	}
	switch {
	case now <= green:
		return Green
	case now <= amber:
		return Amber
	default:
		return Red
	}
}

// duringRow returns the row of a pain at the start, a number of the scale.
func duringRow(start int) DuringRow {
	rows := DuringRows()
	return rows[slices.IndexFunc(rows, func(r DuringRow) bool { return start <= r.Most })]
}

// During is the pain in the middle of a step. A nil number was not asked or
// not answered: a start reads as before a session, a pain now as unchanged.
type During struct {
	Neck, NeckNow *int
	Head, HeadNow *int
	Sharp         bool // sharp, electric or shooting: red at any number, then the stop rules
}

// rising is the pain of one place, at the start and now.
type rising struct{ start, now int }

func (r rising) row() DuringRow { return duringRow(r.start) }

func (r rising) colour() Colour { return r.row().Colour(r.start, r.now) }

// places returns what neck and head say: neck is compared with neck, headache
// with headache.
func (d During) places() [2]rising {
	neck, head := reads(d.Neck, unanswered), reads(d.Head, 0)
	return [2]rising{{neck, reads(d.NeckNow, neck)}, {head, reads(d.HeadNow, head)}}
}

// Colour returns the stricter colour of neck and head.
func (d During) Colour() Colour {
	if d.Sharp {
		return Red
	}
	places := d.places()
	return places[0].colour().Stricter(places[1].colour())
}

// Asks returns what the pain asks for after so many times amber in this step
// and red in this session before, and whether the R-items are asked again.
func (d During) Asks(ambers, reds int) (Act, Recheck) {
	switch d.Colour() {
	case Green:
		return ActGoOn, RecheckNone
	case Amber:
		if ambers > 0 {
			return ActSkip, RecheckNone
		}
		return ActLighter, RecheckNone
	}
	for _, place := range d.places() {
		row := place.row()
		if row.FirstRed == ActEnd && (d.Sharp || place.colour() == Red) {
			return ActEnd, row.Recheck
		}
	}
	if reds > 0 {
		return ActEnd, RecheckNone
	}
	return ActStep, RecheckNone
}
