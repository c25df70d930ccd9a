package border_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/border"
	"unknot/bot"
)

// handler is a bot that answers each attempt with the next error; the last stays.
type handler []error

func (h *handler) Handle(context.Context, bot.Event) error {
	err := (*h)[0]
	if len(*h) > 1 {
		*h = (*h)[1:]
	}
	return err
}

func TestHandsOverAgainWhileTheStoreIsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		away := fmt.Errorf("no disk: %w", bot.ErrLater)
		h := &handler{away, away, away, nil}
		var pauses []time.Duration
		err := border.Hand(t.Context(), h, bot.Event{}, border.Pauses(), func(pause time.Duration) { pauses = append(pauses, pause) })
		if err != nil || len(pauses) != 3 {
			t.Errorf("error %v after pauses of %v", err, pauses)
		}
	})
}

func TestHandEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		h := &handler{bot.ErrLater}
		if err := border.Hand(ctx, h, bot.Event{}, border.Pauses(), func(time.Duration) {}); err == nil || ctx.Err() == nil {
			t.Errorf("error %v, context %v", err, ctx.Err())
		}
		h = &handler{nil}
		if err := border.Hand(ctx, h, bot.Event{}, border.Pauses(), func(time.Duration) {}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("handed over after the end: %v", err)
		}
	})
}

// quoting is a bot that panics over what a person wrote.
type quoting struct{}

func (quoting) Handle(_ context.Context, e bot.Event) error { panic(e.Text) }

func TestKindsOfErrorsQuoteNobody(t *testing.T) {
	panicked := border.Hand(t.Context(), quoting{}, bot.Event{Text: "my neck"}, border.Pauses(), func(time.Duration) { t.Error("tried again") })
	for want, err := range map[string]error{
		"a panic with a value of type string": panicked,
		"cannot be handled":                   fmt.Errorf("my neck: %w", bot.ErrNever),
		"error of type *errors.errorString":   errors.New("my neck"),
		"error of type *fmt.wrapError":        fmt.Errorf("my neck: %w", context.Canceled),
	} {
		if got := border.Kind(err); got != want || strings.Contains(fmt.Sprint(panicked), "neck") {
			t.Errorf("%v is told as %q, want %q", err, got, want)
		}
	}
}
