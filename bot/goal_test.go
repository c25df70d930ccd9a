package bot_test

import (
	"slices"
	"testing"

	"unknot/bot"
)

// After the first session come zone, goal and reminders; each can be left out.
func TestTheGoalComesAfterTheZone(t *testing.T) {
	k := agreed(t).say("tiny", "2", "done", "done", "1", "2").wants("closed.done", "closed.pain", "closed.counted", "zone.ask")
	k.say("Berlin").wants("zone.set", "goal.ask").say("3").wants("goal.sure").press("press.number").wants("goal.smaller")
	k.press("press.keepgoal").wants("goal.cue").press("press.cue.coffee").wants("schedule.ask")
	if k.p.Goal != (bot.Goal{Target: 3, Sure: 1, Cue: "coffee"}) {
		t.Errorf("%+v", k.p.Goal)
	}
	k = agreed(t).say("tiny", "2", "done", "done", "1", "2", "Berlin").press("press.notnow").wants("schedule.ask")
	if k.p.Goal != (bot.Goal{}) {
		t.Errorf("left out, and kept: %+v", k.p.Goal)
	}
	agreed(t).say("tiny", "2", "done", "done", "1", "2", "Berlin", "weekdays 9:30").wants("schedule.set")
}

func TestAGoal(t *testing.T) {
	for _, c := range []struct {
		said   []string
		keys   []string
		target int
	}{
		{[]string{"goal"}, []string{"goal.ask"}, 0},
		{[]string{"goal 2"}, []string{"goal.sure"}, 2},
		{[]string{"goal 5 sure 7"}, []string{"goal.cue"}, 5},
		{[]string{"goal 5 sure 6"}, []string{"goal.smaller"}, 5},
		{[]string{"goal 2 sure 0"}, []string{"goal.cue"}, 2}, // there is nothing smaller
		{[]string{"goal 4", "goal keep"}, []string{"goal.cue"}, 4},
		{[]string{"goal", "3"}, []string{"goal.sure"}, 3},
		{[]string{"goal", "9"}, []string{"goal.unclear"}, 0},
		{[]string{"goal 1"}, []string{"goal.unclear"}, 0},
		{[]string{"goal 6"}, []string{"goal.unclear"}, 0},
		{[]string{"goal lots"}, []string{"goal.unclear"}, 0},
		{[]string{"goal 3 sure 11"}, []string{"goal.unclear"}, 0},
		{[]string{"goal 3 for sure"}, []string{"goal.unclear"}, 0},
		{[]string{"goal cue dance"}, []string{"goal.cue"}, 0},
	} {
		k := known(t).say(c.said...).wants(c.keys...)
		if k.p.Goal.Target != c.target {
			t.Errorf("%v: target %d, want %d", c.said, k.p.Goal.Target, c.target)
		}
	}
}

// The week is held against the person's own target, and that of the program
// where there is none.
func TestTheTargetOfAWeek(t *testing.T) {
	k := known(t).say("goal 5").tiny().say("progress")
	if line := k.line("week.this"); line.Of != 5 {
		t.Errorf("%d of %d", line.N, line.Of)
	}
	k = known(t).tiny().say("progress")
	if line := k.line("week.this"); line.Of != 2 {
		t.Errorf("%d of %d, and week 1 holds two", line.N, line.Of)
	}
	if slices.Contains(k.keys(), "goal.ask") {
		t.Error("asked in the middle of a summary")
	}
}
