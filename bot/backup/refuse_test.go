package backup_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"unknot/bot"
	"unknot/bot/backup"
	"unknot/bot/seal"
)

// small returns the files of a backup of two people.
func small(t testing.TB, r seal.Ring) files {
	t.Helper()
	below := openBolt(t)
	s := above(t, below, r)
	someone(t, s, "a", 0)
	someone(t, s, "b", 2)
	f, _ := write(t, below, at(0))
	return f
}

// sentence says whether an error is one sentence that a person can act on.
func sentence(err error) bool {
	return err != nil && !strings.Contains(err.Error(), "\n") && strings.Contains(err.Error(), ": ")
}

func TestEveryTruncationIsRefused(t *testing.T) {
	for _, r := range []seal.Ring{{}, ring(t, 1)} {
		f, below, o := small(t, r), openBolt(t), backup.Options{Ring: r}
		for n := range f.out {
			wantError(t, files{f.out[:n], f.keys}.refused(t, below, o), backup.ErrDamaged)
		}
		for n := range f.keys[:max(len(f.keys)-1, 0)] {
			wantError(t, files{f.out, f.keys[:n+1]}.refused(t, below, o), backup.ErrDamaged)
		}
	}
}

func TestEveryChangedByteIsRefused(t *testing.T) {
	for _, r := range []seal.Ring{{}, ring(t, 1)} {
		f, below, o := small(t, r), openBolt(t), backup.Options{Ring: r}
		for _, part := range [][]byte{f.out, f.keys} {
			for i := range part {
				for _, flip := range []byte{0x01, 0x80, 0xff} {
					part[i] ^= flip
					if err := f.refused(t, below, o); !sentence(err) {
						t.Errorf("byte %d: %v", i, err)
					}
					part[i] ^= flip
				}
			}
		}
		if _, err := f.restore(openBolt(t), o); err != nil {
			t.Errorf("unchanged: %v", err)
		}
	}
}

func TestWrongFiles(t *testing.T) {
	r := ring(t, 1)
	plain, sealed := small(t, seal.Ring{}), small(t, r)
	newer := slices.Clone(plain.out)
	newer[17]++
	newerKeys := slices.Clone(sealed.keys)
	newerKeys[17]++
	for name, test := range map[string]struct {
		files files
		ring  seal.Ring
		want  error
	}{
		"a text":                  {files{out: []byte("Dear diary, my neck")}, r, backup.ErrNotBackup},
		"nothing":                 {files{}, r, backup.ErrDamaged},
		"keys as a backup":        {files{sealed.keys, sealed.keys}, r, backup.ErrNotBackup},
		"a backup as keys":        {files{sealed.out, sealed.out}, r, backup.ErrNotKeys},
		"a newer format":          {files{out: newer}, r, backup.ErrNewer},
		"a newer format of keys":  {files{sealed.out, newerKeys}, r, backup.ErrNewer},
		"something behind":        {files{out: append(slices.Clone(plain.out), 0)}, r, backup.ErrDamaged},
		"two backups in one file": {files{out: append(slices.Clone(plain.out), plain.out...)}, r, backup.ErrDamaged},
		"no keys file":            {files{out: sealed.out}, r, backup.ErrKeysMissing},
		"no master key":           {sealed, seal.Ring{}, backup.ErrNoMasterKey},
		"keys of another store":   {files{sealed.out, small(t, r).keys}, r, backup.ErrKeysWrong},
	} {
		t.Run(name, func(t *testing.T) {
			err := test.files.refused(t, openBolt(t), backup.Options{Ring: test.ring})
			wantError(t, err, test.want)
			if !sentence(err) {
				t.Errorf("%q is no sentence", err)
			}
		})
	}
	var missing *seal.MissingKeyError
	if err := sealed.refused(t, openBolt(t), backup.Options{Ring: ring(t, 2)}); !errors.As(err, &missing) || !strings.Contains(err.Error(), "UNKNOT_KEY") {
		t.Errorf("another master key: %v", err)
	}
}

// People who came after a keys file have no key in it. Without this check they
// would be taken for erased.
func TestOlderKeysAreRefused(t *testing.T) {
	r := ring(t, 1)
	from := aStore(t, r)
	older, _ := write(t, from, at(0))
	someone(t, above(t, from, r), "late", 1)
	newer, _ := write(t, from, at(1))
	wantError(t, files{newer.out, older.keys}.refused(t, openBolt(t), backup.Options{Ring: r}), backup.ErrKeysOlder)
}

