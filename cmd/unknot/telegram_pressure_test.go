package main

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"unknot/adapters/telegram"
	"unknot/adapters/telegram/telegramtest"
	"unknot/bot"
)

// unlimited is Telegram without its limit, to see what the bot takes by itself.
type unlimited struct{ *telegram.Telegram }

// Capabilities implements bot.Sender.
func (u unlimited) Capabilities() bot.Capabilities {
	c := u.Telegram.Capabilities()
	c.Limit = bot.Limit{}
	return c
}

// pressure is a bot on a Bot API server behind a socket, and people who are
// answered again and again.
type pressure struct {
	t    *testing.T
	api  *telegramtest.Server
	free chan int64 // who waits for nothing

	mu    sync.Mutex
	wrote map[string]time.Time
	took  []time.Duration // from an update at the server to the call that answers it; nil: not kept
}

// newPressure starts it on a store, with so many people who have agreed.
func newPressure(t *testing.T, c config, people int) *pressure {
	t.Helper()
	p := &pressure{t: t, api: telegramtest.New(), free: make(chan int64, people), wrote: map[string]time.Time{}}
	p.api.Forgetful, p.api.Interfere = true, p.call
	server := httptest.NewServer(p.api)
	t.Cleanup(server.Close)
	c.Log, c.Strict = levelOff, yes
	log := slog.New(slog.DiscardHandler)
	store, err := openStorage(t.Context(), c, log, alone)
	if err != nil {
		t.Fatal(err)
	}
	library, _ := shipped()
	here := platform{name: "telegram", open: func(config, *slog.Logger) (bot.Adapter, error) {
		a, err := telegram.New(telegram.Options{Token: telegramtest.Token, API: server.URL, Log: log})
		return unlimited{a}, err
	}}
	s, err := newService(t.Context(), c, log, library, store, []platform{here}, 0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		_ = store.Close()
	})
	p.agree(people)
	return p
}

func (p *pressure) agree(people int) {
	for i := range people {
		who := int64(1000 + i)
		p.begin(who)
		p.api.PressCode(who, 1, bot.Tap{Do: bot.TapConsent, Arg: "1"}.Code())
	}
	all := make([]int64, 0, people)
	for range people {
		all = append(all, <-p.free)
	}
	for _, who := range all {
		p.free <- who
	}
}

func (p *pressure) begin(who int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wrote[strconv.FormatInt(who, 10)] = time.Now()
}

// write lets somebody write who waits for nothing.
func (p *pressure) write() {
	select {
	case who := <-p.free:
		p.begin(who)
		p.api.Write(who, "progress")
	case <-time.After(patience):
		p.t.Fatal("nobody is answered any more")
	}
}

// call implements Interfere of telegramtest.Server.
func (p *pressure) call(c telegramtest.Call) telegramtest.Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	chat := c.Form.Get("chat_id")
	at, waits := p.wrote[chat]
	if !c.Sends() || !waits {
		return nil
	}
	delete(p.wrote, chat)
	if p.took != nil {
		p.took = append(p.took, c.At.Sub(at))
	}
	who, _ := strconv.ParseInt(chat, 10, 64)
	p.free <- who
	return nil
}

// TestLatencyOnTelegram lets people write 200 times a second on Redis, and
// measures how long it is from an update at the server to the call that answers
// it. It asserts no time: `make prove` prints it.
func TestLatencyOnTelegram(t *testing.T) {
	p := newPressure(t, config{Redis: secret{redisServer(t, "--appendfsync", "everysec")}, Key: secret{made(t)}}, 200)
	p.mu.Lock()
	p.took = make([]time.Duration, 0, 1024)
	p.mu.Unlock()
	updates := number("UNKNOT_UPDATES", 400)
	pace := time.NewTicker(time.Second / 200)
	defer pace.Stop()
	began := time.Now()
	for range updates {
		<-pace.C
		p.write()
	}
	rate := float64(updates) / time.Since(began).Seconds()
	until(t, "not everybody is answered", func() bool { p.mu.Lock(); defer p.mu.Unlock(); return len(p.took) == updates })
	slices.Sort(p.took)
	at := func(share float64) time.Duration {
		return p.took[int(share*float64(updates-1))].Round(10 * time.Microsecond)
	}
	t.Logf("%d updates, %.0f a second: answered after %v (half), %v (99 of 100), %v (all)", updates, rate, at(0.5), at(0.99), at(1))
}

// TestSoakOnTelegram lets many updates go through, and looks whether anything
// grows with them.
func TestSoakOnTelegram(t *testing.T) {
	p := newPressure(t, config{Data: t.TempDir()}, 64)
	updates := number("UNKNOT_SOAK", 4000)
	var heap uint64
	var runs int
	for i := range updates {
		if i == updates/10 {
			heap, runs = heapInUse(), fewest()
		}
		p.write()
	}
	until(t, "not everybody is answered", func() bool { return len(p.free) == cap(p.free) })
	lateHeap, lateRuns := heapInUse(), fewest()
	t.Logf("%d updates; heap %d KiB after a tenth and %d KiB at the end; goroutines %d and %d", updates, heap>>10, lateHeap>>10, runs, lateRuns)
	if lateHeap > heap+heap/5+4<<20 || lateRuns > runs+20 {
		t.Error("something grows with what is handled")
	}
}
