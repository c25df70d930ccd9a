package routines

import (
	"cmp"
	"slices"
	"time"
)

// Sign is what somebody feels in a step beside pain.
type Sign string

// The signs (clinical specification, section 3.4).
const (
	SignRed    Sign = "red"    // any sign of R2, sudden severe headache, fainting, chest pain, tingling or numbness of one whole side
	SignFace   Sign = "face"   // tingling or numbness of the face
	SignHand   Sign = "hand"   // numbness, tingling or electric pain in one arm or hand
	SignLimbs  Sign = "limbs"  // tingling in both arms, or in a leg
	SignDizzy  Sign = "dizzy"  // dizziness, spinning, blurred vision, ringing, unsteadiness
	SignHead   Sign = "head"   // new or rising head pain
	SignJoint  Sign = "joint"  // sharp joint pain, locking, the head feels heavy or unsteady on the neck
	SignBreath Sign = "breath" // breathlessness
	SignHeart  Sign = "heart"  // palpitations
	SignNausea Sign = "nausea" // nausea or sweating
	SignLight  Sign = "light"  // light-headed
	SignZing   Sign = "zing"   // zing or shooting over the scalp
	SignBruise Sign = "bruise" // a visible bruise after pressure
)

// Signs lists the signs.
func Signs() []Sign {
	return []Sign{SignRed, SignFace, SignHand, SignLimbs, SignDizzy, SignHead, SignJoint, SignBreath, SignHeart,
		SignNausea, SignLight, SignZing, SignBruise}
}

// Feeling is one sign and what is known of it. What is not known is the zero
// value, and reads as the worse.
type Feeling struct {
	Sign  Sign
	Aura  bool          // it is the known diagnosed aura
	Known bool          // dizziness: known from before
	Calm  bool          // it did not begin during pressure or neck movement
	Gone  time.Duration // how long it took to go; 0: it has not gone
	Again bool          // it came back, or it is the second time in this step
	Rest  bool          // breathlessness: without effort
	Faint bool          // palpitations: with faintness
	Step  StepKind      // what the step does
}

// StepKind is what a step does to the body, as the stop rules tell steps
// apart.
type StepKind struct {
	Exercise ExerciseID
	Family   Family
	Tags     []Tag
}

// KindOf returns what a variant does.
func KindOf(e *Exercise, v *Variant) StepKind {
	return StepKind{Exercise: e.ID, Family: e.Family, Tags: v.Tags}
}

// breathing reports whether the step is slow breathing.
func (k StepKind) breathing() bool { return k.Exercise == "STR-01" }

// works reports whether the step presses something or loads the neck.
func (k StepKind) works() bool {
	return slices.Contains(k.Tags, TagPress) || slices.Contains(k.Tags, TagNeckLoad)
}

// StopID is a row of the stop rules, T1 to T19. Where a row says more than one
// thing, a word after a dot tells which.
type StopID string

// Ends is when the blocks of a stop rule end.
type Ends string

// The ends.
const (
	EndsNever    Ends = ""         // there are none
	EndsScreened Ends = "screened" // when the full set was answered again, and cleared
	EndsCleared  Ends = "cleared"  // when a clinician has looked or was asked
	EndsAsked    Ends = "asked"    // when asked again, on the next day
	EndsWeek     Ends = "week"     // after seven days
	EndsToday    Ends = "today"    // when the day turns
)

// StopRow is one row of the stop rules and what it asks for.
type StopRow struct {
	ID     StopID
	Act    Act
	Level  Level
	Blocks []Block
	Family bool   // the family of the step is off, beside Blocks
	Ends   Ends   // when Blocks end
	Item   ItemID // the item of the screening that it answers with yes
	Lie    bool   // sit or lie down first
	Offer  bool   // offer attack mode
	Easier bool   // the easier variants next time
	Gentle bool   // at most GentlePress from now on

	fits func(Feeling) bool
}

// stricter orders rows, the strictest first: by whom to see, then by what to
// do.
func (r StopRow) stricter(other StopRow) int {
	levels := []Level{LevelEmergency, LevelToday, LevelClinician, LevelNone}
	return cmp.Or(
		cmp.Compare(slices.Index(levels, r.Level), slices.Index(levels, other.Level)),
		cmp.Compare(other.Act.rank(), r.Act.rank()))
}

// rank tells how much an act asks for.
func (a Act) rank() int {
	return slices.Index([]Act{ActGoOn, ActBreathe, ActMove, ActLighter, ActSpot, ActSkip, ActStep, ActEnd, ActAttack, ActAlarm}, a)
}

// StopRowsFor returns the rows that fit what somebody feels, the strictest
// first: it decides what to do, and the blocks of all add up. There is none
// where only the pain rule has something to say: head pain in a step that
// neither presses nor loads the neck, and a zing outside of TPN-01.
func StopRowsFor(feelings ...Feeling) []StopRow {
	var fit []StopRow
	for _, row := range StopRows() {
		if row.fits != nil && slices.ContainsFunc(feelings, row.fits) {
			fit = append(fit, row)
		}
	}
	slices.SortStableFunc(fit, StopRow.stricter)
	return fit
}

// stopRow returns a row by its ID.
func stopRow(id StopID) (StopRow, bool) {
	rows := StopRows()
	i := slices.IndexFunc(rows, func(r StopRow) bool { return r.ID == id })
	if i < 0 {
		return StopRow{}, false
	}
	return rows[i], true
}
