package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"unknot/adapters/boltstore"
	"unknot/adapters/redisstore"
	"unknot/bot"
	"unknot/bot/backup"
	"unknot/bot/seal"
)

// storage is an open store, sealed where there is a key, and what is known of
// it.
type storage struct {
	bot.Store
	kind   string // "embedded" or "Redis"
	kept   string // what a crash could lose, in one sentence
	advice string // what to do about that; empty: nothing
	alone  bool   // no other process works on it

	below  bot.Store // what is sealed; the same store where nothing is
	sealed *seal.Store
	ring   seal.Ring
	redis  *redisstore.Store
	shared *redisstore.Budget // on Redis, once asked for
	bolt   *boltstore.Store
	data   string // the folder of the embedded store

	listener *boltstore.Listener
}

// company says whether a command can work beside a running bot.
type company int

// The kinds of commands.
const (
	alone   company = iota // the store is its own
	beside                 // on the embedded store it asks the bot that runs there
	looking                // the same, and an empty database stays empty
)

// openStorage opens the store that the settings name, sealed where there is a
// key.
func openStorage(ctx context.Context, c config, log *slog.Logger, with company) (*storage, error) {
	s, err := openBelow(ctx, c, log, with)
	if err != nil {
		return nil, err
	}
	if err := s.refuseHalf(ctx); err != nil {
		return nil, joined(err, s.below.Close())
	}
	if err := s.seal(ctx, c, log); err != nil {
		return nil, joined(err, s.below.Close())
	}
	return s, nil
}

// exists refuses a data folder in which nothing was ever kept: a wrong name
// would otherwise look like an empty store. On Redis only opening tells.
func (c config) exists() error {
	if c.Redis.isSet() {
		return nil
	}
	if _, err := os.Stat(dataFile(c.Data)); errors.Is(err, fs.ErrNotExist) {
		return usageError(fmt.Sprintf("--data (UNKNOT_DATA) names %s, and nothing is kept there: is it the right folder?", c.Data))
	}
	return nil
}

// refuseHalf refuses a store whose restore was cut off.
func (s *storage) refuseHalf(ctx context.Context) error {
	half, err := backup.Unfinished(ctx, s.below)
	if err == nil && half {
		err = backup.ErrHalfRestored
	}
	return err
}

// openBelow opens it without the sealing.
func openBelow(ctx context.Context, c config, log *slog.Logger, with company) (*storage, error) {
	s := &storage{data: c.Data}
	if c.Key.isSet() {
		var err error
		if s.ring, err = seal.ParseRing(c.Key.reveal()); err != nil {
			return nil, usageError(err.Error())
		}
	}
	open := s.openEmbedded
	if c.Redis.isSet() {
		open = s.openRedis
	}
	if err := open(ctx, c, log, with); err != nil {
		return nil, err
	}
	return s, nil
}

// openEmbedded opens the embedded store, or asks the bot that has it open.
func (s *storage) openEmbedded(ctx context.Context, c config, _ *slog.Logger, with company) error {
	s.kind, s.kept = "embedded", "Every change is on disk before it is answered."
	file := dataFile(c.Data)
	store, err := boltstore.Open(file, boltstore.Options{})
	if errors.Is(err, boltstore.ErrInUse) && with != alone {
		s.below, err = boltstore.Dial(ctx, boltstore.SocketPath(file))
		return err
	}
	if err != nil {
		return err
	}
	s.alone, s.bolt, s.below = true, store, store
	return nil
}

// dataFile is the file of the embedded store.
func dataFile(folder string) string { return filepath.Join(folder, "unknot.db") }

// openRedis opens the store on Redis. It always has a key.
func (s *storage) openRedis(ctx context.Context, c config, log *slog.Logger, with company) error {
	store, err := redisstore.Open(ctx, redisstore.Options{
		URL: c.Redis.reveal(), Password: c.Password.reveal(), Strict: c.Strict == yes, Log: log, Wrapper: names{s.ring},
		Existing: with == looking,
	})
	if err != nil {
		return err
	}
	s.kind, s.redis, s.below = "Redis", store, store
	kept, err := store.Persistence(ctx)
	if err != nil {
		return joined(err, store.Close())
	}
	s.kept = kept.String() + "."
	if kept.Kept < redisstore.KeptSecond || kept.Evicts {
		s.advice = "set appendonly yes and maxmemory-policy noeviction in Redis: docs/operations.md says how"
	}
	return nil
}

