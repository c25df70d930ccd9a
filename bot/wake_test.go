package bot_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"unknot/bot"
	"unknot/routines"
	"unknot/scheduler"
)

// never is a wake that does not come.
const never = time.Duration(-1)

// wakesIn fails unless both wakes come so long after now.
func (k *talk) wakesIn(urgent, bulk time.Duration) *talk {
	k.t.Helper()
	w := k.d.Wakes(k.p)
	for lane, want := range map[bot.Lane]time.Duration{bot.Urgent: urgent, bot.Bulk: bulk} {
		got := never
		if at := w.In(lane); !at.IsZero() && at.Sub(k.now) < 300*24*time.Hour { // else the end of what is kept: see retention_test.go
			got = at.Sub(k.now)
		}
		if got != want {
			k.t.Errorf("lane %d wakes in %v, want %v", lane, got, want)
		}
	}
	return k
}

func TestNobodyIsWokenForNothing(t *testing.T) {
	stranger(t).wakesIn(never, never)
	stranger(t).say("start").wakesIn(never, never)
	known(t).wakesIn(never, never)
	known(t).say("migraine").wakesIn(never, 24*time.Hour) // to ask whether it is over
	known(t).say("I have chest pain").wakesIn(never, never)
	known(t).tiny().wakesIn(never, never)
	known(t).say("schedule mon 18:00", "schedule off").wakesIn(never, never)
}

// The wake of a session is the end of its patience, or what its timer says.
func TestWakesOfASession(t *testing.T) {
	k := known(t).say("routine S-01").wakesIn(never, routines.LeftAlone)
	k.after(time.Hour).wakesIn(never, routines.LeftAlone-time.Hour)
	k.say("tiny").wakesIn(never, routines.LeftAlone)
	k.say("2").wakesIn(never, routines.LeftAlone)
	k.say("start timer")
	s := k.p.Session
	dose, _ := s.StepDose(k.d.Library, s.At)
	cue := dose.Cues()[0].At
	k.wakesIn(cue, never)
	k.after(cue/2).wakesIn(cue-cue/2, never)
	k.say("pause").wakesIn(never, routines.LeftAlone)
	k.say("go on").wakesIn(cue-cue/2, never)
	k.say("hurts").wakesIn(never, routines.LeftAlone)
	k.press("press.mistake").say("done").wakesIn(never, routines.LeftAlone)
	k.say("done").wakesIn(never, routines.LeftAlone)
	k.say("1").wakesIn(never, routines.LeftAlone)
	k.say("2").wakesIn(never, never)
}

// A step that goes by itself begins after the time it takes to read it.
func TestWakesOfStepsThatGoByThemselves(t *testing.T) {
	k := known(t).say("routine S-01", "tiny", "2", "go by itself")
	for k.p.Session.Auto && k.p.Session.Phase == routines.PhaseStep {
		at := k.d.Wakes(k.p).Urgent
		if !at.After(k.now) {
			t.Fatalf("the next cue is at %v, %v from now", at, at.Sub(k.now))
		}
		k.now = at
		k.wake()
	}
	k.wants("ask.after")
	if k.out[0].Kind != bot.KindCue {
		t.Errorf("the end of the last step is told by a %s", k.out[0].Kind)
	}
}

// While the chat is closed, no timer speaks; patience ends all the same.
func TestWakesWhileTheChatIsClosed(t *testing.T) {
	k := known(t).say("schedule 18:00", "routine S-01", "full", "2", "start timer")
	k.deliver = false
	k.say("help")
	k.happens(bot.Event{Kind: bot.EventUndone, Effect: k.out[0].ID, Fate: bot.FateGone})
	if !k.p.Gone || len(k.p.Outbox) > 0 {
		t.Fatalf("gone %v, outbox %v", k.p.Gone, k.p.Outbox)
	}
	k.wakesIn(never, routines.LeftAlone)
	k.after(routines.LeftAlone).wake()
	if k.p.Session != nil || len(k.out) > 0 || len(k.records) != 1 {
		t.Errorf("session %v, said %v, %d records", k.p.Session, k.keys(), len(k.records))
	}
	k.wakesIn(never, never) // the schedule waits too
	k.deliver = true
	k.say("hello")
	if k.p.Gone || k.keys()[0] != "closed.left" {
		t.Errorf("gone %v, said %v", k.p.Gone, k.keys())
	}
}

