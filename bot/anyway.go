package bot

import (
	"strings"

	"unknot/scheduler"
)

// remindsAnyway reads "remind anyway" and "remind me anyway off": whether
// reminders come, too, when the day has its session or the week its target.
func remindsAnyway(said string) (on, ok bool) {
	switch strings.Join(plainWords(strings.ToLower(said)), " ") {
	case "anyway", "anyway on", "me anyway", "me anyway on":
		return true, true
	case "anyway off", "me anyway off", "not anyway":
		return false, true
	default:
		return false, false
	}
}

// anyway keeps that choice. It outlives the schedule: it says how somebody
// wants to be reminded, not when.
func (t *turn) anyway(on bool) {
	t.p.Anyway = on
	line := Line{Say: "anyway.off"}
	if on {
		line.Say = "anyway.on"
	}
	if t.p.Plan.Schedule.IsZero() {
		t.askSchedule(line)
		return
	}
	t.answer(append([]Line{line}, t.planLines("schedule.next")...), t.anywayPress(), commandPress("press.change", "schedule change"))
}

// anywayPress changes the choice to what it is not.
func (t *turn) anywayPress() Press {
	if t.p.Anyway {
		return commandPress("press.notanyway", "remind anyway off")
	}
	return commandPress("press.anyway", "remind anyway")
}

// staysSilent reports whether the week that a day lies in has its target, and
// reminders are silent for it.
func (t *turn) staysSilent(day scheduler.Date) bool {
	return !t.p.Anyway && !t.p.Plan.Schedule.IsZero() && t.p.week(day.WeekStart(t.p.firstDay())).Met()
}
