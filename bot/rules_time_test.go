package bot_test

import (
	"slices"
	"time"

	"unknot/bot"
	"unknot/scheduler"
)

// putOff: a reminder that is put off moves nothing of the schedule, and comes
// outside the quiet hours.
func (l *life) putOff(before bot.Person, e bot.Event, after bot.Person) {
	if after.Plan.Snooze.IsZero() || after.Plan.Snooze.Equal(before.Plan.Snooze) {
		return
	}
	was, is := before.Plan, after.Plan
	was.Snooze, is.Snooze = time.Time{}, time.Time{}
	if l.encode(was) != l.encode(is) {
		l.Fatalf("put off with %+v, the plan changes from %+v to %+v", e, before.Plan, after.Plan)
	}
	at := scheduler.OccurrenceAt(after.Plan.Snooze, l.zone(after, bot.Event{}))
	if after.Night().Contains(at.Slot) && !after.Plan.Night || !after.Plan.Snooze.After(l.now) {
		l.Fatalf("put off until %s, and now it is %v", at, l.now)
	}
}

// countUnasked counts what came unasked on a local day, reminders that were put off
// and the warning apart.
func (l *life) countUnasked(before, after bot.Person, effect bot.Effect, here scheduler.Occurrence) {
	snoozed := before.Plan.Open == after.Plan.Open && !before.Plan.Snooze.IsZero()
	if effect.Kind == bot.KindLeaving || effect.Kind == bot.KindNudge && snoozed {
		return
	}
	key := l.zone(after, bot.Event{}).String() + " " + here.Day.String()
	if l.unasked[key]++; l.unasked[key] > 2 {
		l.Fatalf("message %d that nobody asked for on %s: %+v", l.unasked[key], key, effect)
	}
}

// done reports whether a day has its session or its week the target.
func done(p bot.Person, day scheduler.Date) bool {
	has := slices.ContainsFunc(p.Days, func(d bot.Day) bool { return d.Date == day && d.Sessions > 0 })
	return has || p.DigestWeek(day.WeekStart(time.Weekday((p.Settings.First+int(time.Monday))%7))).Met()
}
