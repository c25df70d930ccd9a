package bot_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"unknot/bot"
	"unknot/bot/bottest"
)

// bubbleHouse runs a test in a bubble, in a house whose clock is the bubble's
// and whose dispatcher runs until stop is called.
func bubbleHouse(t *testing.T, test func(h *house, stop func()), change ...func(*bot.Options)) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, change...)
		time.Sleep(time.Until(firstMorning())) // a bubble begins in the year 2000
		h.clock = nil
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan error, 1)
		var once sync.Once
		stop := func() {
			once.Do(func() {
				cancel()
				if err := <-ended; err != nil {
					t.Errorf("the dispatcher ended with %v", err)
				}
				h.bot.Close()
			})
		}
		go func() { ended <- h.bot.Run(ctx) }()
		test(h, stop)
		stop()
	})
}

// told is say while the dispatcher runs; "yes" agrees and answers the screens.
func (h *house) told(doc bot.DocID, texts ...string) {
	h.t.Helper()
	for _, text := range texts {
		e := h.text(doc, text)
		if text == "yes" {
			e = tapEvent(h.events, doc, consentTap())
		}
		h.met(e)
		for screen := 1; text == "yes" && screen <= 4; screen++ {
			h.events++
			h.met(tapEvent(h.events, doc, noneTap(screen)))
		}
	}
}

// met hands one event over while the dispatcher runs.
func (h *house) met(e bot.Event) {
	h.t.Helper()
	if err := h.in.Handle(context.Background(), e); err != nil {
		h.t.Errorf("%q: %v", e.Text+e.Tap, err)
	}
	synctest.Wait()
}

// arrivals notes when messages with a text arrive.
func (h *house) arrivals(text string) func() []time.Time {
	var mu sync.Mutex
	var times []time.Time
	h.onSend(func(out bot.Outgoing) {
		if first(out.Message.Text.Plain()) == text {
			mu.Lock()
			times = append(times, time.Now())
			mu.Unlock()
		}
	})
	return func() []time.Time {
		mu.Lock()
		defer mu.Unlock()
		return times
	}
}

func wantTimes(t testing.TB, got []time.Time, want ...time.Time) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("came at %v, want %v", got, want)
	}
}

func TestDispatcherWakesOnTime(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		came := h.arrivals(letGo)
		time.Sleep(123 * time.Millisecond)
		h.told(anna, "yes", "full", "2", "timer")
		began := time.Now()
		time.Sleep(39*time.Second + 999*time.Millisecond)
		wantTimes(t, came())
		time.Sleep(2 * time.Second)
		wantTimes(t, came(), began.Add(40*time.Second))
	})
}

// TestDispatcherIsKicked lets a commit bring a wake that comes before the
// dispatcher would look by itself.
func TestDispatcherIsKicked(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		came := h.arrivals(letGo)
		h.told(anna, "yes", "full", "2", "timer")
		time.Sleep(39*time.Second + 700*time.Millisecond)
		h.told(anna, "pause")
		time.Sleep(10*time.Second + 350*time.Millisecond)
		h.told(anna, "go on")
		resumed := time.Now()
		time.Sleep(5 * time.Second)
		wantTimes(t, came(), resumed.Add(300*time.Millisecond))
	})
}

// TestClockOfTheStore: what a store regards as due is decided as due, however
// wrong the clock of this machine is. Else it would be claimed without end.
func TestClockOfTheStore(t *testing.T) {
	for _, wrong := range []time.Duration{-time.Hour, -time.Second, time.Hour} {
		h := newHouse(t, func(o *bot.Options) {
			store := o.Now
			o.Now = func() time.Time { return store().Add(wrong) }
		})
		h.agree(anna)
		h.say(anna, "cancel", "zone Berlin", "schedule weekdays 9:30")
		h.news()
		h.clock.set(firstMorning().Add(23*time.Hour + 30*time.Minute))
		h.wake()
		h.wantNews("Time for Neck release, 7 min?")
	}
}

