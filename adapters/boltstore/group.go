package boltstore

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"
)

// maxGroup is the most writes that share a transaction. It bounds how long
// one sync can take.
const maxGroup = 256

// pending is a write that waits for a transaction. It may be applied more
// than once before one of its transactions is saved.
type pending struct {
	apply func(*txn) error
	done  chan error
}

// write runs a change in a transaction shared with all who wait at that
// moment, and returns when it is synced. bbolt's own Batch is not used: it
// delays a lone writer, and a panic in its timer would end the process.
func (s *Store) write(ctx context.Context, apply func(*txn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	w := &pending{apply: apply, done: make(chan error, 1)}
	s.mu.Lock()
	s.waiting = append(s.waiting, w)
	s.mu.Unlock()

	select {
	case s.turn <- struct{}{}:
		s.flush()
		<-s.turn
	case err := <-w.done:
		return err
	case <-ctx.Done():
		if s.withdraw(w) {
			return ctx.Err()
		}
	}
	return <-w.done
}

// withdraw takes back a write that nobody has begun.
func (s *Store) withdraw(w *pending) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.Index(s.waiting, w)
	if i < 0 {
		return false
	}
	s.waiting = slices.Delete(s.waiting, i, i+1)
	return true
}

func (s *Store) takeGroup() []*pending {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := min(len(s.waiting), maxGroup)
	group := slices.Clone(s.waiting[:n])
	s.waiting = slices.Delete(s.waiting, 0, n)
	return group
}

// flush writes for all who wait. A write that fails is told so and left out,
// and the others are done again without it.
func (s *Store) flush() {
	group := s.takeGroup()
	for len(group) > 0 {
		failed, err := s.transact(group)
		if failed < 0 {
			for _, w := range group {
				w.done <- err
			}
			return
		}
		group[failed].done <- err
		group = slices.Delete(group, failed, failed+1)
	}
}

// transact applies a group in one transaction. If one of its writes failed,
// it returns which; otherwise -1, and the error is about all of them.
func (s *Store) transact(group []*pending) (failed int, err error) {
	failed = -1
	if s.broken != nil {
		return failed, s.broken
	}
	err = guard(s.path, func() error {
		tx, err := s.db.Begin(true)
		if err != nil {
			return err
		}
		if failed, err = s.applyAll(tx, group); err != nil {
			return errors.Join(err, tx.Rollback())
		}
		return tx.Commit()
	})
	var damaged *DamagedFileError
	if errors.As(err, &damaged) {
		// The transaction is abandoned: rolling back would make bbolt read
		// the damaged pages in a goroutine whose panic nobody can catch.
		s.broken = fmt.Errorf("nothing is written any more: %w", err)
		return -1, s.broken
	}
	return failed, err
}

func (s *Store) applyAll(tx *bbolt.Tx, group []*pending) (failed int, err error) {
	t := &txn{Tx: tx, now: s.now().UTC()}
	for i, w := range group {
		if err := w.apply(t); err != nil {
			return i, err
		}
	}
	return -1, t.prune()
}
