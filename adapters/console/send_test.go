package console_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"

	"unknot/adapters/console"
	"unknot/bot"
)

func outgoing(m bot.Message) bot.Outgoing { return bot.Outgoing{Chat: "me", Message: m} }

func TestSendPrintsWhatRenderSays(t *testing.T) {
	out := &screen{}
	m := message("Sit **down**.\n\n- one\n- two", "Done", "Stop")
	reference, err := console.New(strings.NewReader(""), out, options(nil)).Send(t.Context(), outgoing(m))
	if err != nil || reference != "" {
		t.Errorf("Send: %q, %v, want no reference and no error", reference, err)
	}
	if got := out.messages(); len(got) != 1 || got[0] != console.Render(m) {
		t.Errorf("printed %q, want one Write of %q", got, console.Render(m))
	}
}

func TestSendToBrokenPipe(t *testing.T) {
	r, w := pipe(t)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := console.New(strings.NewReader(""), w, options(nil)).Send(t.Context(), outgoing(message("secret")))
	if bot.ClassOf(err) != bot.SendGone || !errors.Is(err, syscall.EPIPE) {
		t.Errorf("Send to a broken pipe: %v, want the chat gone", err)
	}
}

func TestSendErrors(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secret")
	for name, test := range map[string]struct {
		err   error
		class bot.SendClass
		says  string
	}{
		"broken pipe":  {&fs.PathError{Op: "write", Path: file, Err: syscall.EPIPE}, bot.SendGone, "broken pipe"},
		"closed pipe":  {io.ErrClosedPipe, bot.SendGone, "closed pipe"},
		"closed file":  {os.ErrClosed, bot.SendGone, "already closed"},
		"disk full":    {&fs.PathError{Op: "write", Path: file, Err: syscall.ENOSPC}, bot.SendUnknown, "no space left"},
		"short write":  {io.ErrShortWrite, bot.SendUnknown, "short write"},
		"anything":     {errors.New("secret"), bot.SendUnknown, "error of type"},
		"out of time":  {os.ErrDeadlineExceeded, bot.SendUnknown, "timeout"},
		"half a reply": {io.ErrUnexpectedEOF, bot.SendUnknown, "error of type"},
	} {
		t.Run(name, func(t *testing.T) {
			out := &screen{}
			out.fail(test.err, 1)
			_, err := console.New(strings.NewReader(""), out, options(nil)).Send(t.Context(), outgoing(message("secret")))
			var se *bot.SendError
			if !errors.As(err, &se) || se.Class != test.class || !strings.Contains(err.Error(), test.says) {
				t.Errorf("Send: %v, want class %q and %q", err, test.class, test.says)
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("Send says too much: %v", err)
			}
		})
	}
}

func TestSendToSomebodyElse(t *testing.T) {
	out := &screen{}
	_, err := console.New(strings.NewReader(""), out, options(nil)).Send(t.Context(), bot.Outgoing{Chat: "her", Message: message("private")})
	if bot.ClassOf(err) != bot.SendPermanent || len(out.messages()) != 0 {
		t.Errorf("Send to another chat: %v, printed %q; want it refused", err, out.messages())
	}
}

// What nobody saw cannot be meant: a key goes on meaning what it meant.
func TestSendFailedKeepsKeys(t *testing.T) {
	in, out := newKeyboard(), &screen{}
	c := console.New(in, out, options(nil))
	if _, err := c.Send(t.Context(), outgoing(message("Sit.", "Done"))); err != nil {
		t.Fatalf("Send: %v", err)
	}
	out.fail(syscall.ENOSPC, 0)
	unseen := bot.Message{Choice: []bot.Button{{Label: "Begin", Code: "unseen"}}}
	if _, err := c.Send(t.Context(), outgoing(unseen)); err == nil {
		t.Fatal("Send to a full disk succeeded")
	}
	in.typeIn("1\n^1\n")
	in.end(io.EOF)
	var events []bot.Event
	if err := c.Run(t.Context(), collect(&events)); err != nil {
		t.Fatalf("Run: %v", err)
	}
	if len(events) != 2 || events[0].Tap != "c0" || events[1].Text != "^1" {
		t.Errorf("the keys mean %+v, want the choice that was seen, and text", events)
	}
}

// stuck is a writer that takes nothing until it is released.
type stuck struct {
	screen
	release chan struct{}
}

func (s *stuck) Write(p []byte) (int, error) {
	<-s.release
	return s.screen.Write(p)
}

func TestSendWaitsForItsTurnNoLongerThanItMay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &stuck{release: make(chan struct{})}
		c := console.New(strings.NewReader(""), out, options(nil))
		first := make(chan error, 1)
		go func() {
			_, err := c.Send(t.Context(), outgoing(message("first")))
			first <- err
		}()
		synctest.Wait()
		ctx, cancel := context.WithCancel(t.Context())
		second := make(chan error, 1)
		go func() {
			_, err := c.Send(ctx, outgoing(message("second")))
			second <- err
		}()
		synctest.Wait()
		cancel()
		if err := <-second; bot.ClassOf(err) != bot.SendTemporary || !errors.Is(err, context.Canceled) {
			t.Errorf("a send that waits and is cancelled: %v, want it temporary", err)
		}
		close(out.release)
		if err := <-first; err != nil {
			t.Errorf("the first send: %v", err)
		}
		if got := out.messages(); len(got) != 1 || got[0] != "first\n\n" {
			t.Errorf("printed %q, want the first alone", got)
		}
	})
}

// A message may come while somebody types: it is whole, and the line typed
// around it is, too.
func TestSendWhileALineIsTyped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in, out := &closable{keyboard: newKeyboard()}, &screen{}
		c := console.New(in, out, options(nil))
		if _, err := c.Send(t.Context(), outgoing(message("Turn left.", "Done", "Stop"))); err != nil {
			t.Fatalf("Send: %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		var events []bot.Event
		ended := make(chan error, 1)
		go func() { ended <- c.Run(ctx, collect(&events)) }()
		in.typeIn("St")
		synctest.Wait()
		if _, err := c.Send(t.Context(), outgoing(message("Change side."))); err != nil {
			t.Fatalf("Send: %v", err)
		}
		in.typeIn("op\n")
		synctest.Wait()
		cancel()
		<-ended
		if len(events) != 1 || events[0].Tap != "c1" {
			t.Errorf("handed over %+v, want one tap on the card", events)
		}
		if got := out.messages(); len(got) != 2 || got[1] != "Change side.\n\n" {
			t.Errorf("printed %q, want the cue whole", got)
		}
	})
}

func TestCapabilities(t *testing.T) {
	want := bot.Capabilities{Name: "console"}
	if got := console.New(strings.NewReader(""), io.Discard, console.Options{}).Capabilities(); got != want {
		t.Errorf("Capabilities() = %+v, want %+v", got, want)
	}
}
