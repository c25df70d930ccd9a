package seal

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"unknot/bot"
)

// rewrapAtOnce is how many keys are wrapped in one commit.
const rewrapAtOnce = 64

// rewrapper goes through a store once.
type rewrapper struct {
	store   *Store
	waiting []bot.DocID
	wrapped int
	failed  int
	first   error // of the failed
}

func (r *rewrapper) pass(ctx context.Context) error {
	err := r.store.below.Walk(ctx, func(stored bot.Stored) error {
		if stored.Doc == CheckDoc || r.isCurrent(stored.Data) {
			return nil
		}
		r.waiting = append(r.waiting, stored.Doc)
		if len(r.waiting) < rewrapAtOnce {
			return nil
		}
		return r.work(ctx)
	})
	if err == nil {
		err = r.work(ctx)
	}
	if err == nil && r.failed > 0 {
		err = fmt.Errorf("%d documents could not be rotated, the first because: %w", r.failed, r.first)
	}
	return err
}

func (r *rewrapper) isCurrent(value []byte) bool {
	wrapped, _, err := cut(value)
	return err == nil && wrapperOf(wrapped) == r.store.ring.Current().id
}

// work wraps the keys of all documents that wait.
func (r *rewrapper) work(ctx context.Context) error {
	for range tries {
		if err := r.attempt(ctx); err != nil || len(r.waiting) == 0 {
			return err
		}
	}
	return errBusy
}

// attempt leaves those waiting that changed meanwhile. Nothing of this process
// erases a document between the look and the write. A claim may move a wake
// there, and this moves it back: the document is then claimed twice, which its
// version resolves.
func (r *rewrapper) attempt(ctx context.Context) error {
	r.store.erasing.RLock()
	defer r.store.erasing.RUnlock()
	var changes []bot.Change
	for _, doc := range r.waiting {
		stored, err := r.store.below.Load(ctx, doc)
		if errors.Is(err, bot.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		changes = r.appendChange(changes, stored)
	}
	r.waiting = nil
	done, err := r.store.below.Commit(ctx, changes)
	if err != nil {
		return err
	}
	for i, d := range done {
		r.settle(changes[i].Doc, d.Err)
	}
	return nil
}

// appendChange appends the change that wraps the key of a document, if there
// is anything to do.
func (r *rewrapper) appendChange(changes []bot.Change, stored bot.Stored) []bot.Change {
	if r.isCurrent(stored.Data) {
		return changes
	}
	value, err := r.store.ring.rewrapped(stored)
	if err != nil {
		r.fail(err)
		return changes
	}
	return append(changes, bot.Change{
		Doc: stored.Doc, Base: stored.Version, ID: bot.CommitID("rotate-" + rand.Text()), Data: value, Wakes: stored.Wakes,
	})
}

// settle notes what became of a change.
func (r *rewrapper) settle(doc bot.DocID, err error) {
	switch {
	case err == nil:
		r.wrapped++
	case errors.Is(err, bot.ErrConflict):
		r.waiting = append(r.waiting, doc)
	default:
		r.fail(err)
	}
}

func (r *rewrapper) fail(err error) {
	r.failed++
	if r.first == nil {
		r.first = err
	}
}

// rewrapped returns the value of a document with its key wrapped by the
// current master key.
func (r Ring) rewrapped(stored bot.Stored) ([]byte, error) {
	wrapped, box, err := cut(stored.Data)
	if err != nil {
		return nil, err
	}
	secret, err := r.unwrap(stored.Doc, wrapped)
	if err != nil {
		return nil, err
	}
	return replaceKey(r.wrap(stored.Doc, secret), box), nil
}
