package backup_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"unknot/bot"
	"unknot/bot/backup"
	"unknot/bot/seal"
)

// crowd is a store of many people that exist only while they are visited.
type crowd struct {
	bot.Store
	people  int
	visited func(i int)
	check   *bot.Stored
	value   func(doc bot.DocID) []byte
}

func (c *crowd) Load(ctx context.Context, doc bot.DocID) (bot.Stored, error) {
	if c.check != nil && doc == seal.CheckDoc {
		return *c.check, ctx.Err()
	}
	return bot.Stored{}, bot.ErrNotFound
}

func (c *crowd) Walk(ctx context.Context, visit func(bot.Stored) error) error {
	for i := range c.people {
		doc := bot.DocID(fmt.Sprint("telegram:", 1_000_000+i))
		if err := visit(bot.Stored{Doc: doc, Version: 1, Data: c.value(doc)}); err != nil {
			return err
		}
		c.visited(i)
	}
	return ctx.Err()
}

func (c *crowd) Records(ctx context.Context, _ bot.DocID, from, to bot.Position) ([]bot.Record, error) {
	at := bot.Position(now().UnixMilli())
	if at < from || at >= to {
		return nil, ctx.Err()
	}
	return []bot.Record{{Position: at, Data: make([]byte, 150)}}, ctx.Err()
}

// discarding is a store that takes everything and keeps nothing.
type discarding struct{ bot.Store }

func (discarding) Commit(ctx context.Context, changes []bot.Change) ([]bot.Committed, error) {
	done := make([]bot.Committed, len(changes))
	for i := range done {
		done[i].Version = 1
	}
	return done, ctx.Err()
}

func (discarding) Erase(ctx context.Context, _ bot.DocID) error { return ctx.Err() }

// heap is the most memory in use at the moments that it was asked.
type heap struct{ most uint64 }

func (h *heap) look() {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	h.most = max(h.most, m.HeapAlloc)
}

// counted counts what passes through it.
type counted struct {
	io.ReadSeeker
	n    int
	each func(n int)
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.ReadSeeker.Read(b)
	c.n += n
	c.each(c.n)
	return n, err
}

// most is how much memory a backup and a restore of some people take, sampled
// on the way, beyond what there was before.
func most(t *testing.T, people int) (writing, restoring uint64) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "backup")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	var before, during heap
	before.look()
	from := &crowd{people: people, value: func(bot.DocID) []byte { return make([]byte, 400) }}
	from.visited = func(i int) {
		if i%(people/10) == 0 {
			during.look()
		}
	}
	if _, err := backup.Write(t.Context(), from, out, nil, at(0)); err != nil {
		t.Fatal(err)
	}
	writing = during.most - min(before.most, during.most)

	during = heap{}
	samples := 0
	in := &counted{ReadSeeker: out, each: func(n int) {
		if n/(people*60) > samples {
			samples++
			during.look()
		}
	}}
	s, err := backup.Restore(t.Context(), in, nil, discarding{newMemory()}, backup.Options{})
	if err != nil || s.Documents != people || s.Records != people || samples < 10 {
		t.Fatalf("restored %+v, %v after %d samples", s, err, samples)
	}
	return writing, during.most - min(before.most, during.most)
}

func TestMemoryDoesNotGrowWithPeople(t *testing.T) {
	most(t, 1000) // what is made once is there after it
	fewWriting, fewRestoring := most(t, 2000)
	manyWriting, manyRestoring := most(t, 40_000)
	const slack = 1 << 20 // 40 000 people are 24 MB
	if manyWriting > fewWriting+slack {
		t.Errorf("a backup took %d bytes with 2 000 people and %d with 40 000", fewWriting, manyWriting)
	}
	if manyRestoring > fewRestoring+3*slack { // a batch and its copies
		t.Errorf("a restore took %d bytes with 2 000 people and %d with 40 000", fewRestoring, manyRestoring)
	}
}

// A length that is damaged asks for no memory.
func TestDamagedLengthAsksForNoMemory(t *testing.T) {
	f := small(t, seal.Ring{})
	head := f.out[:18+5+25]
	long := append(bytes.Clone(head), 'D', 0x0f, 0xff, 0xff, 0xff)
	allocated := testing.AllocsPerRun(1, func() { files{out: long}.refused(t, openBolt(t), backup.Options{}) })
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := backup.Check(bytes.NewReader(long))
	runtime.ReadMemStats(&after)
	wantError(t, err, backup.ErrDamaged)
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 1<<20 {
		t.Errorf("%d bytes and %v allocations for a file of %d", grown, allocated, len(long))
	}
}
