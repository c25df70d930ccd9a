package main

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net"
	"os/exec"
	"strings"
	"testing"
	"time"

	"unknot/adapters/redisstore"
	"unknot/bot"
)

// redisServer starts a redis-server that keeps everything, and returns its URL.
// It ends with the test.
func redisServer(t *testing.T, settings ...string) string {
	t.Helper()
	program, err := exec.LookPath("redis-server")
	if err != nil {
		t.Skip("no redis-server is installed: apt-get install redis-server")
	}
	address := freeAddress(t)
	_, port, _ := net.SplitHostPort(address)
	args := append([]string{"--port", port, "--bind", "127.0.0.1", "--dir", t.TempDir(), "--save", "", "--appendonly", "yes", "--appendfsync", "always"}, settings...)
	server := exec.Command(program, args...)
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	})
	dialer := net.Dialer{Timeout: time.Second}
	for {
		conn, err := dialer.DialContext(context.Background(), "tcp", address)
		if err == nil {
			_ = conn.Close()
			return "redis://" + address + "/0"
		}
		select {
		case <-t.Context().Done():
			t.Fatal("redis-server does not answer")
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// made returns a fresh master key.
func made(t *testing.T) string {
	t.Helper()
	got := start(t, nil, "key")
	if got.code != exitDone {
		t.Fatal(got.stderr)
	}
	return strings.TrimSpace(got.stdout)
}

// agrees lets somebody agree on a platform that serve runs.
func agrees(t *testing.T, environ []string) {
	t.Helper()
	here := newScripted("here")
	s := serve(t, environ, here.asPlatform())
	if err := here.taps(t, "agree", bot.Tap{Do: bot.TapConsent, Arg: "1"}.Code()); err != nil {
		t.Fatal(err)
	}
	s.ends()
}

// knows reports whether that person is known there.
func knows(t *testing.T, environ []string) bool {
	t.Helper()
	here := newScripted("here")
	s := serve(t, environ, here.asPlatform())
	if err := here.says(t, rand.Text(), "start"); err != nil {
		t.Fatal(err)
	}
	s.ends()
	return strings.Contains(here.Sent()[0].Message.Text.Plain(), "Safety, 1 of 4")
}

func TestServeOnRedis(t *testing.T) {
	url, key := redisServer(t), made(t)
	environ := []string{"UNKNOT_DATA=/nowhere/at/all", "UNKNOT_REDIS_URL=" + url, "UNKNOT_KEY=" + key}
	if got := start(t, environ, "doctor"); !strings.Contains(got.stdout, "ok  store      nothing is kept yet") {
		t.Errorf("doctor on an empty database: %s %s", got.stdout, got.stderr)
	}
	if _, err := openBelow(t.Context(), config{Redis: secret{url}, Key: secret{key}}, slog.New(slog.DiscardHandler), looking); !errors.Is(err, redisstore.ErrEmpty) {
		t.Errorf("doctor left something there: %v", err)
	}
	agrees(t, environ)
	if !knows(t, environ) {
		t.Error("a restart lost them")
	}
	got := start(t, environ, "doctor")
	for _, want := range []string{"Redis: Redis syncs every change to disk", "ok  key", "ok  drift"} {
		if !strings.Contains(got.stdout, want) {
			t.Errorf("doctor lacks %q: %s %s", want, got.stdout, got.stderr)
		}
	}
	both := append(environ[:2:2], "UNKNOT_KEY="+made(t)+","+key)
	if got := start(t, both, "rotate-key"); got.code != exitDone {
		t.Fatalf("%d %s", got.code, got.stderr)
	}
	alone := append(environ[:2:2], "UNKNOT_KEY="+strings.Split(strings.TrimPrefix(both[2], "UNKNOT_KEY="), ",")[0])
	if !knows(t, alone) {
		t.Error("with the new key alone they are not known")
	}
	if got := start(t, environ, "doctor"); got.code == exitDone || !strings.Contains(got.stdout+got.stderr, "UNKNOT_KEY") {
		t.Errorf("the old key opens it: %s %s", got.stdout, got.stderr)
	}
}

// What can be wrong with a Redis is one sentence that names the setting, and
// nothing is written.
func TestARedisThatIsNoGood(t *testing.T) {
	key := "UNKNOT_KEY=" + made(t)
	forgetful := redisServer(t, "--appendonly", "no")
	locked := redisServer(t, "--requirepass", "swordfish")
	for name, c := range map[string]struct {
		environ []string
		want    string
	}{
		"no key":           {[]string{"UNKNOT_REDIS_URL=" + forgetful}, "UNKNOT_KEY"},
		"keeps nothing":    {[]string{"UNKNOT_REDIS_URL=" + forgetful, key}, "keeps nothing"},
		"no password":      {[]string{"UNKNOT_REDIS_URL=" + locked, key}, "UNKNOT_REDIS_PASSWORD"},
		"wrong password":   {[]string{"UNKNOT_REDIS_URL=" + locked, key, "UNKNOT_REDIS_PASSWORD=tuna"}, "UNKNOT_REDIS_PASSWORD"},
		"not a URL":        {[]string{"UNKNOT_REDIS_URL=localhost:6379", key}, "UNKNOT_REDIS_URL"},
		"nobody there":     {[]string{"UNKNOT_REDIS_URL=redis://" + freeAddress(t), key}, ""},
		"strict or not":    {[]string{"UNKNOT_REDIS_URL=" + locked, key, "UNKNOT_REDIS_STRICT=maybe"}, "UNKNOT_REDIS_STRICT"},
		"right, and twice": {[]string{"UNKNOT_REDIS_URL=" + strings.Replace(locked, "//", "//:swordfish@", 1), key, "UNKNOT_REDIS_PASSWORD=swordfish"}, "choose one place"},
	} {
		got := start(t, append(c.environ, "UNKNOT_DATA="+t.TempDir()), "migrate")
		if got.code == exitDone || !strings.Contains(got.stderr, c.want) || strings.Contains(got.stderr, "swordfish") || strings.Contains(got.stderr, "tuna") {
			t.Errorf("%s: %d %q", name, got.code, got.stderr)
		}
	}
	if got := start(t, []string{"UNKNOT_REDIS_URL=" + forgetful, key, "UNKNOT_REDIS_STRICT=false"}, "migrate"); got.code != exitDone {
		t.Errorf("not strict: %d %q", got.code, got.stderr)
	}
}
