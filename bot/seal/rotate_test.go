package seal_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unknot/bot"
	"unknot/bot/bottest"
	"unknot/bot/seal"
)

// people fills a store with documents sealed by the key 1.
func people(t testing.TB, below bot.Store, n int) {
	t.Helper()
	s := sealed(t, below, ring(t, 1))
	for i := range n {
		doc := bot.DocID(fmt.Sprint("doc", i))
		save(t, s, bot.Change{Doc: doc, ID: "c1", Data: []byte(doc), Records: record(1, string(doc))})
	}
}

func wantPeople(t testing.TB, s bot.Store, n int) {
	t.Helper()
	for i := range n {
		doc := fmt.Sprint("doc", i)
		wantData(t, s, bot.DocID(doc), doc)
		wantRecords(t, s, bot.DocID(doc), "1:"+doc+" ")
	}
}

func TestRotate(t *testing.T) {
	below := newMemory()
	people(t, below, 150)
	_, bodyBefore, _ := seal.Split(below.value(t, "doc0"))
	s := sealed(t, below, ring(t, 2, 1))
	wantPeople(t, s, 150) // both keys are needed
	done, err := s.Rotate(t.Context())
	if err != nil || done != (seal.Rotation{Wrapped: 150}) {
		t.Fatalf("Rotate = %v, %v, want 150 keys wrapped", done, err)
	}
	if _, body, _ := seal.Split(below.value(t, "doc0")); !bytes.Equal(body, bodyBefore) {
		t.Error("a body was encrypted again")
	}
	wantPeople(t, sealed(t, below, ring(t, 2)), 150) // the older key is needed no more
	_ = wantRefusal(t, below, ring(t, 1))
	if again, err := s.Rotate(t.Context()); err != nil || again != (seal.Rotation{}) {
		t.Errorf("rotating again = %v, %v, want nothing done", again, err)
	}
}

// Whatever operation fails, before or after it took effect, calling again
// completes the rotation, and until then the older key is asked for.
func TestRotateGoesOnAfterAFault(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		below := newMemory()
		people(t, below, 70)
		flaky := bottest.NewFlakyStore(below)
		s := sealed(t, flaky, ring(t, 2, 1))
		away := errors.New("away")
		left, op := rapid.IntRange(0, 80).Draw(rt, "operations"), ""
		flaky.Hook = func(now string) {
			if left--; left == 0 {
				op = now
				if rapid.Bool().Draw(rt, "after") {
					flaky.FailAfter(1, away, now)
				} else {
					flaky.FailBefore(1, away, now)
				}
			}
		}
		if _, err := s.Rotate(t.Context()); op != "" && !errors.Is(err, away) {
			rt.Fatalf("a failing %s came out as %v", op, err)
		}
		if _, err := seal.Open(t.Context(), below, ring(t, 1), seal.Options{}); err == nil {
			rt.Fatal("the new key was forgotten")
		}
		left = 0 // nothing fails from here on
		if _, err := s.Rotate(t.Context()); err != nil {
			rt.Fatalf("rotating again: %v", err)
		}
		wantPeople(t, sealed(t, below, ring(t, 2)), 70)
	})
}

// Writers, with the new ring and with the old one first, go on during a
// rotation. Nothing they were told is saved is lost.
func TestRotateUnderLoad(t *testing.T) {
	const docs, steps = 20, 100
	below := newMemory()
	people(t, below, docs)
	yield := bottest.NewFlakyStore(below)
	yield.Hook = func(string) { pause() }
	rotating := sealed(t, yield, ring(t, 2, 1))
	saved := make([]string, docs)
	var all sync.WaitGroup
	for i := range docs {
		s := sealed(t, yield, ring(t, 2, 1))
		if i%2 == 0 {
			s = rotating
		}
		all.Go(func() { saved[i] = write(t, s, bot.DocID(fmt.Sprint("doc", i)), steps) })
	}
	done, err := rotating.Rotate(t.Context())
	all.Wait()
	if err != nil || done.Wrapped != docs {
		t.Errorf("Rotate = %v, %v, want %d keys wrapped", done, err, docs)
	}
	after := sealed(t, below, ring(t, 2))
	for i, want := range saved {
		wantRecords(t, after, bot.DocID(fmt.Sprint("doc", i)), want)
	}
}

