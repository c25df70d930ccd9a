package bot_test

import (
	"slices"
	"testing"

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
	versed(t).say("I am pregnant now").wants("felt.new", "screen.group1")
	versed(t).say("my neck is sore and I feel dizzy").wants("felt.outside")
	versed(t).say("I have chest pain", "I feel dizzy").wants("hold.text")
	k := versed(t).say("routine S-03", "2", "I had surgery").wants("felt.new", "screen.group1")
	if k.p.Session != nil || len(k.records) != 2 || k.records[1].Result.End != routines.EndStopped {
		t.Errorf("session %v, records %d", k.p.Session, len(k.records))
	}
}
