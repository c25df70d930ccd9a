package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"unknot/bot"
	"unknot/routines"
)

func TestActivitiesAreChosenAndRated(t *testing.T) {
	k := versed(t).say("activities").wants("activity.ask").press("press.activity.desk").wants("activity.rate", "activity.desk")
	k.say("activity desk 4").wants("activity.kept", "activity.ask")
	k.say("activity drive 6", "activity play 0", "activity sport 9").wants("activity.full")
	want := []bot.Activity{{Code: "desk", Then: 5}, {Code: "drive", Then: 7}, {Code: "play", Then: 1}}
	if !slices.Equal(k.p.Activities, want) {
		t.Errorf("%+v", k.p.Activities)
	}
	k.say("activity desk 8")
	if k.p.Activities[0].Then != 9 {
		t.Errorf("a correction is not taken: %+v", k.p.Activities)
	}
	for _, nonsense := range []string{"activity", "activity dance", "activity 4", "activity desk 11", "activity desk -1", "activity desk desk"} {
		before := slices.Clone(k.p.Activities)
		if k.say(nonsense); !slices.Equal(k.p.Activities, before) || len(k.out) == 0 {
			t.Errorf("%q: %+v, said %v", nonsense, k.p.Activities, k.keys())
		}
	}
}

// A check-point asks for each activity again, then for the change as a whole;
// with little pain at the start it is the activities and the ease that tell
// (clinical specification, section 2.2).
func TestACheckpointAsksForTheActivities(t *testing.T) {
	for _, c := range []struct {
		now    string
		reason string
	}{{"6", "reason.check.offer"}, {"5", "reason.check.goon"}} {
		k := versed(t).say("activity desk 4", "activity drive 4")
		k.p.Course = lookBack(k)
		k.p.Check = routines.CheckGraduate
		k.say("today").wants("program.checkfirst", "activity.rate", "activity.desk")
		k.say("activity desk "+c.now).wants("program.checkfirst", "activity.rate", "activity.drive")
		k.say("activity drive " + c.now).wants("program.check").press("press.change6").wants(c.reason)
		if k.p.Check != routines.CheckNone {
			t.Error("the check-point is still open")
		}
	}
}

// lookBack is a course of somebody with little pain, for whom it got easier.
func lookBack(k *talk) routines.Course {
	c := k.p.Course
	today := routines.DayNumber(bot.DayOf(k.now))
	c.Program.Week, c.Program.Started, c.Program.Begun = 7, today-42, today
	c.Program.Baseline, c.Program.Ease = routines.Mean{Sum: 7, N: 7}, routines.Mean{Sum: 30, N: 5}
	one, three := 1, 3
	for i := range routines.DayNumber(14) {
		c.Marks = append(c.Marks, routines.Mark{Day: today - 14 + i, At: routines.Minute(k.now.Add(time.Duration(i-14)*24*time.Hour).Unix() / 60),
			Routine: "S-02", Form: routines.Full, Week: 6, Before: &one, After: &one, Effort: &three})
	}
	return c
}

func TestTheHeadTurns(t *testing.T) {
	k := versed(t).say("range").wants("range.left").press("press.range2").wants("range.right").press("press.range3").wants("range.first")
	k.after(28*24*time.Hour).say("start").say("range 3 3").wants("range.leftside.further", "range.rightside.same")
	k.say("range 1 2").wants("range.leftside.less", "range.rightside.less")
	if n := len(k.p.Turns); n != 2 || k.p.Turns[1].Left != 1 {
		t.Errorf("two answers of one day are one: %+v", k.p.Turns)
	}
	for _, nonsense := range []string{"range 0 0", "range 5 1", "range x", "range 2 9"} {
		if k.say(nonsense); len(k.p.Turns) != 2 || !strings.HasPrefix(k.keys()[0], "range.") {
			t.Errorf("%q: %+v, said %v", nonsense, k.p.Turns, k.keys())
		}
	}
	k.say("log 2 no", "range").wants("range.headache")
	k = versed(t)
	k.p.Safety.Screening = k.p.Safety.Screening.Record(routines.Answer{Item: "Y7", Said: routines.Yes, At: k.now})
	k.say("range").wants("range.blocked", "screen.open")
}

// It is offered every 28 days, never on a day with a headache.
func TestWhenTheHeadIsToTurn(t *testing.T) {
	k := versed(t).say("activity desk 4", "range 2 2", "log neck 3", "today")
	offered := func() bool { return slices.ContainsFunc(k.out[len(k.out)-1].Press, labelled("press.range")) }
	if offered() {
		t.Error("just done")
	}
	k.p.Checks = seenAll(k)
	if k.after(29*24*time.Hour).say("log neck 3", "today"); !offered() {
		t.Errorf("after four weeks it said %v", k.keys())
	}
	if k.say("log 2 no", "today"); offered() {
		t.Error("with a headache")
	}
}

// seenAll is somebody for whom no check-list holds anything.
func seenAll(k *talk) []bot.Checked {
	var all []bot.Checked
	for _, id := range []routines.RoutineID{"S-12", "S-13"} {
		r, _ := k.d.Library.Routine(id)
		for _, item := range k.d.Library.Checks(r) {
			all = append(all, bot.Checked{Exercise: routines.ExerciseID(item), Done: routines.StepUnable, At: k.now.Add(-8 * 24 * time.Hour)})
		}
	}
	return all
}

func labelled(key string) func(bot.Press) bool {
	return func(p bot.Press) bool { return p.Label.Say == key }
}

func TestNeckPainOfADay(t *testing.T) {
	k := versed(t).after(24 * time.Hour).say("log 0 no").wants("log.noted")
	if !slices.ContainsFunc(k.out[0].Press, labelled("press.neck")) {
		t.Fatalf("in the first week it is not offered: %+v", k.out[0].Press)
	}
	k.press("press.neck").wants("log.neck").say("log neck 4").wants("log.neckis")
	if k.today().Neck != 5 {
		t.Errorf("%+v", k.today())
	}
	k.say("log 0 no")
	if slices.ContainsFunc(k.out[0].Press, labelled("press.neck")) {
		t.Error("told, and offered again")
	}
	k.say("log neck 11").wants("log.neck").say("log neck x").wants("log.neck")
	if k.today().Neck != 5 {
		t.Errorf("nonsense was noted: %+v", k.today())
	}
}
