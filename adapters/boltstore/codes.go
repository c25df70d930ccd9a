package boltstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"unknot/bot"
)

// Name implements bot.Store. Naming the same document again sets a new end.
func (s *Store) Name(ctx context.Context, code string, doc bot.DocID, d time.Duration) error {
	err := errors.Join(checkName("code", code), checkName("document ID", string(doc)))
	if err == nil {
		err = s.write(ctx, func(tx *txn) error { return tx.name(code, doc, d) })
	}
	if err != nil {
		return fmt.Errorf("name a document: %w", err)
	}
	return nil
}

// Resolve implements bot.Store.
func (s *Store) Resolve(ctx context.Context, code string) (bot.DocID, error) {
	var doc bot.DocID
	err := s.view(ctx, func(tx *txn) error {
		end, found := tx.code(code)
		if found == "" || !end.After(tx.now) {
			return bot.ErrNotFound
		}
		doc = found
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("resolve a code: %w", err)
	}
	return doc, nil
}

// code returns until when a code stands for which document, also when it is
// over; the empty ID means that there is no such code.
func (tx *txn) code(code string) (end time.Time, doc bot.DocID) {
	value := tx.bucket(bucketCodes).Get([]byte(code))
	if value == nil {
		return time.Time{}, ""
	}
	return unstamp(value), bot.DocID(value[stampSize:])
}

func (tx *txn) name(code string, doc bot.DocID, d time.Duration) error {
	end, holder := tx.code(code)
	if holder != "" && holder != doc && end.After(tx.now) {
		return bot.ErrConflict
	}
	if err := tx.dropCode(code); err != nil {
		return err
	}
	until := stamp(tx.now.Add(d))
	return errors.Join(
		tx.bucket(bucketCodes).Put([]byte(code), join(until, string(doc))),
		tx.bucket(bucketCodesOwner).Put(append(ownerKey(doc), code...), nil),
		tx.bucket(bucketCodesExpiry).Put(join(until, code), nil),
	)
}

// dropCode removes a code from everywhere, if there is one.
func (tx *txn) dropCode(code string) error {
	value := bytes.Clone(tx.bucket(bucketCodes).Get([]byte(code)))
	if value == nil {
		return nil
	}
	return errors.Join(
		tx.bucket(bucketCodes).Delete([]byte(code)),
		tx.bucket(bucketCodesOwner).Delete(append(ownerKey(bot.DocID(value[stampSize:])), code...)),
		tx.bucket(bucketCodesExpiry).Delete(join(value[:stampSize], code)),
	)
}
