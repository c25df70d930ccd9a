package routines

// Trend is what a summary may call a difference.
type Trend string

// The trends.
const (
	TrendUnknown Trend = ""       // not enough data
	TrendSame    Trend = "same"   // about the same
	TrendBetter  Trend = "better" // less of it
	TrendWorse   Trend = "worse"  // said as plainly as better
)

// The limits of the clinical specification, section 4.4: what is called a
// change, and from where on a clinician is suggested.
const (
	changePoints   = 2
	changePercent  = 30
	changeDays     = 2
	suggestPercent = 50
)

// PainTrend compares two means of neck and shoulder pain over 14 days: it is a
// change only from 2 points or 30 % on. A mean of fewer than 8 days is not
// enough.
func PainTrend(earlier, later Mean) Trend {
	switch {
	case earlier.N < recentNeeded || later.N < recentNeeded:
		return TrendUnknown
	case later.above(earlier, changePoints) || later.moreBy(earlier, changePercent):
		return TrendWorse
	case earlier.above(later, changePoints) || later.lessBy(earlier, changePercent):
		return TrendBetter
	default:
		return TrendSame
	}
}

// PainSuggests reports whether pain has risen so much, by 2 points or 50 %,
// that a clinician is suggested.
func PainSuggests(earlier, later Mean) bool {
	return PainTrend(earlier, later) == TrendWorse &&
		(later.above(earlier, changePoints) || later.moreBy(earlier, suggestPercent))
}

// HeadacheDays is how many of 28 days had a headache.
type HeadacheDays struct {
	Days  int `json:"days"`
	Known int `json:"known"` // days that were answered
}

// knownNeeded is how many of 28 days must be answered (section 4.1).
const knownNeeded = 22

// HeadacheTrend compares two times 28 days: it is a change only from 2 days
// and 30 % on.
func HeadacheTrend(earlier, later HeadacheDays) Trend {
	moved := later.Days - earlier.Days
	enough := 100*max(moved, -moved) >= changePercent*earlier.Days
	switch {
	case earlier.Known < knownNeeded || later.Known < knownNeeded:
		return TrendUnknown
	case moved >= changeDays && enough:
		return TrendWorse
	case -moved >= changeDays && enough:
		return TrendBetter
	default:
		return TrendSame
	}
}

// HeadacheSuggests reports whether there are so many more headache days, by 2
// and by 50 %, that a clinician is suggested.
func HeadacheSuggests(earlier, later HeadacheDays) bool {
	return HeadacheTrend(earlier, later) == TrendWorse &&
		100*(later.Days-earlier.Days) >= suggestPercent*earlier.Days
}
