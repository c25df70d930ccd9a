package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"
)

// task is one thing to apply to a document.
type task struct {
	doc   DocID
	event Event         // zero: only what became of effects
	given *Stored       // the document as a claim returned it
	ahead time.Duration // how far the clock of the store that claimed it is ahead of the bot's
}

// handle applies a task in its document's turn.
func (b *Bot) handle(ctx context.Context, w task) error {
	if err := b.queue.enter(ctx, w.doc); err != nil {
		return fmt.Errorf("wait for the document's turn: %w", errors.Join(ErrLater, err))
	}
	defer b.queue.leave(w.doc)
	// What was begun is finished, even when the program is to stop.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), b.Lease)
	defer cancel()
	outcomes := b.queue.take(w.doc)
	if w.event.Kind == 0 && len(outcomes) == 0 {
		return nil // an event took them along
	}
	err := b.guarded(ctx, w, outcomes)
	if err != nil {
		b.queue.keep(w.doc, outcomes)
	}
	return err
}

// guarded gives up on an event that makes us panic.
func (b *Bot) guarded(ctx context.Context, w task, outcomes []Event) error {
	err := func() (err error) {
		defer caught(&err)
		return b.apply(ctx, w, outcomes)
	}()
	if errors.Is(err, errPanic) {
		return b.park(ctx, w, err)
	}
	return err
}

// conflicts is how often a decision is made anew because the document moved
// on meanwhile.
const conflicts = 8

// apply is the loop. Deciding again after a conflict is safe because deciding
// is pure.
func (b *Bot) apply(ctx context.Context, w task, outcomes []Event) error {
	for range conflicts {
		stored, p, err := b.load(ctx, w)
		if err != nil {
			return b.failed(ctx, w, err)
		}
		switch {
		case p.Stub != "":
			err = b.handOn(ctx, w, stored, p)
		case !p.Known() && w.needs():
			return errNobody
		case !p.Known() && w.event.Kind == 0:
			return nil // erased meanwhile
		default:
			err = b.decideAndCarryOut(ctx, w, outcomes, stored, p)
		}
		if !errors.Is(err, ErrConflict) || errors.Is(err, ErrLater) {
			return err
		}
		w.given = nil
	}
	return b.failed(ctx, w, ErrConflict)
}

// decideAndCarryOut decides what became of effects and then the event itself.
func (b *Bot) decideAndCarryOut(ctx context.Context, w task, outcomes []Event, stored Stored, p Person) error {
	now := b.moment(w)
	for _, o := range outcomes {
		o.Doc = w.doc
		p = b.Decider.Decide(p, o, now).Person
	}
	d := Decision{Person: p}
	switch {
	case w.event.Told == ToldJoin:
		with, ok, err := b.joining(ctx, w)
		if err != nil {
			return b.failed(ctx, w, err)
		}
		if ok {
			d = b.Decider.Join(p, w.event, with, now)
		}
	case w.event.Kind != 0:
		d = b.Decider.Decide(p, w.event, now)
	}
	return b.carryOut(ctx, w, stored, d, now)
}

// moment is now in whole milliseconds: no store keeps moments finer than that.
func (b *Bot) moment(w task) time.Time {
	return b.Now().Add(w.ahead).UTC().Truncate(time.Millisecond)
}

// load returns the document, or a stranger's where there is none.
func (b *Bot) load(ctx context.Context, w task) (Stored, Person, error) {
	stored := Stored{Doc: w.doc}
	if w.given != nil {
		stored = *w.given
	} else if found, err := b.Store.Load(ctx, w.doc); err == nil {
		stored = found
	} else if !errors.Is(err, ErrNotFound) {
		return Stored{}, Person{}, err
	}
	if stored.Version == 0 {
		return stored, Person{Platform: w.event.Platform, Chat: w.event.Chat}, nil
	}
	p, err := decode(stored.Data)
	return stored, p, err
}