// TestDispatcherSleeps counts how often the store is asked while nothing is
// due: once a second and lane, however many wait for later.
func TestDispatcherSleeps(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		h.told(anna, "yes", "cancel", "zone Berlin", "schedule weekdays 9:30")
		synctest.Wait()
		h.store.Reset()
		time.Sleep(time.Minute)
		synctest.Wait()
		if n := h.store.Total(); n < 110 || n > 122 || n != h.store.Count(bottest.OpClaim) {
			t.Errorf("%d calls in a minute, %d of them claims", n, h.store.Count(bottest.OpClaim))
		}
	})
}

// TestReplyDoesNotRouseDispatcher: what a reply leaves to do is far away.
func TestReplyDoesNotRouseDispatcher(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		h.told(anna, "yes")
		time.Sleep(1500 * time.Millisecond)
		h.store.Reset()
		h.told(anna, "full", "2", "done", "how")
		if n := h.store.Count(bottest.OpClaim); n != 0 {
			t.Errorf("four replies made the dispatcher look %d times", n)
		}
	})
}

func TestDispatcherSurvivesStoreErrors(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		came := h.arrivals(letGo)
		h.told(anna, "yes", "full", "2", "timer")
		began := time.Now()
		h.flaky.FailBefore(90, errAway, bottest.OpClaim)
		time.Sleep(2 * time.Minute)
		if got := came(); len(got) != 1 || got[0].Sub(began) < 40*time.Second || got[0].Sub(began) > 50*time.Second {
			t.Errorf("began %v, came at %v", began, got)
		}
		h.flaky.FailAfter(2, errAway, bottest.OpClaim) // it claimed, and nobody knows
		h.told(anna, "done", "timer")
		began = time.Now()
		time.Sleep(5 * time.Minute)
		if got := came(); len(got) != 2 {
			t.Errorf("began %v, came at %v", began, got)
		}
	})
}

// TestRunEndsInOrder cancels while a cue is being sent.
func TestRunEndsInOrder(t *testing.T) {
	bubbleHouse(t, func(h *house, stop func()) {
		h.told(anna, "yes", "full", "2", "timer")
		began := time.Now()
		h.onSend(func(bot.Outgoing) { time.Sleep(5 * time.Second) })
		time.Sleep(41 * time.Second)
		stop()
		if took := time.Since(began); took != 45*time.Second {
			t.Errorf("it ended after %v, want when the cue was out", took)
		}
		if p := h.person(anna); len(p.Outbox) > 0 {
			t.Errorf("the delivery was not noted: %v", p.Outbox)
		}
		h.store.Reset()
		time.Sleep(time.Hour)
		if h.store.Total() != 0 {
			t.Error("somebody still works")
		}
	})
}

// crowd plants people who all have something due in a lane in a second.
func (h *house) crowd(n int, lane bot.Lane) {
	h.t.Helper()
	p := h.person(anna)
	changes := make([]bot.Change, n)
	for i := range changes {
		doc := bot.DocID(fmt.Sprint("here:", lane, "-", i))
		p.Chat = bot.ChatID(doc)
		data, err := bot.Encode(p)
		if err != nil {
			h.t.Fatal(err)
		}
		changes[i] = bot.Change{Doc: doc, ID: "crowd", Data: data, Wakes: h.bot.Decider.Wakes(p)}
	}
	done, err := h.kept.Commit(context.Background(), changes)
	if err != nil || len(done) != n {
		h.t.Fatal(err)
	}
}

// rush is a platform that takes its time, and notes how many messages were on
// their way at once.
type rush struct {
	mu        sync.Mutex
	now, most int
	sent      map[bot.ChatID]time.Time
}

func (r *rush) slow(d time.Duration) func(bot.Outgoing) {
	r.sent = map[bot.ChatID]time.Time{}
	return func(out bot.Outgoing) {
		r.mu.Lock()
		r.now++
		r.most = max(r.most, r.now)
		r.sent[out.Chat] = time.Now()
		r.mu.Unlock()
		time.Sleep(d)
		r.mu.Lock()
		r.now--
		r.mu.Unlock()
	}
}

// at returns when a chat got its message.
func (r *rush) at(chat bot.ChatID) time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.sent[chat]
}

func (r *rush) count() (sent, most int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.sent), r.most
}

