package redisstore_test

import (
	"errors"
	"testing"
	"time"

	"unknot/adapters/redisstore"
	"unknot/bot"
	"unknot/bot/bottest"
)

const nameKey = "a key for the tests that is long enough"

func options(url string, c *bottest.Clock) redisstore.Options {
	o := redisstore.Options{URL: url, NameKey: []byte(nameKey)}
	if c != nil {
		o.Now = c.Now
	}
	return o
}

func open(t testing.TB, url string, c *bottest.Clock) *redisstore.Store {
	return openWith(t, options(url, c))
}

func openWith(t testing.TB, o redisstore.Options) *redisstore.Store {
	t.Helper()
	s, err := redisstore.Open(t.Context(), o)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// fresh opens a store in a database of its own on the shared server.
func fresh(t testing.TB, c *bottest.Clock) *redisstore.Store { return open(t, freshDatabase(t), c) }

// commit saves a change that must succeed and returns the new version.
func commit(t testing.TB, s bot.Store, c bot.Change) bot.Version {
	t.Helper()
	done, err := s.Commit(t.Context(), []bot.Change{c})
	if err == nil {
		err = done[0].Err
	}
	if err != nil {
		t.Fatalf("commit of %q: %v", c.Doc, err)
	}
	return done[0].Version
}

// testStore runs the suite on the stores that next opens databases for.
func testStore(t *testing.T, next func(t testing.TB) (url string)) {
	testStoreAs(t, next, func(t testing.TB, url string, c *bottest.Clock) bot.Store { return open(t, url, c) })
}

// testStoreAs is testStore with a way to open a store.
func testStoreAs(t *testing.T, next func(t testing.TB) (url string), open func(t testing.TB, url string, c *bottest.Clock) bot.Store) {
	c := bottest.NewClock()
	urls := map[bot.Store]string{}
	bottest.TestStore(t, bottest.StoreHarness{
		Open: func(t *testing.T) bot.Store {
			url := next(t)
			s := open(t, url, c)
			urls[s] = url
			return s
		},
		Reopen: func(t *testing.T, s bot.Store) bot.Store {
			if err := s.Close(); err != nil {
				t.Fatalf("Close: %v", err)
			}
			return open(t, urls[s], c)
		},
		Advance: c.Advance,
	})
}

func TestStore(t *testing.T) { testStore(t, freshDatabase) }

func TestUseAfterClose(t *testing.T) {
	s := fresh(t, nil)
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
	s := fresh(t, nil)
	long := bot.DocID(make([]byte, 5000))
	done, err := s.Commit(t.Context(), []bot.Change{
		{Doc: "", ID: "c1"}, {Doc: long, ID: "c2"}, {Doc: "a", ID: bot.CommitID(long)},
		{Doc: "a", ID: "c4", Records: []bot.Record{{Position: 1 << 60}}}, {Doc: "b", ID: "c5"},
	})
	if err != nil {
		t.Fatalf("Commit: %v", err)
	}
	for _, d := range done[:4] {
		if d.Err == nil || errors.Is(d.Err, bot.ErrConflict) {
			t.Errorf("an impossible change came out as %v", d)
		}
	}
	if done[4].Err != nil {
		t.Errorf("the change beside impossible ones: %v", done[4].Err)
	}
	if err := s.Name(t.Context(), "", "a", time.Hour); err == nil {
		t.Error("an empty code was accepted")
	}
	if _, err := s.Lease(t.Context(), "", "me", time.Hour); err == nil {
		t.Error("an empty role was accepted")
	}
}
