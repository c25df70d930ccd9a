package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"time"

	"unknot/bot"
)

// envReplica makes TestReplicaProcess one of several processes that serve on
// one Redis. Its value is their lease.
const envReplica = "UNKNOT_TEST_REPLICA"

// note is one line between a replica and the test, which is its platform.
type note struct {
	N     int        `json:"n,omitempty"`
	Event *bot.Event `json:"event,omitempty"` // to the replica: handle it
	Came  string     `json:"came,omitempty"`  // from it: what came of event N
	Post  *post      `json:"post,omitempty"`  // from it: message N goes out
	Ready bool       `json:"ready,omitempty"` // from it: it takes events
	Heap  uint64     `json:"heap,omitempty"`  // from it, when asked with 1: bytes in use
	Stop  bool       `json:"stop,omitempty"`  // to it: end in order
}

// post is a message as a person sees it.
type post struct {
	Chat   bot.ChatID
	Key    string
	Text   string
	Choice []bot.Button
}

// What can come of an event.
const (
	cameSaved = "saved"
	cameLater = "later"
	cameNever = "never"
)

// TestReplicaProcess is no test but the process that others start: it serves a
// platform that is spoken to over its standard input and output.
func TestReplicaProcess(*testing.T) {
	lease, err := time.ParseDuration(os.Getenv(envReplica))
	if err != nil {
		return // nobody's child
	}
	ctx, cancel := context.WithCancel(context.Background())
	p := &piped{out: json.NewEncoder(os.Stdout), events: make(chan note), sent: map[int]chan struct{}{}, stop: cancel}
	go p.read(ctx)
	environ := []string{"HOME=/nowhere", "UNKNOT_LOG=error"}
	for _, name := range []string{"UNKNOT_REDIS_URL", "UNKNOT_KEY"} {
		environ = append(environ, name+"="+os.Getenv(name))
	}
	here := platform{name: "here", setUp: func(config) bool { return true },
		open: func(config, *slog.Logger) (bot.Adapter, error) { return p, nil }}
	os.Exit(run(ctx, process{args: []string{"serve"}, environ: environ, stdout: io.Discard, stderr: os.Stderr,
		platforms: []platform{here}, lease: lease}))
}

// piped is the platform as a replica sees it.
type piped struct {
	events chan note
	stop   context.CancelFunc

	mu   sync.Mutex
	out  *json.Encoder
	n    int
	sent map[int]chan struct{} // messages on their way
}

func (p *piped) write(n note) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.out.Encode(n) // a platform that is gone ends the input too
}

// read takes what the platform says. When it is gone the process ends.
func (p *piped) read(ctx context.Context) {
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	for {
		var n note
		if err := in.Decode(&n); err != nil {
			os.Exit(exitFailed)
		}
		switch {
		case n.Event != nil:
			select {
			case p.events <- n:
			case <-ctx.Done():
			}
		case n.Heap > 0:
			p.write(note{Heap: heapInUse()})
		case n.Stop:
			p.stop()
		default:
			p.mu.Lock()
			close(p.sent[n.N])
			delete(p.sent, n.N)
			p.mu.Unlock()
		}
	}
}

// heapInUse counts what is still referred to.
func heapInUse() uint64 {
	runtime.GC()
	runtime.GC() // the first one only empties pools into their second half
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// Run implements bot.Adapter.
func (p *piped) Run(ctx context.Context, h bot.Handler) error {
	var work sync.WaitGroup
	defer work.Wait()
	p.write(note{Ready: true})
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case n := <-p.events:
			work.Go(func() { p.write(note{N: n.N, Came: cameOf(h.Handle(ctx, *n.Event))}) })
		}
	}
}

func cameOf(err error) string {
	switch {
	case err == nil:
		return cameSaved
	case errors.Is(err, bot.ErrNever):
		return cameNever
	default:
		return cameLater
	}
}

// Capabilities implements bot.Sender.
func (p *piped) Capabilities() bot.Capabilities {
	return bot.Capabilities{Name: "here", Buttons: true}
}

// Send implements bot.Sender: it waits until the platform has the message.
func (p *piped) Send(ctx context.Context, out bot.Outgoing) (bot.Reference, error) {
	sent := make(chan struct{})
	p.mu.Lock()
	p.n++
	n := p.n
	p.sent[n] = sent
	p.mu.Unlock()
	p.write(note{N: n, Post: &post{Chat: out.Chat, Key: out.Key, Text: out.Message.Text.Plain(), Choice: out.Message.Choice}})
	select {
	case <-sent:
		return bot.Reference(out.Key), nil
	case <-ctx.Done():
		return "", &bot.SendError{Class: bot.SendUnknown, Err: ctx.Err()}
	}
}

