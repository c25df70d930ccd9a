package boltstore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"sync"
	"time"

	"unknot/bot"
)

const (
	// maxLines is how many connections are served at once. It bounds the
	// memory of the process that serves.
	maxLines = 64
	// drainTime is how long Close lets calls under way finish. The whole
	// process has ten seconds to stop.
	drainTime = 2 * time.Second
)

// Listener lets other processes of the same user use a store through a socket.
type Listener struct {
	store  bot.Store
	log    *slog.Logger
	path   string
	socket *net.UnixListener
	drain  time.Duration

	ctx    context.Context // of every call; over when Close cuts them off
	cancel context.CancelFunc
	all    sync.WaitGroup // the goroutines

	mu      sync.Mutex
	closing bool
	lines   map[net.Conn]bool
}

// Listen serves a store on a socket at path, see SocketPath, until Close. The
// caller has the data file open, so whoever else has a socket at this path is
// dead and it is replaced; if that process does answer, the error is
// ErrListening. Listen creates the folder if need be.
func Listen(path string, store bot.Store, log *slog.Logger) (*Listener, error) {
	socket, err := bind(path)
	if err != nil {
		return nil, fmt.Errorf("listen for other commands: %w", err)
	}
	l := &Listener{store: store, log: log, path: path, socket: socket, drain: drainTime, lines: map[net.Conn]bool{}}
	l.ctx, l.cancel = context.WithCancel(context.Background())
	l.all.Go(l.accept)
	return l, nil
}

func (l *Listener) accept() {
	for {
		conn, err := l.socket.AcceptUnix()
		if err == nil {
			l.admit(conn)
			continue
		}
		if errors.Is(err, net.ErrClosed) {
			return
		}
		l.log.Warn("a command could not connect to the store", "err", err)
		select { // such as too many open files, which passes
		case <-time.After(100 * time.Millisecond):
		case <-l.ctx.Done():
		}
	}
}

// admit begins to serve a connection, or says why not.
func (l *Listener) admit(conn *net.UnixConn) {
	greeting := hello{Protocol: protocol}
	if err := checkPeer(conn); err != nil {
		l.log.Warn("a connection to the store was refused", "err", err)
		greeting.Refused = err.Error()
	} else if !l.enter(conn) {
		greeting.Refused = "too many commands use the store, or it is about to stop: try again"
	}
	line := newLine(conn)
	// The first message to a fresh socket fits its buffer, so this is quick.
	err := errors.Join(line.put(greeting), line.flush())
	switch {
	case greeting.Refused != "":
		_ = conn.Close()
	case err != nil:
		l.leave(conn)
	default:
		l.all.Go(func() {
			defer l.leave(conn)
			l.serve(line)
		})
	}
}

func (l *Listener) enter(conn net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closing || len(l.lines) >= maxLines {
		return false
	}
	l.lines[conn] = true
	return true
}

func (l *Listener) leave(conn net.Conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.lines, conn)
	_ = conn.Close()
}

// Close stops listening and removes the socket. Calls under way may finish
// for two seconds and are then cut off. It returns when no goroutine of the
// listener is left, so that the store may be closed. Closing twice is fine.
func (l *Listener) Close() error {
	l.mu.Lock()
	first := !l.closing
	l.closing = true
	for conn := range l.lines {
		// Whoever waits for a request stops waiting; answers go on.
		_ = conn.SetReadDeadline(time.Unix(1, 0))
	}
	l.mu.Unlock()
	var err error
	if first {
		if err = errors.Join(os.Remove(l.path), l.socket.Close()); errors.Is(err, fs.ErrNotExist) {
			err = nil // somebody removed it, which harms nobody
		}
	}
	l.wait()
	if err != nil {
		return fmt.Errorf("stop listening for other commands: %w", err)
	}
	return nil
}

func (l *Listener) wait() {
	done := make(chan struct{})
	go func() {
		l.all.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(l.drain):
		l.cut()
		<-done
	}
	l.cancel()
}

// cut ends all calls.
func (l *Listener) cut() {
	l.cancel()
	l.mu.Lock()
	defer l.mu.Unlock()
	for conn := range l.lines {
		_ = conn.Close()
	}
}
