package bottest

import (
	"context"
	"time"

	"unknot/bot"
)

// The operations of a store, as FlakyStore and CountingStore name them.
const (
	OpLoad    = "Load"
	OpCommit  = "Commit"
	OpRecords = "Records"
	OpClaim   = "Claim"
	OpErase   = "Erase"
	OpLease   = "Lease"
	OpName    = "Name"
	OpResolve = "Resolve"
	OpWalk    = "Walk"
)

// decorated passes every operation of a store but Close through one function.
type decorated struct {
	store  bot.Store
	around func(op string, call func() error) error
}

// through is one operation with a result, which an error takes away.
func through[T any](d decorated, op string, call func() (T, error)) (T, error) {
	var result T
	err := d.around(op, func() (err error) {
		result, err = call()
		return err
	})
	if err != nil {
		var none T
		return none, err
	}
	return result, nil
}

// Load implements bot.Store.
func (d decorated) Load(ctx context.Context, doc bot.DocID) (bot.Stored, error) {
	return through(d, OpLoad, func() (bot.Stored, error) { return d.store.Load(ctx, doc) })
}

// Commit implements bot.Store.
func (d decorated) Commit(ctx context.Context, changes []bot.Change) ([]bot.Committed, error) {
	return through(d, OpCommit, func() ([]bot.Committed, error) { return d.store.Commit(ctx, changes) })
}

// Records implements bot.Store.
func (d decorated) Records(ctx context.Context, doc bot.DocID, from, to bot.Position) ([]bot.Record, error) {
	return through(d, OpRecords, func() ([]bot.Record, error) { return d.store.Records(ctx, doc, from, to) })
}

// Claim implements bot.Store.
func (d decorated) Claim(ctx context.Context, lane bot.Lane, n int, lease time.Duration) (bot.Claimed, error) {
	return through(d, OpClaim, func() (bot.Claimed, error) { return d.store.Claim(ctx, lane, n, lease) })
}

// Erase implements bot.Store.
func (d decorated) Erase(ctx context.Context, doc bot.DocID) error {
	return d.around(OpErase, func() error { return d.store.Erase(ctx, doc) })
}

// Lease implements bot.Store.
func (d decorated) Lease(ctx context.Context, role, holder string, t time.Duration) (bool, error) {
	return through(d, OpLease, func() (bool, error) { return d.store.Lease(ctx, role, holder, t) })
}

// Name implements bot.Store.
func (d decorated) Name(ctx context.Context, code string, doc bot.DocID, t time.Duration) error {
	return d.around(OpName, func() error { return d.store.Name(ctx, code, doc, t) })
}

// Resolve implements bot.Store.
func (d decorated) Resolve(ctx context.Context, code string) (bot.DocID, error) {
	return through(d, OpResolve, func() (bot.DocID, error) { return d.store.Resolve(ctx, code) })
}

// Walk implements bot.Store.
func (d decorated) Walk(ctx context.Context, visit func(bot.Stored) error) error {
	return d.around(OpWalk, func() error { return d.store.Walk(ctx, visit) })
}

// Close closes the store below. It is never failed and never counted.
func (d decorated) Close() error { return d.store.Close() }
