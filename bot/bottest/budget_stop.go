package bottest

import (
	"testing"
	"time"

	"unknot/bot"
)

func testBudgetStop(t *testing.T, h BudgetHarness) {
	stop := func(s *takers, i int, platform string, d time.Duration) {
		s.t.Helper()
		if err := s.all[i].Stop(s.ctx, platform, d); err != nil {
			s.t.Fatalf("Stop(%q, %v): %v", platform, d, err)
		}
	}
	for _, platform := range []string{limited, endless} {
		t.Run(platform+" obeyed by all", func(t *testing.T) {
			s := openBudget(t, h, fast(), 3)
			s.wantStopped(platform, bot.LaneAnswer, false)
			stop(s, 1, platform, time.Minute)
			if g := s.take(1, platform, bot.LaneAnswer, 1); g.N != 0 || g.Wait != time.Minute {
				t.Errorf("whoever stopped for a minute is granted %+v at once", g)
			}
			h.Advance(h.Settles)
			s.wantStopped(platform, bot.LaneAnswer, true)
			h.Advance(time.Minute)
			s.wantStopped(platform, bot.LaneAnswer, false)
		})
	}
	t.Run("the longest holds", func(t *testing.T) {
		s := openBudget(t, h, fast(), 2)
		for i, d := range []time.Duration{time.Second, time.Minute, time.Second, 0, -time.Hour} {
			stop(s, i%2, limited, d)
			h.Advance(h.Settles)
		}
		h.Advance(30 * time.Second)
		s.wantStopped(limited, bot.LaneAnswer, true)
		s.wantStopped(endless, bot.LaneAnswer, false)
		h.Advance(30 * time.Second)
		s.wantStopped(limited, bot.LaneAnswer, false)
	})
	t.Run("at most a day", func(t *testing.T) {
		s := openBudget(t, h, fast(), 1)
		stop(s, 0, limited, 1<<62)
		if g := s.take(0, limited, bot.LaneAnswer, 1); g.Wait != 24*time.Hour {
			t.Errorf("a stop for ever waits for %v, want a day", g.Wait)
		}
	})
}

func testBudgetInvalid(t *testing.T, h BudgetHarness) {
	invalid := func(s *takers, i, n int) {
		s.t.Helper()
		for range n {
			if err := s.all[i].Invalid(s.ctx, limited); err != nil {
				s.t.Fatalf("Invalid: %v", err)
			}
		}
		s.Advance(s.Settles)
	}
	t.Run("stops all takers", func(t *testing.T) {
		s := openBudget(t, h, fast(), 2) // of 9
		invalid(s, 0, 2)
		invalid(s, 1, 2)
		s.wantStopped(limited, bot.LaneNudge, false)
		invalid(s, 0, 1)
		s.wantStopped(limited, bot.LaneSummary, true)
		s.wantStopped(limited, bot.LaneNudge, true)
		s.wantStopped(limited, bot.LaneTimer, false)
		invalid(s, 1, 4)
		s.wantStopped(limited, bot.LaneAnswer, true)
		s.wantStopped(endless, bot.LaneAnswer, false)
		h.Advance(fast().InvalidIn * 11 / 10) // counted in steps of a twentieth at the coarsest
		s.wantStopped(limited, bot.LaneSummary, false)
	})
	t.Run("forgotten in time", func(t *testing.T) {
		s := openBudget(t, h, fast(), 2)
		for range 10 {
			invalid(s, 0, 1)
			invalid(s, 1, 1)
			h.Advance(fast().InvalidIn / 2)
		}
		s.wantStopped(limited, bot.LaneNudge, false)
	})
}

// testBudgetDeath kills takers: what they sent goes on counting, and what they
// held comes back.
func testBudgetDeath(t *testing.T, h BudgetHarness) {
	if h.Kill == nil {
		return
	}
	s := openBudget(t, h, fast(), 3)
	kill := func(i int) {
		h.Kill(t, s.all[i])
		s.all = append(s.all[:i], s.all[i+1:]...)
	}
	var sent []time.Time
	run := func(d time.Duration) {
		for end := h.Now().Add(d); h.Now().Before(end); h.Advance(19 * time.Millisecond) {
			for range s.drain(bot.LaneAnswer) {
				sent = append(sent, h.Now())
			}
		}
	}
	run(time.Second)
	kill(1)
	run(h.Heals / 2)
	kill(0)
	run(h.Heals)
	for i := fast().Rate; i < len(sent); i++ {
		if d := sent[i].Sub(sent[i-fast().Rate]); d < fast().Window() {
			t.Fatalf("%d sends within %v", fast().Rate+1, d)
		}
	}
	h.Advance(fast().Window())
	s.want(0, bot.LaneAnswer, 100, fast().Rate)
}
