package bot_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"testing"
	"time"

	"unknot/bot"
	"unknot/bot/bottest"
)

// wantNews checks what came to the chats since the last look.
func (h *house) wantNews(want ...string) {
	h.t.Helper()
	if got := h.news(); !slices.Equal(got, want) {
		h.t.Errorf("came %q, want %q", got, want)
	}
}

const (
	welcome  = "Unknot leads you through short routines for a tense neck and shoulders, one step at a time."
	painNow  = "Neck and shoulder pain right now? 0 is none, 10 the worst you can imagine."
	away     = "I cannot reach my notes right now. Your message is not gone: I answer as soon as I can."
	callHelp = "Stop. Call your local emergency number now."
	nothing  = "There is nothing to leave just now."
)

// TestReplyCostsOneReadAndOneWrite looks at the counters in the moment the
// answer goes out.
func TestReplyCostsOneReadAndOneWrite(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	for _, text := range []string{"tiny", "2", "done", "how", "done", "1", "3", "Berlin", "progress", "schedule weekdays 9:30", "nonsense"} {
		h.store.Reset()
		asked := 0
		h.onSend(func(bot.Outgoing) {
			asked++
			if h.store.Count(bottest.OpLoad) != 1 || h.store.Count(bottest.OpCommit) != 1 || h.store.Total() != 2 {
				t.Errorf("%q: before the answer is out: %d reads, %d writes, %d calls in all",
					text, h.store.Count(bottest.OpLoad), h.store.Count(bottest.OpCommit), h.store.Total())
			}
		})
		h.say(anna, text)
		if asked == 0 {
			t.Errorf("%q was not answered", text)
		}
		if h.store.Total() != 4 {
			t.Errorf("%q: %d calls with the note that it was delivered, want 4", text, h.store.Total())
		}
	}
}

func TestWakeCostsNoReadAndOneWrite(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	h.say(anna, "cancel", "zone Berlin", "schedule weekdays 9:30")
	h.clock.set(firstMorning().Add(23*time.Hour + 30*time.Minute))
	h.store.Reset()
	h.onSend(func(bot.Outgoing) {
		if h.store.Count(bottest.OpLoad) != 0 || h.store.Count(bottest.OpCommit) != 1 {
			t.Errorf("before the nudge is out: %d reads, %d writes", h.store.Count(bottest.OpLoad), h.store.Count(bottest.OpCommit))
		}
	})
	h.news()
	h.wake()
	h.wantNews("Time for Neck release, 7 min?")
}

// TestNoteRidesAlong hands over the next event while the answer to the first
// goes out. Noting the delivery then costs nothing of its own.
func TestNoteRidesAlong(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	h.store.Reset()
	h.news()
	second := make(chan error, 1)
	h.onSend(func(bot.Outgoing) {
		h.onSend(nil)
		e := h.text(anna, "privacy")
		go func() { second <- h.in.Handle(context.Background(), e) }()
		for bot.Waiting(h.bot, anna) == 0 {
			runtime.Gosched()
		}
	})
	h.say(anna, "safety")
	if err := <-second; err != nil {
		t.Fatal(err)
	}
	h.bot.Close()
	if news := h.news(); len(news) != 2 || news[0] != callHelp {
		t.Errorf("came %q", news) // the first again, if nobody knew that it was out
	}
	if loads, commits := h.store.Count(bottest.OpLoad), h.store.Count(bottest.OpCommit); loads != 3 || commits != 3 {
		t.Errorf("two events and one note of their own: %d reads and %d writes, want 3 and 3", loads, commits)
	}
	if p := h.person(anna); len(p.Outbox) > 0 || bot.Lines(h.bot) != 0 {
		t.Errorf("outbox %v, %d documents held in memory", p.Outbox, bot.Lines(h.bot))
	}
}

// TestWholeSessionCosts is the price list of a session.
func TestWholeSessionCosts(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	h.store.Reset()
	replies := []string{"tiny", "2", "done", "done", "1", "3"}
	h.say(anna, replies...)
	if len(h.records(anna)) != 1 {
		t.Fatalf("%d records", len(h.records(anna)))
	}
	t.Logf("%d replies: %d reads, %d writes", len(replies), h.store.Count(bottest.OpLoad), h.store.Count(bottest.OpCommit))
	if want := 4 * len(replies); h.store.Total() != want {
		t.Errorf("%d calls of the store for %d replies, want at most %d", h.store.Total(), len(replies), want)
	}
}

