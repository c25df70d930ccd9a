package bot_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"unknot/bot"
	"unknot/bot/bottest"
)

// tellRefusal tells something that is answered with one message over there, for each
// time that it is heard.
func tellRefusal(doc bot.DocID) bot.Effect {
	return bot.Effect{Kind: bot.KindTell, Tell: &bot.Tell{Doc: doc, Told: bot.ToldRefused}}
}

// tellers are two people who owe each other a word.
func tellers(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	h.agree(anna, ben)
	h.say(anna, "cancel")
	h.say(ben, "cancel")
	h.news()
	return h
}

// timesTold counts in what a document has seen how often another told it.
func (h *house) timesTold(doc, by bot.DocID) int {
	n := 0
	for _, id := range h.person(doc).Seen {
		if strings.HasPrefix(string(id), string(by)+"#") {
			n++
		}
	}
	return n
}

// TestTellEachOther: both at the same time, which must not make them wait for
// each other.
func TestTellEachOther(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		h.told(anna, "yes", "cancel")
		h.told(ben, "yes", "cancel")
		h.owe(anna, tellRefusal(ben))
		h.owe(ben, tellRefusal(anna))
		before := map[bot.DocID]bot.EffectID{anna: h.person(anna).Effects, ben: h.person(ben).Effects}
		time.Sleep(2 * time.Second)
		for doc, other := range map[bot.DocID]bot.DocID{anna: ben, ben: anna} {
			p := h.person(doc)
			if p.Effects != before[doc]+1 || len(p.Outbox) > 0 || h.timesTold(doc, other) != 1 {
				t.Errorf("%s: %d effects, told %d times, owes %v", doc, p.Effects-before[doc], h.timesTold(doc, other), p.Outbox)
			}
		}
	})
}

func TestTellOneself(t *testing.T) {
	h := tellers(t)
	h.owe(anna, tellRefusal(anna))
	h.wake()
	if p := h.person(anna); h.timesTold(anna, anna) != 1 || len(p.Outbox) > 0 {
		t.Errorf("told %d times, owes %v", h.timesTold(anna, anna), p.Outbox)
	}
}

// TestTellAgain loses the answer of every single operation on the way: it is
// told again, and heard once.
func TestTellAgain(t *testing.T) {
	for name, fail := range map[string]func(*bottest.FlakyStore){
		"the other cannot be read":   func(f *bottest.FlakyStore) { f.FailBefore(1, errAway, bottest.OpLoad) },
		"the other cannot be saved":  func(f *bottest.FlakyStore) { skip(f, 1, 2, f.FailBefore) },
		"saved without knowing":      func(f *bottest.FlakyStore) { skip(f, 1, 2, f.FailAfter) },
		"the delivery is not noted":  func(f *bottest.FlakyStore) { skip(f, 2, 2, f.FailBefore) },
		"the delivery may be noted":  func(f *bottest.FlakyStore) { skip(f, 2, 2, f.FailAfter) },
		"it may have been committed": func(f *bottest.FlakyStore) { f.FailAfter(2, errAway, bottest.OpCommit) },
	} {
		t.Run(name, func(t *testing.T) {
			h := tellers(t)
			h.owe(anna, tellRefusal(ben))
			before := h.person(ben).Effects
			fail(h.flaky)
			for range 4 {
				h.wake()
				h.clock.pass(bot.DefaultLease)
			}
			h.flaky.Hook = nil
			if p := h.person(anna); len(p.Outbox) > 0 || h.timesTold(ben, anna) != 1 {
				t.Errorf("told %d times, still owed %v", h.timesTold(ben, anna), p.Outbox)
			}
			if p := h.person(ben); p.Effects != before+1 || len(p.Outbox) > 0 {
				t.Errorf("it had %d effects over there, which owes %v", p.Effects-before, p.Outbox)
			}
		})
	}
}

// skip makes n commits fail after some that do not.
func skip(f *bottest.FlakyStore, first, n int, fail func(int, error, ...string)) {
	var commits atomic.Int64
	f.Hook = func(op string) {
		if op == bottest.OpCommit && commits.Add(1) == int64(first)+1 {
			fail(n, errAway, bottest.OpCommit)
		}
	}
}

// TestTellNobody: what cannot be heard is not told for ever.
func TestTellNobody(t *testing.T) {
	h := tellers(t)
	h.plant("here:broken", []byte("garbage"), bot.Wakes{})
	h.owe(anna, tellRefusal("here:stranger"), tellRefusal("here:broken"), effect(bot.KindAnswer, 30))
	h.wake()
	h.wantNews(messageOf(30))
	if p := h.person(anna); len(p.Outbox) > 0 {
		t.Errorf("still owed: %v", p.Outbox)
	}
	if string(h.stored("here:broken").Data) != "garbage" {
		t.Error("the broken document was touched")
	}
	if bot.Lines(h.bot) != 0 {
		t.Errorf("%d documents are held in memory", bot.Lines(h.bot))
	}
}

// TestTellWithoutChat: a closed chat keeps nobody from telling others.
func TestTellWithoutChat(t *testing.T) {
	h := tellers(t)
	h.owe(anna, effect(bot.KindAnswer, 30), tellRefusal(ben))
	h.sender.FailBefore(1, failure(bot.SendGone))
	h.wake()
	if p := h.person(anna); !p.Gone || len(p.Outbox) > 0 || h.timesTold(ben, anna) != 1 {
		t.Errorf("gone %v, owes %v, told %d times", p.Gone, p.Outbox, h.timesTold(ben, anna))
	}
}