// What waits in the outbox wakes when its stamp runs out, the earliest first.
func TestWakesOfTheOutbox(t *testing.T) {
	k := known(t)
	k.deliver = false
	k.say("safety").say("help").wakesIn(never, never) // not stamped yet: the shell is about to
	p, ready := bot.Stamped(k.p, "me", false, time.Minute, k.now)
	if len(ready) != 2 {
		t.Fatalf("%d effects may be sent, want 2", len(ready))
	}
	k.p = p
	k.wakesIn(time.Minute, never)
	k.happens(bot.Event{Kind: bot.EventHeld, Effect: ready[0].ID, At: k.now.Add(5 * time.Minute)}).wakesIn(time.Minute, never)
	k.happens(bot.Event{Kind: bot.EventHeld, Effect: ready[1].ID, At: k.now.Add(3 * time.Minute)}).wakesIn(3*time.Minute, never)
	k.happens(bot.Event{Kind: bot.EventDelivered, Effect: ready[1].ID}).wakesIn(5*time.Minute, never)
	k.happens(bot.Event{Kind: bot.EventDelivered, Effect: ready[0].ID}).wakesIn(never, never)
}

// A wake is the next occurrence on the person's own clock.
func TestWakesOfReminders(t *testing.T) {
	for _, c := range []struct {
		name, schedule string
		play           func(k *talk)
		want           time.Duration
	}{
		{"later today", "18:00", nil, 9 * time.Hour},
		{"tomorrow", "8:30", nil, 23*time.Hour + 30*time.Minute},
		{"this very minute", "9:00", nil, 24 * time.Hour},
		{"another weekday", "thu 9:30", nil, 48*time.Hour + 30*time.Minute},
		{"two a day", "12:00 and 18:00", nil, 3 * time.Hour},
		{"after the first of two", "12:00 and 18:00", func(k *talk) { k.at("12:00").wake() }, 6 * time.Hour},
		{"after the last of two", "12:00 and 18:00", func(k *talk) { k.at("18:00").wake() }, 18 * time.Hour},
		{"a passed one is due", "12:00", func(k *talk) { k.after(4 * time.Hour) }, -time.Hour},
		{"another zone", "18:00", func(k *talk) { k.say("zone Los Angeles") }, 18 * time.Hour},
		{"another zone, passed by there", "9:30", func(k *talk) { k.say("zone Auckland") }, 12*time.Hour + 30*time.Minute},
		{"muted", "18:00", func(k *talk) { k.say("no more messages") }, never},
		{"muted and back", "18:00", func(k *talk) { k.say("stop", "resume") }, 9 * time.Hour},
		{"no more", "18:00", func(k *talk) { k.say("schedule off") }, never},
		{"in an attack it comes and stays silent", "18:00", func(k *talk) { k.say("migraine") }, 9 * time.Hour},
		{"held it comes and stays silent", "18:00", func(k *talk) { k.say("chest pain") }, 9 * time.Hour},
		{"a snooze", "12:00", func(k *talk) { k.at("12:00").wake().press("press.later").press("press.in20") }, 20 * time.Minute},
		{"a snooze after the next", "12:00 and 12:30", func(k *talk) { k.at("12:00").wake().press("press.later").press("press.in60") }, 30 * time.Minute},
		{"a snooze put off", "12:00", func(k *talk) {
			k.at("12:00").wake().press("press.later").press("press.in20").tap(bot.Tap{Do: bot.TapLater, Nudge: k.p.Plan.Open, Arg: "off"})
		}, 24 * time.Hour},
		{"a snooze and an attack", "12:00", func(k *talk) {
			k.at("12:00").wake().press("press.later").press("press.in20").say("migraine")
		}, 24 * time.Hour},
		{"a snooze and an alarm", "12:00", func(k *talk) {
			k.at("12:00").wake().press("press.later").press("press.in20").say("I fainted")
		}, 24 * time.Hour},
		{"a cron line", "0 18 24 12 *", nil, 30*24*time.Hour + 9*time.Hour},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := known(t).say("schedule " + c.schedule)
			if c.play != nil {
				c.play(k)
			}
			k.wakesIn(never, c.want)
		})
	}
}

