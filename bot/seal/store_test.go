package seal_test

import (
	"path/filepath"
	"testing"
	"time"

	"unknot/adapters/boltstore"
	"unknot/bot"
	"unknot/bot/bottest"
)

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
	c := bottest.NewClock()
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
