package routines

import "slices"

// Meet lets everything happen that time has brought, before anything else is
// decided: levels that go down, a long gap, the end of weeks, the way back out
// of maintenance. It returns what happened, to be told. Whoever was away for
// weeks is told of the last empty one only.
func (c Course) Meet(f Facts) (Course, []Turn) {
	c, fallen := c.settle(f)
	turns := c.told(fallen)
	if c.Program.Week == 0 || c.Program.Started == 0 {
		return c, turns
	}
	gap := c.gap(f)
	if gap.Restart {
		return c.again(f, gap)
	}
	c = c.based(f)
	c, ended := c.weeks(f)
	turns = append(turns, ended...)
	if last, ok := c.Marks.lastLong(); gap.Down && ok && c.Program.Gap != last.Day {
		var down []ExerciseID
		c.Program.Gap = last.Day
		c.Levels, down = c.Levels.down(f.Library)
		turns = append(turns, Turn{Row: gap.Row, From: c.Program.Week, To: c.Program.Week, Reason: gap.Reason, Down: down})
	}
	return c, turns
}

// told puts what went down into one turn for each row.
func (c Course) told(fallen []Verdict) []Turn {
	var turns []Turn
	for _, v := range fallen {
		i := slices.IndexFunc(turns, func(t Turn) bool { return t.Row == v.Row })
		if i < 0 {
			i = len(turns)
			turns = append(turns, Turn{Row: v.Row, From: c.Program.Week, To: c.Program.Week, Reason: v.Reason})
		}
		turns[i].Down = append(turns[i].Down, v.Exercise)
	}
	return turns
}

// again begins the program anew, on the same track. Marks of the last days can
// only be tiny forms; the day rules still look at them.
func (c Course) again(f Facts, gap GapRow) (Course, []Turn) {
	turn := Turn{Row: gap.Row, From: c.Program.Week, To: 1, Reason: gap.Reason, Screen: true}
	return Course{Program: Start(c.Program.Slow), Marks: c.Marks.recent(f.Today, ruleDays)}, []Turn{turn}
}

// based keeps what days 1 to 7 were like as soon as they are over: a few weeks
// later nothing is left to make it from.
func (c Course) based(f Facts) Course {
	p := &c.Program
	if p.Baseline.N > 0 || f.Today < p.Started+BaselineDays {
		return c
	}
	if mean, ok := c.daily(f).Baseline(p.Started); ok {
		p.Baseline = mean
	}
	if p.Ease.N == 0 {
		p.Ease = c.effort(p.Started, BaselineDays)
	}
	return c
}

// weeks lets every week end that is over.
func (c Course) weeks(f Facts) (Course, []Turn) {
	var turns []Turn
	for c.ended(f) {
		var turn Turn
		var told bool
		c, turn, told = c.turn(f)
		if n := len(turns); told && n > 0 && turn.Row == "W3" && turns[n-1].Row == "W3" {
			turns = turns[:n-1]
		}
		if told {
			turns = append(turns, turn)
		}
	}
	return c, turns
}

// ended reports whether the week or step is over.
func (c Course) ended(f Facts) bool {
	if !c.Program.steps() {
		return f.Today >= c.Program.Begun+weekDays
	}
	return len(c.listed()) >= stepSessions
}

// listed returns the sessions of this week or step that its list names.
func (c Course) listed() Marks { return c.inList(c.Program.in(c.Marks)) }

// turn ends a week or step. It is false when there is nothing to tell.
func (c Course) turn(f Facts) (Course, Turn, bool) {
	p := c.Program
	begun, turned := p.Begun+weekDays, p.Turned
	if p.steps() {
		begun, turned = f.Today, c.last()
	}
	if p.Week == MaintenanceWeek {
		return c.upkeep(f, begun)
	}
	row := c.row(f)
	turn := Turn{Row: row.Row, From: p.Week, To: p.Week, Reason: row.Reason, Suggest: row.Suggest, Smaller: row.Smaller, Down: p.Falls}
	if row.AllDown {
		var down []ExerciseID
		c.Levels, down = c.Levels.down(f.Library, p.Falls...)
		turn.Down = slices.Concat(p.Falls, down)
	}
	if row.Next {
		turn.To, turn.Check = p.Week+1, WeekRows()[p.Week-1].Check
	}
	c.Program = p.next(turn.To, begun, turned)
	if turn.To == MaintenanceWeek {
		turn.Reason = ReasonUpkeep
		c.Program.Graduate, _ = c.daily(f).Recent(begun)
	}
	return c, turn, true
}

// row returns the program row that decides about this week or step.
func (c Course) row(f Facts) ProgramRow {
	v := weekView{program: c.Program, slots: c.slots(f), marks: c.Program.in(c.Marks)}
	rows := ProgramRows()
	i := slices.IndexFunc(rows, func(r ProgramRow) bool { return r.fits(v) })
	return rows[i] // the last row fits everything
}

// reentryPoints is how far the mean of 14 days may rise above that of the day
// maintenance began.
const (
	reentryPoints = 2
	reentryWeek   = 3
)

// upkeep ends a week of maintenance: with pain up by 2 points it leads back to
// week 3 (clinical specification, section 2.2).
func (c Course) upkeep(f Facts, begun DayNumber) (Course, Turn, bool) {
	recent, known := c.daily(f).Recent(begun - 1)
	p := c.Program
	back := known && p.Graduate.N > 0 && recent.above(p.Graduate, reentryPoints)
	if !back {
		c.Program = p.next(p.Week, begun, p.Turned)
		if p.Graduate.N == 0 && known {
			c.Program.Graduate = recent
		}
		return c, Turn{}, false
	}
	c.Program = p.next(reentryWeek, begun, c.last())
	c.Program.Graduate = Mean{}
	c.Levels = c.Levels.within(f.Library, reentryWeek)
	return c, Turn{From: MaintenanceWeek, To: reentryWeek, Reason: ReasonBack}, true
}

// last returns when the last session ended.
func (c Course) last() Minute {
	if len(c.Marks) == 0 {
		return 0
	}
	return c.Marks[len(c.Marks)-1].At
}

// Reenter leads from maintenance back into the weeks, at the week where pain
// that comes back leads (clinical specification, section 2.2).
func (c Course) Reenter(f Facts) Course {
	if c.Program.Week != MaintenanceWeek {
		return c
	}
	c.Program = c.Program.next(reentryWeek, f.Today, c.last())
	c.Program.Graduate = Mean{}
	c.Levels = c.Levels.within(f.Library, reentryWeek)
	return c
}
