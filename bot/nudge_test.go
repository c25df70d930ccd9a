package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"unknot/bot"
	"unknot/routines"
	"unknot/scheduler"
)

// What can be said to a reminder, and when it comes again.
func TestPuttingAReminderOff(t *testing.T) {
	for _, c := range []struct {
		how, says string
		again     time.Duration // 0: it does not
	}{
		{"20 min", "later.set", 20 * time.Minute},
		{"1 h", "later.set", time.Hour},
		{"half an hour", "later.set", 30 * time.Minute},
		{"3 h", "later.night", 0}, // 21:00
		{"2 h 59 min", "later.set", 2*time.Hour + 59*time.Minute},
		{"1 day", "later.set", 24 * time.Hour},
		{"off", "later.off", 0},
		{"", "later.ask", 0},
		{"whenever", "later.ask", 0},
		{"0 min", "later.ask", 0},
		{"8 days", "later.ask", 0},
	} {
		t.Run(c.how, func(t *testing.T) {
			k := known(t).say("schedule tue 18:00").at("18:00").wake().wants("nudge.text")
			nudge := k.p.Plan.Open
			k.tap(bot.Tap{Do: bot.TapLater, Nudge: nudge})
			if c.how != "off" && c.how != "" { // typed: a button has no other words
				k.say(c.how)
			} else {
				k.tap(bot.Tap{Do: bot.TapLater, Nudge: nudge, Arg: c.how})
			}
			k.wants(c.says)
			if c.again == 0 {
				if !k.p.Plan.Snooze.IsZero() {
					t.Errorf("it comes again at %v", k.p.Plan.Snooze)
				}
				return
			}
			if got := k.p.Plan.Snooze.Sub(k.now); got != c.again {
				t.Errorf("it comes again after %v, want %v", got, c.again)
			}
			k.after(c.again).wake().wants("nudge.text")
			if k.p.Plan.Open != nudge {
				t.Errorf("what comes again is %v, want %v", k.p.Plan.Open, nudge)
			}
			if k.wake(); len(k.out) > 0 {
				t.Errorf("it comes a third time: %v", k.keys())
			}
		})
	}
}

// A text answers the question when to come back, and typed commands work too.
func TestPuttingAReminderOffInWords(t *testing.T) {
	k := known(t).say("schedule 12:00").at("12:00").wake().press("press.later").wants("later.ask")
	if k.say("40 min").wants("later.set"); k.p.Asking != "" {
		t.Errorf("still asking %q", k.p.Asking)
	}
	k.say("snooze 2 h").wants("later.set")
	if got := k.p.Plan.Snooze.Sub(k.now); got != 2*time.Hour {
		t.Errorf("it comes again after %v", got)
	}
	known(t).say("snooze 20 min").wants("later.none")
	known(t).say("schedule 12:00").at("12:00").wake().tap(bot.Tap{Do: bot.TapLater, Nudge: evening(), Arg: "1 h"}).wants("later.none")
}

// A reminder that is put off into a session, or past one, stays silent.
func TestAReminderThatWasPutOffStaysSilent(t *testing.T) {
	for name, play := range map[string]func(k *talk){
		"in a session":    func(k *talk) { k.say("routine S-01") },
		"after a session": func(k *talk) { k.tiny() },
		"in an attack":    func(k *talk) { k.say("migraine") },
		"held":            func(k *talk) { k.say("chest pain") },
		"muted":           func(k *talk) { k.say("stop") },
		"too late":        func(k *talk) { k.after(3 * time.Hour) },
	} {
		k := known(t).say("schedule tue 12:00").at("12:00").wake().press("press.later").press("press.in20")
		play(k)
		k.after(20 * time.Minute).wake()
		if len(k.out) > 0 || !k.p.Plan.Snooze.IsZero() {
			t.Errorf("%s: it says %v, and comes again at %v", name, k.keys(), k.p.Plan.Snooze)
		}
	}
}

// A reminder begins the routine it named, though another is next by now.
func TestAReminderBeginsWhatItNamed(t *testing.T) {
	k := known(t).say("schedule 18:00").at("18:00").wake()
	named := k.line("nudge.text").Routine
	nudge := k.p.Plan.Open
	k.tiny().say("cancel")
	k.tap(bot.Tap{Do: bot.TapNudge, Nudge: nudge}).wants("card.opening", "ask.before")
	if got := k.p.Session.Routine; got != named {
		t.Errorf("it begins %s, and named %s", got, named)
	}
	k.tap(bot.Tap{Do: bot.TapNudge, Nudge: nudge, Arg: "tiny"}).wants("session.stale", "card.opening", "ask.before")
	k.say("cancel").tap(bot.Tap{Do: bot.TapNudge, Nudge: nudge, Arg: "tiny"}).wants("ask.before")
	if k.p.Session.Form != routines.Tiny {
		t.Errorf("it begins the form %q", k.p.Session.Form)
	}
	k.say("cancel").tap(bot.Tap{Do: bot.TapNudge, Nudge: scheduler.Occurrence{Day: 739_000}}).wants("card.opening", "ask.before")
}

