package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"unknot/bot"
	"unknot/bot/words"
)

// usualOutage is how long Redis is away when UNKNOT_OUTAGE says nothing.
const usualOutage = 3 * time.Second

// The times of an outage.
const (
	before int32 = iota
	during
	after
)

// crowd is a platform on which many people write at the same time. What is not
// acknowledged it hands over again.
type crowd struct {
	t        *testing.T
	handlers chan bot.Handler
	handler  bot.Handler
	time     atomic.Int32

	mu   sync.Mutex
	said map[bot.ChatID]map[string]int // how often each text came
}

func newCrowd(t *testing.T) *crowd {
	return &crowd{t: t, handlers: make(chan bot.Handler, 1), said: map[bot.ChatID]map[string]int{}}
}

// Run implements bot.Adapter.
func (c *crowd) Run(ctx context.Context, h bot.Handler) error {
	c.handlers <- h
	<-ctx.Done()
	return ctx.Err()
}

// Capabilities implements bot.Sender.
func (c *crowd) Capabilities() bot.Capabilities {
	return bot.Capabilities{Name: "here", Buttons: true}
}

// Send implements bot.Sender.
func (c *crowd) Send(_ context.Context, out bot.Outgoing) (bot.Reference, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.said[out.Chat] == nil {
		c.said[out.Chat] = map[string]int{}
	}
	c.said[out.Chat][out.Message.Text.Plain()]++
	return "", nil
}

// heard counts how often somebody got a text that begins so.
func (c *crowd) heard(chat bot.ChatID, begins string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := 0
	for text, times := range c.said[chat] {
		if strings.HasPrefix(text, begins) {
			n += times
		}
	}
	return n
}

// writer is one of the crowd.
type writer struct {
	*crowd
	chat  bot.ChatID
	saved []bot.EventID // acknowledged, in order
	held  int           // events that were not, at first
}

func (w *writer) doc() bot.DocID { return "here:" + bot.DocID(w.chat) }

// say hands an event over until it is acknowledged. In an outage nothing may
// be.
func (w *writer) say(e bot.Event) {
	e.ID, e.Doc, e.Chat = bot.EventID(fmt.Sprint(w.chat, " ", len(w.saved))), w.doc(), w.chat
	for tries := 0; ; tries++ {
		began := w.time.Load()
		err := w.handler.Handle(context.Background(), e)
		if err == nil {
			if began == during && w.time.Load() == during {
				w.t.Errorf("%s: acknowledged while Redis was away", e.ID)
			}
			w.saved = append(w.saved, e.ID)
			return
		}
		if !errors.Is(err, bot.ErrLater) || w.t.Failed() {
			w.t.Errorf("%s: %v", e.ID, err)
			return
		}
		if tries == 0 {
			w.held++
		}
		<-time.After(50 * time.Millisecond)
	}
}

func (w *writer) text(text string) { w.say(bot.Event{Kind: bot.EventText, Text: text}) }

// plain returns a sentence of the catalogue as it arrives.
func plain(t *testing.T, say string) string {
	t.Helper()
	catalogue, err := words.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	library, err := loadLibrary(config{})
	if err != nil {
		t.Fatal(err)
	}
	return bot.Writer{Words: catalogue, Library: library}.Plain(say).Text.Plain()
}

// eventually waits until something is so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	for deadline := time.Now().Add(2 * patience); !so(); {
		if t.Failed() || time.Now().After(deadline) {
			t.Fatalf("it never came that %s", what)
		}
		<-time.After(20 * time.Millisecond)
	}
}

// goroutines counts those that are not of a gate.
func goroutines() int {
	stacks := make([]byte, 1<<22)
	stacks = stacks[:runtime.Stack(stacks, true)]
	n := 0
	for stack := range strings.SplitSeq(string(stacks), "\n\n") {
		if !strings.Contains(stack, "(*gate)") {
			n++
		}
	}
	return n
}

// fewest counts goroutines for a second, and returns the least: what was begun
// a moment ago is not over yet.
func fewest() int {
	n := goroutines()
	for range 50 {
		<-time.After(20 * time.Millisecond)
		n = min(n, goroutines())
	}
	return n
}

// outage is a serve behind a gate, and who writes to it.
type outage struct {
	*crowd
	t       *testing.T
	gate    *gate
	store   *fleet // the way around the gate
	serve   *serving
	writers []*writer
}

func newOutage(t *testing.T) *outage {
	t.Helper()
	url, key := redisServer(t), made(t)
	store, err := openStorage(t.Context(), config{Redis: secret{url}, Key: secret{key}, Strict: yes}, slog.New(slog.DiscardHandler), beside)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	o := &outage{crowd: newCrowd(t), t: t, gate: newGate(t, url), store: &fleet{t: t, store: store}}
	here := platform{name: "here", setUp: func(config) bool { return true },
		open: func(config, *slog.Logger) (bot.Adapter, error) { return o.crowd, nil }}
	o.serve = serve(t, []string{"UNKNOT_LOG=off", "UNKNOT_REDIS_URL=redis://" + o.gate.listener.Addr().String() + "/0", "UNKNOT_KEY=" + key}, here)
	o.handler = <-o.handlers
	for i := range 20 {
		o.writers = append(o.writers, &writer{crowd: o.crowd, chat: bot.ChatID(fmt.Sprint(i))})
	}
	return o
}