// seal puts the sealing over the store where there is a key, and refuses a
// sealed store without one.
func (s *storage) seal(ctx context.Context, c config, log *slog.Logger) error {
	s.Store = s.below
	if !c.Key.isSet() {
		sealed, err := seal.Sealed(ctx, s.below)
		if err == nil && sealed {
			err = usageError("UNKNOT_KEY is not set, and this store is sealed: set the key it was sealed with.")
		}
		return err
	}
	sealed, err := seal.Open(ctx, s.below, s.ring, seal.Options{Log: log})
	if err != nil {
		return err
	}
	s.Store, s.sealed = sealed, sealed
	return nil
}

// budget returns what the platforms bear: shared by all processes on Redis,
// which alone needs its own run, and this process's own elsewhere.
func (s *storage) budget(ctx context.Context, limits map[string]bot.Limit) (bot.Budget, error) {
	if s.redis == nil {
		return bot.NewMemoryBudget(limits, time.Now)
	}
	shared, err := s.redis.Budget(ctx, limits)
	if err != nil {
		return nil, err
	}
	s.shared = shared
	return shared, nil
}

// shareBudget keeps this process's share of what the platforms bear until the
// function returned is called.
func (s *storage) shareBudget(ctx context.Context) (leave func()) {
	if s.shared == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	left := make(chan struct{})
	go func() {
		defer close(left)
		s.shared.Run(ctx)
	}()
	return func() {
		cancel()
		<-left
	}
}

// rotate wraps everything in the current key.
func (s *storage) rotate(ctx context.Context) error {
	done, err := s.sealed.Rotate(ctx)
	if err != nil {
		return err
	}
	if done.Failed > 0 {
		return fmt.Errorf("%d documents do not open and stay as they are: keep the old keys", done.Failed)
	}
	if s.redis != nil {
		return s.redis.Rewrap(ctx, names{s.ring})
	}
	return nil
}

// names wraps the secret that the store on Redis makes its names with.
type names struct{ ring seal.Ring }

const forNames = "redisstore names"

// Wrap implements redisstore.Wrapper.
func (n names) Wrap(secret []byte) []byte { return n.ring.WrapSecret(forNames, secret) }

// Unwrap implements redisstore.Wrapper.
func (n names) Unwrap(wrapped []byte) ([]byte, error) { return n.ring.UnwrapSecret(forNames, wrapped) }

// snapshotEvery is how often it is looked whether today's snapshot is there.
const snapshotEvery = time.Hour

// open lets other commands work beside this one: through a socket on the
// embedded store; on Redis they need none.
func (s *storage) open(log *slog.Logger) error {
	if s.bolt == nil {
		return nil
	}
	var err error
	s.listener, err = boltstore.Listen(boltstore.SocketPath(dataFile(s.data)), s.bolt, log)
	return err
}

// takeOver makes due at once what an earlier process on the embedded store had in
// hand when it died. What others may be sending waits for its lease.
func (s *storage) takeOver(ctx context.Context, lease time.Duration) error {
	if !s.alone {
		return nil
	}
	return s.bolt.Release(ctx, cmp.Or(lease, bot.DefaultLease))
}

// Close closes it all.
func (s *storage) Close() error {
	if s.listener != nil {
		return joined(s.listener.Close(), s.Store.Close())
	}
	return s.Store.Close()
}

// housekeep does what the store needs while it runs, until ctx ends: a
// snapshot of every day.
func (s *storage) housekeep(ctx context.Context, log *slog.Logger) {
	for s.bolt != nil && ctx.Err() == nil {
		if _, err := s.bolt.Snapshot(ctx, filepath.Join(s.data, "snapshots"), time.Now()); err != nil && ctx.Err() == nil {
			log.Error("there is no snapshot of today", slog.String("why", err.Error()))
		}
		select {
		case <-ctx.Done():
		case <-time.After(snapshotEvery):
		}
	}
}
