package discord

import (
	"context"
	"log/slog"
	"time"

	"unknot/adapters/border"
	"unknot/bot"
)

// handle hands an event over, again and again while the store is away, and
// then acknowledges it where nothing was answered.
func (in *intake) handle(ctx context.Context, j job) {
	err := in.hand(ctx, j.event)
	if j.answer != nil {
		in.d.open.end(j.answer)
		j.answer.finish(ctx, &in.d.caller)
		if !j.event.Reach.IsZero() {
			in.d.lately.put(j.event.Chat, j.answer)
		}
	}
	if err != nil && ctx.Err() == nil {
		in.d.log.ErrorContext(ctx, "discord: event not handled", slog.String("event", string(j.event.ID)), slog.String("kind", border.Kind(err)))
	}
}

func (in *intake) hand(ctx context.Context, e bot.Event) error {
	return border.Hand(ctx, in.handler, e, border.Pauses(), func(pause time.Duration) {
		in.d.log.WarnContext(ctx, "discord: store away, handing the event over again", slog.Duration("pause", pause))
	})
}
