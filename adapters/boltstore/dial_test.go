package boltstore_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"unknot/adapters/boltstore"
	"unknot/bot"
	"unknot/bot/bottest"
)

// shortFolder is a folder whose path leaves room for a socket, which that of
// t.TempDir does not with long names of tests.
func shortFolder(t testing.TB) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "unknot")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return folder
}

func listen(t testing.TB, path string, s bot.Store) *boltstore.Listener {
	t.Helper()
	l, err := boltstore.Listen(path, s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatalf("Listen: %v", err)
	}
	t.Cleanup(func() { closeWell(t, l) })
	return l
}

func dial(t testing.TB, path string) bot.Store {
	t.Helper()
	s, err := boltstore.Dial(context.Background(), path)
	if err != nil {
		t.Fatalf("Dial: %v", err)
	}
	t.Cleanup(func() { closeWell(t, s) })
	return s
}

func closeWell(t testing.TB, c io.Closer) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
}

// served is a store with a listener before it and a dialled store at the end.
type served struct {
	file   *boltstore.Store
	l      *boltstore.Listener
	dialed bot.Store
}

func serveAndDial(t testing.TB, path string, c *bottest.Clock) served {
	t.Helper()
	s := open(t, path, c)
	l := listen(t, boltstore.SocketPath(path), s)
	return served{s, l, dial(t, boltstore.SocketPath(path))}
}

// TestDialledStore proves that through the socket every promise of a store
// holds.
func TestDialledStore(t *testing.T) {
	c := bottest.NewClock()
	paths, all := map[bot.Store]string{}, map[bot.Store]served{}
	start := func(t *testing.T, path string) bot.Store {
		s := serveAndDial(t, path, c)
		paths[s.dialed], all[s.dialed] = path, s
		return s.dialed
	}
	bottest.TestStore(t, bottest.StoreHarness{
		Open: func(t *testing.T) bot.Store { return start(t, filepath.Join(shortFolder(t), "unknot.db")) },
		Reopen: func(t *testing.T, s bot.Store) bot.Store {
			closeWell(t, s)
			closeWell(t, all[s].l)
			closeWell(t, all[s].file)
			return start(t, paths[s])
		},
		Advance: c.Advance,
	})
}

// TestOpenInUseLeadsToDial is what a command does beside a running serve.
func TestOpenInUseLeadsToDial(t *testing.T) {
	path := filepath.Join(shortFolder(t), "unknot.db")
	first := serveAndDial(t, path, nil).file
	_, err := boltstore.Open(path, boltstore.Options{LockWait: time.Millisecond})
	if !errors.Is(err, boltstore.ErrInUse) {
		t.Fatalf("Open of a file in use: %v, want ErrInUse", err)
	}
	commit(t, dial(t, boltstore.SocketPath(path)), bot.Change{Doc: "a", ID: "c1"})
	if _, err := first.Load(t.Context(), "a"); err != nil {
		t.Errorf("what was saved through the socket: %v", err)
	}
}

// TestDialSurvivesRestart uses one dialled store while the other process is
// stopped and started again.
func TestDialSurvivesRestart(t *testing.T) {
	path := filepath.Join(shortFolder(t), "unknot.db")
	s := serveAndDial(t, path, nil)
	commit(t, s.dialed, bot.Change{Doc: "a", ID: "c1"})
	closeWell(t, s.l)
	_, err := s.dialed.Load(t.Context(), "a")
	if err == nil || errors.Is(err, bot.ErrNotFound) {
		t.Errorf("Load from a listener that is gone: %v", err)
	}
	if _, err = s.dialed.Load(t.Context(), "a"); !errors.Is(err, boltstore.ErrNoListener) {
		t.Errorf("the next load: %v, want ErrNoListener", err)
	}
	listen(t, boltstore.SocketPath(path), s.file)
	if _, err := s.dialed.Load(t.Context(), "a"); err != nil {
		t.Errorf("Load after the restart: %v", err)
	}
}

func TestDialWithoutListener(t *testing.T) {
	folder := shortFolder(t)
	if _, err := boltstore.Dial(t.Context(), filepath.Join(folder, "no.sock")); !errors.Is(err, boltstore.ErrNoListener) {
		t.Errorf("Dial where nothing is: %v, want ErrNoListener", err)
	}
	path := filepath.Join(folder, "dead.sock")
	deadSocket(t, path)
	if _, err := boltstore.Dial(t.Context(), path); !errors.Is(err, boltstore.ErrNoListener) {
		t.Errorf("Dial of the socket of a dead process: %v, want ErrNoListener", err)
	}
}

func TestDialledStoreAfterClose(t *testing.T) {
	s := serveAndDial(t, filepath.Join(shortFolder(t), "unknot.db"), nil)
	closeWell(t, s.dialed)
	if _, err := s.dialed.Load(t.Context(), "a"); err == nil || errors.Is(err, bot.ErrNotFound) {
		t.Errorf("Load after Close: %v, want an error that says it is closed", err)
	}
	commit(t, s.file, bot.Change{Doc: "a", ID: "c1"}) // the store itself goes on
}

// TestDialHonoursContext dials somebody who never greets.
func TestDialHonoursContext(t *testing.T) {
	path := filepath.Join(shortFolder(t), "mute.sock")
	muteSocket(t, path)
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := boltstore.Dial(ctx, path); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Dial: %v, want the deadline of the context", err)
	}
}