// write adds records to a document, deciding again after each conflict, and
// returns what must be there.
func write(t *testing.T, s *seal.Store, doc bot.DocID, steps int) string {
	want := "1:" + string(doc) + " "
	for step := 2; step < steps; {
		stored, err := s.Load(t.Context(), doc)
		if err != nil {
			t.Errorf("Load: %v", err)
			return want
		}
		done, err := s.Commit(t.Context(), []bot.Change{{
			Doc: doc, Base: stored.Version, ID: bot.CommitID(fmt.Sprint(step)), Data: stored.Data, Records: record(bot.Position(step), fmt.Sprint(step)),
		}})
		if err != nil || done[0].Err != nil && !errors.Is(done[0].Err, bot.ErrConflict) {
			t.Errorf("Commit: %v, %v", done, err)
			return want
		}
		if done[0].Err == nil {
			want += fmt.Sprintf("%d:%d ", step, step)
			step++
		}
	}
	return want
}

// A process that still has the older key first is noticed, and the older key
// stays in the check.
func TestRotateBesideAProcessWithTheOldKey(t *testing.T) {
	below := newMemory()
	people(t, below, 3)
	old := sealed(t, below, ring(t, 1))
	yield := bottest.NewFlakyStore(below)
	s := sealed(t, yield, ring(t, 2, 1))
	created := 0
	yield.Hook = func(op string) {
		if op == bottest.OpWalk {
			created++
			save(t, old, bot.Change{Doc: bot.DocID(fmt.Sprint("late", created)), ID: "c1"})
		}
	}
	_, err := s.Rotate(t.Context())
	if err == nil || !strings.Contains(err.Error(), "UNKNOT_KEY") {
		t.Errorf("Rotate: %v, want to hear of the other process", err)
	}
	_ = wantRefusal(t, below, ring(t, 2))
}

// A document that does not open is told, left as it is, and does not keep the
// others from being rotated; the older key stays in the check.
func TestRotatePastDamage(t *testing.T) {
	below := newMemory()
	people(t, below, 10)
	damaged := flipped(below.value(t, "doc3"), 300)
	below.poke("doc3", damaged)
	s := sealed(t, below, ring(t, 2, 1))
	done, err := s.Rotate(t.Context())
	wantError(t, err, seal.ErrDamaged)
	if done != (seal.Rotation{Wrapped: 9, Failed: 1}) {
		t.Errorf("Rotate = %v, want 9 wrapped and 1 failed", done)
	}
	if !bytes.Equal(below.value(t, "doc3"), damaged) {
		t.Error("the damaged document was changed")
	}
	_ = wantRefusal(t, below, ring(t, 2))
	if err := s.Erase(t.Context(), "doc3"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Rotate(t.Context()); err != nil {
		t.Errorf("rotating after the damaged document was erased: %v", err)
	}
	sealed(t, below, ring(t, 2))
}

// What needs a key that is not there is no damage: with the key it opens.
func TestMissingKeyIsNoDamage(t *testing.T) {
	below := newMemory()
	people(t, below, 1)
	old := sealed(t, below, ring(t, 1))
	if _, err := sealed(t, below, ring(t, 2, 1)).Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err := old.Load(t.Context(), "doc0")
	var missing *seal.MissingKeyError
	if !errors.As(err, &missing) || errors.Is(err, bot.ErrNever) || errors.Is(err, seal.ErrDamaged) {
		t.Errorf("Load with the older key alone: %v, want a MissingKeyError and nothing else", err)
	}
}

// A rotation keeps wakes, and does not bring back who is erased meanwhile.
func TestRotateAndErase(t *testing.T) {
	below := newMemory()
	people(t, below, 4)
	due := bot.Wakes{Urgent: time.Unix(1, 0), Bulk: time.Unix(2, 0)}
	save(t, below, bot.Change{Doc: "doc0", Base: 1, ID: "c2", Data: below.value(t, "doc0"), Wakes: due})
	someone(t, sealed(t, below, ring(t, 1)), below, "erased")
	yield := bottest.NewFlakyStore(below)
	s := sealed(t, yield, ring(t, 2, 1))
	var once sync.Once
	yield.Hook = func(op string) {
		if op == bottest.OpCommit {
			once.Do(func() { _ = below.Erase(t.Context(), "erased") })
		}
	}
	if done, err := s.Rotate(t.Context()); err != nil || done.Wrapped != 4 {
		t.Errorf("Rotate = %v, %v, want 4 wrapped", done, err)
	}
	_, err := s.Load(t.Context(), "erased")
	wantError(t, err, bot.ErrNotFound)
	if got, err := s.Load(t.Context(), "doc0"); err != nil || got.Wakes != due {
		t.Errorf("after rotating the wakes are %v, %v, want %v", got.Wakes, err, due)
	}
}
