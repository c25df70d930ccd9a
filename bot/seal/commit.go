package seal

import (
	"context"
	"errors"
	"sync"

	"unknot/bot"
)

// Commit implements bot.Store. A change that creates a document draws a new
// key, which either is written with it or was never used. Any other change is
// sealed with the key that lies in the document at that moment, not with one
// seen earlier, and only if the version is its Base: so a decision that was
// made before the document was erased and begun anew cannot bring its old key
// back.
//
// Between that look and the write, nothing of this process erases a document.
// Another process would have to erase it, create it and bring it to the very
// same version meanwhile: then the store below itself takes the change for a
// fitting one, and what was sealed with the new key before could not be
// opened any more. A store whose versions go on after an erasure instead of
// beginning again excludes even that.
func (s *Store) Commit(ctx context.Context, changes []bot.Change) ([]bot.Committed, error) {
	s.erasing.RLock()
	defer s.erasing.RUnlock()
	if len(changes) == 0 {
		return s.below.Commit(ctx, nil)
	}
	done := make([]bot.Committed, 0, len(changes))
	for len(changes) > 0 {
		// What a change finds must be what the one before it left.
		n := apart(changes)
		some, err := s.commitApart(ctx, changes[:n])
		if err != nil {
			return nil, err
		}
		done, changes = append(done, some...), changes[n:]
	}
	return done, nil
}

// apart returns how many changes from the first are of different documents.
func apart(changes []bot.Change) int {
	seen := make(map[bot.DocID]bool, len(changes))
	for i, c := range changes {
		if seen[c.Doc] {
			return i
		}
		seen[c.Doc] = true
	}
	return len(changes)
}

// commitApart commits changes of which no two are of one document.
func (s *Store) commitApart(ctx context.Context, changes []bot.Change) ([]bot.Committed, error) {
	sealed, err := s.sealAll(ctx, changes)
	if err != nil {
		return nil, err
	}
	pass := make([]bot.Change, 0, len(changes))
	for _, one := range sealed {
		if one.refused == nil {
			pass = append(pass, one.change)
		}
	}
	passed, err := s.below.Commit(ctx, pass)
	if err != nil {
		return nil, err
	}
	done := make([]bot.Committed, len(changes))
	for i, one := range sealed {
		if one.refused != nil {
			done[i].Err = one.refused
			continue
		}
		done[i], passed = passed[0], passed[1:]
	}
	return done, nil
}

// sealing is a change as the store below gets it, or why it does not.
type sealing struct {
	change  bot.Change
	refused error
}

// looksAtOnce is how many documents of one call are looked up side by side.
const looksAtOnce = 16

// sealAll seals every change of a call. An error means that the store is away.
func (s *Store) sealAll(ctx context.Context, changes []bot.Change) ([]sealing, error) {
	refused, err := s.mayCreate(ctx, changes)
	if err != nil {
		return nil, err
	}
	sealed := make([]sealing, len(changes))
	failed := make([]error, len(changes))
	if len(changes) == 1 {
		sealed[0], failed[0] = s.seal(ctx, changes[0], refused)
		return sealed, failed[0]
	}
	var all sync.WaitGroup
	places := make(chan struct{}, looksAtOnce)
	for i, c := range changes {
		places <- struct{}{}
		all.Go(func() {
			sealed[i], failed[i] = s.seal(ctx, c, refused)
			<-places
		})
	}
	all.Wait()
	return sealed, errors.Join(failed...)
}

// seal seals one change; refused says why a new document cannot be.
func (s *Store) seal(ctx context.Context, c bot.Change, refused error) (sealing, error) {
	if c.Doc == CheckDoc {
		return sealing{refused: errReserved}, nil
	}
	if c.Base == 0 && refused != nil {
		return sealing{refused: refused}, nil
	}
	if c.Base == 0 {
		return sealing{change: sealWith(s.ring.newDocKey(c.Doc), c)}, nil
	}
	stored, err := s.below.Load(ctx, c.Doc)
	switch {
	case errors.Is(err, bot.ErrNotFound):
		return sealing{refused: bot.ErrConflict}, nil
	case err != nil:
		return sealing{}, err
	case stored.Version != c.Base:
		return sealing{change: question(c)}, nil
	}
	key, err := s.ring.keyIn(c.Doc, stored.Data)
	if err != nil {
		return sealing{refused: explain("seal a document", err)}, nil
	}
	return sealing{change: sealWith(key, c)}, nil
}

// never is a version that no document has. It is the largest that a store
// which reckons in floating point can tell from its neighbours.
const never bot.Version = 1<<53 - 1

// question is a change that can only be known or refused, never written: the
// document has moved on, and only the store knows whether it was this very
// commit that moved it.
func question(c bot.Change) bot.Change {
	return bot.Change{Doc: c.Doc, Base: never, ID: c.ID}
}

// sealWith returns a change with everything in it sealed.
func sealWith(key docKey, c bot.Change) bot.Change {
	c.Data = key.sealDocument(c.Data)
	records := make([]bot.Record, len(c.Records))
	for i, r := range c.Records {
		records[i] = key.sealRecord(r)
	}
	c.Records = records
	return c
}
