package bot_test

import (
	"context"
	"errors"
	"sync"
	"time"

	"unknot/bot"
)

// mortal is a process that dies at its nth point. Points lie before and after
// everything that is seen from outside: each operation of the store, and each
// message. From its death on nothing of it takes effect any more, so that the
// rest of what it would have done can run out in peace.
type mortal struct {
	mu   sync.Mutex
	n    int
	last int // 0 lives for ever
}

var errDead = errors.New("this process is dead")

// point passes one point and reports whether the process is dead after it.
func (m *mortal) point() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.last > 0 && m.n >= m.last {
		return true
	}
	m.n++
	return m.n == m.last
}

func (m *mortal) passed() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.n
}

func (m *mortal) dead() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.last > 0 && m.n >= m.last
}

// around runs an operation between two points.
func around[T any](m *mortal, call func() (T, error)) (T, error) {
	var none T
	if m.point() {
		return none, errDead
	}
	result, err := call()
	if m.point() {
		return none, errDead
	}
	return result, err
}

// mortalStore is the store as a mortal process reaches it.
type mortalStore struct {
	bot.Store
	life *mortal
}

func (s mortalStore) Load(ctx context.Context, doc bot.DocID) (bot.Stored, error) {
	return around(s.life, func() (bot.Stored, error) { return s.Store.Load(ctx, doc) })
}

func (s mortalStore) Commit(ctx context.Context, changes []bot.Change) ([]bot.Committed, error) {
	return around(s.life, func() ([]bot.Committed, error) { return s.Store.Commit(ctx, changes) })
}

func (s mortalStore) Claim(ctx context.Context, lane bot.Lane, n int, lease time.Duration) (bot.Claimed, error) {
	return around(s.life, func() (bot.Claimed, error) { return s.Store.Claim(ctx, lane, n, lease) })
}

func (s mortalStore) Erase(ctx context.Context, doc bot.DocID) error {
	_, err := around(s.life, func() (struct{}, error) { return struct{}{}, s.Store.Erase(ctx, doc) })
	return err
}

// mortalSender is the platform as a mortal process reaches it.
type mortalSender struct {
	bot.Sender
	life *mortal
}

func (s mortalSender) Send(ctx context.Context, out bot.Outgoing) (bot.Reference, error) {
	return around(s.life, func() (bot.Reference, error) { return s.Sender.Send(ctx, out) })
}
