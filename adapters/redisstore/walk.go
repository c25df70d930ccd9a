package redisstore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/redis/go-redis/v9"

	"unknot/bot"
)

// walkAtOnce is how many keys a walk asks for at once.
const walkAtOnce = 256

// stopWalk carries the error with which visit ended a walk.
type stopWalk struct{ error }

// Walk implements bot.Store. Visit may use the store; a document that is saved
// or erased meanwhile is seen as it was or as it is. When Redis makes its
// table smaller meanwhile, or a cluster moves slots, a document may be visited
// twice; one that was there all the time is never left out on one server.
func (s *Store) Walk(ctx context.Context, visit func(bot.Stored) error) error {
	err := eachMaster(ctx, s.client, func(master *redis.Client) error { return s.walk(ctx, master, visit) })
	var stop stopWalk
	if errors.As(err, &stop) {
		return stop.error
	}
	if err != nil {
		return fmt.Errorf("walk through the documents: %w", overdue(ctx, err))
	}
	return nil
}

func (s *Store) walk(ctx context.Context, master *redis.Client, visit func(bot.Stored) error) error {
	for cursor := uint64(0); ; {
		if err := ctx.Err(); err != nil {
			return err
		}
		found, next, err := master.ScanType(ctx, cursor, allDocuments, walkAtOnce, "string").Result()
		if err != nil {
			return err
		}
		if err := s.visit(ctx, found, visit); err != nil {
			return err
		}
		if cursor = next; cursor == 0 {
			return nil
		}
	}
}

// visit loads the documents behind some keys and shows them.
func (s *Store) visit(ctx context.Context, found []string, visit func(bot.Stored) error) error {
	slices.Sort(found)
	found = slices.Compact(found) // a page may hold a key twice
	calls := make([]*call, len(found))
	for i, key := range found {
		calls[i] = s.loadCall(nameIn(key))
	}
	if len(calls) == 0 {
		return nil
	}
	if err := s.run(ctx, calls...); err != nil {
		return err
	}
	for i, c := range calls {
		stored, err := s.loaded(nameIn(found[i]), c)
		if errors.Is(err, bot.ErrNotFound) {
			continue // erased since
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if err := visit(stored); err != nil {
			return stopWalk{err}
		}
	}
	return nil
}

// nameIn returns the name that a key ends with.
func nameIn(key string) name { return name(key[strings.LastIndexByte(key, ':')+1:]) }
