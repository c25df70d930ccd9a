package bot_test

import (
	"context"
	"testing"
	"time"

	"unknot/bot"
)

// interrupted lets something happen between a claim and what follows from it.
type interrupted struct {
	bot.Store
	then func()
}

func (s *interrupted) Claim(ctx context.Context, lane bot.Lane, n int, lease time.Duration) (bot.Claimed, error) {
	claimed, err := s.Store.Claim(ctx, lane, n, lease)
	if s.then != nil && len(claimed.Due) > 0 {
		s.then()
	}
	return claimed, err
}

// TestAWordInTheLastMoment: somebody who writes when their erasure is already
// claimed is not erased; without a word they are.
func TestAWordInTheLastMoment(t *testing.T) {
	for _, writes := range []bool{false, true} {
		var store *interrupted
		h := newHouse(t, func(o *bot.Options) {
			store = &interrupted{Store: o.Store}
			o.Store = store
		})
		h.agree(anna)
		h.say(anna, "cancel")
		h.alter(anna, func(p *bot.Person) { p.Leaving.End = h.now() })
		if writes {
			store.then = func() {
				store.then = nil
				h.say(anna, "hello")
			}
		}
		if _, err := bot.WakeOne(t.Context(), h.bot, bot.Bulk); err != nil {
			t.Fatal(err)
		}
		_, err := h.store.Load(t.Context(), anna)
		if kept := err == nil; kept != writes {
			t.Errorf("writes %v: kept %v", writes, kept)
		}
	}
}
