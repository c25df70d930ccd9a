package main

import (
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"unknot/bot"
)

// Everything goes from either kind of store to either kind, sealed or not.
func TestBackupAndRestore(t *testing.T) {
	key := "UNKNOT_KEY=" + made(t)
	kinds := map[string]func() []string{
		"embedded": func() []string { return []string{"UNKNOT_DATA=" + t.TempDir()} },
		"sealed":   func() []string { return []string{"UNKNOT_DATA=" + t.TempDir(), key} },
		"Redis":    func() []string { return []string{"UNKNOT_DATA=/nowhere", "UNKNOT_REDIS_URL=" + redisServer(t), key} },
	}
	if _, err := exec.LookPath("redis-server"); err != nil {
		delete(kinds, "Redis") // TestServeOnRedis says how to get it
	}
	for from, makeFrom := range kinds {
		source := makeFrom()
		agrees(t, source)
		file := filepath.Join(t.TempDir(), "backup")
		if got := start(t, source, "backup", file); got.code != exitDone || !strings.Contains(got.stdout, "1 people") {
			t.Fatalf("%s: %d %s %s", from, got.code, got.stdout, got.stderr)
		}
		if got := start(t, source, "backup", file); got.code != exitUsage || !strings.Contains(got.stderr, "is there already") {
			t.Errorf("%s: written over: %d %s", from, got.code, got.stderr)
		}
		for to, makeTo := range kinds {
			if from != "embedded" && to == "embedded" {
				continue // it would need the key, and keep nothing sealed
			}
			target := makeTo()
			if got := start(t, target, "restore", file); got.code != exitDone || !strings.Contains(got.stdout, "1 people") {
				t.Errorf("%s to %s: %d %s %s", from, to, got.code, got.stdout, got.stderr)
				continue
			}
			if !knows(t, target) {
				t.Errorf("%s to %s: they are not known", from, to)
			}
			if got := start(t, target, "restore", file); got.code == exitDone || !strings.Contains(got.stderr, "empty") {
				t.Errorf("%s to %s, twice: %d %s", from, to, got.code, got.stderr)
			}
		}
	}
}

