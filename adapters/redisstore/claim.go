package redisstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"unknot/bot"
)

// Claim implements bot.Store. Earliest first holds to a second, or to a
// sixteenth of how late a document is: among wakes that close together the
// order is not kept.
func (s *Store) Claim(ctx context.Context, lane bot.Lane, n int, lease time.Duration) (bot.Claimed, error) {
	t := &taking{Store: s, lane: lane, n: n, lease: max(1, span(lease)), until: s.clock.now().UnixMilli()}
	if err := t.take(ctx); err != nil {
		return bot.Claimed{}, fmt.Errorf("claim what is due: %w", err)
	}
	slices.SortStableFunc(t.due, func(a, b due) int { return cmp.Compare(a.was, b.was) })
	claimed := bot.Claimed{Now: t.now.UTC(), Next: moment(s.hints(lane).next())}
	for _, d := range t.due {
		claimed.Due = append(claimed.Due, d.stored)
	}
	return claimed, nil
}

func (s *Store) hints(lane bot.Lane) *hints {
	if lane == bot.Urgent {
		return s.urgent
	}
	return s.bulk
}

// taking is one claim under way. What comes after until does not belong to
// it, so that it cannot take a document twice, however short the lease is.
type taking struct {
	*Store
	lane  bot.Lane
	n     int
	lease int64 // milliseconds
	until int64 // milliseconds
	now   time.Time
	due   []due
}

// due is a document that was taken, and the wake that had come.
type due struct {
	stored bot.Stored
	was    int64
}

// take claims in rounds, until there are enough or the server says that there
// is no more.
func (t *taking) take(ctx context.Context) error {
	h := t.hints(t.lane)
	swept := false
	for round := 0; ; round++ {
		if !swept && (t.n <= 0 || h.stale(time.Now())) {
			swept = true
			if err := t.sweep(ctx); err != nil {
				return err
			}
		}
		if len(t.due) >= t.n {
			return nil
		}
		// In a crowd one bucket has enough. If it had not, many are asked.
		picks, limit := h.plan(t.until, t.n-len(t.due), round > 0)
		if len(picks) == 0 {
			if swept {
				return nil
			}
			swept = true
			if err := t.sweep(ctx); err != nil {
				return t.failed(err)
			}
			continue
		}
		if err := t.takeFrom(ctx, picks, limit); err != nil {
			return t.failed(err)
		}
	}
}

// failed forgets an error if documents were taken already: nobody else would
// take care of them until their lease runs out.
func (t *taking) failed(err error) error {
	if len(t.due) > 0 {
		return nil
	}
	return err
}

// takeFrom claims from some buckets in one pipeline.
func (t *taking) takeFrom(ctx context.Context, picks []pick, limit int64) error {
	calls := make([]*call, len(picks))
	for i, p := range picks {
		calls[i] = &call{
			script: t.scripts.claim,
			keys:   []string{t.keys.due(t.lane, p.bucket), t.keys.due(other(t.lane), p.bucket)},
			args:   []any{t.clock.argument(), p.n, limit, t.lease, t.keys.documents(p.bucket)},
			once:   true,
		}
	}
	err := t.run(ctx, calls...)
	for i, c := range calls {
		if c.cmd != nil && c.cmd.Err() == nil {
			err = errors.Join(err, t.taken(picks[i], c))
		}
	}
	return err
}

func other(lane bot.Lane) bot.Lane {
	if lane == bot.Urgent {
		return bot.Bulk
	}
	return bot.Urgent
}

// perDocument is how many values claim.lua returns for each document.
const perDocument = 4

// taken reads the answer of one bucket.
func (t *taking) taken(p pick, c *call) error {
	answer, err := c.cmd.StringSlice()
	if err != nil || len(answer) < 2 {
		return errors.Join(errAnswer, err)
	}
	micros, errNow := strconv.ParseInt(answer[0], 10, 64)
	next, errNext := parseWake(answer[1])
	if err := errors.Join(errNow, errNext); err != nil {
		return err
	}
	t.hints(t.lane).learn(p.bucket, next, p.asked)
	t.says(time.UnixMicro(micros))
	wake := strconv.FormatInt(t.now.UnixMilli()+t.lease, 10)
	for d := range slices.Chunk(answer[2:], perDocument) {
		if len(d) != perDocument {
			return errAnswer
		}
		urgent, bulk := wake, d[2]
		if t.lane == bot.Bulk {
			urgent, bulk = bulk, urgent
		}
		stored, err := t.stored(name(d[0]), d[3], urgent, bulk)
		was, errWas := parseWake(d[1])
		if err := errors.Join(err, errWas); err != nil {
			return err
		}
		t.due = append(t.due, due{stored, was})
	}
	return nil
}

// says notes the clock of a server. Where several servers differ, the latest
// one counts for those who decide, so that nothing taken seems early; and what
// the slowest one does not see as due is not asked for again.
func (t *taking) says(now time.Time) {
	t.clock.note(now)
	t.until = min(t.until, now.UnixMilli())
	if now.After(t.now) {
		t.now = now
	}
}

// sweep asks every bucket for its next wake, in one pipeline.
func (t *taking) sweep(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	h := t.hints(t.lane)
	asked := h.asking()
	pipe := t.client.Pipeline()
	now := pipe.Time(ctx)
	heads := make([]*redis.ZSliceCmd, len(asked))
	for b := range heads {
		heads[b] = pipe.ZRangeWithScores(ctx, t.keys.due(t.lane, b), 0, 0)
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return overdue(ctx, err)
	}
	for b, head := range heads {
		wake := int64(never)
		if first := head.Val(); len(first) > 0 {
			wake = int64(first[0].Score)
		}
		h.learn(b, wake, asked[b])
	}
	server := now.Val()
	if t.clock.fixed != nil {
		server = t.clock.fixed()
	}
	if len(t.due) == 0 {
		t.until = server.UnixMilli() // our guess may have lagged behind
	}
	t.says(server)
	return nil
}
