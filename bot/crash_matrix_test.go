package bot_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"unknot/bot"
)

// boundary is the world between two moments of the undisturbed life: from here
// a life that dies later need not be lived again.
type boundary struct {
	file   []byte
	now    time.Time
	points int
	heard  int
}

// undisturbed is a life without deaths, and where it can be taken up.
type undisturbed struct {
	life   []moment
	bounds []boundary // before each moment, and after the last
	heard  []heard
	person bot.Person
	record []bot.SessionRecord
}

func liveUndisturbed(t *testing.T, life []moment) undisturbed {
	t.Helper()
	w := newWorld(t, dataFileIn(t), false, false)
	w.born(0)
	u := undisturbed{life: life}
	mark := func() {
		u.bounds = append(u.bounds, boundary{w.bytes(), w.clock.Now(), w.life.passed(), len(w.heard)})
	}
	for i, m := range life {
		mark()
		w.pass(i, m)
	}
	mark()
	u.heard, u.person, u.record = w.heard, w.person(anna), recordsIn(t, w.store, anna)
	w.buried()
	return u
}

func (w *world) person(doc bot.DocID) bot.Person {
	w.t.Helper()
	stored, err := w.store.Load(context.Background(), doc)
	if err != nil {
		w.t.Fatal(err)
	}
	p, err := bot.Decode(stored.Data)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// around returns the moment that a point lies in, and the point's number there.
func (u undisturbed) around(point int) (step, within int) {
	for u.bounds[step+1].points < point {
		step++
	}
	return step, point - u.bounds[step].points
}

func (u undisturbed) points() int { return u.bounds[len(u.life)].points }

// crashAt lives the life with a death at a point, and with another of the
// process after it if second is not 0.
func (u undisturbed) crashAt(t *testing.T, point, second int, idempotent, alone bool) *world {
	t.Helper()
	step, within := u.around(point)
	w := newWorld(t, dataFileIn(t), idempotent, alone)
	if err := os.WriteFile(w.path, u.bounds[step].file, 0o600); err != nil {
		t.Fatal(err)
	}
	w.clock.set(u.bounds[step].now)
	w.live(u.life, step, within, second)
	return w
}

// TestCrashAtEveryPoint kills the process before and after every operation of
// the store and every message of a whole life.
func TestCrashAtEveryPoint(t *testing.T) {
	u := liveUndisturbed(t, crashLife())
	if len(u.record) != 2 || u.person.Session != nil || len(u.person.Outbox) > 0 {
		t.Fatalf("the undisturbed life has %d records, session %v, outbox %v", len(u.record), u.person.Session, u.person.Outbox)
	}
	for _, mode := range []struct {
		name              string
		idempotent, alone bool
		twice             bool
	}{
		{name: "alone"},
		{name: "with a key for each message", idempotent: true},
	} {
		t.Run(mode.name, func(t *testing.T) {
			t.Parallel()
			for point := 1; point <= u.points(); point++ {
				u.compare(t, u.crashAt(t, point, 0, mode.idempotent, mode.alone), point, 2)
			}
			t.Logf("%d points tried", u.points())
		})
	}
}

// compare holds a life with deaths against the undisturbed one.
func (u undisturbed) compare(t *testing.T, w *world, point, most int) {
	t.Helper()
	step, within := u.around(point)
	at := fmt.Sprintf("crash at point %d (step %d, %d)", point, step, within)
	if diff := cmp.Diff(lasting(u.person), lasting(w.person(anna))); diff != "" {
		t.Errorf("%s: the person, undisturbed -, crashed +:\n%s", at, diff)
	}
	if diff := cmp.Diff(timeless(u.record), timeless(recordsIn(t, w.store, anna))); diff != "" {
		t.Errorf("%s: the records, undisturbed -, crashed +:\n%s", at, diff)
	}
	u.compareHeard(t, w, at, u.heard[u.bounds[step].heard:], most)
	w.buried()
}

// compareHeard wants every message again, none but those, and no nudge twice.
func (u undisturbed) compareHeard(t *testing.T, w *world, at string, undisturbed []heard, most int) {
	t.Helper()
	count := map[heard]int{}
	for _, h := range w.heard {
		count[h]++
		if !slices.Contains(undisturbed, h) {
			t.Errorf("%s: heard besides: %+v", at, h)
		}
	}
	for _, h := range undisturbed {
		least, most := 1, most
		if h.nudge() {
			most = 1
			if !w.chat.Caps.Idempotent {
				least = 0
			}
		}
		if w.chat.Caps.Idempotent {
			most = 1
		}
		if count[h] < least || count[h] > most {
			t.Errorf("%s: heard %d times, want %d to %d: %+v", at, count[h], least, most, h)
		}
	}
}

// lasting is what must be the same however often a process died: not how many
// attempts it took, what messages were called, or how late a timer was seen.
func lasting(p bot.Person) bot.Person {
	p.Effects, p.Shown.Ref, p.Passed, p.Recorded, p.Consent.At = 0, "", 0, 0, time.Time{}
	return p
}

func timeless(records []bot.SessionRecord) []bot.SessionRecord {
	same := slices.Clone(records)
	for i := range same {
		same[i].Result.Started, same[i].Result.Ended = time.Time{}, time.Time{}
	}
	return same
}
