package bot_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"unknot/bot"
)

// busy is what a platform bears in these tests: five a second, one of them for
// answers alone.
func busy() bot.Limit { return bot.Limit{Rate: 5, Answers: 1, Burst: 1} }

// limited gives a bot a budget by the clock of the bubble.
func limited(t *testing.T, l bot.Limit) func(*bot.Options) {
	return func(o *bot.Options) {
		o.Budget = memoryBudget(t, map[string]bot.Limit{here: l}, time.Now)
	}
}

// mail is when messages came, and to whom.
type mail struct {
	mu sync.Mutex
	at map[bot.ChatID][]time.Time
}

func (m *mail) take(out bot.Outgoing) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.at == nil {
		m.at = map[bot.ChatID][]time.Time{}
	}
	m.at[out.Chat] = append(m.at[out.Chat], time.Now())
}

// all returns when messages came, in order.
func (m *mail) all() []time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []time.Time
	for _, times := range m.at {
		all = append(all, times...)
	}
	slices.SortFunc(all, time.Time.Compare)
	return all
}

// TestEverybodyDueAtOnce: a hundred people are reminded in the same minute on a
// platform that takes five messages a second. All are, never too many in any
// second, and who writes meanwhile gets an answer at once.
func TestEverybodyDueAtOnce(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		h.told(ben, "yes", "cancel")
		h.told(anna, "yes", "cancel", "zone Berlin", "schedule daily 10:05")
		h.crowd(99, bot.Bulk)
		time.Sleep(time.Until(firstMorning().Add(5 * time.Minute)))
		var m mail
		h.onSend(m.take)
		for range 20 {
			asked := time.Now()
			h.told(ben, "help")
			if wait := time.Since(asked); wait > 500*time.Millisecond {
				t.Errorf("an answer waited %v", wait)
			}
			time.Sleep(800 * time.Millisecond)
		}
		time.Sleep(time.Minute)
		all := m.all()
		if len(all) != 120 {
			t.Errorf("%d messages, want 100 reminders and 20 answers", len(all))
		}
		for i := busy().Rate; i < len(all); i++ {
			if span := all[i].Sub(all[i-busy().Rate]); span < time.Second {
				t.Fatalf("message %d came %v after the one five before it", i, span)
			}
		}
		if last := all[len(all)-1].Sub(firstMorning().Add(5 * time.Minute)); last > 30*time.Second {
			t.Errorf("the last came after %v, with four a second free for reminders", last)
		}
	}, limited(t, busy()))
}

// TestWaitHoldsForEverybody: told to wait, nobody else is written to until it
// is over; only an alarm is, and what is due unasked stays unclaimed.
func TestWaitHoldsForEverybody(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		h.told(ben, "yes", "cancel")
		h.told(anna, "yes", "cancel", "zone Berlin", "schedule daily 10:05")
		h.crowd(10, bot.Bulk)
		time.Sleep(time.Until(firstMorning().Add(4*time.Minute + 50*time.Second)))
		h.sender.FailBefore(1, &bot.SendError{Class: bot.SendWait, Wait: time.Minute, All: true, Err: errAway})
		h.told(anna, "help")
		over := time.Now().Add(time.Minute)
		var m mail
		h.onSend(m.take)
		h.told(ben, "help")
		if got := m.all(); len(got) > 0 {
			t.Errorf("sent at %v although the platform said wait until %v", got, over)
		}
		h.told(ben, "chest pain and my arm is numb")
		if got := m.all(); len(got) != 1 {
			t.Errorf("%d messages: an emergency waits for nothing", len(got))
		}
		before := h.store.Count("Commit")
		time.Sleep(time.Until(over) - 5*time.Second)
		if n := h.store.Count("Commit") - before; n > 2 {
			t.Errorf("%d commits while nothing may be sent", n)
		}
		time.Sleep(15 * time.Second)
		if got := m.all(); len(got) < 12 || got[1].Before(over) {
			t.Errorf("after the wait %d messages, the first at %v, want all after %v", len(got), got, over)
		}
	}, limited(t, busy()))
}

// TestAWayOfItsOwn: what answers over a way of its own costs nothing, and only
// what answers does.
func TestAWayOfItsOwn(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		h.told(anna, "yes", "cancel")
		time.Sleep(10 * time.Second)
		began := time.Now()
		var ways []bot.Way
		h.onSend(func(out bot.Outgoing) { ways = append(ways, out.Way) })
		for range 50 {
			e := h.text(anna, "help")
			e.Way = "token"
			h.met(e)
		}
		if took := time.Since(began); took > 0 {
			t.Errorf("fifty answers with a way of their own took %v", took)
		}
		if len(ways) != 50 || slices.Contains(ways, "") {
			t.Errorf("the ways were %q", ways)
		}
	}, limited(t, busy()))
}

// TestALongMessageTakesItsRoom: what is several messages on a platform waits for
// each of them, but for an alarm.
func TestALongMessageTakesItsRoom(t *testing.T) {
	bubbleHouse(t, func(h *house, _ func()) {
		h.told(anna, "yes", "cancel")
		time.Sleep(10 * time.Second)
		var m mail
		h.onSend(func(out bot.Outgoing) {
			for m.take(out); len(m.all()) < 12; m.take(out) {
				if err := out.Room(context.Background()); err != nil {
					t.Error(err)
				}
			}
		})
		h.told(anna, "help")
		all := m.all()
		for i := busy().Rate; i < len(all); i++ {
			if span := all[i].Sub(all[i-busy().Rate]); span < time.Second {
				t.Errorf("message %d came %v after the one five before it", i, span)
			}
		}
		began := time.Now()
		h.onSend(func(out bot.Outgoing) {
			for range 20 {
				_ = out.Room(context.Background())
			}
		})
		h.told(anna, "chest pain and my arm is numb")
		if took := time.Since(began); took > 0 {
			t.Errorf("an emergency waited %v", took)
		}
	}, limited(t, busy()))
}

// TestInvalidAnswersStopIt: a platform that holds answers against the bot gets
// no more of them than its limit says.
func TestInvalidAnswersStopIt(t *testing.T) {
	l := bot.Limit{Invalid: 3, InvalidIn: 10 * time.Minute}
	bubbleHouse(t, func(h *house, _ func()) {
		h.told(anna, "yes", "cancel")
		h.sender.FailBefore(1000, &bot.SendError{Class: bot.SendPermanent, Invalid: true, Err: errAway})
		attempts := countAttempts(h)
		for range 10 {
			h.told(anna, "help")
		}
		if *attempts != l.Invalid {
			t.Errorf("%d attempts, want %d", *attempts, l.Invalid)
		}
	}, limited(t, l))
}

// lostBudget is a budget whose others are out of reach.
type lostBudget struct{ bot.Budget }

func (lostBudget) Take(context.Context, string, bot.SendLane, int) (bot.Granted, error) {
	return bot.Granted{Wait: time.Second}, errAway
}

// TestBudgetOutOfReach: as long as nobody knows what others send, an answer is
// held and comes later; an alarm goes out.
func TestBudgetOutOfReach(t *testing.T) {
	budget := bot.Budget(lostBudget{})
	bubbleHouse(t, func(h *house, _ func()) {
		var m mail
		h.onSend(m.take)
		h.told(anna, "yes")
		h.told(anna, "chest pain and my arm is numb")
		if got := m.all(); len(got) != 1 {
			t.Errorf("%d messages, want the emergency text alone", len(got))
		}
	}, func(o *bot.Options) { o.Budget = budget })
}
