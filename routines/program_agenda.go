package routines

import "slices"

// Agenda is what the program holds for a day.
type Agenda struct {
	Routine RoutineID   // empty: nothing
	Swap    []RoutineID // what may be done in its place
	Week    int
	Of      int  // sessions that the week's list or the step holds for this person
	Open    int  // those that are not done yet
	Easier  bool // the easier variants
	OneSet  bool // one set, or the short form
	Reason  Reason
	Next    DayNumber // nothing today: the next day that holds something; 0 when that is not known
}

// Agenda returns what is due today: the first session of the week's list that
// is not done and that the day rules allow, spread over the week. Meet comes
// first. On days of an attack, and after pain that stayed, it is something
// calm.
func (c Course) Agenda(f Facts) Agenda {
	a := c.dueOn(f, f.Today)
	if a.Routine != "" || c.Program.Week == 0 {
		return a
	}
	f.Stage = ""
	for day := f.Today + 1; day <= f.Today+weekDays; day++ {
		if c.overBy(day) || c.dueOn(f, day).Routine != "" {
			a.Next = day
			return a
		}
	}
	return a
}

// overBy reports whether the week has ended by a day: then something is due.
func (c Course) overBy(day DayNumber) bool {
	return !c.Program.steps() && day >= c.Program.Begun+weekDays
}

func (c Course) dueOn(f Facts, day DayNumber) Agenda {
	a := Agenda{Week: c.Program.Week, Reason: ReasonNone}
	if c.Program.Week == 0 {
		return a
	}
	if c.Program.Started == 0 {
		c.Program.Begun = day
	}
	slots := c.slots(f)
	open := fill(slots, c.Program.in(c.Marks))
	a.Of, a.Open = len(slots), len(open)
	if calmer, ok := c.calmer(f, day); ok {
		calmer.Week, calmer.Of, calmer.Open = a.Week, a.Of, a.Open
		return calmer
	}
	if a.Reason = c.off(day, slots, open); a.Reason != "" {
		return a
	}
	a.Routine, a.Swap = c.pick(f, day, open)
	if a.Routine == "" {
		a.Reason = ReasonWait
		return a
	}
	return c.lighten(f, a)
}

// calmer returns what an attack, or pain that stayed twice in a week (row A4:
// five days), leaves.
func (c Course) calmer(f Facts, day DayNumber) (Agenda, bool) {
	if ids := f.Stage.Row().Only; len(ids) > 0 {
		return Agenda{Routine: ids[0], Swap: ids[1:], Reason: stageReason(f.Stage)}, true
	}
	for _, m := range c.Marks {
		if days := DayNumber(m.after().Gentle); days > 0 && day-m.Day <= days {
			return Agenda{Routine: BedtimeRoutine, Swap: []RoutineID{GentleRoutine}, Reason: ReasonCalm}, true
		}
	}
	return Agenda{}, false
}

// stageReason is what an attack says of the day, as row D1 does.
func stageReason(s Stage) Reason {
	switch s {
	case StageComing:
		return ReasonDayComing
	case StageAfter:
		return ReasonDayPast
	default:
		return ReasonDayAttack
	}
}

// off returns why nothing of the list is due on a day.
func (c Course) off(day DayNumber, slots, open []Slot) Reason {
	switch {
	case len(slots) == 0:
		return ReasonUnsuited
	case slices.ContainsFunc(c.Marks, func(m Mark) bool { return m.Day >= day && !m.Part && c.ofList(m) }):
		return ReasonDone
	case len(open) == 0:
		return ReasonWeekDone
	case c.early(day, len(slots), len(slots)-len(open)):
		return ReasonRest
	default:
		return ""
	}
}

// early reports whether a week would be done too fast. Of n sessions in seven
// days the k-th, counted from 0, comes on day 7k/n. A step of the slow track
// has no calendar, but no seven days hold more than its week does.
func (c Course) early(day DayNumber, n, done int) bool {
	if c.Program.steps() {
		return len(c.inList(c.Marks.recent(day, weekDays))) >= c.Program.Target()
	}
	return int(day-c.Program.Begun) < weekDays*done/n
}

// ofList reports whether a session belongs to the list of this week, or ended
// the step before.
func (c Course) ofList(m Mark) bool {
	return len(c.inList(Marks{m})) > 0 || c.Program.steps() && m.At == c.Program.Turned
}

// inList returns the sessions that the week's list names.
func (c Course) inList(ms Marks) Marks {
	list := c.Program.list()
	return slices.DeleteFunc(slices.Clone(ms), func(m Mark) bool { return len(fill(list, Marks{m})) == len(list) })
}

// pick returns the first open session that the day rules allow, and what may
// be done in its place.
func (c Course) pick(f Facts, day DayNumber, open []Slot) (RoutineID, []RoutineID) {
	f.Today = day
	for _, slot := range open {
		var allowed []RoutineID
		for _, id := range slot {
			if c.Rule(f, id, Full).Allowed {
				allowed = append(allowed, id)
			}
		}
		if len(allowed) > 0 {
			return allowed[0], allowed[1:]
		}
	}
	return "", nil
}

// lighten makes one session easier: after an attack by its variants, after
// pain that stayed or some days off by its sets.
func (c Course) lighten(f Facts, a Agenda) Agenda {
	a.Reason = ReasonPlan
	if c.gap(f).OneSet {
		a.OneSet, a.Reason = true, ReasonLess
	}
	if n := len(c.Marks); n > 0 && c.Marks[n-1].after().Half {
		a.OneSet, a.Reason = true, ReasonHalf
	}
	if c.Program.Gentle {
		a.Easier, a.Reason = true, ReasonEasier
	}
	return a
}
