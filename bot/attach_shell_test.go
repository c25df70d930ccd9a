package bot_test

import (
	"strings"
	"testing"

	"unknot/bot"
	"unknot/bot/bottest"
)

// A message that is made of records waits while they cannot be read, and comes
// once when they can.
func TestAMessageWaitsForItsRecords(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	h.say(anna, "cancel")
	h.news()
	h.flaky.FailBefore(2, errAway, bottest.OpRecords)
	h.say(anna, "progress last 8 weeks")
	h.wantNews()
	if p := h.person(anna); len(p.Outbox) != 1 || p.Outbox[0].Stamp.Held != 1 {
		t.Fatalf("owed: %+v", p.Outbox)
	}
	for range 3 {
		h.clock.pass(bot.LongestHold)
		h.wake()
	}
	news := h.news()
	if len(news) != 1 || !strings.Contains(news[0], "0 sessions") {
		t.Errorf("it said %q", news)
	}
}

// Only what says so reads records.
func TestOtherMessagesReadNoRecords(t *testing.T) {
	h := newHouse(t)
	reads := 0
	h.flaky.Hook = func(op string) {
		if op == bottest.OpRecords {
			reads++
		}
	}
	h.agree(anna)
	h.say(anna, "cancel", "progress", "help", "progress last week")
	if reads > 0 {
		t.Errorf("%d reads", reads)
	}
	if h.say(anna, "progress 12 weeks"); reads != 1 {
		t.Errorf("a range cost %d reads", reads)
	}
}
