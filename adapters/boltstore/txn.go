package boltstore

import (
	"bytes"
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"unknot/bot"
)

// txn is one transaction at one moment of the store's clock.
type txn struct {
	*bbolt.Tx
	now time.Time
}

func (tx *txn) bucket(name string) *bbolt.Bucket {
	return tx.Bucket([]byte(name))
}

// document returns a document whose data lies in the transaction, or
// bot.ErrNotFound.
func (tx *txn) document(doc bot.DocID) (envelope, error) {
	value := tx.bucket(bucketDocuments).Get([]byte(doc))
	if value == nil {
		return envelope{}, bot.ErrNotFound
	}
	return decodeEnvelope(value)
}

// keys returns copies of all keys of a bucket that start with a prefix, so
// that they may be deleted while going through them.
func (tx *txn) keys(bucket string, prefix []byte) [][]byte {
	var keys [][]byte
	c := tx.bucket(bucket).Cursor()
	for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = c.Next() {
		keys = append(keys, slices.Clone(k))
	}
	return keys
}

// view runs a transaction that only reads.
func (s *Store) view(ctx context.Context, read func(*txn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return guard(s.path, func() error {
		return s.db.View(func(tx *bbolt.Tx) error {
			return read(&txn{Tx: tx, now: s.now().UTC()})
		})
	})
}

// guard turns the panics of bbolt, and the faults of a file that was cut
// short below its feet, into errors.
func guard(path string, call func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if reason := recover(); reason != nil {
			err = &DamagedFileError{Path: path, Why: fmt.Sprint(reason)}
		}
	}()
	return call()
}
