package boltstore_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"unknot/adapters/boltstore"
	"unknot/bot"
	"unknot/bot/bottest"
)

// TestSyncSettings proves that bbolt was told to sync every commit. Whether
// the disk keeps its promise, no test on a running machine can show.
func TestSyncSettings(t *testing.T) {
	db := boltstore.DB(open(t, dataFile(t), nil))
	if db.NoSync || db.NoGrowSync {
		t.Errorf("NoSync is %v and NoGrowSync is %v: commits would not be synced", db.NoSync, db.NoGrowSync)
	}
	if !db.NoFreelistSync || db.FreelistType != bbolt.FreelistMapType {
		t.Errorf("NoFreelistSync is %v, free list %q: every commit would rewrite the free list", db.NoFreelistSync, db.FreelistType)
	}
}

// TestAcknowledgedCommitIsInTheFile proves that nothing is held back in the
// process: a copy of the file, taken as if the process were killed after the
// answer, has the commit.
func TestAcknowledgedCommitIsInTheFile(t *testing.T) {
	path := dataFile(t)
	s := open(t, path, nil)
	var version bot.Version
	for i := range 20 {
		version = commit(t, s, bot.Change{Doc: "a", Base: version, ID: bot.CommitID(fmt.Sprint(i)), Data: make([]byte, 1000*i)})
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		copied := dataFile(t)
		if err := os.WriteFile(copied, content, 0o600); err != nil {
			t.Fatal(err)
		}
		stored, err := open(t, copied, nil).Load(t.Context(), "a")
		if err != nil || stored.Version != version {
			t.Errorf("the copy after commit %d has version %d, %v, want %d", i+1, stored.Version, err, version)
		}
	}
}

func TestIdleClaimWritesNothing(t *testing.T) {
	c := bottest.NewClock()
	s := open(t, dataFile(t), c)
	commit(t, s, bot.Change{Doc: "a", ID: "c1", Wakes: bot.Wakes{Urgent: c.Now().Add(time.Hour)}})
	before := lastTransaction(t, s)
	for _, lane := range []bot.Lane{bot.Urgent, bot.Bulk} {
		if _, err := s.Claim(t.Context(), lane, 10, time.Minute); err != nil {
			t.Fatal(err)
		}
	}
	if after := lastTransaction(t, s); after != before {
		t.Errorf("idle claims wrote %d transactions", after-before)
	}
}

// TestWritersShareTransactions holds the turn to write until all wait, so
// that it does not depend on timing.
func TestWritersShareTransactions(t *testing.T) {
	const writers = 64
	s := open(t, dataFile(t), nil)
	before := lastTransaction(t, s)
	done := make(chan error, writers)
	release := boltstore.HoldTurn(s)
	for i := range writers {
		go func() {
			_, err := s.Commit(t.Context(), []bot.Change{{Doc: bot.DocID(fmt.Sprint(i)), ID: "c1"}})
			done <- err
		}()
	}
	boltstore.AwaitWriters(s, writers)
	release()
	for range writers {
		if err := <-done; err != nil {
			t.Errorf("Commit: %v", err)
		}
	}
	if got := lastTransaction(t, s) - before; got != 1 {
		t.Errorf("%d writers took %d transactions, want 1", writers, got)
	}
}

func lastTransaction(t *testing.T, s *boltstore.Store) (id int) {
	t.Helper()
	err := boltstore.DB(s).View(func(tx *bbolt.Tx) error {
		id = tx.ID()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}
