package bot_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"unknot/bot"
)

// gone is a zone that a new release of the tz database does not have.
const gone = "Europe/Atlantis"

// atlantis is somebody from Berlin, with a reminder at noon and at 17:00, whose
// zone is gone from now on. Their clock is an hour ahead of UTC.
func atlantis(t *testing.T) *talk {
	k := known(t).say("schedule daily 12:00 and 17:00")
	k.p.Zone = gone
	return k
}

// A zone that is gone holds what nobody asked for, and is asked about once: at
// noon by the clock they had, with the places whose clocks show the same.
func TestALostZoneIsAskedAboutOnce(t *testing.T) {
	k := atlantis(t)
	sent := map[string]time.Time{}
	for end := k.now.AddDate(0, 0, 60); k.events < 200; {
		at := k.d.Wakes(k.p).Bulk
		if at.IsZero() || at.After(end) {
			break
		}
		k.now = later(at, k.now)
		k.wake()
		for _, key := range k.keys() {
			if !sent[key].IsZero() {
				t.Errorf("%s comes twice", key)
			}
			sent[key] = k.now
		}
		if len(k.out) > 0 && (k.out[0].Kind != bot.KindCheck || len(k.out[0].Press) == 0) {
			t.Errorf("it is asked with %+v", k.out[0])
		}
	}
	// Noon of the first day is when the loss is noticed; a day later it is asked.
	if want := time.Date(2026, 11, 25, 11, 0, 0, 0, time.UTC); len(sent) != 1 || !sent["zone.lost"].Equal(want) {
		t.Errorf("in 60 days: %v, want the question at %v", sent, want)
	}
}

// The answer to the question brings the reminders back, and none of those that
// were held.
func TestALostZoneIsFound(t *testing.T) {
	for name, find := range map[string]func(k *talk){
		"a button":       func(k *talk) { k.happens(bot.Event{Kind: bot.EventTap, Tap: k.out[0].Press[0].Tap}) },
		"a city":         func(k *talk) { k.say("Berlin") },
		"the time":       func(k *talk) { k.say("12:05").press("press.zone") },
		"the list again": func(k *talk) { k.p.Zone = "Europe/Berlin"; k.say("hello") },
	} {
		k := atlantis(t).at("12:00").wake().at("12:00").wake().wants("zone.lost")
		k.after(5 * time.Minute)
		find(k)
		if k.p.Lost != (bot.Lost{}) || k.p.Offset != "+01:00" {
			t.Errorf("%s: %+v, %s from UTC", name, k.p.Lost, k.p.Offset)
		}
		if sent := silently(k, 1); len(sent[0]) == 0 || sent[0][0] != "nudge.text" {
			t.Errorf("%s: a day brings %v", name, sent)
		}
	}
}

// Whoever writes is asked beside the answer, once, and in no session and no
// attack.
func TestALostZoneIsAskedAboutBesideAnAnswer(t *testing.T) {
	k := atlantis(t).say("progress").wants("week.empty", "zone.lost")
	if k.say("progress").wants("week.empty"); k.p.Asking != "" {
		t.Errorf("a command leaves the question %q open", k.p.Asking)
	}
	k.say("zone").wants("zone.ask")
	if !slices.ContainsFunc(k.out[0].Press, labelled("press.zone")) {
		t.Error("no place is offered")
	}
	k.say("Madrid").wants("zone.set", "schedule.next")

	k = atlantis(t).say("routine S-01", "tiny", "2", "done", "done", "1")
	if slices.Contains(k.keys(), "zone.lost") {
		t.Error("it asks in a session")
	}
	if k.say("2"); !slices.Contains(k.keys(), "zone.lost") {
		t.Errorf("after it it says %v", k.keys())
	}
	if k = atlantis(t).say("migraine"); slices.Contains(k.keys(), "zone.lost") {
		t.Error("it asks in an attack")
	}
}

// New reminders wait for the clock, and a time in the quiet hours is asked about
// when it is known.
func TestRemindersWaitForALostZone(t *testing.T) {
	k := atlantis(t).say("progress", "cancel", "schedule 22:30").wants("schedule.zone", "zone.ask")
	k.say("yes", "zone Berlin").wants("zone.set", "schedule.night")
}

// What keeps the question from being asked puts it off, and never into the
// night; told to be silent, or held, it is not asked.
func TestTheQuestionAboutALostZoneHasManners(t *testing.T) {
	for name, test := range map[string]struct {
		play func(k *talk)
		want int // days until it comes; -1: not at all
	}{
		"nothing in the way": {func(*talk) {}, 0},
		"an outage":          {func(k *talk) { k.after(9 * time.Hour) }, 1},
		"an attack":          {func(k *talk) { k.say("migraine") }, -1},
		"muted":              {func(k *talk) { k.say("no more messages") }, -1},
		"held":               {func(k *talk) { k.say("chest pain") }, -1},
	} {
		k := atlantis(t).at("12:00").wake()
		due := k.p.Lost.Ask
		test.play(k)
		sent := silently(k, 10)
		asked := -1
		for day, list := range sent {
			if slices.Contains(list, "zone.lost") {
				asked = day
			}
		}
		if ask := due.Sub(k.now); (asked < 0) != (test.want < 0) || test.want > 0 && asked < test.want-1 {
			t.Errorf("%s: asked on day %d, want %d (%v, %v)", name, asked, test.want, sent, ask)
		}
	}
}

// Whoever wants nothing unasked is asked nothing, and wakes nobody up.
func TestALostZoneWithoutReminders(t *testing.T) {
	k := known(t)
	k.p.Zone = gone
	k.wake()
	if len(k.out) > 0 {
		t.Errorf("it says %v", k.keys())
	}
	k.wakesIn(never, never)
}

// What was recorded while the zone was known stays on its day, whatever becomes
// of the zone and wherever the person is then.
func TestALostZoneMovesNoSession(t *testing.T) {
	k := known(t).at("23:30").tiny()
	day := k.p.Days[0].Date
	k.records[0].Zone, k.p.Zone = gone, gone
	k.say("zone Auckland")
	data, err := json.Marshal(k.records[0])
	if err != nil {
		t.Fatal(err)
	}
	h := k.d.History(k.p, []bot.Record{{Data: data}}, day.AddDays(-3), day.AddDays(3))
	if len(h.Sessions) != 1 || h.Sessions[0].Day != day {
		t.Errorf("the session of %v is told of as %+v", day, h.Sessions)
	}
}

// Below a long answer the question would be missed: it waits for a short one.
func TestALostZoneIsAskedBesideShortAnswers(t *testing.T) {
	k := atlantis(t).say("settings")
	if slices.Contains(k.keys(), "zone.lost") {
		t.Errorf("below %d lines: %v", len(k.out[0].Lines), k.keys())
	}
	if k.say("no such thing"); !slices.Contains(k.keys(), "zone.lost") {
		t.Errorf("nobody asked beside %v", k.keys())
	}
}
