package routines

import "time"

// The times of the stop rules (clinical specification, section 3.4).
const (
	atOnce     = 20 * time.Second // head pain that fades, tingling that is gone at once
	settled    = time.Minute      // nausea or a light head in slow breathing
	soon       = 2 * time.Minute  // known dizziness that passes
	outOfAir   = 5 * time.Minute  // breathlessness after effort
	inTime     = 10 * time.Minute // known dizziness that takes its time
	weekOff    = 7 * 24 * time.Hour
	thirdSpan  = 28 * 24 * time.Hour // within which lasting head pain is counted
	thirdTime  = 3
	thirdStop  = StopID("T11.third")
	bruiseStop = StopID("T19")
)

// StopRows is the table of stop rules of the clinical specification, section
// 3.4. A light head outside of slow breathing reads as dizziness.
func StopRows() []StopRow {
	all, move, press := []Block{BlockAll}, []Block{BlockMove}, []Block{Block(TagPress)}
	turning := []Block{Block(TagPress), Block(TagEndRange), Block(TagNeckLoad)}
	return []StopRow{
		{ID: "T1", Act: ActAlarm, Level: LevelEmergency, Blocks: all, Ends: EndsScreened, fits: Feeling.red},
		{ID: "T2", Act: ActAttack, fits: Feeling.auraAtRest},
		{ID: "T3", Act: ActAlarm, Level: LevelEmergency, Blocks: all, Ends: EndsScreened, fits: Feeling.auraAtWork},
		{ID: "T4", Act: ActEnd, Lie: true, Blocks: turning, Ends: EndsAsked, fits: Feeling.dizzySoonOver},
		{ID: "T5", Act: ActEnd, Lie: true, Blocks: move, Ends: EndsAsked, fits: Feeling.dizzyLonger},
		{ID: "T6", Act: ActEnd, Lie: true, Level: LevelToday, Blocks: move, Ends: EndsCleared, fits: Feeling.dizzyNew},
		{ID: "T7", Act: ActStep, Family: true, Ends: EndsWeek, fits: Feeling.armOnce},
		{ID: "T8", Act: ActEnd, Level: LevelClinician, Item: "Y6", fits: Feeling.armStays},
		{ID: "T9", Act: ActEnd, Level: LevelToday, Item: "R7b", fits: Feeling.limbs},
		{ID: "T10", Act: ActLighter, Gentle: true, fits: Feeling.headFades},
		{ID: "T11", Act: ActStep, Family: true, Ends: EndsToday, fits: Feeling.headStays},
		// Beside T11 from the third time within thirdSpan on: see Stops.Met.
		{ID: thirdStop, Act: ActStep, Level: LevelClinician, Blocks: []Block{Block(TenderNeck)}, Ends: EndsCleared},
		{ID: "T12", Act: ActEnd, Level: LevelClinician, Blocks: []Block{Block(TagNeckLoad), Block(TagEndRange)}, Ends: EndsCleared, fits: Feeling.joint},
		{ID: "T13", Act: ActAlarm, Level: LevelEmergency, Blocks: all, Ends: EndsScreened, fits: Feeling.airOrHeart},
		{ID: "T14", Act: ActEnd, Level: LevelClinician, Blocks: []Block{Block(TagLoad)}, Ends: EndsCleared, fits: Feeling.heartOnly},
		{ID: "T15", Act: ActEnd, Easier: true, fits: Feeling.outOfBreath},
		{ID: "T16", Act: ActEnd, Lie: true, Offer: true, fits: Feeling.sick},
		{ID: "T17", Act: ActBreathe, fits: Feeling.queasyOnce},
		{ID: "T17.long", Act: ActEnd, fits: Feeling.queasyLonger},
		{ID: "T18", Act: ActMove, fits: Feeling.zing},
		{ID: "T18.again", Act: ActSpot, fits: Feeling.zingAgain},
		{ID: bruiseStop, Act: ActStep, Blocks: press, Ends: EndsWeek, Gentle: true, fits: Feeling.bruise},
		{ID: "T19.again", Act: ActStep, Level: LevelClinician, Blocks: press, Ends: EndsCleared, Gentle: true, fits: Feeling.bruiseAgain},
	}
}

// goneIn reports whether it went by itself within a time.
func (f Feeling) goneIn(limit time.Duration) bool { return f.Gone > 0 && f.Gone <= limit }

func (f Feeling) red() bool { return f.Sign == SignRed || f.Sign == SignFace && !f.Aura }

func (f Feeling) aura() bool { return f.Aura && (f.Sign == SignFace || f.Sign == SignHand) }

func (f Feeling) auraAtRest() bool { return f.aura() && f.Calm }

func (f Feeling) auraAtWork() bool { return f.aura() && !f.Calm }

func (f Feeling) dizzy() bool {
	return f.Sign == SignDizzy || f.Sign == SignLight && !f.Step.breathing()
}

func (f Feeling) dizzySoonOver() bool { return f.dizzy() && f.Known && f.Gone > 0 && f.Gone < soon }

func (f Feeling) dizzyLonger() bool {
	return f.dizzy() && f.Known && f.Gone >= soon && f.goneIn(inTime)
}

func (f Feeling) dizzyNew() bool { return f.dizzy() && (!f.Known || !f.goneIn(inTime)) }

func (f Feeling) arm() bool { return f.Sign == SignHand && !f.Aura }

func (f Feeling) armOnce() bool { return f.arm() && f.goneIn(atOnce) && !f.Again }

func (f Feeling) armStays() bool { return f.arm() && !f.armOnce() }

func (f Feeling) limbs() bool { return f.Sign == SignLimbs }

func (f Feeling) head() bool { return f.Sign == SignHead && f.Step.works() }

func (f Feeling) headFades() bool { return f.head() && f.goneIn(atOnce) }

func (f Feeling) headStays() bool { return f.head() && !f.goneIn(atOnce) }

func (f Feeling) joint() bool { return f.Sign == SignJoint }

func (f Feeling) airless() bool {
	return f.Sign == SignBreath && (f.Rest || !f.goneIn(outOfAir))
}

func (f Feeling) airOrHeart() bool { return f.airless() || f.Sign == SignHeart && f.Faint }

func (f Feeling) heartOnly() bool { return f.Sign == SignHeart && !f.Faint }

func (f Feeling) outOfBreath() bool { return f.Sign == SignBreath && !f.airless() }

func (f Feeling) sick() bool { return f.Sign == SignNausea && !f.Step.breathing() }

func (f Feeling) queasy() bool {
	return (f.Sign == SignNausea || f.Sign == SignLight) && f.Step.breathing()
}

func (f Feeling) queasyOnce() bool { return f.queasy() && f.goneIn(settled) }

func (f Feeling) queasyLonger() bool { return f.queasy() && !f.goneIn(settled) }

func (f Feeling) zings() bool { return f.Sign == SignZing && f.Step.Exercise == "TPN-01" }

func (f Feeling) zing() bool { return f.zings() && !f.Again }

func (f Feeling) zingAgain() bool { return f.zings() && f.Again }

func (f Feeling) bruise() bool { return f.Sign == SignBruise && !f.Again }

func (f Feeling) bruiseAgain() bool { return f.Sign == SignBruise && f.Again }
