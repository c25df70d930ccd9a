package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/cenkalti/backoff/v5"

	"unknot/bot"
)

// The pauses before an event is handed over again while the store is away.
const (
	firstRetry = 100 * time.Millisecond
	mostRetry  = 5 * time.Second
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
		in.d.log.ErrorContext(ctx, "discord: event not handled", slog.String("event", string(j.event.ID)), slog.String("kind", kind(err)))
	}
}

func (in *intake) hand(ctx context.Context, e bot.Event) error {
	attempt := func() (struct{}, error) {
		if err := ctx.Err(); err != nil {
			return struct{}{}, backoff.Permanent(err)
		}
		err := guarded(func() error { return in.handler.Handle(ctx, e) })
		if err != nil && !errors.Is(err, bot.ErrLater) {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval, pauses.MaxInterval = firstRetry, mostRetry
	_, err := backoff.Retry(ctx, attempt,
		backoff.WithBackOff(pauses),
		backoff.WithMaxElapsedTime(0),
		backoff.WithNotify(func(_ error, pause time.Duration) {
			in.d.log.WarnContext(ctx, "discord: store away, handing the event over again", slog.Duration("pause", pause))
		}))
	return err
}

// kind names an error for the log without its text, which may quote what the
// person wrote.
func kind(err error) string {
	switch {
	case errors.Is(err, errPanic):
		return err.Error()
	case errors.Is(err, bot.ErrNever):
		return "cannot be handled"
	default:
		return fmt.Sprintf("error of type %T", err)
	}
}
