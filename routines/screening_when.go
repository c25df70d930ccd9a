package routines

import (
	"slices"
	"time"
)

// When is one answer to "how long ago?", for an item whose blocks or limits
// count from there.
type When struct {
	Code string
	// Ago is what the answer is reckoned as: where something ends with time,
	// the latest that it allows, and where it begins with time, the earliest.
	// So it is never less strict than the day itself would be.
	Ago time.Duration
}

// Whens lists the answers that an item offers; nil: nothing counts from a day.
// Whoever is not sure gives none, and then it counts from the answer.
func Whens(id ItemID) []When {
	const day = 24 * time.Hour
	switch id {
	case "Y9": // pregnant: from week 16 on
		return []When{{"before8", 8 * sevenDays}, {"to11", 12 * sevenDays}, {"to13", 14 * sevenDays}, {"later", 16 * sevenDays}}
	case "Y11": // injection: 48 hours, and four weeks
		return []When{{"today", 0}, {"days", 2 * day}, {"weeks", 7 * day}}
	case "Y20": // eye surgery: six weeks
		return []When{{"fresh", 0}, {"weeks2", 14 * day}, {"weeks4", 28 * day}}
	default:
		return nil
	}
}

// Date notes how long ago it was that the last yes to an item tells of. It is
// false, and changes nothing, where the item asks for no such answer.
func (s Screening) Date(id ItemID, code string) (Screening, bool) {
	whens := Whens(id)
	i := slices.IndexFunc(whens, func(w When) bool { return w.Code == code })
	item, ok := ItemOf(id)
	st := s.standing(item)
	if i < 0 || !ok || !st.yes {
		return s, false
	}
	s.Answers = slices.Clone(s.Answers)
	s.Answers[st.index].Since = st.answer.At.Add(-whens[i].Ago)
	return s, true
}
