package bot_test

import (
	"context"
	"errors"
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
	person bot.Person // as far as it lasts
	now    time.Time
	points int
	heard  int // messages so far
	kept   int // records so far
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
		u.bounds = append(u.bounds, boundary{w.bytes(), lasting(w.person(anna)), w.clock.Now(), w.life.passed(), len(w.heard), len(recordsIn(t, w.store, anna))})
	}
	for i, m := range life {
		mark()
		w.pass(i, m, m.time(w.clock.Now()))
	}
	mark()
	u.heard, u.person, u.record = w.heard, w.person(anna), recordsIn(t, w.store, anna)
	w.buried()
	return u
}

// person is somebody as the store has them; nobody, if it has not.
func (w *world) person(doc bot.DocID) bot.Person {
	w.t.Helper()
	stored, err := w.store.Load(context.Background(), doc)
	if errors.Is(err, bot.ErrNotFound) {
		return bot.Person{}
	}
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

// crashMode is how a life is disturbed.
type crashMode struct {
	name       string
	alone      bool // only one process works on the store
	idempotent bool // the platform tells a repeated message from a new one
	twice      bool // the process that follows dies as well
	every      int  // how many points lie between two that are tried
}

// crashAt lives the life with a death at a point, from the moment it lies in
// to the end.
func (u undisturbed) crashAt(t *testing.T, point int, mode crashMode) {
	t.Helper()
	step, within := u.around(point)
	w := newWorld(t, dataFileIn(t), mode.idempotent, mode.alone)
	if err := os.WriteFile(w.path, u.bounds[step].file, 0o600); err != nil {
		t.Fatal(err)
	}
	w.clock.set(u.bounds[step].now)
	w.born(within)
	second := 0
	if mode.twice {
		second = 1 + point%11
	}
	end := step
	for ; end < len(u.life) && (end < step+2 || point%9 == 0 || !u.rejoined(w, end)); end++ {
		w.pass(end, u.life[end], u.bounds[end+1].now)
		if w.life.dead() {
			w.revive(u.life[end], second)
		}
	}
	at := fmt.Sprintf("crash at point %d (step %d, %d)", point, step, within)
	u.compare(t, w, at, step, end)
	w.buried()
}

// rejoined reports whether a life has come to exactly where the undisturbed
// one was before a moment: the same document at the same time. What follows is
// decided by nothing else, so it need not be lived to the end every time.
func (u undisturbed) rejoined(w *world, step int) bool {
	return w.clock.Now().Equal(u.bounds[step].now) && cmp.Equal(lasting(w.person(anna)), u.bounds[step].person)
}

// TestCrashAtEveryPoint kills the process before and after every operation of
// the store and every message of a whole life.
func TestCrashAtEveryPoint(t *testing.T) {
	u := liveUndisturbed(t, crashLife())
	if len(u.record) != 2 || u.person.Session != nil || len(u.person.Outbox) > 0 {
		t.Fatalf("the undisturbed life has %d records, session %v, outbox %v", len(u.record), u.person.Session, u.person.Outbox)
	}
	apart := 1
	if testing.Short() {
		apart = 6
	}
	for _, mode := range []crashMode{
		{name: "one process", alone: true, every: 1},
		{name: "one process, twice", alone: true, twice: true, every: 3},
		{name: "replicas", every: 1},
		{name: "replicas, messages with keys", idempotent: true, every: 1},
		{name: "replicas, messages with keys, twice", idempotent: true, twice: true, every: 3},
	} {
		t.Run(mode.name, func(t *testing.T) {
			t.Parallel()
			for point := 1; point <= u.points(); point += mode.every * apart {
				u.crashAt(t, point, mode)
			}
			t.Logf("%d points tried", u.points()/mode.every/apart)
		})
	}
}

// compare holds a life with deaths in some moments against the undisturbed one.
func (u undisturbed) compare(t *testing.T, w *world, at string, from, to int) {
	t.Helper()
	if diff := cmp.Diff(u.bounds[to].person, lasting(w.person(anna))); diff != "" {
		t.Errorf("%s: the person, undisturbed -, crashed +:\n%s", at, diff)
	}
	records := timeless(recordsIn(t, w.store, anna))
	if diff := cmp.Diff(timeless(u.record[:u.bounds[to].kept]), records); diff != "" {
		t.Errorf("%s: the records, undisturbed -, crashed +:\n%s", at, diff)
	}
	u.compareHeard(t, w, at, u.heard[u.bounds[from].heard:u.bounds[to].heard])
}

// compareHeard wants every message again, none but those, and no nudge twice.
func (u undisturbed) compareHeard(t *testing.T, w *world, at string, undisturbed []heard) {
	t.Helper()
	count := map[heard]int{}
	for _, h := range w.heard {
		count[h]++
		if !slices.Contains(undisturbed, h) {
			t.Errorf("%s: heard besides: %+v", at, h)
		}
	}
	for _, h := range undisturbed {
		least, most := 1, 3 // one for each process that died, and one
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
	if !p.Safety.Screening.At.IsZero() {
		p.Safety.Screening.At = firstMorning() // that it was answered, not when
	}
	return p
}

func timeless(records []bot.SessionRecord) []bot.SessionRecord {
	var same []bot.SessionRecord
	for _, record := range records {
		r := &record.Result
		r.Started, r.Ended, r.Steps = time.Time{}, time.Time{}, slices.Clone(r.Steps)
		for j := range r.Steps {
			r.Steps[j].Spent = 0
		}
		same = append(same, record)
	}
	return same
}
