package bot

import (
	"slices"

	"unknot/routines"
	"unknot/scheduler"
)

// usualLogs is how many headaches told in numbers make a usual one (clinical
// specification, section 2.2, slow track).
const usualLogs = 14

// moderate is the grade of a headache that is more than mild.
const moderate = 3

// gradeOf returns the grade of a headache 0-10 as a day keeps it: 1 none, 2
// mild, 3 moderate, 4 severe.
func gradeOf(n int) int {
	switch {
	case n == 0:
		return 1
	case n <= 3:
		return 2
	case n <= 6:
		return 3
	default:
		return 4
	}
}

// tell notes a headache 0-10 of the day.
func (d *Day) tell(n int) { d.Ache, d.Headache = n+1, gradeOf(n) }

// noteAche takes what was told of the head before a session as the day's
// headache, unless that day's is told already.
func (t *turn) noteAche(r routines.Result) {
	told := []routines.Ache{routines.AcheMedium, routines.AcheMediumSore, routines.AcheMore}
	if r.Head == nil && !slices.Contains(told, r.Ache) {
		return
	}
	switch day := t.p.day(scheduler.DateOf(r.Started, t.loc())); {
	case day.Headache > 0:
	case r.Head != nil:
		day.tell(*r.Head)
	default:
		day.Headache = gradeOf(4)
	}
}

// usual is the usual headache on the slow track: the median of the last logs,
// and nil while there are too few.
func (t *turn) usual() *int {
	if !t.p.Course.Program.Slow {
		return nil
	}
	var told []int
	for _, d := range t.p.Days {
		if d.Ache > 0 {
			told = append(told, d.Ache-1)
		}
	}
	if len(told) < usualLogs {
		return nil
	}
	n := median(told[len(told)-usualLogs:])
	return &n
}
