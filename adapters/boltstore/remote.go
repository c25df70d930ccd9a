package boltstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"unknot/bot"
)

// call makes one call in one of the places.
func (r *remote) call(ctx context.Context, q request, more func(answer) error) (answer, error) {
	select {
	case r.places <- struct{}{}:
		defer func() { <-r.places }()
		return r.ask(ctx, q, more)
	case <-ctx.Done():
		return answer{}, ctx.Err()
	}
}

// ask sends a request and hands the parts of the answer to more. The last
// part is returned, with the error of the other store. If more returns an
// error the call is ended, and so is its connection.
func (r *remote) ask(ctx context.Context, q request, more func(answer) error) (answer, error) {
	if err := ctx.Err(); err != nil {
		return answer{}, err
	}
	l, err := r.take(ctx)
	if err != nil {
		return answer{}, fmt.Errorf("reach the running unknot: %w", err)
	}
	// To hang up is how the other side learns that the context is over.
	stop := context.AfterFunc(ctx, func() { _ = l.conn.Close() })
	last, err := l.ask(q, more)
	if stop() && err == nil {
		r.giveBack(l)
	} else {
		_ = l.conn.Close()
	}
	switch {
	case err == nil:
		return last, last.Fault.err()
	case ctx.Err() != nil:
		return answer{}, ctx.Err()
	default:
		return answer{}, fmt.Errorf("ask the running unknot: %w", lost(err))
	}
}

func (l *line) ask(q request, more func(answer) error) (answer, error) {
	if err := l.put(q); err != nil {
		return answer{}, err
	}
	if err := l.flush(); err != nil {
		return answer{}, err
	}
	for {
		var a answer
		if err := l.get(&a); err != nil || !a.More {
			return a, err
		}
		if more == nil {
			return answer{}, errors.New("it answered with more than was asked for")
		}
		if err := more(a); err != nil {
			return answer{}, err
		}
	}
}

// Load implements bot.Store.
func (r *remote) Load(ctx context.Context, doc bot.DocID) (bot.Stored, error) {
	a, err := r.call(ctx, request{Op: opLoad, Doc: doc}, nil)
	return a.Stored, err
}

// Commit implements bot.Store.
func (r *remote) Commit(ctx context.Context, changes []bot.Change) ([]bot.Committed, error) {
	a, err := r.call(ctx, request{Op: opCommit, Changes: changes}, nil)
	if err != nil {
		return nil, err
	}
	if len(a.Committed) != len(changes) {
		return nil, fmt.Errorf("the running unknot answered %d changes with %d outcomes", len(changes), len(a.Committed))
	}
	done := make([]bot.Committed, len(changes))
	for i, o := range a.Committed {
		done[i] = bot.Committed{Version: o.Version, Err: o.Fault.err()}
	}
	return done, nil
}

// Records implements bot.Store.
func (r *remote) Records(ctx context.Context, doc bot.DocID, from, to bot.Position) ([]bot.Record, error) {
	var records []bot.Record
	_, err := r.call(ctx, request{Op: opRecords, Doc: doc, From: from, To: to}, func(a answer) error {
		records = append(records, a.Record)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return records, nil
}

// Claim implements bot.Store.
func (r *remote) Claim(ctx context.Context, lane bot.Lane, n int, lease time.Duration) (bot.Claimed, error) {
	var due []bot.Stored
	a, err := r.call(ctx, request{Op: opClaim, Lane: lane, N: n, For: lease}, func(a answer) error {
		due = append(due, a.Stored)
		return nil
	})
	if err != nil {
		return bot.Claimed{}, err
	}
	return bot.Claimed{Now: a.Now, Due: due, Next: a.Next}, nil
}

// Erase implements bot.Store.
func (r *remote) Erase(ctx context.Context, doc bot.DocID) error {
	_, err := r.call(ctx, request{Op: opErase, Doc: doc}, nil)
	return err
}

// Lease implements bot.Store.
func (r *remote) Lease(ctx context.Context, role, holder string, d time.Duration) (bool, error) {
	a, err := r.call(ctx, request{Op: opLease, Name: role, Holder: holder, For: d}, nil)
	return a.Held, err
}

// Name implements bot.Store.
func (r *remote) Name(ctx context.Context, code string, doc bot.DocID, d time.Duration) error {
	_, err := r.call(ctx, request{Op: opName, Name: code, Doc: doc, For: d}, nil)
	return err
}

// Resolve implements bot.Store.
func (r *remote) Resolve(ctx context.Context, code string) (bot.DocID, error) {
	a, err := r.call(ctx, request{Op: opResolve, Name: code}, nil)
	return a.Doc, err
}

// Walk implements bot.Store. Documents arrive while visit runs, a few ahead of
// it: as many as the buffers of the socket hold.
func (r *remote) Walk(ctx context.Context, visit func(bot.Stored) error) error {
	var stopped error
	_, err := r.ask(ctx, request{Op: opWalk}, func(a answer) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		stopped = visit(a.Stored)
		return stopped
	})
	if stopped != nil {
		return stopped
	}
	return err
}
