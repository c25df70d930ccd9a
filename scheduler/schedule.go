package scheduler

import (
	"cmp"
	"slices"
	"time"
)

// The bounds of a schedule.
const (
	MostPerDay  = 2   // nudges on one day (product.md, "Schedule and nudges")
	MostTimes   = 8   // different times of day in a schedule: each weekday its own, and one more
	LongestText = 200 // bytes of a text that Parse reads
)

// Schedule says on which local days, and when on them, something is due. Make
// one with Parse. It is a value: copies share nothing, == tells whether two
// are the same, and the zero value never happens. As text, and so in JSON, it
// is what String returns.
type Schedule struct {
	rules [MostTimes]rule // in the order of their times, empty ones last
}

// newSchedule puts rules together: one for each time of day, in order. Rules
// that are not weekly come from one cron line and differ in their time only.
func newSchedule(rules []rule) (Schedule, error) {
	var s Schedule
	var merged []rule
	for _, r := range rules {
		same := func(m rule) bool { return m.at == r.at }
		if i := slices.IndexFunc(merged, same); i >= 0 {
			merged[i].days |= r.days
			continue
		}
		merged = append(merged, r)
	}
	if perDay(merged) > MostPerDay {
		return s, &UnclearError{Reason: ReasonTooOften}
	}
	if len(merged) > MostTimes {
		return s, &UnclearError{Reason: ReasonTooMany}
	}
	slices.SortFunc(merged, func(a, b rule) int { return cmp.Compare(a.at, b.at) })
	copy(s.rules[:], merged)
	return s, nil
}

// perDay returns how many of the rules fall on the fullest day.
func perDay(rules []rule) int {
	most := 0
	for weekday := range time.Weekday(7) {
		n := 0
		for _, r := range rules {
			if r.days.Has(weekday) {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// list returns the rules that are there.
func (s *Schedule) list() []rule {
	n := slices.IndexFunc(s.rules[:], rule.empty)
	if n < 0 {
		n = len(s.rules)
	}
	return s.rules[:n]
}

// IsZero reports whether s is no schedule: it never happens.
func (s Schedule) IsZero() bool { return s == Schedule{} }

// Equal reports whether both happen at the same times, as == does.
func (s Schedule) Equal(other Schedule) bool { return s == other }

// MostPerDay returns how many occurrences the fullest local day has.
func (s Schedule) MostPerDay() int { return perDay(s.list()) }

// After returns the next occurrence strictly after o on the wall clock, and
// false when there is none.
func (s Schedule) After(o Occurrence) (Occurrence, bool) {
	var first Occurrence
	for _, r := range s.list() {
		wall, ok := r.next(o.Day.wall(int(o.Slot)))
		if !ok {
			continue
		}
		next := occurrenceOfWall(wall)
		if first.IsZero() || next.Before(first) {
			first = next
		}
	}
	return first, !first.IsZero() && first.Day <= lastDate
}

// Next returns the first occurrence whose instant in loc lies after now, and
// false when there is none. It is where to begin; what follows an occurrence
// that has happened is After.
func (s Schedule) Next(now time.Time, loc *time.Location) (Occurrence, bool) {
	o, ok := s.After(OccurrenceAt(now, loc))
	for ok && !o.In(loc).After(now) { // its first coming was before the clocks went back
		o, ok = s.After(o)
	}
	return o, ok
}

// Slot is a time of day and the weekdays it is on.
type Slot struct {
	Days  Days
	At    Clock
	Every bool // all seven days
}

// Slots returns the schedule by times of day, the earliest first, each once.
// It returns false when weekdays do not tell the whole: a cron line with days
// of the month or months, which String tells.
func (s Schedule) Slots() ([]Slot, bool) {
	var slots []Slot
	for _, r := range s.list() {
		if !r.weekly() {
			return nil, false
		}
		slots = append(slots, Slot{Days: r.days, At: r.at, Every: r.days == EveryDay})
	}
	return slots, true
}
