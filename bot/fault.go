package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// failed decides what a failure means for who handed the event over, and says
// one honest sentence to the person.
func (b *Bot) failed(ctx context.Context, w task, err error) error {
	switch {
	case errors.Is(err, errUnreadable), errors.Is(err, ErrNever): // damaged, also where the store sees it
		return b.park(ctx, w, err)
	case errors.Is(err, errNewer):
		select {
		case b.newer <- err:
		default:
		}
	}
	b.Log.WarnContext(ctx, "an event has to wait", slog.String("error", kindOf(err)))
	b.excuse(ctx, w.event, "fault.away")
	return fmt.Errorf("handle an event: %w", errors.Join(err, ErrLater))
}

// park gives up on an event that can never be handled. The document stays as
// it is, byte for byte; only its wakes are taken away, so that one broken
// document does not come up again and again.
func (b *Bot) park(ctx context.Context, w task, err error) error {
	b.Log.ErrorContext(ctx, "an event cannot be handled", slog.String("error", kindOf(err)), slog.Int("kind", int(w.event.Kind)))
	if w.given != nil {
		still := Change{Doc: w.doc, Base: w.given.Version, ID: CommitID(b.NewID()), Data: w.given.Data}
		if _, err := b.Store.Commit(ctx, []Change{still}); err != nil {
			b.Log.WarnContext(ctx, "a broken document comes up again", slog.String("error", kindOf(err)))
		}
	}
	say := "fault.unhandled"
	if errors.Is(err, errUnreadable) {
		say = "fault.unreadable"
	}
	b.excuse(ctx, w.event, say)
	return fmt.Errorf("handle an event: %w", errors.Join(err, ErrNever))
}

// patience is how long a red flag waits for the store and for what is before
// it in its document's queue.
const patience = 2 * time.Second

// watch answers a red flag without the store when handling it takes too long:
// a store that hangs is not away yet. The function returned ends the watch.
func (b *Bot) watch(e Event) (end func()) {
	if b.Decider.Reader.Alarm(e.Text) == AlarmNone {
		return func() {}
	}
	done := make(chan struct{})
	b.work.Go(func() {
		select {
		case <-done:
		case <-time.After(patience):
			b.excuse(context.Background(), e, "fault.away")
		}
	})
	return func() { close(done) }
}

// excuse tells a person, once for each event, that it could not be handled.
// An alarm gets the emergency text: the only message that needs no store.
func (b *Bot) excuse(ctx context.Context, e Event, say string) {
	s, ok := b.sender(e.Platform)
	told := e.Platform + " " + string(e.ID)
	if !ok || e.Chat == "" || e.Kind == EventClosed || e.Kind == EventReopened || !b.notices.first(told) {
		return
	}
	if alarm := b.Decider.Reader.Alarm(e.Text); alarm != AlarmNone {
		say = AlarmLine(alarm).Say
	}
	if err := b.sendPlain(ctx, s, e, say); err != nil {
		b.Log.WarnContext(ctx, "an excuse could not be sent", slog.String("class", ClassOf(err).String()))
		b.notices.forget(told) // the event comes again, and with it the next attempt
	}
}

// sendPlain sends a sentence without a document. The time that handling had
// may be over, so it has its own.
func (b *Bot) sendPlain(ctx context.Context, s Sender, e Event, say string) (err error) {
	defer caught(&err)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendTimeout)
	defer cancel()
	b.counted(ctx, s, e.Way, LaneAnswer) // whatever it says: there is no later for an excuse
	out := Outgoing{Chat: e.Chat, Message: b.Writer.Plain(say), Key: b.NewID(), Way: e.Way}
	out.Room = func(ctx context.Context) error { return b.room(ctx, s, e.Way, KindAlarm) }
	_, err = s.Send(ctx, out)
	b.note(ctx, s, err)
	return err
}

// errPanic is a panic of ours, kept from ending the process.
var errPanic = errors.New("panic while handling")

// caught makes an error of a panic. Its value is not told: it may quote a
// person.
func caught(err *error) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("%w (%T at %s)", errPanic, v, PanicPlace())
	}
}

// PanicPlace returns the function and line that a panic came from. It is for
// deferred functions that have just recovered from it.
func PanicPlace() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	for raised := false; ; {
		frame, more := frames.Next()
		name, inRuntime := strings.CutPrefix(frame.Function, "runtime.")
		if raised && !inRuntime {
			return fmt.Sprintf("%s:%d", frame.Function, frame.Line)
		}
		if !more {
			return "an unknown place"
		}
		raised = raised || inRuntime && name == "gopanic"
	}
}

// once remembers the last things that were said once.
type once struct {
	mu   sync.Mutex
	seen []string
}

const keptOnce = 1024

// first reports whether a thing is new, and remembers it.
func (o *once) first(thing string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if slices.Contains(o.seen, thing) {
		return false
	}
	o.seen = append(o.seen, thing)
	if extra := len(o.seen) - keptOnce; extra > 0 {
		o.seen = slices.Delete(o.seen, 0, extra)
	}
	return true
}

// forget lets a thing be said again.
func (o *once) forget(thing string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.seen = slices.DeleteFunc(o.seen, func(seen string) bool { return seen == thing })
}
