package redisstore_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"unknot/adapters/redisstore"
	"unknot/bot"
	"unknot/bot/bottest"
	"unknot/bot/seal"
)

// sealed opens a store as the program does: sealed, and with a secret of its
// own for names.
func sealed(t testing.TB, url string, c *bottest.Clock) bot.Store {
	t.Helper()
	return sealedOver(t, openWith(t, wrappedAt(t, url, c)), 1)
}

// wrappedAt returns options of the master key 1 and a clock.
func wrappedAt(t testing.TB, url string, c *bottest.Clock) redisstore.Options {
	t.Helper()
	o := wrapped(t, url, 1)
	if c != nil {
		o.Now = c.Now
	}
	return o
}

func sealedOver(t testing.TB, below bot.Store, numbers ...byte) *seal.Store {
	t.Helper()
	s, err := seal.Open(t.Context(), below, ring(t, numbers...), seal.Options{})
	if err != nil {
		t.Fatalf("seal.Open: %v", err)
	}
	return s
}

func TestSealedStore(t *testing.T) { testStoreAs(t, freshDatabase, sealed) }

func TestSealedStoreOnCluster(t *testing.T) {
	testStoreAs(t, onCluster(startCluster(t)), sealed)
}

func TestSealedStoreBehindSentinel(t *testing.T) {
	testStoreAs(t, behindSentinel(startSentinel(t, start(t))), sealed)
}

// between is a store in whose name something happens after a Load.
type between struct {
	bot.Store
	once sync.Once
	then func()
}

func (b *between) Load(ctx context.Context, doc bot.DocID) (bot.Stored, error) {
	stored, err := b.Store.Load(ctx, doc)
	if doc != seal.CheckDoc {
		b.once.Do(b.then)
	}
	return stored, err
}

// TestSealedNextLife has another process erase and begin a document anew
// between the look that a commit takes at its key and the write. With a version
// given twice, the key of the first life would lie over records that were
// sealed with that of the second. Not even a clock that stands still, or goes
// back, may allow that.
func TestSealedNextLife(t *testing.T) {
	for name, back := range map[string]time.Duration{"clock stands still": 0, "clock goes back": -time.Hour} {
		t.Run(name, func(t *testing.T) {
			url, c := freshDatabase(t), bottest.NewClock()
			other := sealed(t, url, c)
			first := bot.Change{Doc: "a", ID: "c1", Data: []byte("first life")}
			version := commit(t, other, first)
			below := &between{Store: openWith(t, wrappedAt(t, url, c)), then: func() {
				if err := other.Erase(t.Context(), "a"); err != nil {
					t.Errorf("Erase: %v", err)
				}
				c.Advance(back)
				again := bot.Change{Doc: "a", ID: "c2", Data: []byte("second"), Records: []bot.Record{{Position: 1, Data: []byte("session")}}}
				if got := commit(t, other, again); got <= version {
					t.Errorf("the second life begins with version %d, the first had %d", got, version)
				}
			}}
			done, err := sealedOver(t, below, 1).Commit(t.Context(), []bot.Change{{Doc: "a", Base: version, ID: "c3", Data: []byte("late")}})
			if err != nil || !errors.Is(done[0].Err, bot.ErrConflict) {
				t.Errorf("the commit on the first life came out as %v, %v, want a conflict", done, err)
			}
			stored, err := other.Load(t.Context(), "a")
			if err != nil || string(stored.Data) != "second" {
				t.Errorf("the second life is %q, %v", stored.Data, err)
			}
			if records, err := other.Records(t.Context(), "a", 0, 10); err != nil || len(records) != 1 {
				t.Errorf("its records are %v, %v", records, err)
			}
		})
	}
}

// TestSealedMasterKeyIsExchanged goes through a whole exchange: documents and
// the secret of the names are wrapped anew, and the new key alone is enough.
func TestSealedMasterKeyIsExchanged(t *testing.T) {
	url := freshDatabase(t)
	before := sealed(t, url, nil)
	version := commit(t, before, bot.Change{Doc: "platform:1", ID: "c1", Data: []byte("kept")})

	below := openWith(t, wrapped(t, url, 2, 1))
	both := sealedOver(t, below, 2, 1)
	if _, err := both.Rotate(t.Context()); err != nil {
		t.Fatalf("Rotate: %v", err)
	}
	if err := below.Rewrap(t.Context(), wrapper{ring(t, 2, 1)}); err != nil {
		t.Fatalf("Rewrap: %v", err)
	}
	after := sealedOver(t, openWith(t, wrapped(t, url, 2)), 2)
	stored, err := after.Load(t.Context(), "platform:1")
	if err != nil || string(stored.Data) != "kept" || stored.Version != version+1 {
		t.Errorf("with the new key alone: %+v, %v", stored, err)
	}
}
