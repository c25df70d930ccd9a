package boltstore

import (
	"bytes"
	"slices"
	"time"
)

// pruneAtOnce bounds what one transaction clears away of each kind. Replaced
// records and codes are rare among commits, so what is left does not pile up.
const pruneAtOnce = 16

// prune clears away some of what is over: replaced records after archiveTime,
// and codes after their end.
func (tx *txn) prune() error {
	for _, key := range tx.over(bucketArchiveExpiry, tx.now.Add(-archiveTime)) {
		expiry := tx.bucket(bucketArchiveExpiry)
		if err := tx.bucket(bucketArchive).Delete(bytes.Clone(expiry.Get(key))); err != nil {
			return err
		}
		if err := expiry.Delete(key); err != nil {
			return err
		}
	}
	for _, key := range tx.over(bucketCodesExpiry, tx.now) {
		if err := tx.dropCode(string(key[stampSize:])); err != nil {
			return err
		}
	}
	return nil
}

// over returns the earliest keys of an index that are not after a moment.
func (tx *txn) over(index string, now time.Time) [][]byte {
	var keys [][]byte
	c := tx.bucket(index).Cursor()
	for k, _ := c.First(); k != nil && len(keys) < pruneAtOnce && !unstamp(k).After(now); k, _ = c.Next() {
		keys = append(keys, slices.Clone(k))
	}
	return keys
}