// When the clocks change, a reminder stays at its time of day.
func TestWakesOverAChangeOfTheClocks(t *testing.T) {
	for _, c := range []struct{ from, schedule, want string }{
		{"2026-03-28T12:00:00Z", "9:30", "2026-03-29T07:30:00Z"},
		{"2026-10-24T12:00:00Z", "9:30", "2026-10-25T08:30:00Z"},
		{"2026-03-28T12:00:00Z", "2:30", "2026-03-29T01:00:00Z"}, // there is no 02:30 that night
		{"2026-10-24T12:00:00Z", "2:30", "2026-10-25T00:30:00Z"}, // there are two: the first
	} {
		k := known(t)
		k.now, _ = time.Parse(time.RFC3339, c.from)
		k.say("schedule " + c.schedule)
		if c.schedule == "2:30" {
			k.press("press.night")
		}
		want, _ := time.Parse(time.RFC3339, c.want)
		if got := k.d.Wakes(k.p).Bulk; !got.Equal(want) {
			t.Errorf("%s from %s comes at %v, want %v", c.schedule, c.from, got, want)
		}
	}
}

// Why a reminder whose time has come is not sent, and what becomes of it.
func TestRemindersThatStaySilent(t *testing.T) {
	for _, c := range []struct {
		name   string
		at     string // 18:00 when empty
		play   func(k *talk)
		late   time.Duration
		sent   bool
		passed int
	}{
		{name: "nothing against it", sent: true},
		{name: "an hour late", late: time.Hour, sent: true},
		{name: "just not two hours late", late: 2*time.Hour - time.Second, sent: true},
		{name: "two hours late", late: 2 * time.Hour, passed: 1},
		{name: "at night after an outage", late: 4 * time.Hour, passed: 1}, // 22:00
		{name: "little late, and quiet by now", at: "20:00", late: time.Hour, passed: 1},
		{name: "little late, and just not quiet", at: "20:00", late: time.Hour - time.Second, sent: true},
		{name: "two days late", late: 24 * time.Hour, sent: true}, // only the last counts, and that is now
		{name: "a session that day", play: func(k *talk) { k.tiny() }},
		{name: "a session that counts nothing", play: func(k *talk) { k.say("routine S-01", "tiny", "2", "stop") }, sent: true},
		{name: "a session is open", play: func(k *talk) { k.at("17:59").say("routine S-01") }},
		{name: "muted", play: func(k *talk) { k.say("no more messages") }},
		{name: "an attack", play: func(k *talk) { k.say("migraine") }},
		{name: "an attack that is over", play: func(k *talk) { k.say("migraine", "over") }, sent: true},
		{name: "an attack of yesterday", play: func(k *talk) { k.say("migraine").after(25 * time.Hour).wake().say("over") }, sent: true},
		{name: "an attack that nobody answered about", play: func(k *talk) { k.say("migraine").after(25 * time.Hour).wake() }},
		{name: "one that may be coming", play: func(k *talk) { k.say("one may be coming") }},
		{name: "one that may have been coming yesterday", play: func(k *talk) { k.say("one may be coming").after(20 * time.Hour) }, sent: true},
		{name: "one that came to nothing", play: func(k *talk) { k.say("one may be coming", "false alarm") }, sent: true},
		{name: "held, and half taken back", play: func(k *talk) { k.say("I have chest pain", "it was a mistake") }},
		{name: "held", play: func(k *talk) { k.say("I have chest pain") }},
		{name: "held and cleared", play: func(k *talk) { k.say("I have chest pain", "it was a mistake", "none of these") }, sent: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := cmp.Or(c.at, "18:00")
			k := known(t).say("schedule " + at)
			if c.play != nil {
				c.play(k)
			}
			k.at(at).after(c.late)
			was := k.p.Passed
			k.wake()
			sent := len(k.out) == 1 && k.out[0].Kind == bot.KindNudge
			if sent != c.sent || !sent && len(k.out) > 0 {
				t.Errorf("it said %v, sent %v, want %v", k.keys(), sent, c.sent)
			}
			if got := k.p.Passed - was; got != c.passed {
				t.Errorf("%d were counted as passed, want %d", got, c.passed)
			}
			if again := k.wake(); len(again.out) > 0 {
				t.Errorf("a second wake says %v", again.keys())
			}
		})
	}
}

