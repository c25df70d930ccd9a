package boltstore

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"unknot/bot"
)

// releaseAtOnce bounds what one transaction releases.
const releaseAtOnce = 1024

// Release makes due now what is due within a lease from now. Whoever opens the
// file is alone with it, so nobody lives who claimed that or is sending it. What
// was not claimed comes too early by this, which costs a look at it: time acts
// only on what has come.
func (s *Store) Release(ctx context.Context, lease time.Duration) error {
	for _, lane := range []bot.Lane{bot.Urgent, bot.Bulk} {
		for released := releaseAtOnce; released == releaseAtOnce; {
			err := s.write(ctx, func(tx *txn) (err error) {
				released, err = tx.release(lane, tx.now.Add(lease))
				return err
			})
			if err != nil {
				return fmt.Errorf("release what was claimed: %w", err)
			}
		}
	}
	return nil
}

// release moves the next wakes of a lane up to a moment to now, and returns how
// many these were.
func (tx *txn) release(lane bot.Lane, until time.Time) (int, error) {
	keys := tx.ahead(lane, until)
	for _, key := range keys {
		if _, err := tx.take(lane, key, tx.now); err != nil {
			return 0, err
		}
	}
	return len(keys), nil
}

// ahead returns the keys of wakes that have not come, up to a moment.
func (tx *txn) ahead(lane bot.Lane, until time.Time) [][]byte {
	var keys [][]byte
	c := tx.bucket(dueBucket(lane)).Cursor()
	last := stamp(until)
	for k, _ := c.Seek(stamp(tx.now)); k != nil && len(keys) < releaseAtOnce && bytes.Compare(k[:stampSize], last) <= 0; k, _ = c.Next() {
		if !isDue(unstamp(k), tx.now) {
			keys = append(keys, slices.Clone(k))
		}
	}
	return keys
}
