package backup

import (
	"errors"
	"io"
	"time"

	"unknot/bot"
	"unknot/bot/seal"
)

// Summary is what is in a backup, or what became of it.
type Summary struct {
	ID        string    // names the backup; its keys file has the same one
	Made      time.Time // when it was begun
	Sealed    bool      // documents and records are encrypted, and the keys are in a file of their own
	Documents int
	Records   int

	// LeftOut counts documents that are not restored, because the keys file
	// has no key that opens them: they were erased after the backup.
	LeftOut int
	// Locked counts documents that are not restored, because they are sealed
	// with a master key that is not there: see Options.SkipLocked.
	Locked int
	// Broken counts documents of a sealed store that are not sealed values,
	// which a backup leaves out, and records that do not open with the key of
	// their document, which a restore leaves out.
	Broken int
}

func (h header) summary() Summary {
	return Summary{ID: h.id.String(), Made: h.made, Sealed: h.sealed}
}

// Check reads a backup from beginning to end and says what is in it, or what
// is wrong with it. It needs no keys.
func Check(in io.ReadSeeker) (Summary, error) {
	s, _, err := check(in)
	return s, err
}

// check also returns the header.
func check(in io.ReadSeeker) (Summary, header, error) {
	e, err := open(in, magicBackup)
	if err != nil {
		return Summary{}, header{}, err
	}
	for {
		got, err := e.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = look(got)
		}
		if err != nil {
			return Summary{}, header{}, err
		}
	}
	s := e.header.summary()
	s.Documents, s.Records = int(e.pieces), int(e.records)
	return s, e.header, nil
}

// look makes sure that an entry can be read.
func look(e entry) (err error) {
	var stored bot.Stored
	if e.kind == kindRecord {
		_, err = e.record()
	} else {
		stored, err = e.document()
	}
	if err == nil && (stored.Doc == MarkDoc || stored.Doc == seal.CheckDoc) {
		err = ErrDamaged
	}
	if err != nil {
		return wrongFile(magicBackup, err)
	}
	return nil
}

// AreKeys reports whether a file begins as a file of keys does.
func AreKeys(in io.Reader) bool {
	first := make([]byte, len(magicKeys))
	_, err := io.ReadFull(in, first)
	return err == nil && string(first) == string(magicKeys)
}
