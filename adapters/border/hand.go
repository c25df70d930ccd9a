package border

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/cenkalti/backoff/v5"

	"unknot/bot"
)

// The pauses between attempts while the store is away: short enough for somebody
// who waits.
const (
	firstPause   = 100 * time.Millisecond
	longestPause = 5 * time.Second
)

// Pauses returns growing pauses.
func Pauses() backoff.BackOff {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval, pauses.MaxInterval = firstPause, longestPause
	return pauses
}

// Hand gives an event to the handler, again and again while the store is away and
// ctx lives, and tells of each pause. With an error the event was not handled, or
// ctx has ended.
func Hand(ctx context.Context, h bot.Handler, e bot.Event, pauses backoff.BackOff, away func(pause time.Duration)) error {
	attempt := func() (struct{}, error) {
		if err := ctx.Err(); err != nil {
			return struct{}{}, backoff.Permanent(err)
		}
		err := Guarded(func() error { return h.Handle(ctx, e) })
		if err != nil && !errors.Is(err, bot.ErrLater) {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}
	_, err := backoff.Retry(ctx, attempt,
		backoff.WithBackOff(pauses),
		backoff.WithMaxElapsedTime(0),
		backoff.WithNotify(func(_ error, pause time.Duration) { away(pause) }))
	return err
}

var errPanic = errors.New("a panic")

// Guarded turns a panic into an error that says only what type it had: its value
// may quote what a person wrote.
func Guarded(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%w with a value of type %T", errPanic, v)
		}
	}()
	return do()
}

// Kind names an error of a handler for the log without its text, which may quote
// what a person wrote.
func Kind(err error) string {
	switch {
	case errors.Is(err, errPanic):
		return err.Error()
	case errors.Is(err, bot.ErrNever):
		return "cannot be handled"
	default:
		return fmt.Sprintf("error of type %T", err)
	}
}
