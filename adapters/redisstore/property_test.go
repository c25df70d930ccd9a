package redisstore_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unknot/adapters/redisstore"
	"unknot/bot"
	"unknot/bot/bottest"
)

// model is what the store must hold.
type model struct {
	docs   map[bot.DocID]*modelDoc
	given  map[bot.DocID]bot.Version // the largest version it ever had
	erased bot.Version               // the largest of any document that was erased
	codes  map[string]modelHold
	leases map[string]modelHold
}

type modelDoc struct {
	stored  bot.Stored
	records map[bot.Position]string
}

// modelHold is who holds something until when.
type modelHold struct {
	by  string
	end time.Time
}

// machine drives a store and its model.
type machine struct {
	s     *redisstore.Store
	hook  *again
	clock *bottest.Clock
	model model
	fresh int // number of the next commit
}

func docs() *rapid.Generator[bot.DocID] {
	return rapid.SampledFrom([]bot.DocID{"a", "b", "c", "{a}", "a:b"})
}

// insist repeats a call until its answer arrives.
func (m *machine) insist(t *rapid.T, call func() error) error {
	m.hook.t = t
	defer func() { m.hook.t = nil }()
	for {
		err := call()
		if !errors.Is(err, errLost) {
			return err
		}
	}
}

func (m *machine) doc(id bot.DocID) *modelDoc {
	if d := m.model.docs[id]; d != nil {
		return d
	}
	return &modelDoc{stored: bot.Stored{Doc: id}, records: map[bot.Position]string{}}
}

// wake draws a moment of whole milliseconds, or never.
func (m *machine) wake(t *rapid.T, label string) time.Time {
	if rapid.IntRange(0, 2).Draw(t, label+" never") == 0 {
		return time.Time{}
	}
	ahead := rapid.IntRange(-5000, 120_000).Draw(t, label)
	return m.clock.Now().Truncate(time.Millisecond).Add(time.Duration(ahead) * time.Millisecond).UTC()
}

// Commit saves up to three documents at once, now and then on a wrong version.
func (m *machine) Commit(t *rapid.T) {
	ids := rapid.SliceOfNDistinct(docs(), 1, 3, rapid.ID[bot.DocID]).Draw(t, "docs")
	changes := make([]bot.Change, len(ids))
	for i, id := range ids {
		m.fresh++
		data := []byte(fmt.Sprint("data", m.fresh))
		changes[i] = bot.Change{
			Doc: id, Base: m.doc(id).stored.Version, ID: bot.CommitID(fmt.Sprint(m.fresh)), Data: data,
			Wakes: bot.Wakes{Urgent: m.wake(t, "urgent"), Bulk: m.wake(t, "bulk")},
		}
		switch rapid.IntRange(0, 5).Draw(t, "stale") {
		case 0:
			changes[i].Base++
		case 1: // fits, or was the last of an earlier life
			changes[i].Base = m.model.given[id]
		}
		for _, at := range rapid.SliceOfN(rapid.Int64Range(-2, 3), 0, 3).Draw(t, "records") {
			changes[i].Records = append(changes[i].Records, bot.Record{Position: bot.Position(at), Data: data})
		}
		for _, at := range rapid.SliceOfN(rapid.Int64Range(-2, 3), 0, 2).Draw(t, "removed") {
			changes[i].Removed = append(changes[i].Removed, bot.Position(at))
		}
	}
	var done []bot.Committed
	err := m.insist(t, func() (err error) {
		done, err = m.s.Commit(t.Context(), changes)
		return err
	})
	if err != nil {
		t.Fatalf("Commit: %v", err)
	}
	for i, c := range changes {
		m.committed(t, c, done[i])
	}
}

func (m *machine) committed(t *rapid.T, c bot.Change, done bot.Committed) {
	d := m.doc(c.Doc)
	if c.Base != d.stored.Version {
		if !errors.Is(done.Err, bot.ErrConflict) {
			t.Fatalf("a stale commit of %q came out as %v", c.Doc, done)
		}
		return
	}
	if done.Err != nil || c.Base > 0 && done.Version != c.Base+1 {
		t.Fatalf("the commit of %q on %d came out as %v", c.Doc, c.Base, done)
	}
	if c.Base == 0 {
		m.created(t, c.Doc, done.Version)
	}
	m.model.given[c.Doc] = done.Version
	d.stored = bot.Stored{Doc: c.Doc, Version: done.Version, Data: c.Data, Wakes: c.Wakes}
	for _, r := range c.Records {
		d.records[r.Position] = string(r.Data)
	}
	for _, at := range c.Removed {
		delete(d.records, at)
	}
	m.model.docs[c.Doc] = d
}

