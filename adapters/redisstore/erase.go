package redisstore

import (
	"context"
	"fmt"

	"unknot/bot"
)

// Erase implements bot.Store. Replaced and removed records go as well. Codes
// lie in other slots and go first; the document itself goes last, so that an
// Erase that was cut off can be repeated. All that stays is a number for the
// whole bucket: the largest version that was erased.
//
// A Name at the same moment may leave its code behind, which then stands for
// a document that is not there until its time is over. An append-only file
// holds what was erased until the server rewrites it.
func (s *Store) Erase(ctx context.Context, doc bot.DocID) error {
	if err := s.erase(ctx, s.names.document(doc)); err != nil {
		return fmt.Errorf("erase a document: %w", err)
	}
	return nil
}

func (s *Store) erase(ctx context.Context, n name) error {
	removed := []any{string(n)} // the arguments of the script
	for {
		c := &call{
			script: s.scripts.erase,
			keys:   append(s.keys.withDue(n), s.keys.records(n), s.keys.archive(n), s.keys.codesOf(n), s.keys.erased(n.bucket(s.keys.buckets))),
			args:   removed,
		}
		if err := s.run(ctx, c); err != nil {
			return err
		}
		codes, err := c.cmd.StringSlice()
		if err != nil || len(codes) == 0 {
			return err
		}
		if err := s.unname(ctx, codes, n); err != nil {
			return err
		}
		for _, code := range codes {
			removed = append(removed, code)
		}
	}
}

// unname removes the codes that stand for a document.
func (s *Store) unname(ctx context.Context, codes []string, n name) error {
	calls := make([]*call, len(codes))
	for i, code := range codes {
		calls[i] = &call{script: s.scripts.unname, keys: []string{s.keys.code(name(code))}, args: []any{string(n)}}
	}
	return s.run(ctx, calls...)
}
