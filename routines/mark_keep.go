package routines

import (
	"cmp"
	"slices"
)

// Marks are the marks of the last weeks, oldest first. Its methods return new
// ones and change nothing.
type Marks []Mark

// keptMarks is how many days back the marks go: the longest window of a rule
// on the track of weeks, 28 days, and a week to spare.
const keptMarks = 35

// lookedBack is how many sessions with an exercise the attack rule of the slow
// track looks at (clinical specification, section 0.6, row P4).
const lookedBack = 4

// With returns the marks with one more, in the order of time.
func (ms Marks) With(m Mark) Marks {
	i, _ := slices.BinarySearchFunc(ms, m, func(a, b Mark) int { return cmp.Or(cmp.Compare(a.At, b.At), -1) })
	return slices.Insert(append(make(Marks, 0, len(ms)+1), ms...), i, m)
}

// Prune returns the marks that a rule may still ask for: those of the last 35
// days, and the last session in full or short form however old it is, for the
// clock of the gap. On the slow track that clock stands still and sessions are
// rarer, so that also those of the current step of the program are kept, and
// the last four with each exercise that the attack rule looks at.
func (ms Marks) Prune(today DayNumber, p Program) Marks {
	last, _ := ms.lastLong()
	seen := map[ExerciseID]int{}
	kept := make(Marks, 0, len(ms))
	for _, m := range slices.Backward(ms) {
		keep := today-m.Day < keptMarks || m.At == last.At
		if p.Slow {
			keep = keep || p.holds(m) || m.wanted(seen)
		}
		if keep {
			kept = append(kept, m)
		}
	}
	slices.Reverse(kept)
	return kept
}

// wanted reports whether a mark is among the last four of one of its
// exercises, when marks are asked from the newest on.
func (m Mark) wanted(seen map[ExerciseID]int) bool {
	if m.Unwell {
		return false
	}
	wanted := false
	for _, t := range m.Tries {
		seen[t.Exercise]++
		wanted = wanted || seen[t.Exercise] <= lookedBack
	}
	return wanted
}

// lastLong returns the last session in full or short form.
func (ms Marks) lastLong() (Mark, bool) {
	for _, m := range slices.Backward(ms) {
		if m.Form != Tiny && len(m.Tries) > 0 {
			return m, true
		}
	}
	return Mark{}, false
}

// change returns the marks with what a function makes of some of them.
func (ms Marks) change(which func(Mark) bool, to func(*Mark)) Marks {
	ms = slices.Clone(ms)
	for i := range ms {
		if which(ms[i]) {
			to(&ms[i])
		}
	}
	return ms
}

// changeAt returns the marks with what a function makes of the last one that
// ended in a minute.
func (ms Marks) changeAt(at Minute, to func(*Mark)) Marks {
	ms = slices.Clone(ms)
	for i := len(ms) - 1; i >= 0; i-- {
		if ms[i].At == at {
			to(&ms[i])
			break
		}
	}
	return ms
}

// fell notes that the level of an exercise went down because of its last
// session.
func (ms Marks) fell(id ExerciseID) Marks {
	ms = slices.Clone(ms)
	for i := len(ms) - 1; i >= 0; i-- {
		j := slices.IndexFunc(ms[i].Tries, func(t Try) bool { return t.Exercise == id })
		if j >= 0 {
			ms[i].Tries = slices.Clone(ms[i].Tries)
			ms[i].Tries[j].Fell = true
			return ms
		}
	}
	return ms
}

// days counts the days among the last n up to today with a mark that fits.
func (ms Marks) days(today DayNumber, n int, fits func(Mark) bool) int {
	var days []DayNumber
	for _, m := range ms.recent(today, n) {
		if fits(m) && !slices.Contains(days, m.Day) {
			days = append(days, m.Day)
		}
	}
	return len(days)
}

// recent returns the marks of the last n days, today included. A day that lies
// ahead, as after a journey, is today.
func (ms Marks) recent(today DayNumber, n int) Marks {
	from := slices.IndexFunc(ms, func(m Mark) bool { return today-m.Day < DayNumber(n) })
	if from < 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(ms[from:]), func(m Mark) bool { return today-m.Day >= DayNumber(n) })
}
