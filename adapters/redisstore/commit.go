package redisstore

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"unknot/bot"
)

const (
	// commitsAtOnce bounds one pipeline, so that restoring a million
	// documents does not need the memory for all of them.
	commitsAtOnce = 256
	// scriptAtOnce bounds what one script saves, so that nobody waits for it.
	scriptAtOnce = 64
)

// Commit implements bot.Store. Changes of one bucket share a script, and all
// scripts a pipeline: what was claimed together is saved in one go. A change
// that no store could keep, such as one with an empty ID, has an error of its
// own in its Committed.
func (s *Store) Commit(ctx context.Context, changes []bot.Change) ([]bot.Committed, error) {
	done := make([]bot.Committed, 0, len(changes))
	for some := range slices.Chunk(changes, commitsAtOnce) {
		outcome, err := s.commitSome(ctx, some)
		if err != nil {
			return nil, fmt.Errorf("commit: %w", err)
		}
		done = append(done, outcome...)
	}
	return done, ctx.Err()
}

func (s *Store) commitSome(ctx context.Context, changes []bot.Change) ([]bot.Committed, error) {
	done := make([]bot.Committed, len(changes))
	groups := s.group(changes, done)
	if len(groups) == 0 {
		return done, ctx.Err()
	}
	calls := make([]*call, len(groups))
	for i, g := range groups {
		calls[i] = &g.call
	}
	err := s.run(ctx, calls...)
	for _, g := range groups {
		// Even when the answer was lost the changes may be there, and then
		// this process should know when they wake.
		g.expect(s)
		if err == nil {
			err = g.read(done)
		}
	}
	if err != nil {
		return nil, err
	}
	return done, nil
}

// commits are changes that share a script.
type commits struct {
	call   call
	bucket int
	docs   []bot.DocID
	of     []int // which changes they are
	wakes  []bot.Wakes
}

// group makes the calls for some changes, and notes in done what cannot be
// stored. A document that comes twice gets a script of its own the second
// time; the pipeline keeps the order.
func (s *Store) group(changes []bot.Change, done []bot.Committed) []*commits {
	var groups []*commits
	open := make(map[int]*commits) // by bucket
	for i, c := range changes {
		if done[i].Err = checkChange(c); done[i].Err != nil {
			continue
		}
		n := s.names.document(c.Doc)
		b := n.bucket(s.keys.buckets)
		g := open[b]
		if g == nil || len(g.of) == scriptAtOnce || slices.Contains(g.docs, c.Doc) {
			g = s.newCommits(b)
			open[b] = g
			groups = append(groups, g)
		}
		g.docs, g.of, g.wakes = append(g.docs, c.Doc), append(g.of, i), append(g.wakes, c.Wakes)
		s.addChange(&g.call, n, c)
	}
	return groups
}

func (s *Store) newCommits(bucket int) *commits {
	return &commits{bucket: bucket, call: call{
		script: s.scripts.commit,
		keys:   []string{s.keys.due(bot.Urgent, bucket), s.keys.due(bot.Bulk, bucket), s.keys.erased(bucket)},
		args:   []any{s.clock.argument(), archiveTime.Milliseconds()},
	}}
}

func checkChange(c bot.Change) error {
	err := checkName("document ID", string(c.Doc))
	if c.ID != "" {
		err = errors.Join(err, checkName("commit ID", string(c.ID)))
	}
	for _, r := range c.Records {
		err = errors.Join(err, checkPosition(r.Position))
	}
	return err
}

// addChange adds what commit.lua wants to know about a change. The version of
// a document that is created comes from the script.
func (s *Store) addChange(to *call, n name, c bot.Change) {
	e := envelope{
		version: c.Base + 1, commit: digest(c.ID), lanes: lanesOf(c.Wakes),
		sealed: s.names.seal(c.Doc, n), data: c.Data,
	}
	to.keys = append(to.keys, s.keys.document(n))
	if len(c.Records)+len(c.Removed) > 0 {
		to.keys = append(to.keys, s.keys.records(n), s.keys.archive(n))
	}
	to.args = append(to.args,
		versionBytes(c.Base), e.encode(), string(n),
		wakeArgument(c.Wakes.Urgent), wakeArgument(c.Wakes.Bulk), len(c.Records), len(c.Removed))
	for _, r := range c.Records {
		to.args = append(to.args, int64(r.Position), r.Data)
	}
	for _, at := range c.Removed {
		to.args = append(to.args, int64(at))
	}
}

// read reads the answer to a group.
func (g *commits) read(done []bot.Committed) error {
	answer, err := g.call.cmd.StringSlice()
	if err != nil {
		return err
	}
	if len(answer) != len(g.of) {
		return errAnswer
	}
	for i, version := range answer {
		switch len(version) {
		case 0:
			done[g.of[i]].Err = bot.ErrConflict
		case 8:
			done[g.of[i]].Version = bot.Version(binary.BigEndian.Uint64([]byte(version)))
		default:
			return errAnswer
		}
	}
	return nil
}

// expect lets the next claim look where a group woke something.
func (g *commits) expect(s *Store) {
	for _, w := range g.wakes {
		s.urgent.lower(g.bucket, millis(w.Urgent))
		s.bulk.lower(g.bucket, millis(w.Bulk))
	}
}
