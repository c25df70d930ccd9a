package backup_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
	"time"

	"unknot/bot"
	"unknot/bot/backup"
	"unknot/bot/bottest"
	"unknot/bot/seal"
)

// aStore returns a store below with three people in it.
func aStore(t testing.TB, r seal.Ring) bot.Store {
	t.Helper()
	return fill(t, openBolt(t), r)
}

func fill(t testing.TB, below bot.Store, r seal.Ring) bot.Store {
	t.Helper()
	s := above(t, below, r)
	someone(t, s, "a", 0)
	someone(t, s, "b", 3)
	someone(t, s, "c\x00\xff", 700) // more than a portion, in more than one year
	return below
}

func TestRoundTrip(t *testing.T) {
	none, old, both := seal.Ring{}, ring(t, 1), ring(t, 2, 1)
	for _, test := range []struct {
		name           string
		from, with, to seal.Ring // sealed by, restored with, sealed by then
		unseal         bool
	}{
		{"plain to plain", none, none, none, false},
		{"plain to sealed", none, old, old, false},
		{"sealed to sealed", old, old, old, false},
		{"sealed to sealed by a newer key", old, both, both, false},
		{"sealed to plain", old, old, none, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			from := aStore(t, test.from)
			f, written := write(t, from, at(0))
			to := openBolt(t)
			restored, err := f.restore(to, backup.Options{Ring: test.with, Unseal: test.unseal})
			if err != nil {
				t.Fatalf("Restore: %v", err)
			}
			if restored != written || written.Documents != 3 || written.Records != 703 || written.Made != now() {
				t.Errorf("wrote %+v, restored %+v", written, restored)
			}
			wantContents(t, above(t, to, test.to), contents(t, above(t, from, test.from)))
			if half, err := backup.Unfinished(t.Context(), to); half || err != nil {
				t.Errorf("the restore is unfinished: %t, %v", half, err)
			}
			again, _ := write(t, to, at(1))
			if isSealed := !test.to.Current().IsZero(); bytes.Contains(again.out, []byte("record 1")) == isSealed {
				t.Errorf("records are readable in the next backup: %t", !isSealed)
			}
		})
	}
}

// Documents and records that are longer than what is read at once.
func TestLongValues(t *testing.T) {
	for _, size := range []int{64<<10 - 20, 64 << 10, 64<<10 + 1, 1 << 20, 3 << 20} {
		from, to := newMemory(), newMemory()
		long := bytes.Repeat([]byte("0123456"), size/7+1)[:size]
		save(t, from, bot.Change{Doc: "a", ID: "c1", Data: long, Records: []bot.Record{{Position: 1, Data: long}, {Position: 2, Data: long}}})
		f, _ := write(t, from, at(0))
		if _, err := f.restore(to, backup.Options{}); err != nil {
			t.Fatal(err)
		}
		wantContents(t, to, contents(t, from))
		_, err := backup.Check(bytes.NewReader(f.out[:len(f.out)-size]))
		wantError(t, err, backup.ErrDamaged)
	}
}

// A restore keeps the keys of people, so that the keys file of the next backup
// still opens the ones before the restore.
func TestRestoreKeepsKeys(t *testing.T) {
	from := aStore(t, ring(t, 1))
	before, _ := write(t, from, at(0))
	to := openBolt(t)
	if _, err := before.restore(to, backup.Options{Ring: ring(t, 1)}); err != nil {
		t.Fatal(err)
	}
	after, _ := write(t, to, at(1))
	third := openBolt(t)
	s, err := files{before.out, after.keys}.restore(third, backup.Options{Ring: ring(t, 1)})
	if err != nil || s.LeftOut != 0 || s.Documents != 3 {
		t.Errorf("restored %+v, %v", s, err)
	}
	wantContents(t, above(t, third, ring(t, 1)), contents(t, above(t, from, ring(t, 1))))
}

// The check says which master keys are needed: the older one as well.
func TestRestoreNamesAllMasterKeys(t *testing.T) {
	f, _ := write(t, aStore(t, ring(t, 1)), at(0))
	to := openBolt(t)
	if _, err := f.restore(to, backup.Options{Ring: ring(t, 2, 1)}); err != nil {
		t.Fatal(err)
	}
	var missing *seal.MissingKeyError
	if _, err := seal.Open(t.Context(), to, ring(t, 2), seal.Options{}); !errors.As(err, &missing) {
		t.Errorf("opened with one key of two: %v", err)
	}
	above(t, to, ring(t, 2, 1))
}

// Records are read by the year, and none is left out or taken twice where two
// years meet.
func TestRecordsOfManyYears(t *testing.T) {
	from, to := newMemory(), newMemory()
	c := bot.Change{Doc: "a", ID: "c1"}
	for year := 2020; year < 2040; year++ {
		border := bot.Position(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli())
		for _, near := range []bot.Position{-1, 0, 1} {
			c.Records = append(c.Records, bot.Record{Position: border + near})
		}
	}
	save(t, from, c)
	counting := bottest.NewCountingStore(from)
	f, s := write(t, counting, at(5*365))
	if reads := counting.Count(bottest.OpRecords); s.Records != len(c.Records) || reads != 6 {
		t.Errorf("wrote %d records of %d in %d readings", s.Records, len(c.Records), reads)
	}
	if _, err := f.restore(to, backup.Options{}); err != nil {
		t.Fatal(err)
	}
	wantContents(t, to, contents(t, from))
}

