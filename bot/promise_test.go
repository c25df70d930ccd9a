package bot_test

import (
	"slices"
	"testing"
	"time"

	"unknot/bot"
	"unknot/bot/words"
	"unknot/routines"
	"unknot/scheduler"
)

// Every kind has its row, and each kind one.
func TestEveryKindHasAPromise(t *testing.T) {
	rows := map[bot.EffectKind]bot.Promise{}
	for _, p := range bot.Promises() {
		if _, twice := rows[p.Kind]; twice {
			t.Errorf("%s stands twice in the table", p.Kind)
		}
		rows[p.Kind] = p
		if got := bot.PromiseOf(p.Kind); got != p {
			t.Errorf("PromiseOf(%s) = %+v, want %+v", p.Kind, got, p)
		}
	}
	kinds := constants(t, "promise.go", "EffectKind")
	for name, kind := range kinds {
		if _, ok := rows[bot.EffectKind(kind)]; !ok {
			t.Errorf("%s has no row", name)
		}
	}
	if len(rows) != len(kinds) {
		t.Errorf("%d rows for %d kinds", len(rows), len(kinds))
	}
	if got := bot.PromiseOf("smoke signal"); got != rows[bot.KindAnswer] {
		t.Errorf("an unknown kind promises %+v", got)
	}
}

// onePerKind are conversations whose last event puts one effect of a kind into the
// outbox.
func onePerKind(t *testing.T) map[bot.EffectKind]*talk {
	t.Helper()
	nudged := known(t).say("schedule 18:00").at("18:00").wake()
	cued := known(t).say("routine S-01", "tiny", "2", "start timer")
	cued.now = cued.d.Wakes(cued.p).Urgent
	checked := known(t).say("migraine").after(routines.AttackQuiet)
	return map[bot.EffectKind]*talk{
		bot.KindCheck:   checked.wake(),
		bot.KindLeaving: known(t).after(365 * 24 * time.Hour).wake(),
		bot.KindAlarm:   known(t).say("I have chest pain"),
		bot.KindAnswer:  known(t).say("help"),
		bot.KindCue:     cued.wake(),
		bot.KindNudge:   nudged,
	}
}

// What a person asked for, or sits in front of, may come at any time; only a
// cue and the emergency text may sound.
func TestWhatThePromisesComeTo(t *testing.T) {
	type row struct {
		repeats, asked, silent bool
		worth                  time.Duration
	}
	want := map[bot.EffectKind]row{
		bot.KindAlarm:   {true, true, false, 0},
		bot.KindAnswer:  {true, true, true, 24 * time.Hour},
		bot.KindCue:     {true, true, false, 10 * time.Minute},
		bot.KindNudge:   {false, false, false, 2 * time.Hour},
		bot.KindSummary: {false, false, true, 4 * time.Hour},
		bot.KindCheck:   {false, false, true, 12 * time.Hour},
		bot.KindLeaving: {false, false, true, 12 * time.Hour},
		bot.KindTell:    {true, true, false, 0},
		bot.KindLookup:  {true, true, false, 10 * time.Minute},
	}
	for _, p := range bot.Promises() {
		if got := (row{p.Repeats, p.Asked, p.Silent, p.Sent}); got != want[p.Kind] {
			t.Errorf("%s promises %+v, want %+v", p.Kind, got, want[p.Kind])
		}
	}
	w := writer(t)
	for kind, k := range onePerKind(t) {
		if len(k.out) != 1 || k.out[0].Kind != kind {
			t.Fatalf("%s: it said %v", kind, k.keys())
		}
		m, err := w.Message(k.out[0], words.Own)
		if err != nil {
			t.Error(err)
		}
		if m.Silent != want[kind].silent {
			t.Errorf("%s is silent: %v", kind, m.Silent)
		}
		expires := time.Duration(0)
		if !k.out[0].Expires.IsZero() {
			expires = k.out[0].Expires.Sub(k.now)
		}
		if expires != want[kind].worth {
			t.Errorf("%s is worth sending for %v, want %v", kind, expires, want[kind].worth)
		}
	}
}

