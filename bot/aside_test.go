package bot_test

import (
	"slices"
	"testing"
	"time"

	"unknot/bot"
)

func aside(a bot.Aside, text string) bot.Event {
	return bot.Event{Kind: bot.EventAside, Aside: a, Text: text}
}

// What is no answer gets one sentence and the question that is open, in every
// state, and decides nothing.
func TestAsides(t *testing.T) {
	for _, a := range bot.Asides() {
		say := "aside." + string(a)
		stranger(t).happens(aside(a, "")).wants(say, "scope.text")
		known(t).happens(aside(a, "done 4")).wants(say)

		k := known(t).say("routine neck release")
		session := *k.p.Session
		k.happens(aside(a, "2"))
		if k.keys()[0] != say || k.p.Session == nil || k.p.Session.Phase != session.Phase || len(k.out[0].Press) == 0 {
			t.Errorf("%s in a session: %v", a, k.keys())
		}

		k = stranger(t).tap(bot.Tap{Do: bot.TapConsent, Arg: "1"})
		asks := k.p.Asks
		k.happens(aside(a, "none"))
		if k.keys()[0] != say || k.p.Asks != asks {
			t.Errorf("%s between safety questions: %v, %+v", a, k.keys(), k.p.Asks)
		}

		k = known(t).say("migraine").happens(aside(a, ""))
		if k.keys()[0] != say || k.p.Attack.Stage == "" {
			t.Errorf("%s in an attack: %v", a, k.keys())
		}
	}
}

// A sign of an emergency is heard in an aside too, before consent as well.
func TestAnAlarmInAnAside(t *testing.T) {
	for _, a := range []bot.Aside{bot.AsideEdit, bot.AsideForward} {
		stranger(t).happens(aside(a, "chest pain and my arm is numb")).wants("alarm.emergency")
		k := known(t).say("routine neck release").happens(aside(a, "chest pain and my arm is numb"))
		if k.keys()[0] != "alarm.emergency" || k.p.Session != nil || !k.p.Held() {
			t.Errorf("%s: %v", a, k.keys())
		}
	}
}

func TestAnAsideThatIsNotKnown(t *testing.T) {
	if k := known(t).happens(aside("hologram", "")); len(k.out) > 0 {
		t.Errorf("said %v", k.keys())
	}
}

// A closed chat gets nothing, and everything of it stays; open again, reminders
// go on, and nothing is said unasked.
func TestAClosedChat(t *testing.T) {
	k := known(t).say("schedule daily 10:00")
	k.deliver = false
	k.say("help").happens(bot.Event{Kind: bot.EventClosed})
	if !k.p.Gone || len(k.p.Outbox) > 0 || k.p.Plan.Schedule.IsZero() {
		t.Errorf("gone %v, owes %d, schedule %v", k.p.Gone, len(k.p.Outbox), k.p.Plan.Schedule)
	}
	heard := k.p.Heard
	k.until(k.now.Add(50 * time.Hour))
	if len(k.p.Outbox) > 0 {
		t.Errorf("a closed chat is owed %v", k.keys())
	}
	k.happens(bot.Event{Kind: bot.EventReopened})
	if k.p.Gone || len(k.out) > 0 || k.p.Heard != heard {
		t.Errorf("open again: gone %v, said %v", k.p.Gone, k.keys())
	}
	k.deliver = true
	k.at("10:00").wake()
	if got := k.keys(); !slices.Contains(got, "nudge.text") {
		t.Errorf("the reminder after it: %v", got)
	}
}

// Who has not agreed leaves no trace by opening and closing a chat.
func TestAStrangerWhoClosesTheChat(t *testing.T) {
	for _, kind := range []bot.EventKind{bot.EventClosed, bot.EventReopened} {
		if k := stranger(t).happens(bot.Event{Kind: kind}); len(k.out) > 0 || k.p.Known() {
			t.Errorf("kind %d: %v", kind, k.keys())
		}
	}
}
