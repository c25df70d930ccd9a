package bot_test

import (
	"slices"
	"testing"
	"time"

	"unknot/bot"
)

// Somebody who has done a session today, or all of the week, hears nothing,
// unless they asked to be reminded anyway.
func TestRemindingAnyway(t *testing.T) {
	for name, sessions := range map[string]int{"today's session": 1, "the week's target": 3} {
		for _, anyway := range []bool{false, true} {
			k := known(t).say("schedule daily 18:00", "goal 2")
			for range sessions {
				k.tiny().after(24 * time.Hour)
			}
			if sessions == 1 {
				k.after(-24 * time.Hour)
			}
			if anyway {
				k.say("remind anyway").wants("anyway.on", "schedule.next")
			}
			k.at("18:00").wake()
			if got := slices.Contains(k.keys(), "nudge.text"); got != anyway {
				t.Errorf("%s, asked to remind anyway %v: %v", name, anyway, k.keys())
			}
		}
	}
}

// The choice lasts: also when the schedule changes or is switched off. It can
// be made before there are reminders, and taken back with a button.
func TestTheChoiceToBeRemindedAnyway(t *testing.T) {
	k := known(t).say("remind me anyway").wants("anyway.on", "schedule.ask")
	k.say("weekdays 9:30", "schedule off", "schedule daily 18:00")
	if !k.p.Anyway {
		t.Error("the choice is gone with the schedule")
	}
	k.say("schedule").wants("schedule.now").press("press.notanyway").wants("anyway.off", "schedule.next")
	if k.p.Anyway {
		t.Error("it was not taken back")
	}
	k.press("press.anyway")
	for said, want := range map[string]bool{"remind anyway off": false, "Remind anyway.": true, "schedule anyway": true, "remind me anyway off": false} {
		if k.say(said); k.p.Anyway != want {
			t.Errorf("after %q it is %v", said, k.p.Anyway)
		}
	}
	k.say("remind anyway", "no more messages").at("18:00").wake()
	if len(k.out) > 0 {
		t.Errorf("told to be silent, it says %v", k.keys())
	}
}

// Where the week is said to have its target, and reminders are silent for it,
// a button asks for them.
func TestTheWeekOffersToRemindAnyway(t *testing.T) {
	offers := func(k *talk) bool {
		return slices.ContainsFunc(k.out[0].Press, labelled("press.anyway"))
	}
	k := known(t).tiny().after(24 * time.Hour).say("progress")
	if offers(k) {
		t.Error("without reminders there is nothing to offer")
	}
	if k.say("schedule daily 18:00", "progress"); offers(k) {
		t.Error("the target is not reached yet")
	}
	k.tiny().after(24 * time.Hour).tiny().say("progress")
	if !k.p.DigestWeek(k.p.Days[0].Date.WeekStart(time.Monday)).Met() || !offers(k) {
		t.Fatalf("nothing is offered beside %v", k.keys())
	}
	if k.press("press.anyway").wants("anyway.on", "schedule.next").say("progress"); offers(k) {
		t.Error("what is chosen is offered again")
	}
	k = known(t).say("schedule daily 18:00", "settings first sunday")
	for k.now.Weekday() != time.Sunday {
		k.after(24 * time.Hour)
	}
	if k.tiny().after(24 * time.Hour).tiny().after(24 * time.Hour).tiny().say("progress"); !offers(k) {
		t.Error("three sessions since Sunday, and nothing is offered")
	}
}

// The forecast knows of it.
func TestTheForecastKnowsOfRemindingAnyway(t *testing.T) {
	count := func(said string) int {
		k := known(t).say("schedule daily 12:00", said)
		return len(k.d.Forecast(k.p, k.now, k.now.Add(14*24*time.Hour), bot.AssumeDoes))
	}
	if usual, anyway := count("remind anyway off"), count("remind anyway"); anyway <= usual || usual == 0 {
		t.Errorf("%d reminders, and %d anyway", usual, anyway)
	}
}
