package boltstore

import (
	"context"
	"errors"
	"fmt"

	"unknot/bot"
)

// Erase implements bot.Store. Replaced and removed records go as well. The
// bytes stay in free pages of the file until those are written again.
func (s *Store) Erase(ctx context.Context, doc bot.DocID) error {
	if err := s.write(ctx, func(tx *txn) error { return tx.erase(doc) }); err != nil {
		return fmt.Errorf("erase a document: %w", err)
	}
	return nil
}

func (tx *txn) erase(doc bot.DocID) error {
	if err := tx.eraseDocument(doc); err != nil {
		return err
	}
	owner := ownerKey(doc)
	for _, key := range tx.keys(bucketRecords, owner) {
		if err := tx.bucket(bucketRecords).Delete(key); err != nil {
			return err
		}
	}
	for _, key := range tx.keys(bucketArchive, owner) {
		// After owner and position, the rest is the key of the expiry.
		err := errors.Join(
			tx.bucket(bucketArchive).Delete(key),
			tx.bucket(bucketArchiveExpiry).Delete(key[len(owner)+8:]),
		)
		if err != nil {
			return err
		}
	}
	for _, key := range tx.keys(bucketCodesOwner, owner) {
		if err := tx.dropCode(string(key[len(owner):])); err != nil {
			return err
		}
	}
	return nil
}

func (tx *txn) eraseDocument(doc bot.DocID) error {
	e, err := tx.document(doc)
	if errors.Is(err, bot.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := tx.markErased(e.version); err != nil {
		return err
	}
	for _, lane := range []bot.Lane{bot.Urgent, bot.Bulk} {
		if err := tx.moveWake(doc, lane, e.wakes, bot.Wakes{}); err != nil {
			return err
		}
	}
	return tx.bucket(bucketDocuments).Delete([]byte(doc))
}
