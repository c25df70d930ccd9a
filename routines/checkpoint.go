package routines

// Checkpoint is a moment of the program at which the same questions are asked.
type Checkpoint string

// The check-points (clinical specification, section 2.2).
const (
	CheckNone     Checkpoint = ""
	CheckA        Checkpoint = "A"          // end of week 4
	CheckGraduate Checkpoint = "graduation" // end of week 6
	CheckB        Checkpoint = "B"          // end of week 8
)

// CheckFrom is the week from which on every day lies in the 14 days before a
// check-point.
const CheckFrom = 3

// Global is the answer to the question about the change as a whole.
type Global int

// The seven options; 0 is no answer.
const (
	GlobalNone Global = iota
	GlobalMuchWorse
	GlobalWorse
	GlobalBitWorse
	GlobalSame
	GlobalBitBetter
	GlobalBetter
	GlobalMuchBetter
)

// CheckAnswers is what a check-point knows.
type CheckAnswers struct {
	Baseline Mean   // of days 1 to 7
	Recent   Mean   // of the last 14 days
	Global   Global // the change as a whole
	// The self-chosen activities, 0 to 10, higher is better, at the start and
	// now.
	ActivitiesThen, ActivitiesNow Mean
	// The ease: mean effort at the start and now, lower is better.
	EffortThen, EffortNow Mean
}

// Outcome is what a check-point comes to.
type Outcome string

// The outcomes.
const (
	OutcomeEarly    Outcome = "early" // not enough yet
	OutcomeImproved Outcome = "improved"
	OutcomeNeither  Outcome = "neither"
	OutcomeWorse    Outcome = "worse"
)

// The limits of the check-points.
const (
	lowBaseline      = 3 // below it, activities and ease are looked at instead of pain
	activityPoints   = 2
	worsePoints      = 2
	worsePercent     = 50
	improvedPoints   = 2
	improvedPercent  = 30
	improvedAnswered = GlobalBetter
)

// Outcome judges the answers. Pain up by 2 points or 50 % is worse, whatever
// else was answered. Improved needs pain lower by 2 points or 30 % and the
// answer "better" or "much better"; from a baseline below 3 it needs the
// activities 2 points better and the effort no greater in place of less pain.
func (a CheckAnswers) Outcome() Outcome {
	switch {
	case a.Baseline.N < baselineNeeded || a.Recent.N < recentNeeded:
		return OutcomeEarly
	case a.Recent.above(a.Baseline, worsePoints) || a.Recent.moreBy(a.Baseline, worsePercent):
		return OutcomeWorse
	case a.Global == GlobalNone || a.lacksEase():
		return OutcomeEarly
	case a.Global >= improvedAnswered && a.gained():
		return OutcomeImproved
	default:
		return OutcomeNeither
	}
}

// lacksEase reports whether activities or effort are needed and missing.
func (a CheckAnswers) lacksEase() bool {
	missing := a.ActivitiesThen.N == 0 || a.ActivitiesNow.N == 0 || a.EffortThen.N == 0 || a.EffortNow.N == 0
	return a.Baseline.below(lowBaseline) && missing
}

func (a CheckAnswers) gained() bool {
	if a.Baseline.below(lowBaseline) {
		return a.ActivitiesNow.above(a.ActivitiesThen, activityPoints) && a.EffortThen.above(a.EffortNow, 0)
	}
	return a.Baseline.above(a.Recent, improvedPoints) || a.Recent.lessBy(a.Baseline, improvedPercent)
}

// What a check-point says.
const (
	CheckStay   Reason = "check.stay"   // improved at A: go on as planned
	CheckOffer  Reason = "check.offer"  // improved at graduation: maintenance, or the two weeks that are left
	CheckGoOn   Reason = "check.goon"   // neither before week 8: go on
	CheckUpkeep Reason = "check.upkeep" // improved at B: maintenance
	CheckAdvise Reason = "check.advise" // worse, or no change at week 8: it may not be the right tool alone; a therapist or doctor
	CheckEarly  Reason = "check.early"  // not enough answers yet: go on
)

// CheckRow is what follows from an outcome at a check-point.
type CheckRow struct {
	Check   Checkpoint
	Outcome Outcome
	Reason  Reason
	Offer   bool // maintenance is offered
	Suggest bool // a physical therapist or doctor is recommended
}

// CheckRows is the table of the check-points, section 2.2.
func CheckRows() []CheckRow {
	return []CheckRow{
		{CheckA, OutcomeImproved, CheckStay, false, false},
		{CheckA, OutcomeNeither, CheckGoOn, false, false},
		{CheckA, OutcomeWorse, CheckAdvise, false, true},
		{CheckA, OutcomeEarly, CheckEarly, false, false},
		{CheckGraduate, OutcomeImproved, CheckOffer, true, false},
		{CheckGraduate, OutcomeNeither, CheckGoOn, false, false},
		{CheckGraduate, OutcomeWorse, CheckAdvise, false, true},
		{CheckGraduate, OutcomeEarly, CheckEarly, false, false},
		{CheckB, OutcomeImproved, CheckUpkeep, true, false},
		{CheckB, OutcomeNeither, CheckAdvise, false, true},
		{CheckB, OutcomeWorse, CheckAdvise, false, true},
		{CheckB, OutcomeEarly, CheckEarly, false, false},
	}
}

// Consequence returns what follows from an outcome. It is false for a moment
// that is no check-point.
func (c Checkpoint) Consequence(o Outcome) (CheckRow, bool) {
	for _, row := range CheckRows() {
		if row.Check == c && row.Outcome == o {
			return row, true
		}
	}
	return CheckRow{}, false
}