// A nudge expires two hours after its time, or when the quiet hours begin.
func TestWhenANudgeExpires(t *testing.T) {
	for _, c := range []struct {
		schedule string
		late     time.Duration
		want     time.Duration // from its time on
	}{
		{"12:00", 0, 2 * time.Hour},
		{"12:00", time.Hour, 2 * time.Hour},
		{"18:59", 0, 2 * time.Hour},
		{"19:00", 0, 2 * time.Hour},
		{"19:01", 0, 119 * time.Minute},
		{"20:00", 0, time.Hour},
		{"20:00", 30 * time.Minute, time.Hour},
		{"20:59", 0, time.Minute},
		{"8:00", 0, 2 * time.Hour},
	} {
		k := known(t).say("schedule " + c.schedule).at(c.schedule).after(c.late).wake()
		if len(k.out) != 1 {
			t.Errorf("%s, %v late: it said %v", c.schedule, c.late, k.keys())
			continue
		}
		if got := k.out[0].Expires.Sub(k.now.Add(-c.late)); got != c.want {
			t.Errorf("%s, %v late: it expires %v after its time, want %v", c.schedule, c.late, got, c.want)
		}
	}
}

// Whoever wants reminders at night gets them, and they last two hours.
func TestANudgeAtNight(t *testing.T) {
	k := known(t).say("schedule 22:30").wants("schedule.night").press("press.night").wants("schedule.set")
	k.at("22:30").wake().wants("nudge.text")
	if got := k.out[0].Expires.Sub(k.now); got != 2*time.Hour {
		t.Errorf("it expires after %v", got)
	}
	if k.p.Passed != 0 {
		t.Errorf("%d passed", k.p.Passed)
	}
}

// What drops everything that was not asked for leaves answers alone.
func TestHushDropsOnlyWhatWasNotAskedFor(t *testing.T) {
	for _, text := range []string{"migraine", "stop", "schedule off"} {
		k := known(t).say("schedule 18:00").at("18:00")
		k.deliver = false
		k.wake().say("privacy").wants("privacy.text")
		k.say(text)
		for _, effect := range k.p.Outbox {
			if effect.Kind == bot.KindNudge {
				t.Errorf("after %q a nudge is still owed", text)
			}
		}
	}
	k := known(t)
	k.deliver = false
	k.say("safety").say("migraine")
	if k.p.Outbox[0].Kind != bot.KindAlarm {
		t.Errorf("after migraine the emergency text is gone: %+v", k.p.Outbox)
	}
}

// An alarm leaves nothing waiting but itself, and goes before what is held up.
func TestAnAlarmGoesFirst(t *testing.T) {
	k := known(t).say("schedule 18:00").at("18:00")
	k.deliver = false
	k.wake().say("help").say("I have chest pain")
	if len(k.p.Outbox) != 1 || k.p.Outbox[0].Kind != bot.KindAlarm {
		t.Errorf("still owed: %+v", k.p.Outbox)
	}
	k = known(t)
	k.deliver = false
	k.say("help")
	k.happens(bot.Event{Kind: bot.EventHeld, Effect: k.out[0].ID, At: k.now.Add(time.Hour)})
	k.say("safety")
	_, ready := bot.Stamped(k.p, "me", false, time.Minute, k.now)
	if len(ready) != 1 || ready[0].Kind != bot.KindAlarm {
		t.Errorf("may be sent now: %+v", ready)
	}
}

// The outbox holds eight; what is dropped for the ninth is the oldest that is
// no alarm.
func TestAFullOutbox(t *testing.T) {
	k := known(t)
	k.deliver = false
	k.say("I have chest pain")
	alarm := k.out[0].ID
	for range 12 {
		k.happens(bot.Event{Kind: bot.EventText, Text: "safety"})
	}
	if len(k.p.Outbox) != 8 {
		t.Errorf("%d effects are owed, want 8", len(k.p.Outbox))
	}
	if k.p.Outbox[0].ID == alarm {
		t.Error("of thirteen alarms the oldest is still there")
	}
	k = known(t)
	k.deliver = false
	k.say("I have chest pain").say("it was a mistake")
	alarm = k.p.Outbox[0].ID
	for range 12 {
		k.say("schedule 12:00", "snooze")
		k.p.Plan.Open = scheduler.Occurrence{Day: 739_000}
		k.say("snooze 1 h")
	}
	if k.p.Outbox[0].ID != alarm || len(k.p.Outbox) != 8 {
		t.Errorf("the emergency text of %d is gone: %+v", alarm, k.p.Outbox)
	}
}

