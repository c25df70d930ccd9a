package bot_test

import (
	"slices"
	"testing"
	"time"

	"unknot/bot"
)

// silently lets days pass in which the person says nothing, and returns what
// was sent unasked, by day.
func silently(k *talk, days int) map[int][]string {
	sent := map[int][]string{}
	end := k.now.Add(time.Duration(days) * 24 * time.Hour)
	for began := k.now; ; {
		at := k.d.Wakes(k.p).Bulk
		if at.IsZero() || at.After(end) {
			return sent
		}
		k.now = later(at, k.now)
		k.wake()
		for _, effect := range k.out {
			if !bot.PromiseOf(effect.Kind).Asked {
				day := int(k.now.Sub(began) / (24 * time.Hour))
				sent[day] = append(sent[day], effect.Lines[0].Say)
			}
		}
	}
}

// Ignored three times somebody is asked once, then reminded once a week, and
// after three more not at all until they write.
func TestRemindersGetFewerForSomebodySilent(t *testing.T) {
	k := versed(t).say("summary on", "schedule daily 12:00 and 17:00")
	sent := silently(k, 60)
	var all []string
	for day := range 61 {
		all = append(all, sent[day]...)
		if len(sent[day]) > 2 {
			t.Errorf("day %d: %v", day, sent[day])
		}
	}
	nudges := len(slices.DeleteFunc(slices.Clone(all), func(say string) bool { return say != "nudge.text" }))
	if len(all) > 8 || nudges != 6 || !slices.Contains(all, "nudge.ask") {
		t.Errorf("in 60 days of silence: %v", all)
	}
	if more := silently(k, 60); len(more) > 0 {
		t.Errorf("and then %v", more)
	}
	k.say("hello")
	if back := silently(k, 2); len(back) == 0 {
		t.Error("they are back, and nothing comes")
	}
}

// The question has its three answers.
func TestTheQuestionAboutReminders(t *testing.T) {
	k := versed(t).say("schedule daily 12:00")
	silently(k, 4)
	for !slices.Contains(k.keys(), "nudge.ask") {
		if at := k.d.Wakes(k.p).Bulk; at.IsZero() {
			t.Fatal("it never asks")
		} else {
			k.now = later(at, k.now)
		}
		k.wake()
	}
	k.press("press.fewer").wants("schedule.set")
}

// At most two things unasked on a day, whatever they are; a reminder that was
// put off was asked for.
func TestAtMostTwoADay(t *testing.T) {
	k := versed(t).say("diary on", "schedule daily 12:00 and 17:00").after(24 * time.Hour)
	k.at("12:00").wake().wants("nudge.text").tap(bot.Tap{Do: bot.TapLater, Nudge: k.p.Plan.Open, Arg: "1 h"})
	k.at("13:00").wake().wants("nudge.text").at("17:00").wake().wants("nudge.text")
	if k.at("18:00").wake(); len(k.out) > 0 {
		t.Errorf("a third: %v", k.keys())
	}
}

func TestPausing(t *testing.T) {
	k := versed(t).say("schedule daily 12:00", "pause 3 days").wants("pause.on")
	if sent := silently(k, 2); len(sent) > 0 {
		t.Errorf("in the pause: %v", sent)
	}
	if sent := silently(k, 2); len(sent) == 0 {
		t.Error("after it nothing comes")
	}
	k = versed(t).say("schedule daily 12:00", "pause").wants("pause.ask").press("press.pause14").say("resume")
	if sent := silently(k, 2); len(sent) == 0 {
		t.Error("resumed, and nothing comes")
	}
	k = versed(t).say("goal 4", "pause until sunday", "progress")
	if line := k.line("week.this"); line.Of != 1 { // Tuesday to Saturday are off: 4 x 2 / 7, rounded up, is 2
		if line.Of != 2 {
			t.Errorf("the target is %d", line.Of)
		}
	}
}

// The summary comes on Sunday evening, and not after a week without a word.
func TestTheWeekIsSummedUp(t *testing.T) {
	k := versed(t).say("summary").wants("summary.ask").press("press.summaryon").wants("summary.on")
	sunday := time.Date(2026, 11, 29, 17, 0, 0, 0, time.UTC)
	k.wakesIn(never, sunday.Sub(k.now))
	k.now = sunday
	k.wake()
	if keys := k.keys(); len(keys) == 0 || keys[0] != "week.this" || k.out[0].Kind != bot.KindSummary {
		t.Fatalf("it said %v", keys)
	}
	if sent := silently(k, 30); len(sent) > 0 {
		t.Errorf("after a week without a word: %v", sent)
	}
	k.say("hello", "summary off").wants("summary.off").wakesIn(never, never)
}

func TestPuttingOffByName(t *testing.T) {
	k := versed(t).after(24 * time.Hour).say("schedule daily 12:00").at("12:00").wake().press("press.later").wants("later.ask").press("press.evening19").wants("later.set")
	if got := k.p.Plan.Snooze.Sub(k.now); got != 7*time.Hour {
		t.Errorf("this evening is in %v", got)
	}
	k.say("schedule daily 12:00 and 20:00").at("20:00").wake().press("press.later")
	if slices.ContainsFunc(k.out[0].Press, labelled("press.evening19")) {
		t.Error("this evening is over")
	}
	k.press("press.tomorrow").wants("later.set")
	if got := k.p.Plan.Snooze.Sub(k.now); got != 24*time.Hour {
		t.Errorf("tomorrow is in %v", got)
	}
}
