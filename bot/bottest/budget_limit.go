package bottest

import (
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"unknot/bot"
)

func testBudgetLimit(t *testing.T, h BudgetHarness) {
	for name, lanes := range map[string][]bot.SendLane{
		"answers": {bot.LaneAnswer},
		"all":     {bot.LaneAnswer, bot.LaneTimer, bot.LaneNudge, bot.LaneSummary},
		"unasked": {bot.LaneNudge, bot.LaneSummary},
	} {
		t.Run("never exceeded by "+name, func(t *testing.T) { limitHolds(openBudget(t, h, fast(), 3), lanes) })
	}
	t.Run("one has all of it", func(t *testing.T) {
		s := openBudget(t, h, fast(), 1)
		s.want(0, bot.LaneAnswer, 100, fast().Rate)
		h.Advance(fast().Window() - time.Millisecond)
		s.want(0, bot.LaneAnswer, 1, 0)
		h.Advance(time.Millisecond)
		s.want(0, bot.LaneAnswer, 100, fast().Rate)
	})
	t.Run("a look takes nothing", func(t *testing.T) {
		s := openBudget(t, h, fast(), 1)
		for range 50 {
			if g := s.want(0, bot.LaneTimer, 0, 0); g.Left != fast().Rate {
				t.Fatalf("a look sees %d left, want %d", g.Left, fast().Rate)
			}
		}
	})
	t.Run("none", func(t *testing.T) {
		s := openBudget(t, h, fast(), 2)
		for i := range s.all {
			if g := s.take(i, endless, bot.LaneSummary, 5000); g.N != 5000 || g.Left == 0 {
				t.Errorf("a platform without a limit grants %+v of 5000", g)
			}
		}
	})
	t.Run("takers side by side", func(t *testing.T) { limitSideBySide(openBudget(t, h, fast(), 4)) })
	t.Run("one that comes later", func(t *testing.T) { limitWaits(openBudget(t, h, fast(), 1)) })
}

// limitHolds lets all takers take at random for a while and looks at every
// window there was.
func limitHolds(s *takers, lanes []bot.SendLane) {
	random := rand.New(rand.NewPCG(1, 2))
	var sent []time.Time
	const steps, step = 500, 17 * time.Millisecond
	for range steps {
		for range random.IntN(5) {
			lane := lanes[random.IntN(len(lanes))]
			for range s.take(random.IntN(len(s.all)), limited, lane, 1+random.IntN(3)).N {
				sent = append(sent, s.Now())
			}
		}
		s.Advance(step)
	}
	most := fast().Rate
	if lanes[0] == bot.LaneNudge {
		most -= fast().Answers
	}
	for i := most; i < len(sent); i++ {
		if d := sent[i].Sub(sent[i-most]); d < fast().Window() {
			s.t.Fatalf("%d sends within %v, want at most %d within %v", most+1, d, most, fast().Window())
		}
	}
	if least := most * int(steps*step/fast().Window()) * 3 / 5; len(sent) < least {
		s.t.Errorf("%d sends were granted, want at least %d", len(sent), least)
	}
}

// limitSideBySide takes from many goroutines while the clock stands.
func limitSideBySide(s *takers) {
	var all sync.WaitGroup
	var sent atomic.Int64
	for i := range 4 * len(s.all) {
		all.Go(func() {
			for range 50 {
				g, err := s.all[i%len(s.all)].Take(s.ctx, limited, bot.SendLane(i%4), 1)
				if err != nil {
					s.t.Error(err)
				}
				sent.Add(int64(g.N))
			}
		})
	}
	all.Wait()
	if n := int(sent.Load()); n < 1 || n > fast().Rate {
		s.t.Errorf("%d sends at one moment, want from 1 to %d", n, fast().Rate)
	}
}

// limitWaits asks again after exactly the wait that it was told.
func limitWaits(s *takers) {
	for _, lane := range []bot.SendLane{bot.LaneAnswer, bot.LaneTimer, bot.LaneNudge, bot.LaneSummary} {
		for range 20 {
			g := s.take(0, limited, lane, 3)
			for g.N > 0 {
				g = s.take(0, limited, lane, 3)
			}
			s.Advance(g.Wait - 1)
			if g := s.take(0, limited, lane, 0); g.Left > 0 {
				s.t.Fatalf("lane %d has %d left before the wait is over", lane, g.Left)
			}
			s.Advance(1)
			if g := s.take(0, limited, lane, 1); g.N != 1 {
				s.t.Fatalf("lane %d: refused for %v more after its wait", lane, g.Wait)
			}
		}
		s.Advance(time.Minute)
	}
}
