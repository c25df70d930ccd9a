package bot_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unknot/bot"
	"unknot/bot/bottest"
)

// handClock is a clock that a test moves.
type handClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *handClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *handClock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func memoryBudget(t testing.TB, limits map[string]bot.Limit, now func() time.Time) *bot.MemoryBudget {
	t.Helper()
	b, err := bot.NewMemoryBudget(limits, now)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestMemoryBudget(t *testing.T) {
	c := &handClock{now: time.Unix(1_700_000_000, 123456789)}
	bottest.TestBudget(t, bottest.BudgetHarness{
		Open: func(t *testing.T, limits map[string]bot.Limit, n int) []bot.Budget {
			all := make([]bot.Budget, n)
			b := memoryBudget(t, limits, c.Now)
			for i := range all {
				all[i] = b
			}
			return all
		},
		Now: c.Now, Advance: c.Advance,
	})
}

func TestBudgetRefusesLimits(t *testing.T) {
	for what, l := range map[string]bot.Limit{
		"negative rate":    {Rate: -1},
		"negative answers": {Rate: 5, Answers: -1},
		"only answers":     {Rate: 5, Answers: 5},
		"answers of none":  {Answers: 5},
		"negative burst":   {Rate: 5, Burst: -1},
		"negative slack":   {Rate: 5, Slack: -1},
		"endless slack":    {Rate: 5, Slack: time.Hour},
		"negative invalid": {Invalid: -1},
		"no time":          {Invalid: 5},
		"too long":         {Invalid: 5, InvalidIn: 48 * time.Hour},
		"too fast":         {Rate: 1 << 40},
	} {
		if _, err := bot.NewMemoryBudget(map[string]bot.Limit{"a": l}, time.Now); err == nil {
			t.Errorf("%s: %+v was accepted", what, l)
		}
	}
	if _, err := bot.NewMemoryBudget(map[string]bot.Limit{"": {}}, time.Now); err == nil {
		t.Error("a platform without a name was accepted")
	}
}

// TestBudgetSurvivesClockSetBack: nothing is granted twice for it.
func TestBudgetSurvivesClockSetBack(t *testing.T) {
	c := &handClock{now: time.Unix(1_700_000_000, 0)}
	b := memoryBudget(t, map[string]bot.Limit{"a": {Rate: 3}}, c.Now)
	for i, want := range []int{3, 0, 0} {
		if g, err := b.Take(t.Context(), "a", bot.LaneAnswer, 5); err != nil || g.N != want {
			t.Errorf("take %d: %+v, %v; want %d", i, g, err, want)
		}
		c.Advance(-time.Hour)
	}
}

// budgetOracle knows the promises of a budget and nothing of how they are
// kept: it remembers everything and counts anew each time.
type budgetOracle struct {
	limit   bot.Limit
	sent    []oracleSend
	invalid []time.Time
	stop    time.Time
}

type oracleSend struct {
	at   time.Time
	lane bot.SendLane
}

// count returns how many sends of a lane or below there were in the window
// before now.
func (o *budgetOracle) count(now time.Time, from bot.SendLane) (n int) {
	for _, s := range o.sent {
		if s.lane >= from && s.at.After(now.Add(-o.limit.Window())) {
			n++
		}
	}
	return n
}

// may returns the most that may be taken in a lane.
func (o *budgetOracle) may(now time.Time, lane bot.SendLane) int {
	invalid := 0
	for _, at := range o.invalid {
		if at.After(now.Add(-o.limit.InvalidIn)) {
			invalid++
		}
	}
	unasked := lane >= bot.LaneNudge
	switch {
	case now.Before(o.stop), o.limit.Invalid > 0 && invalid >= o.limit.Invalid:
		return 0
	case unasked && o.limit.Invalid > 0 && 2*invalid >= o.limit.Invalid:
		return 0
	}
	n := o.limit.Rate - o.count(now, bot.LaneAnswer)
	if unasked {
		n = min(n, o.limit.Rate-o.limit.Answers-o.count(now, bot.LaneNudge))
	}
	return n
}

// TestBudgetAgainstOracle takes, stops and fails at random: answers get
// exactly what there is, what is unasked never more.
func TestBudgetAgainstOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := bot.Limit{
			Rate: rapid.IntRange(1, 20).Draw(t, "rate"), Burst: rapid.IntRange(0, 4).Draw(t, "burst"),
			Slack:   time.Duration(rapid.IntRange(0, 300).Draw(t, "slack")) * time.Millisecond,
			Invalid: rapid.IntRange(0, 6).Draw(t, "invalid"), InvalidIn: 5 * time.Second,
		}
		l.Answers = rapid.IntRange(0, l.Rate-1).Draw(t, "answers")
		c := &handClock{now: time.Unix(1_700_000_000, 0)}
		b, err := bot.NewMemoryBudget(map[string]bot.Limit{"a": l}, c.Now)
		if err != nil {
			t.Fatal(err)
		}
		o := &budgetOracle{limit: l}
		ctx := context.Background()
		t.Repeat(map[string]func(*rapid.T){
			"take": func(t *rapid.T) {
				lane := bot.SendLane(rapid.IntRange(0, 3).Draw(t, "lane"))
				n := rapid.IntRange(0, 8).Draw(t, "n")
				may := o.may(c.Now(), lane)
				g, err := b.Take(ctx, "a", lane, n)
				if err != nil || g.N > max(may, 0) || g.N+g.Left > max(may, 0) {
					t.Fatalf("lane %d took %d: %+v, %v; the oracle allows %d", lane, n, g, err, may)
				}
				if lane == bot.LaneAnswer && (g.N != min(n, may) || g.Left != may-g.N) {
					t.Fatalf("answers took %d: %+v; the oracle has %d", n, g, may)
				}
				for range g.N {
					o.sent = append(o.sent, oracleSend{c.Now(), lane})
				}
			},
			"wait": func(t *rapid.T) {
				lane := bot.SendLane(rapid.IntRange(0, 3).Draw(t, "lane"))
				g, err := b.Take(ctx, "a", lane, 0)
				if err != nil {
					t.Fatal(err)
				}
				c.Advance(g.Wait)
				if g, err := b.Take(ctx, "a", lane, 0); err != nil || g.Left == 0 {
					t.Fatalf("lane %d after its wait: %+v, %v", lane, g, err)
				}
			},
			"advance": func(t *rapid.T) {
				c.Advance(time.Duration(rapid.IntRange(1, 800).Draw(t, "ms")) * time.Millisecond)
			},
			"stop": func(t *rapid.T) {
				d := time.Duration(rapid.IntRange(-500, 1500).Draw(t, "ms")) * time.Millisecond
				if err := b.Stop(ctx, "a", d); err != nil {
					t.Fatal(err)
				}
				if until := c.Now().Add(d); until.After(o.stop) {
					o.stop = until
				}
			},
			"invalid": func(t *rapid.T) {
				if err := b.Invalid(ctx, "a"); err != nil {
					t.Fatal(err)
				}
				o.invalid = append(o.invalid, c.Now())
			},
		})
	})
}

// BenchmarkMemoryBudget takes as deliver does for an answer, and as dispatch
// looks before a bulk claim, at a rate that is always used up.
func BenchmarkMemoryBudget(b *testing.B) {
	for name, take := range map[string]struct {
		lane bot.SendLane
		n    int
	}{"answer": {bot.LaneAnswer, 1}, "bulk": {bot.LaneNudge, 16}} {
		b.Run(name, func(b *testing.B) {
			c := &handClock{now: time.Unix(1_700_000_000, 0)}
			m := memoryBudget(b, map[string]bot.Limit{"a": {Rate: 30, Answers: 10}}, c.Now)
			b.ReportAllocs()
			for b.Loop() {
				c.Advance(33 * time.Millisecond)
				if _, err := m.Take(b.Context(), "a", take.lane, take.n); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
