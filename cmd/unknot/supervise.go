package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"

	"unknot/bot"
)

// The pauses before a platform that fell is begun again.
const (
	firstPause = time.Second
	mostPause  = 2 * time.Minute
	// steady is how long a platform must have run for its pauses to begin
	// anew.
	steady = 10 * time.Minute
)

// supervised keeps one platform running until the context ends: when it falls
// it is begun again after a pause, unless the platform does not let the bot in.
// It never takes another one with it.
type supervised struct {
	name    string
	adapter bot.Adapter
	handler bot.Handler
	turn    *turn // where one process at a time may ask the platform; nil: any number
	log     *slog.Logger

	mu      sync.Mutex
	up      bool
	refused error // the platform does not let the bot in; wraps bot.ErrRefused
}

// run blocks until ctx ends, and returns nil, or until the platform does not
// let the bot in, and returns why.
func (s *supervised) run(ctx context.Context) error {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval, pauses.MaxInterval = firstPause, mostPause
	for ctx.Err() == nil {
		began := time.Now()
		err := s.once(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if errors.Is(err, bot.ErrRefused) {
			s.refuse(err)
			return err
		}
		if time.Since(began) >= steady {
			pauses.Reset()
		}
		pause := pauses.NextBackOff()
		s.log.Error("a platform fell and begins again", slog.String("platform", s.name), slog.Duration("in", pause), slog.String("why", why(err)))
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
	return nil
}

// once runs the platform once. A panic in it counts as a fall; its value is not
// told, for it may quote a person.
func (s *supervised) once(ctx context.Context) (err error) {
	defer func() {
		s.set(false)
		if recover() != nil {
			err = fmt.Errorf("%w at %s", errPlatformPanic, bot.PanicPlace())
		}
	}()
	s.set(true)
	if s.turn == nil {
		return s.adapter.Run(ctx, s.handler)
	}
	return s.turn.during(ctx, func(ctx context.Context) error { return s.adapter.Run(ctx, s.handler) })
}

var errPlatformPanic = errors.New("panic in a platform")

// why tells an error of a platform without what it says: that may hold an
// address with a token in it.
func why(err error) string {
	switch {
	case err == nil:
		return "it ended by itself"
	case errors.Is(err, errPlatformPanic), errors.Is(err, errTurn):
		return err.Error()
	default:
		if sent, ok := errors.AsType[*bot.SendError](err); ok {
			return sent.Class.String()
		}
		return fmt.Sprintf("%T", err)
	}
}

func (s *supervised) set(up bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.up = up
}

// running reports whether the platform runs right now.
func (s *supervised) running() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.up
}

func (s *supervised) refuse(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refused = err
}

// refusal says why the platform does not let the bot in, or nothing.
func (s *supervised) refusal() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refused == nil {
		return ""
	}
	return s.refused.Error()
}
