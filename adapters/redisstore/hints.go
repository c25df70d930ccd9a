package redisstore

import (
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

const (
	// sweepEvery is how old the memory of a lane may be when there is still
	// something due in it.
	sweepEvery = time.Second
	// together is how far apart wakes may be, in milliseconds, for their
	// order not to matter; and lateParts by which part of how late they are:
	// to whom waited for an hour, four minutes are as a second to others.
	together  = 1000
	lateParts = 16
	// claimAtOnce bounds what one script takes: 128 keep the server for less
	// than a millisecond.
	claimAtOnce = 128
)

// hints remember for each bucket of a lane when its next wake comes. They are
// only as good as what this process saw: what others do makes them stale, so
// they say where to look and never what is there.
type hints struct {
	mu      sync.Mutex
	head    []int64  // next wake in milliseconds, or never
	lowered []uint32 // how often this process made it earlier
	swept   time.Time
}

func newHints(buckets int) *hints {
	h := &hints{head: make([]int64, buckets), lowered: make([]uint32, buckets)}
	for b := range h.head {
		h.head[b] = never
	}
	return h
}

// lower notes a wake that this process committed.
func (h *hints) lower(bucket int, wake int64) {
	if wake == never {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.head[bucket] = min(h.head[bucket], wake)
	h.lowered[bucket]++
}

// learn notes what the server said is the next wake. If this process made it
// earlier since the server was asked, the answer may not know that yet.
func (h *hints) learn(bucket int, wake int64, asked uint32) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.lowered[bucket] != asked {
		wake = min(wake, h.head[bucket])
	}
	h.head[bucket] = wake
}

// asking returns what learn wants to know about each bucket.
func (h *hints) asking() []uint32 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.lowered)
}

// next returns the earliest wake of the lane, or never.
func (h *hints) next() int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Min(h.head)
}

// stale says once whether the memory is too old. Whoever is told so looks.
func (h *hints) stale(now time.Time) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if now.Sub(h.swept) < sweepEvery {
		return false
	}
	h.swept = now
	return true
}

// pick is a bucket to claim from.
type pick struct {
	bucket int
	n      int    // how many at most
	asked  uint32 // for learn
}

// plan chooses where to claim n documents whose wakes are not after a moment,
// and up to which wake. It takes a bucket of those that come first, and with
// wide all of them. Between buckets that come together it chooses at random,
// so that those who claim at the same time do not crowd.
func (h *hints) plan(until int64, n int, wide bool) (picks []pick, limit int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	first := slices.Min(h.head)
	if first > until {
		return nil, 0
	}
	group, limit := h.group(first, until)
	rand.Shuffle(len(group), func(i, j int) { group[i], group[j] = group[j], group[i] })
	if !wide {
		group = group[:1]
	}
	group = group[:min(len(group), n)]
	for i, b := range group {
		share := n / len(group)
		if i < n%len(group) {
			share++
		}
		picks = append(picks, pick{b, min(share, claimAtOnce), h.lowered[b]})
	}
	return picks, limit
}

// group returns the buckets whose next wake comes together with the first, and
// up to which wake one may take from them. One alone may give more: all that
// comes together with the next of the others.
func (h *hints) group(first, until int64) (buckets []int, limit int64) {
	limit = min(until, first+apart(first, until))
	next := until
	for b, wake := range h.head {
		if wake <= limit {
			buckets = append(buckets, b)
		} else {
			next = min(next, wake)
		}
	}
	if len(buckets) == 1 {
		limit = min(until, next+apart(next, until))
	}
	return buckets, limit
}

// apart returns how far after a wake others still come together with it.
func apart(wake, until int64) int64 { return max(together, (until-wake)/lateParts) }
