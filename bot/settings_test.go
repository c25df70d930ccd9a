package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"unknot/bot"
	"unknot/scheduler"
)

// Every setting is shown, has a button, and its button leads to a question.
func TestSettingsAreShown(t *testing.T) {
	k := known(t).say("settings")
	k.wants("settings.head", "settings.clock", "settings.quiet", "settings.first.monday", "settings.target", "settings.dimoff", "settings.privateoff",
		"settings.summaryoff", "settings.diaryoff", "settings.noteoff")
	for label, want := range map[string]string{
		"press.set.clock": "zone.ask", "press.set.quiet": "settings.askquiet", "press.set.week": "settings.askweek", "press.set.target": "goal.ask",
		"press.set.dim": "settings.askdim", "press.set.words": "settings.askwords", "press.set.reminders": "schedule.ask",
		"press.set.summary": "summary.ask", "press.set.diary": "diary.ask", "press.set.note": "note.ask",
	} {
		k.say("cancel", "settings").press(label)
		if got := k.keys(); !slices.Contains(got, want) {
			t.Errorf("%s leads to %v, want %s", label, got, want)
		}
	}
	for _, p := range k.say("settings").out[0].Press {
		if p.Label.Say == "press.set.language" {
			t.Error("of one language there is nothing to choose")
		}
	}
}

// Every change is said and taken back with one tap.
func TestEverySettingIsTakenBack(t *testing.T) {
	for said, want := range map[string]struct {
		key      string
		settings bot.Settings
	}{
		"settings dim on":                  {"settings.dimon", bot.Settings{Dim: true}},
		"settings words private":           {"settings.privateon", bot.Settings{Private: true}},
		"settings first sunday":            {"settings.first.sunday", bot.Settings{First: 6}},
		"settings first saturday":          {"settings.first.saturday", bot.Settings{First: 5}},
		"settings quiet 22:00-07:00":       {"settings.quiet", bot.Settings{Quiet: scheduler.Hours{From: 22 * 60, To: 7 * 60}}},
		"Quiet hours 22:30 to 6:30":        {"settings.quiet", bot.Settings{Quiet: scheduler.Hours{From: 22*60 + 30, To: 6*60 + 30}}},
		"settings quiet 09:00 until 17:00": {"settings.quiet", bot.Settings{Quiet: scheduler.Hours{From: 9 * 60, To: 17 * 60}}},
	} {
		k := known(t).say(said).wants("settings.changed", want.key)
		if k.p.Settings != want.settings {
			t.Errorf("%q: %+v", said, k.p.Settings)
		}
		if k.press("press.undo"); k.p.Settings != (bot.Settings{}) || k.keys()[0] != "settings.changed" {
			t.Errorf("%q taken back: %+v, %v", said, k.p.Settings, k.keys())
		}
		if k.press("press.undo"); k.p.Settings != want.settings {
			t.Errorf("%q taken back twice: %+v", said, k.p.Settings)
		}
	}
}

func TestSettingsThatCannotBe(t *testing.T) {
	for said, want := range map[string]string{
		"settings quiet 22:00-23:00": "settings.askquiet", "settings quiet 8:00-7:00": "settings.askquiet", "settings quiet always": "settings.askquiet",
		"settings first tuesday": "settings.askweek", "settings dim maybe": "settings.askdim", "settings words rude": "settings.askwords",
		"settings bananas": "settings.head", "settings language de": "settings.head",
	} {
		k := known(t).say(said)
		if got := k.keys(); !slices.Contains(got, want) || k.p.Settings != (bot.Settings{}) || k.p.Language != "" {
			t.Errorf("%q: %v, %+v", said, got, k.p.Settings)
		}
	}
}

// Nothing that was not asked for comes in one's own quiet hours, and what the usual
// ones would have held comes.
func TestQuietHoursOfOnesOwn(t *testing.T) {
	k := known(t).say("settings quiet 12:00-20:00", "schedule daily 13:00").wants("schedule.night")
	if text := k.told(); !strings.Contains(text, "12:00-20:00") {
		t.Errorf("it says %q", text)
	}
	k = known(t).say("settings quiet 23:00-07:00", "schedule daily 22:00").wants("schedule.set")
	if k.at("22:00").wake(); len(k.out) != 1 || k.out[0].Kind != bot.KindNudge {
		t.Errorf("at 22:00 comes %+v", k.out)
	}
	k = known(t).say("schedule daily 18:00", "settings quiet 17:00-08:00").wants("settings.changed", "settings.quiet", "settings.inside")
	if k.at("18:00").wake(); len(k.out) > 0 {
		t.Errorf("inside them comes %+v", k.out)
	}
	k.say("settings quiet 17:00-08:00").press("press.night").wants("schedule.set")
	if k.at("18:00").wake(); len(k.out) != 1 || k.out[0].Kind != bot.KindNudge {
		t.Errorf("after a yes comes %+v", k.out)
	}
}

