package bottest

import (
	"context"
	"errors"
	"runtime/pprof"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/bot"
)

// patience is how long a test waits before it calls something lost. Only a
// failing test takes that long.
const patience = time.Minute

// visit is one run of an adapter under test, with the checks that most tests
// need. It is the adapter's handler.
type visit struct {
	AdapterPlatform
	h AdapterHarness
	t *testing.T

	log    *logbook
	answer func(ctx context.Context, e bot.Event) error // nil takes everything; set it before start
	handed chan bot.Event                               // every handing over, also a repeated one
	cancel context.CancelFunc
	ended  chan error // what Run returned
	seen   int        // how many messages sees has returned
}

func newVisit(t *testing.T, h AdapterHarness) *visit {
	v := &visit{h: h, t: t, log: &logbook{}, handed: make(chan bot.Event, 1024)}
	v.AdapterPlatform = h.Connect(t, v.log.logger())
	t.Cleanup(v.finish)
	return v
}

// start lets the adapter run until stop or the end of the test.
func (v *visit) start() {
	ctx, cancel := context.WithCancel(v.t.Context())
	v.startIn(ctx)
	v.cancel = cancel
}

func (v *visit) startIn(ctx context.Context) {
	v.cancel = func() {}
	v.ended = make(chan error, 1)
	go func() {
		// Goroutines inherit labels, so those that Run leaves can be told
		// from all others.
		pprof.Do(ctx, pprof.Labels("adapter", v.label()), func(ctx context.Context) {
			v.ended <- v.Adapter.Run(ctx, v)
		})
	}()
}

// Handle implements bot.Handler.
func (v *visit) Handle(ctx context.Context, e bot.Event) error {
	select {
	case v.handed <- e:
	default: // handed over without end
		<-ctx.Done()
		return ctx.Err()
	}
	if v.answer == nil {
		return nil
	}
	return v.answer(ctx, e)
}

// result waits until Run returns.
func (v *visit) result() error {
	v.t.Helper()
	select {
	case err := <-v.ended:
		v.ended = nil
		v.wantNoLeak("Run", err)
		return err
	case <-time.After(patience):
		v.ended = nil
		v.t.Fatal("Run does not return")
		return nil
	}
}

// stop ends Run and checks that it took its goroutines along.
func (v *visit) stop() {
	v.t.Helper()
	v.cancel()
	if err := v.result(); err != nil && !errors.Is(err, context.Canceled) {
		v.t.Errorf("Run of a cancelled context: %v, want nil or context.Canceled", err)
	}
	if v.h.Lingers {
		v.End()
	}
	v.wantNoGoroutine()
}

// finish runs when the test is over.
func (v *visit) finish() {
	if v.ended != nil {
		v.stop()
	}
	v.wantCleanLog()
}

// next returns the next event handed over.
func (v *visit) next() bot.Event {
	v.t.Helper()
	select {
	case e := <-v.handed:
		v.wantProper(e)
		return e
	case <-time.After(patience):
		v.t.Fatal("no event is handed over")
		return bot.Event{}
	}
}

func (v *visit) wantProper(e bot.Event) {
	v.t.Helper()
	if e.ID == "" || e.Doc == "" || e.Chat != v.Chat {
		v.t.Errorf("event %q of document %q in chat %q, want an ID, a document and chat %q", e.ID, e.Doc, e.Chat, v.Chat)
	}
	text := e.Kind == bot.EventText && e.Text != "" && e.Tap == ""
	tap := e.Kind == bot.EventTap && e.Text == "" && e.Tap != ""
	if !text && !tap && !beside(e) {
		v.t.Errorf("event of kind %d with text %q and tap %q", e.Kind, e.Text, e.Tap)
	}
}

// beside reports whether an event tells of something that is neither words nor a
// press. A platform need not tell of such things.
func beside(e bot.Event) bool {
	switch e.Kind {
	case bot.EventAside:
		return e.Aside != "" && e.Tap == ""
	case bot.EventClosed, bot.EventReopened, bot.EventOpen:
		return e.Text == "" && e.Tap == ""
	default:
		return false
	}
}

// passOver takes what is neither words nor a press, and returns the first event
// that is not.
func (v *visit) passOver() bot.Event {
	v.t.Helper()
	e := v.next()
	for beside(e) {
		e = v.next()
	}
	return e
}

// wantText checks that the next event is a text that the person wrote.
func (v *visit) wantText(want string) bot.Event {
	v.t.Helper()
	e := v.next()
	if e.Kind != bot.EventText || strings.TrimSpace(e.Text) != want {
		v.t.Errorf("event of kind %d with text %q and tap %q, want text %q", e.Kind, e.Text, e.Tap, want)
	}
	return e
}

// wantTap checks that the next event is a choice that the person pressed.
func (v *visit) wantTap(want string) bot.Event {
	v.t.Helper()
	e := v.next()
	if e.Kind != bot.EventTap || e.Tap != want {
		v.t.Errorf("event of kind %d with text %q and tap %q, want tap %q", e.Kind, e.Text, e.Tap, want)
	}
	return e
}

// wantNothingElse checks that nothing was handed over that the test did not
// take: a text written now comes next.
func (v *visit) wantNothingElse() {
	v.t.Helper()
	last := marked("and that is all")
	v.Write(last)
	v.wantText(last)
}

// settle gives the adapter time to do what it should not do.
func (v *visit) settle() {
	if v.h.Bubble {
		synctest.Wait()
	}
}

// send sends a message that must arrive.
func (v *visit) send(m bot.Message) bot.Reference {
	v.t.Helper()
	reference, err := v.try(v.t.Context(), bot.Outgoing{Chat: v.Chat, Message: m})
	if err != nil {
		v.t.Fatalf("Send: %v", err)
	}
	return reference
}

// try sends, and checks what every error must be.
func (v *visit) try(ctx context.Context, out bot.Outgoing) (bot.Reference, error) {
	v.t.Helper()
	reference, err := v.Adapter.Send(ctx, out)
	var se *bot.SendError
	if err != nil && !errors.As(err, &se) {
		v.t.Errorf("Send fails with a %T, want a *bot.SendError", err)
	}
	v.wantNoLeak("Send", err)
	return reference, err
}

// sees returns the messages that came into the chat since the last call.
func (v *visit) sees() []string {
	all := v.Seen()
	fresh := all[min(v.seen, len(all)):]
	v.seen = len(all)
	return fresh
}

// paragraph is a message of plain text.
func paragraph(text string) bot.Message {
	return bot.Message{Text: bot.Text{{Spans: []bot.Span{{Text: text}}}}}
}
