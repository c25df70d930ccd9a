package bot

import (
	"slices"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// Tally is what the sessions and days of a stretch come to.
type Tally struct {
	From, To scheduler.Date // both belong to it
	Begun    int            // sessions with a record
	Sessions int            // of these, that count for the week
	Seconds  int            // of steps done
	Pairs    []Pair         // pain around sessions
	Families []FamilyTally
	Hurts    int         // steps that ended because they hurt
	Ends     int         // sessions that did
	Alarms   int         // sessions that ended with a sign of an emergency
	Grades   [grades]int // days by how bad the head was
	Attacks  int         // days that an attack touched
	Medicine [3]int      // days by medicine for an attack: not told, no, yes
}

// FamilyTally is what one family of exercises comes to.
type FamilyTally struct {
	Family   routines.Family
	Sessions int
	Pairs    []Pair
}

// Figures are the tallies of a history: all of it, and week by week.
type Figures struct {
	Tally
	Weeks []Tally // oldest first; the first and the last may be parts of a week
}

// FiguresOf adds up a history in weeks that begin on a weekday.
func FiguresOf(h History, lib *routines.Library, first time.Weekday) Figures {
	f := Figures{Tally: h.tally(lib, h.From, h.To)}
	for from := h.From; !h.To.Before(from); {
		to := min(from.WeekStart(first).AddDays(6), h.To)
		f.Weeks = append(f.Weeks, h.tally(lib, from, to))
		from = to.AddDays(1)
	}
	return f
}

// tally adds up some days of a history.
func (h History) tally(lib *routines.Library, from, to scheduler.Date) Tally {
	y := Tally{From: from, To: to}
	part := History{From: from, To: to}
	for _, s := range h.Sessions {
		if part.covers(s.Day) {
			y.count(s.Result, lib)
		}
	}
	told := 0
	for _, d := range h.Days {
		if !part.covers(d.Date) {
			continue
		}
		told++
		y.Grades[d.grade()]++
		if d.Attack {
			y.Attacks++
		}
		y.Medicine[min(max(d.Medicine, 0), 2)]++
	}
	silent := to.Days(from) + 1 - told
	y.Grades[GradeUnknown] += silent
	y.Medicine[0] += silent
	return y
}

func (y *Tally) count(r routines.Result, lib *routines.Library) {
	y.Begun++
	y.Seconds += r.Seconds
	if r.Counted {
		y.Sessions++
	}
	switch r.End {
	case routines.EndHurt:
		y.Ends++
	case routines.EndAlarm:
		y.Alarms++
	default:
	}
	for _, step := range r.Steps {
		if step.Done == routines.StepStopped {
			y.Hurts++
		}
	}
	var pairs []Pair
	if r.Before != nil && r.After != nil {
		pairs = []Pair{{*r.Before, *r.After}}
	}
	y.Pairs = append(y.Pairs, pairs...)
	for _, family := range familiesDone(r, lib) {
		i := slices.IndexFunc(y.Families, func(f FamilyTally) bool { return f.Family == family })
		if i < 0 {
			i, y.Families = len(y.Families), append(y.Families, FamilyTally{Family: family})
		}
		y.Families[i].Sessions++
		y.Families[i].Pairs = append(y.Families[i].Pairs, pairs...)
	}
}

// Days returns how many days the stretch has.
func (y Tally) Days() int { return y.To.Days(y.From) + 1 }

// Aching returns on how many days there was a headache, and of how many that is
// known.
func (y Tally) Aching() (aching, known int) {
	known = y.Days() - y.Grades[GradeUnknown]
	return known - y.Grades[GradeNone], known
}

// Medians returns the middle of pain before and after.
func (y Tally) Medians() (before, after int) { return medians(y.Pairs) }

func medians(pairs []Pair) (before, after int) {
	var befores, afters []int
	for _, p := range pairs {
		befores, afters = append(befores, p.Before), append(afters, p.After)
	}
	return median(befores), median(afters)
}

// familiesDone lists the families of which something was done, mobility apart.
func familiesDone(r routines.Result, lib *routines.Library) []routines.Family {
	var families []routines.Family
	for _, step := range r.Steps {
		e, _, ok := lib.Variant(step.Variant)
		if ok && step.Done == routines.StepDone && e.Family != routines.Mobility && !slices.Contains(families, e.Family) {
			families = append(families, e.Family)
		}
	}
	return families
}