// TestLostCommitAnswers takes the answers of commits away, the first or both
// attempts, before or after they took effect. The last reply of a session
// writes its record.
func TestLostCommitAnswers(t *testing.T) {
	for name, test := range map[string]struct {
		fail func(*bottest.FlakyStore)
		late bool // the event has to come again
	}{
		"saved, and its answer was lost":    {func(f *bottest.FlakyStore) { f.FailAfter(1, errAway, bottest.OpCommit) }, false},
		"saved, and both answers were lost": {func(f *bottest.FlakyStore) { f.FailAfter(2, errAway, bottest.OpCommit) }, true},
		"not saved the first time":          {func(f *bottest.FlakyStore) { f.FailBefore(1, errAway, bottest.OpCommit) }, false},
		"not saved at all":                  {func(f *bottest.FlakyStore) { f.FailBefore(2, errAway, bottest.OpCommit) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.agree(anna)
			h.say(anna, "tiny", "2", "done", "done", "1")
			h.news()
			test.fail(h.flaky)
			last := h.text(anna, "3")
			err := h.handle(last)
			if test.late != errors.Is(err, bot.ErrLater) {
				t.Fatalf("the event: %v", err)
			}
			if test.late {
				h.wantNews(away)
				if err := h.handle(last); err != nil {
					t.Fatal(err)
				}
			}
			h.wantNews("Done: 3-minute desk reset, 2 of 2 steps, 1 min.")
			if n := len(h.records(anna)); n != 1 {
				t.Errorf("%d records, want 1", n)
			}
			if p := h.person(anna); len(p.Outbox) > 0 || len(p.Days) != 1 || p.Days[0].Sessions != 1 {
				t.Errorf("outbox %v, days %v", p.Outbox, p.Days)
			}
		})
	}
}

// TestLostCommitAnswerOfANudge: a wake has no ID of its own to be known by, so
// only the ID of the commit keeps its nudge from being taken for an old one.
func TestLostCommitAnswerOfANudge(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	h.say(anna, "cancel", "zone Berlin", "schedule weekdays 9:30")
	h.news()
	h.clock.set(firstMorning().Add(23*time.Hour + 30*time.Minute))
	h.flaky.FailAfter(1, errAway, bottest.OpCommit)
	h.wake()
	h.wantNews("Time for Neck release, 7 min?")
	if p := h.person(anna); p.Passed != 0 || len(p.Outbox) > 0 {
		t.Errorf("%d passed, outbox %v", p.Passed, p.Outbox)
	}
}

// TestNoteThatFailed: the next event takes along what could not be noted, and
// nothing is said twice.
func TestNoteThatFailed(t *testing.T) {
	for _, op := range []string{bottest.OpLoad, bottest.OpCommit} {
		h := newHouse(t)
		h.agree(anna)
		h.say(anna, "cancel")
		h.news()
		h.onSend(func(bot.Outgoing) {
			h.onSend(nil)
			h.flaky.FailBefore(2, errAway, op)
		})
		h.say(anna, "cancel")
		if bot.Lines(h.bot) != 1 || len(h.person(anna).Outbox) != 1 {
			t.Fatalf("the note is not held: %d documents in memory", bot.Lines(h.bot))
		}
		h.flaky.FailBefore(0, nil)
		h.say(anna, "cancel")
		h.wantNews(nothing, nothing)
		if bot.Lines(h.bot) != 0 || len(h.person(anna).Outbox) != 0 {
			t.Errorf("%d documents in memory, outbox %v", bot.Lines(h.bot), h.person(anna).Outbox)
		}
	}
}

// TestConflictDecidesAgain lets another process save the same document between
// reading and writing.
func TestConflictDecidesAgain(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	h.say(anna, "tiny", "2", "done")
	other := bot.New(shellOptions(t, h.kept, h.now))
	in := other.Join(h.sender)
	h.news()
	h.before(bottest.OpCommit, func() {
		if err := in.Handle(context.Background(), h.text(anna, "done")); err != nil {
			t.Error(err)
		}
		other.Close()
	})
	// Decided on what it read, this would be the second of two steps.
	h.say(anna, "done")
	h.wantNews("That was the last step. Neck and shoulder pain now, 0 to 10?", "That is no answer I know here. The question is still:")
	if p := h.person(anna); p.Session == nil || len(p.Seen) != 10 {
		t.Errorf("session %v, seen %v", p.Session, p.Seen)
	}
	if h.store.Count(bottest.OpLoad) < 2 {
		t.Error("it did not read again")
	}
}

// before lets something happen once before the next operation of a kind.
func (h *house) before(op string, do func()) {
	h.flaky.Hook = func(now string) {
		if now == op {
			h.flaky.Hook = nil
			do()
		}
	}
}

