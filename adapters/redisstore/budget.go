package redisstore

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"unknot/bot"
)

const (
	// budgetTerm is how long a process uses its share after Redis confirmed
	// it, and how long a dead one keeps it.
	budgetTerm = 2 * time.Second
	// budgetRenewal is how often it is confirmed. What one process says is
	// heard by the others after one renewal of each.
	budgetRenewal = 200 * time.Millisecond
	// budgetTimeout is how long one renewal may take.
	budgetTimeout = time.Second
	// budgetBirth is how long nobody gets more than they hold when a budget
	// was lost, so that all can say what they hold.
	budgetBirth = 2 * budgetRenewal
	// budgetLeave is how long the farewell of a process may take.
	budgetLeave = time.Second
)

var errShare = errors.New("the share of the budget ran out: Redis did not renew it")

// Budget is the budget that several processes share. Each holds a part of
// every limit for a term, renews it all the time, and takes from it without
// asking anybody: Take does no I/O. Run must run meanwhile.
//
// When Redis is away, a process goes on with what it holds until the term is
// over, and then sends nothing.
type Budget struct {
	store    *Store
	id       string
	renewing chan struct{} // full during a renewal

	mu       sync.Mutex
	left     bool // it said farewell
	portions map[string]*portion
}

var _ bot.Budget = (*Budget)(nil)

// portion is what one process holds of one platform's limit.
type portion struct {
	share *bot.Share
	limit bot.Limit
	key   string

	number  int64     // of the last renewal
	held    int       // sends in any window
	until   time.Time // when the share is over
	stop    time.Time // a stop that Redis does not know of
	invalid int64     // answers since the start
	counted int64     // as many of them are counted in Redis
}

// Budget returns the budget of a new process, with the limits of some
// platforms by name, after it was heard of in Redis. It is to be run.
func (s *Store) Budget(ctx context.Context, limits map[string]bot.Limit) (*Budget, error) {
	if err := bot.CheckLimits(limits); err != nil {
		return nil, err
	}
	b := &Budget{store: s, id: rand.Text(), renewing: make(chan struct{}, 1), portions: map[string]*portion{}}
	for platform, l := range limits {
		b.portions[platform] = b.portion(platform, l)
	}
	return b, b.Renew(ctx)
}

func (b *Budget) portion(platform string, l bot.Limit) *portion {
	p := &portion{share: bot.NewShare(l), limit: l, key: b.store.keys.budget(b.store.names.name("budget", platform))}
	p.share.Hold(0)
	return p
}

// now is this process's own clock: what passes on it is compared with what
// passes on the server's, never the moments.
func (b *Budget) now() time.Time {
	if fixed := b.store.clock.fixed; fixed != nil {
		return fixed()
	}
	return time.Now()
}

// Take implements bot.Budget.
func (b *Budget) Take(ctx context.Context, platform string, lane bot.SendLane, n int) (g bot.Granted, err error) {
	if err := bot.CheckTake(platform, lane, n); err != nil {
		return g, err
	}
	over := false
	err = b.with(ctx, platform, func(p *portion, now time.Time) {
		over = p.expire(now)
		g = p.share.Take(now, lane, n)
		if p.limit.Rate > 0 && p.held == 0 {
			g.Wait = max(budgetRenewal, p.share.Stopped(now, lane))
		}
	})
	if err == nil && over {
		err = errShare
	}
	return g, err
}

// expire gives a share up when its time is over, and reports whether it is.
func (p *portion) expire(now time.Time) bool {
	over := p.limit.Rate > 0 && !now.Before(p.until)
	if over && p.held > 0 {
		p.hold(0)
	}
	return over
}

func (p *portion) hold(n int) {
	p.held = n
	p.share.Hold(n)
}

// Stop implements bot.Budget. It holds here at once; others hear of it with
// their next renewal.
func (b *Budget) Stop(ctx context.Context, platform string, d time.Duration) error {
	err := b.with(ctx, platform, func(p *portion, now time.Time) {
		p.share.Stop(now, bot.LaneAnswer, d)
		if until := now.Add(min(d, 24*time.Hour)); until.After(p.stop) {
			p.stop = until
		}
	})
	if err != nil {
		return err
	}
	return b.Renew(ctx)
}

