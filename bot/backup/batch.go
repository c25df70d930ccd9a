package backup

import (
	"context"
	"slices"

	"unknot/bot"
)

// A batch is saved at once: for most stores that is much faster than one by
// one. It holds no more documents than this, nor more bytes than this and one
// portion.
const (
	batchItems = 256
	batchBytes = 1 << 20
)

// batch collects what is to be restored.
type batch struct {
	to    *target
	items []*item
	size  int
	open  *item // more portions of it are to come
}

// add takes a portion. Its first one comes with what the document is to be.
func (b *batch) add(ctx context.Context, o *opened, data []byte, wakes bot.Wakes) error {
	it := b.open
	if o.first {
		it = &item{opened: o, data: data, wakes: wakes}
	} else {
		it.opened = o
	}
	if !o.last {
		b.open = it
		return b.savePart(ctx, it)
	}
	b.open = nil
	b.items = append(b.items, it)
	b.size += o.size
	if len(b.items) < batchItems && b.size < batchBytes {
		return nil
	}
	return b.flush(ctx)
}

// savePart saves some records of a document that has many.
func (b *batch) savePart(ctx context.Context, it *item) error {
	if it.done {
		return nil
	}
	it.parts++
	store := b.to.above
	if b.to.keeps {
		store = b.to.below
	}
	return b.to.saveAll(ctx, store, []*item{it}, b.to.part)
}

// flush saves all that was collected.
func (b *batch) flush(ctx context.Context) error {
	items := unfinished(b.items)
	b.items, b.size = nil, 0
	if b.to.keeps {
		if err := b.to.saveAll(ctx, b.to.below, items, b.to.laid); err != nil {
			return err
		}
		items = unfinished(items)
	}
	if len(items) == 0 {
		return nil
	}
	return b.to.saveAll(ctx, b.to.above, items, b.to.final)
}

func unfinished(items []*item) []*item {
	return slices.DeleteFunc(items, func(it *item) bool { return it.done })
}
