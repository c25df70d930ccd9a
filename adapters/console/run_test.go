package console_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"unknot/adapters/console"
	"unknot/bot"
)

// handler is a function as a bot.Handler.
type handler func(context.Context, bot.Event) error

func (h handler) Handle(ctx context.Context, e bot.Event) error { return h(ctx, e) }

// collect takes every event.
func collect(events *[]bot.Event) handler {
	return func(_ context.Context, e bot.Event) error {
		*events = append(*events, e)
		return nil
	}
}

func textsOf(events []bot.Event) []string {
	var texts []string
	for _, e := range events {
		texts = append(texts, e.Text)
	}
	return texts
}

func TestRunReadsLines(t *testing.T) {
	long := strings.Repeat("ö", 5000)
	for name, test := range map[string]struct {
		input string
		want  []string
	}{
		"nothing":            {"", nil},
		"lines":              {"one\ntwo\n", []string{"one", "two"}},
		"last without end":   {"one\ntwo", []string{"one", "two"}},
		"CRLF":               {"one\r\n\r\ntwo\r\nthree\r", []string{"one", "two", "three"}},
		"empty lines":        {"\n \n\t\r\none\n\n", []string{"one"}},
		"spaces are kept":    {"  one  \n", []string{"  one  "}},
		"tab":                {"a\tb\n", []string{"a\tb"}},
		"not UTF-8":          {"a\xffb\n\xc3", []string{"a\ufffdb", "\ufffd"}},
		"control characters": {"a\x00\x1b[2Jb\u0085c\x7f\n", []string{"a  [2Jb c "}},
		"a long line":        {long + "\nnext\n", []string{long[:2*4096], "next"}},
		"a long last line":   {long, []string{long[:2*4096]}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, in := range []io.Reader{strings.NewReader(test.input), iotest.OneByteReader(strings.NewReader(test.input))} {
				var events []bot.Event
				err := console.New(in, io.Discard, options(nil)).Run(t.Context(), collect(&events))
				if got := textsOf(events); err != nil || !slices.Equal(got, test.want) {
					t.Errorf("Run handed over %.60q, error %v; want %.60q", got, err, test.want)
				}
			}
		})
	}
}

func TestRunMakesEvents(t *testing.T) {
	c := console.New(strings.NewReader("hello\n1\n"), io.Discard, options(nil))
	if _, err := c.Send(t.Context(), outgoing(message("?", "Yes"))); err != nil {
		t.Fatalf("Send: %v", err)
	}
	var got []bot.Event
	if err := c.Run(t.Context(), collect(&got)); err != nil {
		t.Fatalf("Run: %v", err)
	}
	want := []bot.Event{
		{ID: "r-1", Doc: "console:me", Chat: "me", Kind: bot.EventText, Text: "hello", Zone: "Europe/Vienna"},
		{ID: "r-2", Doc: "console:me", Chat: "me", Kind: bot.EventTap, Tap: "c0", Zone: "Europe/Vienna"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("handed over %+v, want %+v", got, want)
	}
}

// A script is typed ahead: each line answers the screen that the line before
// brought up.
func TestRunAnswersTheScreenShown(t *testing.T) {
	c := console.New(strings.NewReader("start\n7\n7\n2\n"), io.Discard, options(nil))
	screens := []bot.Message{message("Pain?", numbers(0, 10)...), message("Sit.", "Done", "Stop"), message("Sure?", "Yes", "No")}
	var got []string
	err := c.Run(t.Context(), handler(func(ctx context.Context, e bot.Event) error {
		got = append(got, e.Text+e.Tap)
		if len(screens) == 0 {
			return nil
		}
		_, err := c.Send(ctx, outgoing(screens[0]))
		screens = screens[1:]
		return err
	}))
	if want := []string{"start", "c7", "7", "c1"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("the script came as %q, error %v; want %q", got, err, want)
	}
}

func TestRunReportsFailedRead(t *testing.T) {
	broken := errors.New("input/output error")
	in := io.MultiReader(strings.NewReader("one\ntwo"), iotest.ErrReader(broken))
	var events []bot.Event
	err := console.New(in, io.Discard, options(nil)).Run(t.Context(), collect(&events))
	if !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "console: read input: ") {
		t.Errorf("Run: %v, want why reading failed", err)
	}
	if got, want := textsOf(events), []string{"one", "two"}; !slices.Equal(got, want) {
		t.Errorf("handed over %q, want %q", got, want)
	}
}