// created checks the first version of a document: the clock, or one above what
// was erased in its bucket.
func (m *machine) created(t *rapid.T, doc bot.DocID, version bot.Version) {
	now := bot.Version(m.clock.Now().UnixMicro())
	if version < now || version > max(now, m.model.erased+1) {
		t.Fatalf("%q was created with version %d at %d, and %d was erased", doc, version, now, m.model.erased)
	}
	if version <= m.model.given[doc] {
		t.Fatalf("%q was created with version %d, and had %d before", doc, version, m.model.given[doc])
	}
}

// Claim takes what is due. Of claims whose answer was lost, only the state
// tells: each document that was due may have been moved ahead.
func (m *machine) Claim(t *rapid.T) {
	lane := rapid.SampledFrom([]bot.Lane{bot.Urgent, bot.Bulk}).Draw(t, "lane")
	n := rapid.IntRange(1, 3).Draw(t, "n")
	m.hook.t = t
	claimed, err := m.s.Claim(t.Context(), lane, n, time.Minute)
	m.hook.t = nil
	if err != nil && !errors.Is(err, errLost) {
		t.Fatalf("Claim: %v", err)
	}
	if len(claimed.Due) > n {
		t.Fatalf("claimed %d, want at most %d", len(claimed.Due), n)
	}
	now := m.clock.Now()
	leased := now.Truncate(time.Millisecond).Add(time.Minute).UTC()
	for _, got := range claimed.Due {
		want := m.doc(got.Doc).stored
		if wake := want.Wakes.In(lane); wake.IsZero() || wake.After(now) {
			t.Fatalf("claimed %q, which wakes at %v", got.Doc, wake)
		}
		if got.Version != want.Version || string(got.Data) != string(want.Data) || !got.Wakes.In(lane).Equal(leased) {
			t.Fatalf("claimed %+v, want %+v leased until %v", got, want, leased)
		}
	}
	for id, d := range m.model.docs {
		was := d.stored.Wakes.In(lane)
		is := m.load(t, id).Wakes.In(lane)
		isDue := !was.IsZero() && !was.After(now)
		if !is.Equal(was) && !(isDue && is.Equal(leased)) {
			t.Fatalf("a claim moved the wake of %q from %v to %v", id, was, is)
		}
		if taken := slices.ContainsFunc(claimed.Due, func(s bot.Stored) bool { return s.Doc == id }); taken && !is.Equal(leased) {
			t.Fatalf("%q was claimed without a lease", id)
		}
		if lane == bot.Urgent {
			d.stored.Wakes.Urgent = is
		} else {
			d.stored.Wakes.Bulk = is
		}
	}
}

func (m *machine) load(t *rapid.T, id bot.DocID) bot.Stored {
	stored, err := m.s.Load(t.Context(), id)
	if err != nil && !errors.Is(err, bot.ErrNotFound) {
		t.Fatalf("Load(%q): %v", id, err)
	}
	return stored
}

// Erase removes a document and its codes.
func (m *machine) Erase(t *rapid.T) {
	id := docs().Draw(t, "doc")
	if err := m.insist(t, func() error { return m.s.Erase(t.Context(), id) }); err != nil {
		t.Fatalf("Erase: %v", err)
	}
	m.model.erased = max(m.model.erased, m.doc(id).stored.Version)
	delete(m.model.docs, id)
	maps.DeleteFunc(m.model.codes, func(_ string, h modelHold) bool { return h.by == string(id) })
}

