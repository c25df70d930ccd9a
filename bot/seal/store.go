package seal

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"unknot/bot"
)

// Options change how a store is sealed. The zero value is right for most.
type Options struct {
	// Log learns of documents that are due and do not open. It is told the
	// kind of the error only. Nil logs nothing.
	Log *slog.Logger
}

// Store seals what it keeps in the store below. It is safe for use by many
// goroutines.
type Store struct {
	below bot.Store
	ring  Ring
	log   *slog.Logger

	// erasing is held for writing while something is erased, and for reading
	// from when a commit looks up the key of a document until it is done.
	// Erasing is rare, so one lock serves all documents.
	erasing sync.RWMutex

	exchanged atomic.Bool // what the last look at the keys in use found
}

var _ bot.Store = (*Store)(nil)

// Open seals a store with the keys of a ring. An empty store is marked as
// sealed; a store with other master keys gives a *MissingKeyError, one that
// holds unsealed values ErrUnsealed, and in both cases nothing was written.
// Closing the Store closes the store below.
func Open(ctx context.Context, below bot.Store, ring Ring, o Options) (*Store, error) {
	if ring.Current().IsZero() {
		return nil, &keyTextError{"is missing: make a key with `unknot key`"}
	}
	s := &Store{below: below, ring: ring, log: o.Log}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if err := s.admit(ctx); err != nil {
		return nil, fmt.Errorf("open the sealed store: %w", err)
	}
	return s, nil
}

// Load implements bot.Store.
func (s *Store) Load(ctx context.Context, doc bot.DocID) (bot.Stored, error) {
	if doc == CheckDoc {
		return bot.Stored{}, fmt.Errorf("load a document: %w", bot.ErrNotFound)
	}
	stored, err := s.below.Load(ctx, doc)
	if err != nil {
		return bot.Stored{}, err
	}
	return s.open(stored)
}

// open returns a document of the store below as it was before it was sealed.
func (s *Store) open(stored bot.Stored) (bot.Stored, error) {
	key, err := s.ring.keyIn(stored.Doc, stored.Data)
	if err != nil {
		return bot.Stored{}, explain("open a sealed document", err)
	}
	if stored.Data, err = key.openDocument(stored.Data); err != nil {
		return bot.Stored{}, explain("open a sealed document", err)
	}
	return stored, nil
}

// Claim implements bot.Store. A document that does not open is left out and
// logged, and comes up again after the lease: it must not keep the others
// from being woken.
func (s *Store) Claim(ctx context.Context, lane bot.Lane, n int, lease time.Duration) (bot.Claimed, error) {
	claimed, err := s.below.Claim(ctx, lane, n, lease)
	if err != nil {
		return bot.Claimed{}, err
	}
	due := claimed.Due[:0]
	for _, stored := range claimed.Due {
		opened, err := s.open(stored)
		if err != nil {
			s.log.ErrorContext(ctx, "a document is due but does not open", slog.String("error", err.Error()))
			continue
		}
		due = append(due, opened)
	}
	claimed.Due = due
	return claimed, nil
}

// Walk implements bot.Store. It ends at a document that does not open.
func (s *Store) Walk(ctx context.Context, visit func(bot.Stored) error) error {
	return s.below.Walk(ctx, func(stored bot.Stored) error {
		if stored.Doc == CheckDoc {
			return nil
		}
		opened, err := s.open(stored)
		if err != nil {
			return err
		}
		return visit(opened)
	})
}

// Erase implements bot.Store. The key of the document goes with it. It waits
// for the commits of this process that are under way.
func (s *Store) Erase(ctx context.Context, doc bot.DocID) error {
	if doc == CheckDoc {
		return nil // it is not there for anybody above
	}
	s.erasing.Lock()
	defer s.erasing.Unlock()
	return s.below.Erase(ctx, doc)
}

// Lease implements bot.Store.
func (s *Store) Lease(ctx context.Context, role, holder string, d time.Duration) (bool, error) {
	return s.below.Lease(ctx, role, holder, d)
}

// Name implements bot.Store.
func (s *Store) Name(ctx context.Context, code string, doc bot.DocID, d time.Duration) error {
	return s.below.Name(ctx, code, doc, d)
}

// Resolve implements bot.Store.
func (s *Store) Resolve(ctx context.Context, code string) (bot.DocID, error) {
	return s.below.Resolve(ctx, code)
}

// Close implements bot.Store.
func (s *Store) Close() error { return s.below.Close() }
