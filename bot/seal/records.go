package seal

import (
	"bytes"
	"context"
	"errors"

	"unknot/bot"
)

// Records implements bot.Store. It loads the document first, for its key: one
// round trip more, for what is read a few times a day.
func (s *Store) Records(ctx context.Context, doc bot.DocID, from, to bot.Position) ([]bot.Record, error) {
	var tried []byte
	for {
		stored, err := s.below.Load(ctx, doc)
		if errors.Is(err, bot.ErrNotFound) || doc == CheckDoc {
			return nil, nil // no document, no records
		}
		if err != nil {
			return nil, err
		}
		key, err := s.ring.keyIn(doc, stored.Data)
		if err != nil {
			return nil, explain("read sealed records", err)
		}
		records, err := s.recordsWith(ctx, key, from, to)
		// A document that was erased and begun anew between the two reads has
		// another key: read again. With the same key, it is damage.
		if !errors.Is(err, ErrDamaged) || bytes.Equal(tried, key.wrapped) {
			return records, err
		}
		tried = key.wrapped
	}
}

func (s *Store) recordsWith(ctx context.Context, key docKey, from, to bot.Position) ([]bot.Record, error) {
	records, err := s.below.Records(ctx, key.doc, from, to)
	if err != nil {
		return nil, err
	}
	for i, r := range records {
		if records[i], err = key.openRecord(r); err != nil {
			return nil, explain("open a sealed record", err)
		}
	}
	return records, nil
}