// replica is such a process as the test sees it.
type replica struct {
	t       *testing.T
	command *exec.Cmd
	stderr  bytes.Buffer
	arrived func(post) (took time.Duration) // a message came; its sender is told so after that
	ready   chan struct{}
	heap    chan uint64
	dead    chan struct{} // closed once everything it said was read

	mu       sync.Mutex
	in       *json.Encoder
	n        int
	asked    map[int]asked
	killedAt time.Time
}

// asked is an event that a replica has in hand.
type asked struct {
	came chan string
	lost func(killedAt time.Time) // called when the replica died with it
}

// startReplica starts one on a Redis. It is ready a little later.
func startReplica(t *testing.T, environ []string, lease time.Duration, arrived func(post) time.Duration) *replica {
	t.Helper()
	r := &replica{t: t, command: exec.Command(os.Args[0], "-test.run=^TestReplicaProcess$"), arrived: arrived,
		ready: make(chan struct{}), heap: make(chan uint64, 1), dead: make(chan struct{}), asked: map[int]asked{}}
	r.command.Env = append(environ, envReplica+"="+lease.String(), "TMPDIR="+t.TempDir(), "PATH="+os.Getenv("PATH"))
	r.command.Stderr = &r.stderr
	stdin, err := r.command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := r.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.command.Start(); err != nil {
		t.Fatal(err)
	}
	r.in = json.NewEncoder(stdin)
	go r.read(stdout)
	t.Cleanup(func() { // for a test that failed
		_ = r.command.Process.Kill()
		<-r.dead
		_ = r.command.Wait()
	})
	return r
}

func (r *replica) read(stdout io.Reader) {
	lines := bufio.NewScanner(stdout)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var n note
		if json.Unmarshal(lines.Bytes(), &n) != nil {
			continue // cut off in the middle
		}
		switch {
		case n.Ready:
			close(r.ready)
		case n.Heap > 0:
			r.heap <- n.Heap
		case n.Post != nil:
			time.AfterFunc(r.arrived(*n.Post), func() { r.write(note{N: n.N}) })
		default:
			r.mu.Lock()
			a := r.asked[n.N]
			delete(r.asked, n.N)
			r.mu.Unlock()
			a.came <- n.Came
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, a := range r.asked {
		a.lost(r.killedAt)
		close(a.came)
	}
	r.asked = nil
	close(r.dead)
}

func (r *replica) write(n note) {
	r.mu.Lock()
	defer r.mu.Unlock()
	_ = r.in.Encode(n) // one that is dead has its input closed
}

// handle hands an event over and returns what came of it; nothing when the
// replica died with it in hand.
func (r *replica) handle(e bot.Event, lost func(time.Time)) string {
	a := asked{came: make(chan string, 1), lost: lost}
	r.mu.Lock()
	if r.asked == nil {
		r.mu.Unlock()
		return ""
	}
	r.n++
	r.asked[r.n] = a
	_ = r.in.Encode(note{N: r.n, Event: &e})
	r.mu.Unlock()
	return <-a.came
}

// kill ends it in the way that it cannot see coming, and returns when all it
// said was read.
func (r *replica) kill() {
	r.t.Helper()
	r.mu.Lock()
	r.killedAt = time.Now()
	err := r.command.Process.Kill()
	r.mu.Unlock()
	if err != nil {
		r.t.Fatal(err)
	}
	<-r.dead
	_ = r.command.Wait()
	if status := r.command.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGKILL {
		r.t.Fatalf("it was not killed but ended: %v, %s", r.command.ProcessState, &r.stderr)
	}
}

// ends stops it and wants an orderly end.
func (r *replica) ends() {
	r.t.Helper()
	r.write(note{Stop: true})
	<-r.dead
	if err := r.command.Wait(); err != nil {
		r.t.Errorf("it ended with %v: %s", err, &r.stderr)
	}
}

// awaitReady waits until it takes events.
func (r *replica) awaitReady() error {
	select {
	case <-r.ready:
		return nil
	case <-r.dead:
		return fmt.Errorf("a replica does not start: %s", &r.stderr)
	}
}
