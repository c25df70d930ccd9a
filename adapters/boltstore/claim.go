package boltstore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"unknot/bot"
)

// Claim implements bot.Store. When nothing is due it only reads, so that a
// sweep of an idle store writes nothing.
func (s *Store) Claim(ctx context.Context, lane bot.Lane, n int, lease time.Duration) (bot.Claimed, error) {
	var claimed bot.Claimed
	err := s.view(ctx, func(tx *txn) error {
		claimed = bot.Claimed{Now: tx.now, Next: tx.next(lane)}
		return nil
	})
	if err == nil && n > 0 && isDue(claimed.Next, claimed.Now) {
		err = s.write(ctx, func(tx *txn) (err error) {
			claimed, err = tx.claim(lane, n, lease)
			return err
		})
	}
	if err != nil {
		return bot.Claimed{}, fmt.Errorf("claim what is due: %w", err)
	}
	return claimed, nil
}

func isDue(wake, now time.Time) bool {
	return !wake.IsZero() && !wake.After(now)
}

// next returns the earliest wake of a lane, or zero.
func (tx *txn) next(lane bot.Lane) time.Time {
	first, _ := tx.bucket(dueBucket(lane)).Cursor().First()
	if first == nil {
		return time.Time{}
	}
	return unstamp(first)
}

func (tx *txn) claim(lane bot.Lane, n int, lease time.Duration) (bot.Claimed, error) {
	claimed := bot.Claimed{Now: tx.now}
	for _, key := range tx.due(lane, n) {
		stored, err := tx.take(lane, key, tx.now.Add(lease))
		if err != nil {
			return bot.Claimed{}, err
		}
		if stored.Version > 0 {
			claimed.Due = append(claimed.Due, stored)
		}
	}
	claimed.Next = tx.next(lane)
	return claimed, nil
}

// due returns the keys of up to n wakes that have come, earliest first.
func (tx *txn) due(lane bot.Lane, n int) [][]byte {
	var keys [][]byte
	c := tx.bucket(dueBucket(lane)).Cursor()
	for k, _ := c.First(); k != nil && len(keys) < n && isDue(unstamp(k), tx.now); k, _ = c.Next() {
		keys = append(keys, slices.Clone(k))
	}
	return keys
}

// take moves the wake behind a key of an index. A wake without a document
// could never be decided, so it is dropped: the zero Stored.
func (tx *txn) take(lane bot.Lane, key []byte, until time.Time) (bot.Stored, error) {
	doc := bot.DocID(key[stampSize:])
	e, err := tx.document(doc)
	if errors.Is(err, bot.ErrNotFound) {
		return bot.Stored{}, tx.bucket(dueBucket(lane)).Delete(key)
	}
	if err != nil {
		return bot.Stored{}, err
	}
	old := e.wakes
	if lane == bot.Urgent {
		e.wakes.Urgent = until
	} else {
		e.wakes.Bulk = until
	}
	return e.stored(doc), tx.save(doc, old, e)
}
