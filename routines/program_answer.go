package routines

// Checked notes the answer to the form question about the last session, and
// returns the verdicts that follow.
func (c Course) Checked(f Facts, passed bool) (Course, []Verdict) {
	if len(c.Marks) == 0 {
		return c, nil
	}
	last := c.Marks[len(c.Marks)-1]
	answer := FormFailed
	if passed {
		answer = FormPassed
	}
	c.Marks = c.Marks.changeAt(last.At, func(m *Mark) { m.Check = answer })
	return c, c.rises(f, last, nil)
}

// Raise takes a step up that the person confirmed. What is not offered any
// more, because something happened meanwhile, is not taken.
func (c Course) Raise(f Facts, id ExerciseID) (Course, Verdict) {
	v := c.judge(f).Verdict(id)
	if v.Move == LevelUp {
		c.Levels = c.Levels.at(id, v.To)
	}
	return c, v
}

// Followed notes which row of AfterRows decided about a session, known by the
// minute it ended, and returns what goes down.
func (c Course) Followed(f Facts, at Minute, row AfterRow) (Course, []Verdict) {
	name := row.Row
	if row.Colour == Green {
		name = ""
	}
	c.Marks = c.Marks.changeAt(at, func(m *Mark) { m.Row = name })
	return c.settle(f)
}

// Attacked notes that an attack began: it stands behind every session of the
// 24 hours before. What that asks for is decided by Meet, so that a false
// alarm until then leaves nothing behind.
func (c Course) Attacked(began Minute) Course {
	c.Marks = c.Marks.change(beforeAttack(began), func(m *Mark) { m.Attack = true })
	c.Program.Gentle = c.Program.Week > 0
	return c
}

// FalseAlarm takes back what Attacked noted, beginning with the same minute.
func (c Course) FalseAlarm(began Minute) Course {
	c.Marks = c.Marks.change(beforeAttack(began), func(m *Mark) { m.Attack = false })
	c.Program.Gentle = false
	return c
}

func beforeAttack(began Minute) func(Mark) bool {
	return func(m Mark) bool { return began >= m.At && began-m.At <= dayMinutes }
}

// Slowly puts somebody on the slow track, or back on that of weeks.
func (c Course) Slowly(f Facts, slow bool) Course {
	c.Program = c.Program.onTrack(slow, f.Today, f.Now)
	return c
}

// Graduated puts somebody into maintenance, because a check-point offered it
// and they said yes.
func (c Course) Graduated(f Facts) Course {
	c.Program = c.Program.next(MaintenanceWeek, f.Today, f.Now)
	c.Program.Graduate, _ = c.daily(f).Recent(f.Today)
	return c
}

// Check returns what is known at a check-point beside the answers that are
// asked then: the two means of pain, and the effort of the first and of the
// last sessions that are still remembered.
func (c Course) Check(f Facts) CheckAnswers {
	recent, _ := c.daily(f).Recent(f.Today)
	answers := CheckAnswers{Baseline: c.Program.Baseline, Recent: recent}
	answers.EffortThen = c.Program.Ease
	answers.EffortNow = c.effort(f.Today-RecentDays+1, RecentDays)
	return answers
}

// effort returns the mean effort of n days from one on.
func (c Course) effort(from DayNumber, n int) Mean {
	var mean Mean
	for _, m := range c.Marks {
		if m.Effort != nil && m.Day >= from && m.Day < from+DayNumber(n) {
			mean = mean.With(*m.Effort)
		}
	}
	return mean
}
