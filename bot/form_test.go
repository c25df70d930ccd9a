package bot_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"unknot/bot"
)

// Every question that words answer says so, and what is written into a field
// behind its command is what would be typed.
func TestForms(t *testing.T) {
	w := writer(t)
	for say, command := range map[string]string{
		"zone.ask": "zone", "zone.unknown": "zone", "zone.lost": "zone", "schedule.ask": "schedule", "schedule.example": "schedule",
		"later.ask": "snooze", "pause.ask": "pause", "note.ask": "note", "note.long": "note",
	} {
		m, err := w.Message(bot.Effect{Kind: bot.KindAnswer, Lines: []bot.Line{{Say: "schedule.zone"}, {Say: say}}}, "")
		if err != nil || m.Form.Command != command || m.Form.Label != "Write it" || m.Form.Title == "" || utf8.RuneCountInString(m.Form.Title) > bot.LongestTitle {
			t.Errorf("%s has the form %+v, %v", say, m.Form, err)
		}
		if verb := bot.NewReader().Understand(command + " zwickmuehle").Verb; string(verb) != command {
			t.Errorf("%q is understood as %q", command, verb)
		}
	}
	m, err := w.Message(bot.Effect{Kind: bot.KindAnswer, Lines: []bot.Line{{Say: "goal.ask"}}}, "")
	if err != nil || m.Form != (bot.Form{}) {
		t.Errorf("a question that buttons answer has the form %+v, %v", m.Form, err)
	}
}

// Words behind their command answer the question that asked for them.
func TestWordsOfAForm(t *testing.T) {
	for asks, says := range map[string]string{
		"zone": "zone.set", "schedule": "schedule.set", "pause": "pause.on", "note": "note.kept",
	} {
		words := map[string]string{"zone": "New York", "schedule": "weekdays 9:30", "pause": "friday", "note": "dark room"}[asks]
		k := known(t).say(asks)
		m, err := writer(t).Message(k.out[0], "")
		if err != nil || m.Form.Command != asks {
			t.Errorf("%q asks with the form %+v, %v", asks, m.Form, err)
		}
		if k.say(m.Form.Command + " " + words); !slices.Contains(k.keys(), says) {
			t.Errorf("%q in the form of %q is answered with %v", words, asks, k.keys())
		}
	}
}