func TestConflictsWithoutEnd(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	h.news()
	tries := 0
	h.flaky.Hook = func(op string) {
		if op == bottest.OpCommit {
			tries++
			stored := h.stored(anna)
			h.plant(anna, stored.Data, stored.Wakes)
		}
	}
	e := h.text(anna, "help")
	if err := h.handle(e); !errors.Is(err, bot.ErrLater) || !errors.Is(err, bot.ErrConflict) {
		t.Errorf("error %v", err)
	}
	if tries < 2 || tries > 20 {
		t.Errorf("it tried %d times", tries)
	}
	h.wantNews(away)
	h.flaky.Hook = nil
	if err := h.handle(e); err != nil {
		t.Fatal(err)
	}
	if news := h.news(); len(news) != 1 || news[0] == away {
		t.Errorf("when the others are done came %q", news)
	}
}

// TestClaimedDocumentMovedOn lets a reply come between claiming a document and
// saving what time did to it: time acts on what is there then.
func TestClaimedDocumentMovedOn(t *testing.T) {
	for reply, want := range map[string][]string{
		"done":   {"Step 2 of 5: Shoulder rolls"}, // and nothing of a timer whose step is over
		"safety": {callHelp, letGo},
	} {
		h := newHouse(t)
		h.agree(anna)
		h.say(anna, "full", "2", "timer")
		h.news()
		h.clock.pass(time.Minute)
		other := bot.New(shellOptions(t, h.kept, h.now))
		in := other.Join(h.sender)
		h.before(bottest.OpCommit, func() {
			if err := in.Handle(context.Background(), h.text(anna, reply)); err != nil {
				t.Error(err)
			}
			other.Close()
		})
		h.store.Reset()
		h.wake()
		h.wantNews(want...)
		if n := h.store.Count(bottest.OpCommit); n > 3 {
			t.Errorf("%q meanwhile took %d commits", reply, n)
		}
	}
}

// TestWakeForNothing: a claim moves the wake of a document, so even a wake that
// changes nothing has to put it back.
func TestWakeForNothing(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	h.say(anna, "full", "2", "timer")
	h.news()
	before := h.stored(anna)
	h.plant(anna, before.Data, bot.Wakes{Urgent: h.now(), Bulk: before.Wakes.Bulk})
	h.wake()
	if after := h.stored(anna); !after.Wakes.Urgent.Equal(before.Wakes.Urgent) || !after.Wakes.Bulk.Equal(before.Wakes.Bulk) {
		t.Errorf("the wakes were %v and are %v", before.Wakes, after.Wakes)
	}
	h.wantNews()
}

func TestEventTwice(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	e := h.text(anna, "cancel")
	for range 3 {
		if err := h.handle(e); err != nil {
			t.Fatal(err)
		}
	}
	h.store.Reset()
	h.news()
	if err := h.handle(e); err != nil {
		t.Fatal(err)
	}
	h.wantNews()
	if n := h.store.Count(bottest.OpCommit); n != 0 {
		t.Errorf("an event that changes nothing was saved %d times", n)
	}
	again := h.text(anna, "cancel")
	if err := h.handle(again); err != nil {
		t.Fatal(err)
	}
	h.wantNews(nothing)
}

func TestStrangersLeaveNothing(t *testing.T) {
	h := newHouse(t)
	h.say(anna, "hello", "safety", "help")
	h.wantNews(welcome, callHelp, welcome)
	if _, err := h.kept.Load(t.Context(), anna); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("a document of somebody who did not agree: %v", err)
	}
	if h.store.Count(bottest.OpCommit) != 0 || bot.Lines(h.bot) != 0 {
		t.Errorf("%d commits, %d documents in memory", h.store.Count(bottest.OpCommit), bot.Lines(h.bot))
	}
}

// TestStrangersAreAnsweredAtLast: what is not stored cannot be tried again by
// us, so the platform must hand the event over again.
func TestStrangersAreAnsweredAtLast(t *testing.T) {
	h := newHouse(t)
	e := h.text(anna, "my worst headache ever")
	h.sender.FailBefore(2, &bot.SendError{Class: bot.SendTemporary, Err: errAway})
	for range 2 {
		if err := h.handle(e); !errors.Is(err, bot.ErrLater) {
			t.Fatalf("an emergency text that did not go out: %v", err)
		}
	}
	if err := h.handle(e); err != nil {
		t.Fatal(err)
	}
	h.wantNews(callHelp)
}

func TestEventOfAnyPlatformIsItsOwn(t *testing.T) {
	h := newHouse(t)
	there := &bottest.RecordingSender{Caps: bot.Capabilities{Name: "there"}}
	in := h.bot.Join(there)
	e := h.text(anna, "hello")
	e.Platform = here // as no adapter should
	if err := in.Handle(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	if len(there.Sent()) != 1 || len(h.sender.Sent()) != 0 {
		t.Errorf("%d messages there and %d here", len(there.Sent()), len(h.sender.Sent()))
	}
}
