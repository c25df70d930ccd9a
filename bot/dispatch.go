package bot

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

const (
	// batch is how many due documents one claim takes at most.
	batch = 16
	// atOnce is how many urgent documents of a platform are handled side by
	// side, and bulkAtOnce how many of those that may wait: these never take
	// the places of the others.
	atOnce     = 64
	bulkAtOnce = 16
	// longestNap is how long the dispatcher sleeps at most: a clock that was
	// set, or another process, may have made something due.
	longestNap = time.Second
	// longestAlone is the same where no other process works on the store: there
	// only a clock that was set, or a machine that slept, comes unannounced.
	longestAlone = 10 * time.Second
)

// Run claims what is due and lets time act on it, until the context ends. It
// returns once every wake it began is done. The error, if any, is that a
// document was written by a newer Unknot: then nothing more is touched.
func (b *Bot) Run(ctx context.Context) error {
	d := newDispatcher(b)
	defer d.work.Wait()
	for {
		timer := time.NewTimer(d.sweep(ctx))
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case err := <-b.newer:
			timer.Stop()
			return fmt.Errorf("stop taking work: %w", err)
		case <-b.kick:
			timer.Stop()
		case <-timer.C:
		}
	}
}

// nudge wakes the dispatcher.
func (b *Bot) nudge() {
	select {
	case b.kick <- struct{}{}:
	default:
	}
}

// expect wakes the dispatcher if something will be due before it looks by
// itself.
func (b *Bot) expect(at time.Time) {
	if !at.IsZero() && at.Before(b.Now().Add(b.longest())) {
		b.nudge()
	}
}

// longest is how long the dispatcher sleeps when nothing is due.
func (b *Bot) longest() time.Duration {
	if b.Alone {
		return longestAlone
	}
	return longestNap
}

// dispatcher is what one Run works with.
type dispatcher struct {
	*Bot
	places map[Lane]*places
	work   sync.WaitGroup
}

func newDispatcher(b *Bot) *dispatcher {
	return &dispatcher{Bot: b, places: map[Lane]*places{Urgent: newPlaces(atOnce), Bulk: newPlaces(bulkAtOnce)}}
}

// sweep takes what is due, the urgent first, and returns how long nothing else
// will be.
func (d *dispatcher) sweep(ctx context.Context) time.Duration {
	nap := d.longest()
	for _, lane := range []Lane{Urgent, Bulk} {
		next, all := d.take(ctx, lane)
		if !all {
			return 0 // and look for what is urgent before the rest is taken
		}
		nap = min(nap, next)
	}
	return nap
}

// take lets time act on what is due in a lane, as far as there are places. It
// returns when the next is due, and whether there may be more right now.
func (d *dispatcher) take(ctx context.Context, lane Lane) (next time.Duration, all bool) {
	r := d.look(ctx, lane)
	if r.n == 0 || ctx.Err() != nil {
		return longestNap, true // whoever frees a place wakes the dispatcher
	}
	claimed, err := d.Store.Claim(ctx, lane, r.n, r.lease)
	if err != nil && ctx.Err() != nil {
		return longestNap, true // it is to stop
	}
	if err != nil {
		d.Log.WarnContext(ctx, "cannot see what is due", slog.String("error", kindOf(err)))
		return longestNap, true
	}
	ahead := claimed.Now.Sub(d.Now())
	for _, stored := range claimed.Due {
		platform := platformOf(stored)
		if places := d.places[lane].at(platform); r.takes(platform, places) {
			d.begin(ctx, places, stored, ahead)
		} else {
			d.pass(lane, platform)
		}
	}
	if claimed.Next.IsZero() {
		return d.longest(), len(claimed.Due) < r.n
	}
	return max(0, claimed.Next.Sub(claimed.Now)), len(claimed.Due) < r.n
}

// begin lets time act on one document. There must be a place.
func (d *dispatcher) begin(ctx context.Context, places chan struct{}, stored Stored, ahead time.Duration) {
	places <- struct{}{}
	d.work.Go(func() {
		w := task{doc: stored.Doc, event: Event{Doc: stored.Doc, Kind: EventWake}, given: &stored, ahead: ahead}
		if err := d.handle(ctx, w); err != nil {
			d.Log.WarnContext(ctx, "a wake comes again after its lease", slog.String("error", kindOf(err)))
		}
		full := len(places) == cap(places)
		<-places
		if full {
			d.nudge()
		}
	})
}
