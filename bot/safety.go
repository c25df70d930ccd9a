package bot

import (
	"slices"
	"time"

	"unknot/routines"
)

// alarmed answers a text that asks for help before anything else is done: the
// emergency text first, and nothing else is left waiting.
func (t *turn) alarmed() bool {
	alarm := t.Reader.Alarm(t.e.Text)
	if alarm == AlarmNone {
		return false
	}
	t.emergency(AlarmLine(alarm))
	return true
}

// emergency is what a sign of an emergency comes to, however it was told: it
// counts like one that was felt in a step. Before somebody agreed nothing is
// noted.
func (t *turn) emergency(say Line) {
	switch {
	case !t.p.Known():
	case say.Say == AlarmLine(AlarmCrisis).Say:
		t.p.Crisis = true
	default:
		t.p.Safety, _, _ = t.p.Safety.Feel(t.here(), routines.Feeling{Sign: routines.SignRed})
	}
	t.hold(say)
}

// hold ends the session, if one is open, and sends the emergency text.
func (t *turn) hold(say Line) {
	if t.p.Session != nil {
		t.advance(routines.Move{Kind: routines.MoveAlarm})
		t.record()
	}
	t.p.Outbox = slices.DeleteFunc(t.p.Outbox, func(e Effect) bool { return e.Kind != KindTell })
	t.p.Asking, t.p.Asks, t.p.Plan.Snooze, t.p.Follow = "", Asks{}, time.Time{}, Follow{}
	t.p.SignsAsked = false
	t.p.Attack = Attack{} // an emergency takes the place of every stage of an attack
	press := t.holdPresses()
	if !t.p.Known() {
		press = nil
	}
	t.put(Effect{Kind: KindAlarm, Lines: []Line{say}, Press: press})
}

// AlarmLine returns what is said to an alarm.
func AlarmLine(alarm Alarm) Line {
	if alarm == AlarmCrisis {
		return Line{Say: "alarm.crisis"}
	}
	return Line{Say: "alarm.emergency"}
}

// alarmOf returns what is said to an item of the safety questions that is an
// emergency (clinical specification, section 3.1).
func alarmOf(id routines.ItemID) Line {
	switch id {
	case "R5":
		return Line{Say: "alarm.department"}
	case "R8":
		return Line{Say: "alarm.maternity"}
	case "R12":
		return Line{Say: "alarm.house"}
	default:
		return AlarmLine(AlarmEmergency)
	}
}

// safetyText shows the emergency text and the stop rules, at any time, and the
// ways to tell of something new or of a clearance.
func (t *turn) safetyText() {
	if t.p.Crisis {
		t.put(Effect{Kind: KindAlarm, Lines: []Line{AlarmLine(AlarmCrisis)}, Press: t.holdPresses()})
		return
	}
	var press []Press
	if t.p.Known() {
		press = append(press, commandPress("press.new", "something new"))
		for _, level := range []routines.Level{routines.LevelToday, routines.LevelDays, routines.LevelSurgeon, routines.LevelDoctor, routines.LevelClinician} {
			for _, id := range t.itemsAt(level) {
				p := screenPress("press.clear", string(id), "clear")
				p.Label.Items = []routines.ItemID{id}
				press = append(press, p)
			}
		}
		for _, id := range t.p.Safety.Stops.Wanting() {
			press = append(press, screenPress("press.looked."+rowKey(id), string(id), "clear"))
		}
	}
	t.put(Effect{Kind: KindAlarm, Lines: []Line{{Say: "alarm.emergency"}, {Say: "safety.rules"}}, Press: press})
	if t.p.Known() && !t.blocks().Empty() && !t.held() {
		t.answer(append([]Line{{Say: "safety.off"}}, t.screeningLines()...))
	}
}

// held reports whether an emergency holds every routine and reminder.
func (t *turn) held() bool { return t.p.Crisis || t.p.Safety.Emergency() }

// holdPresses are the two ways out of a hold.
func (t *turn) holdPresses() []Press {
	if t.p.Crisis {
		return []Press{commandPress("press.talked", "i have talked to somebody"), commandPress("press.bymistake", "by mistake")}
	}
	return []Press{commandPress("press.bymistake", "by mistake"), commandPress("press.examined", "a doctor examined me")}
}

// here is this moment in the person's own zone, as the safety rules want it.
func (t *turn) here() time.Time { return t.now.In(t.loc()) }
