package telegram

import (
	"context"
	"log/slog"
	"math/bits"
)

// Strange returns how many requests and presses were refused because they were
// none of Telegram's, or came from where nobody can press.
func (t *Telegram) Strange() int64 { return t.strangers.Load() }

// strange counts one, and tells of the first, second, fourth, eighth and so on.
func (t *Telegram) strange(ctx context.Context) {
	if n := t.strangers.Add(1); bits.OnesCount64(uint64(n)) == 1 {
		t.log.WarnContext(ctx, "telegram: refused what did not come from Telegram or from its own chat", slog.Int64("so far", n))
	}
}

// Unreadable returns how many updates were skipped because nobody can read them.
func (t *Telegram) Unreadable() int64 { return t.unreadable.Load() }

// skip counts an update that cannot be read, and tells of its number.
func (t *Telegram) skip(ctx context.Context, u update) {
	t.unreadable.Add(1)
	t.log.ErrorContext(ctx, "telegram: an update that cannot be read is skipped", slog.Int("update", u.ID))
}
