package seal

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"unknot/bot"
)

// ErrExchanged says that the master key was exchanged while this program went
// on with the older one.
var ErrExchanged = errors.New("the key was exchanged: restart with the new key first in UNKNOT_KEY, and the older one behind it")

// LookAgain compares the ring with the keys in use once more. Another process
// may have exchanged them since Open, and then whoever comes would be sealed
// under a retired key: ErrExchanged. The log is told once. What it finds is
// what Exchanged says from then on.
func (s *Store) LookAgain(ctx context.Context) error {
	inUse, err := s.keysInUse(ctx)
	if err != nil {
		return fmt.Errorf("look at the keys in use: %w", err)
	}
	return s.note(ctx, inUse)
}

// Exchanged says whether the last look found that the key was exchanged.
func (s *Store) Exchanged() bool { return s.exchanged.Load() }

// keysInUse returns none for a store without a check: somebody took everything
// away, and that is no exchange.
func (s *Store) keysInUse(ctx context.Context) ([]KeyID, error) {
	stored, err := s.below.Load(ctx, CheckDoc)
	if errors.Is(err, bot.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return namesIn(stored.Data)
}

// note remembers what a look found.
func (s *Store) note(ctx context.Context, inUse []KeyID) error {
	if len(inUse) == 0 || s.ring.standing(inUse) == Fits {
		s.exchanged.Store(false)
		return nil
	}
	if !s.exchanged.Swap(true) {
		s.log.ErrorContext(ctx, ErrExchanged.Error())
	}
	return ErrExchanged
}

// mayCreate looks again before new documents are sealed, which are rare: a
// retired key seals nobody. It says why not, and fails when the store is away.
// While an exchange is not complete the older key still seals: the rotation
// meets what it sealed, and says so.
func (s *Store) mayCreate(ctx context.Context, changes []bot.Change) (refused, err error) {
	if !slices.ContainsFunc(changes, func(c bot.Change) bool { return c.Base == 0 && c.Doc != CheckDoc }) {
		return nil, nil
	}
	inUse, err := s.keysInUse(ctx)
	if err != nil {
		return nil, err
	}
	if s.note(ctx, inUse) != nil && !slices.Contains(inUse, s.ring.Current().id) {
		return explain("seal a new document", ErrExchanged), nil
	}
	return nil, nil
}
