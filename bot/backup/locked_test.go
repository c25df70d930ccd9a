package backup_test

import (
	"errors"
	"strings"
	"testing"

	"unknot/bot"
	"unknot/bot/backup"
	"unknot/bot/seal"
)

// lock replaces a document by one that another master key seals, with records
// enough for more than one portion of the backup.
func lock(t *testing.T, below bot.Store, doc bot.DocID, r seal.Ring) {
	t.Helper()
	other := openBolt(t)
	someone(t, above(t, other, r), doc, 700)
	stored, err := other.Load(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	records, err := other.Records(t.Context(), doc, position(0), position(700))
	if err != nil {
		t.Fatal(err)
	}
	save(t, below, bot.Change{Doc: doc, ID: "locked", Data: stored.Data, Records: records})
}

// Who is sealed with a key that is not there stops the restore before anything
// is written, or is left out, and nobody else is.
func TestLockedDocuments(t *testing.T) {
	r, from := ring(t, 1), aStore(t, ring(t, 1))
	want := contents(t, above(t, from, r))
	lock(t, from, "aa", ring(t, 2))
	lock(t, from, "zz", ring(t, 2))
	f, _ := write(t, from, at(0))
	for _, unseal := range []bool{false, true} {
		to := openBolt(t)
		err := f.refused(t, to, backup.Options{Ring: r, Unseal: unseal})
		var locked *backup.LockedError
		if !errors.As(err, &locked) || locked.Locked != 2 || locked.Need != ring(t, 2).Current().ID() || !strings.Contains(err.Error(), "--skip-locked") {
			t.Errorf("refused with %v", err)
		}
		s, err := f.restore(to, backup.Options{Ring: r, Unseal: unseal, SkipLocked: true})
		if err != nil || s.Locked != 2 || s.Documents != 3 || s.LeftOut != 0 {
			t.Errorf("restored %+v, %v", s, err)
		}
		if unseal {
			wantContents(t, to, want)
		} else {
			wantContents(t, above(t, to, r), want)
		}
	}
	// With the key there is nothing to leave out.
	if s, err := f.restore(openBolt(t), backup.Options{Ring: ring(t, 1, 2), SkipLocked: true}); err != nil || s.Locked != 0 || s.Documents != 5 {
		t.Errorf("with both keys: %+v, %v", s, err)
	}
}

// Where all are locked there is nothing to restore, whatever the flag.
func TestAllAreLocked(t *testing.T) {
	from := openBolt(t)
	above(t, from, ring(t, 1))
	lock(t, from, "a", ring(t, 2))
	f, _ := write(t, from, at(0))
	err := f.refused(t, openBolt(t), backup.Options{Ring: ring(t, 1), SkipLocked: true})
	var locked *backup.LockedError
	if !errors.As(err, &locked) || !locked.All || strings.Contains(err.Error(), "--skip-locked") {
		t.Errorf("refused with %v", err)
	}
}
