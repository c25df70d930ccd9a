package bot_test

import (
	"testing"
	"time"

	"unknot/bot"
	"unknot/routines"
)

// The neck is asked about once a day at 18:00, for whoever wants it, in the
// days that a check-point is held against.
func TestTheDiaryAsksOnceADay(t *testing.T) {
	k := versed(t).say("diary on").wants("diary.on").wakesIn(never, 9*time.Hour)
	k.at("18:00").wake()
	if len(k.out) != 0 {
		t.Errorf("there was a session today, and it said %v", k.keys())
	}
	k.after(24 * time.Hour).wake().wants("log.neck").wake()
	if len(k.out) != 0 {
		t.Errorf("twice on one day: %v", k.keys())
	}
	k.say("log neck 3").after(24 * time.Hour).say("log neck 2").wake()
	if len(k.out) != 0 {
		t.Errorf("told already, and it said %v", k.keys())
	}
	k.after(24*time.Hour + 3*time.Hour).wake()
	if len(k.out) != 0 {
		t.Errorf("at night it said %v", k.keys())
	}
	k.say("diary off").wants("diary.off").wakesIn(never, never)
	k.say("diary").wants("diary.ask")
}

func TestTheDiaryKeepsQuiet(t *testing.T) {
	for name, play := range map[string]func(*talk){
		"in an attack":        func(k *talk) { k.say("migraine") },
		"muted":               func(k *talk) { k.say("no more messages") },
		"held":                func(k *talk) { k.say("I have chest pain") },
		"outside of its time": func(k *talk) { k.p.Course.Program.Week, k.p.Course.Program.Started = 2, 1 },
	} {
		k := versed(t).say("diary on")
		play(k)
		for range 4 {
			if k.after(24 * time.Hour).at("18:00").wake(); len(k.keys()) > 0 && k.keys()[0] == "log.neck" {
				t.Errorf("%s it asks", name)
			}
		}
	}
}

// A note that takes the place of another can be taken back.
func TestTheOldNoteComesBack(t *testing.T) {
	k := known(t).say("note dark room").wants("note.kept").say("note my neck hurts").wants("note.kept", "note.was").press("press.noteback").wants("note.kept")
	if k.p.Note != "dark room" {
		t.Errorf("the note is %q", k.p.Note)
	}
	k.say("note off").wants("note.off").say("note back").wants("note.kept")
	if k.p.Note != "dark room" {
		t.Errorf("the note is %q", k.p.Note)
	}
}

// What is not gone yet is asked about once a day, and "safety" has the button
// that says so in between.
func TestWhatIsNotGoneIsAskedOnceADay(t *testing.T) {
	k := versed(t).say("routine S-07", "2", "hurts").press("press.hurt.else")
	k.tap(bot.Tap{Do: bot.TapSign, Session: k.p.Session.ID, Ask: k.p.Session.Ask, Arg: "dizzysoon"})
	k.after(24 * time.Hour).say("routine S-07").wants("screen.gone").press("screen.no")
	k.say("routine S-07")
	if k.p.Session == nil {
		t.Fatalf("asked twice on one day: %v", k.keys())
	}
	k.say("stop").after(24 * time.Hour).say("routine S-07").wants("screen.gone").press("screen.no").say("safety").press("press.looked.T4")
	if !k.p.Safety.Blocks(k.now).Empty() {
		t.Error("it is gone, and still off")
	}
}

// Many headache days: the slow track is offered once, by itself.
func TestTheSlowTrackIsOfferedOnce(t *testing.T) {
	k := versed(t)
	told := 0
	for range 12 {
		k.after(24 * time.Hour).say("log 2 no")
		for _, key := range k.keys() {
			if key == "program.slowtold" {
				told++
			}
		}
	}
	if told != 1 || k.p.Course.Program.Slow {
		t.Errorf("offered %d times", told)
	}
}

// Maintenance begins when a check-point offers it, and leads back.
func TestMaintenanceIsOfferedAndCanBeLeft(t *testing.T) {
	k := versed(t).say("maintenance")
	if k.p.Course.Program.Week == routines.MaintenanceWeek {
		t.Fatal("on the first day")
	}
	k.p.MayGraduate = true
	k.say("maintenance")
	if k.p.Course.Program.Week != routines.MaintenanceWeek {
		t.Fatalf("offered and taken, and it said %v", k.keys())
	}
	k.say("slow track").wants("program.upkeep").press("press.back3")
	if k.p.Course.Program.Week != 3 {
		t.Errorf("week %d", k.p.Course.Program.Week)
	}
}

// A plain yes or no answers what the last session left open.
func TestYesToAStepUp(t *testing.T) {
	k := versed(t)
	k.p.FormAsk = true
	k.say("yes").wants("program.formnoted")
	k.p.Offers = []routines.ExerciseID{"SST-02"}
	k.say("no").wants("program.formnoted")
	if len(k.p.Offers) != 0 {
		t.Error("the offer stands")
	}
	k.say("yes").wants("home.unknown")
}

func TestQuietHoursAreNoAttack(t *testing.T) {
	for text, attack := range map[string]bool{"quiet hours": false, "quiet": true, "quiet 3 h": true, "migraine": true} {
		k := known(t).say(text)
		if (k.p.Attack.Stage == routines.StageAttack) != attack {
			t.Errorf("%q: %+v", text, k.p.Attack)
		}
	}
}
