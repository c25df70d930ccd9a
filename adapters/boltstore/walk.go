package boltstore

import (
	"context"
	"fmt"

	"unknot/bot"
)

// walkAtOnce is how many documents a walk reads in one transaction.
const walkAtOnce = 64

// Walk implements bot.Store. It visits in order of ID. No transaction is open
// while visit runs, so visit may use the store; a document that is saved or
// erased meanwhile is seen as it was or as it is.
func (s *Store) Walk(ctx context.Context, visit func(bot.Stored) error) error {
	var after []byte
	for {
		some, err := s.page(ctx, after)
		if err != nil {
			return fmt.Errorf("walk through the documents: %w", err)
		}
		for _, stored := range some {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("walk through the documents: %w", err)
			}
			if err := visit(stored); err != nil {
				return err
			}
		}
		if len(some) < walkAtOnce {
			return nil
		}
		after = []byte(some[len(some)-1].Doc)
	}
}

// page reads the documents that follow an ID; nil begins.
func (s *Store) page(ctx context.Context, after []byte) ([]bot.Stored, error) {
	var some []bot.Stored
	err := s.view(ctx, func(tx *txn) error {
		c := tx.bucket(bucketDocuments).Cursor()
		// The key that follows an ID in order is the ID and a zero byte.
		start := after
		if after != nil {
			start = append(after, 0)
		}
		for k, v := c.Seek(start); k != nil && len(some) < walkAtOnce; k, v = c.Next() {
			e, err := decodeEnvelope(v)
			if err != nil {
				return err
			}
			some = append(some, e.stored(bot.DocID(k)))
		}
		return nil
	})
	return some, err
}
