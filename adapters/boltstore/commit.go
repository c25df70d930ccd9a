package boltstore

import (
	"context"
	"errors"
	"fmt"

	"unknot/bot"
)

// Commit implements bot.Store: all changes of a call are one transaction. A
// change that no store could keep, such as one with an empty ID, has an error
// of its own in its Committed and does not hold up the others.
func (s *Store) Commit(ctx context.Context, changes []bot.Change) ([]bot.Committed, error) {
	if len(changes) == 0 {
		return nil, ctx.Err()
	}
	done := make([]bot.Committed, len(changes))
	err := s.write(ctx, func(tx *txn) error {
		for i, c := range changes {
			version, err := tx.commit(c)
			if err != nil && !errors.Is(err, bot.ErrConflict) && !errors.Is(err, errInput) {
				return err
			}
			done[i] = bot.Committed{Version: version, Err: err}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("commit: %w", err)
	}
	return done, nil
}

// commit applies one change, or nothing of it when it returns bot.ErrConflict
// or errInput.
func (tx *txn) commit(c bot.Change) (bot.Version, error) {
	if err := errors.Join(checkName("document ID", string(c.Doc)), checkCommitID(c.ID)); err != nil {
		return 0, err
	}
	old, err := tx.document(c.Doc)
	if err != nil && !errors.Is(err, bot.ErrNotFound) {
		return 0, err
	}
	if c.ID != "" && c.ID == old.commit {
		return old.version, nil
	}
	if c.Base != old.version {
		return 0, bot.ErrConflict
	}
	e := envelope{version: tx.nextVersion(old.version), wakes: c.Wakes, commit: c.ID, data: c.Data}
	if err := tx.save(c.Doc, old.wakes, e); err != nil {
		return 0, err
	}
	return e.version, tx.changeRecords(c)
}

// save puts a document and moves its wakes.
func (tx *txn) save(doc bot.DocID, old bot.Wakes, e envelope) error {
	for _, lane := range []bot.Lane{bot.Urgent, bot.Bulk} {
		if err := tx.moveWake(doc, lane, old, e.wakes); err != nil {
			return err
		}
	}
	return tx.bucket(bucketDocuments).Put([]byte(doc), e.encode())
}

func (tx *txn) moveWake(doc bot.DocID, lane bot.Lane, from, to bot.Wakes) error {
	due := tx.bucket(dueBucket(lane))
	if was := from.In(lane); !was.IsZero() {
		if err := due.Delete(join(stamp(was), string(doc))); err != nil {
			return err
		}
	}
	if will := to.In(lane); !will.IsZero() {
		return due.Put(join(stamp(will), string(doc)), nil)
	}
	return nil
}

func checkCommitID(id bot.CommitID) error {
	if id == "" {
		return nil
	}
	return checkName("commit ID", string(id))
}

func dueBucket(lane bot.Lane) string {
	if lane == bot.Urgent {
		return bucketUrgent
	}
	return bucketBulk
}
