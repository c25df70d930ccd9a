package seal

import (
	"context"
	"errors"
	"fmt"

	"unknot/bot"
)

// Rotation is what a Rotate did.
type Rotation struct {
	Wrapped int // keys wrapped anew
	Failed  int // documents that do not open: they stay as they are
}

// passes is how often a rotation goes through the store: once to do it, once
// to see that nothing was created behind its back, and once more for what was.
const passes = 3

// Rotate wraps the key of every document by the current master key, and then
// takes the older ones out of the check, so that they need not be in
// UNKNOT_KEY any more. No body is encrypted again. It works beside running
// bots, each of which must have the new key in its UNKNOT_KEY before (LookAgain tells one that has not): a
// document that changes meanwhile is loaded again, and a commit that meets a
// key wrapped anew conflicts and is decided again. After an interruption call
// it again: what was done is skipped.
//
// An error means that the older keys are still needed.
func (s *Store) Rotate(ctx context.Context) (Rotation, error) {
	var total Rotation
	for range passes {
		r := rewrapper{store: s}
		err := r.pass(ctx)
		total.Wrapped += r.wrapped
		total.Failed = r.failed
		if err != nil {
			return total, fmt.Errorf("rotate the keys (calling it again goes on from here): %w", err)
		}
		if r.wrapped == 0 {
			return total, s.retire(ctx)
		}
	}
	return total, errors.New("documents are still being sealed with an older key: " +
		"give every running unknot the new UNKNOT_KEY, then call rotate-key again")
}

// retire takes all keys but the current one out of the check.
func (s *Store) retire(ctx context.Context) error {
	for range tries {
		stored, err := s.loadCheck(ctx)
		if err != nil {
			return err
		}
		ids, err := s.ring.openCheck(stored.Data)
		if err != nil || len(ids) == 1 && ids[0] == s.ring.Current().id {
			return err
		}
		err = s.saveCheck(ctx, stored, []KeyID{s.ring.Current().id})
		if !errors.Is(err, bot.ErrConflict) {
			return err
		}
	}
	return errBusy
}
