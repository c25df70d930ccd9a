package redisstore_test

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"unknot/adapters/redisstore"
	"unknot/bot"
	"unknot/bot/bottest"
)

var update = flag.Bool("update", false, "rewrite the files in testdata")

// goldenFile holds a database of schema 1 as the commands that make it. It
// stays as it is when there are newer schemas: they must read it.
const goldenFile = "testdata/schema1.txt"

// goldenClock stands still where the golden database was written.
func goldenClock() *bottest.Clock {
	return bottest.NewClockAt(time.Date(2026, 1, 2, 3, 4, 5, 678_901_234, time.UTC))
}

// goldenVersion is the first version of all documents of the golden database.
const goldenVersion = 1_767_323_045_678_901

// writeGolden does with a store what leaves every kind of key.
func writeGolden(t *testing.T, s *redisstore.Store, now time.Time) {
	t.Helper()
	version := commit(t, s, bot.Change{
		Doc: "platform:1", ID: "first", Data: []byte("one"), Wakes: bot.Wakes{Urgent: now.Add(time.Second), Bulk: now.Add(time.Hour)},
		Records: []bot.Record{{Position: 1_767_000_000_000, Data: []byte("session")}, {Position: -1, Data: []byte("wrong")}},
	})
	commit(t, s, bot.Change{
		Doc: "platform:1", Base: version, ID: "second", Data: []byte("one, changed"), Wakes: bot.Wakes{Bulk: now.Add(time.Hour)},
		Records: []bot.Record{{Position: -1, Data: []byte("right")}},
	})
	commit(t, s, bot.Change{Doc: "platform:2", Data: []byte{0, 0xff}, Wakes: bot.Wakes{Urgent: now.Add(-time.Minute)}})
	commit(t, s, bot.Change{Doc: "platform:3"})
	if err := s.Erase(t.Context(), "platform:3"); err != nil {
		t.Fatal(err)
	}
	if err := s.Name(t.Context(), "12345", "platform:1", time.Hour); err != nil {
		t.Fatal(err)
	}
	if ok, err := s.Lease(t.Context(), "poller", "replica-1", time.Hour); !ok || err != nil {
		t.Fatal(ok, err)
	}
}

// commands returns the commands that make a database, without the ends that
// Redis keeps itself.
func commands(ctx context.Context, t *testing.T, c *redis.Client) string {
	t.Helper()
	keys := c.Keys(ctx, "*").Val()
	slices.Sort(keys)
	var lines []string
	for _, key := range keys {
		args := []string{"", key}
		switch kind := c.Type(ctx, key).Val(); kind {
		case "string":
			args[0] = "set"
			args = append(args, c.Get(ctx, key).Val())
		case "hash":
			args[0] = "hset"
			all := c.HGetAll(ctx, key).Val()
			for _, field := range slices.Sorted(maps.Keys(all)) {
				args = append(args, field, all[field])
			}
		case "zset":
			args[0] = "zadd"
			for _, z := range c.ZRangeWithScores(ctx, key, 0, -1).Val() {
				args = append(args, strconv.FormatFloat(z.Score, 'f', -1, 64), z.Member.(string))
			}
		default:
			t.Fatalf("%s is a %s", key, kind)
		}
		for i, arg := range args {
			args[i] = strconv.QuoteToASCII(arg)
		}
		lines = append(lines, strings.Join(args, " ")+"\n")
	}
	return strings.Join(lines, "")
}

// replay runs the commands of a golden file.
func replay(t *testing.T, c *redis.Client, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		var args []any
		for rest := strings.TrimSpace(line); rest != ""; rest = strings.TrimSpace(rest) {
			quoted, err := strconv.QuotedPrefix(rest)
			if err != nil {
				t.Fatalf("%s: %q: %v", goldenFile, rest, err)
			}
			arg, err := strconv.Unquote(quoted)
			if err != nil {
				t.Fatalf("%s: %q: %v", goldenFile, quoted, err)
			}
			args = append(args, arg)
			rest = rest[len(quoted):]
		}
		if err := c.Do(t.Context(), args...).Err(); err != nil {
			t.Fatalf("%s: %v", goldenFile, err)
		}
	}
}

// TestSchemaIsWritten proves that the layout did not change by accident.
func TestSchemaIsWritten(t *testing.T) {
	url, c := freshDatabase(t), goldenClock()
	o := options(url, c)
	o.Buckets = 2
	writeGolden(t, openWith(t, o), c.Now())
	got := commands(t.Context(), t, commonServer(t).client(t, database(t, url)))
	if *update {
		writeFile(t, goldenFile, got)
	}
	want, err := os.ReadFile(goldenFile)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the database is now\n%s\nand was\n%s\nA new layout needs a new schema number and `unknot migrate`.", got, want)
	}
}

// TestSchemaIsRead reads the golden database.
func TestSchemaIsRead(t *testing.T) {
	url, c := freshDatabase(t), goldenClock()
	golden, err := os.ReadFile(goldenFile)
	if err != nil {
		t.Fatal(err)
	}
	replay(t, commonServer(t).client(t, database(t, url)), string(golden))
	s := open(t, url, c)

	stored, err := s.Load(t.Context(), "platform:1")
	if err != nil || stored.Version != goldenVersion+1 || string(stored.Data) != "one, changed" ||
		!stored.Wakes.Urgent.IsZero() || stored.Wakes.Bulk.Sub(c.Now()).Round(time.Second) != time.Hour {
		t.Errorf("Load: %+v, %v", stored, err)
	}
	records, err := s.Records(t.Context(), "platform:1", -10, 1<<50)
	if got := fmt.Sprintf("%d:%s %d:%s", records[0].Position, records[0].Data, records[1].Position, records[1].Data); err != nil ||
		got != "-1:right 1767000000000:session" {
		t.Errorf("Records: %s, %v", got, err)
	}
	wantArchive(t, s, "platform:1", "-1:wrong ")
	claimed, err := s.Claim(t.Context(), bot.Urgent, 10, time.Minute)
	if err != nil || len(claimed.Due) != 1 || claimed.Due[0].Doc != "platform:2" || string(claimed.Due[0].Data) != "\x00\xff" {
		t.Errorf("Claim: %+v, %v", claimed, err)
	}
	if doc, err := s.Resolve(t.Context(), "12345"); doc != "platform:1" || err != nil {
		t.Errorf("Resolve: %q, %v", doc, err)
	}
	if ok, err := s.Lease(t.Context(), "poller", "replica-2", time.Hour); ok || err != nil {
		t.Errorf("Lease: %v, %v", ok, err)
	}
	commit(t, s, bot.Change{Doc: "platform:1", Base: goldenVersion, ID: "second"}) // the last commit again
	if version := commit(t, s, bot.Change{Doc: "platform:3"}); version != goldenVersion+1 {
		t.Errorf("what was erased began again with version %d, want one above %d", version, goldenVersion)
	}
}
