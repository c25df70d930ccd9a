package redisstore_test

import (
	"context"
	"testing"

	"unknot/bot"
)

// BenchmarkBudget takes one as deliver does for an answer, looks as dispatch
// does before a bulk claim, and renews.
func BenchmarkBudget(b *testing.B) {
	s := benchStore(b)
	budget, err := s.Budget(b.Context(), map[string]bot.Limit{"a": {Rate: 30, Answers: 10}})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		budget.Run(ctx)
	}()
	defer func() {
		cancel()
		<-done
	}()
	for name, call := range map[string]func() error{
		"answer": func() error {
			_, err := budget.Take(ctx, "a", bot.LaneAnswer, 1)
			return err
		},
		"bulk": func() error {
			_, err := budget.Take(ctx, "a", bot.LaneNudge, 16)
			return err
		},
		"renew": func() error { return budget.Renew(ctx) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := call(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
