package redisstore

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"

	"unknot/bot"
)

// AddHook lets tests come between a store and its server.
func AddHook(s *Store, h redis.Hook) { s.client.AddHook(h) }

// Client shows tests the client below a store.
func Client(s *Store) redis.UniversalClient { return s.client }

// Key returns the key of a document of some kind, such as "d:".
func Key(s *Store, doc bot.DocID, kind string) string { return s.keys.of(s.names.document(doc), kind) }

// Hints is what a store remembers of a lane.
type Hints = hints

// NewHints returns a memory of some buckets.
var NewHints = newHints

// Never is the wake of what has none.
const Never = never

func (h *Hints) Lower(bucket int, wake int64)               { h.lower(bucket, wake) }
func (h *Hints) Learn(bucket int, wake int64, asked uint32) { h.learn(bucket, wake, asked) }
func (h *Hints) Asking() []uint32                           { return h.asking() }
func (h *Hints) Next() int64                                { return h.next() }
func (h *Hints) Stale(now time.Time) bool                   { return h.stale(now) }

// Plan returns the buckets and shares of a plan, and its limit.
func (h *Hints) Plan(until int64, n int, wide bool) (shares map[int]int, limit int64) {
	picks, limit := h.plan(until, n, wide)
	shares = map[int]int{}
	for _, p := range picks {
		shares[p.bucket] = p.n
	}
	return shares, limit
}

// Leave gives up all that a process holds of a budget, as the end of Run does.
func Leave(ctx context.Context, b *Budget) error { return b.leave(ctx) }
