package bot_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"unknot/bot"
	"unknot/routines"
	"unknot/scheduler"
)

func decodeRecord(t testing.TB, r bot.Record) bot.SessionRecord {
	t.Helper()
	var s bot.SessionRecord
	if err := json.Unmarshal(r.Data, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// sessionsIn leaves out the records of days.
func sessionsIn(records []bot.Record) []bot.Record {
	return slices.DeleteFunc(slices.Clone(records), isOfDay)
}

func isOfDay(r bot.Record) bool { return int64(r.Position)%(24*time.Hour).Milliseconds() == 0 }

func TestASessionLeavesOneRecord(t *testing.T) {
	k := known(t).say("routine S-01", "tiny", "3")
	began := k.now
	k.after(time.Minute).say("done").after(time.Minute).say("skip", "1", "4")
	if len(k.records) != 1 {
		t.Fatalf("%d records, want 1", len(k.records))
	}
	got := k.records[0]
	r := got.Result
	switch {
	case got.Schema != 1, got.Zone != "Europe/Berlin", got.Day != scheduler.DateOf(began, berlin(t)):
		t.Errorf("schema %d, zone %q, day %v", got.Schema, got.Zone, got.Day)
	case r.Routine != "S-01", r.Form != routines.Tiny, r.End != routines.EndDone, !r.Counted:
		t.Errorf("routine %s, form %s, end %s, counted %v", r.Routine, r.Form, r.End, r.Counted)
	case *r.Before != 3, *r.After != 1, *r.Effort != 4:
		t.Errorf("before %d, after %d, effort %d", *r.Before, *r.After, *r.Effort)
	case !r.Started.Equal(began), !r.Ended.Equal(began.Add(2 * time.Minute)):
		t.Errorf("from %v to %v", r.Started, r.Ended)
	case len(r.Steps) != 2, r.Steps[0].Done != routines.StepDone, r.Steps[1].Done != routines.StepSkipped:
		t.Errorf("steps %+v", r.Steps)
	}
}

func TestWhatLeavesNoRecord(t *testing.T) {
	for name, texts := range map[string][]string{
		"nothing":                     {},
		"a card that was looked at":   {"routine S-01", "cancel"},
		"a form that was chosen":      {"routine S-01", "full", "stop"},
		"another card":                {"routine S-01", "routine S-02", "routine S-03", "cancel"},
		"an alarm before a session":   {"I have chest pain"},
		"migraine before a session":   {"migraine", "over"},
		"an alarm in an opening card": {"routine S-01", "full", "I have chest pain"},
		"migraine in an opening card": {"routine S-01", "migraine"},
	} {
		t.Run(name, func(t *testing.T) {
			if k := known(t).say(texts...); len(k.records) > 0 {
				t.Errorf("left %+v", k.records)
			}
		})
	}
}

// However a begun session ends, there is exactly one record, with its reason.
func TestEveryEndIsRecorded(t *testing.T) {
	for end, play := range map[routines.End]func(k *talk){
		routines.EndDone:    func(k *talk) { k.say("done", "done", "1", "2") },
		routines.EndStopped: func(k *talk) { k.say("stop") },
		routines.EndHurt: func(k *talk) {
			k.say("hurts").press("press.hurt.else").press("sign.joint")
		},
		routines.EndAlarm: func(k *talk) { k.say("my chest hurts") },
		routines.EndLeft:  func(k *talk) { k.until(k.now.Add(7 * time.Hour)) },
	} {
		t.Run(string(end), func(t *testing.T) {
			k := known(t).say("routine S-01", "tiny", "3")
			play(k)
			if len(k.records) != 1 || k.records[0].Result.End != end {
				t.Errorf("records %+v, want one that ended as %s", k.records, end)
			}
			if k.p.Session != nil {
				t.Errorf("the session is still open: %s", k.p.Session.Phase)
			}
		})
	}
}

// A position is the start in milliseconds; two that begin at the same moment
// get different ones.
func TestPositionsOfRecords(t *testing.T) {
	k := known(t)
	began := k.now
	for i := range 3 {
		k.tiny()
		want := bot.Position(began.UnixMilli() + int64(i))
		if got := k.last.Records[0].Position; got != want {
			t.Errorf("record %d has the position %d, want %d", i, got, want)
		}
	}
	if got := k.last.Records[0].Position.Time(); !got.Equal(began.Add(2 * time.Millisecond)) {
		t.Errorf("a position is the moment %v", got)
	}
	k.after(time.Hour).tiny()
	if got := k.last.Records[0].Position.Time(); !got.Equal(k.now) {
		t.Errorf("the position of a later session is %v, want %v", got, k.now)
	}
}

// What was learnt of an exercise counts what was completed, and nothing else.
func TestUsesCountWhatWasCompleted(t *testing.T) {
	k := known(t).say("routine S-01", "tiny", "2", "done", "skip", "1", "2")
	steps := k.records[0].Result.Steps
	done, _, _ := k.d.Library.Variant(steps[0].Variant)
	skipped, _, _ := k.d.Library.Variant(steps[1].Variant)
	if k.p.Uses[done.ID] != 1 || k.p.Uses[skipped.ID] != 0 {
		t.Errorf("uses %v after %s was done and %s skipped", k.p.Uses, done.ID, skipped.ID)
	}
	before := k.p
	k.tiny()
	if before.Uses[done.ID] != 1 || k.p.Uses[done.ID] != 2 {
		t.Errorf("uses %v, then %v: a decision changed an earlier document", before.Uses, k.p.Uses)
	}
}
