package seal

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"

	"unknot/bot"
)

// tries bounds how often something is begun anew because others were faster.
// Every time, one of them got something done, so there is nothing to wait for.
const tries = 128

// Sealed says whether a store was ever opened by Open. A program that has no
// key asks before it uses a store as it is: sealed values would look like
// damage to it, and its own would be unsealed among sealed ones.
func Sealed(ctx context.Context, below bot.Store) (bool, error) {
	_, err := below.Load(ctx, CheckDoc)
	if errors.Is(err, bot.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look whether the store is sealed: %w", err)
	}
	return true, nil
}

// admit lets the ring use the store: it holds every key that is in use, and
// its current key is noted as one of them.
func (s *Store) admit(ctx context.Context) error {
	for range tries {
		stored, err := s.loadCheck(ctx)
		if err != nil {
			return err
		}
		ids, err := s.ring.openCheck(stored.Data)
		if err != nil {
			return err
		}
		current := s.ring.Current().id
		if slices.Contains(ids, current) {
			return nil
		}
		err = s.saveCheck(ctx, stored, append(ids, current))
		if !errors.Is(err, bot.ErrConflict) {
			return err
		}
	}
	return errBusy
}

// loadCheck returns the check as it is stored: version 0 and a check of no
// keys where the store is empty, ErrUnsealed where it holds something else.
func (s *Store) loadCheck(ctx context.Context) (bot.Stored, error) {
	stored, err := s.below.Load(ctx, CheckDoc)
	if !errors.Is(err, bot.ErrNotFound) {
		return stored, err
	}
	empty, err := isEmpty(ctx, s.below)
	if err != nil {
		return bot.Stored{}, err
	}
	if empty {
		return bot.Stored{Doc: CheckDoc, Data: []byte{byte(tagCheck)}}, nil
	}
	// Another process may have made it, and a document, between the two looks.
	stored, err = s.below.Load(ctx, CheckDoc)
	if errors.Is(err, bot.ErrNotFound) {
		return bot.Stored{}, ErrUnsealed
	}
	return stored, err
}

func isEmpty(ctx context.Context, below bot.Store) (bool, error) {
	something := errors.New("something is there")
	err := below.Walk(ctx, func(bot.Stored) error { return something })
	if errors.Is(err, something) {
		return false, nil
	}
	return true, err
}

// saveCheck replaces the check by one of other keys.
func (s *Store) saveCheck(ctx context.Context, old bot.Stored, ids []KeyID) error {
	value, err := s.ring.sealCheck(ids)
	if err != nil {
		return err
	}
	change := bot.Change{Doc: CheckDoc, Base: old.Version, ID: bot.CommitID("check-" + rand.Text()), Data: value}
	done, err := s.below.Commit(ctx, []bot.Change{change})
	if err != nil {
		return err
	}
	return done[0].Err
}
