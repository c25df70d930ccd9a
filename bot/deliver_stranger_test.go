package bot_test

import (
	"testing"
	"testing/synctest"

	"unknot/bot"
)

// TestStrangerOfUnknownOutcome: nothing is kept of a stranger that could be sent
// again later, so it is sent again at once, and not for ever.
func TestStrangerOfUnknownOutcome(t *testing.T) {
	for failures, answers := range map[int]int{0: 1, 1: 1, 2: 1, 3: 0} {
		h := newHouse(t)
		synctest.Test(t, func(t *testing.T) {
			h.sender.FailBefore(failures, failure(bot.SendUnknown))
			if err := h.handle(h.text(anna, "hello")); err != nil {
				t.Error(err)
			}
		})
		if news := h.news(); len(news) != answers {
			t.Errorf("after %d failures came %q", failures, news)
		}
	}
}
