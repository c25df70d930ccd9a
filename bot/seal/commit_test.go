package seal_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"unknot/bot"
	"unknot/bot/bottest"
	"unknot/bot/seal"
)

// Two processes with decisions of any age do the same to a sealed store and to
// a plain one: load, commit on what was loaded however long ago, repeat a
// commit, erase. After every step both stores must hold the same, so every
// record must open with the key that lies in its document.
func TestSealedEqualsPlain(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		plain, below := newMemory(), newMemory()
		d := &twins{plain: plain, last: map[bot.DocID]bot.Change{}}
		for range 2 {
			s, err := seal.Open(context.Background(), below, ring(t, 1), seal.Options{})
			if err != nil {
				rt.Fatal(err)
			}
			d.sealed = append(d.sealed, s)
		}
		docs := rapid.SampledFrom([]bot.DocID{"a", "b"})
		rt.Repeat(map[string]func(*rapid.T){
			"commit": func(rt *rapid.T) { d.commit(rt, d.change(rt, docs.Draw(rt, "doc"))) },
			"batch": func(rt *rapid.T) {
				var batch []bot.Change
				for range rapid.IntRange(0, 4).Draw(rt, "n") {
					batch = append(batch, d.change(rt, docs.Draw(rt, "doc")))
				}
				d.commit(rt, batch...)
			},
			"again": func(rt *rapid.T) {
				if c, ok := d.last[docs.Draw(rt, "doc")]; ok {
					d.commit(rt, c)
				}
			},
			"erase": func(rt *rapid.T) {
				doc := docs.Draw(rt, "doc")
				if err := errors.Join(plain.Erase(context.Background(), doc), d.any(rt).Erase(context.Background(), doc)); err != nil {
					rt.Fatal(err)
				}
			},
			"": d.compare,
		})
	})
}

// twins are a plain store and two processes with a sealed one.
type twins struct {
	plain  *memory
	sealed []*seal.Store
	count  int
	last   map[bot.DocID]bot.Change
}

func (d *twins) any(rt *rapid.T) *seal.Store { return rapid.SampledFrom(d.sealed).Draw(rt, "process") }

// change draws a change on the present version or on some other one.
func (d *twins) change(rt *rapid.T, doc bot.DocID) bot.Change {
	d.count++
	base := d.plain.docs[doc].Version
	if rapid.IntRange(0, 4).Draw(rt, "stale") == 0 {
		base = bot.Version(rapid.IntRange(0, 4).Draw(rt, "base"))
	}
	c := bot.Change{Doc: doc, Base: base, ID: bot.CommitID(fmt.Sprint(d.count)), Data: fmt.Append(nil, "data ", d.count)}
	if rapid.Bool().Draw(rt, "with a record") {
		c.Records = record(bot.Position(rapid.IntRange(0, 9).Draw(rt, "at")), fmt.Sprint("record ", d.count))
	}
	if rapid.Bool().Draw(rt, "removing") {
		c.Removed = []bot.Position{bot.Position(rapid.IntRange(0, 9).Draw(rt, "gone"))}
	}
	d.last[doc] = c
	return c
}

func (d *twins) commit(rt *rapid.T, changes ...bot.Change) {
	want, _ := d.plain.Commit(context.Background(), changes)
	got, err := d.any(rt).Commit(context.Background(), changes)
	if err != nil || len(got) != len(want) {
		rt.Fatalf("Commit of %d changes: %d outcomes, %v", len(changes), len(got), err)
	}
	for i := range want {
		if got[i].Version != want[i].Version || !errors.Is(got[i].Err, want[i].Err) {
			rt.Fatalf("change %d came out as %v, on the plain store as %v", i, got[i], want[i])
		}
	}
}

