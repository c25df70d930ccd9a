package bot

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
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
// What is told to another document gives none.
func (b *Bot) deliver(ctx context.Context, w task, p Person, effects []Effect) []Event {
	var outcomes []Event
	var stop Event // what became of the effect that those behind it wait for
	for _, e := range effects {
		outcome := stop
		outcome.Effect = e.ID
		if !stops(stop, e) {
			outcome = b.deliverOne(ctx, w, p, e)
		}
		if outcome.Kind == EventHeld && outcome.Fate != FateUnknown || outcome.Fate == FateGone {
			stop = outcome
		}
		if outcome.Kind != 0 {
			outcomes = append(outcomes, outcome)
		}
	}
	return outcomes
}

// stops reports whether what became of an earlier effect holds for one behind
// it. An alarm waits for nothing, but nobody writes into a closed chat.
func stops(outcome Event, behind Effect) bool {
	switch outcome.Kind {
	case EventHeld:
		return behind.Kind != KindAlarm
	case EventUndone:
		return behind.Tell == nil
	default:
		return false
	}
}

func (b *Bot) deliverOne(ctx context.Context, w task, p Person, e Effect) Event {
	s, ok := b.sender(p.Platform)
	switch {
	case e.Tell != nil:
		b.tell(w.doc, e, w.key(p, e))
		return Event{}
	case expires(e, b.Now()), e.Here && w.event.Way == "", e.near(p) && !b.Now().Before(p.Reach):
		return Event{Kind: EventUndone, Effect: e.ID, Fate: FateExpired}
	case e.Code != "":
		return b.lookUp(ctx, e)
	case !ok: // its platform is not running
		return b.heldFor(e, longestHold)
	case ctx.Err() != nil: // those before it took until the stamps ran out
		return b.heldFor(e, 0)
	case e.Stamp.Attempt > 1 && !repeats(s, e), e.Stamp.Attempt > mostAttempts:
		return Event{Kind: EventUndone, Effect: e.ID, Fate: FateUnknown}
	}
	if wait := b.allowed(ctx, s, w.way(p, e), e); wait > 0 {
		return b.heldFor(e, wait)
	}
	return b.send(ctx, s, w, p, e)
}

func (b *Bot) heldFor(e Effect, d time.Duration) Event {
	return Event{Kind: EventHeld, Effect: e.ID, At: b.moment(task{}).Add(d)}
}

// key names an effect for ever. The numbers of effects begin again when
// somebody is forgotten and agrees anew, and for a stranger with every event.
func (w task) key(p Person, e Effect) string {
	life := string(w.event.ID)
	if p.Known() {
		life = strconv.FormatInt(p.Consent.At.UnixMilli(), 10)
	}
	return fmt.Sprintf("%s#%s#%d", w.doc, life, e.ID)
}

// way is how an effect answers the event. What a server tells all of its members
// does not go to the one who asked something just now.
func (w task) way(p Person, e Effect) Way {
	if p.Server != nil && !e.Here {
		return ""
	}
	return w.event.Way
}

// send makes one attempt.
func (b *Bot) send(ctx context.Context, s Sender, w task, p Person, e Effect) Event {
	ref, err := b.attempt(ctx, s, w, p, e)
	b.note(ctx, s, err)
	if err != nil {
		return b.unsent(ctx, s, e, err)
	}
	return Event{Kind: EventDelivered, Effect: e.ID, Ref: ref}
}