// What another document says that is not known, or not known any more, does nothing.
func TestToldSomethingUnknown(t *testing.T) {
	for _, told := range []bot.Told{"sing", "quiet"} {
		if k := known(t).happens(bot.Event{Kind: bot.EventTold, Told: told}); len(k.out) > 0 || !k.p.Attack.Until.IsZero() {
			t.Errorf("%s: it says %v", told, k.keys())
		}
		if k := stranger(t).happens(bot.Event{Kind: bot.EventTold, Told: told}); k.p.Known() || len(k.out) > 0 {
			t.Errorf("%s: a stranger is told %v", told, k.keys())
		}
	}
}

// A second attack makes the quiet longer, and never shorter.
func TestQuietIsNeverCutShort(t *testing.T) {
	k := known(t).say("migraine")
	first := k.p.Attack.Until
	k.after(-time.Hour).say("migraine")
	if !k.p.Attack.Until.Equal(first) {
		t.Errorf("quiet until %v, and before until %v", k.p.Attack.Until, first)
	}
	k.after(2 * time.Hour).say("migraine")
	if !k.p.Attack.Until.Equal(first.Add(time.Hour)) {
		t.Errorf("quiet until %v, want an hour after %v", k.p.Attack.Until, first)
	}
}

// What an attack and an alarm leave open, and what they close.
func TestWhatIsOpenWhen(t *testing.T) {
	for _, c := range []struct{ state, ask, says string }{
		{"migraine", "routine S-02", "quiet.only"},
		{"migraine", "routine S-09", "card.opening"},
		{"migraine", "rest", "notice.rest"},
		{"migraine", "start", "home.hello"},
		{"migraine", "today", "quiet.only"},
		{"migraine", "program", "quiet.only"},
		{"I have chest pain", "today", "hold.text"},
		{"I have chest pain", "program", "hold.text"},
		{"I have chest pain", "migraine", "hold.text"},
		{"I have chest pain", "it is over", "hold.text"},
		{"I have chest pain", "routine S-02", "hold.text"},
		{"I have chest pain", "routine", "hold.text"},
		{"I have chest pain", "rest", "hold.text"},
		{"I have chest pain", "progress", "hold.text"},
		{"I have chest pain", "safety", "alarm.emergency"},
		{"I want to die", "routine S-02", "hold.crisis"},
		{"hello", "routine S-99", "routine.unknown"},
		{"hello", "rest", "notice.rest"},
		{"hello", "by mistake", "home.unknown"},
		{"hello", "it is over", "quiet.none"},
	} {
		k := known(t).say(c.state, c.ask)
		if got := k.keys(); len(got) == 0 || got[0] != c.says && got[len(got)-1] != c.says && c.says != "notice.rest" {
			t.Errorf("%q and then %q says %v, want %s", c.state, c.ask, got, c.says)
		}
		if c.says == "notice.rest" && (k.p.Session == nil || k.p.Session.Routine != routines.RestRoutine) {
			t.Errorf("%q and then %q leads to %+v", c.state, c.ask, k.p.Session)
		}
		if strings.HasPrefix(c.says, "hold.") && k.p.Session != nil {
			t.Errorf("%q and then %q opens %s", c.state, c.ask, k.p.Session.Routine)
		}
	}
}

// One of the signs in a step is an alarm like a written one.
func TestASignIsAnAlarm(t *testing.T) {
	k := known(t).say("routine S-01", "full", "2", "hurts").press("press.hurt.else").press("sign.red").wants("alarm.emergency")
	if k.p.Session != nil || !k.p.Safety.Emergency() || k.records[0].Result.End != routines.EndAlarm {
		t.Errorf("session %v, held since %v", k.p.Session, k.p.Safety)
	}
	k.say("routine S-01")
	if k.p.Session != nil {
		t.Error("a held person is in a session")
	}
	k.after(time.Hour).say("a doctor examined me").wants("hold.when").press("press.lookedweek").wants("screen.again", "screen.group1")
	for n := 1; n <= 4; n++ {
		k.tap(noneTap(n))
	}
	k.say("routine S-01").wants("card.opening", "ask.before")
}

// A routine that is taken out of the library closes its session kindly.
func TestARoutineThatIsGone(t *testing.T) {
	k := known(t).say("routine S-01", "full", "2", "done")
	k.d.Library = routines.NewLibrary(nil, nil, nil)
	k.say("done")
	if k.p.Session != nil || len(k.records) != 1 || k.records[0].Result.End != routines.EndChanged || k.keys()[0] != "closed.changed" {
		t.Errorf("session %v, said %v", k.p.Session, k.keys())
	}
	k.say("routine S-01").wants("routine.unknown")
	k.tap(bot.Tap{Do: bot.TapNudge, Nudge: scheduler.Occurrence{Day: 739_000}, Arg: "tiny"}).wants("routine.unknown")
	k.say("schedule 18:00").at("18:00").wake().wants("nudge.text")
}

