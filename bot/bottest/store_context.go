package bottest

import (
	"context"
	"errors"
	"testing"
	"time"

	"unknot/bot"
)

// testContext calls every method with a context that is over: each must say
// so, and a write must leave nothing.
func testContext(t *testing.T, h StoreHarness) {
	calls := map[string]func(context.Context, bot.Store) error{
		OpLoad: func(ctx context.Context, s bot.Store) error {
			_, err := s.Load(ctx, "a")
			return err
		},
		OpCommit: func(ctx context.Context, s bot.Store) error {
			stored, err := s.Load(context.WithoutCancel(ctx), "a")
			if err != nil {
				return err
			}
			_, err = s.Commit(ctx, []bot.Change{{Doc: "a", Base: stored.Version, ID: "c2"}, {Doc: "b", ID: "c3"}})
			return err
		},
		OpRecords: func(ctx context.Context, s bot.Store) error {
			_, err := s.Records(ctx, "a", 0, 10)
			return err
		},
		OpClaim: func(ctx context.Context, s bot.Store) error {
			_, err := s.Claim(ctx, bot.Urgent, 10, time.Hour)
			return err
		},
		OpErase: func(ctx context.Context, s bot.Store) error { return s.Erase(ctx, "a") },
		OpLease: func(ctx context.Context, s bot.Store) error {
			_, err := s.Lease(ctx, "poller", "me", time.Hour)
			return err
		},
		OpName: func(ctx context.Context, s bot.Store) error { return s.Name(ctx, "code", "a", time.Hour) },
		OpResolve: func(ctx context.Context, s bot.Store) error {
			_, err := s.Resolve(ctx, "known")
			return err
		},
		OpWalk: func(ctx context.Context, s bot.Store) error {
			return s.Walk(ctx, func(bot.Stored) error { return nil })
		},
	}
	for op, call := range calls {
		each(t, h, map[string]func(*subject){op: func(s *subject) { overContext(s, call) }})
	}
	each(t, h, map[string]func(*subject){"a walk that is cancelled": cancelledWalk})
}

func overContext(s *subject, call func(context.Context, bot.Store) error) {
	version := s.save(bot.Change{
		Doc: "a", ID: "c1", Data: []byte("kept"),
		Wakes: bot.Wakes{Urgent: s.now()}, Records: []bot.Record{{Position: 1}},
	})
	s.name("known", "a", time.Hour)
	ctx, cancel := context.WithCancel(s.ctx)
	cancel()
	if err := call(ctx, s.Store); !errors.Is(err, context.Canceled) {
		s.t.Errorf("with a cancelled context: %v, want context.Canceled", err)
	}
	if got := s.load("a"); string(got.Data) != "kept" || got.Version != version {
		s.t.Errorf("the document became %q, version %d", got.Data, got.Version)
	}
	if _, err := s.Load(s.ctx, "b"); !errors.Is(err, bot.ErrNotFound) {
		s.t.Errorf("the second change of a cancelled commit: %v, want ErrNotFound", err)
	}
	s.wantRecords("a", 0, 10, "1: ")
	s.wantResolve("known", "a")
	s.wantResolve("code", "")
	s.wantLease("poller", "you", time.Minute, true)
	s.wantClaim(bot.Urgent, "a")
}

func cancelledWalk(s *subject) {
	s.fill(10)
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	visits := 0
	err := s.Walk(ctx, func(bot.Stored) error {
		visits++
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		s.t.Errorf("a walk cancelled on the way: %v after %d visits, want context.Canceled", err, visits)
	}
}
