package seal

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"unknot/bot"
)

// Standing is how the keys of a ring and those in use in a store fit together.
type Standing int

// What Look may see.
const (
	Empty    Standing = iota // nothing is there, and no check yet
	Unsealed                 // something is there, and it was never sealed
	Fits                     // every key in use is there, and the current one is in use
	Aside                    // every key in use is there, and the current one is not in use: it is new, or retired
	Missing                  // a key in use is not there
)

// Look compares a ring with the store below a sealing, and names the keys in
// use there. Unlike Open it writes nothing. ErrDamaged says that the check
// does not open with the very keys that it names.
func Look(ctx context.Context, below bot.Store, ring Ring) (Standing, []KeyID, error) {
	s := Store{below: below, ring: ring}
	stored, err := s.loadCheck(ctx)
	if errors.Is(err, ErrUnsealed) {
		return Unsealed, nil, nil
	}
	if err != nil {
		return Empty, nil, fmt.Errorf("look at the keys in use: %w", err)
	}
	ids, err := namesIn(stored.Data)
	if err == nil && len(ids) == 0 {
		return Empty, nil, nil
	}
	standing := ring.standing(ids)
	if err == nil && standing != Missing {
		err = ring.Verify(CheckDoc, stored.Data)
	}
	return standing, ids, err
}

// standing compares the ring with the keys in use.
func (r Ring) standing(inUse []KeyID) Standing {
	for _, id := range inUse {
		if _, known := r.find(id); !known {
			return Missing
		}
	}
	if !slices.Contains(inUse, r.Current().id) {
		return Aside
	}
	return Fits
}

// namesIn returns the keys that a check is of, and needs none of them.
func namesIn(check []byte) ([]KeyID, error) {
	proofs, err := readCheck(check)
	var ids []KeyID
	for _, p := range proofs {
		ids = append(ids, p.id)
	}
	return ids, err
}
