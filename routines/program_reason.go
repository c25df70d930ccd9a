package routines

// Reason is why the program decides as it does. Each is one sentence of the
// catalogue, so that nobody is ever told a row's name.
type Reason string

// Why the level of one exercise goes down, stays or may go up.
const (
	ReasonHurt     Reason = "level.hurt"     // P1: it hurt last time
	ReasonAfter    Reason = "level.after"    // P2: more pain on the day after
	ReasonEffort   Reason = "level.effort"   // P3: it was very hard
	ReasonAttack   Reason = "level.attack"   // P4: an attack followed, more than once
	ReasonFew      Reason = "level.seldom"   // P5: too few times at this level lately
	ReasonAmber    Reason = "level.amber"    // P6: it was a bit much lately
	ReasonHeavy    Reason = "level.heavy"    // P7: it is not easy yet, or nobody said
	ReasonBefore   Reason = "level.before"   // P8: much pain before, or nobody said
	ReasonForm     Reason = "level.form"     // P9: the form was not quite there
	ReasonAsk      Reason = "level.ask"      // P9: the question about the form
	ReasonUp       Reason = "level.up"       // P10
	ReasonTop      Reason = "level.top"      // there is no harder one
	ReasonWeek     Reason = "level.week"     // it is as far as this week goes
	ReasonBlocked  Reason = "level.blocked"  // the next one does not suit this person now
	ReasonComfort  Reason = "level.comfort"  // four comfortable times first
	ReasonHeadLift Reason = "level.headlift" // an attack followed the long nods: no head lift
)

// What a gap between sessions asks for.
const (
	ReasonGapNone  Reason = "gap.none"  // G1: go on
	ReasonGapLess  Reason = "gap.less"  // G2: one set less this once
	ReasonGapDown  Reason = "gap.down"  // G3: one level down
	ReasonGapAgain Reason = "gap.again" // G4: from the beginning, after "Anything new?"
)

// What the day rules say.
const (
	ReasonDayAttack   Reason = "day.attack"   // D1: in an attack only rest
	ReasonDayComing   Reason = "day.coming"   // D1: one may be coming: no strength today
	ReasonDayPast     Reason = "day.past"     // D1: a day without strength after an attack
	ReasonDayRelease  Reason = "day.release"  // D1: letting go only, no tensing
	ReasonDayNear     Reason = "day.near"     // D2: strength today or yesterday
	ReasonDayBand     Reason = "day.band"     // D3: the band was today
	ReasonDayThree    Reason = "day.three"    // D3: three times in seven days
	ReasonDayLoaded   Reason = "day.loaded"   // D4: strength was today
	ReasonDayBandDone Reason = "day.banddone" // D5: the band was today
	ReasonDayBandFive Reason = "day.bandfive" // D5: on five of seven days
	ReasonDaySpots    Reason = "day.spots"    // D6: the same spots today
	ReasonDayFree     Reason = "day.free"     // D7
)

// What the end of a week brings.
const (
	ReasonPain   Reason = "program.pain"   // W1: more pain than at the start; have somebody look
	ReasonFalls  Reason = "program.falls"  // W1: two weeks in a row too much; have somebody look
	ReasonFall   Reason = "program.fall"   // W2: this week was too much in one exercise
	ReasonSmall  Reason = "program.small"  // W3: fewer than two full sessions; a smaller goal?
	ReasonNext   Reason = "program.next"   // W4
	ReasonUpkeep Reason = "program.upkeep" // W4 after the last week
	ReasonBack   Reason = "program.back"   // from maintenance back to week 3
)

// What is due today.
const (
	ReasonPlan     Reason = "due.plan"
	ReasonEasier   Reason = "due.easier" // after an attack, once in the easier variants
	ReasonHalf     Reason = "due.half"   // the last session left more pain: one set (A5)
	ReasonLess     Reason = "due.less"   // after some days off: one set (G2)
	ReasonCalm     Reason = "due.calm"   // five calm days (A4)
	ReasonDone     Reason = "due.done"   // today's session is done
	ReasonRest     Reason = "due.rest"   // a day off, so that the week is spread
	ReasonWeekDone Reason = "due.weekdone"
	ReasonWait     Reason = "due.wait"    // what is left has to wait for another day
	ReasonNone     Reason = "due.none"    // no program
	ReasonUnsuited Reason = "due.blocked" // what the program holds does not suit: something else
)

// What is new in a week of the program.
const (
	NewScale    Reason = "new.scale"    // 1: the scale of pressure
	NewBaseline Reason = "new.baseline" // 1: the first seven days are what later weeks are held against
	NewNods     Reason = "new.nods"     // 2: the first work of the deep neck muscles
	NewBlades   Reason = "new.blades"   // 3: the shoulder blades, with no band or the lightest
	NewPress    Reason = "new.press"    // 4: pressing against the hand at 10-20 %
	NewHarder   Reason = "new.harder"   // 5: the same at 20-30 %
	NewBand     Reason = "new.band"     // 5: the two-minute band
	NewNods7    Reason = "new.nods7"    // 6: nods of 7 s
	NewKneeling Reason = "new.kneeling" // 6: on hands and knees
	NewNods10   Reason = "new.nods10"   // 7: nods of 10 s
	NewEffort   Reason = "new.effort"   // 7: the band at effort 6-7, the next band, or 12 repetitions
	NewHeadLift Reason = "new.headlift" // 8: the head lift, for who wants it
)

// Reasons lists every reason, so that a catalogue can prove that it has a
// sentence for each.
func Reasons() []Reason {
	return []Reason{
		ReasonHurt, ReasonAfter, ReasonEffort, ReasonAttack, ReasonFew, ReasonAmber, ReasonHeavy, ReasonBefore,
		ReasonForm, ReasonAsk, ReasonUp, ReasonTop, ReasonWeek, ReasonBlocked, ReasonComfort, ReasonHeadLift,
		ReasonGapNone, ReasonGapLess, ReasonGapDown, ReasonGapAgain,
		ReasonDayAttack, ReasonDayComing, ReasonDayPast, ReasonDayRelease, ReasonDayNear, ReasonDayBand, ReasonDayThree,
		ReasonDayLoaded, ReasonDayBandDone, ReasonDayBandFive, ReasonDaySpots, ReasonDayFree,
		ReasonPain, ReasonFalls, ReasonFall, ReasonSmall, ReasonNext, ReasonUpkeep, ReasonBack,
		ReasonPlan, ReasonEasier, ReasonHalf, ReasonLess, ReasonCalm, ReasonDone, ReasonRest, ReasonWeekDone, ReasonWait, ReasonNone, ReasonUnsuited,
		NewScale, NewBaseline, NewNods, NewBlades, NewPress, NewHarder, NewBand, NewNods7, NewKneeling, NewNods10, NewEffort, NewHeadLift,
		CheckStay, CheckOffer, CheckGoOn, CheckUpkeep, CheckAdvise, CheckEarly,
	}
}
