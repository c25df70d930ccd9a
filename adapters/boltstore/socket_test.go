package boltstore_test

import (
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unknot/adapters/boltstore"
	"unknot/bot"
)

// deadSocket leaves a socket as a killed process does.
func deadSocket(t *testing.T, path string) {
	t.Helper()
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	l.SetUnlinkOnClose(false)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

// muteSocket takes connections and says nothing.
func muteSocket(t *testing.T, path string) {
	t.Helper()
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
}

func wantListenRefused(t *testing.T, path, want string) error {
	t.Helper()
	l, err := boltstore.Listen(path, nil, slog.New(slog.DiscardHandler))
	if err == nil {
		_ = l.Close()
		t.Fatal("Listen succeeded")
	}
	if !strings.Contains(err.Error(), want) {
		t.Errorf("Listen: %q, want %q in it", err, want)
	}
	return err
}

func TestSocketIsPrivate(t *testing.T) {
	path := filepath.Join(shortFolder(t), "new", "unknot.db.sock")
	l := listen(t, path, open(t, dataFile(t), nil))
	for name, want := range map[string]fs.FileMode{
		path:               fs.ModeSocket | 0o600,
		filepath.Dir(path): fs.ModeDir | 0o700,
	} {
		if info, err := os.Lstat(name); err != nil || info.Mode() != want {
			t.Errorf("%s has mode %v, %v, want %v", name, info.Mode(), err, want)
		}
	}
	closeWell(t, l)
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 0 {
		t.Errorf("after Close there is %v, %v", left, err)
	}
}

func TestMayAsk(t *testing.T) {
	for _, test := range []struct {
		peer, own int
		want      bool
	}{{1000, 1000, true}, {0, 1000, true}, {0, 0, true}, {1000, 0, false}, {1001, 1000, false}, {65534, 1000, false}} {
		if got := boltstore.MayAsk(test.peer, test.own); got != test.want {
			t.Errorf("user %d may ask the store of user %d: %v, want %v", test.peer, test.own, got, test.want)
		}
	}
}

func TestListenReplacesDeadSocket(t *testing.T) {
	path := filepath.Join(shortFolder(t), "unknot.db.sock")
	deadSocket(t, path)
	s := open(t, dataFile(t), nil)
	listen(t, path, s)
	commit(t, dial(t, path), bot.Change{Doc: "a", ID: "c1"})
}

func TestListenRefusesLiveSocket(t *testing.T) {
	path := filepath.Join(shortFolder(t), "unknot.db.sock")
	listen(t, path, open(t, dataFile(t), nil))
	if err := wantListenRefused(t, path, "stop it first"); !errors.Is(err, boltstore.ErrListening) {
		t.Errorf("Listen: %v, want ErrListening", err)
	}
	commit(t, dial(t, path), bot.Change{Doc: "a", ID: "c1"}) // the first one is not harmed
}

func TestListenLeavesFilesAlone(t *testing.T) {
	path := filepath.Join(shortFolder(t), "unknot.db.sock")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	wantListenRefused(t, path, "is in the way of the socket")
	if content, err := os.ReadFile(path); err != nil || string(content) != "mine" {
		t.Errorf("the file became %q, %v", content, err)
	}
}

func TestListenRefusesOpenFolder(t *testing.T) {
	folder := shortFolder(t)
	if err := os.Chmod(folder, 0o770); err != nil {
		t.Fatal(err)
	}
	wantListenRefused(t, filepath.Join(folder, "unknot.db.sock"), "chmod it to 0700")
}

// TestSocketPathLimit tries the longest path that every system takes, and one
// byte more.
func TestSocketPathLimit(t *testing.T) {
	folder := shortFolder(t)
	long := filepath.Join(folder, strings.Repeat("x", 103-len(folder)-1))
	listen(t, long, open(t, dataFile(t), nil))
	commit(t, dial(t, long), bot.Change{Doc: "a", ID: "c1"})
	for _, path := range []string{long + "x", filepath.Join(folder, strings.Repeat("y", 200), "unknot.db.sock")} {
		wantListenRefused(t, path, "set UNKNOT_DATA to a folder with a shorter path")
		if _, err := boltstore.Dial(t.Context(), path); err == nil || !strings.Contains(err.Error(), "set UNKNOT_DATA") {
			t.Errorf("Dial of a path of %d bytes: %v", len(path), err)
		}
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 {
		t.Errorf("the refused sockets left %v, %v", entries, err)
	}
}
