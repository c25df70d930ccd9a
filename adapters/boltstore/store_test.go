package boltstore_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"unknot/adapters/boltstore"
	"unknot/bot"
	"unknot/bot/bottest"
)

func open(t testing.TB, path string, c *bottest.Clock) *boltstore.Store {
	t.Helper()
	o := boltstore.Options{}
	if c != nil {
		o.Now = c.Now
	}
	s, err := boltstore.Open(path, o)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

func dataFile(t testing.TB) string { return filepath.Join(t.TempDir(), "unknot.db") }

func TestStore(t *testing.T) {
	c := bottest.NewClock()
	paths := map[bot.Store]string{}
	bottest.TestStore(t, bottest.StoreHarness{
		Open: func(t *testing.T) bot.Store {
			path := dataFile(t)
			s := open(t, path, c)
			paths[s] = path
			return s
		},
		Reopen: func(t *testing.T, s bot.Store) bot.Store {
			if err := s.Close(); err != nil {
				t.Fatalf("Close: %v", err)
			}
			return open(t, paths[s], c)
		},
		Advance: c.Advance,
	})
}

func TestOpenCreatesPrivateFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "unknot", "unknot.db")
	open(t, path, nil)
	for name, want := range map[string]fs.FileMode{
		path:                             0o600,
		filepath.Dir(path):               fs.ModeDir | 0o700,
		filepath.Dir(filepath.Dir(path)): fs.ModeDir | 0o700,
	} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != want {
			t.Errorf("%s has mode %v, want %v", name, info.Mode(), want)
		}
	}
}

// TestOpenRefusesSecond also proves that nothing hangs: it would run into the
// time limit of the tests.
func TestOpenRefusesSecond(t *testing.T) {
	path := dataFile(t)
	first := open(t, path, nil)
	_, err := boltstore.Open(path, boltstore.Options{LockWait: time.Millisecond})
	if !errors.Is(err, boltstore.ErrInUse) {
		t.Errorf("opening a file in use: %v, want ErrInUse", err)
	}
	if _, err := first.Commit(t.Context(), []bot.Change{{Doc: "a", ID: "c1"}}); err != nil {
		t.Errorf("the first store after that: %v", err)
	}
}

func TestUseAfterClose(t *testing.T) {
	s := open(t, dataFile(t), nil)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(t.Context(), "a"); err == nil || errors.Is(err, bot.ErrNotFound) {
		t.Errorf("Load after Close: %v, want an error that says it is closed", err)
	}
	if _, err := s.Commit(t.Context(), []bot.Change{{Doc: "a", ID: "c1"}}); err == nil {
		t.Error("Commit after Close succeeded")
	}
}

func TestCommitRefusesImpossibleChanges(t *testing.T) {
	s := open(t, dataFile(t), nil)
	long := bot.DocID(make([]byte, 5000))
	done, err := s.Commit(t.Context(), []bot.Change{
		{Doc: "", ID: "c1"}, {Doc: long, ID: "c2"}, {Doc: "a", ID: bot.CommitID(long)}, {Doc: "b", ID: "c3"},
	})
	if err != nil {
		t.Fatalf("Commit: %v", err)
	}
	for _, d := range done[:3] {
		if d.Err == nil || errors.Is(d.Err, bot.ErrConflict) {
			t.Errorf("an impossible change came out as %v", d)
		}
	}
	if done[3].Err != nil {
		t.Errorf("the change beside impossible ones: %v", done[3].Err)
	}
	if err := s.Name(t.Context(), "", "a", time.Hour); err == nil {
		t.Error("an empty code was accepted")
	}
	if _, err := s.Lease(t.Context(), "", "me", time.Hour); err == nil {
		t.Error("an empty role was accepted")
	}
}