// After an exchange of master keys the old one may be thrown away: the newest
// keys file opens older backups with the new one alone.
func TestNewMasterKeyOpensOlderBackup(t *testing.T) {
	from := aStore(t, ring(t, 1))
	older, _ := write(t, from, at(0))
	exchanged := above(t, from, ring(t, 2, 1)).(*seal.Store)
	if _, err := exchanged.Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	newer, _ := write(t, from, at(1))
	to := openBolt(t)
	if _, err := (files{older.out, newer.keys}).restore(to, backup.Options{Ring: ring(t, 2)}); err != nil {
		t.Fatal(err)
	}
	wantContents(t, above(t, to, ring(t, 2)), contents(t, exchanged))
}

func TestErasedPersonNeedsOlderKeys(t *testing.T) {
	r := ring(t, 1)
	from := aStore(t, r)
	older, _ := write(t, from, at(0))
	if err := above(t, from, r).Erase(t.Context(), "b"); err != nil {
		t.Fatal(err)
	}
	for _, test := range []string{"erased", "erased and begun anew"} {
		t.Run(test, func(t *testing.T) {
			if test != "erased" {
				someone(t, above(t, from, r), "b", 1)
			}
			newer, _ := write(t, from, at(1))
			to := openBolt(t)
			s, err := files{older.out, newer.keys}.restore(to, backup.Options{Ring: r})
			if err != nil || s.Documents != 2 || s.LeftOut != 1 || s.Records != 700 {
				t.Errorf("with the newer keys: %+v, %v", s, err)
			}
			if got := contents(t, above(t, to, r)); got[`"b"`] != "" || got[`"a"`] == "" {
				t.Errorf("with the newer keys the store holds %v", got)
			}
			to = openBolt(t)
			s, err = older.restore(to, backup.Options{Ring: r})
			if err != nil || s.Documents != 3 || s.LeftOut != 0 || contents(t, above(t, to, r))[`"b"`] == "" {
				t.Errorf("with the older keys: %+v, %v", s, err)
			}
		})
	}
}

// No part of a wrapped key may lie in the file of the bodies.
func TestBackupHoldsNoKeys(t *testing.T) {
	from := aStore(t, ring(t, 1))
	f, _ := write(t, from, at(0))
	stored, err := from.Load(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	wrapped, body, err := seal.Split(stored.Data)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(f.out, wrapped[8:24]) || !bytes.Contains(f.keys, wrapped) || bytes.Contains(f.keys, body[8:24]) {
		t.Error("keys and bodies are not apart")
	}
	plain, _ := write(t, aStore(t, seal.Ring{}), at(0))
	if len(plain.keys) > 0 {
		t.Errorf("an unsealed backup has a keys file of %d bytes", len(plain.keys))
	}
}

// What does not open in a store must not keep all others from being backed up
// and restored.
func TestBrokenValuesAreLeftOut(t *testing.T) {
	r := ring(t, 1)
	from := aStore(t, r)
	save(t, from, bot.Change{Doc: "broken", ID: "c1", Data: []byte("not sealed")})
	stored, err := from.Load(t.Context(), "b")
	if err != nil {
		t.Fatal(err)
	}
	save(t, from, bot.Change{Doc: "b", Base: stored.Version, ID: "c2", Data: stored.Data, Records: []bot.Record{{Position: 7, Data: []byte("not sealed")}}})
	f, s := write(t, from, at(0))
	if s.Broken != 1 || s.Documents != 3 {
		t.Errorf("wrote %+v", s)
	}
	for _, unseal := range []bool{false, true} {
		to := openBolt(t)
		s, err := f.restore(to, backup.Options{Ring: r, Unseal: unseal})
		if err != nil || s.Broken != 1 || s.Documents != 3 || s.Records != 703 {
			t.Errorf("restored %+v, %v", s, err)
		}
		if !unseal {
			wantLen(t, contents(t, above(t, to, r)), 706)
		}
	}
}

func wantLen(t testing.TB, all map[string]string, want int) {
	t.Helper()
	if len(all) != want {
		t.Errorf("the store holds %d values, want %d", len(all), want)
	}
}

func TestCheck(t *testing.T) {
	for _, r := range []seal.Ring{{}, ring(t, 1)} {
		f, written := write(t, aStore(t, r), at(0))
		s, err := backup.Check(bytes.NewReader(f.out))
		if err != nil || s != written {
			t.Errorf("Check says %+v, %v, want %+v", s, err, written)
		}
		if fmt.Sprint(s.Sealed) != fmt.Sprint(!r.Current().IsZero()) {
			t.Errorf("sealed: %t", s.Sealed)
		}
	}
}
