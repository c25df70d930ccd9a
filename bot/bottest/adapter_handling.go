package bottest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"unknot/bot"
)

func testHandling(t *testing.T, h AdapterHarness) {
	visits(t, h, map[string]func(*visit){
		"order is kept":                 orderKept,
		"ErrLater: again until taken":   againUntilTaken,
		"ErrLater: a tap stays a tap":   tapAgain,
		"ErrNever: the next one":        neverGoesOn,
		"an error does not stop it":     func(v *visit) { goesOnAfter(v, func() error { return errors.New(marker) }) },
		"a panic does not stop it":      func(v *visit) { goesOnAfter(v, func() error { panic(errors.New(marker)) }) },
		"acknowledged only when taken":  acknowledgedLate,
		"a text while a handler works":  oneAtATime,
		"sending while a handler works": sendInHandler,
	})
}

// replies answers in turn with the errors, and then with nil.
func replies(errs ...error) func(context.Context, bot.Event) error {
	var mu sync.Mutex
	return func(context.Context, bot.Event) error {
		mu.Lock()
		defer mu.Unlock()
		if len(errs) == 0 {
			return nil
		}
		err := errs[0]
		errs = errs[1:]
		return err
	}
}

// wrapped is how errors really come: with a text around them.
func wrapped(err error) error { return fmt.Errorf("%s: %w", marker, err) }

func orderKept(v *visit) {
	v.start()
	const many = 50
	for i := range many {
		v.Write(marked(fmt.Sprint(i)))
	}
	known := map[bot.EventID]bool{}
	for i := range many {
		e := v.wantText(marked(fmt.Sprint(i)))
		if known[e.ID] {
			v.t.Errorf("two events have the ID %q", e.ID)
		}
		known[e.ID] = true
	}
}

func againUntilTaken(v *visit) {
	later := wrapped(bot.ErrLater)
	answers, waits := replies(later, later, later), make(chan struct{})
	v.answer = func(ctx context.Context, e bot.Event) error {
		<-waits // until there is one that could overtake
		return answers(ctx, e)
	}
	v.start()
	v.Write(marked("one"))
	v.Write(marked("two"))
	close(waits)
	first := v.wantText(marked("one"))
	for range 3 {
		if again := v.wantText(marked("one")); again != first {
			v.t.Errorf("handed over again as %+v, want %+v", again, first)
		}
	}
	v.wantText(marked("two"))
	v.wantNothingElse()
}

func tapAgain(v *visit) {
	v.answer = replies(bot.ErrLater, bot.ErrLater)
	v.start()
	v.send(choices("Done", "Stop"))
	v.Press(0, 1)
	first := v.wantTap(code("Stop"))
	for range 2 {
		// Another screen meanwhile must not change what was pressed.
		v.send(choices("Yes", "No"))
		if again := v.wantTap(code("Stop")); again != first {
			v.t.Errorf("handed over again as %+v, want %+v", again, first)
		}
	}
	v.wantNothingElse()
}

func neverGoesOn(v *visit) {
	v.answer = replies(wrapped(bot.ErrNever))
	v.start()
	v.Write(marked("one"))
	v.wantText(marked("one"))
	v.wantNothingElse()
}

// goesOnAfter lets the first event fail. Whether it comes again is left to
// the adapter; the next one must come.
func goesOnAfter(v *visit, fail func() error) {
	var once sync.Once
	v.answer = func(context.Context, bot.Event) (err error) {
		failing := false
		once.Do(func() { failing = true })
		if failing {
			return fail()
		}
		return nil
	}
	v.start()
	v.Write(marked("one"))
	v.Write(marked("two"))
	first := v.wantText(marked("one"))
	e := v.next()
	for e == first {
		e = v.next()
	}
	if e.Text != marked("two") {
		v.t.Errorf("after a handler failed came %q, want the next text", e.Text)
	}
	v.wantNothingElse()
}

func acknowledgedLate(v *visit) {
	if v.Acknowledged == nil {
		v.t.Log("the platform declares that it knows no acknowledgement")
		return
	}
	answers := replies(bot.ErrLater, bot.ErrLater, nil, bot.ErrNever)
	early := make(chan int, 10)
	v.answer = func(ctx context.Context, e bot.Event) error {
		early <- v.Acknowledged()
		return answers(ctx, e)
	}
	v.start()
	for done, handed := range []int{3, 1} { // taken at the third time; never to be taken
		v.Write(marked("text"))
		for range handed {
			v.wantText(marked("text"))
			if got := <-early; got > done {
				v.t.Errorf("%d acknowledged while %d were done", got, done)
			}
		}
		if !v.eventually(func() bool { return v.Acknowledged() == done+1 }) {
			v.t.Errorf("%d acknowledged, want %d", v.Acknowledged(), done+1)
		}
	}
}

func oneAtATime(v *visit) {
	first, release := true, make(chan struct{})
	v.answer = func(context.Context, bot.Event) error {
		if first {
			first = false // unguarded: the race detector finds two at a time
			<-release
		}
		return nil
	}
	v.start()
	v.Write(marked("one"))
	v.wantText(marked("one"))
	v.Write(marked("two"))
	v.settle()
	if n := len(v.handed); n > 0 {
		v.t.Errorf("%d events were handed over while the one before was at work", n)
	}
	close(release)
	v.wantText(marked("two"))
}

// sendInHandler answers from within a handler, as the bot does.
func sendInHandler(v *visit) {
	v.answer = func(ctx context.Context, e bot.Event) error {
		_, err := v.try(ctx, bot.Outgoing{Chat: e.Chat, Message: paragraph(e.Text)})
		return err
	}
	v.start()
	v.Write(marked("echo"))
	v.wantText(marked("echo"))
	v.wantNothingElse()
	if got := v.sees(); len(got) == 0 || !sameWords(got[0], marked("echo")) {
		v.t.Errorf("the person sees %q, want the answer", got)
	}
}
