package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

const (
	// sendTimeout is how long one send may take; it is well below the lease.
	sendTimeout = 20 * time.Second
	// mostAttempts is how often an effect of unknown outcome is repeated.
	mostAttempts = 5
	// longestHold is the longest wait before a send that failed is tried again.
	longestHold = 5 * time.Minute
)

// deliver sends effects in order and returns what became of them, as events.
// An effect whose outcome is unknown and that may be repeated gives none: its
// stamp runs out, and the dispatcher sends it again.
func (b *Bot) deliver(ctx context.Context, doc DocID, p Person, effects []Effect) []Event {
	var outcomes []Event
	for i, e := range effects {
		outcome := b.deliverOne(ctx, doc, p, e)
		if outcome.Kind != 0 {
			outcomes = append(outcomes, outcome)
		}
		if outcome.Kind == EventHeld {
			for _, behind := range effects[i+1:] {
				outcomes = append(outcomes, Event{Kind: EventHeld, Effect: behind.ID, At: outcome.At})
			}
			break
		}
	}
	return outcomes
}

func (b *Bot) deliverOne(ctx context.Context, doc DocID, p Person, e Effect) Event {
	s, ok := b.sender(p.Platform)
	promise := PromiseOf(e.Kind)
	switch {
	case e.Tell != nil:
		b.tell(doc, e)
		return Event{}
	case !e.Expires.IsZero() && !b.Now().Before(e.Expires):
		return Event{Kind: EventUndone, Effect: e.ID, Fate: FateExpired}
	case !ok: // its platform is not running
		return Event{Kind: EventHeld, Effect: e.ID, At: b.Now().Add(longestHold)}
	case e.Stamp.Attempt > 1 && !promise.Repeats && !s.Capabilities().Idempotent, e.Stamp.Attempt > mostAttempts:
		return Event{Kind: EventUndone, Effect: e.ID, Fate: FateUnknown}
	}
	return b.send(ctx, s, doc, p, e)
}

// send makes one attempt.
func (b *Bot) send(ctx context.Context, s Sender, doc DocID, p Person, e Effect) Event {
	message, err := b.Writer.Message(e, p.Language)
	if err != nil {
		b.Log.ErrorContext(ctx, "a sentence is not in the catalogue", slog.String("error", err.Error()))
	}
	out := Outgoing{Chat: p.Chat, Message: message, Key: fmt.Sprintf("%s#%d", doc, e.ID)}
	if s.Capabilities().Edit {
		out.Replace = e.Replace
	}
	// What is committed is owed: a shutdown does not cut off the sending.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), min(sendTimeout, b.Lease))
	defer cancel()
	ref, err := s.Send(ctx, out)
	if err == nil {
		return Event{Kind: EventDelivered, Effect: e.ID, Ref: ref}
	}
	return b.unsent(ctx, e, err)
}

// unsent decides what a failed send means for the effect.
func (b *Bot) unsent(ctx context.Context, e Effect, err error) Event {
	class := ClassOf(err)
	b.Log.WarnContext(ctx, "a message was not sent", slog.String("class", class.String()))
	switch class {
	case SendGone:
		return Event{Kind: EventUndone, Effect: e.ID, Fate: FateGone}
	case SendPermanent:
		return Event{Kind: EventUndone, Effect: e.ID, Fate: FateRefused}
	case SendWait, SendTemporary:
		return Event{Kind: EventHeld, Effect: e.ID, At: b.Now().Add(holdFor(e, err))}
	default:
		if PromiseOf(e.Kind).Repeats {
			return Event{}
		}
		return Event{Kind: EventUndone, Effect: e.ID, Fate: FateUnknown}
	}
}

// holdFor is how long to wait: what the platform said, or longer each time.
func holdFor(e Effect, err error) time.Duration {
	var se *SendError
	if errors.As(err, &se) && se.Class == SendWait {
		return se.Wait
	}
	return min(time.Second<<min(e.Stamp.Held, 16), longestHold)
}

// tell hands something to another document, outside of this one's turn: two
// documents that tell each other something must not wait for each other.
func (b *Bot) tell(doc DocID, e Effect) {
	b.work.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), b.Lease)
		defer cancel()
		id := EventID(fmt.Sprintf("%s#%d", doc, e.ID))
		told := Event{ID: id, Doc: e.Tell.Doc, Kind: EventTold, Told: e.Tell.Told}
		if err := b.handle(ctx, task{doc: told.Doc, event: told}); err != nil && !errors.Is(err, ErrNever) {
			return // the stamp runs out, and it is told again
		}
		b.queue.keep(doc, []Event{{Kind: EventDelivered, Effect: e.ID}})
		b.later(doc)
	})
}
