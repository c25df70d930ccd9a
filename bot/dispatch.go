package bot

import (
	"context"
	"fmt"
	"log/slog"
	"time"
)

const (
	// batch is how many due documents one claim takes at most.
	batch = 16
	// atOnce is how many due documents are handled side by side.
	atOnce = 64
	// longestNap is how long the dispatcher sleeps at most: a clock that was
	// set, or another process, may have made something due.
	longestNap = time.Second
)

// Run claims what is due and lets time act on it, until the context ends. It
// returns once everything it began is done. The error, if any, is that a
// document was written by a newer Unknot: then nothing more is touched.
func (b *Bot) Run(ctx context.Context) error {
	defer b.work.Wait()
	places := make(chan struct{}, atOnce)
	for {
		nap := b.sweep(ctx, places)
		timer := time.NewTimer(nap)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case err := <-b.newer:
			return fmt.Errorf("stop taking work: %w", err)
		case <-b.kick:
			timer.Stop()
		case <-timer.C:
		}
	}
}

// nudge wakes the dispatcher: something may be due earlier than it thinks.
func (b *Bot) nudge() {
	select {
	case b.kick <- struct{}{}:
	default:
	}
}

// sweep takes what is due in both lanes, the urgent first, and returns how
// long nothing else will be.
func (b *Bot) sweep(ctx context.Context, places chan struct{}) time.Duration {
	nap := longestNap
	for _, lane := range []Lane{Urgent, Bulk} {
		for ctx.Err() == nil {
			claimed, err := b.Store.Claim(ctx, lane, batch, b.Lease)
			if err != nil {
				b.Log.WarnContext(ctx, "cannot see what is due", slog.String("error", kindOf(err)))
				break
			}
			for _, stored := range claimed.Due {
				b.begin(ctx, places, stored, claimed.Now)
			}
			if !claimed.Next.IsZero() {
				nap = min(nap, max(0, claimed.Next.Sub(claimed.Now)))
			}
			if len(claimed.Due) < batch {
				break
			}
		}
	}
	return nap
}

// begin lets time act on one document, as soon as there is a place.
func (b *Bot) begin(ctx context.Context, places chan struct{}, stored Stored, now time.Time) {
	places <- struct{}{}
	b.work.Go(func() {
		defer func() { <-places }()
		w := task{doc: stored.Doc, event: Event{Doc: stored.Doc, Kind: EventWake}, given: &stored, now: now}
		if err := b.handle(ctx, w); err != nil {
			b.Log.WarnContext(ctx, "a wake comes again after its lease", slog.String("error", kindOf(err)))
		}
	})
}