// TestManyAtOnce: a hundred timers end in the same moment, and every message
// takes a while.
func TestManyAtOnce(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		h.told(anna, "yes", "full", "2", "timer")
		due := time.Now().Add(40 * time.Second)
		h.crowd(99, bot.Urgent)
		var r rush
		const each = 10*time.Second + 500*time.Millisecond // ends between two looks
		h.onSend(r.slow(each))
		time.Sleep(41 * time.Second)
		if sent, most := r.count(); sent != bot.AtOnce || most != bot.AtOnce {
			t.Errorf("a second later %d are sent, at most %d at once, want %d", sent, most, bot.AtOnce)
		}
		time.Sleep(20 * time.Second)
		if sent, most := r.count(); sent != 100 || most != bot.AtOnce {
			t.Errorf("twenty seconds later %d are sent, at most %d at once", sent, most)
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		for chat, at := range r.sent {
			if wait := at.Sub(due); wait != 0 && wait != each {
				t.Errorf("%s waited %v: a place that is free is taken at once", chat, wait)
			}
		}
	})
}

// TestUrgentBeforeBulk: three hundred people are to be reminded in the moment
// in which one timer ends, and every message takes ten seconds.
func TestUrgentBeforeBulk(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		h.told(anna, "yes", "cancel", "zone Berlin", "schedule daily 10:05")
		h.crowd(300, bot.Bulk)
		h.told(anna, "schedule off")
		h.told(ben, "yes", "full", "2")
		time.Sleep(time.Until(firstMorning().Add(4*time.Minute + 21*time.Second)))
		h.told(ben, "timer")
		var r rush
		h.onSend(r.slow(10 * time.Second))
		time.Sleep(time.Until(firstMorning().Add(5*time.Minute + 2*time.Second)))
		cue := firstMorning().Add(5*time.Minute + time.Second)
		if sent, most := r.count(); !r.at(bot.ChatID(ben)).Equal(cue) || sent != bot.BulkAtOnce+1 || most != bot.BulkAtOnce+1 {
			t.Errorf("the timer spoke at %v, want %v; %d are sent", r.at(bot.ChatID(ben)), cue, sent)
		}
		time.Sleep(10 * time.Minute)
		if sent, most := r.count(); sent != 301 || most > bot.BulkAtOnce+1 {
			t.Errorf("%d are sent, at most %d at once", sent, most)
		}
	})
}

// TestOneSlowSendDelaysNobodyElse: one platform hangs for one chat.
func TestOneSlowSendDelaysNobodyElse(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		h.told(anna, "yes", "full", "2", "timer")
		h.told(ben, "yes", "full", "2", "timer")
		began := time.Now()
		var r rush
		slow := r.slow(15 * time.Second)
		h.onSend(func(out bot.Outgoing) {
			if out.Chat == bot.ChatID(anna) {
				slow(out)
				return
			}
			if time.Since(began) > 41*time.Second {
				t.Errorf("the other waited %v", time.Since(began))
			}
		})
		time.Sleep(40 * time.Second)
		synctest.Wait()
		h.news()
		if sent, _ := r.count(); sent != 1 {
			t.Fatalf("%d messages are on their way", sent)
		}
		h.told(ben, "cancel")
		if p := h.person(ben); p.Session != nil || len(p.Outbox) > 0 {
			t.Errorf("session %v, outbox %v", p.Session, p.Outbox)
		}
	})
}

// TestReplyInTheMiddleOfStopping hands events over while Run ends: the race
// detector would see it.
func TestReplyInTheMiddleOfStopping(t *testing.T) {
	h := newHouse(t)
	h.agree(anna, ben)
	for range 20 {
		ctx, cancel := context.WithCancel(context.Background())
		var all sync.WaitGroup
		all.Go(func() {
			if err := h.bot.Run(ctx); err != nil {
				t.Error(err)
			}
		})
		for _, doc := range []bot.DocID{anna, ben} {
			e := h.text(doc, "help")
			all.Go(func() {
				if err := h.in.Handle(context.Background(), e); err != nil {
					t.Error(err)
				}
			})
		}
		all.Go(cancel)
		all.Wait()
		h.bot.Close()
	}
	if n := len(h.person(anna).Seen); n != 25 {
		t.Errorf("%d events were decided, want 25", n)
	}
}
