package seal_test

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"testing"

	"unknot/bot"
	"unknot/bot/seal"
)

// memory is a store that keeps nothing on disk and whose values a test can
// reach into. It has no wakes, codes or roles.
type memory struct {
	bot.Store
	onward bool // versions go on after an erasure

	mu      sync.Mutex
	docs    map[bot.DocID]bot.Stored
	commits map[bot.DocID]bot.CommitID
	records map[bot.DocID]map[bot.Position][]byte
	highest map[bot.DocID]bot.Version
	writes  int
}

func newMemory() *memory {
	return &memory{
		docs:    map[bot.DocID]bot.Stored{},
		commits: map[bot.DocID]bot.CommitID{},
		records: map[bot.DocID]map[bot.Position][]byte{},
		highest: map[bot.DocID]bot.Version{},
	}
}

func (m *memory) Load(ctx context.Context, doc bot.DocID) (bot.Stored, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	stored, ok := m.docs[doc]
	if !ok {
		return bot.Stored{}, cmp.Or(ctx.Err(), bot.ErrNotFound)
	}
	stored.Data = bytes.Clone(stored.Data)
	return stored, ctx.Err()
}

func (m *memory) Commit(ctx context.Context, changes []bot.Change) ([]bot.Committed, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	done := make([]bot.Committed, len(changes))
	for i, c := range changes {
		done[i].Version, done[i].Err = m.commit(c)
	}
	return done, ctx.Err()
}

func (m *memory) commit(c bot.Change) (bot.Version, error) {
	old := m.docs[c.Doc]
	if c.ID != "" && old.Version > 0 && m.commits[c.Doc] == c.ID {
		return old.Version, nil
	}
	if c.Base != old.Version {
		return 0, bot.ErrConflict
	}
	version := old.Version + 1
	if m.onward {
		version = m.highest[c.Doc] + 1
	}
	m.writes++
	m.highest[c.Doc], m.commits[c.Doc] = version, c.ID
	m.docs[c.Doc] = bot.Stored{Doc: c.Doc, Version: version, Data: bytes.Clone(c.Data), Wakes: c.Wakes}
	if m.records[c.Doc] == nil {
		m.records[c.Doc] = map[bot.Position][]byte{}
	}
	for _, r := range c.Records {
		m.records[c.Doc][r.Position] = bytes.Clone(r.Data)
	}
	for _, at := range c.Removed {
		delete(m.records[c.Doc], at)
	}
	return version, nil
}

func (m *memory) Records(ctx context.Context, doc bot.DocID, from, to bot.Position) ([]bot.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var records []bot.Record
	for _, at := range slices.Sorted(maps.Keys(m.records[doc])) {
		if from <= at && at < to {
			records = append(records, bot.Record{Position: at, Data: bytes.Clone(m.records[doc][at])})
		}
	}
	return records, ctx.Err()
}

func (m *memory) Erase(ctx context.Context, doc bot.DocID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.docs, doc)
	delete(m.records, doc)
	delete(m.commits, doc)
	return ctx.Err()
}

func (m *memory) Walk(ctx context.Context, visit func(bot.Stored) error) error {
	m.mu.Lock()
	docs := slices.Sorted(maps.Keys(m.docs))
	m.mu.Unlock()
	for _, doc := range docs {
		stored, err := m.Load(ctx, doc)
		if err == nil {
			err = visit(stored)
		}
		if err != nil && err != bot.ErrNotFound {
			return err
		}
	}
	return nil
}

func (m *memory) Close() error { return nil }

// poke replaces the value of a document without a new version, as somebody
// could who has the database.
func (m *memory) poke(doc bot.DocID, value []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	stored := m.docs[doc]
	stored.Data = value
	m.docs[doc] = stored
}

func (m *memory) pokeRecord(doc bot.DocID, at bot.Position, value []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.records[doc][at] = value
}

// value returns the value of a document as it lies there.
func (m *memory) value(t testing.TB, doc bot.DocID) []byte {
	t.Helper()
	stored, err := m.Load(t.Context(), doc)
	if err != nil {
		t.Fatalf("load the raw value of %q: %v", doc, err)
	}
	return stored.Data
}

// everything returns all values, joined.
func (m *memory) everything() []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []byte
	for _, stored := range m.docs {
		all = append(all, stored.Data...)
	}
	for _, records := range m.records {
		for _, value := range records {
			all = append(all, value...)
		}
	}
	return all
}

var _ bot.Store = (*memory)(nil)
var _ bot.Store = (*seal.Store)(nil)