// The little that a stranger gets without agreeing.
func TestStrangersAsk(t *testing.T) {
	for text, want := range map[string]string{
		"start": "scope.text", "hello": "scope.text", "what?": "scope.text", "routine S-01": "scope.text", "forget": "scope.text",
		"migraine": "scope.text", "4": "scope.text", "": "scope.text", "safety": "alarm.emergency", "privacy": "privacy.text",
		"stop": "scope.declined", "cancel": "scope.declined", "I have chest pain": "alarm.emergency", "I want to die": "alarm.crisis",
	} {
		k := stranger(t).say(text)
		if got := k.keys(); len(got) == 0 || got[0] != want || k.p.Known() {
			t.Errorf("%q says %v, want %s; known %v", text, got, want, k.p.Known())
		}
	}
	stranger(t).happens(bot.Event{Kind: bot.EventOpen}).wants("scope.text")
	stranger(t).tap(bot.Tap{Do: bot.TapMinor}).wants("scope.minor")
	stranger(t).tap(bot.Tap{Do: bot.TapDecline}).wants("scope.declined")
	stranger(t).tap(bot.Tap{Do: bot.TapCommand, Arg: "safety"}).wants("alarm.emergency", "safety.rules")
	stranger(t).wake().wants()
}

// Everything is gone after "forget", and the goodbye is all that is owed.
func TestForgetting(t *testing.T) {
	k := known(t).tiny().say("forget").wants("forget.ask").press("press.erase").wants("forget.done")
	if !k.last.Erase || len(k.last.Person.Outbox) != 1 || len(k.last.Records) > 0 {
		t.Errorf("erases %v, owed %v", k.last.Erase, k.last.Person.Outbox)
	}
	if k := known(t).say("forget").press("press.keep"); k.last.Erase || !k.p.Known() {
		t.Error("keeping erases")
	}
}

// asks says whether a quiet question was put into the outbox.
func (k *talk) asks() bool {
	return slices.ContainsFunc(k.out, func(e bot.Effect) bool { return e.Kind == bot.KindCheck })
}

// sore is somebody whose last session ended clearly sorer than it began.
func sore(t *testing.T) *talk {
	t.Helper()
	return known(t).say("routine S-01", "tiny", "2", "done", "done", "5", "2")
}

// A quiet question comes once, at the first minute outside of quiet hours.
func TestAQuietQuestionComesOnce(t *testing.T) {
	for name, k := range map[string]*talk{"an attack": known(t).say("migraine"), "the morning after": sore(t)} {
		asked := 0
		for range 60 {
			if k.after(time.Hour).wake().asks() {
				asked++
				if here := scheduler.OccurrenceAt(k.now, berlin(t)); scheduler.DefaultQuiet().Contains(here.Slot) {
					t.Errorf("%s is asked about at %s", name, here)
				}
			}
		}
		if asked != 1 {
			t.Errorf("%s is asked about %d times, want 1", name, asked)
		}
	}
}

func berlin(t *testing.T) *time.Location {
	t.Helper()
	loc, err := sharedZones().Load("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// Nobody is asked at night, nor while an emergency holds, nor in a session, nor
// when they want no messages, however late the wake is.
func TestAQuietQuestionKeepsSilence(t *testing.T) {
	for what, begin := range map[string]func() *talk{
		"an attack": func() *talk { return known(t).say("migraine") }, "the morning after": func() *talk { return sore(t) },
	} {
		for name, play := range map[string]func(k *talk){
			"a wake at night":      func(k *talk) { k.at("09:00").after(24 * time.Hour).at("22:30") },
			"resumed at night":     func(k *talk) { k.say("no more messages").after(36 * time.Hour).at("23:00").say("resume") },
			"muted":                func(k *talk) { k.say("no more messages").after(36 * time.Hour).at("12:00") },
			"held":                 func(k *talk) { k.say("chest pain").after(24 * time.Hour).at("12:00") },
			"in a session":         func(k *talk) { k.after(24 * time.Hour).at("07:00").say("rest").after(65 * time.Minute) },
			"in another zone":      func(k *talk) { k.say("zone Los Angeles", "cancel").after(24 * time.Hour).at("10:00") }, // 01:00 there
			"gone, and on its way": func(k *talk) { k.p.Gone = true; k.after(24 * time.Hour).at("12:00") },
		} {
			k := begin()
			if play(k); k.wake().asks() {
				t.Errorf("%s, %s: it asks at %v", what, name, k.now)
			}
		}
	}
}
