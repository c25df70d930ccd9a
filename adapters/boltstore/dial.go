package boltstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"sync"
	"syscall"

	"unknot/bot"
)

// maxCalls is how many calls one dialled store makes at once; more wait. It is
// well below what a Listener serves, so that several commands fit. A walk does
// not count: it may last long, and its visits make calls.
const maxCalls = 16

// remote is the store of another process.
type remote struct {
	path   string
	places chan struct{} // one for each call under way

	mu     sync.Mutex
	closed bool
	idle   []*line
}

var _ bot.Store = (*remote)(nil)

// Dial returns the store that another process serves on the socket at path,
// see SocketPath and Listen. It returns ErrNoListener when there is none. The
// context is of dialling alone; each call has its own, and nothing else limits
// how long a call may take.
//
// Errors of the other store arrive as their text, but for bot.ErrNotFound and
// bot.ErrConflict. When the other process goes away, calls fail with unknown
// outcome, as bot.Store allows; the next call connects anew. Close ends the
// connection and not the store.
func Dial(ctx context.Context, path string) (bot.Store, error) {
	r := &remote{path: path, places: make(chan struct{}, maxCalls)}
	first, err := r.connect(ctx)
	if err != nil {
		return nil, fmt.Errorf("reach the running unknot: %w", err)
	}
	r.giveBack(first)
	return r, nil
}

// connect opens a connection and waits for the greeting.
func (r *remote) connect(ctx context.Context) (*line, error) {
	if err := checkSocketPath(r.path); err != nil {
		return nil, err
	}
	conn, err := new(net.Dialer).DialContext(ctx, "unix", r.path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ECONNREFUSED) {
		return nil, ErrNoListener
	}
	if err != nil {
		return nil, err
	}
	l := newLine(conn)
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	err = greet(l)
	if !stop() {
		err = ctx.Err()
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return l, nil
}

func greet(l *line) error {
	var greeting hello
	switch err := l.get(&greeting); {
	case err != nil:
		return lost(err)
	case greeting.Refused != "":
		return fmt.Errorf("it refused: %s", greeting.Refused)
	case greeting.Protocol != protocol:
		return fmt.Errorf("it is another version of Unknot (it speaks protocol %d, this one %d): use the same program for both", greeting.Protocol, protocol)
	default:
		return nil
	}
}

// lost says what an ended connection means.
func lost(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET) {
		return errors.New("it ended the connection, so it is not known what was done: see whether it still runs, and try again")
	}
	return err
}

// take returns a connection that nobody uses.
func (r *remote) take(ctx context.Context) (*line, error) {
	r.mu.Lock()
	if n := len(r.idle); n > 0 && !r.closed {
		l := r.idle[n-1]
		r.idle = r.idle[:n-1]
		r.mu.Unlock()
		return l, nil
	}
	closed := r.closed
	r.mu.Unlock()
	if closed {
		return nil, errors.New("the store was closed")
	}
	return r.connect(ctx)
}

func (r *remote) giveBack(l *line) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed || len(r.idle) >= maxCalls {
		_ = l.conn.Close()
		return
	}
	r.idle = append(r.idle, l)
}

// Close implements bot.Store.
func (r *remote) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	var err error
	for _, l := range r.idle {
		err = errors.Join(err, l.conn.Close())
	}
	r.idle = nil
	return err
}
