package redisstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"unknot/bot"
)

// Name implements bot.Store. Naming the same document again sets a new end.
//
// A code lies in a slot of its own, so this takes two steps. The document is
// told first: a crash in between leaves a note of a code that is not there,
// and never a code that erasing the document would not find.
func (s *Store) Name(ctx context.Context, code string, doc bot.DocID, d time.Duration) error {
	err := errors.Join(checkName("code", code), checkName("document ID", string(doc)))
	if err == nil {
		err = s.name(ctx, s.names.code(code), doc, max(1, span(d)))
	}
	if err != nil {
		return fmt.Errorf("name a document: %w", err)
	}
	return nil
}

func (s *Store) name(ctx context.Context, code name, doc bot.DocID, millis int64) error {
	n := s.names.document(doc)
	_, err := s.ask(ctx, &call{
		script: s.scripts.enlist,
		keys:   []string{s.keys.codesOf(n)},
		args:   []any{s.clock.argument(), string(code), millis},
	})
	if err != nil {
		return err
	}
	free, err := s.ask(ctx, &call{
		script: s.scripts.name,
		keys:   []string{s.keys.code(code)},
		args:   []any{s.clock.argument(), millis, string(n), s.names.seal(doc, n)},
	})
	if err == nil && free == 0 {
		return bot.ErrConflict
	}
	return err
}

// Resolve implements bot.Store.
func (s *Store) Resolve(ctx context.Context, code string) (bot.DocID, error) {
	doc, err := s.resolve(ctx, s.names.code(code))
	if err != nil {
		return "", fmt.Errorf("resolve a code: %w", err)
	}
	return doc, nil
}

func (s *Store) resolve(ctx context.Context, code name) (bot.DocID, error) {
	c := &call{script: s.scripts.resolve, keys: []string{s.keys.code(code)}, args: []any{s.clock.argument()}}
	if err := s.run(ctx, c); err != nil {
		return "", err
	}
	answer, err := c.cmd.Text()
	switch {
	case err != nil:
		return "", err
	case answer == "":
		return "", bot.ErrNotFound
	case len(answer) < nameSize:
		return "", errAnswer
	}
	return s.names.open([]byte(answer[nameSize:]), name(answer[:nameSize]))
}
