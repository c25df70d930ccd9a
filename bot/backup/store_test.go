package backup_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"unknot/adapters/boltstore"
	"unknot/bot"
	"unknot/bot/backup"
	"unknot/bot/seal"
)

// now is a moment of the store and of all backups of a test.
func now() time.Time { return time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC) }

// at is an option for a backup that is made some days later.
func at(days int) backup.WriteOptions {
	return backup.WriteOptions{Now: func() time.Time { return now().AddDate(0, 0, days) }}
}

func openBolt(t testing.TB) bot.Store {
	t.Helper()
	s, err := boltstore.Open(filepath.Join(t.TempDir(), "unknot.db"), boltstore.Options{Now: now})
	if err != nil {
		t.Fatalf("open a store: %v", err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// ring returns a ring of numbered master keys, always the same ones.
func ring(t testing.TB, numbers ...byte) seal.Ring {
	t.Helper()
	keys := make([]seal.Key, len(numbers))
	for i, number := range numbers {
		k, err := seal.NewKey(rand.NewChaCha8([32]byte{number}))
		if err != nil {
			t.Fatal(err)
		}
		keys[i] = k
	}
	r, err := seal.NewRing(keys[0], keys[1:]...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// above returns the store as a bot uses it: sealed if there is a ring.
func above(t testing.TB, below bot.Store, r seal.Ring) bot.Store {
	t.Helper()
	if r.Current().IsZero() {
		return below
	}
	s, err := seal.Open(t.Context(), below, r, seal.Options{})
	if err != nil {
		t.Fatalf("open the sealed store: %v", err)
	}
	return s
}

// fatal is what both a test and a property offer.
type fatal interface {
	Helper()
	Fatalf(format string, args ...any)
}

func save(t fatal, s bot.Store, changes ...bot.Change) {
	t.Helper()
	done, err := s.Commit(context.Background(), changes)
	for _, d := range done {
		err = errors.Join(err, d.Err)
	}
	if err != nil {
		t.Fatalf("commit: %v", err)
	}
}

// someone saves a person with some records.
func someone(t fatal, s bot.Store, doc bot.DocID, records int) {
	t.Helper()
	c := bot.Change{
		Doc: doc, ID: "c1", Data: []byte("document of " + doc),
		Wakes: bot.Wakes{Urgent: now().Add(time.Second), Bulk: now().Add(-time.Hour)},
	}
	for i := range records {
		c.Records = append(c.Records, bot.Record{Position: position(i), Data: fmt.Appendf(nil, "record %d of %s", i, doc)})
	}
	save(t, s, c)
}

// position spreads records over several years, before Unknot and ahead too.
func position(i int) bot.Position {
	return bot.Position(now().AddDate(0, 0, 5*i-365).UnixMilli())
}

// contents is all that a store holds, as the bot sees it.
func contents(t fatal, s bot.Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := s.Walk(context.Background(), func(stored bot.Stored) error {
		if stored.Doc == seal.CheckDoc {
			return nil
		}
		records, err := s.Records(context.Background(), stored.Doc, math.MinInt64, math.MaxInt64)
		for _, r := range records {
			all[fmt.Sprintf("%q at %d", stored.Doc, r.Position)] = string(r.Data)
		}
		all[fmt.Sprintf("%q", stored.Doc)] = fmt.Sprintf("%x %v %v", stored.Data, stored.Wakes.Urgent, stored.Wakes.Bulk)
		return err
	})
	if err != nil {
		t.Fatalf("read the whole store: %v", err)
	}
	return all
}

func wantContents(t fatal, s bot.Store, want map[string]string) {
	t.Helper()
	if got := contents(t, s); !maps.Equal(got, want) {
		t.Fatalf("the store holds\n%v\nwant\n%v", got, want)
	}
}

// files are a backup and its keys.
type files struct{ out, keys []byte }

func write(t fatal, below bot.Store, o backup.WriteOptions) (files, backup.Summary) {
	t.Helper()
	var out, keys bytes.Buffer
	s, err := backup.Write(context.Background(), below, &out, &keys, o)
	if err != nil {
		t.Fatalf("Write: %v", err)
	}
	return files{out.Bytes(), keys.Bytes()}, s
}

// restore restores the files; empty keys are no keys file.
func (f files) restore(below bot.Store, o backup.Options) (backup.Summary, error) {
	var keys io.ReadSeeker
	if len(f.keys) > 0 {
		keys = bytes.NewReader(f.keys)
	}
	return backup.Restore(context.Background(), bytes.NewReader(f.out), keys, below, o)
}

// untouched fails the test when a store is written to.
type untouched struct {
	bot.Store
	t testing.TB
}

func (s untouched) Commit(context.Context, []bot.Change) ([]bot.Committed, error) {
	s.t.Error("the store was written to")
	return nil, errors.New("written to")
}

func (s untouched) Erase(context.Context, bot.DocID) error {
	s.t.Error("the store was written to")
	return errors.New("written to")
}

// refused restores into a store that must not be written to.
func (f files) refused(t testing.TB, below bot.Store, o backup.Options) error {
	t.Helper()
	_, err := f.restore(untouched{below, t}, o)
	if err == nil {
		t.Error("restored what is to be refused")
	}
	return err
}

func wantError(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
}
