package seal_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"unknot/bot"
	"unknot/bot/seal"
)

// A process that goes on with a retired key notices, says so once, and seals
// nobody new.
func TestARetiredKeySealsNobody(t *testing.T) {
	for name, r := range map[string]seal.Ring{"the old key alone": ring(t, 1), "the old key first": ring(t, 1, 2)} {
		below, log := newMemory(), &bytes.Buffer{}
		people(t, below, 2)
		old, err := seal.Open(t.Context(), below, r, seal.Options{Log: slog.New(slog.NewTextHandler(log, nil))})
		if err != nil || old.LookAgain(t.Context()) != nil || old.Exchanged() {
			t.Fatalf("%s: before the exchange: %v", name, err)
		}
		if _, err := sealed(t, below, ring(t, 2, 1)).Rotate(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			wantError(t, commit(t, old, bot.Change{Doc: "late", ID: "c1"}).Err, seal.ErrExchanged)
			wantError(t, old.LookAgain(t.Context()), seal.ErrExchanged)
		}
		if !old.Exchanged() || strings.Count(log.String(), "restart with the new key first") != 1 {
			t.Errorf("%s: it says %v and %q", name, old.Exchanged(), log)
		}
		_, err = below.Load(t.Context(), "late")
		wantError(t, err, bot.ErrNotFound)
	}
}

// An exchange that has begun is noticed too, by whoever lacks the new key.
func TestAnExchangeThatBegins(t *testing.T) {
	below := newMemory()
	people(t, below, 1)
	old := sealed(t, below, ring(t, 1))
	both := sealed(t, below, ring(t, 2, 1))
	wantError(t, old.LookAgain(t.Context()), seal.ErrExchanged)
	if err := both.LookAgain(t.Context()); err != nil {
		t.Errorf("who has both keys: %v", err)
	}
}

// Whoever was sealed under the older key behind the back of a rotation is
// caught by the next one.
func TestRotateAgainCatchesThoseLeftBehind(t *testing.T) {
	below := newMemory()
	people(t, below, 2)
	if _, err := sealed(t, below, ring(t, 2, 1)).Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	save(t, below, bot.Change{Doc: "late", ID: "c1", Data: seal.SealNew(ring(t, 1), "late", []byte("late"))})
	done, err := sealed(t, below, ring(t, 2, 1)).Rotate(t.Context())
	if err != nil || done != (seal.Rotation{Wrapped: 1}) {
		t.Errorf("rotating again = %v, %v, want the one left behind", done, err)
	}
	wantData(t, sealed(t, below, ring(t, 2)), "late", "late")
}
