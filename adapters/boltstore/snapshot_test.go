package boltstore_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"unknot/adapters/boltstore"
	"unknot/bot"
)

func day(d int) time.Time { return time.Date(2026, 11, d, 12, 0, 0, 0, time.UTC) }

func snapshot(t testing.TB, s *boltstore.Store, folder string, now time.Time) string {
	t.Helper()
	path, err := s.Snapshot(t.Context(), folder, now)
	if err != nil {
		t.Fatalf("Snapshot: %v", err)
	}
	return path
}

func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func wantNames(t *testing.T, folder string, want ...string) {
	t.Helper()
	if got := names(t, folder); !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}

func TestSnapshotOpens(t *testing.T) {
	s := open(t, dataFile(t), nil)
	version := commit(t, s, bot.Change{Doc: "a", ID: "c1", Data: []byte("one"), Records: []bot.Record{{Position: 1}}})
	folder := filepath.Join(t.TempDir(), "snapshots")
	path := snapshot(t, s, folder, day(25))
	if want := filepath.Join(folder, "unknot-2026-11-25.db"); path != want {
		t.Errorf("the snapshot is %s, want %s", path, want)
	}
	wantNames(t, folder, "unknot-2026-11-25.db")
	for name, want := range map[string]fs.FileMode{path: 0o600, folder: fs.ModeDir | 0o700} {
		if info, err := os.Stat(name); err != nil || info.Mode() != want {
			t.Errorf("%s has mode %v, %v, want %v", name, info.Mode(), err, want)
		}
	}
	commit(t, s, bot.Change{Doc: "a", Base: version, ID: "c2", Data: []byte("two")})
	copied := open(t, path, nil)
	stored, err := copied.Load(t.Context(), "a")
	if err != nil || string(stored.Data) != "one" || stored.Version != version {
		t.Errorf("the snapshot holds %+v, %v", stored, err)
	}
	commit(t, copied, bot.Change{Doc: "a", Base: version, ID: "c3"})
}

func TestSnapshotOnceADay(t *testing.T) {
	s, folder := open(t, dataFile(t), nil), t.TempDir()
	path := snapshot(t, s, folder, day(25))
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	commit(t, s, bot.Change{Doc: "a", ID: "c1"})
	if again := snapshot(t, s, folder, day(25).Add(11*time.Hour)); again != path {
		t.Errorf("the second snapshot of a day is %s, want %s", again, path)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the second snapshot of a day changed the first, %v", err)
	}
	// The day is that of the zone of now.
	snapshot(t, s, folder, day(25).Add(11*time.Hour).In(time.FixedZone("east", 5*3600)))
	wantNames(t, folder, "unknot-2026-11-25.db", "unknot-2026-11-26.db")
}

// nosy is a context that calls look each time it is asked whether it is over,
// which a snapshot does for each piece that it copies.
type nosy struct {
	context.Context
	look func() error
}

func (n nosy) Err() error { return n.look() }

