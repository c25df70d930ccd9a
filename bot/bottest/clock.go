package bottest

import (
	"sync"
	"time"
)

// Clock is a store's clock that a test moves. It is safe for use by many
// goroutines.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock returns a clock at a moment that is awkward on purpose: a leap day,
// another date in UTC, and nanoseconds that are not round, so that rounding
// anywhere shows.
func NewClock() *Clock {
	return NewClockAt(time.Date(2024, 2, 29, 23, 59, 0, 123456789, time.FixedZone("west", -3600)))
}

// NewClockAt returns a clock at a moment.
func NewClockAt(now time.Time) *Clock { return &Clock{now: now} }

// Now returns the moment it stands at.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves it on by d.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
