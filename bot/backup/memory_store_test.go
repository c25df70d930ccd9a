package backup_test

import (
	"bytes"
	"context"
	"maps"
	"slices"

	"unknot/bot"
)

// memory is a store that keeps nothing on disk, for tests that need many. It
// has no claims, codes or roles, and one goroutine at a time may use it.
type memory struct {
	bot.Store
	docs    map[bot.DocID]bot.Stored
	commits map[bot.DocID]bot.CommitID
	records map[bot.DocID]map[bot.Position][]byte
	highest bot.Version // of all, so that none is given again
}

func newMemory() *memory {
	return &memory{
		docs:    map[bot.DocID]bot.Stored{},
		commits: map[bot.DocID]bot.CommitID{},
		records: map[bot.DocID]map[bot.Position][]byte{},
	}
}

func (m *memory) Load(ctx context.Context, doc bot.DocID) (bot.Stored, error) {
	stored, ok := m.docs[doc]
	if !ok {
		return bot.Stored{}, bot.ErrNotFound
	}
	stored.Data = bytes.Clone(stored.Data)
	return stored, ctx.Err()
}

func (m *memory) Commit(ctx context.Context, changes []bot.Change) ([]bot.Committed, error) {
	done := make([]bot.Committed, len(changes))
	for i, c := range changes {
		done[i].Version, done[i].Err = m.commit(c)
	}
	return done, ctx.Err()
}

func (m *memory) commit(c bot.Change) (bot.Version, error) {
	old := m.docs[c.Doc]
	if old.Version > 0 && m.commits[c.Doc] == c.ID {
		return old.Version, nil
	}
	if c.Base != old.Version {
		return 0, bot.ErrConflict
	}
	version := old.Version + 1
	if old.Version == 0 {
		version += m.highest
		m.records[c.Doc] = map[bot.Position][]byte{}
	}
	m.highest, m.commits[c.Doc] = max(m.highest, version), c.ID
	m.docs[c.Doc] = bot.Stored{Doc: c.Doc, Version: version, Data: bytes.Clone(c.Data), Wakes: c.Wakes}
	for _, r := range c.Records {
		m.records[c.Doc][r.Position] = bytes.Clone(r.Data)
	}
	return version, nil
}

func (m *memory) Records(ctx context.Context, doc bot.DocID, from, to bot.Position) ([]bot.Record, error) {
	var found []bot.Record
	for _, at := range slices.Sorted(maps.Keys(m.records[doc])) {
		if from <= at && at < to {
			found = append(found, bot.Record{Position: at, Data: bytes.Clone(m.records[doc][at])})
		}
	}
	return found, ctx.Err()
}

func (m *memory) Erase(ctx context.Context, doc bot.DocID) error {
	delete(m.docs, doc)
	delete(m.records, doc)
	delete(m.commits, doc)
	return ctx.Err()
}

// Walk visits in any order, as the port allows.
func (m *memory) Walk(ctx context.Context, visit func(bot.Stored) error) error {
	for doc := range maps.Clone(m.docs) {
		stored, err := m.Load(ctx, doc)
		if err == nil {
			err = visit(stored)
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}
