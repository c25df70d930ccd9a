package seal_test

import (
	"path/filepath"
	"sync"
	"testing"
	"time"

	"unknot/adapters/boltstore"
	"unknot/bot"
	"unknot/bot/bottest"
)

// clock is a store's clock that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func openBolt(t testing.TB, path string, now func() time.Time) bot.Store {
	t.Helper()
	below, err := boltstore.Open(path, boltstore.Options{Now: now})
	if err != nil {
		t.Fatalf("open the store below: %v", err)
	}
	t.Cleanup(func() { _ = below.Close() })
	return below
}

// A sealed store keeps every promise of a store.
func TestStore(t *testing.T) {
	c := &clock{now: time.Date(2024, 2, 29, 23, 59, 0, 123456789, time.UTC)}
	paths := map[bot.Store]string{}
	open := func(t *testing.T, path string) bot.Store {
		s := sealed(t, openBolt(t, path, c.Now), ring(t, 1))
		paths[s] = path
		return s
	}
	bottest.TestStore(t, bottest.StoreHarness{
		Open: func(t *testing.T) bot.Store { return open(t, filepath.Join(t.TempDir(), "unknot.db")) },
		Reopen: func(t *testing.T, s bot.Store) bot.Store {
			if err := s.Close(); err != nil {
				t.Fatalf("Close: %v", err)
			}
			return open(t, paths[s])
		},
		Advance: c.Advance,
	})
}
