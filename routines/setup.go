package routines

import "slices"

// Look is how somebody answered a check-list item last.
type Look struct {
	Exercise ExerciseID
	End      StepEnd // done, skipped ("later") or unable
	Day      DayNumber
	Again    bool // it was the second look, four weeks after the first
}

// Second reports whether a look on a day is the second one at what was looked
// at before.
func (l Look) Second(today DayNumber) bool { return l.Again || today-l.Day >= setUpAgain }

// The pace of a check-list (clinical specification, sections 1.7 and 1.8):
// the two items that matter most at once, then one a week; each once again
// after four weeks; one change a day.
const (
	setUpFirst = 2
	setUpEvery = 7
	setUpAgain = 28
)

// DueCheck returns the item of a check-list that is due: one that was looked
// at four weeks ago, else one that was put off a week ago, else the next that
// was never looked at. It is false when nothing of the list is due today.
func DueCheck(lib *Library, r *Routine, looks []Look, today DayNumber) (VariantID, bool) {
	items := lib.Checks(r)
	var begun int
	newest := today - setUpEvery
	for _, id := range items {
		look, ok := lookAt(looks, id)
		if ok && look.Day >= today {
			return "", false // one change a day
		}
		if ok {
			begun++
		}
		if ok && !look.Again {
			newest = max(newest, look.Day)
		}
	}
	for _, due := range []func(Look) bool{
		func(l Look) bool { return !l.Again && l.End != StepUnable && today-l.Day >= setUpAgain },
		func(l Look) bool { return l.End == StepSkipped && today-l.Day >= setUpEvery },
	} {
		i := slices.IndexFunc(items, func(id VariantID) bool {
			look, ok := lookAt(looks, id)
			return ok && due(look)
		})
		if i >= 0 {
			return items[i], true
		}
	}
	i := slices.IndexFunc(items, func(id VariantID) bool { _, ok := lookAt(looks, id); return !ok })
	if i < 0 || begun >= setUpFirst && today-newest < setUpEvery {
		return "", false
	}
	return items[i], true
}

// lookAt returns the last look at an item.
func lookAt(looks []Look, id VariantID) (Look, bool) {
	for _, look := range slices.Backward(looks) {
		if look.Exercise == exerciseOf(id) {
			return look, true
		}
	}
	return Look{}, false
}

// SetUpFrom is the week of the program from which on the items of a check-list
// come: those of the workplace from the first, those of sleep from the second
// (clinical specification, section 2.2). It is 0 for a routine that is none.
func SetUpFrom(id RoutineID) int {
	for _, row := range WeekRows() {
		if row.SetUp.Routine == id {
			return row.Week
		}
	}
	return 0
}
