package redisstore

import (
	"math"
	"strconv"
	"sync"
	"time"
)

// clock is the store's clock: the server's, or one handed in by a test.
// Scripts ask the server themselves; what is kept here only says which buckets
// are worth asking.
type clock struct {
	fixed func() time.Time // nil means the server's

	mu    sync.Mutex
	moved time.Duration // how far the server's clock is ahead of ours
}

// argument is what scripts get as their clock.
func (c *clock) argument() string {
	if c.fixed == nil {
		return ""
	}
	return strconv.FormatInt(c.fixed().UnixMicro(), 10)
}

// note learns from what a server said its time is.
func (c *clock) note(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moved = time.Until(now)
}

// now is a guess that is about as wrong as an answer takes to arrive.
func (c *clock) now() time.Time {
	if c.fixed != nil {
		return c.fixed()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.moved)
}

// never is the wake of what has none.
const never = math.MaxInt64

// millis rounds a wake up to milliseconds, so that none comes early.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return never
	}
	ms := t.UnixMilli()
	if t.After(time.UnixMilli(ms)) {
		ms++
	}
	return min(max(ms, -maxExact), maxExact)
}

// moment is the reverse of millis.
func moment(ms int64) time.Time {
	if ms == never {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// wakeArgument is what scripts get as a wake.
func wakeArgument(t time.Time) string {
	ms := millis(t)
	if ms == never {
		return ""
	}
	return strconv.FormatInt(ms, 10)
}

// parseWake reads the score of a due index; an empty one means never.
func parseWake(score string) (int64, error) {
	if score == "" {
		return never, nil
	}
	// Redis may write a score with an exponent.
	f, err := strconv.ParseFloat(score, 64)
	return int64(f), err
}

// span is what scripts get as a duration: milliseconds, rounded up.
func span(d time.Duration) int64 {
	return int64((d + time.Millisecond - 1) / time.Millisecond)
}