// Name lets a code stand for a document.
func (m *machine) Name(t *rapid.T) {
	code := rapid.SampledFrom([]string{"x", "y"}).Draw(t, "code")
	id := docs().Draw(t, "doc")
	d := time.Duration(rapid.IntRange(1, 120).Draw(t, "seconds")) * time.Second
	err := m.insist(t, func() error { return m.s.Name(t.Context(), code, id, d) })
	held := m.model.codes[code]
	if held.end.After(m.clock.Now()) && held.by != string(id) {
		if !errors.Is(err, bot.ErrConflict) {
			t.Fatalf("naming a code in use: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatalf("Name: %v", err)
	}
	m.model.codes[code] = modelHold{string(id), m.clock.Now().Add(d)}
}

// Resolve compares what a code stands for.
func (m *machine) Resolve(t *rapid.T) {
	code := rapid.SampledFrom([]string{"x", "y"}).Draw(t, "code")
	var got bot.DocID
	err := m.insist(t, func() (err error) {
		got, err = m.s.Resolve(t.Context(), code)
		return err
	})
	held := m.model.codes[code]
	if !held.end.After(m.clock.Now()) {
		if !errors.Is(err, bot.ErrNotFound) {
			t.Fatalf("Resolve(%q) = %q, %v, want ErrNotFound", code, got, err)
		}
		return
	}
	if err != nil || string(got) != held.by {
		t.Fatalf("Resolve(%q) = %q, %v, want %q", code, got, err, held.by)
	}
}

// Lease takes, extends or gives back a role.
func (m *machine) Lease(t *rapid.T) {
	holder := rapid.SampledFrom([]string{"me", "you"}).Draw(t, "holder")
	d := time.Duration(rapid.IntRange(0, 90).Draw(t, "seconds")) * time.Second
	var got bool
	err := m.insist(t, func() (err error) {
		got, err = m.s.Lease(t.Context(), "poller", holder, d)
		return err
	})
	held := m.model.leases["poller"]
	want := held.by == holder || !held.end.After(m.clock.Now())
	if err != nil || got != want {
		t.Fatalf("Lease(%q) = %v, %v, want %v", holder, got, err, want)
	}
	if want {
		m.model.leases["poller"] = modelHold{holder, m.clock.Now().Add(d)}
	}
}

// Advance lets time pass.
func (m *machine) Advance(t *rapid.T) {
	m.clock.Advance(time.Duration(rapid.IntRange(1, 90_000).Draw(t, "ms")) * time.Millisecond)
}

// check compares everything, with no faults.
func (m *machine) check(t *rapid.T) {
	seen := 0
	err := m.s.Walk(t.Context(), func(got bot.Stored) error {
		seen++
		d := m.doc(got.Doc)
		if want := d.stored; got.Version != want.Version || string(got.Data) != string(want.Data) ||
			!got.Wakes.Urgent.Equal(want.Wakes.Urgent) || !got.Wakes.Bulk.Equal(want.Wakes.Bulk) {
			t.Fatalf("%q is %+v, want %+v", got.Doc, got, want)
		}
		records, err := m.s.Records(t.Context(), got.Doc, -10, 10)
		if err != nil || len(records) != len(d.records) {
			t.Fatalf("%q has the records %v, %v, want %v", got.Doc, records, err, d.records)
		}
		for _, r := range records {
			if d.records[r.Position] != string(r.Data) {
				t.Fatalf("%q has %q at %d, want %q", got.Doc, r.Data, r.Position, d.records[r.Position])
			}
		}
		return nil
	})
	if err != nil || seen != len(m.model.docs) {
		t.Fatalf("walked over %d documents, %v, want %d", seen, err, len(m.model.docs))
	}
}

// drain takes everything that can ever come due: each document once.
func (m *machine) drain(t *rapid.T) {
	m.clock.Advance(time.Hour)
	for _, lane := range []bot.Lane{bot.Urgent, bot.Bulk} {
		want := 0
		for _, d := range m.model.docs {
			if !d.stored.Wakes.In(lane).IsZero() {
				want++
			}
		}
		claimed, err := m.s.Claim(t.Context(), lane, 100, time.Minute)
		if err != nil || len(claimed.Due) != want {
			t.Fatalf("in the end %d are due, %v, want %d", len(claimed.Due), err, want)
		}
	}
}

// TestScriptsRepeated runs every script one to four times at random, loses
// answers at random, and compares with a model.
func TestScriptsRepeated(t *testing.T) {
	url := freshDatabase(t)
	bare := commonServer(t).client(t, database(t, url))
	hook := &again{scripts: map[string]int{}}
	rapid.Check(t, func(t *rapid.T) {
		if err := bare.FlushDB(t.Context()).Err(); err != nil {
			t.Fatal(err)
		}
		c := bottest.NewClock()
		o := options(url, c)
		o.Buckets = 4 // so that documents meet
		s, err := redisstore.Open(t.Context(), o)
		if err != nil {
			t.Fatalf("Open: %v", err)
		}
		defer s.Close()
		redisstore.AddHook(s, hook)
		m := &machine{s: s, hook: hook, clock: c, model: model{
			docs: map[bot.DocID]*modelDoc{}, given: map[bot.DocID]bot.Version{},
			codes: map[string]modelHold{}, leases: map[string]modelHold{},
		}}
		t.Repeat(map[string]func(*rapid.T){
			"": m.check, "commit": m.Commit, "claim": m.Claim, "erase": m.Erase,
			"name": m.Name, "resolve": m.Resolve, "lease": m.Lease, "advance": m.Advance,
		})
		m.drain(t)
	})
	if len(hook.scripts) < 8 {
		t.Errorf("only %d scripts were run again", len(hook.scripts))
	}
}
