package bot_test

import (
	"slices"
	"testing"

	"unknot/bot"
)

// closes gives up the reminder that is due, because the chat is closed.
func (k *talk) closes() *talk {
	k.t.Helper()
	k.at("9:30")
	k.deliver = false
	k.wake()
	if len(k.out) == 0 || k.out[0].Kind != bot.KindNudge {
		k.t.Fatalf("due is %v", k.out)
	}
	k.happens(bot.Event{Kind: bot.EventUndone, Effect: k.out[0].ID, Fate: bot.FateGone})
	k.deliver = true
	if !k.p.Gone {
		k.t.Fatal("the chat is open")
	}
	return k
}

func (k *talk) asksAmong(text string) *talk {
	k.t.Helper()
	return k.among(bot.Event{Kind: bot.EventText, Text: text})
}

// Who cannot be written to is told so once, beside the answer to what they do
// elsewhere, and is answered there from then on.
func TestShutIsToldOnce(t *testing.T) {
	k := known(t).say("schedule daily 9:30")
	told := func() int {
		return len(slices.DeleteFunc(k.keys(), func(key string) bool { return key != "shut.told" }))
	}
	k.closes().asksAmong("today")
	if told() != 1 || len(k.keys()) < 2 {
		t.Errorf("told %v", k.keys())
	}
	if k.asksAmong("today"); told() != 0 {
		t.Errorf("told again: %v", k.keys())
	}
	if k.closes().asksAmong("today"); told() != 0 {
		t.Errorf("still closed, told again: %v", k.keys())
	}
	k.say("hello") // in the chat, which is open then
	if k.closes().asksAmong("today"); told() != 1 {
		t.Errorf("closed anew, told %v", k.keys())
	}
	k.at("9:30").wake() // it arrives
	if k.closes().asksAmong("today"); told() != 1 {
		t.Errorf("closed after a reminder, told %v", k.keys())
	}
}

// In a chat without any other way nobody can be told, and nobody needs to be.
func TestShutWithoutAWay(t *testing.T) {
	k := known(t).say("schedule daily 9:30").closes()
	if k.say("today"); slices.Contains(k.keys(), "shut.told") || k.p.Shut {
		t.Errorf("told %v", k.keys())
	}
	k.closes()
	k.p.Platform = "elsewhere"
	if k.asksAmong("today"); slices.Contains(k.keys(), "shut.told") {
		t.Errorf("told of another chat: %v", k.keys())
	}
}
