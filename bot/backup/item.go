package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"unknot/bot"
)

// item is a document on its way into the store.
type item struct {
	*opened
	data    []byte // what the document is to be
	wakes   bot.Wakes
	version bot.Version // what is there of it
	parts   int         // commits so far
	done    bool        // an earlier attempt restored it
}

// The steps of an item. Most have one: last. Where keys are kept, laid comes
// before it, as the sealed store takes the key that lies there. One of many
// records has parts before both.
//
// Until the last step the document is as it was in the backup and has no
// wakes. The ID of the last commit tells what was finished.

func (t *target) part(it *item) bot.Change {
	c := t.laid(it)
	c.ID = bot.CommitID(fmt.Sprintf("%s-part-%d", t.commit, it.parts))
	return c
}

func (t *target) laid(it *item) bot.Change {
	c := bot.Change{Doc: it.stored.Doc, Base: it.version, ID: t.commit + "-laid", Data: it.source, Records: it.plain}
	if t.keeps {
		c.Data, c.Records = it.value, it.records
	}
	return c
}

func (t *target) final(it *item) bot.Change {
	c := bot.Change{Doc: it.stored.Doc, Base: it.version, ID: t.commit, Data: it.data, Wakes: it.wakes}
	if !t.keeps {
		c.Records = it.plain
	}
	return c
}

// saveAll saves one step of some items.
func (t *target) saveAll(ctx context.Context, store bot.Store, items []*item, step func(*item) bot.Change) error {
	changes := make([]bot.Change, len(items))
	for i, it := range items {
		changes[i] = step(it)
	}
	done, err := store.Commit(ctx, changes)
	if err != nil {
		return err
	}
	for i, it := range items {
		it.version, err = done[i].Version, done[i].Err
		if errors.Is(err, bot.ErrConflict) {
			err = t.again(ctx, store, it, step)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// again saves a step of a document that is there already: an earlier attempt
// was cut off behind it or in the middle of it. Anything else that is there
// was written by somebody else.
func (t *target) again(ctx context.Context, store bot.Store, it *item, step func(*item) bot.Change) (err error) {
	if it.done, err = t.isFinal(ctx, it); it.done || err != nil {
		return err
	}
	there, err := store.Load(ctx, it.stored.Doc)
	if errors.Is(err, bot.ErrNotFound) {
		return ErrChanged
	}
	if err != nil {
		return err
	}
	if !bytes.Equal(there.Data, it.source) && (it.value == nil || !bytes.Equal(there.Data, it.value)) {
		return ErrChanged
	}
	it.version = there.Version
	done, err := store.Commit(ctx, []bot.Change{step(it)})
	if err != nil {
		return err
	}
	it.version, err = done[0].Version, done[0].Err
	if errors.Is(err, bot.ErrConflict) {
		return ErrChanged
	}
	return err
}

// noVersion is one that no document has; it is the largest of all.
const noVersion bot.Version = 1<<53 - 1

// isFinal asks whether the last commit of a document was its final step. The
// store knows the ID again, or refuses a change of a version that never was.
func (t *target) isFinal(ctx context.Context, it *item) (bool, error) {
	done, err := t.below.Commit(ctx, []bot.Change{{Doc: it.stored.Doc, Base: noVersion, ID: t.commit}})
	if err != nil {
		return false, err
	}
	if done[0].Err == nil || errors.Is(done[0].Err, bot.ErrConflict) {
		return done[0].Err == nil, nil
	}
	return false, done[0].Err
}
