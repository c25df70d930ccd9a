package redisstore_test

import (
	"errors"
	"maps"
	"sync"
	"testing"

	"github.com/redis/go-redis/v9"

	"unknot/adapters/redisstore"
	"unknot/bot"
	"unknot/bot/seal"
)

// TestRewrap exchanges the master key while a process goes on working.
func TestRewrap(t *testing.T) {
	o := wrapped(t, freshDatabase(t), 1)
	s := openWith(t, o)
	version := commit(t, s, bot.Change{Doc: "a", ID: "c1"})
	both, fresh := wrapped(t, o.URL, 2, 1), wrapped(t, o.URL, 2)
	for range 2 { // again is no harm
		if err := openWith(t, both).Rewrap(t.Context(), both.Wrapper); err != nil {
			t.Fatalf("Rewrap: %v", err)
		}
	}
	version = commit(t, s, bot.Change{Doc: "a", Base: version, ID: "c2"})
	if stored, err := openWith(t, fresh).Load(t.Context(), "a"); err != nil || stored.Version != version {
		t.Errorf("with the new key alone: %+v, %v", stored, err)
	}
	wantUntouched(t, o, new(*redisstore.SettingError), "UNKNOT_KEY", "does not open")

	before := dump(t, raw(t, o))
	err := s.Rewrap(t.Context(), o.Wrapper)
	if !errors.As(err, new(*redisstore.SettingError)) || !errors.As(err, new(*seal.MissingKeyError)) {
		t.Errorf("Rewrap with the old key alone: %v, want a SettingError and a MissingKeyError", err)
	}
	wantQuotesNothing(t, err, raw(t, o))
	if after := dump(t, raw(t, o)); !maps.Equal(before, after) {
		t.Error("a Rewrap that failed changed the database")
	}
}

// late wraps only after somebody else did.
type late struct {
	wrapper
	once  *sync.Once
	first func()
}

func (l late) Wrap(secret []byte) []byte {
	l.once.Do(l.first)
	return l.wrapper.Wrap(secret)
}

// TestRewrapBesideAnother lets one Rewrap overtake another between its look and
// its write: the slower one must begin anew from what the faster one left, and
// not put back something older.
func TestRewrapBesideAnother(t *testing.T) {
	o := wrapped(t, freshDatabase(t), 1)
	s := openWith(t, o)
	var between string
	w := late{wrapper{ring(t, 2, 1)}, new(sync.Once), func() {
		if err := s.Rewrap(t.Context(), wrapper{ring(t, 3, 1)}); err != nil {
			t.Errorf("the faster Rewrap: %v", err)
		}
		between = field(t, raw(t, o), "wrapped")
	}}
	err := s.Rewrap(t.Context(), w)
	if !errors.As(err, new(*seal.MissingKeyError)) {
		t.Errorf("the slower Rewrap: %v, want a MissingKeyError: it has not the faster one's key", err)
	}
	if now := field(t, raw(t, o), "wrapped"); now != between {
		t.Error("the slower Rewrap wrote over the faster one")
	}
}

// TestRewrapTogether has many processes rewrap at once, with answers lost.
func TestRewrapTogether(t *testing.T) {
	o := wrapped(t, freshDatabase(t), 1)
	commit(t, openWith(t, o), bot.Change{Doc: "a", ID: "c1"})
	var all sync.WaitGroup
	for i := range 6 {
		w := wrapper{ring(t, byte(2+i%3), 1, 2, 3, 4)}
		s := openWith(t, redisstore.Options{URL: o.URL, Wrapper: w})
		all.Go(func() {
			for range 5 {
				if err := s.Rewrap(t.Context(), w); err != nil {
					t.Errorf("Rewrap: %v", err)
				}
			}
		})
	}
	all.Wait()
	if _, err := openWith(t, wrapped(t, o.URL, 2, 3, 4)).Load(t.Context(), "a"); err != nil {
		t.Errorf("Load: %v", err)
	}
}

// TestRewrapAnswerLost loses the answer to the write: the client asks again and
// must find its own.
func TestRewrapAnswerLost(t *testing.T) {
	server := start(t)
	p := startProxy(t, server)
	both := wrapped(t, p.url(), 2, 1)
	s := openWith(t, wrapped(t, p.url(), 1))
	if err := s.Rewrap(t.Context(), lossy{both.Wrapper.(wrapper), func() { p.lose.Store(1) }}); err != nil {
		t.Errorf("Rewrap: %v", err)
	}
	openWith(t, wrapped(t, p.url(), 2))
}

// lossy begins to lose answers once something was wrapped.
type lossy struct {
	wrapper
	begin func()
}

func (l lossy) Wrap(secret []byte) []byte {
	defer l.begin()
	return l.wrapper.Wrap(secret)
}

func TestRewrapWithoutASecret(t *testing.T) {
	url := freshDatabase(t)
	s := open(t, url, nil)
	c := commonServer(t).client(t, database(t, url))
	before := dump(t, c)
	if err := s.Rewrap(t.Context(), wrapper{ring(t, 1)}); err != nil {
		t.Errorf("Rewrap of a database whose key is handed in: %v", err)
	}
	if after := dump(t, c); !maps.Equal(before, after) {
		t.Error("and it changed something")
	}
}

// TestRewrapOfALostHeader must not make a header of its own.
func TestRewrapOfALostHeader(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, c *redis.Client) error{
		"emptied": func(t *testing.T, c *redis.Client) error { return c.FlushDB(t.Context()).Err() },
		"of another kind": func(t *testing.T, c *redis.Client) error {
			return errors.Join(c.Del(t.Context(), header).Err(), c.Set(t.Context(), header, "1", 0).Err())
		},
		"of another database": func(t *testing.T, c *redis.Client) error {
			return c.HSet(t.Context(), header, "names", "tNGLuXIR-QmgxBUe").Err()
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := wrapped(t, freshDatabase(t), 1)
			s := openWith(t, o)
			c := raw(t, o)
			if err := spoil(t, c); err != nil {
				t.Fatal(err)
			}
			before := dump(t, c)
			if err := s.Rewrap(t.Context(), o.Wrapper); !errors.As(err, new(*redisstore.ForeignDatabaseError)) {
				t.Errorf("Rewrap: %v, want a ForeignDatabaseError", err)
			}
			if after := dump(t, c); !maps.Equal(before, after) {
				t.Errorf("it left %q of %q", after, before)
			}
		})
	}
}