func TestWrongStore(t *testing.T) {
	r := ring(t, 1)
	plain, sealed := small(t, seal.Ring{}), small(t, r)
	used, usedSealed, unusedSealed := openBolt(t), openBolt(t), openBolt(t)
	someone(t, used, "other", 0)
	someone(t, above(t, usedSealed, r), "other", 0)
	above(t, unusedSealed, r)

	wantError(t, plain.refused(t, used, backup.Options{}), backup.ErrNotEmpty)
	wantError(t, sealed.refused(t, used, backup.Options{Ring: r}), backup.ErrNotEmpty)
	wantError(t, sealed.refused(t, usedSealed, backup.Options{Ring: r}), backup.ErrNotEmpty)
	wantError(t, plain.refused(t, unusedSealed, backup.Options{}), backup.ErrSealedStore)
	wantError(t, sealed.refused(t, unusedSealed, backup.Options{Ring: r, Unseal: true}), backup.ErrSealedStore)
	var missing *seal.MissingKeyError
	if err := plain.refused(t, unusedSealed, backup.Options{Ring: ring(t, 2)}); !errors.As(err, &missing) {
		t.Errorf("a store sealed by another key: %v", err)
	}
	if err := sealed.refused(t, sealedByAnother(t), backup.Options{Ring: r}); !errors.As(err, &missing) {
		t.Errorf("a sealed backup into a store sealed by another key: %v", err)
	}
	// One that was sealed and never used is empty.
	for _, f := range []files{plain, sealed} {
		to := openBolt(t)
		above(t, to, r)
		if _, err := f.restore(to, backup.Options{Ring: r}); err != nil {
			t.Errorf("into a store that was sealed and never used: %v", err)
		}
		wantLen(t, contents(t, above(t, to, r)), 4)
	}
}

// sealedByAnother returns an empty store that was sealed by another key.
func sealedByAnother(t testing.TB) bot.Store {
	t.Helper()
	below := openBolt(t)
	above(t, below, ring(t, 2))
	return below
}

// The store above the sealing would give its content away unsealed.
func TestStoreAboveIsRefused(t *testing.T) {
	s := above(t, openBolt(t), ring(t, 1))
	var out, keys bytes.Buffer
	if _, err := backup.Write(t.Context(), s, &out, &keys, at(0)); err == nil || out.Len() > 0 {
		t.Errorf("backed up the store above: %v", err)
	}
	if _, err := small(t, seal.Ring{}).restore(s, backup.Options{}); err == nil {
		t.Error("restored into the store above")
	}
}

func TestSealedStoreNeedsKeysFile(t *testing.T) {
	below := openBolt(t)
	above(t, below, ring(t, 1))
	var out bytes.Buffer
	_, err := backup.Write(t.Context(), below, &out, nil, at(0))
	wantError(t, err, backup.ErrNowhereForKeys)
}

// full is a disk that takes some bytes and no more.
type full struct{ left int }

func (f *full) Write(b []byte) (int, error) {
	if len(b) > f.left {
		return 0, errors.New("no space left on device")
	}
	f.left -= len(b)
	return len(b), nil
}

func TestWriteErrorsShow(t *testing.T) {
	r := ring(t, 1)
	from := aStore(t, r)
	f, _ := write(t, from, at(0))
	for _, left := range []int{0, 1000, len(f.out) - 1} {
		var keys bytes.Buffer
		if _, err := backup.Write(t.Context(), from, &full{left}, &keys, at(0)); err == nil || !strings.Contains(err.Error(), "no space") {
			t.Errorf("a disk with %d bytes left: %v", left, err)
		}
	}
	var out bytes.Buffer
	if _, err := backup.Write(t.Context(), from, &out, &full{0}, at(0)); err == nil {
		t.Error("no place for keys was not seen")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := backup.Write(ctx, from, &out, &bytes.Buffer{}, at(0)); !errors.Is(err, context.Canceled) {
		t.Errorf("a backup that was stopped: %v", err)
	}
}

// During the exchange of master keys, keys file and check would not fit.
func TestExchangeDuringBackupIsRefused(t *testing.T) {
	from := aStore(t, ring(t, 1))
	exchange := &walking{Store: from, first: func() { above(t, from, ring(t, 2, 1)) }}
	_, err := backup.Write(t.Context(), exchange, &bytes.Buffer{}, &bytes.Buffer{}, at(0))
	if err == nil || !strings.Contains(err.Error(), "again") {
		t.Errorf("error %v", err)
	}
}

// walking does something before its first walk.
type walking struct {
	bot.Store
	first func()
}

func (w *walking) Walk(ctx context.Context, visit func(bot.Stored) error) error {
	w.first()
	return w.Store.Walk(ctx, visit)
}
