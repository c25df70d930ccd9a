package main

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"unknot/bot"
)

// leaseCount counts how many have a role at once, and how often it was given.
type leaseCount struct{ now, most, all atomic.Int32 }

func (c *leaseCount) run(ctx context.Context) error {
	c.all.Add(1)
	if n := c.now.Add(1); n > c.most.Load() {
		c.most.Store(n)
	}
	defer c.now.Add(-1)
	<-ctx.Done()
	return ctx.Err()
}

func turnStore(t *testing.T) *away {
	t.Helper()
	store, err := openStorage(t.Context(), config{Data: t.TempDir(), Strict: yes}, slog.New(slog.DiscardHandler), alone)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return &away{Store: store.Store}
}

func shortTurn(store bot.Store) *turn {
	r := newTurn(store, "poll")
	r.term = 300 * time.Millisecond
	return r
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !ok(); <-time.After(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal(what)
		}
	}
}

// TestOneAtATime: of three processes one polls, and when it ends another one
// takes over.
func TestOneAtATime(t *testing.T) {
	store, c := turnStore(t), &leaseCount{}
	for i := range 3 {
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			_ = shortTurn(store).during(ctx, c.run)
		}()
		until(t, "nobody polls", func() bool { return int(c.all.Load()) == i+1 })
		waiting, giveUp := context.WithTimeout(t.Context(), 500*time.Millisecond) // longer than a term: it must be kept
		if err := shortTurn(store).during(waiting, c.run); err == nil || int(c.all.Load()) != i+1 {
			t.Errorf("a second one polled: %v", err)
		}
		giveUp()
		cancel()
		<-ended
	}
	if c.most.Load() != 1 {
		t.Errorf("%d at once", c.most.Load())
	}
}

// TestNobodyPollsWithoutTheLease: when it cannot be renewed polling ends, for
// somebody else may begin.
func TestNobodyPollsWithoutTheLease(t *testing.T) {
	store, c := turnStore(t), &leaseCount{}
	ended := make(chan error, 1)
	go func() { ended <- shortTurn(store).during(t.Context(), c.run) }()
	until(t, "nobody polls", func() bool { return c.now.Load() == 1 })
	store.leave(true)
	until(t, "it goes on without a lease", func() bool { return c.now.Load() == 0 })
	if err := <-ended; !errors.Is(err, errTurn) {
		t.Errorf("it ended with %v", err)
	}
}
