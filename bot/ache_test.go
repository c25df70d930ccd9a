package bot_test

import (
	"slices"
	"testing"
	"time"

	"unknot/bot"
	"unknot/routines"
)

// rested is the same, a day later: the safety questions were not asked just
// now.
func rested(t testing.TB) *talk {
	t.Helper()
	return versed(t).after(24 * time.Hour)
}

// versed is somebody who has done a first session, so that the head is asked
// about in bands.
func versed(t testing.TB) *talk {
	t.Helper()
	return known(t).tiny()
}

func TestAStrongHeadBeforeASessionIsAnAttack(t *testing.T) {
	for _, answer := range []string{"press.ache.strong", "press.ache.sign"} {
		k := versed(t).say("routine S-07").press("press.headache").wants("ask.ache").press(answer).wants("quiet.on")
		if k.p.Session != nil || k.p.Attack.Stage != routines.StageAttack || len(k.last.Records) != 0 {
			t.Errorf("%s: %+v, session %v", answer, k.p.Attack, k.p.Session)
		}
		if k.p.Attack.Recheck {
			t.Errorf("%s: nobody said that the neck is very sore", answer)
		}
	}
}

// Row B12: with a neck at 8 or more as well, the R-items are asked once it is
// over.
func TestAVerySoreNeckInAnAttackIsAskedAboutAfterIt(t *testing.T) {
	k := versed(t)
	k.p.Course.Program.Slow = true // there the neck is told first
	k.say("routine S-07", "9").wants("ask.ache").say("8").wants("quiet.on")
	if !k.p.Attack.Recheck {
		t.Fatal("it is forgotten")
	}
	k.after(25*time.Hour).say("over").wants("quiet.over", "recheck.after", "screen.group1")
	for n := 1; n <= 3; n++ {
		k.tap(noneTap(n))
	}
	k.wants("screen.thanks")
	if k.p.Asks != (bot.Asks{}) || k.p.Attack.Stage != routines.StageAfter {
		t.Errorf("%+v, %+v", k.p.Asks, k.p.Attack)
	}
}

func TestMuchPainAsksTheRedItemsFirst(t *testing.T) {
	k := rested(t).say("routine S-07", "8").wants("notice.recheck", "screen.group1")
	k.say("what").wants("session.unknown", "screen.group1")
	k.tap(noneTap(1)).tap(noneTap(2)).tap(noneTap(3)).wants("notice.rest", "step.full")
	if k.p.Session.Routine != routines.RestRoutine || k.p.Asks != (bot.Asks{}) {
		t.Fatalf("%s, %+v", k.p.Session.Routine, k.p.Asks)
	}
	k.say("stop", "routine S-07", "9").wants("notice.rest", "step.full") // asked just now
	k.say("stop").after(13*time.Hour).say("routine S-07", "9").wants("notice.recheck", "screen.group1")
}

func TestMuchPainAndASign(t *testing.T) {
	k := rested(t).say("routine S-07", "10")
	k.press("screen.some").wants("screen.item.R1.ask").say("yes").wants("alarm.emergency")
	if k.p.Session != nil || !k.p.Safety.Emergency() || k.p.Asks != (bot.Asks{}) {
		t.Errorf("session %v, asks %+v", k.p.Session, k.p.Asks)
	}
}

// Something that wants a doctor within days leaves the rest open: it is said,
// and then the rest begins.
func TestMuchPainAndSomethingUrgent(t *testing.T) {
	k := rested(t).say("routine S-07", "8").tap(noneTap(1))
	k.press("screen.some")
	for k.p.Asks.Item != "R4b" {
		k.say("no")
	}
	k.say("yes")
	for k.p.Asks.Group == 2 {
		k.say("no")
	}
	k.tap(noneTap(3))
	if keys := k.keys(); !slices.Equal(keys, []string{"screen.level.today", "notice.rest", "step.full"}) {
		t.Errorf("it said %v", keys)
	}
}

func TestTheRedItemsCanBeLeft(t *testing.T) {
	k := rested(t).say("routine S-07", "8", "stop").wants("closed.unbegun")
	if k.p.Session != nil || k.p.Asks != (bot.Asks{}) {
		t.Fatalf("session %v, asks %+v", k.p.Session, k.p.Asks)
	}
	k.say("routine S-07", "8").tap(noneTap(1)).say("safety").say("start")
	if keys := k.keys(); !slices.Contains(keys, "screen.group2") {
		t.Errorf("the question is gone: %v", keys)
	}
	k.say("stop", "routine S-05").wants("recheck.hurt", "screen.group1") // they are owed
	k.say("rest")
	if k.p.Session == nil || k.p.Session.Routine != routines.RestRoutine {
		t.Errorf("rest waits for them: %v", k.keys())
	}
	k.say("stop", "routine S-07").tap(noneTap(1)).tap(noneTap(2)).tap(noneTap(3))
	if k.p.Session == nil || k.p.Session.Routine != "S-07" || k.p.Owed {
		t.Errorf("answered, and it said %v", k.keys())
	}
}

