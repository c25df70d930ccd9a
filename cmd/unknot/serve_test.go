package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"unknot/adapters/boltstore"
	"unknot/bot"
	"unknot/bot/bottest"
)

// scripted is a chat platform that hands over what a test says, and keeps what
// it is sent. Each time it is run it takes one of the falls first.
type scripted struct {
	bottest.RecordingSender
	events chan bot.Event
	acked  chan error

	mu    sync.Mutex
	falls []func() error
	runs  int
}

func newScripted(name string) *scripted {
	s := &scripted{events: make(chan bot.Event), acked: make(chan error, 64)}
	s.Caps = bot.Capabilities{Name: name, Buttons: true}
	return s
}

// Run implements bot.Adapter.
func (s *scripted) Run(ctx context.Context, h bot.Handler) error {
	s.mu.Lock()
	s.runs++
	var fall func() error
	if len(s.falls) > 0 {
		fall, s.falls = s.falls[0], s.falls[1:]
	}
	s.mu.Unlock()
	if fall != nil {
		return fall()
	}
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case e := <-s.events:
			s.acked <- h.Handle(ctx, e)
		}
	}
}

// says hands over a text and waits until it is handled.
func (s *scripted) says(t *testing.T, id, text string) error {
	t.Helper()
	s.events <- bot.Event{ID: bot.EventID(id), Doc: "here:ada", Chat: "ada", Kind: bot.EventText, Text: text}
	return <-s.acked
}

func (s *scripted) taps(t *testing.T, id, code string) error {
	t.Helper()
	s.events <- bot.Event{ID: bot.EventID(id), Doc: "here:ada", Chat: "ada", Kind: bot.EventTap, Tap: code}
	return <-s.acked
}

// asPlatform lets serve run it.
func (s *scripted) asPlatform() platform {
	return platform{name: s.Caps.Name, setUp: func(config) bool { return true },
		open: func(config, *slog.Logger) (bot.Adapter, error) { return s, nil }}
}

// serving is a serve that runs inside the test.
type serving struct {
	t       *testing.T
	stop    context.CancelFunc
	done    chan int
	stderr  *lockedBuffer
	address string
}

// lockedBuffer may be read while it is written.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// freeAddress returns an address that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// serve starts the whole program with some platforms on a data folder.
func serve(t *testing.T, environ []string, platforms ...platform) *serving {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s := &serving{t: t, stop: cancel, done: make(chan int, 1), stderr: &lockedBuffer{}, address: freeAddress(t)}
	p := process{args: []string{"serve"}, environ: append(environ, "UNKNOT_HTTP="+s.address, "HOME=/nowhere"),
		stdin: strings.NewReader(""), stdout: io.Discard, stderr: s.stderr, platforms: platforms}
	go func() { s.done <- run(ctx, p) }()
	t.Cleanup(func() {
		cancel()
		<-s.done
		s.done <- 0
	})
	return s
}

// ends stops it and wants an orderly end.
func (s *serving) ends() {
	s.t.Helper()
	s.stop()
	code := <-s.done
	s.done <- code
	if code != exitDone {
		s.t.Errorf("exit code %d: %s", code, s.stderr)
	}
}

