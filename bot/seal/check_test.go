package seal_test

import (
	"bytes"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"unknot/bot"
	"unknot/bot/seal"
)

// wantRefusal opens a store that must refuse the ring and stay as it is.
func wantRefusal(t *testing.T, below *memory, r seal.Ring) error {
	t.Helper()
	before := below.writes
	_, err := seal.Open(t.Context(), below, r, seal.Options{})
	if err == nil {
		t.Fatalf("a store opened with %v", r)
	}
	if below.writes != before {
		t.Error("a store that was refused was written to")
	}
	for _, number := range []byte{1, 2, 3} {
		wantNoSecret(t, key(t, number), err.Error())
	}
	return err
}

func TestWrongKey(t *testing.T) {
	below := newMemory()
	someone(t, sealed(t, below, ring(t, 1)), below, "a")
	err := wantRefusal(t, below, ring(t, 2))
	var missing *seal.MissingKeyError
	if !errors.As(err, &missing) || missing.Need != key(t, 1).ID() || missing.Have != key(t, 2).ID() {
		t.Errorf("error %v, want a MissingKeyError of both keys", err)
	}
	for _, want := range []string{"UNKNOT_KEY", key(t, 1).ID().String(), "put key"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q does not contain %q", err, want)
		}
	}
	if strings.ContainsAny(err.Error(), "\n") {
		t.Errorf("error %q is more than a sentence", err)
	}
	sealed(t, below, ring(t, 1))
}

func TestNoKey(t *testing.T) {
	err := wantRefusal(t, newMemory(), seal.Ring{})
	if !strings.HasPrefix(err.Error(), "UNKNOT_KEY is missing") {
		t.Errorf("error %q does not name UNKNOT_KEY", err)
	}
}

func TestUnsealedStore(t *testing.T) {
	below := newMemory()
	save(t, below, bot.Change{Doc: "a", ID: "c1", Data: []byte(`{"schema":1}`)})
	wantError(t, wantRefusal(t, below, ring(t, 1)), seal.ErrUnsealed)
	if got, err := seal.Sealed(t.Context(), below); got || err != nil {
		t.Errorf("Sealed of an unsealed store = %t, %v", got, err)
	}
	below = newMemory()
	sealed(t, below, ring(t, 1))
	if got, err := seal.Sealed(t.Context(), below); !got || err != nil {
		t.Errorf("Sealed of a sealed store = %t, %v", got, err)
	}
}

func TestDamagedOrNewerCheck(t *testing.T) {
	below := newMemory()
	sealed(t, below, ring(t, 1))
	value := below.value(t, seal.CheckDoc)
	for bit := range len(value) * 8 {
		below.poke(seal.CheckDoc, flipped(value, bit))
		_ = wantRefusal(t, below, ring(t, 1, 2))
	}
	below.poke(seal.CheckDoc, append([]byte{0x32}, value[1:]...))
	wantError(t, wantRefusal(t, below, ring(t, 1)), seal.ErrNewer)
	below.poke(seal.CheckDoc, value[:len(value)-1])
	wantError(t, wantRefusal(t, below, ring(t, 1)), seal.ErrDamaged)
}

// A key that once sealed something is asked for until a rotation is complete.
func TestEveryKeyInUseIsAskedFor(t *testing.T) {
	below := newMemory()
	sealed(t, below, ring(t, 1))
	sealed(t, below, ring(t, 2, 1))
	_ = wantRefusal(t, below, ring(t, 1))
	_ = wantRefusal(t, below, ring(t, 2))
	sealed(t, below, ring(t, 1, 2))
}

func TestManyProcessesOpenAnEmptyStoreAtOnce(t *testing.T) {
	below := newMemory()
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			s, err := seal.Open(t.Context(), below, ring(t, byte(1+i%2), byte(2-i%2)), seal.Options{})
			if err != nil {
				t.Errorf("Open: %v", err)
				return
			}
			done, err := s.Commit(t.Context(), []bot.Change{{Doc: bot.DocID(rune('a' + i)), ID: "c1"}})
			if err != nil || done[0].Err != nil {
				t.Errorf("Commit: %v, %v", done, err)
			}
		})
	}
	all.Wait()
	sealed(t, below, ring(t, 1, 2))
	_ = wantRefusal(t, below, ring(t, 1))
}

// The check is nobody's document.
func TestCheckIsHidden(t *testing.T) {
	below := newMemory()
	s := sealed(t, below, ring(t, 1))
	_, err := s.Load(t.Context(), seal.CheckDoc)
	wantError(t, err, bot.ErrNotFound)
	wantRecords(t, s, seal.CheckDoc, "")
	if done := commit(t, s, bot.Change{Doc: seal.CheckDoc, ID: "c1"}); done.Err == nil {
		t.Error("the check was overwritten")
	}
	if err := s.Erase(t.Context(), seal.CheckDoc); err != nil {
		t.Error(err)
	}
	err = s.Walk(t.Context(), func(stored bot.Stored) error { return errors.New("visited " + string(stored.Doc)) })
	if err != nil {
		t.Error(err)
	}
	sealed(t, below, ring(t, 1))
	_ = wantRefusal(t, below, ring(t, 2))
}

// A document that does not open keeps nobody else from being woken.
func TestClaimLeavesOutWhatDoesNotOpen(t *testing.T) {
	now := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	below := openBolt(t, filepath.Join(t.TempDir(), "unknot.db"), func() time.Time { return now })
	var log bytes.Buffer
	s, err := seal.Open(t.Context(), below, ring(t, 1), seal.Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	due := bot.Wakes{Urgent: now}
	save(t, below, bot.Change{Doc: "broken", ID: "c1", Data: []byte("not sealed"), Wakes: due})
	save(t, s, bot.Change{Doc: "fine", ID: "c1", Data: []byte("fine"), Wakes: due})
	claimed, err := s.Claim(t.Context(), bot.Urgent, 10, time.Minute)
	if err != nil || len(claimed.Due) != 1 || string(claimed.Due[0].Data) != "fine" {
		t.Errorf("claimed %v, %v, want the one that opens", claimed.Due, err)
	}
	if !strings.Contains(log.String(), "does not open") || strings.Contains(log.String(), "broken") {
		t.Errorf("the log says %q", log.String())
	}
	wantError(t, s.Walk(t.Context(), func(bot.Stored) error { return nil }), seal.ErrDamaged)
}
