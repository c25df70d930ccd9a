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

// emergency ends the session, if one is open, and sends the emergency text.
func (t *turn) emergency(say Line) {
	if t.p.Session != nil {
		t.advance(routines.Move{Kind: routines.MoveAlarm})
		t.record()
	}
	t.p.Outbox = slices.DeleteFunc(t.p.Outbox, func(e Effect) bool { return e.Kind != KindTell })
	t.p.Asking, t.p.Plan.Snooze, t.p.Alarm = "", time.Time{}, t.now
	t.put(Effect{Kind: KindAlarm, Lines: []Line{say}})
}

// AlarmLine returns what is said to an alarm.
func AlarmLine(alarm Alarm) Line {
	if alarm == AlarmCrisis {
		return Line{Say: "alarm.crisis"}
	}
	return Line{Say: "alarm.emergency"}
}

// safety shows the emergency text and the stop rules, at any time.
func (t *turn) safety() {
	t.put(Effect{Kind: KindAlarm, Lines: []Line{{Say: "alarm.emergency"}, {Say: "safety.rules"}}})
}

// held reports whether an alarm holds every routine and reminder.
func (t *turn) held() bool { return !t.p.Alarm.IsZero() }

// holdPresses are the two ways out of a hold.
func holdPresses() []Press {
	return []Press{
		commandPress("press.bymistake", "by mistake"),
		commandPress("press.examined", "a doctor examined me"),
		commandPress("press.safety", "safety"),
	}
}

// cleared ends the hold: it was a mistake, or a doctor has looked since.
func (t *turn) cleared() {
	if !t.held() {
		t.unknown()
		return
	}
	t.p.Alarm = time.Time{}
	t.home(Line{Say: "hold.cleared"})
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