// ask asks a page until it answers.
func (s *serving) ask(page string) (int, string) {
	s.t.Helper()
	for {
		response, err := http.Get("http://" + s.address + page)
		if err == nil {
			body, _ := io.ReadAll(response.Body)
			_ = response.Body.Close()
			return response.StatusCode, string(body)
		}
		select {
		case code := <-s.done:
			s.done <- code
			s.t.Fatalf("it ended with %d: %s", code, s.stderr)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func TestServeAnswersAndStopsInOrder(t *testing.T) {
	data := t.TempDir()
	here := newScripted("here")
	s := serve(t, []string{"UNKNOT_DATA=" + data}, here.asPlatform())
	if err := here.says(t, "1", "hello"); err != nil {
		t.Fatal(err)
	}
	sent := here.Sent()
	if len(sent) != 1 || !strings.Contains(sent[0].Message.Text.Plain(), "one step at a time") {
		t.Fatalf("it sent %d messages", len(sent))
	}
	if code, body := s.ask("/healthz"); code != http.StatusOK || body != "ok\n" {
		t.Errorf("/healthz: %d %q", code, body)
	}
	code, body := s.ask("/readyz")
	var now state
	if err := json.Unmarshal([]byte(body), &now); err != nil || code != http.StatusOK || !now.Ready || !now.Platforms["here"] || now.Store != "ok" {
		t.Errorf("/readyz: %d %s", code, body)
	}
	s.ends()
	if !strings.Contains(s.stderr.String(), "serving here on embedded") {
		t.Errorf("it says %q", s.stderr)
	}
}

// What was agreed is there after a restart.
func TestServeKeepsWhatItWasTold(t *testing.T) {
	data := t.TempDir()
	here := newScripted("here")
	first := serve(t, []string{"UNKNOT_DATA=" + data}, here.asPlatform())
	if err := here.taps(t, "1", bot.Tap{Do: bot.TapConsent, Arg: "1"}.Code()); err != nil {
		t.Fatal(err)
	}
	first.ends()
	again := newScripted("here")
	second := serve(t, []string{"UNKNOT_DATA=" + data}, again.asPlatform())
	if err := again.says(t, "2", "start"); err != nil {
		t.Fatal(err)
	}
	if text := again.Sent()[0].Message.Text.Plain(); !strings.Contains(text, "Safety, 1 of 4") {
		t.Errorf("it says %q", text)
	}
	second.ends()
}

// What a process that died was sending is sent at once by the next one, which is
// alone with the embedded store.
func TestServeTakesOver(t *testing.T) {
	data := t.TempDir()
	here := newScripted("here")
	first := serve(t, []string{"UNKNOT_DATA=" + data}, here.asPlatform())
	if err := here.taps(t, "1", bot.Tap{Do: bot.TapConsent, Arg: "1"}.Code()); err != nil {
		t.Fatal(err)
	}
	first.ends()
	lease := dies(t, data, "here:ada")
	again := newScripted("here")
	second := serve(t, []string{"UNKNOT_DATA=" + data}, again.asPlatform())
	until(t, "it is not sent", func() bool { return len(again.Sent()) == 1 })
	if !time.Now().Before(lease) {
		t.Error("it was sent when its lease ran out")
	}
	second.ends()
}

// dies leaves an answer to somebody behind as a process leaves it that dies
// while it sends, and returns when the lease of that runs out.
func dies(t *testing.T, data string, doc bot.DocID) (until time.Time) {
	t.Helper()
	store, err := boltstore.Open(dataFile(data), boltstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	stored, err := store.Load(t.Context(), doc)
	var p bot.Person
	if err := errors.Join(err, json.Unmarshal(stored.Data, &p)); err != nil {
		t.Fatal(err)
	}
	until = time.Now().Add(bot.DefaultLease).Truncate(time.Millisecond)
	p.Effects++
	p.Outbox = []bot.Effect{{ID: p.Effects, Kind: bot.KindAnswer, Lines: []bot.Line{{Say: "home.unknown"}}, Stamp: bot.Stamp{Attempt: 1, Until: until, By: "dead"}}}
	encoded, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	done, err := store.Commit(t.Context(), []bot.Change{{Doc: doc, Base: stored.Version, ID: "dies", Data: encoded, Wakes: bot.Wakes{Urgent: until}}})
	if err := errors.Join(err, done[0].Err); err != nil {
		t.Fatal(err)
	}
	return until
}

// One platform that falls, panics or ends takes no other with it, and comes
// back.
func TestAPlatformThatFallsComesBack(t *testing.T) {
	steady, shaky := newScripted("steady"), newScripted("shaky")
	shaky.falls = []func() error{func() error { panic("token 42 in a panic") }}
	s := serve(t, []string{"UNKNOT_DATA=" + t.TempDir(), "UNKNOT_LOG=debug"}, steady.asPlatform(), shaky.asPlatform())
	if err := steady.says(t, "1", "hello"); err != nil {
		t.Fatal(err)
	}
	if code, body := s.ask("/readyz"); code != http.StatusOK {
		t.Errorf("a platform that is down makes it unready: %s", body)
	}
	if err := shaky.says(t, "2", "hello"); err != nil { // waits until it is back
		t.Fatal(err)
	}
	s.ends()
	if log := s.stderr.String(); !strings.Contains(log, "a platform fell") || !strings.Contains(log, "TestAPlatformThatFallsComesBack.func1:") || strings.Contains(log, "token 42") || strings.Contains(log, "hello") {
		t.Errorf("the log is %q", log)
	}
}

// Where no platform runs nobody is reached, whatever the store says.
func TestUnreadyWithoutAnyPlatform(t *testing.T) {
	shaky := newScripted("shaky")
	for range 4 {
		shaky.falls = append(shaky.falls, func() error { return errors.New("no network") })
	}
	s := serve(t, []string{"UNKNOT_DATA=" + t.TempDir()}, shaky.asPlatform())
	for deadline := time.Now().Add(patience); ; {
		code, body := s.ask("/readyz")
		if code == http.StatusServiceUnavailable && strings.Contains(body, `"store":"ok"`) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("/readyz: %d %s", code, body)
		}
	}
	s.ends()
}

func TestServeWithoutAPlatform(t *testing.T) {
	got := start(t, []string{"UNKNOT_DATA=" + t.TempDir()}, "serve")
	if got.code != exitUsage || !strings.Contains(got.stderr, "set the token of one") {
		t.Errorf("%d %q", got.code, got.stderr)
	}
}

func TestServeOnAnAddressThatIsTaken(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var stderr bytes.Buffer
	code := run(t.Context(), process{args: []string{"serve"}, environ: []string{"UNKNOT_DATA=" + t.TempDir(), "UNKNOT_HTTP=" + l.Addr().String()},
		stdout: io.Discard, stderr: &stderr, platforms: []platform{newScripted("here").asPlatform()}})
	if code != exitUsage || !strings.Contains(stderr.String(), "UNKNOT_HTTP") {
		t.Errorf("%d %q", code, stderr.String())
	}
}

func TestAPlatformThatCannotBeSetUp(t *testing.T) {
	broken := platform{name: "broken", setUp: func(config) bool { return true },
		open: func(config, *slog.Logger) (bot.Adapter, error) { return nil, errors.New("its token is no token") }}
	var stderr bytes.Buffer
	code := run(t.Context(), process{args: []string{"serve"}, environ: []string{"UNKNOT_DATA=" + t.TempDir()},
		stdout: io.Discard, stderr: &stderr, platforms: []platform{broken}})
	if code != exitUsage || stderr.String() != "unknot: its token is no token\n" {
		t.Errorf("%d %q", code, stderr.String())
	}
}

// away is a store that does not answer while it is away.
type away struct {
	bot.Store
	mu   sync.Mutex
	gone bool
}

func (a *away) leave(gone bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.gone = gone
}

func (a *away) Load(ctx context.Context, doc bot.DocID) (bot.Stored, error) {
	a.mu.Lock()
	gone := a.gone
	a.mu.Unlock()
	if gone {
		return bot.Stored{}, errors.New("connection refused")
	}
	return a.Store.Load(ctx, doc)
}

func (a *away) Lease(ctx context.Context, role, holder string, d time.Duration) (bool, error) {
	a.mu.Lock()
	gone := a.gone
	a.mu.Unlock()
	if gone {
		return false, errors.New("connection refused")
	}
	return a.Store.Lease(ctx, role, holder, d)
}

// While the store is away serve is not ready, and then by itself it is again.
func TestReadinessFollowsTheStore(t *testing.T) {
	store, err := openStorage(t.Context(), config{Data: t.TempDir(), Strict: yes}, slog.New(slog.DiscardHandler), alone)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	out := &away{Store: store.Store}
	store.Store = out
	s := &service{store: store, newer: make(chan struct{})}
	for _, gone := range []bool{false, true, false} {
		out.leave(gone)
		if now := s.state(t.Context()); now.Ready == gone {
			t.Errorf("gone %v: %+v", gone, now)
		}
	}
	close(s.newer)
	if now := s.state(t.Context()); now.Ready || !strings.Contains(now.Store, "newer") {
		t.Errorf("%+v", now)
	}
}

func TestHealthAsksAServe(t *testing.T) {
	here := newScripted("here")
	s := serve(t, []string{"UNKNOT_DATA=" + t.TempDir()}, here.asPlatform())
	s.ask("/healthz")
	got := start(t, []string{"UNKNOT_HTTP=" + s.address}, "health")
	if got.code != exitDone || got.stdout != "ready: true\nstore: ok\nhere: running\n" {
		t.Errorf("%d %q %q", got.code, got.stdout, got.stderr)
	}
	s.ends()
	for environ, want := range map[string]string{
		"UNKNOT_HTTP=" + s.address: "is serve running",
		"UNKNOT_HTTP=":             "names no address",
		"UNKNOT_HTTP=nonsense":     "is no address",
	} {
		if got := start(t, []string{environ}, "health"); got.code == exitDone || !strings.Contains(got.stderr, want) {
			t.Errorf("%s: %d %q", environ, got.code, got.stderr)
		}
	}
}

func TestKeysAndSealing(t *testing.T) {
	made := start(t, nil, "key")
	other := start(t, nil, "key")
	key := strings.TrimSpace(made.stdout)
	if made.code != exitDone || made.stdout == other.stdout || !strings.HasPrefix(key, "UNKNOT1-") {
		t.Fatalf("%d, two keys alike: %v", made.code, made.stdout == other.stdout)
	}
	data, file := t.TempDir(), filepath.Join(write(t, map[string]string{"key": key + "\n"}), "key")
	here := newScripted("here")
	sealed := serve(t, []string{"UNKNOT_DATA=" + data, "UNKNOT_KEY_FILE=" + file}, here.asPlatform())
	if err := here.taps(t, "1", bot.Tap{Do: bot.TapConsent, Arg: "1"}.Code()); err != nil {
		t.Fatal(err)
	}
	sealed.ends()
	for name, c := range map[string]struct{ environ, want string }{
		"no key":     {"UNKNOT_KEY=", "UNKNOT_KEY is not set"},
		"wrong key":  {"UNKNOT_KEY=" + strings.TrimSpace(other.stdout), "UNKNOT_KEY"},
		"no key yet": {"UNKNOT_KEY=hello", "UNKNOT_KEY"},
		"both":       {"UNKNOT_KEY=" + key + "\x00UNKNOT_KEY_FILE=" + file, "both set"},
		"no file":    {"UNKNOT_KEY_FILE=/no/such/file", "UNKNOT_KEY_FILE"},
	} {
		environ := append(strings.Split(c.environ, "\x00"), "UNKNOT_DATA="+data)
		got := start(t, environ, "doctor")
		if all := got.stdout + got.stderr; got.code == exitDone || !strings.Contains(all, c.want) || strings.Contains(all, key) {
			t.Errorf("%s: %d %s", name, got.code, all)
		}
	}
	both := "UNKNOT_KEY=" + strings.TrimSpace(other.stdout) + " " + key
	if got := start(t, []string{"UNKNOT_DATA=" + data, both}, "rotate-key"); got.code != exitDone || !strings.Contains(got.stdout, "wrapped") {
		t.Fatalf("%d %q %q", got.code, got.stdout, got.stderr)
	}
	again := newScripted("here")
	after := serve(t, []string{"UNKNOT_DATA=" + data, "UNKNOT_KEY=" + strings.TrimSpace(other.stdout)}, again.asPlatform())
	if err := again.says(t, "2", "start"); err != nil || !strings.Contains(again.Sent()[0].Message.Text.Plain(), "Safety, 1 of 4") {
		t.Errorf("with the new key alone: %v", err)
	}
	after.ends()
}

func TestDoctorSaysWhatToDo(t *testing.T) {
	data := t.TempDir()
	environ := []string{"UNKNOT_DATA=" + data}
	examine := func(wants ...string) {
		t.Helper()
		got := start(t, environ, "doctor")
		for _, want := range append(wants, "ok  routines", "ok  clock", "!!  platforms", "set the token of one") {
			if !strings.Contains(got.stdout, want) {
				t.Errorf("it lacks %q:\n%s", want, got.stdout)
			}
		}
		if got.code != exitFailed || !strings.Contains(got.stderr, "1 thing") {
			t.Errorf("%d %q", got.code, got.stderr)
		}
	}
	examine("nothing is kept yet")
	agrees(t, environ)
	if err := os.Chmod(data, 0o700); err != nil {
		t.Fatal(err)
	}
	examine("ok  store", "embedded", "ok  key", "ok  modes", "ok  drift")
}

func TestDoctorSeesWhatOthersMayRead(t *testing.T) {
	data := t.TempDir()
	environ := []string{"UNKNOT_DATA=" + data}
	agrees(t, environ)
	for _, open := range []string{data, dataFile(data)} {
		if err := errors.Join(os.Chmod(data, 0o700), os.Chmod(dataFile(data), 0o600), os.Chmod(open, 0o755)); err != nil {
			t.Fatal(err)
		}
		if got := start(t, environ, "doctor"); !strings.Contains(got.stdout, "!!  modes") || !strings.Contains(got.stdout, "chmod go= "+open+"\n") {
			t.Errorf("%s: %s", open, got.stdout)
		}
	}
}

// A secret never leaves through anything that prints.
func TestASecretIsNotPrinted(t *testing.T) {
	s := secret{"swordfish"}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "a", s, "b", &s, "c", config{Key: s})
	encoded, _ := json.Marshal(s)
	texts := []string{log.String(), string(encoded), fmt.Sprint(s), fmt.Sprintf("%v %+v %#v %s %q %x %d", s, s, s, s, s, s, s), fmt.Sprintf("%v %+v %#v", config{Key: s}, config{Redis: s}, config{Password: s})}
	for _, text := range texts {
		if strings.Contains(text, "swordfish") || strings.Contains(text, "73776f7264") {
			t.Errorf("it prints %q", text)
		}
	}
}

// While serve has the embedded store open, other commands ask it through its
// socket.
func TestOtherCommandsWorkBesideServe(t *testing.T) {
	data := t.TempDir()
	here := newScripted("here")
	s := serve(t, []string{"UNKNOT_DATA=" + data}, here.asPlatform())
	s.ask("/healthz")
	got := start(t, []string{"UNKNOT_DATA=" + data}, "doctor")
	if !strings.Contains(got.stdout, "ok  store      embedded") || !strings.Contains(got.stdout, "ok  drift") {
		t.Errorf("%s%s", got.stdout, got.stderr)
	}
	if got := start(t, []string{"UNKNOT_DATA=" + data}, "chat"); got.code == exitDone || !strings.Contains(got.stderr, "another unknot") {
		t.Errorf("two of them on one folder: %d %q", got.code, got.stderr)
	}
	s.ends()
	if files, err := filepath.Glob(filepath.Join(data, "snapshots", "unknot-*.db")); err != nil || len(files) != 1 {
		t.Errorf("snapshots: %v, %v", files, err)
	}
}
