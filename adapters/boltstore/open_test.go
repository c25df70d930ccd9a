package boltstore_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"unknot/adapters/boltstore"
	"unknot/bot"
)

// wantRefused opens a file that must be refused and left as it was.
func wantRefused(t *testing.T, path string, as any) {
	t.Helper()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	infoBefore, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := boltstore.Open(path, boltstore.Options{})
	if err == nil {
		_ = s.Close()
		t.Fatal("Open succeeded")
	}
	if !errors.As(err, as) {
		t.Errorf("Open: %v (%T), want a %T", err, errors.Unwrap(err), as)
	}
	if !strings.Contains(err.Error(), path) {
		t.Errorf("%q does not name the file", err)
	}
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	infoAfter, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) || !infoBefore.ModTime().Equal(infoAfter.ModTime()) {
		t.Error("the refused file was touched")
	}
}

// bolt writes a bbolt file of its own.
func bolt(t *testing.T, path string, write func(*bbolt.Tx) error) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(write), db.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefusesForeignFiles(t *testing.T) {
	for name, content := range map[string][]byte{
		"short text": []byte("hello"),
		"long text":  bytes.Repeat([]byte("hello world\n"), 10_000),
		"zeros":      make([]byte, 1<<16),
		"sqlite":     append([]byte("SQLite format 3\x00"), make([]byte, 8192)...),
		"one byte":   {0},
	} {
		t.Run(name, func(t *testing.T) {
			path := dataFile(t)
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			wantRefused(t, path, new(*boltstore.ForeignFileError))
		})
	}
}

func TestOpenRefusesForeignDatabases(t *testing.T) {
	for name, write := range map[string]func(*bbolt.Tx) error{
		"other buckets": func(tx *bbolt.Tx) error {
			_, err := tx.CreateBucket([]byte("treasure"))
			return err
		},
		"a header of another": func(tx *bbolt.Tx) error {
			b, err := tx.CreateBucket([]byte("header"))
			return errors.Join(err, b.Put([]byte("magic"), []byte("something else")))
		},
		"newer format": func(tx *bbolt.Tx) error {
			b, err := tx.CreateBucket([]byte("header"))
			return errors.Join(err,
				b.Put([]byte("magic"), []byte("unknot store")),
				b.Put([]byte("format"), binary.BigEndian.AppendUint64(nil, 2)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := dataFile(t)
			bolt(t, path, write)
			wantRefused(t, path, new(*boltstore.ForeignFileError))
		})
	}
}

func TestOpenRefusesFolder(t *testing.T) {
	_, err := boltstore.Open(t.TempDir(), boltstore.Options{})
	if !errors.As(err, new(*boltstore.ForeignFileError)) {
		t.Errorf("Open of a folder: %v", err)
	}
}

// TestOpenFinishesCreation covers a first start that was cut off: before
// bbolt wrote anything, and before the header was saved.
func TestOpenFinishesCreation(t *testing.T) {
	empty, bare := dataFile(t), dataFile(t)
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	bolt(t, bare, func(*bbolt.Tx) error { return nil })
	for _, path := range []string{empty, bare} {
		commit(t, open(t, path, nil), bot.Change{Doc: "a", ID: "c1"})
	}
}

// filled returns the content of a data file with a few levels of pages.
func filled(t *testing.T) []byte {
	t.Helper()
	path := dataFile(t)
	s := open(t, path, nil)
	for i := range 4 {
		changes := make([]bot.Change, 100)
		for j := range changes {
			changes[j] = bot.Change{
				Doc: bot.DocID(fmt.Sprint("doc", i, "-", j)), ID: "c1", Data: bytes.Repeat([]byte("x"), 10*j),
				Records: []bot.Record{{Position: 1, Data: make([]byte, 100)}},
			}
		}
		if _, err := s.Commit(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
	}
	commit(t, s, bot.Change{Doc: "big", ID: "c1", Data: make([]byte, 50_000)})
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestOpenRefusesTruncatedFiles(t *testing.T) {
	content := filled(t)
	for _, size := range []int{100, 4096, 8192, 10_000, 16_384, len(content) / 4, len(content) / 2} {
		path := dataFile(t)
		if err := os.WriteFile(path, content[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			wantRefused(t, path, new(*boltstore.DamagedFileError))
		})
	}
}

// TestOpenSurvivesDamage overwrites one page after the other. Damage to pages
// in use must be noticed; damage to free pages does not matter. A damaged
// start page is what a power cut in the middle of a commit leaves, so bbolt
// goes back to the other one. Never must it panic.
func TestOpenSurvivesDamage(t *testing.T) {
	content := filled(t)
	page := os.Getpagesize()
	refused := 0
	for at := 0; at < len(content); at += page {
		if neverUsed(content[at : at+page]) {
			continue
		}
		for _, fill := range []byte{0, 0xff} {
			damaged := bytes.Clone(content)
			copy(damaged[at:], bytes.Repeat([]byte{fill}, 32))
			refused += openDamaged(t, damaged)
		}
	}
	if refused < 40 {
		t.Errorf("only %d damaged files were refused", refused)
	}
}

// TestOpenSurvivesFlippedBytes damages single bytes where pages keep their
// own numbers, counts, lengths and first elements.
func TestOpenSurvivesFlippedBytes(t *testing.T) {
	content := filled(t)
	page := os.Getpagesize()
	refused := 0
	for at := 2 * page; at < len(content); at += page {
		if neverUsed(content[at : at+page]) {
			continue
		}
		offset := 5 * (at / page) % 64
		damaged := bytes.Clone(content)
		damaged[at+offset] ^= 0x41
		refused += openDamaged(t, damaged)
	}
	if refused == 0 {
		t.Error("no damaged file was refused")
	}
}

func neverUsed(page []byte) bool { return bytes.Count(page, []byte{0}) == len(page) }

// openDamaged opens a damaged file and uses it if that worked. It returns 1
// if the file was refused.
func openDamaged(t *testing.T, content []byte) int {
	t.Helper()
	path := filepath.Join(t.TempDir(), "unknot.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := boltstore.Open(path, boltstore.Options{})
	if err == nil {
		_, err = s.Load(t.Context(), "doc0-0")
		if err := errors.Join(err, s.Close()); err != nil {
			t.Errorf("a file that was opened: %v", err)
		}
		return 0
	}
	if !errors.As(err, new(*boltstore.DamagedFileError)) {
		t.Errorf("Open: %v (%T), want a DamagedFileError", err, err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, content) {
		t.Errorf("the damaged file was touched: %v", err)
	}
	return 1
}
