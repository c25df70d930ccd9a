package backup

import (
	"context"
	"errors"
	"fmt"

	"unknot/bot"
)

// MarkDoc is the document that lies in a store while a restore is under way,
// and goes with its last step. No platform may be called "backup".
const MarkDoc bot.DocID = "backup:unfinished"

// Unfinished says whether a restore into the store below the sealing was cut
// off. A bot must not use such a store: people would be missing, and be taken
// for strangers.
func Unfinished(ctx context.Context, store bot.Store) (bool, error) {
	_, found, err := markIn(ctx, store)
	return found, err
}

// markIn returns the ID of the backup whose restore was cut off.
func markIn(ctx context.Context, store bot.Store) (id string, found bool, err error) {
	stored, err := store.Load(ctx, MarkDoc)
	if errors.Is(err, bot.ErrNotFound) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("look for a restore that was cut off: %w", err)
	}
	return string(stored.Data), true, nil
}

func (t *target) setMark(ctx context.Context) error {
	return saveOne(ctx, t.below, bot.Change{Doc: MarkDoc, ID: t.commit, Data: []byte(t.id)})
}

// saveOne saves a change that nobody else may have anticipated.
func saveOne(ctx context.Context, store bot.Store, c bot.Change) error {
	done, err := store.Commit(ctx, []bot.Change{c})
	if err == nil {
		err = done[0].Err
	}
	if errors.Is(err, bot.ErrConflict) {
		return ErrChanged
	}
	return err
}
