package boltstore_test

import (
	"context"
	"encoding/gob"
	"errors"
	"net"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"unknot/adapters/boltstore"
	"unknot/bot"
)

// hooked is a store of which a test plays some methods.
type hooked struct {
	bot.Store
	load func(context.Context) (bot.Stored, error)
	walk func(context.Context, func(bot.Stored) error) error
}

func (h hooked) Load(ctx context.Context, _ bot.DocID) (bot.Stored, error) { return h.load(ctx) }

func (h hooked) Walk(ctx context.Context, visit func(bot.Stored) error) error {
	return h.walk(ctx, visit)
}

func serveHooked(t *testing.T, h hooked) (*boltstore.Listener, bot.Store) {
	t.Helper()
	path := filepath.Join(shortFolder(t), "s")
	return listen(t, path, h), dial(t, path)
}

// wantNoGoroutines looks for what the package has left running.
func wantNoGoroutines(t *testing.T) {
	t.Helper()
	wantGone(t, "unknot/adapters/boltstore.")
}

// wantGone waits a little for goroutines that have nothing left to do but to
// end, and reports the others.
func wantGone(t *testing.T, names ...string) {
	t.Helper()
	var left string
	for range 10_000 {
		if left = running(names); left == "" {
			return
		}
		runtime.Gosched()
	}
	t.Errorf("left running: %s", left)
}

// running returns the stack of a goroutine that has one of the names in it.
func running(names []string) string {
	stacks := make([]byte, 1<<20)
	for stack := range strings.SplitSeq(string(stacks[:runtime.Stack(stacks, true)]), "\n\n") {
		for _, name := range names {
			if strings.Contains(stack, name) {
				return stack
			}
		}
	}
	return ""
}

// TestCloseDrains closes the listener while a call is under way: it is
// answered before Close returns, and nothing is left.
func TestCloseDrains(t *testing.T) {
	begun, finish := make(chan bool), make(chan bool)
	l, s := serveHooked(t, hooked{load: func(ctx context.Context) (bot.Stored, error) {
		begun <- true
		<-finish
		return bot.Stored{Doc: "a", Version: 7}, ctx.Err()
	}})
	loaded, closed := make(chan error, 1), make(chan error, 1)
	go func() {
		stored, err := s.Load(context.Background(), "a")
		if err == nil && stored.Version != 7 {
			err = errors.New("another document arrived")
		}
		loaded <- err
	}()
	<-begun
	go func() { closed <- l.Close() }()
	boltstore.AwaitClosing(l)
	select {
	case err := <-closed:
		t.Errorf("Close returned while a call was under way: %v", err)
	default:
	}
	close(finish)
	if err := errors.Join(<-loaded, <-closed); err != nil {
		t.Errorf("the call under way and Close: %v", err)
	}
	wantNoGoroutines(t)
}

// TestCloseCutsOff has a call that waits until its context is over, a walk
// whose visitor does not take more, and a connection that says nothing.
func TestCloseCutsOff(t *testing.T) {
	begun := make(chan bool, 1)
	l, s := serveHooked(t, hooked{
		load: func(ctx context.Context) (bot.Stored, error) {
			begun <- true
			<-ctx.Done()
			return bot.Stored{}, ctx.Err()
		},
		walk: func(_ context.Context, visit func(bot.Stored) error) error {
			for {
				if err := visit(bot.Stored{Doc: "a", Data: make([]byte, 1<<16)}); err != nil {
					return err
				}
			}
		},
	})
	boltstore.SetDrain(l, 0)
	dialSilently(t, l)
	loaded, walked, visiting, stay := make(chan error, 1), make(chan error, 1), make(chan bool, 1), make(chan bool)
	go func() {
		_, err := s.Load(context.Background(), "a")
		loaded <- err
	}()
	go func() {
		walked <- s.Walk(context.Background(), func(bot.Stored) error {
			select {
			case visiting <- true:
			default:
			}
			<-stay
			return nil
		})
	}()
	<-begun
	<-visiting
	closeWell(t, l)
	wantNoListener(t)
	close(stay)
	for _, done := range []chan error{loaded, walked} {
		if err := <-done; err == nil {
			t.Error("a call that was cut off succeeded")
		}
	}
	closeWell(t, l) // again
	wantNoGoroutines(t)
}

// dialSilently connects and never asks for anything.
func dialSilently(t *testing.T, l *boltstore.Listener) {
	t.Helper()
	dial(t, boltstore.PathOf(l))
}

// wantNoListener is wantNoGoroutines while calls of the other side last.
func wantNoListener(t *testing.T) {
	t.Helper()
	wantGone(t, "boltstore.(*Listener)", "boltstore.receive")
}

// TestHangingUpEndsTheCall proves that a context that is over on one side is
// over on the other.
func TestHangingUpEndsTheCall(t *testing.T) {
	begun, over := make(chan bool, 1), make(chan error, 1)
	_, s := serveHooked(t, hooked{load: func(ctx context.Context) (bot.Stored, error) {
		begun <- true
		<-ctx.Done()
		over <- ctx.Err()
		return bot.Stored{}, ctx.Err()
	}})
	ctx, cancel := context.WithCancel(t.Context())
	loaded := make(chan error, 1)
	go func() {
		_, err := s.Load(ctx, "a")
		loaded <- err
	}()
	<-begun
	cancel()
	if err := <-loaded; !errors.Is(err, context.Canceled) {
		t.Errorf("the call: %v, want context.Canceled", err)
	}
	if err := <-over; !errors.Is(err, context.Canceled) {
		t.Errorf("the call below: %v, want context.Canceled", err)
	}
}

