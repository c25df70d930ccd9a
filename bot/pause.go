package bot

import (
	"time"

	"unknot/scheduler"
)

// Pause is a time without reminders. Its days count as off days.
type Pause struct {
	From  scheduler.Date `json:"from,omitzero"`
	Until scheduler.Date `json:"until,omitzero"` // the first day with reminders again
}

// on reports whether a day lies in the pause.
func (p Pause) on(day scheduler.Date) bool { return !day.Before(p.From) && day.Before(p.Until) }

// paused reports whether this is a time without reminders.
func (t *turn) paused() bool { return t.p.Pause.on(scheduler.DateOf(t.now, t.loc())) }

// pause stops everything unasked until a day.
func (t *turn) pause(said string) {
	today := scheduler.DateOf(t.now, t.loc())
	until, ok := scheduler.ParseUntil(said, today)
	if !ok {
		t.answer([]Line{{Say: "pause.ask"}}, commandPress("press.pause3", "pause 3 days"), commandPress("press.pause7", "pause a week"),
			commandPress("press.pause14", "pause 2 weeks"), commandPress("press.notnow", "start"))
		return
	}
	t.p.Pause, t.p.Plan.Snooze = Pause{From: today, Until: until}, time.Time{}
	t.hush()
	t.answer([]Line{{Say: "pause.on", Times: []scheduler.Occurrence{{Day: until}}}}, commandPress("press.resume", "resume"))
}

// Summary is the look at the week on its last evening, for those who want it.
type Summary struct {
	On   bool           `json:"on,omitempty"`
	Last scheduler.Date `json:"last,omitzero"` // the evening it was decided on last
}

// summaryAt is when it comes, in local time, on the evening before the first
// day of the week.
const summaryAt = 18 * 60

// weeklySummary switches it on or off.
func (t *turn) weeklySummary(said string) {
	switch said {
	case "on":
		t.p.Summary = Summary{On: true, Last: t.lastEvening()}
		t.home(Line{Say: "summary.on"})
	case "off":
		t.p.Summary = Summary{}
		t.home(Line{Say: "summary.off"})
	default:
		t.answer([]Line{{Say: "summary.ask"}}, commandPress("press.summaryon", "summary on"), commandPress("press.notnow", "summary off"))
	}
}

// lastEvening is the last day of a week whose hour has come.
func (t *turn) lastEvening() scheduler.Date {
	o := scheduler.OccurrenceAt(t.now, t.loc())
	first := o.Day.WeekStart(t.p.firstDay())
	if last := first.AddDays(6); last == o.Day && o.Slot >= summaryAt {
		return last
	}
	return first.AddDays(-1)
}

// summaryDue returns when it comes next; zero: not at all.
func (d Decider) summaryDue(p Person) time.Time {
	if !p.Summary.On {
		return time.Time{}
	}
	return p.Summary.Last.AddDays(7).At(summaryAt, p.Location(d.Zones))
}

// sumUp tells the week, unless nothing was heard of the person in it.
func (t *turn) sumUp() {
	due := t.summaryDue(t.p)
	if due.IsZero() || due.After(t.now) {
		return
	}
	t.p.Summary.Last = t.lastEvening()
	late := t.now.Sub(due) >= tooLate
	if late || t.now.Sub(t.p.Heard) > 7*24*time.Hour || !t.undisturbed() {
		return
	}
	lines, some := t.weekLines(t.today().WeekStart(t.p.firstDay()), "week.this")
	if !some {
		return
	}
	t.interrupted()
	t.put(Effect{Kind: KindSummary, Lines: lines, Press: []Press{commandPress("press.today", "today"), commandPress("press.nosummary", "summary off")},
		Expires: t.p.night().Start(t.now, t.loc())})
}

// undisturbed reports whether something unasked may be sent at this moment.
func (t *turn) undisturbed() bool {
	quiet := t.p.night().Contains(scheduler.OccurrenceAt(t.now, t.loc()).Slot)
	return !quiet && !t.p.Muted && !t.p.Gone && !t.held() && !t.unwell() && !t.paused() && t.p.Session == nil && t.mayInterrupt()
}
