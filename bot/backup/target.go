package backup

import (
	"context"
	"errors"

	"unknot/bot"
	"unknot/bot/seal"
)

// target is the store that is restored into.
type target struct {
	below  bot.Store // as it was handed over
	above  bot.Store // the same with the sealing, if there is any
	id     string    // of the backup
	commit bot.CommitID

	ring   seal.Ring
	sealed bool       // what is restored is sealed
	keeps  bool       // and keeps the keys that it was sealed with
	check  bot.Stored // seal.CheckDoc, if it is there
	resume bool       // some of this backup is there
}

// look makes sure that the store is empty, or holds the same restore begun.
// It writes nothing.
func (t *target) look(ctx context.Context) error {
	id, found, err := markIn(ctx, t.below)
	switch {
	case err != nil:
		return err
	case found && id != t.id:
		return ErrOtherRestore
	case !found:
		err = t.empty(ctx)
	}
	t.resume = found
	if err != nil {
		return err
	}
	return t.lookCheck(ctx)
}

// empty allows for the check of a store that was sealed and never used.
func (t *target) empty(ctx context.Context) error {
	return t.below.Walk(ctx, func(stored bot.Stored) error {
		if stored.Doc == seal.CheckDoc {
			return nil
		}
		return ErrNotEmpty
	})
}

func (t *target) lookCheck(ctx context.Context) error {
	check, err := t.below.Load(ctx, seal.CheckDoc)
	switch {
	case errors.Is(err, bot.ErrNotFound) && t.resume && t.sealed:
		return seal.ErrUnsealed
	case errors.Is(err, bot.ErrNotFound):
		return nil
	case err != nil:
		return err
	case !t.sealed:
		return ErrSealedStore
	}
	t.check = check
	return t.ring.Verify(seal.CheckDoc, check.Data)
}

// begin writes what comes before all documents. Whatever cuts it off, the
// store is still empty to look, or holds the mark.
func (t *target) begin(ctx context.Context, check []byte) error {
	if t.keeps && !t.resume {
		// It names the master keys that the documents are sealed under.
		change := bot.Change{Doc: seal.CheckDoc, Base: t.check.Version, ID: t.commit, Data: check}
		if err := saveOne(ctx, t.below, change); err != nil {
			return err
		}
	}
	t.above = t.below
	if t.sealed {
		above, err := seal.Open(ctx, t.below, t.ring, seal.Options{})
		if err != nil {
			return err
		}
		t.above = above
	}
	if t.resume {
		return nil
	}
	return t.setMark(ctx)
}

// end takes the mark away: what is there is whole. When the answer was lost it
// asks once more, as there is nothing to go on with once the mark is gone.
func (t *target) end(ctx context.Context) error {
	err := t.below.Erase(ctx, MarkDoc)
	if err != nil && ctx.Err() == nil {
		err = t.below.Erase(ctx, MarkDoc)
	}
	return err
}