// TestWalkStreams walks through more than the buffers hold and sees that the
// walk below is not far ahead of the visits.
func TestWalkStreams(t *testing.T) {
	const documents, size = 400, 1 << 16
	sent := make(chan int, documents)
	_, s := serveHooked(t, hooked{walk: func(_ context.Context, visit func(bot.Stored) error) error {
		for i := range documents {
			sent <- i
			if err := visit(bot.Stored{Doc: "a", Version: bot.Version(i + 1), Data: make([]byte, size)}); err != nil {
				return err
			}
		}
		return nil
	}})
	visits, ahead := 0, 0
	err := s.Walk(t.Context(), func(stored bot.Stored) error {
		visits++
		ahead = max(ahead, len(sent)-visits)
		if stored.Version != bot.Version(visits) || len(stored.Data) != size {
			t.Errorf("visit %d got version %d with %d bytes", visits, stored.Version, len(stored.Data))
		}
		return nil
	})
	if err != nil || visits != documents {
		t.Errorf("Walk: %d visits, %v", visits, err)
	}
	if ahead > documents/4 {
		t.Errorf("the walk below was %d documents ahead: it does not stream", ahead)
	}
}

// TestErrorsArrive proves that the errors of the port stay what they are, and
// that of others the text arrives.
func TestErrorsArrive(t *testing.T) {
	below := errors.New("the disk is full")
	_, s := serveHooked(t, hooked{
		load: func(context.Context) (bot.Stored, error) { return bot.Stored{}, below },
		walk: func(_ context.Context, visit func(bot.Stored) error) error {
			return errors.Join(visit(bot.Stored{Doc: "a"}), below)
		},
	})
	if _, err := s.Load(t.Context(), "a"); err == nil || err.Error() != below.Error() || errors.Is(err, bot.ErrNotFound) || errors.Is(err, bot.ErrConflict) {
		t.Errorf("Load: %v, want the text of %v", err, below)
	}
	visits := 0
	err := s.Walk(t.Context(), func(bot.Stored) error { visits++; return nil })
	if err == nil || err.Error() != below.Error() || visits != 1 {
		t.Errorf("a walk that fails on its way: %v after %d visits", err, visits)
	}
}

// TestListenerSurvivesGarbage sends what no command sends.
func TestListenerSurvivesGarbage(t *testing.T) {
	path := filepath.Join(shortFolder(t), "s")
	l := listen(t, path, open(t, dataFile(t), nil))
	for name, garbage := range map[string]string{
		"text":             "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"nothing":          "",
		"a huge length":    "\xf8\x7f\xff\xff\xff\xff\xff\xff\xff",
		"a large message":  "\xfc\x3f\xff\xff\xff" + strings.Repeat("x", 17<<20),
		"half of a length": "\xfc\x01",
	} {
		conn, err := net.Dial("unix", path)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = conn.Write([]byte(garbage)) // it may hang up before all is sent
		if err := conn.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	commit(t, dial(t, path), bot.Change{Doc: "a", ID: "c1"})
	closeWell(t, l)
	wantNoListener(t)
}

func TestTooLargeMessageIsRefused(t *testing.T) {
	s := serveAndDial(t, filepath.Join(shortFolder(t), "unknot.db"), nil).dialed
	_, err := s.Commit(t.Context(), []bot.Change{{Doc: "a", ID: "c1", Data: make([]byte, 17<<20)}})
	if err == nil || !strings.Contains(err.Error(), "ask for less at once") {
		t.Errorf("a commit of 17 MB: %v", err)
	}
	commit(t, s, bot.Change{Doc: "a", ID: "c1", Data: make([]byte, 15<<20)})
}

// TestTooManyLines fills the listener with connections of others.
func TestTooManyLines(t *testing.T) {
	path := filepath.Join(shortFolder(t), "s")
	listen(t, path, open(t, dataFile(t), nil))
	var others []bot.Store
	for range 64 {
		others = append(others, dial(t, path))
	}
	if _, err := boltstore.Dial(t.Context(), path); err == nil || !strings.Contains(err.Error(), "try again") {
		t.Errorf("one connection too many: %v", err)
	}
	closeWell(t, others[0])
	for { // the listener notices a moment later
		s, err := boltstore.Dial(t.Context(), path)
		if err == nil {
			closeWell(t, s)
			return
		}
		runtime.Gosched()
	}
}

// TestOtherProtocol dials another version of the program.
func TestOtherProtocol(t *testing.T) {
	path := filepath.Join(shortFolder(t), "s")
	socket, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	go func() {
		conn, err := socket.Accept()
		if err == nil {
			_ = gob.NewEncoder(conn).Encode(struct{ Protocol int }{2})
			_ = conn.Close()
		}
	}()
	if _, err := boltstore.Dial(t.Context(), path); err == nil || !strings.Contains(err.Error(), "another version of Unknot") {
		t.Errorf("Dial of another protocol: %v", err)
	}
}