// attempt writes an effect in words and sends it. A panic on the way is an
// attempt of unknown outcome.
func (b *Bot) attempt(ctx context.Context, s Sender, w task, p Person, e Effect) (ref Reference, err error) {
	defer caught(&err)
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	if e.Lend {
		if e.Lines, err = b.lend(ctx, w.doc, e.Lines); err != nil {
			return "", err
		}
	}
	e = e.fitting(s.Capabilities())
	records, err := b.read(ctx, w.doc, e)
	if err != nil {
		return "", &SendError{Class: SendTemporary, Err: err}
	}
	message, err := b.Decider.Message(b.Writer, p, e, records)
	if err != nil {
		b.Log.ErrorContext(ctx, "a message could not be written whole", slog.String("error", err.Error()))
	}
	out := Outgoing{Chat: p.Chat, Message: message, Key: w.key(p, e), Way: w.way(p, e), Near: e.near(p)}
	out.Room = func(ctx context.Context) error { return b.room(ctx, s, out.Way, e.Kind) }
	if s.Capabilities().Edit {
		out.Replace = e.Replace
	}
	return s.Send(ctx, out)
}

// read reads the records that an effect is made of, if any. While the store is
// away it is held, as if the platform had been.
func (b *Bot) read(ctx context.Context, doc DocID, e Effect) ([]Record, error) {
	from, to, ok := e.Reads()
	if !ok {
		return nil, nil
	}
	records, err := b.Store.Records(ctx, doc, from, to)
	if err != nil {
		return nil, fmt.Errorf("read the records of a message: %w", err)
	}
	return records, nil
}

// repeats reports whether an effect is sent again after an unknown outcome.
func repeats(s Sender, e Effect) bool {
	return PromiseOf(e.Kind).Repeats || s.Capabilities().Idempotent
}

// unsent decides what a failed send means for the effect.
func (b *Bot) unsent(ctx context.Context, s Sender, e Effect, err error) Event {
	class := ClassOf(err)
	b.Log.WarnContext(ctx, "a message was not sent", slog.String("class", class.String()))
	switch class {
	case SendGone:
		return Event{Kind: EventUndone, Effect: e.ID, Fate: FateGone}
	case SendPermanent:
		return Event{Kind: EventUndone, Effect: e.ID, Fate: FateRefused}
	case SendWait, SendTemporary:
		return b.heldFor(e, holdFor(e, err))
	default:
		if repeats(s, e) {
			outcome := b.heldFor(e, unsureFor(e.Stamp.Attempt))
			outcome.Fate = FateUnknown
			return outcome
		}
		return Event{Kind: EventUndone, Effect: e.ID, Fate: FateUnknown}
	}
}

// unsureFor is how long to wait after so many attempts of unknown outcome: a
// moment first, for somebody waits, and so much longer each time that the last
// attempt comes after ten minutes without a network.
func unsureFor(attempts int) time.Duration {
	pause := 2 * time.Second
	for range min(attempts, mostAttempts) - 1 {
		pause *= 7
	}
	return pause
}

// holdFor is how long to wait: what the platform said, or longer each time.
func holdFor(e Effect, err error) time.Duration {
	var se *SendError
	if errors.As(err, &se) && se.Class == SendWait {
		return max(se.Wait, time.Second)
	}
	return min(time.Second<<min(e.Stamp.Held, 16), longestHold)
}

// tell hands something to another document, outside of this one's turn: two
// documents that tell each other something must not wait for each other.
func (b *Bot) tell(doc DocID, e Effect, key string) {
	b.work.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), b.Lease)
		defer cancel()
		if e.Tell.Part.Token != "" { // a server keeps the IDs of what it was told, and is to know nobody
			key = fmt.Sprintf("%x", sha256.Sum256([]byte(e.Tell.Part.Token+key)))
		}
		told := Event{ID: EventID(key), Doc: e.Tell.Doc, From: doc, Kind: EventTold, Told: e.Tell.Told, Part: e.Tell.Part}
		outcome := Event{Kind: EventDelivered, Effect: e.ID}
		err := b.handle(ctx, task{doc: told.Doc, event: told})
		switch {
		case errors.Is(err, errNobody):
			outcome.Kind, outcome.Fate = EventUndone, FateRefused
		case err != nil && !errors.Is(err, ErrNever):
			return // the stamp runs out, and it is told again
		}
		b.queue.keep(doc, []Event{outcome})
		b.later(doc)
	})
}
