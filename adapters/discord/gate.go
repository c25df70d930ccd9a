package discord

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"unknot/bot"
)

// mostRefused is how many invalid answers in invalidIn close the gate: what is on
// its way then may all be refused as well, and is still below mostInvalid.
const (
	mostRefused = 1600
	reserve     = 100
)

var errGate = errors.New("discord: so much was refused that nothing is asked for a while")

// gate is what every call goes through, answers to interactions too, which no
// budget counts. Discord shuts an address out for a while when it had to refuse
// too much; so with what was refused and what is on its way together there are
// always fewer than mostInvalid in invalidIn, whatever happens. Each process
// counts its own.
type gate struct {
	mu      sync.Mutex
	invalid []time.Time // when answers were, oldest first
	inside  int         // calls on their way
	until   time.Time   // nothing is asked before: who stands before Discord said so
	freed   chan struct{}
}

// enter waits for a place. It fails with a *bot.SendError when there is none for
// longer, or with the error of ctx.
func (g *gate) enter(ctx context.Context) error {
	for {
		wait, freed := g.try(time.Now())
		switch {
		case wait > 0:
			return &bot.SendError{Class: bot.SendWait, Wait: wait, Err: errGate}
		case freed == nil:
			return nil
		}
		select {
		case <-freed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// try takes a place, or returns for how long there is none, or what is closed
// when somebody leaves.
func (g *gate) try(now time.Time) (wait time.Duration, freed <-chan struct{}) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for len(g.invalid) > 0 && now.Sub(g.invalid[0]) >= invalidIn {
		g.invalid = g.invalid[1:]
	}
	switch {
	case now.Before(g.until):
		return g.until.Sub(now), nil
	case len(g.invalid) >= mostRefused:
		return g.invalid[len(g.invalid)-mostRefused].Add(invalidIn).Sub(now), nil
	case len(g.invalid)+g.inside >= mostInvalid-reserve:
		if g.freed == nil {
			g.freed = make(chan struct{})
		}
		return 0, g.freed
	}
	g.inside++
	return 0, nil
}

// leave gives a place back, and notes what the answer was.
func (g *gate) leave(b *bound) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.inside--
	switch b.status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests:
		if !b.shared {
			g.invalid = append(g.invalid, time.Now())
		}
	}
	if b.shut && b.wait > 0 {
		g.until = time.Now().Add(b.wait)
	}
	if g.freed != nil {
		close(g.freed)
		g.freed = nil
	}
}

// shutOut is the error of a call that was not made.
func shutOut(r request, err error) error {
	if _, held := errors.AsType[*bot.SendError](err); held {
		return err
	}
	return &callError{what: r.what, cause: err}
}
