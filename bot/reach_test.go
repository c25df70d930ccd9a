package bot_test

import (
	"slices"
	"testing"
	"time"

	"unknot/bot"
	"unknot/routines"
)

// among is an event of somebody among others, who can be told more there for a
// quarter of an hour.
func (k *talk) among(e bot.Event) *talk {
	k.t.Helper()
	e.Place, e.Way, e.Reach = place, "way", k.now.Add(15*time.Minute)
	return k.happens(e)
}

// pressAmong presses the button with this label key on what was shown last.
func (k *talk) pressAmong(label string) *talk {
	k.t.Helper()
	for _, effect := range k.out {
		for _, p := range effect.Press {
			if p.Label.Say == label {
				return k.among(bot.Event{Kind: bot.EventTap, Tap: p.Tap})
			}
		}
	}
	k.t.Fatalf("no button %s in %v", label, k.out)
	return k
}

// stepAmong is somebody among others whose timer runs.
func stepAmong(t *testing.T, timer string) *talk {
	t.Helper()
	k := known(t).say("routine S-01", "tiny", "2")
	k.among(bot.Event{Kind: bot.EventText, Text: "how"})
	return k.pressAmong(timer)
}

// The card says how long a timer can be heard among others, and in one's own
// chat it says nothing of that.
func TestCardSaysHowLongItSpeaks(t *testing.T) {
	for _, timer := range []string{"press.timer", "press.auto"} {
		if k := stepAmong(t, timer); k.line("reach.left").N != 15 {
			t.Errorf("%s says %v", timer, k.out)
		}
	}
	if k := known(t).say("routine S-01", "tiny", "2", "timer"); slices.Contains(k.keys(), "reach.left") {
		t.Errorf("in one's own chat it says %v", k.out)
	}
}

// A timer speaks among others while it can be heard, and then waits.
func TestTimerAmongOthers(t *testing.T) {
	k := stepAmong(t, "press.auto")
	spoke := 0
	for until := k.p.Reach; ; spoke++ {
		at := k.d.Wakes(k.p).Urgent
		if at.IsZero() {
			break
		}
		if !at.Before(until) || spoke > 100 {
			t.Fatalf("it speaks at %v, %v after it can be heard", at, at.Sub(until))
		}
		k.now = at
		k.wake()
	}
	if spoke == 0 {
		t.Error("it never speaks")
	}

	k = stepAmong(t, "press.timer")
	k.p.Reach = k.now.Add(time.Second)
	k.now = k.now.Add(time.Hour)
	if k.wake(); len(k.out) > 0 || k.p.Session == nil {
		t.Errorf("nobody hears %v", k.out)
	}
	k.among(bot.Event{Kind: bot.EventText, Text: "hurts"})
	if k.p.Session == nil || k.p.Session.Phase != routines.PhaseHurt {
		t.Errorf("back after an hour: %+v", k.p.Session)
	}
	k.now = k.now.Add(routines.LeftAlone)
	if k.wake(); k.p.Session != nil {
		t.Error("it waits for ever")
	}
}

// What a timer says among others is said there alone, and not when it is late.
func TestNearAlone(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	h.say(anna, "routine S-01", "tiny", "2")
	begin := func(id bot.EventID) {
		e := h.text(anna, "timer")
		e.ID, e.Place, e.Way, e.Reach = id, place, "way", h.now().Add(5*time.Minute)
		if err := h.handle(e); err != nil {
			t.Fatal(err)
		}
	}
	begin("first")
	h.news()
	before := len(h.sender.Sent())
	h.clock.set(h.bot.Decider.Wakes(h.person(anna)).Urgent)
	h.wake()
	sent := h.sender.Sent()[before:]
	if len(sent) != 1 || !sent[0].Near || sent[0].Way != "" {
		t.Errorf("the timer says %+v", sent)
	}
	for _, out := range h.sender.Sent()[:before] {
		if out.Near {
			t.Errorf("an answer is said only near: %v", out)
		}
	}
	h.say(anna, "done")
	begin("second")
	h.sender.FailBefore(1, &bot.SendError{Class: bot.SendWait, Wait: 10 * time.Minute})
	h.clock.set(h.bot.Decider.Wakes(h.person(anna)).Urgent)
	h.wake()
	before = len(h.sender.Sent())
	h.clock.pass(10 * time.Minute)
	h.wake()
	if late := h.sender.Sent()[before:]; len(late) > 0 {
		t.Errorf("too late it says %v", late)
	}
}

// A session whose timer was not heard waits, as the token it spoke over may be
// known to another process only.
func TestUnheardTimerWaits(t *testing.T) {
	k := stepAmong(t, "press.auto")
	k.deliver = false
	k.now = k.d.Wakes(k.p).Urgent
	k.wake()
	if len(k.out) != 1 || k.out[0].Kind != bot.KindCue {
		t.Fatalf("due is %v", k.out)
	}
	k.happens(bot.Event{Kind: bot.EventUndone, Effect: k.out[0].ID, Fate: bot.FateRefused})
	if at := k.d.Wakes(k.p).Urgent; !at.IsZero() {
		t.Errorf("it goes on at %v", at)
	}
	k.now = k.now.Add(time.Hour)
	if k.among(bot.Event{Kind: bot.EventText, Text: "done"}); k.p.Session == nil || len(k.out) == 0 {
		t.Errorf("back after an hour: %v", k.out)
	}
}

// Back in a chat of one's own nothing ends, whichever way somebody came there.
func TestReachEndsInOnesOwnChat(t *testing.T) {
	for name, e := range map[string]bot.Event{
		"written": {Kind: bot.EventText, Text: "how"}, "opened": {Kind: bot.EventOpen}, "opened again": {Kind: bot.EventReopened},
	} {
		k := stepAmong(t, "press.timer")
		if k.p.Reach.IsZero() {
			t.Fatal("it has no end")
		}
		if k.happens(e); !k.p.Reach.IsZero() {
			t.Errorf("%s: it ends at %v", name, k.p.Reach)
		}
	}
}
