package bot

import (
	"slices"

	"unknot/routines"
	"unknot/scheduler"
)

// suggested is the routine to do next: what the program holds for today, else
// something that lets go.
func (t *turn) suggested() routines.RoutineID {
	if calmer, ok := t.calmerToday(); ok {
		return calmer
	}
	a := t.p.Course.Agenda(t.facts())
	for _, id := range append(append([]routines.RoutineID{a.Routine}, a.Swap...), firstRoutine, routines.BedtimeRoutine, routines.StillRoutine) {
		if t.suits(id) {
			return id
		}
	}
	return routines.RestRoutine
}

// suits reports whether enough of a routine is open for this person today.
func (t *turn) suits(id routines.RoutineID) bool {
	r, ok := t.Library.Routine(id)
	if only := t.p.Attack.stageAt(t.now).Row().Only; ok && len(only) > 0 && !r.Checklist() && !slices.Contains(only, id) {
		return false
	}
	return ok && !routines.OfferForm(t.Library, r, routines.Full, t.blocks()).Thin()
}

// achesToday reports whether the day's headache is told as more than mild.
func (t *turn) achesToday() bool {
	today := scheduler.DateOf(t.now, t.loc())
	return slices.ContainsFunc(t.p.Days, func(d Day) bool { return d.Date == today && d.Headache >= moderate })
}

// suiting returns the agenda with what suits this person: one of the routines
// that may be swapped, else whatever does.
func (t *turn) suiting(a routines.Agenda) routines.Agenda {
	if calmer, ok := t.calmerToday(); ok && a.Routine != "" {
		a.Routine, a.Swap, a.Reason = calmer, nil, routines.ReasonUnsuited
		return a
	}
	if a.Reason == routines.ReasonUnsuited {
		a.Routine = t.suggested()
		return a
	}
	fit := slices.DeleteFunc(append([]routines.RoutineID{a.Routine}, a.Swap...), func(id routines.RoutineID) bool { return !t.suits(id) })
	switch {
	case a.Routine == "":
	case len(fit) > 0:
		a.Routine, a.Swap = fit[0], fit[1:]
	default:
		a.Routine, a.Swap, a.Reason = t.suggested(), nil, routines.ReasonUnsuited
	}
	return a
}

// calmerToday is what suits after a session of today that began with much pain.
func (t *turn) calmerToday() (routines.RoutineID, bool) {
	marks := t.p.Course.Marks
	if t.achesToday() {
		return routines.StillRoutine, true
	}
	if len(marks) == 0 {
		return "", false
	}
	last := marks[len(marks)-1]
	if last.Before != nil && last.After != nil && *last.After > *last.Before {
		last.Before = last.After
	}
	row := routines.Before{Neck: last.Before}.Row()
	today := last.Day == routines.DayNumber(t.today())
	switch {
	case today && last.Before != nil && len(row.Instead) > 0:
		return row.Instead[0], true
	case today && last.Hurt():
		return routines.StillRoutine, true // let it settle
	default:
		return "", false
	}
}

// mostAsides is how much is offered beside the day's routine.
const mostAsides = 3

// asides offers what takes a minute beside a routine: an item of a check-list,
// the pain of the day, own activities, how far the head turns.
func (t *turn) asides() []Press {
	if _, calm := t.calmerToday(); calm || t.p.Attack.stageAt(t.now) != "" || t.headacheToday() {
		return nil
	}
	var press []Press
	if setUp, ok := t.setUpPress(); ok {
		press = append(press, setUp)
	}
	if t.neckWanted() {
		press = append(press, commandPress("press.neck", "log neck"))
	}
	if t.neckWanted() && !t.p.Diary.On {
		press = append(press, commandPress("press.diary", "diary"))
	}
	if len(t.p.Activities) == 0 && t.p.Course.Program.Week == 1 && t.p.Course.Program.Started != 0 {
		press = append(press, commandPress("press.activities", "activities"))
	}
	if t.rangeDue() {
		press = append(press, commandPress("press.range", "range"))
	}
	return press[:min(len(press), mostAsides)]
}