func (d *twins) compare(rt *rapid.T) {
	ctx := context.Background()
	for _, doc := range []bot.DocID{"a", "b"} {
		for _, s := range d.sealed {
			want, wantErr := d.plain.Load(ctx, doc)
			got, err := s.Load(ctx, doc)
			if !errors.Is(err, wantErr) || got.Version != want.Version || string(got.Data) != string(want.Data) {
				rt.Fatalf("%q is %v, %v, on the plain store %v, %v", doc, got, err, want, wantErr)
			}
			wantRecords, _ := d.plain.Records(ctx, doc, 0, 10)
			records, err := s.Records(ctx, doc, 0, 10)
			if err != nil || fmt.Sprint(records) != fmt.Sprint(wantRecords) {
				rt.Fatalf("the records of %q are %v, %v, on the plain store %v", doc, records, err, wantRecords)
			}
		}
	}
}

// A decision that is older than an erasure, and fits the version of the new
// life by chance, leaves the new life's key where it is.
func TestDecisionFromBeforeAnErasure(t *testing.T) {
	below := newMemory()
	slow, quick := sealed(t, below, ring(t, 1)), sealed(t, below, ring(t, 1))
	someone(t, slow, below, "a")
	stale, err := slow.Load(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if err := quick.Erase(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	save(t, quick, bot.Change{Doc: "a", ID: "new", Data: []byte("new life"), Records: record(1, "one")})
	save(t, slow, bot.Change{Doc: "a", Base: stale.Version, ID: "stale", Data: []byte("stale"), Records: record(2, "two")})
	for _, s := range []*seal.Store{slow, quick} {
		wantRecords(t, s, "a", "1:one 2:two ")
	}
}

// A decision on a version that is gone is never written, even if another
// process begins the document anew, up to that version, at the last moment.
func TestStaleDecisionMeetsANewLife(t *testing.T) {
	below := newMemory()
	quick := sealed(t, below, ring(t, 1))
	between := bottest.NewFlakyStore(below)
	slow := sealed(t, between, ring(t, 1))
	someone(t, quick, below, "a")
	save(t, quick, bot.Change{Doc: "a", Base: 1, ID: "c2"})
	between.Hook = func(op string) {
		if op == bottest.OpCommit {
			_ = quick.Erase(t.Context(), "a")
			save(t, quick, bot.Change{Doc: "a", ID: "new", Data: []byte("new life"), Records: record(1, "one")})
		}
	}
	done := commit(t, slow, bot.Change{Doc: "a", Base: 1, ID: "stale", Data: []byte("stale"), Records: record(2, "two")})
	wantError(t, done.Err, bot.ErrConflict)
	wantData(t, quick, "a", "new life")
	wantRecords(t, quick, "a", "1:one ")
}

// Records that are read while another process begins the document anew are
// those of the new life.
func TestRecordsMeetANewLife(t *testing.T) {
	below := newMemory()
	quick := sealed(t, below, ring(t, 1))
	between := bottest.NewFlakyStore(below)
	slow := sealed(t, between, ring(t, 1))
	someone(t, quick, below, "a")
	var once sync.Once
	between.Hook = func(op string) {
		if op == bottest.OpRecords {
			once.Do(func() {
				_ = quick.Erase(t.Context(), "a")
				save(t, quick, bot.Change{Doc: "a", ID: "new", Records: record(1, "one")})
			})
		}
	}
	wantRecords(t, slow, "a", "1:one ")
}

// A creation whose answer was lost is repeated with another key, which must
// not be the one that later commits use.
func TestLostAnswerOfACreation(t *testing.T) {
	below := newMemory()
	flaky := bottest.NewFlakyStore(below)
	s := sealed(t, flaky, ring(t, 1))
	lost := errors.New("answer lost")
	flaky.FailAfter(1, lost, bottest.OpCommit)
	first := bot.Change{Doc: "a", ID: "c1", Data: []byte("one"), Records: record(1, "one")}
	_, err := s.Commit(t.Context(), []bot.Change{first})
	wantError(t, err, lost)
	save(t, s, first)
	second := bot.Change{Doc: "a", Base: 1, ID: "c2", Data: []byte("two"), Records: record(2, "two")}
	flaky.FailAfter(1, lost, bottest.OpCommit)
	_, err = s.Commit(t.Context(), []bot.Change{second})
	wantError(t, err, lost)
	if got := save(t, s, second); got != 2 {
		t.Errorf("the repeated commit made version %d, want 2", got)
	}
	wantData(t, s, "a", "two")
	wantRecords(t, s, "a", "1:one 2:two ")
}

// storm lets many goroutines load, commit, erase and begin anew the same few
// documents, each through one of the processes, and checks that all the while
// and in the end everything opens. yield runs before each operation below.
func storm(t *testing.T, below *memory, processes int) {
	t.Helper()
	ctx := t.Context()
	yield := bottest.NewFlakyStore(below)
	yield.Hook = func(string) { pause() }
	var stores []*seal.Store
	for range processes {
		stores = append(stores, sealed(t, yield, ring(t, 1)))
	}
	var all sync.WaitGroup
	for g := range 8 {
		s := stores[g%processes]
		all.Go(func() {
			for i := range 300 {
				doc := bot.DocID(fmt.Sprint("doc", i%2))
				if err := stormStep(ctx, s, doc, fmt.Sprint(g, " ", i)); err != nil {
					t.Errorf("step %d of %d: %v", i, g, err)
					return
				}
			}
		})
	}
	all.Wait()
	for _, doc := range []bot.DocID{"doc0", "doc1"} {
		if _, err := stores[0].Records(ctx, doc, 0, 1<<40); err != nil {
			t.Errorf("in the end: %v", err)
		}
	}
}

// pause gives others a turn, now and then a long one.
func pause() {
	for range rand.IntN(200) {
		runtime.Gosched()
	}
}

func stormStep(ctx context.Context, s *seal.Store, doc bot.DocID, id string) error {
	if rand.IntN(6) == 0 {
		return s.Erase(ctx, doc)
	}
	stored, err := s.Load(ctx, doc)
	if err != nil && !errors.Is(err, bot.ErrNotFound) {
		return err
	}
	done, err := s.Commit(ctx, []bot.Change{{
		Doc: doc, Base: stored.Version, ID: bot.CommitID(id), Data: []byte(id), Records: record(bot.Position(rand.IntN(20)), id),
	}})
	if err != nil {
		return err
	}
	if err := done[0].Err; err != nil && !errors.Is(err, bot.ErrConflict) {
		return err
	}
	_, err = s.Records(ctx, doc, 0, 100)
	return err
}

// In one process nothing is ever sealed with a key that is not in the
// document, on any store.
func TestStormInOneProcess(t *testing.T) { storm(t, newMemory(), 1) }

// Nor is it between processes on a store whose versions do not begin again.
func TestStormOfProcesses(t *testing.T) {
	below := newMemory()
	below.onward = true
	storm(t, below, 3)
}

// What cannot be sealed is refused by itself.
func TestOneBrokenDocumentHoldsUpNobody(t *testing.T) {
	below := newMemory()
	s := sealed(t, below, ring(t, 1))
	value := someone(t, s, below, "broken")
	someone(t, s, below, "b")
	below.poke("broken", flipped(value, 200))
	done, err := s.Commit(t.Context(), []bot.Change{
		{Doc: "broken", Base: 1, ID: "c2"}, {Doc: "b", Base: 1, ID: "c2", Data: []byte("two")}, {Doc: seal.CheckDoc, Base: 1, ID: "c3"},
	})
	if err != nil {
		t.Fatal(err)
	}
	wantError(t, done[0].Err, seal.ErrDamaged)
	if done[1] != (bot.Committed{Version: 2}) || done[2].Err == nil {
		t.Errorf("the changes beside a broken document came out as %v", done[1:])
	}
	wantData(t, s, "b", "two")
}