// A reminder that others may read names no routine.
func TestAPrivateReminder(t *testing.T) {
	for words, want := range map[string]string{"private": "Time for your 7 min?", "full": "Time for Neck release, 7 min?"} {
		k := known(t).say("settings words "+words, "schedule daily 18:00").at("18:00").wake()
		if text := k.told(); text != want {
			t.Errorf("%s: %q", words, text)
		}
	}
}

// The week begins where somebody said, and with it the summary and the target.
func TestTheWeekBeginsElsewhere(t *testing.T) {
	k := known(t)                             // a Tuesday
	k.tiny().after(5 * 24 * time.Hour).tiny() // and a Sunday
	if l := k.say("progress").line("week.this"); l.N != 2 || l.Times[0].Day.Weekday() != time.Monday {
		t.Errorf("from %v: %d sessions", l.Times[0].Day.Weekday(), l.N)
	}
	if l := k.say("settings first sunday", "progress").line("week.this"); l.N != 1 || l.Times[0].Day.Weekday() != time.Sunday {
		t.Errorf("from %v: %d sessions", l.Times[0].Day.Weekday(), l.N)
	}
	k.say("summary on").at("18:00")
	for range 7 {
		if k.wake(); slices.Contains(k.keys(), "week.this") {
			break
		}
		k.say("hello").at("18:00")
	}
	if day := scheduler.DateOf(k.now, berlinOf(k)).Weekday(); day != time.Saturday {
		t.Errorf("the summary comes on a %v", day)
	}
}

// Dim style has no picture and no sound; the emergency text and the cues of a
// session that was begun keep theirs.
func TestDimStyle(t *testing.T) {
	w := writer(t)
	for _, kind := range []bot.EffectKind{bot.KindAlarm, bot.KindAnswer, bot.KindCue, bot.KindNudge, bot.KindSummary, bot.KindCheck, bot.KindLeaving} {
		for name, k := range map[string]*talk{"chosen": known(t).say("settings dim on"), "an attack": known(t).say("migraine")} {
			m, err := k.d.Message(w, k.p, bot.Effect{Kind: kind, Lines: []bot.Line{{Say: "home.hello"}}}, nil)
			sounds := kind == bot.KindAlarm || kind == bot.KindCue && name == "chosen"
			if err != nil || m.Silent == sounds {
				t.Errorf("%s, %s: silent %v, %v", kind, name, m.Silent, err)
			}
		}
	}
	k := months(t).say("picture 4 weeks")
	picture := k.out[0]
	k.say("settings dim on") // before it was sent
	if m, err := k.d.Message(w, k.p, picture, k.stored); err != nil || m.File != nil || m.Text.Plain() == "" {
		t.Errorf("the picture is sent: %v, %v", m.File != nil, err)
	}
	if k.say("picture"); k.out[0].Attach.Kind != bot.AttachRange {
		t.Errorf("a picture is made: %+v", k.out[0])
	}
	if k.say("report").file() == nil {
		t.Error("a report is not sent")
	}
}

// Where there are two languages one can choose, and each is named in itself.
func TestTwoLanguages(t *testing.T) {
	k := known(t)
	k.d.Languages = []string{"en", "de"}
	k.say("settings").press("press.set.language").wants("settings.asklanguage")
	k.say("settings language de").wants("settings.changed", "settings.language")
	if k.p.Language != "de" {
		t.Errorf("the language is %q", k.p.Language)
	}
	if k.press("press.undo"); k.p.Language != "en" {
		t.Errorf("taken back it is %q", k.p.Language)
	}
	if text := k.say("settings").told(); !strings.Contains(text, "Language: English") {
		t.Errorf("it says\n%s", text)
	}
}
