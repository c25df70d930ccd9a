package bottest

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"

	"unknot/bot"
)

// starts is how often an adapter is started and stopped in a row.
const starts = 50

func testLife(t *testing.T, h AdapterHarness) {
	visits(t, h, map[string]func(*visit){
		"cancelled while nothing happens":   func(v *visit) { v.start(); v.stop() },
		"cancelled after an event":          cancelAfterEvent,
		"cancelled while a handler works":   cancelInHandler,
		"cancelled while the store is away": cancelWhileAway,
		"cancelled before the start":        cancelBefore,
		"what waits is not lost to the end": endOfInput,
		"the end while the store is away":   endWhileAway,
		"started and cancelled many times":  startMany,
	})
}

func cancelAfterEvent(v *visit) {
	v.start()
	v.Write(marked("hello"))
	v.wantText(marked("hello"))
	v.stop()
}

func cancelInHandler(v *visit) {
	var works atomic.Bool
	release := make(chan struct{})
	v.answer = func(ctx context.Context, _ bot.Event) error {
		works.Store(true)
		defer works.Store(false)
		select {
		case <-ctx.Done():
		case <-release: // an adapter may let its handlers finish
		}
		return wrapped(context.Canceled)
	}
	v.start()
	v.Write(marked("one"))
	v.Write(marked("two"))
	v.wantText(marked("one"))
	v.cancel()
	v.settle()
	if len(v.ended) > 0 && works.Load() {
		v.t.Error("Run returned while a handler was still at work")
	}
	close(release)
	v.stop()
}

func cancelWhileAway(v *visit) {
	v.answer = func(context.Context, bot.Event) error { return bot.ErrLater }
	v.start()
	v.Write(marked("one"))
	v.wantText(marked("one"))
	v.wantText(marked("one"))
	v.stop()
}

func cancelBefore(v *visit) {
	ctx, cancel := context.WithCancel(v.t.Context())
	cancel()
	v.Write(marked("too late"))
	v.startIn(ctx)
	v.stop()
	if n := len(v.handed); n > 0 {
		v.t.Errorf("%d events were handed over by a Run whose context was over", n)
	}
}

func endOfInput(v *visit) {
	if v.End == nil {
		v.t.Log("the platform declares that it never ends")
		return
	}
	v.start()
	for i := range 3 {
		v.Write(marked(fmt.Sprint(i)))
	}
	v.End()
	v.wantEnd()
	for i := range 3 {
		v.wantText(marked(fmt.Sprint(i)))
	}
}

func endWhileAway(v *visit) {
	if v.End == nil {
		v.t.Log("the platform declares that it never ends")
		return
	}
	v.answer = replies(bot.ErrLater, bot.ErrLater)
	v.start()
	v.Write(marked("last words"))
	v.End()
	v.wantEnd()
	for range 3 {
		v.wantText(marked("last words"))
	}
}

func (v *visit) wantEnd() {
	v.t.Helper()
	if err := v.result(); err != nil {
		v.t.Errorf("Run at the end of the input: %v, want nil", err)
	}
	v.wantNoGoroutine()
}

func startMany(v *visit) {
	for i := range starts {
		again := newVisit(v.t, v.h)
		again.start()
		if i%2 == 0 {
			again.Write(marked("hello"))
			again.wantText(marked("hello"))
		}
		again.stop()
	}
}
