package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"unknot/bot"
	"unknot/bot/words"
	"unknot/routines"
	"unknot/routines/library"
	"unknot/scheduler"
)

// The library, the zones and the catalogue take a moment to read and never
// change, so every test looks at the same ones.
var (
	sharedLibrary   = sync.OnceValues(func() (*routines.Library, error) { return routines.Load(library.FS()) })
	sharedCatalogue = sync.OnceValues(words.Shipped)
	sharedZones     = sync.OnceValue(func() *scheduler.Zones { return &scheduler.Zones{} })
)

// core returns the deciding core with the shipped library.
func core(t testing.TB) bot.Decider {
	t.Helper()
	lib, err := sharedLibrary()
	if err != nil {
		t.Fatal(err)
	}
	return bot.Decider{Library: lib, Zones: sharedZones(), Reader: bot.NewReader()}
}

// writer returns a writer of the shipped catalogue.
func writer(t testing.TB) bot.Writer {
	t.Helper()
	catalogue, err := sharedCatalogue()
	if err != nil {
		t.Fatal(err)
	}
	return bot.Writer{Words: catalogue, Library: core(t).Library}
}

// plain returns what lines read as in English.
func plain(t testing.TB, w bot.Writer, lines ...bot.Line) string {
	t.Helper()
	m, err := w.Message(bot.Effect{Kind: bot.KindAnswer, Lines: lines}, words.Own)
	if err != nil {
		t.Fatal(err)
	}
	return m.Text.Plain()
}

// tuesday is when most conversations of these tests begin: 09:00 in Berlin.
func tuesday() time.Time { return time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC) }

// talk is a conversation with the core alone. What is owed is delivered at
// once, unless deliver is off.
type talk struct {
	t       testing.TB
	d       bot.Decider
	p       bot.Person
	now     time.Time
	hint    string
	events  int
	deliver bool
	out     []bot.Effect // what the last event put into the outbox
	records []bot.SessionRecord
	stored  []bot.Record // all of them, as a store keeps them
	last    bot.Decision
}

// stranger begins a conversation with somebody unknown.
func stranger(t testing.TB) *talk {
	t.Helper()
	return &talk{t: t, d: core(t), now: tuesday(), deliver: true}
}

// known begins one with somebody who has agreed and lives in Berlin.
func known(t testing.TB) *talk {
	t.Helper()
	return agreed(t).say("cancel", "zone Berlin", "cancel")
}

// agreed begins one with somebody who has just agreed, and has no red or
// yellow answer: the card of a first routine is on the screen.
func agreed(t testing.TB) *talk {
	t.Helper()
	k := stranger(t).tap(bot.Tap{Do: bot.TapConsent, Arg: "1"})
	for n := 1; n <= 4; n++ {
		k.tap(noneTap(n))
	}
	return k
}

// happens decides an event.
func (k *talk) happens(e bot.Event) *talk {
	k.t.Helper()
	k.events++
	if e.ID == "" && e.Kind != bot.EventWake {
		e.ID = bot.EventID(fmt.Sprint("event ", k.events))
	}
	e.Platform, e.Chat, e.Zone = "console", "me", k.hint
	was := k.p.Effects
	k.last = k.d.Decide(k.p, e, k.now)
	k.p = k.last.Person
	k.out = nil
	for _, effect := range k.p.Outbox {
		if effect.ID > was {
			k.out = append(k.out, effect)
		}
	}
	k.stored = append(k.stored, k.last.Records...)
	for _, r := range sessionsIn(k.last.Records) {
		k.records = append(k.records, decodeRecord(k.t, r))
	}
	if k.deliver {
		k.delivered()
	}
	return k
}

// delivered delivers everything that is owed.
func (k *talk) delivered() {
	for _, effect := range slices.Clone(k.p.Outbox) {
		ref := bot.Reference(fmt.Sprint("message ", effect.ID))
		k.p = k.d.Decide(k.p, bot.Event{Kind: bot.EventDelivered, Effect: effect.ID, Ref: ref}, k.now).Person
	}
}

