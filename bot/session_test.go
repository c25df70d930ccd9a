package bot_test

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"unknot/bot"
	"unknot/routines"
	"unknot/routines/library"
)

// A typed number answers the question that reached the person last, and no
// other.
func TestATypedNumberAnswersTheQuestionThatArrived(t *testing.T) {
	k := known(t).say("routine S-01", "tiny")
	k.say("3")
	if k.p.Session.Before == nil || *k.p.Session.Before != 3 {
		t.Errorf("3 to the question about pain gives %v", k.p.Session.Before)
	}
	k = known(t).say("routine S-01", "tiny", "2", "done", "done")
	k.deliver = false
	k.say("4") // the question about effort is on its way
	before := k.p.Session
	k.say("7").wants("session.stale", "ask.effort")
	if diff := cmp.Diff(before, k.p.Session); diff != "" {
		t.Errorf("a number to a question on its way changed (-before +after):\n%s", diff)
	}
	k.delivered()
	k.say("7")
	if got := k.records[0].Result; *got.After != 4 || *got.Effort != 7 {
		t.Errorf("after %d, effort %d, want 4 and 7", *got.After, *got.Effort)
	}
	known(t).say("7").wants("home.unknown")
	known(t).say("routine S-01", "tiny", "2", "7").wants("session.unknown", "step.full")
}

// "done 4" after the last step is the answer about pain as well; before it the
// number is left out.
func TestDoneWithANumber(t *testing.T) {
	k := known(t).say("routine S-01", "tiny", "2", "done 9").wants("step.full")
	k.say("done 4").wants("ask.effort").say("1")
	r := k.records[0].Result
	if *r.After != 4 || *r.Effort != 1 || r.Steps[0].Hurt != "" {
		t.Errorf("after %d, effort %d, steps %+v", *r.After, *r.Effort, r.Steps)
	}
	known(t).say("done 4").wants("home.unknown")
	known(t).say("routine S-01", "done 4").wants("session.unknown", "card.opening", "ask.before")
}

// A routine that has a sentence to begin with says it once, before its first
// step.
func TestTheIntroIsSaidOnce(t *testing.T) {
	intros := 0
	for _, r := range core(t).Library.Routines() {
		k := known(t).say("routine "+string(r.ID), "full")
		if !r.Checklist() {
			k.say("2")
		}
		if got := slices.Contains(k.keys(), "session.intro"); got != (r.Intro != "") {
			t.Errorf("%s says %v, its sentence is %q", r.ID, k.keys(), r.Intro)
		}
		if r.Intro != "" {
			intros++
		}
		k.after(time.Minute).say("help")
		if slices.Contains(k.keys(), "session.intro") {
			t.Errorf("%s says it again: %v", r.ID, k.keys())
		}
		k.say("done")
		if slices.Contains(k.keys(), "session.intro") {
			t.Errorf("%s says it at its second step: %v", r.ID, k.keys())
		}
	}
	if intros == 0 {
		t.Error("no routine has such a sentence")
	}
}

// Any command works in the middle of a session, and none but those that end it
// changes it.
func TestCommandsInTheMiddleOfASession(t *testing.T) {
	ends := []string{"stop", "cancel", "migraine", "migraine 3 h", "quiet 2 h", "one of these"}
	for _, text := range wishes() {
		k := known(t).say("routine S-03", "full", "2", "done")
		before := k.p.Session
		k.say(text)
		switch {
		case slices.Contains(ends, text):
			if k.p.Session != nil || len(k.records) != 1 {
				t.Errorf("%q leaves the session open", text)
			}
		case k.p.Session == nil:
			t.Errorf("%q ends the session", text)
		case before.At != k.p.Session.At || before.ID != k.p.Session.ID || len(k.records) > 0:
			t.Errorf("%q leads from step %d to step %d", text, before.At, k.p.Session.At)
		case len(k.out) == 0:
			t.Errorf("%q is not answered", text)
		}
	}
}

// Somebody who comes back sees where they are.
func TestComingBackToASession(t *testing.T) {
	for phase, texts := range map[routines.Phase][]string{
		routines.PhaseOpening: {"routine S-01"},
		routines.PhaseBefore:  {"routine S-01", "tiny"},
		routines.PhaseStep:    {"routine S-01", "tiny", "2"},
		routines.PhaseHurt:    {"routine S-01", "tiny", "2", "hurts"},
		routines.PhaseAfter:   {"routine S-01", "tiny", "2", "done", "done"},
		routines.PhaseEffort:  {"routine S-01", "tiny", "2", "done", "done", "1"},
	} {
		k := known(t).say(texts...)
		if k.p.Session.Phase != phase {
			t.Fatalf("%v leads to %s, want %s", texts, k.p.Session.Phase, phase)
		}
		asked := k.keys()
		for _, again := range []string{"today", "start", "hello"} {
			k.say(again)
			if got := k.keys(); got[0] != "session.back" || !slices.Equal(got[1:], asked[len(asked)-len(got)+1:]) {
				t.Errorf("%s: %q says %v, asked was %v", phase, again, got, asked)
			}
		}
		k.happens(bot.Event{Kind: bot.EventOpen})
		if k.keys()[0] != "session.back" {
			t.Errorf("%s: opening the chat says %v", phase, k.keys())
		}
	}
}

// Of a schedule and a zone the canonical words are kept, and not what was
// written.
func TestOnlyCanonicalWordsAreKept(t *testing.T) {
	k := agreed(t).say("cancel")
	k.say("schedule   Every DAY at quarter past 7 am", "schedule  Every Day at 7:15am")
	if got := k.p.Plan.Offer; got != "every day 07:15" {
		t.Errorf("waiting for a zone is kept as %q", got)
	}
	k.say("bErLiN")
	if k.p.Zone != "Europe/Berlin" {
		t.Errorf("the zone is kept as %q", k.p.Zone)
	}
	k.press("press.night")
	if got := k.p.Plan.Schedule.String(); got != "every day 07:15" || k.p.Plan.Offer != "" {
		t.Errorf("the schedule is kept as %q, the offer as %q", got, k.p.Plan.Offer)
	}
	k.say("SCHEDULE Weekdays 9:30 AND 3 pm")
	if got := k.p.Plan.Schedule.String(); got != "weekdays 09:30 and 15:00" {
		t.Errorf("the schedule is kept as %q", got)
	}
}

// What a therapist wrote or rewrote comes before the library, by name and in order.
func TestTheTherapistsList(t *testing.T) {
	overlay := fstest.MapFS{}
	for _, name := range []string{"routines/S-03.yaml", "routines/S-14.yaml"} {
		data, err := fs.ReadFile(library.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		overlay[name] = &fstest.MapFile{Data: data}
	}
	k := known(t)
	if k.say("routine").wants("routine.list"); len(k.out[0].Press) < 5 {
		t.Fatalf("the library is %+v", k.out[0].Press)
	}
	var err error
	if k.d.Library, err = routines.Load(library.FS(), overlay); err != nil {
		t.Fatal(err)
	}
	k.say("my therapist's list").wants("routine.list", "routine.own")
	if own := k.line("routine.own").Routines; !slices.Equal(own, []routines.RoutineID{"S-03", "S-14"}) {
		t.Errorf("the list is %v", own)
	}
	press := k.out[0].Press
	if own := k.d.Library.Own; own(press[0].Label.Routine) || press[1].Label.Routine != "S-03" || press[2].Label.Routine != "S-14" || own(press[3].Label.Routine) {
		t.Errorf("it comes as %+v", press)
	}
}