// Of the questions that were not sent yet only the newest is.
func TestOneQuestionWaits(t *testing.T) {
	k := known(t)
	k.deliver = false
	k.say("help", "routine", "progress", "routine S-01", "tiny", "schedule")
	screens := 0
	for _, effect := range k.p.Outbox {
		if len(effect.Press) > 0 {
			screens++
		}
	}
	if screens != 1 {
		t.Errorf("%d questions wait: %+v", screens, k.p.Outbox)
	}
}

// A question that answers a press takes the place of the message with the
// button; what answers a text comes below it.
func TestWhatReplacesWhat(t *testing.T) {
	k := known(t).say("routine S-01")
	shown := k.p.Shown.Ref
	if shown == "" || k.out[0].Replace != "" {
		t.Fatalf("shown %q, the card replaces %q", shown, k.out[0].Replace)
	}
	k.press("press.tiny")
	if k.out[0].Replace != shown {
		t.Errorf("the answer to a press replaces %q, want %q", k.out[0].Replace, shown)
	}
	k.say("2")
	if k.out[0].Replace != "" {
		t.Errorf("the answer to a text replaces %q", k.out[0].Replace)
	}
}

// What is said before a question is one message with it, in the place of the
// message that was pressed: a platform counts messages, and a phone rings for
// each.
func TestSaidAndAskedIsOneMessage(t *testing.T) {
	k := known(t)
	k.p.Zone, k.hint = "", "Europe/Berlin"
	k.say("routine S-01", "tiny", "2", "done", "done", "1")
	shown := k.p.Shown.Ref
	k.press("press.number")
	if len(k.out) != 1 || k.keys()[0] != "closed.done" || !slices.Contains(k.keys(), "zone.ask") || k.out[0].Replace != shown {
		t.Errorf("the end of a session is %d messages, %q in the place of %q; the last question was %q", len(k.out), k.keys(), k.out[0].Replace, shown)
	}
	k.deliver = false
	k.p.Outbox = []bot.Effect{{ID: k.p.Effects, Kind: bot.KindAnswer, Lines: []bot.Line{{Say: "home.hello"}}}}
	if k.say("help"); len(k.p.Outbox) != 2 || slices.Contains(k.keys(), "home.hello") {
		t.Errorf("what an event before said is not left alone: %+v", k.p.Outbox)
	}
}

// What became of an effect that is no longer owed changes nothing.
func TestLateNewsOfAnEffect(t *testing.T) {
	k := known(t).say("help")
	for _, kind := range []bot.EventKind{bot.EventDelivered, bot.EventUndone, bot.EventHeld} {
		for _, fate := range []bot.Fate{"", bot.FateExpired, bot.FateUnknown, bot.FateRefused, bot.FateGone} {
			before := k.p
			k.happens(bot.Event{Kind: kind, Effect: 1, Fate: fate, Ref: "old", At: k.now})
			if k.p.Gone != before.Gone || k.p.Shown != before.Shown || k.p.Passed != before.Passed {
				t.Errorf("kind %d, fate %q changed %+v", kind, fate, k.p)
			}
		}
	}
}

// A nudge that will not go out is counted, once.
func TestNudgesThatDidNotGoOutAreCounted(t *testing.T) {
	for fate, gone := range map[bot.Fate]bool{bot.FateExpired: false, bot.FateUnknown: false, bot.FateRefused: false, bot.FateGone: true} {
		k := known(t).say("schedule 18:00").at("18:00")
		k.deliver = false
		k.wake()
		id := k.out[0].ID
		for range 2 {
			k.happens(bot.Event{Kind: bot.EventUndone, Effect: id, Fate: fate})
		}
		if k.p.Passed != 1 || k.p.Gone != gone || len(k.p.Outbox) > 0 {
			t.Errorf("%s: %d passed, gone %v, owed %d", fate, k.p.Passed, k.p.Gone, len(k.p.Outbox))
		}
	}
}
