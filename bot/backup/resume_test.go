package backup_test

import (
	"errors"
	"fmt"
	"testing"

	"unknot/bot"
	"unknot/bot/backup"
	"unknot/bot/bottest"
	"unknot/bot/seal"
)

// A restore may be cut off at any write, before it took effect or after it.
// Called again, it ends as if nothing had been.
func TestResume(t *testing.T) {
	r := ring(t, 1)
	for _, test := range []struct {
		name       string
		from, then seal.Ring
		o          backup.Options
	}{
		{name: "plain"},
		{name: "sealed", from: r, then: r, o: backup.Options{Ring: r}},
		{name: "to sealed", then: r, o: backup.Options{Ring: r}},
		{name: "to plain", from: r, o: backup.Options{Ring: r, Unseal: true}},
	} {
		from := fill(t, newMemory(), test.from)
		f, written := write(t, from, at(0))
		want := contents(t, above(t, from, test.from))
		for n := 1; ; n++ {
			ended := true
			for _, after := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%d/%t", test.name, n, after), func(t *testing.T) {
					below := newMemory()
					if !cutOff(below, n, after, f, test.o) {
						return
					}
					ended = false
					s, err := f.restore(below, test.o)
					if err != nil || s != written {
						t.Fatalf("going on: %+v, %v, want %+v", s, err, written)
					}
					wantContents(t, above(t, below, test.then), want)
				})
			}
			if ended {
				break
			}
		}
	}
}

// cutOff restores until the n-th write, which fails, and says whether there
// were that many.
func cutOff(below bot.Store, n int, after bool, f files, o backup.Options) bool {
	flaky := bottest.NewFlakyStore(below)
	writes := 0
	away := errors.New("the store is away")
	flaky.Hook = func(op string) {
		if op != bottest.OpCommit && op != bottest.OpErase {
			return
		}
		if writes++; writes != n {
			return
		}
		if after {
			flaky.FailAfter(1, away, op)
		} else {
			flaky.FailBefore(1, away, op)
		}
	}
	_, err := f.restore(flaky, o)
	return err != nil
}

// begun returns a store in which a restore was cut off after its largest
// document was begun.
func begun(t testing.TB, f files, o backup.Options) bot.Store {
	t.Helper()
	for n := 1; ; n++ {
		below := newMemory()
		if !cutOff(below, n, true, f, o) {
			t.Fatal("the restore was not cut off in the middle")
		}
		if _, err := below.Load(t.Context(), largest); err != nil {
			continue
		}
		if half, err := backup.Unfinished(t.Context(), below); !half || err != nil {
			t.Fatalf("the restore is unfinished: %t, %v", half, err)
		}
		return below
	}
}

// largest is the document of aStore that has more than a portion.
const largest bot.DocID = "c\x00\xff"

func TestUnfinishedStoreIsForItsBackupOnly(t *testing.T) {
	f, _ := write(t, aStore(t, seal.Ring{}), at(0))
	below := begun(t, f, backup.Options{})
	other := small(t, seal.Ring{})
	wantError(t, other.refused(t, below, backup.Options{}), backup.ErrOtherRestore)
	wantError(t, f.refused(t, below, backup.Options{Ring: ring(t, 1)}), seal.ErrUnsealed)
	_, err := backup.Write(t.Context(), below, &full{}, nil, at(0))
	wantError(t, err, backup.ErrHalfRestored)
}

// Whoever used the store since would be overwritten.
func TestChangedSince(t *testing.T) {
	r := ring(t, 1)
	for _, o := range []backup.Options{{}, {Ring: r}, {Ring: r, Unseal: true}} {
		f, _ := write(t, aStore(t, o.Ring), at(0))
		below := begun(t, f, o)
		used := below
		if !o.Unseal {
			used = above(t, below, o.Ring)
		}
		stored, err := used.Load(t.Context(), largest)
		if err != nil {
			t.Fatal(err)
		}
		save(t, used, bot.Change{Doc: largest, Base: stored.Version, ID: "a bot", Data: []byte("newer")})
		_, err = f.restore(below, o)
		wantError(t, err, backup.ErrChanged)
		if stored, err := used.Load(t.Context(), largest); err != nil || string(stored.Data) != "newer" {
			t.Errorf("what somebody wrote became %q, %v", stored.Data, err)
		}
	}
}

// Somebody who comes while a restore is under way is not overwritten either.
func TestChangedMeanwhile(t *testing.T) {
	f, _ := write(t, aStore(t, seal.Ring{}), at(0))
	below := openBolt(t)
	flaky := bottest.NewFlakyStore(below)
	commits := 0
	flaky.Hook = func(op string) {
		if op == bottest.OpCommit {
			if commits++; commits == 2 {
				save(t, below, bot.Change{Doc: "a", ID: "a bot", Data: []byte("newer")})
			}
		}
	}
	_, err := f.restore(flaky, backup.Options{})
	wantError(t, err, backup.ErrChanged)
}
