package backup

import (
	"context"
	"errors"
	"fmt"
	"io"

	"unknot/bot"
	"unknot/bot/seal"
)

// Options say how to restore.
type Options struct {
	// Ring holds the master keys: they open a sealed backup, and seal what is
	// restored. The zero Ring is for an unsealed backup and store.
	Ring seal.Ring

	// Unseal leaves the store unsealed though there is a Ring, which then
	// only opens the backup.
	Unseal bool

	// SkipLocked leaves out the documents that are sealed with a master key
	// which the Ring does not hold. Else one of them is a *LockedError, as
	// the key may only have been forgotten.
	SkipLocked bool

	// Revive makes of a document as the bot knows it, never sealed, what it
	// is to be after the restore. It must be pure, as it is called twice for
	// each document: before anything is written, and then for good. See the
	// function Revive. Nil restores everything as it was, late messages too.
	Revive Reviver
}

// Reviver returns a document as it is to be restored, and its wakes.
type Reviver func(doc bot.DocID, data []byte) ([]byte, bot.Wakes, error)

// Restore copies a backup into an empty store, which is the one below the
// sealing, never a *seal.Store, and of any kind. A sealed backup needs its
// keys file or a newer one, which keys reads, and the master keys. Both files
// are read through and tried before anything is written: see the errors of
// this package.
//
// A restore that was cut off goes on when it is called again with the same
// backup. No bot may use the store before Restore has returned nil.
func Restore(ctx context.Context, in, keys io.ReadSeeker, store bot.Store, o Options) (Summary, error) {
	s, err := restore(ctx, in, keys, store, o)
	if err != nil {
		return Summary{}, fmt.Errorf("restore: %w", err)
	}
	return s, nil
}

func restore(ctx context.Context, in, keys io.ReadSeeker, store bot.Store, o Options) (Summary, error) {
	if _, above := store.(*seal.Store); above {
		return Summary{}, errAbove
	}
	_, found, err := check(in)
	if err != nil {
		return Summary{}, err
	}
	r := &restoring{in: in, revive: o.Revive, skip: o.SkipLocked, from: found}
	if found.sealed {
		if r.unseal, err = unseal(ctx, found, keys, o.Ring); err != nil {
			return Summary{}, err
		}
	}
	sealed := !o.Ring.Current().IsZero() && !o.Unseal
	to := &target{
		below: store, id: found.id.String(), commit: bot.CommitID("restore-" + found.id.String()),
		ring: o.Ring, sealed: sealed, keeps: sealed && found.sealed,
	}
	if err := to.look(ctx); err != nil {
		return Summary{}, err
	}
	if err := r.try(ctx); err != nil {
		return Summary{}, err
	}
	err = r.write(ctx, to)
	if err != nil && !errors.Is(err, ErrChanged) {
		err = fmt.Errorf("%w (calling it again with the same files goes on from here)", err)
	}
	return r.summary, err
}

// unseal puts a sealed backup and its keys together.
func unseal(ctx context.Context, found header, keys io.ReadSeeker, ring seal.Ring) (*unsealer, error) {
	if keys == nil {
		return nil, ErrKeysMissing
	}
	if ring.Current().IsZero() {
		return nil, ErrNoMasterKey
	}
	k, err := openKeys(keys)
	if err == nil {
		err = k.fits(found)
	}
	if err != nil {
		return nil, err
	}
	return newUnsealer(ctx, k, ring)
}

// restoring is a restore under way.
type restoring struct {
	in      io.ReadSeeker
	from    header
	unseal  *unsealer // nil if the backup is not sealed
	revive  Reviver
	skip    bool       // what is locked is left out
	need    seal.KeyID // the master key of the first that is locked
	summary Summary
}

// try does everything but writing.
func (r *restoring) try(ctx context.Context) error {
	err := r.each(ctx, func(*opened, []byte, bot.Wakes) error { return nil })
	if locked := r.summary.Locked; err == nil && locked > 0 && (!r.skip || r.summary.Documents == 0) {
		return &LockedError{Locked: locked, All: r.summary.Documents == 0, Need: r.need}
	}
	if err == nil && r.summary.Documents == 0 && r.summary.LeftOut > 0 {
		err = ErrKeysWrong
	}
	return err
}

func (r *restoring) write(ctx context.Context, to *target) error {
	if err := to.begin(ctx, r.check()); err != nil {
		return err
	}
	b := &batch{to: to}
	err := r.each(ctx, func(o *opened, data []byte, wakes bot.Wakes) error { return b.add(ctx, o, data, wakes) })
	if err == nil {
		err = b.flush(ctx)
	}
	if err == nil {
		err = to.end(ctx)
	}
	if errors.Is(err, bot.ErrConflict) {
		err = ErrChanged
	}
	return err
}

// check returns the value of seal.CheckDoc that goes with the keys.
func (r *restoring) check() []byte {
	if r.unseal == nil {
		return nil
	}
	return r.unseal.keys.check
}

// each opens all that can be opened, revives it, and counts.
func (r *restoring) each(ctx context.Context, visit func(o *opened, data []byte, wakes bot.Wakes) error) error {
	r.summary = r.from.summary()
	return eachPortion(ctx, r.in, func(p *portion) error {
		o, err := r.open(ctx, p)
		if missing := (*seal.MissingKeyError)(nil); errors.As(err, &missing) {
			r.lock(p, missing.Need)
			return nil
		}
		if err != nil {
			return err
		}
		if o == nil {
			r.leaveOut(p)
			return nil
		}
		r.count(o)
		var data []byte
		var wakes bot.Wakes
		if o.first {
			if data, wakes, err = r.revived(o); err != nil {
				return err
			}
		}
		return visit(o, data, wakes)
	})
}

func (r *restoring) open(ctx context.Context, p *portion) (*opened, error) {
	if r.unseal != nil {
		return r.unseal.open(ctx, p)
	}
	return &opened{portion: p, source: p.stored.Data, plain: p.records}, nil
}

func (r *restoring) revived(o *opened) ([]byte, bot.Wakes, error) {
	if r.revive == nil {
		return o.source, o.stored.Wakes, nil
	}
	return r.revive(o.stored.Doc, o.source)
}

func (r *restoring) leaveOut(p *portion) {
	if p.first {
		r.summary.LeftOut++
	}
}

// lock counts a document that is sealed with a key which is not there.
func (r *restoring) lock(p *portion, need seal.KeyID) {
	if !p.first {
		return
	}
	if r.summary.Locked == 0 {
		r.need = need
	}
	r.summary.Locked++
}

func (r *restoring) count(o *opened) {
	if o.first {
		r.summary.Documents++
	}
	r.summary.Records += len(o.plain)
	r.summary.Broken += o.broken
}