// carryOut commits a decision and delivers what it owes.
func (b *Bot) carryOut(ctx context.Context, w task, stored Stored, d Decision, now time.Time) error {
	p, effects := b.stamp(d.Person, now)
	switch {
	case d.Erase:
		if err := b.stillSilent(ctx, w, stored, p); errors.Is(err, ErrConflict) {
			return err
		} else if err != nil {
			return b.failed(ctx, w, err)
		}
		if err := b.erase(ctx, w.doc); err != nil {
			return b.failed(ctx, w, err)
		}
		if p.Stub != "" {
			return b.becomeStub(ctx, w, p)
		}
		b.eraseAccounts(ctx, w.doc, p)
		b.deliver(ctx, w, p, effects)
		return nil
	case !p.Known():
		return b.answerStranger(ctx, w, p, effects)
	}
	if err := b.commit(ctx, w, stored, p, d.Records); err != nil {
		if errors.Is(err, ErrConflict) {
			return ErrConflict
		}
		return b.failed(ctx, w, err)
	}
	saved(ctx)
	if outcomes := b.deliver(ctx, w, p, effects); len(outcomes) > 0 {
		b.queue.keep(w.doc, outcomes)
		b.later(w.doc)
	}
	return nil
}

// stillSilent makes sure, before time itself erases somebody, that they have not
// written since the document was claimed: erasing asks for no version, a commit
// does.
func (b *Bot) stillSilent(ctx context.Context, w task, stored Stored, p Person) error {
	if w.event.Kind != EventWake {
		return nil
	}
	return b.commit(ctx, w, stored, p, nil)
}

// erase removes a document. Once more is a success, so that is tried before
// the goodbye is given up.
func (b *Bot) erase(ctx context.Context, doc DocID) error {
	err := b.Store.Erase(ctx, doc)
	if err != nil && ctx.Err() == nil {
		err = b.Store.Erase(ctx, doc)
	}
	return err
}

// strangerTries is how often an answer of unknown outcome is sent to somebody of
// whom nothing is kept: so often fits into one turn.
const strangerTries = 3

// answerStranger sends what is stored nowhere. What certainly did not go out,
// the emergency text it may be, has to be asked for again by the platform.
func (b *Bot) answerStranger(ctx context.Context, w task, p Person, effects []Effect) error {
	for tries := 1; len(effects) > 0; tries++ {
		var unsure []Effect
		for _, o := range b.deliver(ctx, w, p, effects) {
			switch {
			case o.Kind == EventHeld && o.Fate != FateUnknown:
				return fmt.Errorf("answer somebody unknown: %w", ErrLater)
			case o.Kind == EventHeld && tries < strangerTries:
				i := slices.IndexFunc(effects, func(e Effect) bool { return e.ID == o.Effect })
				unsure = append(unsure, effects[i])
			}
		}
		effects = unsure
		b.rest(ctx, unsure, unsureFor(tries))
	}
	return nil
}

// rest waits before some effects are sent again, if there are any.
func (b *Bot) rest(ctx context.Context, effects []Effect, d time.Duration) {
	if len(effects) == 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// commit saves a document. The same commit is tried once more when its
// outcome is unknown: its ID makes that a success if it was saved.
func (b *Bot) commit(ctx context.Context, w task, stored Stored, p Person, records []Record) error {
	data, err := encode(p)
	if err != nil {
		return err
	}
	wakes := b.Decider.Wakes(p)
	if string(data) == string(stored.Data) && w.event.Kind != EventWake {
		return nil
	}
	change := []Change{{Doc: w.doc, Base: stored.Version, ID: CommitID(b.NewID()), Data: data, Wakes: wakes, Records: records}}
	done, err := b.Store.Commit(ctx, change)
	if err != nil && ctx.Err() == nil {
		done, err = b.Store.Commit(ctx, change)
	}
	if err == nil {
		err = done[0].Err
	}
	if err == nil {
		b.expect(earlier(wakes.Urgent, wakes.Bulk))
	}
	return err
}

// later notes what became of effects, unless the document's next event takes
// it along first.
func (b *Bot) later(doc DocID) {
	b.work.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), b.Lease)
		defer cancel()
		if err := b.handle(ctx, task{doc: doc}); err != nil {
			b.Log.Warn("a delivery could not be noted: it may be repeated", slog.String("error", kindOf(err)))
		}
	})
}

// kindOf names an error for the log, without any text that may quote a person.
func kindOf(err error) string {
	for _, known := range []error{ErrConflict, ErrNotFound, ErrNever, errNewer, errUnreadable, errPanic, context.Canceled, context.DeadlineExceeded, ErrLater} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return fmt.Sprintf("%T", err)
}
