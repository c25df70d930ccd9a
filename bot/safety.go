package bot

import (
	"time"

	"unknot/routines"
)

// afterAlarm is how long nothing unsolicited is sent after an alarm.
const afterAlarm = 24 * time.Hour

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
	t.p.Outbox = nil
	t.p.Asking, t.p.Plan.Snooze = "", time.Time{}
	t.p.Quiet = latest(t.p.Quiet, t.now.Add(afterAlarm))
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

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
