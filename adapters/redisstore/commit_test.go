package redisstore_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"unknot/bot"
)

// TestCommitManyAtOnce needs more than one pipeline and, with one bucket, more
// than one script for it.
func TestCommitManyAtOnce(t *testing.T) {
	for _, buckets := range []int{1, 256} {
		o := options(freshDatabase(t), nil)
		o.Buckets = buckets
		s := openWith(t, o)
		changes := make([]bot.Change, 1000)
		for i := range changes {
			changes[i] = bot.Change{
				Doc: bot.DocID(fmt.Sprint(i)), ID: "c", Base: bot.Version(i % 3 / 2), // each third is stale
				Data: []byte(fmt.Sprint("data", i)),
			}
			if i%2 == 0 {
				changes[i].Records = []bot.Record{{Position: bot.Position(i), Data: []byte("r")}}
				changes[i].Removed = []bot.Position{-1}
			}
		}
		done, err := s.Commit(t.Context(), changes)
		if err != nil || len(done) != len(changes) {
			t.Fatalf("Commit: %d outcomes, %v", len(done), err)
		}
		for i, d := range done {
			stored, err := s.Load(t.Context(), changes[i].Doc)
			if i%3 == 2 {
				if !errors.Is(d.Err, bot.ErrConflict) || !errors.Is(err, bot.ErrNotFound) {
					t.Errorf("the stale change %d came out as %v and left %v, %v", i, d, stored, err)
				}
				continue
			}
			if d.Err != nil || d.Version != stored.Version || err != nil || !bytes.Equal(stored.Data, changes[i].Data) {
				t.Errorf("change %d came out as %v and left %v, %v", i, d, stored, err)
			}
			records, err := s.Records(t.Context(), changes[i].Doc, 0, 1000)
			if err != nil || len(records) != len(changes[i].Records) {
				t.Errorf("change %d left the records %v, %v", i, records, err)
			}
		}
	}
}

// TestCommitOneDocumentManyTimes saves version after version in one call.
func TestCommitOneDocumentManyTimes(t *testing.T) {
	s := fresh(t, nil)
	first := commit(t, s, bot.Change{Doc: "a"})
	changes := make([]bot.Change, 20)
	for i := range changes {
		changes[i] = bot.Change{Doc: "a", Base: first + bot.Version(i), ID: bot.CommitID(fmt.Sprint(i)), Data: []byte(fmt.Sprint(i))}
	}
	done, err := s.Commit(t.Context(), changes)
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range done {
		if d != (bot.Committed{Version: changes[i].Base + 1}) {
			t.Errorf("change %d came out as %v", i, d)
		}
	}
	if stored, err := s.Load(t.Context(), "a"); err != nil || string(stored.Data) != "19" {
		t.Errorf("in the end it is %q, %v", stored.Data, err)
	}
}