func (k *talk) say(texts ...string) *talk {
	k.t.Helper()
	for _, text := range texts {
		k.happens(bot.Event{Kind: bot.EventText, Text: text})
	}
	return k
}

func (k *talk) tap(tap bot.Tap) *talk {
	k.t.Helper()
	return k.happens(bot.Event{Kind: bot.EventTap, Tap: tap.Code()})
}

// press presses the button with this label key on what was shown last.
func (k *talk) press(label string) *talk {
	k.t.Helper()
	for _, effect := range k.out {
		for _, p := range effect.Press {
			if p.Label.Say == label {
				return k.happens(bot.Event{Kind: bot.EventTap, Tap: p.Tap})
			}
		}
	}
	k.t.Fatalf("there is no button %q beside %v", label, k.keys())
	return k
}

// after lets time pass, and nothing else.
func (k *talk) after(d time.Duration) *talk {
	k.now = k.now.Add(d)
	return k
}

// at goes to a time of day in Berlin, today or the next day that has it ahead.
func (k *talk) at(clock string) *talk {
	k.t.Helper()
	loc, err := k.d.Zones.Load("Europe/Berlin")
	if err != nil {
		k.t.Fatal(err)
	}
	c, ok := scheduler.ParseClock(clock)
	if !ok {
		k.t.Fatalf("%q is no time of day", clock)
	}
	day := scheduler.DateOf(k.now, loc)
	for !day.At(int(c), loc).After(k.now) {
		day = day.AddDays(1)
	}
	k.now = day.At(int(c), loc).UTC()
	return k
}

// until lets the derived wakes happen, each at its moment, until a moment.
func (k *talk) until(end time.Time) *talk {
	k.t.Helper()
	for {
		next := soonest(k.d.Wakes(k.p))
		if next.IsZero() || next.After(end) {
			k.now = end
			return k
		}
		k.now = later(k.now, next).UTC()
		k.wake()
	}
}

func (k *talk) wake() *talk {
	k.t.Helper()
	return k.happens(bot.Event{Kind: bot.EventWake})
}

// keys returns what the last event said, as keys of the catalogue.
func (k *talk) keys() []string {
	var keys []string
	for _, effect := range k.out {
		for _, line := range effect.Lines {
			keys = append(keys, line.Say)
		}
	}
	return keys
}

// line returns the line of a key that the last event said.
func (k *talk) line(key string) bot.Line {
	k.t.Helper()
	for _, effect := range k.out {
		for _, line := range effect.Lines {
			if line.Say == key {
				return line
			}
		}
	}
	k.t.Fatalf("it said %v, and not %q", k.keys(), key)
	return bot.Line{}
}

// wants fails unless the last event said exactly this.
func (k *talk) wants(keys ...string) *talk {
	k.t.Helper()
	if got := k.keys(); !slices.Equal(got, keys) {
		k.t.Errorf("it said %v, want %v", got, keys)
	}
	return k
}

// tiny does a whole tiny routine. Where it is asked first whether anything is
// new, nothing is.
func (k *talk) tiny() *talk {
	k.t.Helper()
	if k.say("routine S-01"); slices.Contains(k.keys(), "screen.new") {
		k.press("screen.no")
	}
	k.say("tiny", "2", "done", "done", "1", "2")
	if k.p.Session != nil {
		k.t.Fatalf("a tiny routine is not over: %s", k.p.Session.Phase)
	}
	return k
}

// soonest is the earlier of both wakes; zero means never.
func soonest(w bot.Wakes) time.Time {
	if w.Urgent.IsZero() || !w.Bulk.IsZero() && w.Bulk.Before(w.Urgent) {
		return w.Bulk
	}
	return w.Urgent
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// shows says whether an effect shows a step of a session.
func shows(e bot.Effect) bool {
	return slices.ContainsFunc(e.Lines, func(l bot.Line) bool {
		return strings.HasPrefix(l.Say, "step.") || strings.HasPrefix(l.Say, "timer.") || strings.HasPrefix(l.Say, "cue.")
	})
}
