package backup

import (
	"context"
	"errors"
	"io"

	"unknot/bot"
)

// A portion holds no more records than this, nor more bytes than this and one
// record.
const (
	portionRecords = 256
	portionBytes   = 1 << 20
)

// portion is a document with some of its records. Most documents have one.
type portion struct {
	stored      bot.Stored
	records     []bot.Record
	size        int
	first, last bool
}

func (p *portion) isFull() bool {
	return len(p.records) >= portionRecords || len(p.records) > 0 && p.size >= portionBytes
}

// rest is the portion that follows a full one.
func (p *portion) rest() *portion { return &portion{stored: p.stored} }

// eachPortion reads a backup that was found whole and hands it over in
// portions, each of which belongs to the visitor.
func eachPortion(ctx context.Context, in io.ReadSeeker, visit func(*portion) error) error {
	e, err := open(in, magicBackup)
	if err != nil {
		return err
	}
	var p *portion
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		got, err := e.next()
		if errors.Is(err, io.EOF) {
			return visitLast(p, visit)
		}
		if err == nil {
			p, err = p.take(got, visit)
		}
		if err != nil {
			return err
		}
	}
}

func visitLast(p *portion, visit func(*portion) error) error {
	if p == nil {
		return nil
	}
	p.last = true
	return visit(p)
}

// take takes an entry and returns the portion that is open after it.
func (p *portion) take(e entry, visit func(*portion) error) (*portion, error) {
	switch e.kind {
	case kindDocument:
		if err := visitLast(p, visit); err != nil {
			return nil, err
		}
		stored, err := e.document()
		return &portion{stored: stored, size: len(e.data), first: true}, err
	case kindRecord:
		r, err := e.record()
		if err == nil && p.isFull() {
			err, p = visit(p), p.rest()
		}
		p.records = append(p.records, r)
		p.size += len(e.data)
		return p, err
	default:
		return p, ErrDamaged
	}
}