func TestRunClosesOnlyWhatItInterrupts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := &closable{keyboard: newKeyboard()}
		ended.end(io.EOF)
		if err := console.New(ended, io.Discard, options(nil)).Run(t.Context(), nil); err != nil || ended.closed != 0 {
			t.Errorf("an input that ended: error %v, closed %d times, want 0", err, ended.closed)
		}
		waiting := &closable{keyboard: newKeyboard()}
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		err := console.New(waiting, io.Discard, options(nil)).Run(ctx, nil)
		if !errors.Is(err, context.DeadlineExceeded) || waiting.closed != 1 {
			t.Errorf("an input that waits: error %v, closed %d times, want 1", err, waiting.closed)
		}
	})
}

// deaf is an input whose Close does not wake a read.
type deaf struct{ *keyboard }

func (deaf) Close() error { return nil }

func TestRunGivesUpOnADeafInput(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in := deaf{newKeyboard()}
		defer in.end(io.EOF)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		start := time.Now()
		err := console.New(in, io.Discard, options(nil)).Run(ctx, nil)
		if took := time.Since(start); !errors.Is(err, context.Canceled) || took != time.Second {
			t.Errorf("Run: %v after %v, want context.Canceled after a second", err, took)
		}
	})
}

// However long the store is away, the event is not given up, and nobody waits
// much longer than the store needed.
func TestRunWaitsForTheStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		back := time.Now().Add(3 * time.Hour)
		var last time.Time
		var pauses []time.Duration
		err := console.New(strings.NewReader("done\n"), io.Discard, options(nil)).Run(t.Context(), handler(func(context.Context, bot.Event) error {
			now := time.Now()
			if !last.IsZero() {
				pauses = append(pauses, now.Sub(last))
			}
			if last = now; now.Before(back) {
				return bot.ErrLater
			}
			return nil
		}))
		if err != nil || last.Before(back) {
			t.Fatalf("Run: %v, handed over last at %v, want after %v", err, last, back)
		}
		if first, longest := pauses[0], slices.Max(pauses); first > 200*time.Millisecond || longest > 10*time.Second {
			t.Errorf("the first pause is %v, the longest %v", first, longest)
		}
		if shortest := slices.Min(pauses); shortest < 10*time.Millisecond {
			t.Errorf("the shortest pause is %v", shortest)
		}
	})
}

func TestRunLogsWhatWentWrong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log strings.Builder
		o := options(slog.New(slog.NewTextHandler(&log, nil)))
		failures := []error{bot.ErrLater, bot.ErrNever, errors.New("secret"), nil}
		in := strings.NewReader("secret one\nsecret two\nsecret three\nsecret four\n")
		err := console.New(in, io.Discard, o).Run(t.Context(), handler(func(context.Context, bot.Event) error {
			if len(failures) == 0 {
				panic("secret")
			}
			err := failures[0]
			failures = failures[1:]
			return err
		}))
		if err != nil {
			t.Fatalf("Run: %v", err)
		}
		for _, want := range []string{
			"store away", `event=r-1 kind="cannot be handled"`, `event=r-2 kind="error of type *errors.errorString"`,
			`event=r-4 kind="a panic with a value of type string"`,
		} {
			if !strings.Contains(log.String(), want) {
				t.Errorf("the log does not say %q", want)
			}
		}
		if strings.Contains(log.String(), "secret") || strings.Contains(log.String(), "r-3") {
			t.Errorf("the log says too much:\n%s", log.String())
		}
	})
}
