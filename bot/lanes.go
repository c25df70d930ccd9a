package bot

import (
	"context"
	"sync"
	"time"
)

// Budget shares out what a platform bears among all who send to it, in this
// process and in others. It counts sends, and does none.
//
// Whoever delivers takes one right before each send: allow.go has the rules.
//
// An error, other than that of the context or of an argument that makes no
// sense, means that others are out of reach; it comes with the wait after which
// to try again. Methods are safe for use by many goroutines.
type Budget interface {
	// Take takes up to n sends of a lane; it never waits for any, and with n = 0
	// it only looks. What is
	// taken counts as sent. Who got fewer than n goes before lower lanes
	// until the wait is over. A platform without a limit grants everything
	// unless it is stopped.
	Take(ctx context.Context, platform string, lane SendLane, n int) (Granted, error)

	// Stop stops all sends to a platform for d: here at once, elsewhere
	// within moments. Of several stops the longest holds, and none longer
	// than a day. With an error it holds here, and is told to others later.
	Stop(ctx context.Context, platform string, d time.Duration) error

	// Invalid counts an answer that platforms hold against whoever gets many:
	// unauthorized, forbidden, too many requests.
	Invalid(ctx context.Context, platform string) error
}

// MemoryBudget is the budget of a single process.
type MemoryBudget struct {
	now func() time.Time

	mu     sync.Mutex
	shares map[string]*Share
}

var _ Budget = (*MemoryBudget)(nil)

// NewMemoryBudget returns a budget with the limits of some platforms by name,
// or what is wrong with them.
func NewMemoryBudget(limits map[string]Limit, now func() time.Time) (*MemoryBudget, error) {
	if err := CheckLimits(limits); err != nil {
		return nil, err
	}
	m := &MemoryBudget{now: now, shares: map[string]*Share{}}
	for platform, l := range limits {
		m.shares[platform] = NewShare(l)
	}
	return m, nil
}

// Take implements Budget.
func (m *MemoryBudget) Take(ctx context.Context, platform string, lane SendLane, n int) (g Granted, err error) {
	if err := CheckTake(platform, lane, n); err != nil {
		return g, err
	}
	err = m.with(ctx, platform, func(s *Share, now time.Time) { g = s.Take(now, lane, n) })
	return g, err
}

// Stop implements Budget.
func (m *MemoryBudget) Stop(ctx context.Context, platform string, d time.Duration) error {
	return m.with(ctx, platform, func(s *Share, now time.Time) { s.Stop(now, LaneAnswer, d) })
}

// Invalid implements Budget.
func (m *MemoryBudget) Invalid(ctx context.Context, platform string) error {
	return m.with(ctx, platform, (*Share).Invalid)
}

// with hands out the share of a platform, which no other call has meanwhile.
func (m *MemoryBudget) with(ctx context.Context, platform string, use func(s *Share, now time.Time)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := CheckPlatform(platform); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	s, ok := m.shares[platform]
	if !ok {
		s = NewShare(Limit{})
		m.shares[platform] = s
	}
	use(s, m.now())
	return nil
}
