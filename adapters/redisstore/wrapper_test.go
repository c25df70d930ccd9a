package redisstore_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"unknot/adapters/redisstore"
	"unknot/bot"
	"unknot/bot/seal"
)

// ring returns a ring of numbered master keys, the current one first. A number
// always is the same key.
func ring(t testing.TB, numbers ...byte) seal.Ring {
	t.Helper()
	keys := make([]seal.Key, len(numbers))
	for i, number := range numbers {
		var err error
		if keys[i], err = seal.NewKey(rand.NewChaCha8([32]byte{number})); err != nil {
			t.Fatal(err)
		}
	}
	r, err := seal.NewRing(keys[0], keys[1:]...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// wrapper wraps the secret of the names as the program does.
type wrapper struct{ seal.Ring }

func (w wrapper) Wrap(secret []byte) []byte { return w.WrapSecret("names", secret) }

func (w wrapper) Unwrap(wrapped []byte) ([]byte, error) { return w.UnwrapSecret("names", wrapped) }

// wrapped returns options of a database that keeps its secret in the header.
func wrapped(t testing.TB, url string, numbers ...byte) redisstore.Options {
	t.Helper()
	return redisstore.Options{URL: url, Wrapper: wrapper{ring(t, numbers...)}}
}

// raw returns a bare client of the database that options name.
func raw(t testing.TB, o redisstore.Options) *redis.Client {
	t.Helper()
	return commonServer(t).client(t, database(t, o.URL))
}

const header = "unknot:header"

func field(t testing.TB, c *redis.Client, name string) string {
	t.Helper()
	value, err := c.HGet(t.Context(), header, name).Result()
	if err != nil {
		t.Fatalf("header field %s: %v", name, err)
	}
	return value
}

func setField(t testing.TB, c *redis.Client, name, value string) {
	t.Helper()
	if err := c.HSet(t.Context(), header, name, value).Err(); err != nil {
		t.Fatal(err)
	}
}

// wantUntouched opens a database that must be refused and left as it was, with
// an error that quotes nothing of the header.
func wantUntouched(t *testing.T, o redisstore.Options, as any, texts ...string) {
	t.Helper()
	c := raw(t, o)
	before := dump(t, c)
	wantRefused(t, o, as, texts...)
	if after := dump(t, c); !maps.Equal(before, after) {
		t.Errorf("the refused database went from %q to %q", before, after)
	}
	_, err := redisstore.Open(t.Context(), o)
	wantQuotesNothing(t, err, c)
}

func wantQuotesNothing(t *testing.T, err error, c *redis.Client) {
	t.Helper()
	for _, name := range []string{"names", "wrapped"} {
		value := c.HGet(t.Context(), header, name).Val()
		if err == nil || len(value) > 3 && strings.Contains(err.Error(), value) {
			t.Errorf("%q quotes the header's %s", err, name)
		}
	}
}

func TestWrapperKeepsItsSecret(t *testing.T) {
	o := wrapped(t, freshDatabase(t), 1)
	version := commit(t, openWith(t, o), bot.Change{Doc: "platform:1", ID: "c1", Data: []byte("kept")})
	c := raw(t, o)
	value := field(t, c, "wrapped")
	s := openWith(t, o)
	stored, err := s.Load(t.Context(), "platform:1")
	if err != nil || stored.Version != version || string(stored.Data) != "kept" {
		t.Errorf("after reopening: %+v, %v", stored, err)
	}
	if now := field(t, c, "wrapped"); now != value {
		t.Errorf("opening again changed what is wrapped from %q to %q", value, now)
	}
	sealed, err := base64.StdEncoding.DecodeString(value)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := o.Wrapper.Unwrap(sealed)
	if err != nil || len(plain) != 32 {
		t.Fatalf("the secret has %d bytes, %v, want 32", len(plain), err)
	}
	for key, value := range dump(t, c) {
		if strings.Contains(value, string(plain)) {
			t.Errorf("the secret lies open in %s", key)
		}
	}
}

// Two databases under one master key have nothing in common.
func TestWrapperDrawsForEachDatabase(t *testing.T) {
	names := map[string]bool{}
	for range 2 {
		o := wrapped(t, freshDatabase(t), 1)
		openWith(t, o)
		names[field(t, raw(t, o), "names")] = true
	}
	if len(names) != 2 {
		t.Error("two databases make their names with one secret")
	}
}

// TestWrapperOpenTogether lets many processes draw a secret for one empty
// database at once: all must end up with the same.
func TestWrapperOpenTogether(t *testing.T) {
	for range 10 {
		o := wrapped(t, freshDatabase(t), 1)
		var all sync.WaitGroup
		stores := make([]*redisstore.Store, 8)
		for i := range stores {
			all.Go(func() {
				s, err := redisstore.Open(t.Context(), o)
				if err != nil {
					t.Errorf("Open: %v", err)
					return
				}
				stores[i] = s
				done, err := s.Commit(t.Context(), []bot.Change{{Doc: bot.DocID(fmt.Sprint(i)), ID: "c1"}})
				if err != nil || done[0].Err != nil {
					t.Errorf("Commit: %v, %v", done, err)
				}
			})
		}
		all.Wait()
		if t.Failed() {
			return
		}
		for _, s := range stores {
			for i := range stores {
				if _, err := s.Load(t.Context(), bot.DocID(fmt.Sprint(i))); err != nil {
					t.Errorf("a process does not find what another one saved: %v", err)
				}
			}
			_ = s.Close()
		}
	}
}

// TestWrapperOpenTogetherUnlike has processes of two master keys, and of none,
// race for an empty database: those like the first one get in, no other.
func TestWrapperOpenTogetherUnlike(t *testing.T) {
	for range 10 {
		url := freshDatabase(t)
		kinds := map[string]redisstore.Options{
			"one": wrapped(t, url, 1), "two": wrapped(t, url, 2), "handed in": options(url, nil),
		}
		var mu sync.Mutex
		in := map[string]int{}
		var all sync.WaitGroup
		for kind, o := range kinds {
			for range 3 {
				all.Go(func() {
					s, err := redisstore.Open(t.Context(), o)
					if err == nil {
						_ = s.Close()
						mu.Lock()
						defer mu.Unlock()
						in[kind]++
						return
					}
					if !errors.As(err, new(*redisstore.SettingError)) || !strings.Contains(err.Error(), "UNKNOT_KEY") {
						t.Errorf("%s: Open: %v", kind, err)
					}
				})
			}
		}
		all.Wait()
		if len(in) != 1 {
			t.Errorf("the kinds that opened the database are %v, want one", in)
		}
		for kind, n := range in {
			if n != 3 {
				t.Errorf("%s: %d of 3 opened the database", kind, n)
			}
		}
	}
}

func TestWrapperRefuses(t *testing.T) {
	setting, foreign := new(*redisstore.SettingError), new(*redisstore.ForeignDatabaseError)
	other := base64.StdEncoding.EncodeToString(wrapper{ring(t, 1)}.Wrap(make([]byte, 32)))
	short := base64.StdEncoding.EncodeToString(wrapper{ring(t, 1)}.Wrap([]byte("short")))
	purpose := base64.StdEncoding.EncodeToString(ring(t, 1).WrapSecret("other", make([]byte, 32)))
	for name, test := range map[string]struct {
		name, value string // of a header field that is set before
		change      func(*redisstore.Options)
		as          any
		texts       []string
	}{
		"another master key": {
			change: func(o *redisstore.Options) { o.Wrapper = wrapper{ring(t, 2)} },
			as:     setting, texts: []string{"UNKNOT_KEY", "does not open", ring(t, 1).IDs()[0].String(), ring(t, 2).IDs()[0].String()},
		},
		"a key handed in": {
			change: func(o *redisstore.Options) { o.Wrapper, o.NameKey = nil, []byte(nameKey) },
			as:     setting, texts: []string{"UNKNOT_KEY", "a secret of its own"},
		},
		"no key":             {change: func(o *redisstore.Options) { o.Wrapper = nil }, as: setting, texts: []string{"UNKNOT_KEY", "is missing"}},
		"no base64":          {name: "wrapped", value: "!", as: foreign, texts: []string{"damaged header", "restore a backup"}},
		"no wrapped secret":  {name: "wrapped", value: "", as: setting, texts: []string{"UNKNOT_KEY", "another way"}},
		"cut off":            {name: "wrapped", value: "UQ==", as: setting, texts: []string{"UNKNOT_KEY", "does not open", "damaged"}},
		"of another purpose": {name: "wrapped", value: purpose, as: setting, texts: []string{"UNKNOT_KEY", "does not open"}},
		"another secret":     {name: "wrapped", value: other, as: foreign, texts: []string{"damaged header"}},
		"a short secret":     {name: "wrapped", value: short, as: foreign, texts: []string{"damaged header"}},
		"other names":        {name: "names", value: "tNGLuXIR-QmgxBUe", as: foreign, texts: []string{"damaged header"}},
		"no names":           {name: "names", value: "", as: foreign, texts: []string{"damaged header"}},
		"buckets":            {name: "buckets", value: "many", as: foreign, texts: []string{"damaged header"}},
		"newer schema":       {name: "schema", value: "2", as: foreign, texts: []string{"newer"}},
		"another program":    {name: "store", value: "asynq", as: foreign, texts: []string{"another program"}},
	} {
		t.Run(name, func(t *testing.T) {
			o := wrapped(t, freshDatabase(t), 1)
			commit(t, openWith(t, o), bot.Change{Doc: "a", ID: "c1"})
			if test.name != "" {
				setField(t, raw(t, o), test.name, test.value)
			}
			if test.change != nil {
				test.change(&o)
			}
			wantUntouched(t, o, test.as, test.texts...)
		})
	}
}

func TestWrapperRefusesADatabaseWithout(t *testing.T) {
	url := freshDatabase(t)
	commit(t, open(t, url, nil), bot.Change{Doc: "a", ID: "c1"})
	wantUntouched(t, wrapped(t, url, 1), new(*redisstore.SettingError), "UNKNOT_KEY", "another way", "restore a backup")
}

// broken wraps what it cannot open.
type broken struct{ wrapper }

func (broken) Wrap([]byte) []byte { return []byte("nothing") }

func TestWrapperThatIsBroken(t *testing.T) {
	o := wrapped(t, freshDatabase(t), 1)
	o.Wrapper = broken{wrapper{ring(t, 1)}}
	wantUntouchedEmpty(t, o)
	o.Wrapper = wrapper{ring(t, 1)}
	s := openWith(t, o)
	before := field(t, raw(t, o), "wrapped")
	err := s.Rewrap(t.Context(), broken{wrapper{ring(t, 1)}})
	if err == nil || !strings.Contains(err.Error(), "UNKNOT_KEY") || field(t, raw(t, o), "wrapped") != before {
		t.Errorf("Rewrap: %v, and the header has another secret: %v", err, field(t, raw(t, o), "wrapped") != before)
	}
}

func wantUntouchedEmpty(t *testing.T, o redisstore.Options) {
	t.Helper()
	wantRefused(t, o, new(*redisstore.SettingError), "UNKNOT_KEY", "does not open what it wraps")
	if n := raw(t, o).DBSize(t.Context()).Val(); n != 0 {
		t.Errorf("the refused database has %d keys", n)
	}
}

// wrappedGolden is a database with a wrapped secret, as the commands that make
// it.
const wrappedGolden = `"hset" "unknot:header" "buckets" "2" "names" "w688Xi1WgeUlz1Wb" "schema" "1" "store" "unknot" "wrapped" "UW8KwM1aB2qSbIUWh/aP8Dbl4ap6F0ltoUk9dkM9dftEbav3Zu1oS+H3YRJEuYXytFtDd/CLKmVqfqbe81wt1USo"
"set" "unknot:{1}:d:QRLEja581dpvKVwt" "\x01\x00\x06G^\xf6WO5\xa7\x93{d\xb8\u02a5\x8f\x00\x00\n\xba\u04fd\x9cK\aU\xec\x111one"
`

// TestWrappedHeaderIsRead reads a header that an earlier program wrote, with
// master key 1, and finds what was named with it.
func TestWrappedHeaderIsRead(t *testing.T) {
	o := wrapped(t, freshDatabase(t), 1)
	replay(t, raw(t, o), wrappedGolden)
	o.Now = goldenClock().Now
	s := openWith(t, o)
	if stored, err := s.Load(t.Context(), "platform:1"); err != nil || string(stored.Data) != "one" || stored.Version != goldenVersion {
		t.Errorf("Load: %+v, %v", stored, err)
	}
	if ok, err := s.Lease(t.Context(), "poller", "me", time.Hour); !ok || err != nil {
		t.Errorf("Lease: %v, %v", ok, err)
	}
}