// When the target of the week is met, the rest of the week is silent.
func TestAMetTargetIsSilent(t *testing.T) {
	for _, c := range []struct {
		sessions, attacks int
		sent              bool
	}{{1, 0, true}, {2, 0, false}, {1, 2, true}, {1, 3, true}, {1, 4, false}} { // the first week of the program holds two
		k := known(t).say("schedule 18:00").after(-24 * time.Hour) // a Monday
		for range c.sessions {
			k.tiny()
		}
		for range c.attacks {
			k.after(24*time.Hour).say("migraine", "over")
		}
		k.now = tuesday().Add(5 * 24 * time.Hour) // Sunday
		k.p.Plan.Past = scheduler.OccurrenceAt(k.now, k.now.Location())
		k.at("18:00").wake()
		if sent := len(k.out) == 1; sent != c.sent {
			t.Errorf("with %d sessions and %d off days it said %v", c.sessions, c.attacks, k.keys())
		}
	}
}

// After an outage there is at most one reminder, however many were passed by.
func TestAfterAnOutageThereIsOneReminder(t *testing.T) {
	for days := range 20 {
		k := known(t).say("schedule 12:00 and 18:00")
		k.at("18:00").after(time.Duration(days)*24*time.Hour + time.Hour).wake()
		if len(k.out) != 1 {
			t.Errorf("after %d days it said %v", days, k.keys())
		}
		if k.wake(); len(k.out) > 0 {
			t.Errorf("after %d days a second wake says %v", days, k.keys())
		}
	}
}

// Every wake that is decided at its moment is followed by a later one, or by
// none.
func TestWakesMoveOn(t *testing.T) {
	k := known(t).say("schedule 12:00 and 18:00", "routine S-03", "full", "2", "go by itself")
	end := k.now.Add(14 * 24 * time.Hour)
	for n := 0; ; n++ {
		at := soonest(k.d.Wakes(k.p))
		if at.IsZero() || at.After(end) {
			return
		}
		if n > 200 {
			t.Fatalf("after %d wakes the next is at %v", n, at)
		}
		k.now = later(k.now, at).UTC()
		k.wake()
		if next := soonest(k.d.Wakes(k.p)); !next.IsZero() && !next.After(k.now) {
			t.Fatalf("the wake at %v says %v and is followed by one at %v", k.now, k.keys(), next)
		}
	}
}

// A timer that speaks too late finds nobody: the session waits for its person.
func TestATimerThatSleptInWaits(t *testing.T) {
	for late, away := range map[time.Duration]bool{0: false, routines.Overslept: false, routines.Overslept + time.Second: true} {
		k := known(t).say("routine S-01", "tiny", "2", "go by itself")
		k.now = k.d.Wakes(k.p).Urgent.UTC()
		k.after(late).wake()
		if got := slices.Contains(k.keys(), "notice.away"); got != away {
			t.Errorf("%v late it says %v", late, k.keys())
		}
		if k.p.Session.Paused != away {
			t.Errorf("%v late it is paused: %v", late, k.p.Session.Paused)
		}
	}
}
