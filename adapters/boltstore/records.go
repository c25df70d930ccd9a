package boltstore

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"time"

	"unknot/bot"
)

// archiveTime is how long replaced and removed records are kept: bot.Change
// promises 14 days.
const archiveTime = 14 * 24 * time.Hour

// Archived is a record that was replaced or removed.
type Archived struct {
	bot.Record
	At time.Time // when, by the store's clock
}

// Records implements bot.Store.
func (s *Store) Records(ctx context.Context, doc bot.DocID, from, to bot.Position) ([]bot.Record, error) {
	var records []bot.Record
	err := s.view(ctx, func(tx *txn) error {
		c := tx.bucket(bucketRecords).Cursor()
		end := recordKey(doc, to)
		for k, v := c.Seek(recordKey(doc, from)); k != nil && bytes.Compare(k, end) < 0; k, v = c.Next() {
			records = append(records, bot.Record{Position: position(k[len(k)-8:]), Data: bytes.Clone(v)})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read records: %w", err)
	}
	return records, nil
}

// Archive returns the replaced and removed records of a document that are
// still kept, in order of position and then of time. It is for an operator
// who has to undo a mistake; the bot never asks for it.
func (s *Store) Archive(ctx context.Context, doc bot.DocID) ([]Archived, error) {
	var archived []Archived
	err := s.view(ctx, func(tx *txn) error {
		owner := ownerKey(doc)
		c := tx.bucket(bucketArchive).Cursor()
		for k, v := c.Seek(owner); k != nil && bytes.HasPrefix(k, owner); k, v = c.Next() {
			at := k[len(owner):]
			archived = append(archived, Archived{
				Record: bot.Record{Position: position(at), Data: bytes.Clone(v)},
				At:     unstamp(at[8:]),
			})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read replaced records: %w", err)
	}
	return archived, nil
}

// changeRecords puts the records of a change and then takes away those that
// it removes.
func (tx *txn) changeRecords(c bot.Change) error {
	records := tx.bucket(bucketRecords)
	for _, r := range c.Records {
		key := recordKey(c.Doc, r.Position)
		if err := tx.archive(key); err != nil {
			return err
		}
		if err := records.Put(key, r.Data); err != nil {
			return err
		}
	}
	for _, at := range c.Removed {
		key := recordKey(c.Doc, at)
		if err := tx.archive(key); err != nil {
			return err
		}
		if err := records.Delete(key); err != nil {
			return err
		}
	}
	return nil
}

// archive copies a record, if there is one, to where replaced ones are kept.
func (tx *txn) archive(key []byte) error {
	value := tx.bucket(bucketRecords).Get(key)
	if value == nil {
		return nil
	}
	expiry := tx.bucket(bucketArchiveExpiry)
	number, err := expiry.NextSequence()
	if err != nil {
		return err
	}
	suffix := binary.BigEndian.AppendUint64(stamp(tx.now), number)
	archiveKey := append(bytes.Clone(key), suffix...)
	if err := tx.bucket(bucketArchive).Put(archiveKey, bytes.Clone(value)); err != nil {
		return err
	}
	return expiry.Put(suffix, archiveKey)
}
