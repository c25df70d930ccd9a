package bot_test

import (
	"fmt"
	"testing"
	"time"

	"unknot/bot"
	"unknot/bot/bottest"
)

// there is a second platform, and carl somebody on it.
const (
	there = "there"
	carl  = bot.DocID("there:carl")
)

// neighbours plants people on the first platform, and a few on a second one,
// who all have a reminder due at five past ten. It returns what comes there.
func neighbours(h *house, people, others int) *mail {
	h.told(ben, "yes", "cancel")
	h.told(anna, "yes", "cancel", "zone Berlin", "schedule daily 10:05")
	h.crowd(people, bot.Bulk)
	p := h.person(anna)
	for n := range others {
		p.Platform, p.Chat = there, bot.ChatID(fmt.Sprint(carl, n))
		data, err := bot.Encode(p)
		if err != nil {
			h.t.Fatal(err)
		}
		h.plant(bot.DocID(p.Chat), data, h.bot.Decider.Wakes(p))
	}
	h.told(anna, "schedule off")
	var came mail
	h.bot.Join(&bottest.RecordingSender{Caps: bot.Capabilities{Name: there, Buttons: true}, OnSend: came.take})
	return &came
}

// due is when they are all due.
func due() time.Time { return firstMorning().Add(5 * time.Minute) }

// soon fails where what comes on the second platform does not come at once.
func soon(t *testing.T, came *mail, people int) {
	t.Helper()
	all := came.all()
	if len(all) != people {
		t.Fatalf("%d of %d came on the other platform", len(all), people)
	}
	if wait := all[people-1].Sub(due()); wait > 5*time.Second {
		t.Errorf("the last on the other platform waited %v", wait)
	}
}

// TestASlowPlatformDelaysNoOther: every message of one platform takes a quarter
// of a minute, and hundreds are due on it before those of another.
func TestASlowPlatformDelaysNoOther(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		came := neighbours(h, 300, 40)
		var r rush
		h.onSend(r.slow(15 * time.Second))
		time.Sleep(time.Until(due().Add(time.Minute)))
		soon(t, came, 40)
		time.Sleep(9 * time.Minute)
		if sent, most := r.count(); sent != 300 || most != bot.BulkAtOnce {
			t.Errorf("on the slow one %d came, at most %d at once", sent, most)
		}
	})
}

// TestAThrottledPlatformDelaysNoOther: one platform takes four reminders a
// second, and keeps on taking them while those behind pass by.
func TestAThrottledPlatformDelaysNoOther(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		const people = 400
		came := neighbours(h, people, 40)
		var m mail
		h.onSend(m.take)
		time.Sleep(time.Until(due().Add(20 * time.Minute)))
		soon(t, came, 40)
		all := m.all()
		if len(all) != people {
			t.Fatalf("%d of %d came on the throttled one", len(all), people)
		}
		most := len(all) * 9 / 10 // the rest is when nobody is left
		took, could := all[most].Sub(due()), time.Duration(most)*time.Second/time.Duration(busy().Rate-busy().Answers)
		if took > could*10/9 {
			t.Errorf("they took %v, with room for them in %v", took, could)
		}
		t.Logf("%.1f %% of the rate was used", 100*could.Seconds()/took.Seconds())
	}, limited(t, busy()))
}

// TestAStoppedPlatformDelaysNoOther: one platform says wait. What is due there
// stays where it is, and comes when that is over.
func TestAStoppedPlatformDelaysNoOther(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		came := neighbours(h, 100, 40)
		time.Sleep(time.Until(due().Add(-5 * time.Second)))
		h.sender.FailBefore(1, &bot.SendError{Class: bot.SendWait, Wait: time.Minute, All: true, Err: errAway})
		h.told(ben, "help")
		over := time.Now().Add(time.Minute)
		var m mail
		h.onSend(m.take)
		time.Sleep(time.Until(over.Add(-time.Second)))
		soon(t, came, 40)
		if got := m.all(); len(got) > 0 {
			t.Errorf("%d came on the one that is stopped", len(got))
		}
		time.Sleep(2 * time.Minute)
		if got := m.all(); len(got) != 101 || got[100].After(over.Add(time.Minute)) {
			t.Errorf("%d came after the stop, the last at %v", len(got), got[len(got)-1])
		}
	}, limited(t, busy()))
}

// TestTimersOfOneSlowPlatform: its cues have places of their own, too.
func TestTimersOfOneSlowPlatform(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		var came mail
		other := h.bot.Join(&bottest.RecordingSender{Caps: bot.Capabilities{Name: there, Buttons: true}, OnSend: came.take})
		h.told(anna, "yes", "full", "2", "timer")
		h.crowd(200, bot.Urgent)
		slow := h.in
		h.in = other
		h.told(carl, "yes", "full", "2", "timer")
		ends := time.Now().Add(40 * time.Second)
		h.in = slow
		var r rush
		h.onSend(r.slow(15 * time.Second))
		before := len(came.all())
		time.Sleep(50 * time.Second)
		all := came.all()
		if len(all) != before+1 || all[before].Sub(ends) > time.Second {
			t.Errorf("%d cues came, want one at %v: %v", len(all)-before, ends, all[before:])
		}
	})
}
