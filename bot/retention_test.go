package bot_test

import (
	"slices"
	"testing"
	"time"

	"unknot/bot"
)

const aDay = 24 * time.Hour

// untilErased lets time pass in silence, and returns when somebody was warned
// and erased. Every wake has to move: one that does not is a loop.
func untilErased(k *talk) (warned []time.Time, erased time.Time) {
	k.t.Helper()
	for range 3000 {
		at := k.d.Wakes(k.p).Bulk
		if at.IsZero() {
			k.t.Fatal("nothing wakes any more, and they are not erased")
		}
		k.now = later(at, k.now)
		k.wake()
		if slices.Contains(k.keys(), "retention.warn") {
			warned = append(warned, k.now)
		}
		if k.last.Erase {
			if len(k.out) > 0 || len(k.p.Outbox) > 0 {
				k.t.Errorf("erased with a word: %v", k.keys())
			}
			return warned, k.now
		}
		if next := k.d.Wakes(k.p).Bulk; !next.After(k.now) {
			k.t.Fatalf("a wake at %v does not move", k.now)
		}
	}
	k.t.Fatal("three thousand wakes, and nobody is erased")
	return nil, time.Time{}
}

func TestWhoeverIsSilentIsWarnedOnceAndErased(t *testing.T) {
	for name, c := range map[string]struct {
		play   func(k *talk)
		idle   time.Duration
		silent bool // no warning can be sent
	}{
		"a year":                   {},
		"with reminders":           {play: func(k *talk) { k.say("schedule daily 12:00 and 17:00", "diary on", "summary on") }},
		"in an attack":             {play: func(k *talk) { k.say("migraine") }},
		"in a pause":               {play: func(k *talk) { k.say("pause 2 weeks") }},
		"in a session":             {play: func(k *talk) { k.say("routine S-01", "tiny", "2") }},
		"held":                     {play: func(k *talk) { k.say("I have chest pain") }},
		"muted":                    {play: func(k *talk) { k.say("no more messages") }, silent: true},
		"the chat is closed":       {play: func(k *talk) { k.p.Gone = true }, silent: true},
		"as the operator wants it": {idle: 30 * aDay},
		"never heard":              {play: func(k *talk) { k.p.Heard = time.Time{} }},
	} {
		k := versed(t)
		k.d.Idle = c.idle
		if c.play != nil {
			c.play(k)
		}
		last, idle := k.now, 365*aDay
		if c.idle != 0 {
			idle = c.idle
		}
		warned, erased := untilErased(k)
		if want := last.Add(idle); c.silent != (len(warned) == 0) || len(warned) > 1 || len(warned) == 1 && (warned[0].Before(want.Add(-2*time.Hour)) || warned[0].Sub(want) > aDay) {
			t.Errorf("%s: warned at %v, want %v", name, warned, want)
		}
		if early := erased.Sub(last) < idle+30*aDay-2*time.Hour; early || erased.Sub(last) > idle+31*aDay {
			t.Errorf("%s: erased after %v", name, erased.Sub(last))
		}
	}
}

// Any word ends it, and the whole time begins anew.
func TestAnyWordKeepsEverything(t *testing.T) {
	k := versed(t).after(365 * aDay).wake().wants("retention.warn").after(29 * aDay).press("press.stay")
	if k.last.Erase || k.p.Leaving != (bot.Leaving{}) {
		t.Fatalf("they wrote: %+v", k.p.Leaving)
	}
	last := k.now
	if warned, _ := untilErased(k); len(warned) != 1 || warned[0].Sub(last) < 364*aDay {
		t.Errorf("warned at %v after %v", warned, last)
	}
}

// A warning that an outage brought into the night waits for the morning.
func TestTheWarningKeepsQuietHours(t *testing.T) {
	k := versed(t).say("schedule off").after(365*aDay + 14*time.Hour).wake() // 23:00
	if len(k.out) > 0 {
		t.Fatalf("at night it said %v", k.keys())
	}
	k.wakesIn(never, 9*time.Hour).after(9 * time.Hour).wake().wants("retention.warn")
	k.wakesIn(never, 30*aDay).after(30*aDay - time.Minute).wake()
	if k.last.Erase {
		t.Error("erased too early")
	}
	if k.after(time.Minute).wake(); !k.last.Erase {
		t.Error("not erased")
	}
}

// A warning that could not be sent in its time is given again: nobody is erased
// who could have been told and was not.
func TestAWarningThatNeverWentOutIsGivenAgain(t *testing.T) {
	k := versed(t)
	k.deliver = false
	warn := func() bot.Effect {
		for range 3000 {
			k.now = later(k.d.Wakes(k.p).Bulk, k.now)
			if k.wake(); slices.Contains(k.keys(), "retention.warn") {
				return k.out[0]
			}
		}
		t.Fatal("no warning")
		return bot.Effect{}
	}
	first := warn()
	k.now = first.Expires
	k.happens(bot.Event{Kind: bot.EventUndone, Effect: first.ID, Fate: bot.FateExpired})
	if !k.p.Leaving.End.IsZero() {
		t.Fatalf("they will be erased at %v and do not know", k.p.Leaving.End)
	}
	undone := k.now
	if again := warn(); again.ID == first.ID || k.now.Sub(undone) > 2*aDay {
		t.Errorf("the second warning came after %v", k.now.Sub(undone))
	}
}
