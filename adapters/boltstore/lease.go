package boltstore

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Lease implements bot.Store. A duration that is not above zero gives the
// role back.
func (s *Store) Lease(ctx context.Context, role, holder string, d time.Duration) (bool, error) {
	var held bool
	err := errors.Join(checkName("role", role), checkName("holder", holder))
	if err == nil {
		err = s.write(ctx, func(tx *txn) (err error) {
			held, err = tx.lease(role, holder, d)
			return err
		})
	}
	if err != nil {
		return false, fmt.Errorf("lease a role: %w", err)
	}
	return held, nil
}

func (tx *txn) lease(role, holder string, d time.Duration) (bool, error) {
	leases := tx.bucket(bucketLeases)
	if held := leases.Get([]byte(role)); held != nil {
		if string(held[stampSize:]) != holder && unstamp(held).After(tx.now) {
			return false, nil
		}
	}
	return true, leases.Put([]byte(role), join(stamp(tx.now.Add(d)), holder))
}