// all lets everybody do something at the same time, and waits for them.
func (o *outage) all(do func(*writer)) {
	var all sync.WaitGroup
	for _, w := range o.writers {
		all.Go(func() { do(w) })
	}
	all.Wait()
}

// begins lets everybody agree, and write a little.
func (o *outage) begins() {
	o.all(func(w *writer) {
		w.say(bot.Event{Kind: bot.EventTap, Tap: bot.Tap{Do: bot.TapConsent, Arg: "1"}.Code()})
		for range 3 {
			w.text("progress")
		}
	})
}

// told counts who was told that the store is away.
func (o *outage) told() (n int) {
	away := plain(o.t, "fault.away")
	for _, w := range o.writers {
		if o.heard(w.chat, away) > 0 {
			n++
		}
	}
	return n
}

// passes is the outage: everybody writes on, one asks for help, and a stranger
// says hello. It ends when its time is over and everybody had their chance.
func (o *outage) passes(hangs bool, span time.Duration) {
	t, away := o.t, plain(o.t, "fault.away")
	help, stranger := &writer{crowd: o.crowd, chat: "help"}, &writer{crowd: o.crowd, chat: "stranger"}
	help.say(bot.Event{Kind: bot.EventTap, Tap: bot.Tap{Do: bot.TapConsent, Arg: "1"}.Code()})
	var all sync.WaitGroup
	all.Go(func() {
		o.all(func(w *writer) {
			for o.time.Load() != after && !t.Failed() {
				w.text("progress")
			}
		})
	})
	eventually(t, "all of them write", func() bool { return o.heard("0", "") > 10 })
	o.gate.close(hangs)
	o.time.Store(during)
	all.Go(func() { help.text("I have chest pain") })
	all.Go(func() { stranger.text("hello") })
	over := time.After(span)
	eventually(t, "the emergency text is there", func() bool { return o.heard("help", plain(t, "alarm.emergency")) > 0 })
	if hangs && o.told() > 0 {
		t.Error("who needs help had to wait for the time-outs of the store")
	}
	eventually(t, "it is not ready", func() bool { code, _ := o.serve.ask("/readyz"); return code == http.StatusServiceUnavailable })
	if !hangs { // what hangs is told after the time-outs of the store, which may be longer than this
		eventually(t, "everybody was told", func() bool {
			return o.heard("stranger", away) > 0 && o.told() == len(o.writers)
		})
	}
	early := goroutines()
	<-over
	t.Logf("goroutines early and late in it: %d, %d", early, goroutines())
	o.time.Store(after)
	o.gate.reopen()
	all.Wait()
	for _, w := range append(o.writers, stranger) {
		if told := o.heard(w.chat, away); told != w.held {
			t.Errorf("%s had %d messages in hand and was told %d times that the store is away", w.chat, w.held, told)
		}
	}
	if o.heard("help", away) > 0 || o.heard("stranger", "") <= stranger.held {
		t.Errorf("who needs help was told of notes %d times, the stranger was answered %d times", o.heard("help", away), o.heard("stranger", "")-stranger.held)
	}
}

// ended looks whether everything is as it was.
func (o *outage) ended() {
	t := o.t
	eventually(t, "it is ready again", func() bool { code, _ := o.serve.ask("/readyz"); return code == http.StatusOK })
	o.all(func(w *writer) {
		answers := o.heard(w.chat, "No session there yet")
		w.text("progress")
		if got := o.heard(w.chat, "No session there yet"); got <= answers {
			t.Errorf("%s: after the outage nobody answers", w.chat)
		}
	})
	for _, w := range o.writers {
		_, p := o.store.person(w.doc())
		for _, id := range w.saved[max(0, len(w.saved)-16):] {
			if !slices.Contains(p.Seen, id) {
				t.Errorf("%s was acknowledged and is not in the document", id)
			}
		}
	}
	o.store.owe("here:0", 1)
	eventually(t, "what is due goes out", func() bool { return o.heard("0", "Time for ") > 0 })
}

// TestRedisUnreachable takes Redis away from a serve under load, by closing the
// connections, and gives it back: who wrote is told once, whoever needs help is
// told so at once, nothing is acknowledged that is not kept, and all of it
// works again by itself.
//
// It proves what serve does without its store. It does not prove what it does
// when Redis comes back with less than it had.
func TestRedisUnreachable(t *testing.T) { withoutRedis(t, false) }

// TestRedisHangs does the same with connections that stay open and say nothing
// more. In a short outage most people never notice.
func TestRedisHangs(t *testing.T) { withoutRedis(t, true) }

func withoutRedis(t *testing.T, hangs bool) {
	span := usualOutage
	if d, err := time.ParseDuration(os.Getenv("UNKNOT_OUTAGE")); err == nil {
		span = d
	}
	o := newOutage(t)
	o.begins()
	o.serve.ask("/readyz")
	runs, heap := fewest(), heapInUse()
	o.passes(hangs, span)
	o.ended()
	held := 0
	for _, w := range o.writers {
		held += w.held
	}
	const connection = 3 // goroutines of one more that is kept open
	eventually(t, fmt.Sprintf("no goroutine is left over; there were %d", runs), func() bool { return goroutines() <= runs+connection })
	t.Logf("%v away; %d of %d had a message in hand and were told once; goroutines %d before and %d after; heap %d KiB before and %d KiB after",
		span, held, len(o.writers), runs, fewest(), heap>>10, heapInUse()>>10)
	o.serve.ends()
}