// A backup can be made while serve runs on the embedded store.
func TestBackupBesideServe(t *testing.T) {
	for name, environ := range map[string][]string{
		"plain":  {"UNKNOT_DATA=" + t.TempDir()},
		"sealed": {"UNKNOT_DATA=" + t.TempDir(), "UNKNOT_KEY=" + made(t)},
	} {
		here := newScripted("here")
		s := serve(t, environ, here.asPlatform())
		if err := here.taps(t, "1", bot.Tap{Do: bot.TapConsent, Arg: "1"}.Code()); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "backup")
		if got := start(t, environ, "backup", file); got.code != exitDone || !strings.Contains(got.stdout, "1 people") {
			t.Errorf("%s: %d %s %s", name, got.code, got.stdout, got.stderr)
		}
		s.ends()
		text, err := os.ReadFile(file)
		if err != nil || strings.Contains(string(text), "here:ada") && name == "sealed" && strings.Contains(string(text), "consent") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestARestoreThatCannotBe(t *testing.T) {
	key := "UNKNOT_KEY=" + made(t)
	source := []string{"UNKNOT_DATA=" + t.TempDir(), key}
	agrees(t, source)
	folder := t.TempDir()
	file := filepath.Join(folder, "backup")
	if got := start(t, source, "backup", file); got.code != exitDone {
		t.Fatal(got.stderr)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	cut := filepath.Join(folder, "cut")
	if err := os.WriteFile(cut, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args []string
		key  string
		want string
	}{
		"no such file": {[]string{filepath.Join(folder, "none")}, key, "cannot be read"},
		"cut short":    {[]string{cut}, key, ""},
		"no keys":      {[]string{file, "--keys", filepath.Join(folder, "none")}, key, "file of keys"},
		"wrong keys":   {[]string{file, "--keys", file}, key, "keys"},
		"wrong master": {[]string{file}, "UNKNOT_KEY=" + made(t), "UNKNOT_KEY"},
		"no master":    {[]string{file}, "UNKNOT_KEY=", "UNKNOT_KEY"},
	} {
		data := t.TempDir()
		got := start(t, []string{"UNKNOT_DATA=" + data, c.key}, append([]string{"restore"}, c.args...)...)
		if got.code == exitDone || !strings.Contains(got.stderr, c.want) {
			t.Errorf("%s: %d %q", name, got.code, got.stderr)
		}
		if knows(t, []string{"UNKNOT_DATA=" + data}) {
			t.Errorf("%s: something was written", name)
		}
	}
}

// Somebody who is sealed with a key that is not there stops a restore, and it
// says how many they are; with a flag the others are restored.
func TestRestoreSkipsWhoIsLocked(t *testing.T) {
	key := "UNKNOT_KEY=" + made(t)
	source, other := t.TempDir(), t.TempDir()
	agrees(t, []string{"UNKNOT_DATA=" + source, key})
	agrees(t, []string{"UNKNOT_DATA=" + other, "UNKNOT_KEY=" + made(t)})
	moveTo(t, source, "here:locked", storedIn(t, other, "here:ada"))
	file := filepath.Join(t.TempDir(), "backup")
	if got := start(t, []string{"UNKNOT_DATA=" + source, key}, "backup", file); got.code != exitDone || !strings.Contains(got.stdout, "2 people") {
		t.Fatalf("%d %s%s", got.code, got.stdout, got.stderr)
	}
	target := []string{"UNKNOT_DATA=" + t.TempDir(), key}
	if got := start(t, target, "restore", file); got.code == exitDone || !strings.Contains(got.stderr, "1 documents in this backup cannot be opened") {
		t.Errorf("%d %s%s", got.code, got.stdout, got.stderr)
	}
	if got := start(t, target, "restore", file, "--skip-locked"); got.code != exitDone || !strings.Contains(got.stdout, "1 people") || !strings.Contains(got.stdout, "1 cannot be opened") {
		t.Errorf("%d %s%s", got.code, got.stdout, got.stderr)
	}
	if !knows(t, target) {
		t.Error("the other one is not known")
	}
}

// storedIn returns a document as it lies below the sealing.
func storedIn(t *testing.T, data string, doc bot.DocID) bot.Stored {
	t.Helper()
	store, err := openBelow(t.Context(), config{Data: data}, slog.New(slog.DiscardHandler), alone)
	if err != nil {
		t.Fatal(err)
	}
	defer store.below.Close()
	stored, err := store.below.Load(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

// moveTo stores it elsewhere.
func moveTo(t *testing.T, data string, doc bot.DocID, stored bot.Stored) {
	t.Helper()
	store, err := openBelow(t.Context(), config{Data: data}, slog.New(slog.DiscardHandler), alone)
	if err != nil {
		t.Fatal(err)
	}
	defer store.below.Close()
	done, err := store.below.Commit(t.Context(), []bot.Change{{Doc: doc, ID: "moved", Data: stored.Data}})
	if err != nil || done[0].Err != nil {
		t.Fatal(done, err)
	}
}

// A backup destroys nothing: not itself, not what is no file of keys, and not
// with nobody in it.
func TestABackupDestroysNothing(t *testing.T) {
	key := "UNKNOT_KEY=" + made(t)
	source := []string{"UNKNOT_DATA=" + t.TempDir(), key}
	agrees(t, source)
	folder := write(t, map[string]string{"important": "do not touch"})
	for name, args := range map[string][]string{
		"one name for both": {filepath.Join(folder, "b"), "--keys", filepath.Join(folder, "b")},
		"the name of keys":  {filepath.Join(folder, keysFile)},
		"another file":      {filepath.Join(folder, "c"), "--keys", filepath.Join(folder, "important")},
	} {
		if got := start(t, source, append([]string{"backup"}, args...)...); got.code != exitUsage {
			t.Errorf("%s: %d %s%s", name, got.code, got.stdout, got.stderr)
		}
	}
	if text, err := os.ReadFile(filepath.Join(folder, "important")); err != nil || string(text) != "do not touch" {
		t.Errorf("%q, %v", text, err)
	}
	file := filepath.Join(folder, "d")
	if got := start(t, []string{"UNKNOT_DATA=" + filepath.Join(folder, "typo")}, "backup", file); got.code != exitUsage || !strings.Contains(got.stderr, "UNKNOT_DATA") {
		t.Errorf("a wrong folder: %d %s%s", got.code, got.stdout, got.stderr)
	}
	if _, err := os.Stat(filepath.Join(folder, "typo")); err == nil {
		t.Error("it made the wrong folder")
	}
	// Backing up needs no master key.
	if got := start(t, source[:1], "backup", file); got.code != exitDone {
		t.Errorf("without the key: %d %s%s", got.code, got.stdout, got.stderr)
	}
}

// A secret is no flag: it would stand in the list of processes.
func TestASecretIsNoFlag(t *testing.T) {
	for _, flag := range []string{"--key=swordfish", "--redis-password=swordfish", "--redis=redis://:swordfish@h/0"} {
		got := start(t, nil, "doctor", flag)
		if got.code != exitUsage || !strings.Contains(got.stderr, "UNKNOT_") || strings.Contains(got.stderr, "swordfish") {
			t.Errorf("%s: %d %s", flag, got.code, got.stderr)
		}
	}
}

// The terminal seals as serve does, and refuses a sealed store without its key.
func TestChatSeals(t *testing.T) {
	data, key := t.TempDir(), "UNKNOT_KEY="+made(t)
	agrees(t, []string{"UNKNOT_DATA=" + data, key})
	if got := start(t, []string{"UNKNOT_DATA=" + data}, "chat"); got.code != exitUsage || !strings.Contains(got.stderr, "UNKNOT_KEY is not set") {
		t.Errorf("%d %s", got.code, got.stderr)
	}
	if got := start(t, []string{"UNKNOT_DATA=" + data, key}, "chat"); got.code != exitDone {
		t.Errorf("%d %s", got.code, got.stderr)
	}
}
