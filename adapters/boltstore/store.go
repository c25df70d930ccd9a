package boltstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"go.etcd.io/bbolt"

	"unknot/bot"
)

// DefaultLockWait is how long Open waits for another process to let go of the
// file, unless Options say otherwise.
const DefaultLockWait = time.Second

const (
	// mapAhead is how much address space the file gets, which costs neither
	// memory nor disk. To get more, bbolt waits until nobody reads, and a
	// snapshot reads for long: all writers would wait for it, and all other
	// readers behind them. 256 MB are some 300,000 people.
	mapAhead = 256 << 20
	// growBy is by how much the file grows at a time. bbolt would go by the
	// address space and begin with 16 MB.
	growBy = 1 << 20
)

// Options change how a store is opened. The zero value is right for most.
type Options struct {
	Now      func() time.Time // the store's clock; nil means time.Now
	LockWait time.Duration    // how long to wait for the file's lock; 0 means DefaultLockWait
}

// Store is the embedded store. It is safe for use by many goroutines.
type Store struct {
	path string
	now  func() time.Time
	db   *bbolt.DB

	copying sync.Mutex // held by whoever makes a snapshot

	turn   chan struct{} // held by whoever writes for the group
	broken error         // guarded by turn: why nothing is written any more

	mu      sync.Mutex
	waiting []*pending
}

var _ bot.Store = (*Store)(nil)

// Open opens the data file at path or creates it, with the folders above it.
// It returns ErrInUse when another process has the file open and does not let
// go of it in time, a *ForeignFileError when the file is not one this program
// may write, and a *DamagedFileError when its content does not fit together.
// In each of these cases the file is left as it was. Opening reads the whole
// file once.
func Open(path string, o Options) (*Store, error) {
	s, err := open(path, cmp.Or(o.LockWait, DefaultLockWait))
	if err != nil {
		return nil, fmt.Errorf("open the data file: %w", err)
	}
	if s.now = o.Now; s.now == nil {
		s.now = time.Now
	}
	return s, nil
}

func open(path string, lockWait time.Duration) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	if err := inspect(path, lockWait); err != nil {
		return nil, err
	}
	s := &Store{path: path, turn: make(chan struct{}, 1)}
	if err := s.openFile(lockWait); err != nil {
		return nil, err
	}
	if err := s.prepare(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// openFile opens the file for writing.
func (s *Store) openFile(lockWait time.Duration) error {
	err := guard(s.path, func() (err error) {
		s.db, err = bbolt.Open(s.path, 0o600, &bbolt.Options{
			Timeout: lockWait,
			// The free list is rebuilt when opening instead of being
			// written whole with every commit.
			NoFreelistSync:  true,
			FreelistType:    bbolt.FreelistMapType,
			InitialMmapSize: mapAhead,
		})
		if err == nil {
			s.db.AllocSize = growBy
		}
		return err
	})
	return explain(s.path, err)
}

// Close waits for writes under way and frees the file. After damage was found
// while writing, the file stays locked until the process ends.
func (s *Store) Close() error {
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	if s.broken != nil {
		return nil // bbolt would wait for ever for the abandoned transaction
	}
	return s.db.Close()
}

// Load implements bot.Store.
func (s *Store) Load(ctx context.Context, doc bot.DocID) (bot.Stored, error) {
	var stored bot.Stored
	err := s.view(ctx, func(tx *txn) error {
		e, err := tx.document(doc)
		if err != nil {
			return err
		}
		stored = e.stored(doc)
		return nil
	})
	if err != nil {
		return bot.Stored{}, fmt.Errorf("load a document: %w", err)
	}
	return stored, nil
}
