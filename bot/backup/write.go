package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"unknot/bot"
	"unknot/bot/seal"
)

// WriteOptions change how a backup is made. The zero value is right for most.
type WriteOptions struct {
	Now func() time.Time // the clock; nil means time.Now
}

// Write copies everything that the store holds to out. The store is the one
// that lies below the sealing, never a *seal.Store; whether it is sealed is
// found out from the store itself. Then, and only then, the wrapped keys of
// its documents go to keys, without which nothing in out can be read. Bots may
// use the store meanwhile.
//
// Memory does not grow with the number of documents. What was written counts
// only when the error is nil: hand over temporary files, and give them their
// names after it.
func Write(ctx context.Context, store bot.Store, out, keys io.Writer, o WriteOptions) (Summary, error) {
	sealed, err := suits(ctx, store, keys)
	if err != nil {
		return Summary{}, fmt.Errorf("back up: %w", err)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if !sealed {
		keys = nil
	}
	h := header{id: newID(), made: o.Now().UTC().Truncate(time.Millisecond), sealed: sealed}
	w := &writing{store: store, sealed: sealed, spans: spans(h.made), bodies: newPen(out, magicBackup, h), keys: newPen(keys, magicKeys, h)}
	if err := w.all(ctx); err != nil {
		return Summary{}, fmt.Errorf("back up: %w", err)
	}
	s := h.summary()
	s.Documents, s.Records, s.Broken = int(w.bodies.pieces), int(w.bodies.records), w.broken
	return s, nil
}

// suits says whether a store is sealed, or why no backup of it can be made.
func suits(ctx context.Context, store bot.Store, keys io.Writer) (sealed bool, err error) {
	if _, above := store.(*seal.Store); above {
		return false, errAbove
	}
	half, err := Unfinished(ctx, store)
	if err == nil && half {
		err = ErrHalfRestored
	}
	if err != nil {
		return false, err
	}
	sealed, err = seal.Sealed(ctx, store)
	if err == nil && sealed && keys == nil {
		err = ErrNowhereForKeys
	}
	return sealed, err
}

// writing is a backup in the making.
type writing struct {
	store  bot.Store
	sealed bool
	spans  []span
	bodies *pen
	keys   *pen
	broken int
}

// all writes everything. The check goes with the keys, as it names the master
// keys that these are wrapped by: newer ones, it may be, than those of the
// backup that they will open.
func (w *writing) all(ctx context.Context) error {
	before, err := w.check(ctx)
	if err != nil {
		return err
	}
	if w.sealed {
		w.keys.entry(entry{kindCheck, before})
	}
	if err := w.store.Walk(ctx, func(stored bot.Stored) error { return w.document(ctx, stored) }); err != nil {
		return err
	}
	after, err := w.check(ctx)
	if err == nil && !bytes.Equal(before, after) {
		err = errKeysExchanged
	}
	return errors.Join(err, w.bodies.finish(), w.keys.finish())
}

// check returns the value of seal.CheckDoc, or nil.
func (w *writing) check(ctx context.Context) ([]byte, error) {
	stored, err := w.store.Load(ctx, seal.CheckDoc)
	if errors.Is(err, bot.ErrNotFound) {
		return nil, nil
	}
	return stored.Data, err
}

// document writes a document and all its records. They are read after it, so
// they may be newer by the moments between: a session that is still open in
// the document may have its record already, and will replace it when it is
// closed again, as both have the same position.
func (w *writing) document(ctx context.Context, stored bot.Stored) error {
	body := stored.Data
	switch {
	case stored.Doc == MarkDoc, stored.Doc == seal.CheckDoc:
		return nil
	case w.sealed:
		wrapped, rest, err := seal.Split(stored.Data)
		if err != nil || len(wrapped) == 0 {
			w.broken++ // nobody could ever open it: no reason to have no backup of all others
			return nil
		}
		w.keys.entry(keyEntry(stored.Doc, wrapped))
		body = rest
	}
	w.bodies.entry(documentEntry(stored, body))
	return w.records(ctx, stored.Doc)
}

func (w *writing) records(ctx context.Context, doc bot.DocID) error {
	for _, s := range w.spans {
		records, err := w.store.Records(ctx, doc, s.from, s.to)
		if err != nil {
			return err
		}
		for _, r := range records {
			w.bodies.entry(recordEntry(r))
		}
	}
	return errors.Join(w.bodies.failed(), w.keys.failed())
}
