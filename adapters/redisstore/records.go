package redisstore

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"unknot/bot"
)

// archiveTime is how long replaced and removed records are kept: bot.Change
// promises 14 days.
const archiveTime = 14 * 24 * time.Hour

// maxExact is the largest number that scripts and sorted sets keep exactly:
// they know only floating point.
const maxExact = 1 << 53

// Archived is a record that was replaced or removed.
type Archived struct {
	bot.Record
	At time.Time // when, by the store's clock
}

func checkPosition(p bot.Position) error {
	if p < -maxExact || p > maxExact {
		return fmt.Errorf("a record at %d %w: positions are milliseconds of Unix time", p, errInput)
	}
	return nil
}

// Records implements bot.Store.
func (s *Store) Records(ctx context.Context, doc bot.DocID, from, to bot.Position) ([]bot.Record, error) {
	c := &call{
		script: s.scripts.records,
		keys:   []string{s.keys.records(s.names.document(doc))},
		// One more than the last exact number, so that nothing is left out.
		args: []any{max(int64(from), -maxExact), min(int64(to), maxExact+2)},
	}
	err := s.run(ctx, c)
	if err == nil {
		var records []bot.Record
		if records, err = readRecords(c.cmd); err == nil {
			return records, nil
		}
	}
	return nil, fmt.Errorf("read records: %w", err)
}

func readRecords(cmd *redis.Cmd) ([]bot.Record, error) {
	answer, err := cmd.StringSlice()
	if err != nil {
		return nil, err
	}
	records := make([]bot.Record, 0, len(answer)/2)
	for pair := range slices.Chunk(answer, 2) {
		at, err := strconv.ParseInt(pair[0], 10, 64)
		if err != nil || len(pair) != 2 {
			return nil, errAnswer
		}
		records = append(records, bot.Record{Position: bot.Position(at), Data: []byte(pair[1])})
	}
	slices.SortFunc(records, func(a, b bot.Record) int { return cmp.Compare(a.Position, b.Position) })
	return records, nil
}

// Archive returns the replaced and removed records of a document that are
// still kept, in order of position and then of time. It is for an operator
// who has to undo a mistake; the bot never asks for it.
func (s *Store) Archive(ctx context.Context, doc bot.DocID) ([]Archived, error) {
	since := s.clock.now().Add(-archiveTime).UnixMicro()
	members, err := s.client.ZRangeByScoreWithScores(ctx, s.keys.archive(s.names.document(doc)), &redis.ZRangeBy{
		Min: "(" + strconv.FormatInt(since, 10), Max: "+inf",
	}).Result()
	if err != nil {
		return nil, fmt.Errorf("read replaced records: %w", overdue(ctx, err))
	}
	archived := make([]Archived, 0, len(members))
	for _, m := range members {
		a, err := parseArchived(m)
		if err != nil {
			return nil, fmt.Errorf("read replaced records: %w", err)
		}
		archived = append(archived, a)
	}
	// Members of one moment come in order of what made them unique.
	slices.SortStableFunc(archived, func(a, b Archived) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), a.At.Compare(b.At))
	})
	return archived, nil
}

// archivePrefix is a version and a number: see commit.lua.
const archivePrefix = 8 + 6

func parseArchived(m redis.Z) (Archived, error) {
	member, ok := m.Member.(string)
	if !ok || len(member) < archivePrefix {
		return Archived{}, errAnswer
	}
	position, data, found := strings.Cut(member[archivePrefix:], ":")
	at, err := strconv.ParseInt(position, 10, 64)
	if err != nil || !found {
		return Archived{}, errAnswer
	}
	return Archived{
		Record: bot.Record{Position: bot.Position(at), Data: []byte(data)},
		At:     time.UnixMicro(int64(m.Score)).UTC(),
	}, nil
}
