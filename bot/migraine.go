package bot

import (
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// quietTime is how long migraine mode keeps silent.
const quietTime = 24 * time.Hour

// migraine ends the session without any mark and keeps silent for a day. One
// short answer, nothing to do.
func (t *turn) migraine() {
	if t.p.Session != nil {
		t.advance(routines.Move{Kind: routines.MoveStop})
		t.record()
	}
	t.quiet()
	t.answer([]Line{{Say: "quiet.on", Times: []scheduler.Occurrence{scheduler.OccurrenceAt(t.p.Quiet, t.loc())}}},
		attackPresses()...)
}

// inAttack reports whether migraine mode is on.
func (t *turn) inAttack() bool { return t.p.Quiet.After(t.now) }

// attackPresses are the few things that suit an attack.
func attackPresses() []Press {
	return []Press{commandPress("press.rest", "rest"), commandPress("press.unusual", "safety"), commandPress("press.over", "over")}
}

// rest begins the only routine that suits an attack, without a question.
func (t *turn) rest() {
	if t.p.Session != nil {
		t.show(Line{Say: "session.back"})
		return
	}
	if !t.mayOpen(routines.RestRoutine) {
		return
	}
	t.advance(routines.Move{Kind: routines.MoveForm, Form: routines.Full})
	t.move(routines.Move{Kind: routines.MoveHeadache})
}

// quiet silences everything unsolicited and notes the day.
func (t *turn) quiet() {
	t.p.Quiet = latest(t.p.Quiet, t.now.Add(quietTime))
	t.p.Asking, t.p.Plan.Snooze = "", time.Time{}
	t.hush()
	t.p.day(scheduler.DateOf(t.now, t.loc())).Attack = true
}

// over ends the quiet: the attack marks every day up to this one.
func (t *turn) over() {
	if !t.inAttack() {
		t.home(Line{Say: "quiet.none"})
		return
	}
	t.p.Quiet = time.Time{}
	today := scheduler.DateOf(t.now, t.loc())
	for day := t.attackBegan(today); !today.Before(day); day = day.AddDays(1) {
		t.p.day(day).Attack = true
	}
	t.answer([]Line{{Say: "quiet.over"}},
		Press{Label: Line{Say: "press.begin", Routine: routines.GentleRoutine}, Tap: Tap{Do: TapCommand, Arg: "routine " + string(routines.GentleRoutine)}.Code()},
		commandPress("press.week", "progress week"))
}

// attackBegan is the latest marked day of the last week, or today.
func (t *turn) attackBegan(today scheduler.Date) scheduler.Date {
	began := today
	for _, d := range t.p.Days {
		if d.Attack && today.Days(d.Date) <= 7 {
			began = d.Date
		}
	}
	return began
}
