package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"

	"unknot/bot"
	"unknot/bot/seal"
)

// unsealer opens the sealed documents and records of a backup, by showing one
// at a time to a seal.Store as if it lay in a store.
type unsealer struct {
	keys *keyring
	ring seal.Ring
	shop *window
	over *seal.Store
}

// newUnsealer also makes sure that the ring holds the master keys which the
// check among the keys names.
func newUnsealer(ctx context.Context, keys *keyring, ring seal.Ring) (*unsealer, error) {
	w := &window{check: bot.Stored{Doc: seal.CheckDoc, Version: 1, Data: keys.check}}
	over, err := seal.Open(ctx, w, ring, seal.Options{})
	if err != nil {
		return nil, fmt.Errorf("the keys file: %w", err)
	}
	return &unsealer{keys: keys, ring: ring, shop: w, over: over}, nil
}

// opened is a portion that can be read.
type opened struct {
	*portion
	source []byte       // the document as the bot knows it
	value  []byte       // the same as the store below a sealed one keeps it; nil if it was not sealed
	plain  []bot.Record // the records as the bot knows them
	broken int          // records that do not open: they are in neither list
}

// open opens a portion; nil means that no key opens it.
func (u *unsealer) open(ctx context.Context, p *portion) (*opened, error) {
	wrapped, ok, err := u.keys.find(p.stored.Doc)
	if err != nil || !ok {
		return nil, err
	}
	o := &opened{portion: p}
	o.value, err = seal.Join(wrapped, p.stored.Data)
	if err == nil {
		err = u.ring.Verify(p.stored.Doc, o.value)
	}
	if errors.Is(err, seal.ErrDamaged) {
		return nil, nil // the file is whole, so the key is of another life of the document
	}
	if err != nil {
		return nil, err
	}
	u.shop.stored = bot.Stored{Doc: p.stored.Doc, Version: 1, Data: o.value}
	stored, err := u.over.Load(ctx, p.stored.Doc)
	if err != nil {
		return nil, err
	}
	o.source = stored.Data
	o.plain, err = u.records(ctx, o)
	return o, err
}

// records opens all records, or those that do open.
func (u *unsealer) records(ctx context.Context, o *opened) ([]bot.Record, error) {
	u.shop.records = o.records
	plain, err := u.over.Records(ctx, o.stored.Doc, math.MinInt64, math.MaxInt64)
	if !errors.Is(err, seal.ErrDamaged) {
		return plain, err
	}
	var whole []bot.Record
	for _, r := range o.records {
		if u.ring.VerifyRecord(o.stored.Doc, o.value, r) == nil {
			whole = append(whole, r)
		}
	}
	o.broken = len(o.records) - len(whole)
	o.records, u.shop.records = whole, whole
	return u.over.Records(ctx, o.stored.Doc, math.MinInt64, math.MaxInt64)
}

// window is all of a store that a seal.Store needs for reading one document.
type window struct {
	bot.Store // nil: nothing else is called
	check     bot.Stored
	stored    bot.Stored
	records   []bot.Record
}

// Load implements bot.Store.
func (w *window) Load(ctx context.Context, doc bot.DocID) (bot.Stored, error) {
	for _, stored := range []bot.Stored{w.check, w.stored} {
		if stored.Doc == doc {
			stored.Data = bytes.Clone(stored.Data)
			return stored, ctx.Err()
		}
	}
	return bot.Stored{}, bot.ErrNotFound
}

// Records implements bot.Store.
func (w *window) Records(ctx context.Context, _ bot.DocID, _, _ bot.Position) ([]bot.Record, error) {
	records := make([]bot.Record, len(w.records))
	for i, r := range w.records {
		records[i] = bot.Record{Position: r.Position, Data: bytes.Clone(r.Data)}
	}
	return records, ctx.Err()
}

// Commit implements bot.Store. All that is ever saved is the check, when the
// current key of the ring is not in it yet.
func (w *window) Commit(ctx context.Context, changes []bot.Change) ([]bot.Committed, error) {
	done := make([]bot.Committed, len(changes))
	for i, c := range changes {
		w.check.Data = c.Data
		w.check.Version++
		done[i].Version = w.check.Version
	}
	return done, ctx.Err()
}
