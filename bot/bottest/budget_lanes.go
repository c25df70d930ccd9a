package bottest

import (
	"testing"
	"time"

	"unknot/bot"
)

func testBudgetLanes(t *testing.T, h BudgetHarness) {
	t.Run("some are left for answers", func(t *testing.T) { lanesLeaveAnswers(openBudget(t, h, fast(), 1)) })
	t.Run("what is unasked is spaced", func(t *testing.T) {
		l := fast()
		for _, want := range []int{2, 5} { // the default, and one that is named
			s := openBudget(t, h, l, 1)
			g := s.want(0, bot.LaneNudge, 100, want)
			h.Advance(g.Wait)
			s.want(0, bot.LaneNudge, 100, 1)
			l.Burst = 5
		}
	})
	t.Run("right of way", func(t *testing.T) { lanesRightOfWay(openBudget(t, h, fast(), 1)) })
	t.Run("right of way ends", func(t *testing.T) {
		s := openBudget(t, h, fast(), 1)
		s.drain(bot.LaneTimer)
		g := s.want(0, bot.LaneAnswer, 1, 0)
		h.Advance(g.Wait + 51*time.Millisecond)
		s.want(0, bot.LaneSummary, 1, 1)
	})
	t.Run("all takers keep lanes", func(t *testing.T) {
		s := openBudget(t, h, fast(), 2)
		if got := s.drain(bot.LaneSummary); got < 2 || got > 4 {
			t.Errorf("two takers sent %d summaries at once, want 2 for each at most", got)
		}
		if got := s.drain(bot.LaneAnswer); got < fast().Answers {
			t.Errorf("with that %d answers were left, want %d at least", got, fast().Answers)
		}
	})
}

// lanesLeaveAnswers sends as many nudges as it may: answers always get theirs.
func lanesLeaveAnswers(s *takers) {
	l := fast()
	for range 100 {
		s.take(0, limited, bot.LaneNudge, 10)
		s.take(0, limited, bot.LaneSummary, 10)
		if g := s.take(0, limited, bot.LaneAnswer, 0); g.Left < l.Answers {
			s.t.Fatalf("nudges left %d for answers, want %d at least", g.Left, l.Answers)
		}
		s.Advance(31 * time.Millisecond)
	}
	s.want(0, bot.LaneAnswer, l.Answers, l.Answers)
}

// lanesRightOfWay refuses every lane, the lowest last: when there is room
// again, they go in the order of the lanes.
func lanesRightOfWay(s *takers) {
	l := fast()
	s.want(0, bot.LaneAnswer, l.Rate, l.Rate)
	for lane := bot.LaneAnswer; lane <= bot.LaneSummary; lane++ {
		s.want(0, lane, 1, 0)
	}
	s.Advance(l.Window())
	for lane := bot.LaneSummary; lane > bot.LaneAnswer; lane-- {
		s.want(0, lane, 1, 0)
	}
	s.want(0, bot.LaneAnswer, 1, 1)
}
