package redisstore_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"pgregory.net/rapid"

	"unknot/adapters/redisstore"
	"unknot/bot"
	"unknot/bot/bottest"
)

const budgetRenewal = 200 * time.Millisecond

// budgets are processes that share a budget, each with a connection of its own.
type budgets struct {
	clock *bottest.Clock
	next  time.Duration // until all renew
	all   []*redisstore.Budget
}

func (p *budgets) open(t testing.TB, url string, limits map[string]bot.Limit) *redisstore.Budget {
	t.Helper()
	b, err := open(t, url, p.clock).Budget(t.Context(), limits)
	if err != nil {
		t.Fatal(err)
	}
	p.all = append(p.all, b)
	return b
}

// advance moves the clock, and lets all renew whenever it is time.
func (p *budgets) advance(t testing.TB, d time.Duration) {
	t.Helper()
	for d > 0 {
		step := min(d, p.next)
		if d > 20*time.Second { // nothing happens meanwhile but that shares run out
			step = d - 10*time.Second
		}
		p.clock.Advance(step)
		d -= step
		if p.next -= step; p.next > 0 {
			continue
		}
		p.next = budgetRenewal
		for _, b := range p.all {
			if err := b.Renew(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestBudget(t *testing.T) {
	for name, fresh := range map[string]func(t testing.TB) string{
		"one server":      freshDatabase,
		"cluster":         onCluster(startCluster(t)),
		"behind Sentinel": behindSentinel(startSentinel(t, start(t, "--databases", "99"))),
	} {
		t.Run(name, func(t *testing.T) { testBudget(t, fresh) })
	}
}

// testBudget runs the suite on databases that fresh names, empty ones.
func testBudget(t *testing.T, fresh func(t testing.TB) (url string)) {
	p := &budgets{clock: bottest.NewClock(), next: budgetRenewal}
	bottest.TestBudget(t, bottest.BudgetHarness{
		Open: func(t *testing.T, limits map[string]bot.Limit, n int) []bot.Budget {
			p.all = nil
			url := fresh(t)
			all := make([]bot.Budget, n)
			for i := range all {
				all[i] = p.open(t, url, limits)
			}
			return all
		},
		Now:     p.clock.Now,
		Advance: func(d time.Duration) { p.advance(t, d) },
		Kill: func(t *testing.T, b bot.Budget) {
			p.all = slices.DeleteFunc(p.all, func(other *redisstore.Budget) bool { return other == b })
		},
		Settles: 3 * time.Second, Heals: 5 * time.Second,
	})
}

// TestBudgetWithoutRedis: what is held is held to the end of the term, and
// then nothing is sent.
func TestBudgetWithoutRedis(t *testing.T) {
	s := start(t)
	p := &budgets{clock: bottest.NewClock(), next: budgetRenewal}
	b := p.open(t, s.url(0), map[string]bot.Limit{"a": {Rate: 5}})
	p.advance(t, time.Second)
	s.kill()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := b.Stop(ctx, "b", time.Hour); err == nil {
		t.Error("a stop that nobody heard of succeeded")
	}
	if g, err := b.Take(t.Context(), "b", bot.LaneAnswer, 1); err != nil || g.N > 0 {
		t.Errorf("it does not hold here: %+v, %v", g, err)
	}
	p.clock.Advance(1900 * time.Millisecond)
	if g, err := b.Take(t.Context(), "a", bot.LaneAnswer, 1); err != nil || g.N != 1 {
		t.Errorf("before the term is over: %+v, %v", g, err)
	}
	p.clock.Advance(100 * time.Millisecond)
	if g, err := b.Take(t.Context(), "a", bot.LaneAnswer, 1); err == nil || g.N > 0 || g.Wait <= 0 {
		t.Errorf("after the term: %+v, %v; want an error and a wait", g, err)
	}
}

// TestBudgetRun runs two processes by the server's clock; one leaves.
func TestBudgetRun(t *testing.T) {
	url := freshDatabase(t)
	limits := map[string]bot.Limit{"a": {Rate: 8}}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	p := &budgets{}
	first, second := p.open(t, url, limits), p.open(t, url, limits)
	go func() {
		defer close(done)
		first.Run(ctx)
	}()
	left := func(b *redisstore.Budget, want int) {
		t.Helper()
		limit, stop := context.WithTimeout(t.Context(), 20*time.Second)
		defer stop()
		var g bot.Granted
		var err error
		await(limit, t, func() bool {
			g, err = b.Take(limit, "a", bot.LaneAnswer, 0)
			return err == nil && g.Left == want
		}, func() string { return fmt.Sprintf("%+v, %v", g, err) })
	}
	running, halt := context.WithCancel(t.Context())
	over := make(chan struct{})
	go func() {
		defer close(over)
		second.Run(running)
	}()
	left(first, 4)
	left(second, 4)
	cancel()
	<-done
	if g, _ := first.Take(t.Context(), "a", bot.LaneAnswer, 1); g.N > 0 {
		t.Error("whoever left still takes")
	}
	left(second, 8)
	halt()
	<-over
}

// TestBudgetSurvivesLoss drops the database below running processes.
func TestBudgetSurvivesLoss(t *testing.T) {
	p := &budgets{clock: bottest.NewClock(), next: budgetRenewal}
	url := freshDatabase(t)
	limits := map[string]bot.Limit{"a": {Rate: 9}}
	for range 3 {
		p.open(t, url, limits)
	}
	p.advance(t, 3*time.Second)
	taken := 0
	for i := range 100 {
		if i == 3 {
			if err := commonServer(t).client(t, database(t, url)).FlushDB(t.Context()).Err(); err != nil {
				t.Fatal(err)
			}
		}
		for _, b := range p.all {
			g, err := b.Take(t.Context(), "a", bot.LaneAnswer, 10)
			if err != nil {
				t.Fatal(err)
			}
			taken += g.N
		}
		p.advance(t, 9*time.Millisecond)
	}
	if taken > 9 {
		t.Errorf("%d sends within a second, want at most 9", taken)
	}
}

// TestBudgetLeave gives a share to the others sooner than a death does, and not
// before what was sent with it is a window old.
func TestBudgetLeave(t *testing.T) {
	p := &budgets{clock: bottest.NewClock(), next: budgetRenewal}
	url := freshDatabase(t)
	limits := map[string]bot.Limit{"a": {Rate: 8}}
	first, second := p.open(t, url, limits), p.open(t, url, limits)
	p.advance(t, 3*time.Second)
	p.all = p.all[1:]
	if err := redisstore.Leave(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	for _, want := range []int{4, 8} { // after 0.8 and 1.6 seconds
		p.advance(t, 800*time.Millisecond)
		if g, err := second.Take(t.Context(), "a", bot.LaneAnswer, 0); err != nil || g.Left != want {
			t.Errorf("the other sees %+v, %v; want %d left", g, err, want)
		}
		if g, err := first.Take(t.Context(), "a", bot.LaneAnswer, 1); err == nil && g.N > 0 {
			t.Error("whoever left still takes")
		}
	}
}

// lateRuns keeps the renewals that it sees.
type lateRuns struct{ seen [][]any }

func (l *lateRuns) DialHook(next redis.DialHook) redis.DialHook { return next }

func (l *lateRuns) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}

func (l *lateRuns) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		if cmd.Name() == "evalsha" {
			l.seen = append(l.seen, slices.Clone(cmd.Args()))
		}
		return next(ctx, cmd)
	}
}

// TestBudgetLateRun runs a process's first renewal once more when it holds
// everything and was not heard of for a while: it must not be taken at its
// old word, that it holds nothing.
func TestBudgetLateRun(t *testing.T) {
	p := &budgets{clock: bottest.NewClock(), next: budgetRenewal}
	url := freshDatabase(t)
	limits := map[string]bot.Limit{"a": {Rate: 8}}
	s, old := open(t, url, p.clock), &lateRuns{}
	redisstore.AddHook(s, old)
	silent, err := s.Budget(t.Context(), limits)
	if err != nil {
		t.Fatal(err)
	}
	p.clock.Advance(time.Second)
	if err := silent.Renew(t.Context()); err != nil { // now it holds all
		t.Fatal(err)
	}
	other := p.open(t, url, limits)
	args := old.seen[0]
	args[4] = p.clock.Now().UnixMicro()
	if err := redisstore.Client(s).Do(t.Context(), args...).Err(); err != nil {
		t.Fatal(err)
	}
	p.advance(t, 1900*time.Millisecond)
	n := 0
	for _, b := range []*redisstore.Budget{silent, other} {
		g, err := b.Take(t.Context(), "a", bot.LaneAnswer, 100)
		if err != nil {
			t.Fatal(err)
		}
		n += g.N
	}
	if n != 8 {
		t.Errorf("%d sends at once, want 8", n)
	}
}

// TestBudgetOften lets processes come, go silent and come back. They always
// take all they can; every renewal runs one to four times, some once more much
// later, and some answers are lost. No window has too many sends.
func TestBudgetOften(t *testing.T) {
	c := bottest.NewClock()
	url := freshDatabase(t)
	stores := make([]*redisstore.Store, 3)
	repeats, old := &again{scripts: map[string]int{}}, &lateRuns{}
	for i := range stores {
		stores[i] = open(t, url, c)
		redisstore.AddHook(stores[i], repeats)
		redisstore.AddHook(stores[i], old)
	}
	client := commonServer(t).client(t, database(t, url))
	ctx := context.Background()
	rapid.Check(t, func(t *rapid.T) {
		client.Del(ctx, append(client.Keys(ctx, "unknot:*budget:*").Val(), "none")...)
		old.seen = nil
		l := bot.Limit{Rate: rapid.IntRange(1, 12).Draw(t, "rate"), Slack: time.Duration(rapid.IntRange(0, 1).Draw(t, "slack")) * 100 * time.Millisecond}
		all := make([]*redisstore.Budget, len(stores))
		var sent []time.Time
		for range rapid.IntRange(10, 40).Draw(t, "steps") {
			for i, b := range all {
				if rapid.IntRange(0, 2).Draw(t, "renews") == 0 {
					continue
				}
				if b == nil || rapid.IntRange(0, 30).Draw(t, "restarts") == 0 {
					repeats.t = nil
					var err error
					if all[i], err = stores[i].Budget(ctx, map[string]bot.Limit{"a": l}); err != nil {
						t.Fatal(err)
					}
					continue
				}
				repeats.t = t
				_ = b.Renew(ctx)
			}
			if len(old.seen) > 0 && rapid.IntRange(0, 2).Draw(t, "late") == 0 {
				args := slices.Clone(old.seen[rapid.IntRange(0, len(old.seen)-1).Draw(t, "which")])
				args[4] = c.Now().UnixMicro()
				if err := client.Do(ctx, args...).Err(); err != nil {
					t.Fatal(err)
				}
			}
			for _, b := range all {
				if b == nil {
					continue
				}
				g, _ := b.Take(ctx, "a", bot.LaneAnswer, 100)
				for range g.N {
					sent = append(sent, c.Now())
				}
			}
			c.Advance(time.Duration(rapid.IntRange(10, 500).Draw(t, "ms")) * time.Millisecond)
		}
		for i := l.Rate; i < len(sent); i++ {
			if d := sent[i].Sub(sent[i-l.Rate]); d < l.Window() {
				t.Fatalf("%d sends within %v", l.Rate+1, d)
			}
		}
	})
}
