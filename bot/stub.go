package bot

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"
)

// stubLooks is how often a stub looks whether its person is still there.
const stubLooks = 30 * 24 * time.Hour

// errNobody says that an event is for somebody who is not there.
var errNobody = errors.New("nobody is there any more")

// needs reports whether a task makes sense only for somebody known: another
// account speaks, or hands on what happened to it.
func (w task) needs() bool {
	return w.event.Told == ToldJoin || w.event.Kind != EventTold && w.event.From != ""
}

// handOn lets a stub's person decide. ErrConflict says that the stub is gone:
// begin again without it.
func (b *Bot) handOn(ctx context.Context, w task, stored Stored, p Person) error {
	switch {
	case w.event.Kind == 0, w.event.Told == ToldJoined:
		return nil // it was told before
	case w.event.Told == ToldUnlinked:
		return b.erase(ctx, w.doc)
	case w.event.Kind == EventWake:
		return b.lookAfter(ctx, w, stored, p)
	}
	e := w.event
	e.Doc = p.Stub
	if e.Kind != EventTold {
		e.ID, e.From = EventID(fmt.Sprintf("%s %s", w.doc, e.ID)), w.doc
	}
	err := b.handle(ctx, task{doc: p.Stub, event: e})
	if errors.Is(err, errNobody) {
		return b.gone(ctx, w.doc)
	}
	return err
}

// lookAfter erases a stub whose person is not there any more, and lets any
// other one be.
func (b *Bot) lookAfter(ctx context.Context, w task, stored Stored, p Person) error {
	_, err := b.Store.Load(ctx, p.Stub)
	switch {
	case errors.Is(err, ErrNotFound):
		return b.erase(ctx, w.doc)
	case err != nil:
		return b.failed(ctx, w, err)
	}
	p.Link.Until = b.moment(w).Add(stubLooks)
	return b.commit(ctx, w, stored, p, nil)
}

// gone erases a stub whose person is not there any more: whoever writes there
// begins anew.
func (b *Bot) gone(ctx context.Context, stub DocID) error {
	if err := b.erase(ctx, stub); err != nil {
		return err
	}
	return ErrConflict
}

// becomeStub puts a stub in the place of the document that was just erased,
// with everything that belonged to it. If it is not saved, the other account
// says again that it has everything.
func (b *Bot) becomeStub(ctx context.Context, w task, p Person) error {
	if err := b.commit(ctx, w, Stored{Doc: w.doc}, p, nil); err != nil {
		return b.failed(ctx, w, err)
	}
	return nil
}

// eraseAccounts erases the stubs of somebody who was erased. One that stays
// erases itself when it is next looked at.
func (b *Bot) eraseAccounts(ctx context.Context, doc DocID, p Person) {
	for _, a := range p.Accounts {
		if a.Doc == doc {
			continue
		}
		if err := b.erase(ctx, a.Doc); err != nil {
			b.Log.WarnContext(ctx, "a linked account is erased later", "error", kindOf(err))
		}
	}
}

// joining reads what an account brings into the one that takes it in. It is
// false for one that brings nothing any more.
func (b *Bot) joining(ctx context.Context, w task) (with Joining, ok bool, err error) {
	stored, err := b.Store.Load(ctx, w.event.From)
	if errors.Is(err, ErrNotFound) {
		return with, false, nil
	}
	if err == nil {
		with.Person, err = decode(stored.Data)
	}
	if err != nil || !with.Person.Known() {
		return with, false, err
	}
	if with.Records, err = b.history(ctx, w.event.From); err != nil {
		return with, false, err
	}
	with.Own, err = b.history(ctx, w.doc)
	return with, err == nil, err
}

// history reads all records of a document.
func (b *Bot) history(ctx context.Context, doc DocID) ([]Record, error) {
	return b.Store.Records(ctx, doc, math.MinInt64, math.MaxInt64)
}

// lend gives a document a new code, and returns the lines that tell it.
func (b *Bot) lend(ctx context.Context, doc DocID, lines []Line) ([]Line, error) {
	code := codeIn(b.NewID())
	if len(code) < codeSize {
		return nil, &SendError{Class: SendPermanent, Err: errors.New("an ID is too short for a code")}
	}
	code = code[:codeSize]
	if err := b.Store.Name(ctx, code, doc, codeFor); err != nil {
		return nil, &SendError{Class: SendTemporary, Err: fmt.Errorf("lend a code: %w", err)}
	}
	lines = slices.Clone(lines)
	lines[0].Names = []string{shownCode(code)}
	return lines, nil
}

// lookUp asks the store whom a code stands for.
func (b *Bot) lookUp(ctx context.Context, e Effect) Event {
	doc, err := b.Store.Resolve(ctx, e.Code)
	switch {
	case errors.Is(err, ErrNotFound):
		return Event{Kind: EventUndone, Effect: e.ID, Fate: FateRefused}
	case err != nil:
		return b.heldFor(e, holdFor(e, err))
	}
	return Event{Kind: EventDelivered, Effect: e.ID, Found: doc}
}
