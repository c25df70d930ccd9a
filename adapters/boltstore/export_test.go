package boltstore

import (
	"context"
	"runtime"
	"time"

	"go.etcd.io/bbolt"
)

// DB shows tests the database below a store.
func DB(s *Store) *bbolt.DB { return s.db }

// HoldTurn keeps all writers of a store waiting until release is called.
func HoldTurn(s *Store) (release func()) {
	s.turn <- struct{}{}
	return func() { <-s.turn }
}

// AwaitWriters returns when n writers wait.
func AwaitWriters(s *Store, n int) {
	for {
		s.mu.Lock()
		waiting := len(s.waiting)
		s.mu.Unlock()
		if waiting >= n {
			return
		}
		runtime.Gosched()
	}
}

// WriteFunc runs apply like any write, so that tests can make one fail.
func WriteFunc(s *Store, apply func() error) error {
	return s.write(context.Background(), func(*txn) error { return apply() })
}

// MayAsk shows tests who may use a socket.
func MayAsk(peer, own int) bool { return mayAsk(peer, own) }

// SetDrain sets how long Close lets calls finish.
func SetDrain(l *Listener, d time.Duration) { l.drain = d }

// PathOf returns where a listener listens.
func PathOf(l *Listener) string { return l.path }

// AwaitClosing returns when Close of a listener has begun.
func AwaitClosing(l *Listener) {
	for {
		l.mu.Lock()
		closing := l.closing
		l.mu.Unlock()
		if closing {
			return
		}
		runtime.Gosched()
	}
}
