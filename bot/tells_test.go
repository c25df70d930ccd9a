package bot_test

import (
	"slices"
	"testing"
	"time"

	"unknot/routines"
)

// What somebody writes in a step leads where the buttons would.
func TestWhatIsWrittenInAStep(t *testing.T) {
	for text, want := range map[string][]string{
		"I'm dizzy":                           {"sign.how.dizzy"},
		"everything is spinning":              {"sign.how.dizzy"},
		"my arm tingles":                      {"sign.how.hand"},
		"my leg is numb":                      {"stoprule.T9"},
		"my face tingles":                     {"alarm.emergency"},
		"I feel sick":                         {"stoprule.T16"},
		"short of breath":                     {"alarm.emergency"},
		"pain":                                {"ask.hurt"},
		"hurts 7":                             {"notice.strong", "step.full"},
		"hurts 2":                             {"step.full"},
		"it is a sharp shooting pain":         {"ask.sign"},
		"I have a migraine":                   {"quiet.on"},
		"I fell yesterday":                    {"felt.new", "screen.group1"},
		"does this help migraine?":            {"session.unknown", "step.full"},
		"not dizzy":                           {"session.unknown", "step.full"},
		"I want to tell you about my holiday": {"session.unknown", "step.full"},
	} {
		if k := versed(t).say("routine S-03", "2", text); !slices.Equal(k.keys(), want) {
			t.Errorf("%q: it said %v, want %v", text, k.keys(), want)
		}
	}
}

// In slow breathing sickness may pass within a minute (row T17).
func TestSickInABreathingStep(t *testing.T) {
	versed(t).say("routine S-07", "2", "I feel sick").wants("sign.how.queasy").press("sign.queasygone").wants("stoprule.T17", "step.full")
	versed(t).say("routine S-07", "2", "I feel sick").press("sign.unsure").wants("stoprule.T17long")
}

// It works at every question of a session, and never while everything is held.
func TestWhatIsWrittenBesideTheSteps(t *testing.T) {
	versed(t).say("routine S-03", "my head hurts").wants("ask.ache")
	versed(t).say("routine S-03", "my neck hurts 8/10")
	versed(t).say("routine S-03", "2", "hurts", "I'm dizzy").wants("sign.how.dizzy")
	versed(t).say("routine S-03", "2", "hurts").press("press.hurt.else").say("my arm tingles").wants("sign.how.hand")
	versed(t).say("I have a migraine").wants("quiet.on")
	versed(t).say("I am pregnant now").wants("felt.single", "screen.item.R8.ask").say("no").wants("screen.item.Y9.ask").say("yes").wants("screen.when.Y9.ask").press("screen.when.Y9.later").wants("screen.level.modify", "screen.open")
	versed(t).say("my neck is sore and I feel dizzy").wants("felt.single", "screen.item.Y7.ask").say("yes").wants("screen.level.clinician", "screen.open")
	versed(t).say("I have chest pain", "I feel dizzy").wants("hold.text")
	k := versed(t).say("routine S-03", "2", "I had surgery").wants("felt.new", "screen.group1")
	if k.p.Session != nil || len(k.records) != 2 || k.records[1].Result.End != routines.EndStopped {
		t.Errorf("session %v, records %d", k.p.Session, len(k.records))
	}
}

// A sign that was told, and not told more of, holds as the worst that it can
// be: whoever goes on, stops, or goes away without an answer.
func TestASignWithoutAnAnswerHoldsAsTheWorst(t *testing.T) {
	for name, play := range map[string]func(*talk){
		"stops":          func(k *talk) { k.say("stop") },
		"skips":          func(k *talk) { k.say("skip") },
		"is done":        func(k *talk) { k.say("done") },
		"another word":   func(k *talk) { k.say("today").say("stop") },
		"goes away":      func(k *talk) { k.after(7 * time.Hour).wake() },
		"has a migraine": func(k *talk) { k.say("migraine") },
	} {
		k := versed(t).say("routine S-03", "2", "I'm dizzy").wants("sign.how.dizzy")
		play(k)
		if !k.p.Safety.Blocks(k.now).Has(routines.BlockMove) {
			t.Errorf("%s: nothing is closed, and it said %v", name, k.keys())
		}
	}
	k := versed(t).say("routine S-03", "2", "I'm dizzy").press("press.mistake").say("done")
	if !k.p.Safety.Blocks(k.now).Empty() || k.p.Session == nil {
		t.Errorf("by mistake, and it said %v", k.keys())
	}
}

// Outside of a session a headache and a sore neck are answered, too.
func TestWhatIsFeltOutsideOfASession(t *testing.T) {
	versed(t).say("headache 8").wants("quiet.on")
	k := versed(t).say("my head hurts").wants("felt.head")
	if k.today().Headache != 3 {
		t.Errorf("%+v", k.today())
	}
	k.say("routine S-05", "0").wants("ask.ache") // it does not go by
	versed(t).say("my neck hurts").wants("felt.sore")
	versed(t).after(24*time.Hour).say("my neck hurts 9/10").wants("recheck.hurt", "screen.group1")
	versed(t).say("I think a migraine is coming").wants("quiet.coming")
	versed(t).say("I fell yesterday").wants("felt.new", "screen.group1")
}

// "Stop" pressed twice ends the session, and no more than that.
func TestStopTwice(t *testing.T) {
	k := versed(t).say("routine S-03", "2", "stop", "stop").wants("home.stale")
	if k.p.Muted {
		t.Error("it stays silent from now on")
	}
	if k.after(4 * time.Minute).say("stop"); !k.p.Muted {
		t.Errorf("no more messages: it said %v", k.keys())
	}
}

// "None of these" takes an emergency back only where the signs were asked about.
func TestNoneOfTheseHasToBeAsked(t *testing.T) {
	k := versed(t).say("thunderclap headache", "none of these")
	if !k.p.Held() {
		t.Fatalf("it opened, and said %v", k.keys())
	}
	if k.say("by mistake").wants("safety.rules", "hold.again").say("no"); k.p.Held() {
		t.Errorf("asked and answered, and it said %v", k.keys())
	}
}

// A headache that has grown strong is an attack, also after a session.
func TestAStrongHeadAfterASession(t *testing.T) {
	k := versed(t).say("routine S-07").press("press.headache").press("press.ache.medium").say("done", "done", "done", "3", "8")
	if k.p.Attack.Stage != routines.StageAttack || k.p.Session != nil {
		t.Errorf("it said %v", k.keys())
	}
}

// "Still" pressed again and again within a minute is one answer.
func TestStillPressedThrice(t *testing.T) {
	k := versed(t).say("migraine").after(25*time.Hour).wake().say("still", "still", "still")
	if k.p.Attack.Stills != 1 || slices.Contains(k.keys(), "quiet.long") {
		t.Errorf("%+v, %v", k.p.Attack, k.keys())
	}
}