// A rest that ends because pain of 8 or more rises leads to them as well.
func TestMorePainInARestAsksTheRedItems(t *testing.T) {
	k := rested(t).say("routine S-07", "8").tap(noneTap(1)).tap(noneTap(2)).tap(noneTap(3))
	k.say("hurts").press("press.hurt.bit").wants("ask.afterhurt").say("9")
	if keys := k.keys(); !slices.Contains(keys, "closed.severe") || !slices.Contains(keys, "recheck.hurt") || !slices.Contains(keys, "screen.group1") {
		t.Errorf("it said %v", keys)
	}
}

func TestOneMayBeComingToldBeforeASession(t *testing.T) {
	k := versed(t).say("routine S-07").press("press.headache").press("press.ache.coming").wants("notice.still", "step.full")
	if k.p.Attack.Stage != routines.StageComing || !k.p.Session.Unwell || k.p.Session.Routine != routines.StillRoutine {
		t.Errorf("%+v, %+v", k.p.Attack, k.p.Session)
	}
	k.say("stop", "routine S-05").wants("stage.M1")
	k.say("routine S-12").wants("card.checks") // a chair may be looked at
}

// For a day after an attack only what is gentle is open (stage M4).
func TestADayOfGentleRoutinesAfterAnAttack(t *testing.T) {
	k := versed(t).say("migraine").after(25*time.Hour).say("over", "routine S-02").wants("stage.M4")
	k.say("routine S-07").wants("reason.day.release", "card.opening", "card.left", "ask.before")
	k.say("cancel").after(24*time.Hour + time.Minute).say("routine S-02")
	if k.p.Session == nil {
		t.Errorf("a day later it said %v", k.keys())
	}
}

// What is told of the head before a session is the day's headache, unless the
// day has one.
func TestTheHeadBeforeASessionIsTheDaysHeadache(t *testing.T) {
	k := versed(t).say("routine S-07").press("press.headache").press("press.ache.medium").say("stop")
	if day := k.today(); day.Headache != 3 {
		t.Errorf("grade %d, want 3: moderate", day.Headache)
	}
	k = versed(t).say("log 1 no", "routine S-07", "2").wants("ask.ache").press("press.ache.medium").say("stop")
	if day := k.today(); day.Headache != 2 {
		t.Errorf("grade %d, want 2: it was told as mild", day.Headache)
	}
}

// today is the digest of the calendar day of the conversation.
func (k *talk) today() bot.Day {
	k.t.Helper()
	return k.p.Days[len(k.p.Days)-1]
}

// On the slow track the diary takes 0 to 10, and 14 of them make a usual
// headache: then 5 with a usual 4 is as planned (table H).
func TestTheUsualHeadacheOfTheSlowTrack(t *testing.T) {
	k := versed(t).say("slow track")
	for range 13 {
		k.after(24 * time.Hour).say("log 4 no")
	}
	k.after(24*time.Hour).say("routine S-07", "2", "5")
	if k.p.Session.Light != routines.LightStill {
		t.Fatalf("13 logs are too few, and it went on as %s", k.p.Session.Light)
	}
	k.say("stop").after(24*time.Hour).say("log 4 no").after(24*time.Hour).say("routine S-07", "2", "5")
	if k.p.Session.Light != routines.LightPlanned {
		t.Errorf("the usual headache leads to %s", k.p.Session.Light)
	}
	k.say("stop").after(24*time.Hour).say("routine S-07", "2", "6")
	if k.p.Session.Light != routines.LightStill {
		t.Errorf("6 leads to %s", k.p.Session.Light)
	}
}

func TestGradesOfAHeadacheInNumbers(t *testing.T) {
	k := versed(t).say("slow track")
	for said, grade := range map[string]int{"0": 1, "1": 2, "3": 2, "4": 3, "6": 3, "7": 4, "10": 4} {
		if k.say("log " + said + " no"); k.today().Headache != grade {
			t.Errorf("%s is grade %d, want %d", said, k.today().Headache, grade)
		}
	}
	k.say("week track", "log 5")
	if keys := k.keys(); !slices.Contains(keys, "log.headache") {
		t.Errorf("without the slow track there is no 5: %v", keys)
	}
}

// Pressure stays gentle for 48 hours after an attack (section 0.5).
func TestPressureStaysGentleAfterAnAttack(t *testing.T) {
	for wait, gentle := range map[time.Duration]bool{49 * time.Hour: true, 97 * time.Hour: false} {
		k := versed(t).say("migraine").after(25*time.Hour).say("over").after(wait-25*time.Hour).say("routine S-03", "2", "done", "done")
		if got := slices.Contains(k.keys(), "limit.press2"); got != gentle {
			t.Errorf("%v after it began: %v", wait, k.keys())
		}
	}
}
