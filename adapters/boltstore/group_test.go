package boltstore_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"

	"unknot/adapters/boltstore"
	"unknot/bot"
)

var errWrite = errors.New("this write fails")

// TestFailedWriteLeavesOthersAlone puts a failing write between good ones of
// the same transaction.
func TestFailedWriteLeavesOthersAlone(t *testing.T) {
	s := open(t, dataFile(t), nil)
	release := boltstore.HoldTurn(s)
	failed := make(chan error, 1)
	done := make(chan error, 2)
	for i := range 2 {
		go func() {
			_, err := s.Commit(t.Context(), []bot.Change{{Doc: bot.DocID(fmt.Sprint(i)), ID: "c1"}})
			done <- err
		}()
		boltstore.AwaitWriters(s, 2*i+1)
		if i == 0 {
			go func() { failed <- boltstore.WriteFunc(s, func() error { return errWrite }) }()
			boltstore.AwaitWriters(s, 2)
		}
	}
	release()
	if err := <-failed; !errors.Is(err, errWrite) {
		t.Errorf("the failing write: %v", err)
	}
	for i := range 2 {
		if err := <-done; err != nil {
			t.Errorf("a write beside a failing one: %v", err)
		}
		if _, err := s.Load(t.Context(), bot.DocID(fmt.Sprint(i))); err != nil {
			t.Errorf("load document %d: %v", i, err)
		}
	}
}

// TestWaitingWriteIsWithdrawn cancels a commit that waits behind another.
func TestWaitingWriteIsWithdrawn(t *testing.T) {
	s := open(t, dataFile(t), nil)
	release := boltstore.HoldTurn(s)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := s.Commit(ctx, []bot.Change{{Doc: "a", ID: "c1"}})
		done <- err
	}()
	boltstore.AwaitWriters(s, 1)
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("the cancelled commit: %v", err)
	}
	release()
	commit(t, s, bot.Change{Doc: "b", ID: "c1"})
	if _, err := s.Load(t.Context(), "a"); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("the cancelled commit was written: %v", err)
	}
}

// TestCancelledTooLate cancels a commit while its transaction runs: it is
// written, so it must not be reported as cancelled.
func TestCancelledTooLate(t *testing.T) {
	s := open(t, dataFile(t), nil)
	ctx, cancel := context.WithCancel(t.Context())
	release := boltstore.HoldTurn(s)
	first, second := make(chan error, 1), make(chan error, 1)
	go func() {
		first <- boltstore.WriteFunc(s, func() error {
			cancel()
			return nil
		})
	}()
	boltstore.AwaitWriters(s, 1)
	go func() {
		_, err := s.Commit(ctx, []bot.Change{{Doc: "a", ID: "c1"}})
		second <- err
	}()
	boltstore.AwaitWriters(s, 2)
	release()
	if err := errors.Join(<-first, <-second); err != nil {
		t.Errorf("a write cancelled while it ran: %v", err)
	}
	if _, err := s.Load(t.Context(), "a"); err != nil {
		t.Errorf("Load: %v", err)
	}
}

// TestPanicStopsWriting stands for a page that is damaged while in use: what
// was saved can still be read, nothing is written, and closing does not hang.
func TestPanicStopsWriting(t *testing.T) {
	path := dataFile(t)
	s := open(t, path, nil)
	commit(t, s, bot.Change{Doc: "a", ID: "c1"})
	err := boltstore.WriteFunc(s, func() error { panic("assertion failed: page 7") })
	if !errors.As(err, new(*boltstore.DamagedFileError)) {
		t.Errorf("the write that panicked: %v", err)
	}
	if _, err := s.Commit(t.Context(), []bot.Change{{Doc: "b", ID: "c1"}}); !errors.As(err, new(*boltstore.DamagedFileError)) {
		t.Errorf("a commit after it: %v", err)
	}
	if _, err := s.Load(t.Context(), "a"); err != nil {
		t.Errorf("a load after it: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copied := dataFile(t)
	if err := os.WriteFile(copied, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, copied, nil).Load(t.Context(), "a"); err != nil {
		t.Errorf("a load from a copy of the file: %v", err)
	}
}