// TestSnapshotUnderLoad commits after each piece that is copied, in the same
// goroutine, so it would hang if a writer had to wait for the copy. What is
// written makes the file grow over several powers of two.
func TestSnapshotUnderLoad(t *testing.T) {
	s, folder := open(t, dataFile(t), nil), t.TempDir()
	for i := range 20 {
		commit(t, s, bot.Change{Doc: bot.DocID(fmt.Sprint("filler", i)), ID: "c1", Data: make([]byte, 1<<16)})
	}
	var version bot.Version
	count := 0
	step := func() error {
		count++
		version = commit(t, s, bot.Change{
			Doc: "a", Base: version, ID: bot.CommitID(fmt.Sprint(count)),
			Data:    bytes.Repeat([]byte{byte(count)}, 1<<17),
			Records: []bot.Record{{Position: bot.Position(count), Data: make([]byte, 1<<16)}},
		})
		return nil
	}
	for range 3 {
		_ = step()
	}
	path, err := s.Snapshot(nosy{t.Context(), step}, folder, day(25))
	if err != nil {
		t.Fatalf("Snapshot: %v", err)
	}
	if count < 20 {
		t.Errorf("there were only %d commits: too few during the copy", count)
	}
	copied := open(t, path, nil)
	stored, err := copied.Load(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	records, err := copied.Records(t.Context(), "a", 0, bot.Position(count+1))
	if n := int(stored.Data[0]); err != nil || n < 3 || n > 5 || len(records) != n || stored.Data[len(stored.Data)-1] != byte(n) {
		t.Errorf("the snapshot holds commit %d of %d with %d records, %v", n, count, len(records), err)
	}
}

func TestSnapshotKeepsSeven(t *testing.T) {
	s, folder := open(t, dataFile(t), nil), t.TempDir()
	others := []string{
		"notes.txt", "unknot-2020-01-01.db.gz", "unknot-2020-01-01.DB", "unknot-2020-13-01.db", "unknot-20200101.db",
		"unknot-.db", "unknot.db", "unknot-2020-01-01", "old-unknot-2020-01-01.db", "unknot-keys.partial",
	}
	for _, name := range append(slices.Clone(others), "unknot-2020-01-02.db.partial") {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, "unknot-2020-01-03.db"), 0o700); err != nil {
		t.Fatal(err)
	}
	want := append(slices.Clone(others), "unknot-2020-01-03.db")
	for d := 1; d <= 12; d++ {
		snapshot(t, s, folder, day(d))
	}
	for d := 6; d <= 12; d++ {
		want = append(want, fmt.Sprintf("unknot-2026-11-%02d.db", d))
	}
	slices.Sort(want)
	wantNames(t, folder, want...)
}

// TestSnapshotOfTodayStays has a folder full of snapshots of a clock that was
// wrong.
func TestSnapshotOfTodayStays(t *testing.T) {
	s, folder := open(t, dataFile(t), nil), t.TempDir()
	for d := 20; d <= 26; d++ {
		snapshot(t, s, folder, day(d).AddDate(10, 0, 0))
	}
	path := snapshot(t, s, folder, day(1))
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the snapshot of today: %v", err)
	}
}

func TestSnapshotCancelled(t *testing.T) {
	s, folder := open(t, dataFile(t), nil), t.TempDir()
	commit(t, s, bot.Change{Doc: "a", ID: "c1", Data: make([]byte, 1<<20)})
	pieces := 0
	_, err := s.Snapshot(nosy{t.Context(), func() error {
		if pieces++; pieces > 5 {
			return context.Canceled
		}
		return nil
	}}, folder, day(25))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Snapshot: %v, want context.Canceled", err)
	}
	wantNames(t, folder)
}

// TestSnapshotOfDamage proves that a damaged store takes no place from an
// older snapshot.
func TestSnapshotOfDamage(t *testing.T) {
	path, folder := dataFile(t), t.TempDir()
	s := open(t, path, nil)
	for i := range 100 {
		commit(t, s, bot.Change{Doc: bot.DocID(fmt.Sprint(i)), ID: "c1", Data: make([]byte, 1000)})
	}
	for d := 1; d <= 7; d++ {
		snapshot(t, s, folder, day(d))
	}
	before := names(t, folder)
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for page := range int64(20) {
		if _, err := file.WriteAt(bytes.Repeat([]byte{0xff}, 32), (page+2)*int64(os.Getpagesize())); err != nil {
			t.Fatal(err)
		}
	}
	_, err = s.Snapshot(t.Context(), folder, day(8))
	if !errors.As(err, new(*boltstore.DamagedFileError)) || !strings.Contains(err.Error(), "snapshot") {
		t.Errorf("Snapshot of a damaged store: %v", err)
	}
	wantNames(t, folder, before...)
}

func TestSnapshotIntoNoFolder(t *testing.T) {
	s := open(t, dataFile(t), nil)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Snapshot(t.Context(), file, day(25)); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("Snapshot into a file: %v", err)
	}
}