// Invalid implements bot.Budget. It is counted with the next renewal.
func (b *Budget) Invalid(ctx context.Context, platform string) error {
	return b.with(ctx, platform, func(p *portion, now time.Time) {
		p.share.Invalid(now)
		p.invalid++
	})
}

// with hands out the portion of a platform, which no other call has meanwhile.
func (b *Budget) with(ctx context.Context, platform string, use func(p *portion, now time.Time)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := bot.CheckPlatform(platform); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	p, ok := b.portions[platform]
	if !ok {
		p = b.portion(platform, bot.Limit{})
		b.portions[platform] = p
	}
	use(p, b.now())
	return nil
}

// Run renews the shares until the context ends, and gives them up then. While
// Redis is away it goes on trying.
func (b *Budget) Run(ctx context.Context) {
	tick := time.NewTicker(budgetRenewal)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), budgetLeave)
			defer cancel()
			_ = b.leave(last)
			return
		case <-tick.C:
			once, cancel := context.WithTimeout(ctx, budgetTimeout)
			_ = b.Renew(once) // Take says so when it fails for too long
			cancel()
		}
	}
}

// leave gives all shares up: from now on this process sends nothing.
func (b *Budget) leave(ctx context.Context) error {
	b.mu.Lock()
	b.left = true
	for _, p := range b.portions {
		p.share.Hold(0)
	}
	b.mu.Unlock()
	return b.Renew(ctx)
}

// Renew renews the share of every platform, and exchanges with the other
// processes what happened there.
func (b *Budget) Renew(ctx context.Context) error {
	select {
	case b.renewing <- struct{}{}:
		defer func() { <-b.renewing }()
	case <-ctx.Done():
		return fmt.Errorf("renew the budget: %w", ctx.Err())
	}
	all := b.renewals()
	if len(all) == 0 {
		return ctx.Err()
	}
	calls := make([]*call, len(all))
	for i, r := range all {
		calls[i] = r.call
	}
	err := b.store.run(ctx, calls...)
	for _, r := range all {
		if r.call.cmd != nil && r.call.cmd.Err() == nil {
			err = errors.Join(err, b.renewed(r))
		}
	}
	if err != nil {
		return fmt.Errorf("renew the budget: %w", err)
	}
	return nil
}

// renewal is what one portion says.
type renewal struct {
	*portion
	call    *call
	at      time.Time
	stop    time.Time
	invalid int64
}

func (b *Budget) renewals() []renewal {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	all := make([]renewal, 0, len(b.portions))
	for _, p := range b.portions {
		p.expire(now)
		p.number++
		r := renewal{portion: p, at: now, stop: p.stop, invalid: p.invalid}
		r.call = &call{script: b.store.scripts.budget, keys: []string{p.key}, args: b.arguments(p, now)}
		all = append(all, r)
	}
	return all
}

// arguments are those of budget.lua.
func (b *Budget) arguments(p *portion, now time.Time) []any {
	leaves := 0
	if b.left {
		leaves = 1
	}
	return []any{
		b.store.clock.argument(), b.id, p.number, p.held,
		p.limit.Rate, p.limit.Window().Microseconds(), budgetTerm.Microseconds(), budgetBirth.Microseconds(),
		max(0, p.stop.Sub(now).Microseconds()), p.invalid, p.counted, p.limit.Invalid, p.limit.InvalidIn.Microseconds(), leaves,
	}
}

// renewed reads what Redis answers. The term begins when it was asked, which
// is before Redis's own.
func (b *Budget) renewed(r renewal) error {
	answer, err := r.call.cmd.StringSlice()
	if err != nil || len(answer) != 4 {
		return errors.Join(errAnswer, err)
	}
	var n [4]int64
	for i, text := range answer {
		if n[i], err = strconv.ParseInt(text, 10, 64); err != nil {
			return errors.Join(errAnswer, err)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.left {
		r.hold(int(n[0]))
		r.until = r.at.Add(budgetTerm)
	}
	now := b.now()
	r.share.Stop(now, bot.LaneAnswer, time.Duration(n[1])*time.Microsecond)
	r.share.Stop(now, bot.LaneNudge, time.Duration(n[2])*time.Microsecond)
	r.share.Stop(now, bot.LaneAnswer, time.Duration(n[3])*time.Microsecond)
	if r.portion.stop.Equal(r.stop) {
		r.portion.stop = time.Time{}
	}
	r.counted = r.invalid
	return nil
}
