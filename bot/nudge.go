package bot

import (
	"strings"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// tooLate is how late a reminder may be and still make sense.
const tooLate = 2 * time.Hour

// remind decides the reminders whose time has come. Of several that were
// passed by, during an outage say, only the last can still be sent.
func (t *turn) remind() {
	due, ok := t.lastDue()
	if ok {
		t.p.Plan.Past = due
		t.p.Plan.Snooze = time.Time{}
		t.nudge(due, t.fires(t.p, due), false)
		return
	}
	if at := t.p.Plan.Snooze; !at.IsZero() && !at.After(t.now) {
		t.p.Plan.Snooze = time.Time{}
		t.nudge(t.p.Plan.Open, at, true)
	}
}

// lastDue returns the latest occurrence that has come and was not decided.
func (t *turn) lastDue() (due scheduler.Occurrence, ok bool) {
	at := t.p.Plan.Past
	if old := scheduler.OccurrenceAt(t.now.Add(-2*24*time.Hour), t.loc()); at.Before(old) {
		at, t.p.Plan.Past = old, old
	}
	for {
		next, more := t.p.Plan.Schedule.After(at)
		if !more || t.fires(t.p, next).After(t.now) {
			return due, ok
		}
		at, due, ok = next, next, true
	}
}

// nudge sends a reminder, unless there is a reason to stay silent. One that was
// put off was asked for.
func (t *turn) nudge(o scheduler.Occurrence, at time.Time, snoozed bool) {
	late := t.now.Sub(at) >= tooLate
	if late || t.quietHours() {
		t.p.Passed++
		return
	}
	if t.p.Muted || t.p.Gone || t.held() || t.unwell() || t.paused() || t.p.Session != nil || t.enough(o.Day) {
		return
	}
	if !snoozed && !t.mannered(o, at) {
		return
	}
	id := t.suggested()
	t.p.Plan.Open, t.p.Plan.Routine = o, id
	t.put(Effect{
		Kind:    KindNudge,
		Lines:   []Line{{Say: t.nudgeWords(), Routine: id, N: t.minutes(id)}},
		Expires: t.nudgeExpires(at),
		Press: []Press{
			nudgePress("press.beginnow", o, ""), nudgePress("press.tinyversion", o, routines.Tiny),
			{Label: Line{Say: "press.later"}, Tap: Tap{Do: TapLater, Nudge: o}.Code()},
			commandPress("press.migraine", "migraine"),
		},
	})
}

// nudgeWords picks the sentence of a reminder: one that others may read names no
// routine.
func (t *turn) nudgeWords() string {
	if t.p.Settings.Private {
		return "nudge.private"
	}
	return "nudge.text"
}

// mannered reports whether a reminder may go out to somebody who may not have
// answered the last ones, and not more than two things unasked on a day. The
// third that was not answered is followed by a question.
func (t *turn) mannered(o scheduler.Occurrence, at time.Time) bool {
	if !t.mayInterrupt() {
		return false
	}
	next, manners := t.p.Backoff.next(o.Day)
	t.p.Backoff = next
	if manners == mannersStay {
		return false
	}
	t.interrupted()
	if manners == mannersAsk {
		t.put(Effect{Kind: KindNudge, Lines: []Line{{Say: "nudge.ask"}}, Expires: t.nudgeExpires(at), Press: []Press{
			commandPress("press.othertime", "schedule change"), commandPress("press.fewer", "schedule mon thu 18:00"), commandPress("press.stopnudges", "schedule off"),
		}})
	}
	return manners == mannersSend
}

func nudgePress(label string, o scheduler.Occurrence, form routines.Form) Press {
	return Press{Label: Line{Say: label}, Tap: Tap{Do: TapNudge, Nudge: o, Arg: string(form)}.Code()}
}

func (t *turn) minutes(id routines.RoutineID) int {
	r, ok := t.Library.Routine(id)
	if !ok {
		return 1
	}
	return wholeMinutes(t.p.Course.Total(t.Library, r))
}

// nudgeExpires is the earlier of two hours late and the start of quiet hours.
func (t *turn) nudgeExpires(at time.Time) time.Time {
	expires := at.Add(tooLate)
	if quiet := t.p.night().Start(t.now, t.loc()); !t.p.Plan.Night && quiet.Before(expires) {
		return quiet
	}
	return expires
}

// quietHours reports whether nothing unsolicited may be sent at this hour.
func (t *turn) quietHours() bool {
	return !t.p.Plan.Night && t.p.night().Contains(scheduler.OccurrenceAt(t.now, t.loc()).Slot)
}

// enough reports whether the day has its session, or the week its target, and
// the person did not ask to be reminded anyway.
func (t *turn) enough(day scheduler.Date) bool {
	if t.p.Anyway {
		return false
	}
	for _, d := range t.p.Days {
		if d.Date == day && d.Sessions > 0 {
			return true
		}
	}
	return t.p.week(day.WeekStart(t.p.firstDay())).Met()
}

// begin opens the routine of a nudge. Answered next morning it still belongs
// to the nudge's own day.
func (t *turn) begin(o scheduler.Occurrence, form routines.Form) {
	if t.p.Session != nil {
		t.stale()
		return
	}
	t.p.Plan.Snooze = time.Time{}
	id := t.suggested()
	if o == t.p.Plan.Open {
		id = t.p.Plan.Routine
	}
	if !t.mayOpen(id) {
		return
	}
	if o == t.p.Plan.Open && t.now.Sub(o.In(t.loc())) < 24*time.Hour && o.Day != t.today() {
		t.p.Session.Day = o.Day
	}
	if form == "" {
		t.show()
		return
	}
	t.move(routines.Move{Kind: routines.MoveForm, Form: form})
}

// later moves one nudge, and never the schedule.
func (t *turn) later(o scheduler.Occurrence, how string) {
	if o.IsZero() || o != t.p.Plan.Open {
		t.home(Line{Say: "later.none"})
		return
	}
	how = strings.TrimSpace(how)
	t.p.Asking = ""
	wait, ok := scheduler.ParseAfter(how)
	here := scheduler.OccurrenceAt(t.now, t.loc())
	switch {
	case how == thisEvening && here.Slot < evening:
		t.snooze(here.Day.At(evening, t.loc()))
	case how == tomorrow:
		t.snooze(here.Day.AddDays(1).At(int(o.Slot), t.loc()))
	case how == "off":
		t.p.Plan.Snooze = time.Time{}
		t.answer([]Line{{Say: "later.off"}})
	case !ok:
		t.p.Asking = AskingLater
		press := []Press{laterPress("press.in20", o, "20 min"), laterPress("press.in60", o, "1 h"), laterPress("press.in180", o, "3 h")}
		if here.Slot < evening {
			press = append(press, laterPress("press.evening19", o, thisEvening))
		}
		t.answer([]Line{{Say: "later.ask"}}, append(press, laterPress("press.tomorrow", o, tomorrow), laterPress("press.nottoday", o, "off"))...)
	default:
		t.snooze(t.now.Add(wait))
	}
}

// The moments that a reminder can be put off to by name.
const (
	thisEvening = "evening"
	tomorrow    = "tomorrow"
	evening     = 19 * 60 // minutes after midnight
)

func laterPress(label string, o scheduler.Occurrence, how string) Press {
	return Press{Label: Line{Say: label}, Tap: Tap{Do: TapLater, Nudge: o, Arg: how}.Code()}
}

// snooze sets when a nudge comes again; quiet hours hold here too.
func (t *turn) snooze(at time.Time) {
	o := scheduler.OccurrenceAt(at, t.loc())
	if t.p.night().Contains(o.Slot) && !t.p.Plan.Night {
		t.p.Plan.Snooze = time.Time{}
		t.answer([]Line{{Say: "later.night", Times: []scheduler.Occurrence{o}}})
		return
	}
	t.p.Plan.Snooze = at
	t.answer([]Line{{Say: "later.set", Times: []scheduler.Occurrence{o}}})
}
