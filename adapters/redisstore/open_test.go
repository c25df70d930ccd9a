package redisstore_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"unknot/adapters/redisstore"
	"unknot/bot"
)

const secret = "hunter2-hunter2"

// dump returns everything in a database.
func dump(t testing.TB, c *redis.Client) map[string]string {
	t.Helper()
	ctx := context.Background()
	all := map[string]string{}
	keys, err := c.Keys(ctx, "*").Result()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range keys {
		value, err := c.Dump(ctx, key).Result()
		if err != nil {
			t.Fatal(err)
		}
		all[key] = value
	}
	return all
}

// wantRefused opens a database that must be refused with an error that
// contains some texts, and left as it was.
func wantRefused(t *testing.T, o redisstore.Options, as any, texts ...string) {
	t.Helper()
	s, err := redisstore.Open(t.Context(), o)
	if err == nil {
		_ = s.Close()
		t.Fatal("Open succeeded")
	}
	if !errors.As(err, as) {
		t.Errorf("Open: %v (%T), want a %T", err, err, as)
	}
	for _, text := range texts {
		if !strings.Contains(err.Error(), text) {
			t.Errorf("%q does not contain %q", err, text)
		}
	}
	if strings.Contains(err.Error(), secret) {
		t.Errorf("%q contains the password", err)
	}
}

func TestOpenRefusesForeignDatabases(t *testing.T) {
	for name, test := range map[string]struct {
		fill  []any
		texts []string
	}{
		"other keys":           {[]any{"set", "treasure", "gold"}, []string{"something else", "UNKNOT_REDIS_URL", "choose an empty one"}},
		"our key of no header": {[]any{"set", "unknot:{1}:d:x", "y"}, []string{"something else"}},
		"header of another":    {[]any{"hset", "unknot:header", "store", "asynq"}, []string{"another program"}},
		"header of a kind":     {[]any{"set", "unknot:header", "1"}, []string{"another program"}},
		"older schema":         {[]any{"hset", "unknot:header", "store", "unknot", "schema", 0, "buckets", 256}, []string{"older", "unknot migrate"}},
		"newer schema":         {[]any{"hset", "unknot:header", "store", "unknot", "schema", 2, "buckets", 256}, []string{"newer", "start that version"}},
		"damaged header":       {[]any{"hset", "unknot:header", "store", "unknot", "schema", 1, "buckets", "many"}, []string{"damaged"}},
	} {
		t.Run(name, func(t *testing.T) {
			url := freshDatabase(t)
			c := commonServer(t).client(t, database(t, url))
			if err := c.Do(t.Context(), test.fill...).Err(); err != nil {
				t.Fatal(err)
			}
			before := dump(t, c)
			wantRefused(t, options(url, nil), new(*redisstore.ForeignDatabaseError), test.texts...)
			if after := dump(t, c); !maps.Equal(before, after) {
				t.Errorf("the refused database went from %q to %q", before, after)
			}
		})
	}
}

func TestOpenChecksTheHeader(t *testing.T) {
	url := freshDatabase(t)
	o := options(url, nil)
	o.Buckets = 16
	openWith(t, o)
	o.Buckets = 0 // takes what is there
	commit(t, openWith(t, o), bot.Change{Doc: "a", ID: "c1"})
	o.Buckets = 32
	wantRefused(t, o, new(*redisstore.ForeignDatabaseError), "16 buckets", "32")
	o = options(url, nil)
	o.NameKey = []byte("another key that is long enough too")
	wantRefused(t, o, new(*redisstore.SettingError), "UNKNOT_KEY", "not the key")
}

// TestOpenTogether starts many processes on an empty database at once.
func TestOpenTogether(t *testing.T) {
	url := freshDatabase(t)
	var all sync.WaitGroup
	for i := range 10 {
		all.Go(func() {
			s, err := redisstore.Open(t.Context(), options(url, nil))
			if err != nil {
				t.Errorf("Open: %v", err)
				return
			}
			defer s.Close()
			done, err := s.Commit(t.Context(), []bot.Change{{Doc: bot.DocID(fmt.Sprint(i)), ID: "c1"}})
			if err != nil || done[0].Err != nil {
				t.Errorf("Commit: %v, %v", done, err)
			}
		})
	}
	all.Wait()
}

