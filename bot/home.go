package bot

import (
	"unknot/routines"
	"unknot/scheduler"
)

// open shows where the person is: in a session its question, else what can be
// done now.
func (t *turn) open() {
	switch {
	case t.p.Session != nil:
		t.show(Line{Say: "session.back"})
		return
	case t.p.Asks != Asks{}:
		t.askSafety()
		return
	}
	t.p.Asking = ""
	if t.held() {
		t.home()
		return
	}
	t.home(Line{Say: "home.hello"})
}

// home offers what makes sense now, after some lines.
func (t *turn) home(lines ...Line) { t.homeWith(nil, lines...) }

// homeWith offers something more, where there is nothing that comes before it.
func (t *turn) homeWith(more []Press, lines ...Line) {
	switch {
	case t.held():
		say := "hold.text"
		if t.p.Crisis {
			say = "hold.crisis"
		}
		t.answer(append(lines, Line{Say: say}), t.holdPresses()...)
		return
	case t.inAttack() && t.p.Session == nil:
		t.answer(lines, attackPresses()...)
		return
	case t.p.Session != nil:
		t.answer(lines, commandPress("press.goback", "today"), commandPress("press.week", "progress week"), commandPress("press.help", "help"))
		return
	}
	t.answer(lines, t.homePresses(more)...)
}

// homePresses are the buttons of somebody who is in nothing, with some more.
func (t *turn) homePresses(more []Press) []Press {
	id := t.suggested()
	press := []Press{
		{Label: Line{Say: "press.begin", Routine: id}, Tap: Tap{Do: TapCommand, Arg: "routine " + string(id)}.Code()},
		commandPress("press.routines", "routine"),
		commandPress("press.week", "progress week"),
	}
	if t.p.Plan.Schedule.IsZero() {
		press = append(press, commandPress("press.reminders", "schedule"))
	}
	return append(append(press, more...), commandPress("press.help", "help"))
}

// help says what can be done here.
func (t *turn) help() {
	if t.p.Session != nil {
		t.show(Line{Say: "help.session"})
		return
	}
	t.home(Line{Say: "help.text"}, Line{Say: "help.scope"})
}

// unknown answers what was not understood: one sentence, and what makes sense
// now.
func (t *turn) unknown() {
	if t.p.Session != nil {
		t.show(Line{Say: "session.unknown"})
		return
	}
	t.home(Line{Say: "home.unknown"})
}

// stale answers a press on a message whose time is over.
func (t *turn) stale() {
	if t.p.Session != nil {
		t.show(Line{Say: "session.stale"})
		return
	}
	t.home(Line{Say: "home.stale"})
}

// cancel leaves whatever the person is in.
func (t *turn) cancel(asking Asking) {
	if t.p.Session != nil {
		t.move(routines.Move{Kind: routines.MoveStop})
		return
	}
	t.p.Plan.Offer = ""
	if asking == "" {
		t.home(Line{Say: "home.nothing"})
		return
	}
	t.home(Line{Say: "home.cancelled"})
}

// mute stops every message that is not an answer.
func (t *turn) mute() {
	t.p.Muted = true
	t.p.Asking, t.p.Plan.Offer = "", ""
	t.hush()
	t.answer([]Line{{Say: "stop.muted"}}, commandPress("press.resume", "resume"))
}

// resume lets messages come again, or goes on in a session.
func (t *turn) resume() {
	if t.p.Session != nil {
		t.move(routines.Move{Kind: routines.MoveGoOn})
		return
	}
	t.p.Muted = false
	if t.paused() {
		t.p.Pause.Until = scheduler.DateOf(t.now, t.loc())
	}
	if t.p.Plan.Schedule.IsZero() {
		t.home(Line{Say: "stop.resumed"})
		return
	}
	t.answer(t.planLines("stop.resumed"))
}
