package seal_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"unknot/bot"
	"unknot/bot/seal"
)

// key returns the master key of a number: always the same one.
func key(t testing.TB, number byte) seal.Key {
	t.Helper()
	k, err := seal.NewKey(rand.NewChaCha8([32]byte{number}))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// ring returns a ring of numbered keys, the current one first.
func ring(t testing.TB, current byte, older ...byte) seal.Ring {
	t.Helper()
	keys := make([]seal.Key, len(older))
	for i, number := range older {
		keys[i] = key(t, number)
	}
	r, err := seal.NewRing(key(t, current), keys...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sealed opens a sealed store that must open.
func sealed(t testing.TB, below bot.Store, r seal.Ring) *seal.Store {
	t.Helper()
	s, err := seal.Open(t.Context(), below, r, seal.Options{})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	return s
}

// fatal is what both a test and a property offer.
type fatal interface {
	Helper()
	Fatalf(format string, args ...any)
}

// commit saves one change and returns its outcome.
func commit(t testing.TB, s bot.Store, c bot.Change) bot.Committed {
	t.Helper()
	done, err := s.Commit(t.Context(), []bot.Change{c})
	if err != nil {
		t.Fatalf("Commit: %v", err)
	}
	return done[0]
}

// save commits a change that must succeed.
func save(t testing.TB, s bot.Store, c bot.Change) bot.Version {
	t.Helper()
	done := commit(t, s, c)
	if done.Err != nil {
		t.Fatalf("commit of %q on version %d: %v", c.Doc, c.Base, done.Err)
	}
	return done.Version
}

// wantData loads a document and compares it.
func wantData(t testing.TB, s bot.Store, doc bot.DocID, want string) {
	t.Helper()
	stored, err := s.Load(t.Context(), doc)
	if err != nil || string(stored.Data) != want {
		t.Errorf("Load(%q) = %q, %v, want %q", doc, stored.Data, err, want)
	}
}

// wantRecords reads the records of a document, written as "position:data ".
func wantRecords(t testing.TB, s bot.Store, doc bot.DocID, want string) {
	t.Helper()
	records, err := s.Records(t.Context(), doc, -1<<62, 1<<62)
	got := ""
	for _, r := range records {
		got += fmt.Sprintf("%d:%s ", r.Position, r.Data)
	}
	if err != nil || got != want {
		t.Errorf("Records(%q) = %q, %v, want %q", doc, got, err, want)
	}
}

func wantError(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
}

// record returns a single record.
func record(at bot.Position, data string) []bot.Record {
	return []bot.Record{{Position: at, Data: []byte(data)}}
}

// someone saves a person in version 1 with one record and returns the raw
// value of the document.
func someone(t testing.TB, s bot.Store, below *memory, doc bot.DocID) []byte {
	t.Helper()
	save(t, s, bot.Change{Doc: doc, ID: "c1", Data: []byte("document of " + doc), Records: record(7, "record of "+string(doc))})
	return below.value(t, doc)
}

func TestNothingIsReadableBelow(t *testing.T) {
	below := newMemory()
	s := sealed(t, below, ring(t, 1))
	someone(t, s, below, "a")
	for _, plain := range []string{"document", "record", "of a"} {
		if bytes.Contains(below.everything(), []byte(plain)) {
			t.Errorf("%q lies readable in the store below", plain)
		}
	}
	wantData(t, s, "a", "document of a")
	wantRecords(t, s, "a", "7:record of a ")
}

// The sizes that the package's comment and the budget of the store speak of.
func TestSizes(t *testing.T) {
	below := newMemory()
	s := sealed(t, below, ring(t, 1))
	save(t, s, bot.Change{Doc: "a", ID: "c1", Data: make([]byte, 300)})
	if got := len(below.value(t, "a")); got != 413 {
		t.Errorf("a document of 300 bytes became %d, want 413", got)
	}
	for size := range 200 {
		save(t, s, bot.Change{Doc: "b", Base: bot.Version(size), ID: bot.CommitID(fmt.Sprint(size)), Records: []bot.Record{{Position: 1, Data: make([]byte, size)}}})
		got := len(below.records["b"][1])
		if more := got - size; more < 30 || more > 61 || (got-28)%32 != 0 {
			t.Errorf("a record of %d bytes became %d", size, got)
		}
	}
}
