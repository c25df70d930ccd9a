package bot

import (
	"slices"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// facts is what the program's rules look at beside the course.
func (t *turn) facts() routines.Facts {
	f := routines.Facts{
		Library: t.Library, Today: routines.DayNumber(t.today()), Now: minuteOf(t.now), Blocks: t.blocks(), Stage: t.p.Attack.stageAt(t.now),
		Neck: map[routines.DayNumber]int{}, Headache: map[routines.DayNumber]bool{},
	}
	for _, d := range t.p.Days {
		if d.Attack || d.Headache > 1 {
			f.Headache[routines.DayNumber(d.Date)] = true
		}
		if d.Neck > 0 {
			f.Neck[routines.DayNumber(d.Date)] = d.Neck - 1
		}
	}
	return f
}

func minuteOf(at time.Time) routines.Minute { return routines.Minute(at.Unix() / 60) }

// meetProgram lets happen what time has brought: the end of weeks, gaps, and
// what they ask for.
func (t *turn) meetProgram() {
	if t.p.Session != nil {
		return
	}
	course, turns := t.p.Course.Meet(t.facts())
	t.p.Course = course
	if today := routines.DayNumber(t.today()); !t.p.SlowTold && course.Program.Running() && course.Program.SlowOffered(today, t.facts().Headache) {
		t.p.SlowTold = true
		t.tell(Line{Say: "program.slowtold"})
	}
	for _, turn := range turns {
		line := reasonLine(turn.Reason)
		line.N = turn.To
		t.tell(line)
		if turn.Smaller {
			t.tell(Line{Say: "goal.offer"})
		}
		if turn.Suggest {
			t.tell(Line{Say: "program.suggest"})
		}
		if turn.Screen {
			t.p.Safety.Screening = t.p.Safety.Screening.Again(t.now)
		}
		if turn.Check != routines.CheckNone {
			t.p.openCheck(turn.Check)
		}
	}
}

// tell keeps a line for when the person is back. Of several that say the same
// only the last is told.
func (t *turn) tell(line Line) {
	t.p.News = append(slices.DeleteFunc(slices.Clone(t.p.News), func(l Line) bool { return l.Say == line.Say }), line)
}

// doInProgram carries out what belongs to the program.
func (t *turn) doInProgram(said Said) {
	switch {
	case t.p.Session != nil:
		t.show(Line{Say: "session.back"})
		return
	case t.held():
		t.home()
		return
	case t.inAttack():
		t.home(Line{Say: "quiet.only"})
		return
	}
	switch said.Verb {
	case VerbToday:
		t.due()
	case VerbProgram:
		t.program()
	case VerbSlow, VerbWeeks:
		t.slowly(said.Verb == VerbSlow)
	case VerbRaise:
		t.raise(said.Rest)
	case VerbFormGood, VerbFormBad:
		t.formChecked(said.Verb == VerbFormGood)
	case VerbChange:
		t.changed(said.Rest)
	default:
		t.graduate()
	}
}

func reasonLine(r routines.Reason) Line { return Line{Say: "reason." + string(r)} }

// due says what the program holds for today, and why.
func (t *turn) due() {
	if t.p.Check != routines.CheckNone {
		t.askChange()
		return
	}
	a := t.p.Course.Agenda(t.facts())
	if a = t.suiting(a); a.Routine != "" && t.p.Owed {
		a.Routine, a.Swap = routines.RestRoutine, nil
	}
	line := reasonLine(a.Reason)
	if a.Routine == "" {
		if a.Next > 0 {
			line.Times = []scheduler.Occurrence{{Day: scheduler.Date(a.Next)}}
		}
		if asides := t.asides(); len(asides) > 0 {
			t.answer([]Line{line}, append(asides, commandPress("press.routines", "routine"), commandPress("press.program", "program"))...)
			return
		}
		t.home(line)
		return
	}
	line.Routine = a.Routine
	press := []Press{beginPress(a.Routine)}
	for _, id := range a.Swap {
		press = append(press, beginPress(id))
	}
	press = append(press, t.asides()...)
	t.answer([]Line{line}, append(press, commandPress("press.routines", "routine"), commandPress("press.program", "program"))...)
}

// program tells where somebody is in the eight weeks, and what is new.
func (t *turn) program() {
	p := t.p.Course.Program
	row, ok := p.Row()
	if !ok {
		t.answer([]Line{{Say: "program.upkeep", N: p.Target()}},
			commandPress("press.today", "today"), commandPress("press.back3", "week track"), commandPress("press.week", "progress week"))
		return
	}
	a := t.p.Course.Agenda(t.facts())
	say := "program.week"
	if p.Slow {
		say = "program.step"
	}
	lines := []Line{{Say: say, N: row.Week, Of: len(routines.WeekRows()), Numbers: []int{a.Of - a.Open, a.Of}}}
	for _, reason := range row.New {
		lines = append(lines, reasonLine(reason))
	}
	lines = append(lines, reasonLine(a.Reason))
	lines[len(lines)-1].Routine = a.Routine
	if a.Next > 0 {
		lines[len(lines)-1].Times = []scheduler.Occurrence{{Day: scheduler.Date(a.Next)}}
	}
	press := []Press{commandPress("press.today", "today")}
	press = append(press, t.asides()...)
	if p.SlowOffered(routines.DayNumber(t.today()), t.facts().Headache) {
		lines = append(lines, Line{Say: "program.slowoffer"})
		press = append(press, commandPress("press.slow", "slow track"))
	}
	if p.Slow {
		press = append(press, commandPress("press.weeks", "week track"))
	}
	t.answer(lines, append(press, commandPress("press.week", "progress week"))...)
}

// slowly changes the track.
func (t *turn) slowly(slow bool) {
	if t.p.Course.Program.Week == routines.MaintenanceWeek {
		if !slow {
			t.p.Course = t.p.Course.Reenter(t.facts())
		}
		t.program()
		return
	}
	t.p.Course = t.p.Course.Slowly(t.facts(), slow)
	t.program()
}

// ruled reports whether the day rules allow a routine; if not it says why, and
// offers something in its place.
func (t *turn) ruled(id routines.RoutineID) bool {
	ruling := t.p.Course.Rule(t.facts(), id, routines.Full)
	if ruling.Allowed {
		if ruling.Release {
			t.answer([]Line{reasonLine(ruling.Reason)})
		}
		return true
	}
	var press []Press
	for _, other := range ruling.Instead {
		press = append(press, beginPress(other))
	}
	line := reasonLine(ruling.Reason)
	line.Routine = id
	t.answer([]Line{line}, append(press, commandPress("press.week", "progress week"), commandPress("press.help", "help"))...)
	return false
}

// course adds a finished session to the course, and returns what to say of it.
func (t *turn) course(r routines.Result, unwell bool) []Line {
	f := t.facts()
	f.Today = routines.DayNumber(t.counted) // the session's own day, however late it is closed
	course, verdicts := t.p.Course.Finish(f, r, unwell)
	t.p.Course = course
	if row, ok := (routines.After{Routine: r.Routine, Before: r.Before, After: r.After}).Row(); ok && row.Colour != routines.Green {
		t.p.Course, _ = t.p.Course.Followed(t.facts(), minuteOf(r.Ended), row)
	}
	return t.verdictLines(verdicts)
}

// verdictLines tells what the progress rule came to: what goes down, and what
// may go up.
func (t *turn) verdictLines(verdicts []routines.Verdict) []Line {
	t.p.Offers = nil
	var lines []Line
	for _, v := range verdicts {
		switch {
		case v.Move == routines.LevelDown:
			line := reasonLine(v.Reason)
			line.Exercises = []routines.ExerciseID{v.Exercise}
			lines = append(lines, line)
		case v.Move == routines.LevelUp:
			t.p.Offers = append(t.p.Offers, v.Exercise)
		case v.Reason == routines.ReasonAsk:
			t.p.FormAsk = true
		}
	}
	return lines
}

// offerLines offers a step up, or asks the form question first.
func (t *turn) offers() (lines []Line, press []Press) {
	if t.p.FormAsk {
		return []Line{reasonLine(routines.ReasonAsk)}, []Press{commandPress("press.formyes", "form good"), commandPress("press.formno", "form not good")}
	}
	for _, id := range t.p.Offers {
		line := reasonLine(routines.ReasonUp)
		line.Exercises = []routines.ExerciseID{id}
		lines = append(lines, line)
		p := Press{Label: Line{Say: "press.raise", Exercises: []routines.ExerciseID{id}}, Tap: Tap{Do: TapCommand, Arg: "raise " + string(id)}.Code()}
		press = append(press, p)
	}
	return lines, press
}

// yesOutside takes a plain yes or no as the answer to what the last session
// left open: the form question, or one step up.
func (t *turn) yesOutside(yes bool) {
	switch {
	case t.p.SignsAsked && yes:
		t.emergency(AlarmLine(AlarmEmergency))
	case t.p.SignsAsked:
		t.noneOf()
	case t.p.Plan.Offer != "" && t.p.Zone != "" && !t.lost(t.p) && yes:
		t.acceptNight()
	case t.p.Plan.Offer != "" && t.p.Zone != "" && !t.lost(t.p):
		t.cancel(AskingSchedule)
	case t.p.FormAsk:
		t.formChecked(yes)
	case len(t.p.Offers) > 0 && yes:
		t.raise(string(t.p.Offers[0]))
	case len(t.p.Offers) > 0:
		t.p.Offers = nil
		t.home(Line{Say: "program.formnoted"})
	default:
		t.unknown()
	}
}

// formChecked takes the answer to the form question.
func (t *turn) formChecked(good bool) {
	if !t.p.FormAsk {
		t.unknown()
		return
	}
	t.p.FormAsk = false
	course, verdicts := t.p.Course.Checked(t.facts(), good)
	t.p.Course = course
	lines := t.verdictLines(verdicts)
	t.p.FormAsk = false
	offered, press := t.offers()
	if len(offered) == 0 {
		t.home(append(lines, Line{Say: "program.formnoted"})...)
		return
	}
	t.answer(append(lines, offered...), append(press, commandPress("press.notnow", "today"))...)
}

// raise takes a step up that the person confirmed.
func (t *turn) raise(said string) {
	id := routines.ExerciseID(said)
	if !slices.Contains(t.p.Offers, id) {
		t.stale()
		return
	}
	course, v := t.p.Course.Raise(t.facts(), id)
	t.p.Course = course
	t.p.Offers = slices.DeleteFunc(slices.Clone(t.p.Offers), func(e routines.ExerciseID) bool { return e == id })
	say := "program.raised"
	if v.Move != routines.LevelUp {
		say = "program.notraised"
	}
	t.home(Line{Say: say, Exercises: []routines.ExerciseID{id}})
}

// nextDay notes how it was on the day after a session.
func (t *turn) nextDay(f Follow, n int, sore bool) {
	again := slices.ContainsFunc(t.p.Course.Marks, func(m routines.Mark) bool {
		return (m.Row == "A4" || m.Row == "A5") && minuteOf(t.now)-m.At < routines.Minute(routines.SecondRed.Minutes())
	})
	after := f.Before + rise // it was asked because it had risen at least so much
	said := routines.After{Routine: f.Routine, Before: &f.Before, After: &after, Next: &n, Again: again}
	if sore { // row A1: up to 3, and it says so
		little := 3
		said.Sore = &little
	}
	row, ok := said.Row()
	if ok {
		t.p.Course, _ = t.p.Course.Followed(t.facts(), minuteOf(f.Ended), row)
	}
}

// graduate puts somebody into maintenance, once that was offered.
func (t *turn) graduate() {
	if !t.p.MayGraduate {
		t.program()
		return
	}
	t.p.MayGraduate = false
	t.p.Course = t.p.Course.Graduated(t.facts())
	t.program()
}
