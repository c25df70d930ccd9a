package bottest

import (
	"context"
	"testing"
	"time"

	"unknot/bot"
)

// BudgetHarness is how TestBudget gets at the budget under test.
type BudgetHarness struct {
	// Open returns n takers that share the limits with nobody else, each as a
	// process of its own has it, and ends them with the test.
	Open func(t *testing.T, limits map[string]bot.Limit, n int) []bot.Budget

	// Now is the clock of the takers, and Advance moves it forward; meanwhile
	// they do what they do by themselves.
	Now     func() time.Time
	Advance func(d time.Duration)

	// Kill ends a taker without a farewell. Nil declares that all takers are
	// one process.
	Kill func(t *testing.T, b bot.Budget)

	// Settles is how long takers need to hear of each other, and Heals until
	// what a dead one held is with the others.
	Settles, Heals time.Duration
}

// TestBudget checks everything that bot.Budget promises. Every subtest has
// takers of its own.
func TestBudget(t *testing.T, h BudgetHarness) {
	groups := []struct {
		name string
		test func(*testing.T, BudgetHarness)
	}{
		{"limit", testBudgetLimit},
		{"lanes", testBudgetLanes},
		{"stop", testBudgetStop},
		{"invalid", testBudgetInvalid},
		{"death", testBudgetDeath},
		{"garbage", testBudgetGarbage},
		{"context", testBudgetContext},
	}
	for _, g := range groups {
		t.Run(g.name, func(t *testing.T) { g.test(t, h) })
	}
}

// The platforms of the tests. Nobody gave a limit for the second.
const (
	limited = "limited"
	endless = "endless"
)

// fast is an ordinary limit.
func fast() bot.Limit {
	return bot.Limit{Rate: 12, Answers: 4, Slack: 100 * time.Millisecond, Invalid: 9, InvalidIn: time.Minute}
}

// takers are the takers of one test, with the checks that most need.
type takers struct {
	BudgetHarness
	t   *testing.T
	ctx context.Context
	all []bot.Budget
}

// openBudget opens n takers that have heard of each other.
func openBudget(t *testing.T, h BudgetHarness, l bot.Limit, n int) *takers {
	t.Helper()
	s := &takers{h, t, t.Context(), h.Open(t, map[string]bot.Limit{limited: l}, n)}
	if len(s.all) != n {
		t.Fatalf("Open returned %d takers, want %d", len(s.all), n)
	}
	h.Advance(h.Settles)
	return s
}

// take takes from a taker; the test ends if that fails.
func (s *takers) take(i int, platform string, lane bot.SendLane, n int) bot.Granted {
	s.t.Helper()
	g, err := s.all[i].Take(s.ctx, platform, lane, n)
	if err != nil {
		s.t.Fatalf("Take(%q, lane %d, %d): %v", platform, lane, n, err)
	}
	if g.N < 0 || g.N > n || g.Left < 0 || g.N < n && g.Wait <= 0 || (g.Left == 0) != (g.Wait > 0) {
		s.t.Fatalf("Take(%q, lane %d, %d) = %+v, which makes no sense", platform, lane, n, g)
	}
	return g
}

// want takes n and wants to get so many of them.
func (s *takers) want(i int, lane bot.SendLane, n, want int) bot.Granted {
	s.t.Helper()
	g := s.take(i, limited, lane, n)
	if g.N != want {
		s.t.Errorf("taker %d took %d of lane %d and got %d, want %d", i, n, lane, g.N, want)
	}
	return g
}

// wantStopped looks from every taker.
func (s *takers) wantStopped(platform string, lane bot.SendLane, want bool) {
	s.t.Helper()
	for i := range s.all {
		if g := s.take(i, platform, lane, 0); (g.Left == 0) != want {
			s.t.Errorf("taker %d sees %d left on %q in lane %d; stopped should be %v", i, g.Left, platform, lane, want)
		}
	}
}

// drain takes all there is in a lane from all takers.
func (s *takers) drain(lane bot.SendLane) int {
	s.t.Helper()
	n := 0
	for i := range s.all {
		n += s.take(i, limited, lane, 1000).N
	}
	return n
}
