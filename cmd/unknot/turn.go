package main

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"unknot/bot"
)

// turnTerm is how long a process has a role without saying so again.
const turnTerm = 15 * time.Second

// turn is a role that one process at a time may have, such as asking a
// platform for what is new: two would take each other's answers.
type turn struct {
	store  bot.Store
	role   string
	holder string
	term   time.Duration
}

func newTurn(store bot.Store, role string) *turn {
	return &turn{store: store, role: role, holder: rand.Text(), term: turnTerm}
}

// during runs something while this process has the role. It waits for it first,
// and ends what runs when the role is lost or cannot be kept any more.
func (r *turn) during(ctx context.Context, run func(context.Context) error) error {
	if !r.await(ctx) {
		return ctx.Err()
	}
	mine, cancel := context.WithCancel(ctx)
	kept := make(chan struct{})
	go func() {
		defer close(kept)
		defer cancel()
		r.keep(mine)
	}()
	defer func() { // also when it panics
		cancel()
		<-kept
		r.release(ctx)
	}()
	err := run(mine)
	if mine.Err() != nil && ctx.Err() == nil {
		return errTurn
	}
	return err
}

var errTurn = errors.New("its turn could not be kept: another process may have it")

// await waits for the role, and reports false when ctx ended before.
func (r *turn) await(ctx context.Context) bool {
	for {
		if held, err := r.store.Lease(ctx, r.role, r.holder, r.term); err == nil && held {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-time.After(r.term / 3):
		}
	}
}

// keep extends the role until ctx ends, somebody else has it, or it was not
// extended for so long that somebody else may soon.
func (r *turn) keep(ctx context.Context) {
	for last := time.Now(); time.Since(last) < r.term*2/3; {
		select {
		case <-ctx.Done():
			return
		case <-time.After(r.term / 5):
		}
		asked := time.Now()
		once, cancel := context.WithTimeout(ctx, r.term/5)
		held, err := r.store.Lease(once, r.role, r.holder, r.term)
		cancel()
		switch {
		case err == nil && !held:
			return
		case err == nil:
			last = asked
		}
	}
}

// release lets the next one have the role at once.
func (r *turn) release(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), r.term/5)
	defer cancel()
	_, _ = r.store.Lease(ctx, r.role, r.holder, time.Millisecond)
}
