package bot_test

import (
	"strconv"
	"testing"
	"time"

	"unknot/bot"
	"unknot/routines"
	"unknot/routines/library"
	"unknot/scheduler"
)

func decider(t testing.TB) bot.Decider {
	t.Helper()
	lib, err := routines.Load(library.FS())
	if err != nil {
		t.Fatal(err)
	}
	return bot.Decider{Library: lib, Zones: &scheduler.Zones{}, Reader: bot.NewReader()}
}

// started returns somebody who has agreed, lives in Berlin, is reminded on
// weekdays, has 26 days behind them and is in the second step of a session.
func started(t testing.TB, d bot.Decider, now time.Time) bot.Person {
	t.Helper()
	var p bot.Person
	say := func(text string) {
		kind := bot.Event{Kind: bot.EventText, Text: text}
		if text == "yes" {
			kind = bot.Event{Kind: bot.EventTap, Tap: bot.Tap{Do: bot.TapConsent, Arg: "1"}.Code()}
		}
		p = next(d, p, kind, now)
	}
	say("yes")
	for n := 1; n <= 4; n++ {
		p = next(d, p, bot.Event{Kind: bot.EventTap, Tap: bot.Tap{Do: bot.TapScreen, Arg: strconv.Itoa(n) + " none"}.Code()}, now)
	}
	for range 26 {
		say("cancel")
		say("zone Berlin")
		say("schedule weekdays 9:30")
		for _, text := range []string{"routine S-01", "tiny", "2", "done", "done", "1", "2"} {
			say(text)
		}
		now = now.Add(24 * time.Hour)
	}
	say("routine S-01")
	say("2")
	say("done")
	if p.Session == nil || p.Session.At != 1 {
		t.Fatal("the session is not in its second step")
	}
	return p
}

// next decides an event and delivers what it owes.
func next(d bot.Decider, p bot.Person, e bot.Event, now time.Time) bot.Person {
	e.Platform, e.Chat = "console", "me"
	p = d.Decide(p, e, now).Person
	for _, effect := range p.Outbox {
		p = d.Decide(p, bot.Event{Kind: bot.EventDelivered, Effect: effect.ID}, now).Person
	}
	return p
}

func BenchmarkDecide(b *testing.B) {
	d := decider(b)
	now := time.Date(2026, 10, 27, 8, 0, 0, 0, time.UTC)
	p := started(b, d, now)
	now = now.Add(26 * 24 * time.Hour)
	for name, e := range map[string]bot.Event{
		"done":     {ID: "new", Kind: bot.EventText, Text: "done"},
		"tap":      {ID: "new", Kind: bot.EventTap, Tap: bot.Tap{Do: bot.TapMove, Session: p.Session.ID, Ask: p.Session.Ask, Move: routines.Move{Kind: routines.MoveDone, Ask: p.Session.Ask}}.Code()},
		"stop":     {ID: "new", Kind: bot.EventText, Text: "stop"},
		"progress": {ID: "new", Kind: bot.EventText, Text: "progress"},
		"schedule": {ID: "new", Kind: bot.EventText, Text: "schedule mon wed fri 8pm"},
		"long":     {ID: "new", Kind: bot.EventText, Text: "I am not sure what this is about, my neck feels a little stiff today and the arm too, what should I do now?"},
		"wake":     {Kind: bot.EventWake},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				decision := d.Decide(p, e, now)
				d.Wakes(decision.Person)
			}
		})
	}
}
