package bottest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"unknot/bot"
)

func testBudgetGarbage(t *testing.T, h BudgetHarness) {
	s := openBudget(t, h, fast(), 1)
	b := s.all[0]
	take := func(platform string, lane bot.SendLane, n int) error {
		_, err := b.Take(s.ctx, platform, lane, n)
		return err
	}
	long := strings.Repeat("x", 5000)
	for what, err := range map[string]error{
		"less than nothing": take(limited, bot.LaneAnswer, -1),
		"no lane":           take(limited, bot.LaneSummary+1, 1),
		"a lane below none": take(limited, -1, 1),
		"no platform":       take("", bot.LaneAnswer, 1),
		"a long platform":   take(long, bot.LaneAnswer, 1),
		"stop nothing":      b.Stop(s.ctx, "", time.Hour),
		"stop much":         b.Stop(s.ctx, long, time.Hour),
		"invalid nothing":   b.Invalid(s.ctx, ""),
		"invalid much":      b.Invalid(s.ctx, long),
	} {
		if err == nil {
			t.Errorf("%s: no error", what)
		}
	}
	for _, platform := range []string{"{", "a b\x00\xff", "stop"} {
		if g := s.take(0, platform, bot.LaneAnswer, 1); g.N != 1 {
			t.Errorf("the odd platform %q: %+v", platform, g)
		}
	}
	s.want(0, bot.LaneAnswer, 1<<40, fast().Rate)
}

// testBudgetContext calls every method with a context that is over: each must
// say so and leave nothing.
func testBudgetContext(t *testing.T, h BudgetHarness) {
	s := openBudget(t, h, fast(), 1)
	ctx, cancel := context.WithCancel(s.ctx)
	cancel()
	_, err := s.all[0].Take(ctx, limited, bot.LaneAnswer, 5)
	errs := []error{err, s.all[0].Stop(ctx, limited, time.Hour)}
	for range fast().Invalid {
		errs = append(errs, s.all[0].Invalid(ctx, limited))
	}
	for _, err := range errs {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("with a cancelled context: %v, want context.Canceled", err)
		}
	}
	h.Advance(h.Settles)
	s.want(0, bot.LaneAnswer, 100, fast().Rate)
}
