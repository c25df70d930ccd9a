package bot_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"unknot/bot"
)

// everyDeath lives a short life again and again, with a death at every point
// of its last moment, and hands each world over as the dead process left it.
func everyDeath(t *testing.T, life []moment, idempotent bool, after func(w *world, point int)) {
	t.Helper()
	last := len(life) - 1
	born := func(death int) *world {
		w := newWorld(t, dataFileIn(t), idempotent, false)
		w.born(0)
		for i, m := range life[:last] {
			w.pass(i, m, m.time(w.clock.Now()))
		}
		w.life.mu.Lock()
		w.life.n, w.life.last = 0, death
		w.life.mu.Unlock()
		w.pass(last, life[last], life[last].time(w.clock.Now()))
		return w
	}
	w := born(0)
	points := w.life.passed()
	w.buried()
	for point := 1; point <= points; point++ {
		w := born(point)
		w.buried()
		after(w, point)
		w.buried()
	}
	t.Logf("%d points tried", points)
}

// dailyLife ends with a nudge that is due.
func dailyLife() []moment {
	return append(agreeing(anna), []moment{
		{wait: time.Minute, text: "cancel"},
		{wait: time.Minute, text: "zone Berlin"},
		{wait: time.Minute, text: "schedule weekdays 9:30"},
		{until: "2026-11-25T08:30:00Z"},
	}...)
}

func (w *world) nudges() int {
	n := 0
	for _, h := range w.heard {
		if h.nudge() {
			n++
		}
	}
	return n
}

// TestCrashExpiresNudge lets the next process come too late for the nudge:
// whatever became of it before, it is not sent any more.
func TestCrashExpiresNudge(t *testing.T) {
	for _, idempotent := range []bool{false, true} {
		t.Run(fmt.Sprint("idempotent ", idempotent), func(t *testing.T) {
			t.Parallel()
			everyDeath(t, dailyLife(), idempotent, func(w *world, point int) {
				before := w.nudges()
				w.clock.pass(2 * time.Hour)
				w.born(0)
				w.catchUp()
				w.clock.pass(crashLease)
				w.catchUp()
				p := w.person(anna)
				if w.nudges() != before || before > 1 {
					t.Errorf("point %d: %d nudges before the crash, %d after it", point, before, w.nudges())
				}
				if len(p.Outbox) > 0 || p.Plan.Past.String() != "2026-11-25 09:30" {
					t.Errorf("point %d: outbox %v, decided up to %v", point, p.Outbox, p.Plan.Past)
				}
			})
		})
	}
}

// TestCrashKeepsAnswer lets the next process come hours later, without the
// platform handing the event over again: what was decided is answered still.
func TestCrashKeepsAnswer(t *testing.T) {
	daily := dailyLife()
	life := append(daily[:len(daily)-2], moment{wait: time.Minute, text: "progress"})
	asked := bot.EventID(fmt.Sprint("event-", len(life)))
	everyDeath(t, life, false, func(w *world, point int) {
		decided := slices.Contains(w.seenBy(), asked)
		w.clock.pass(5 * time.Hour)
		w.born(0)
		w.catchUp()
		answers := 0
		for _, h := range w.heard {
			if h.step == len(life)-1 {
				answers++
			}
		}
		if decided && (answers < 1 || answers > 2) || !decided && answers > 0 {
			t.Errorf("point %d: decided is %v, and %d answers came", point, decided, answers)
		}
	})
}

// seenBy reads which events the dead process had decided.
func (w *world) seenBy() []bot.EventID {
	w.born(0)
	defer w.buried()
	return w.person(anna).Seen
}

func TestCrashWhileForgetting(t *testing.T) {
	forget := bot.Tap{Do: bot.TapForget}
	life := append(agreeing(anna), []moment{
		{wait: time.Minute, text: "tiny"},
		{wait: time.Minute, text: "2"},
		{wait: time.Minute, text: "done"},
		{wait: time.Minute, text: "stop"},
		{wait: time.Minute, tap: &forget},
	}...)
	last := len(life) - 1
	everyDeath(t, life, false, func(w *world, point int) {
		w.born(0)
		w.act(life[last])
		if _, err := w.store.Load(context.Background(), anna); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("point %d: the document: %v", point, err)
		}
		if left := recordsIn(t, w.store, anna); len(left) > 0 {
			t.Errorf("point %d: %d records are left", point, len(left))
		}
		if said := w.heard[len(w.heard)-1]; said.step != last {
			t.Errorf("point %d: nobody said anything to that", point)
		}
		silence := len(w.heard)
		w.clock.pass(48 * time.Hour)
		w.catchUp()
		if len(w.heard) != silence {
			t.Errorf("point %d: somebody forgotten is written to: %v", point, w.heard[silence:])
		}
	})
}

// TestCrashWhileTelling lets two documents tell each other something at the
// same time. Heard twice it would have an effect twice: another answer.
func TestCrashWhileTelling(t *testing.T) {
	life := slices.Concat(agreeing(anna), agreeing(ben), []moment{
		{wait: time.Minute, text: "cancel"},
		{wait: time.Minute, text: "cancel", doc: ben},
		{wait: time.Minute, text: "help"},
		{wait: time.Minute, text: "help", doc: ben},
		{until: "2026-11-24T12:00:00Z"},
	})
	last := len(life) - 1
	lay := func(w *world) (before map[bot.DocID]bot.EffectID) {
		before = map[bot.DocID]bot.EffectID{}
		for doc, other := range map[bot.DocID]bot.DocID{anna: ben, ben: anna} {
			w.owe(doc, bot.Effect{Kind: bot.KindTell, Tell: &bot.Tell{Doc: other, Told: bot.ToldRefused}})
			before[doc] = w.person(doc).Effects
		}
		return before
	}
	points := 0
	for death := 1; points == 0 || death <= points; death++ {
		w := newWorld(t, dataFileIn(t), false, false)
		w.born(0)
		for i, m := range life[:last] {
			w.pass(i, m, crashTime(i))
		}
		before := lay(w)
		w.life.mu.Lock()
		w.life.n, w.life.last = 0, death
		w.life.mu.Unlock()
		w.pass(last, life[last], life[last].time(w.clock.Now()))
		if !w.life.dead() {
			points = w.life.passed() // no later death can come
		}
		w.revive(life[last], 0)
		for _, doc := range []bot.DocID{anna, ben} {
			p := w.person(doc)
			if p.Effects != before[doc]+1 || len(p.Outbox) > 0 {
				t.Errorf("death %d: %s was told with %d effects, and owes %v", death, doc, p.Effects-before[doc], p.Outbox)
			}
		}
		w.buried()
	}
	t.Logf("%d points tried", points)
}

// owe puts an effect into somebody's outbox behind the bot's back.
func (w *world) owe(doc bot.DocID, e bot.Effect) {
	w.t.Helper()
	stored, err := w.store.Load(context.Background(), doc)
	if err != nil {
		w.t.Fatal(err)
	}
	p := w.person(doc)
	p.Effects++
	e.ID, e.Stamp = p.Effects, bot.Stamp{Until: w.clock.Now()}
	p.Outbox = append(p.Outbox, e)
	data, err := bot.Encode(p)
	if err != nil {
		w.t.Fatal(err)
	}
	change := bot.Change{Doc: doc, Base: stored.Version, ID: "owed", Data: data, Wakes: w.bot.Decider.Wakes(p)}
	done, err := w.store.Commit(context.Background(), []bot.Change{change})
	if err != nil || done[0].Err != nil {
		w.t.Fatal(err, done)
	}
}