func TestOpenRefusesSettings(t *testing.T) {
	url := freshDatabase(t)
	with := func(change func(*redisstore.Options)) redisstore.Options {
		o := options(url, nil)
		change(&o)
		return o
	}
	for name, test := range map[string]struct {
		o     redisstore.Options
		texts []string
	}{
		"no URL":    {with(func(o *redisstore.Options) { o.URL = "" }), []string{"UNKNOT_REDIS_URL", "redis://"}},
		"no key":    {with(func(o *redisstore.Options) { o.NameKey = nil }), []string{"UNKNOT_KEY", "unknot key"}},
		"short key": {with(func(o *redisstore.Options) { o.NameKey = []byte("short") }), []string{"UNKNOT_KEY"}},
		"two passwords": {with(func(o *redisstore.Options) {
			o.URL, o.Password = strings.Replace(url, "//", "//:"+secret+"@", 1), secret
		}), []string{"UNKNOT_REDIS_PASSWORD", "choose one"}},
		"nobody there": {with(func(o *redisstore.Options) { o.URL = fmt.Sprint("redis://127.0.0.1:", freePort(t)) }),
			[]string{"UNKNOT_REDIS_URL", "cannot reach Redis", "is it running"}},
		"no cluster": {with(func(o *redisstore.Options) {
			o.URL = strings.Replace(url[:strings.LastIndex(url, "/")], "redis:", "redis+cluster:", 1)
		}),
			[]string{"UNKNOT_REDIS_URL", "no cluster", "redis://"}},
		"no TLS": {with(func(o *redisstore.Options) { o.URL = strings.Replace(url, "redis:", "rediss:", 1) }),
			[]string{"UNKNOT_REDIS_URL"}},
		"no Sentinel": {with(func(o *redisstore.Options) {
			o.URL = strings.Replace(url[:strings.LastIndex(url, "/")], "redis:", "redis+sentinel:", 1) + "/mymaster"
		}), []string{"UNKNOT_REDIS_URL", "Sentinel", "mymaster"}},
		"no such database": {with(func(o *redisstore.Options) { o.URL = commonServer(t).url(9999) }), []string{"UNKNOT_REDIS_URL", "no database 9999"}},
	} {
		t.Run(name, func(t *testing.T) { wantRefused(t, test.o, new(error), test.texts...) })
	}
	if s := commonServer(t).client(t, database(t, url)).DBSize(t.Context()); s.Val() != 0 || s.Err() != nil {
		t.Errorf("refused settings left %d keys, %v", s.Val(), s.Err())
	}
}

func TestOpenRefusesWrongPasswords(t *testing.T) {
	s := start(t, "--requirepass", secret, "--user", "bot", "on", ">"+secret, "~unknot:*", "+@all", "-@admin")
	o := options(s.url(0), nil)
	wantRefused(t, o, new(*redisstore.SettingError), "UNKNOT_REDIS_PASSWORD", "password")
	o.Password = secret + "x"
	wantRefused(t, o, new(*redisstore.SettingError), "UNKNOT_REDIS_PASSWORD", "refuses")
	o.Password = secret
	openWith(t, o)
	o.URL = strings.Replace(o.URL, "//", "//bot@", 1)
	commit(t, openWith(t, o), bot.Change{Doc: "a", ID: "c1"})
	o.URL, o.Password = strings.Replace(o.URL, "bot@", "bot:"+secret+"@", 1), ""
	openWith(t, o)
}

func TestOpenKnowsClusterAndSentinel(t *testing.T) {
	node := start(t, "--cluster-enabled", "yes", "--databases", "1")
	wantRefused(t, options(node.url(0), nil), new(*redisstore.SettingError), "part of a cluster", "redis+cluster://")
	watcher := startSentinel(t, start(t))
	wantRefused(t, options(watcher.url(0), nil), new(*redisstore.SettingError), "is a Sentinel", "redis+sentinel://")
	o := options(strings.Replace(sentinelURL(watcher, 0), "mymaster", "other", 1), nil)
	wantRefused(t, o, new(*redisstore.SettingError), "no Sentinel", `"other"`)
}

// TestDeadline proves that a deadline reaches the socket: the server sleeps
// for longer.
func TestDeadline(t *testing.T) {
	server := start(t, "--enable-debug-command", "yes")
	s := open(t, server.url(0), nil)
	c := server.client(t, 1)
	asleep := make(chan struct{})
	go func() {
		defer close(asleep)
		_ = c.Do(context.Background(), "debug", "sleep", "1").Err()
	}()
	defer func() { <-asleep }()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	var err error
	for err == nil { // until the server has fallen asleep
		_, err = s.Resolve(ctx, "nothing")
		if errors.Is(err, bot.ErrNotFound) {
			err = nil
		}
	}
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("with a deadline: %v, want context.DeadlineExceeded", err)
	}
	select {
	case <-asleep:
		t.Error("the call returned only after the server woke up")
	default:
	}
}

// TestNothingReadable looks for what must not be in a dump of the database.
func TestNothingReadable(t *testing.T) {
	url := freshDatabase(t)
	s := open(t, url, nil)
	commit(t, s, bot.Change{Doc: "platform:someone", ID: "c1", Wakes: bot.Wakes{Bulk: time.Now()}})
	if err := s.Name(t.Context(), "secretcode", "platform:someone", time.Hour); err != nil {
		t.Fatal(err)
	}
	all := dump(t, commonServer(t).client(t, database(t, url)))
	for key, value := range all {
		for _, word := range []string{"someone", "platform", "secretcode"} {
			if strings.Contains(key+value, word) {
				t.Errorf("%q = %q tells %q", key, value, word)
			}
		}
	}
	if want := 5; len(all) != want { // header, document, index, code, code of the document
		t.Errorf("the keys are %q, want %d", slices.Sorted(maps.Keys(all)), want)
	}
	if err := s.Erase(t.Context(), "platform:someone"); err != nil {
		t.Fatal(err)
	}
	all = dump(t, commonServer(t).client(t, database(t, url)))
	keys := slices.Sorted(maps.Keys(all))
	if len(keys) != 2 || keys[0] != "unknot:header" || !strings.HasSuffix(keys[1], "}:erased") {
		t.Errorf("after Erase there are %q, want the header and the erased version alone", keys)
	}
}
