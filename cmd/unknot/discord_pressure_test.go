package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"unknot/adapters/discord"
	"unknot/adapters/discord/discordtest"
	"unknot/bot"
)

const (
	frontDoor    = "127.0.0.1:8082"
	platformTime = 50 * time.Millisecond // what a call to Discord takes
)

// discordPressure is a bot on a Discord that keeps nothing, and people who press
// again and again.
type discordPressure struct {
	t    *testing.T
	api  *discordtest.Server
	door bool // interactions are delivered; else they come over the connection

	mu      sync.Mutex
	next    int
	asked   map[string]time.Time // when, by interaction
	took    []time.Duration      // from an interaction to the call that answers it; nil: not kept
	hanging int                  // calls that hang
	release chan struct{}        // closed: they hang no more
	done    chan struct{}        // has one for each that was timed and is answered
}

func newDiscordPressure(t *testing.T, c config, door bool) *discordPressure {
	t.Helper()
	p := &discordPressure{t: t, api: discordtest.New(t), door: door, asked: map[string]time.Time{}, release: make(chan struct{}), done: make(chan struct{}, 100_000)}
	o := discord.Options{Token: discordtest.Token, API: discordtest.API, Transport: p, Dial: p.api.Dial}
	if door {
		o.PublicKey, o.Listen, o.Door = discordtest.PublicKey(), frontDoor, p.api.Listen
	}
	c.Log, c.Strict = levelOff, yes
	log := slog.New(slog.DiscardHandler)
	store, err := openStorage(t.Context(), c, log, alone)
	if err != nil {
		t.Fatal(err)
	}
	library, _ := shipped()
	here := platform{name: "discord", open: func(config, *slog.Logger) (bot.Adapter, error) { return discord.New(o) }}
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
	until(t, "nobody is connected", func() bool { n, _ := p.api.Beginnings(); return n > 0 })
	until(t, "the door is shut", func() bool { return !door || p.api.Ping(frontDoor) == 200 })
	return p
}

// RoundTrip implements http.RoundTripper: Discord itself where the bot connects,
// and else somebody who finds everything good after a while.
func (p *discordPressure) RoundTrip(r *http.Request) (*http.Response, error) {
	path := strings.Split(r.URL.Path, "/")
	at := slices.Index(path, "interactions")
	if at < 0 {
		return p.api.Transport().RoundTrip(r)
	}
	taken, timed := p.written(path[at+1])
	_, _ = io.Copy(io.Discard, r.Body)
	select {
	case <-taken:
	case <-r.Context().Done():
	}
	if p.left(timed); r.Context().Err() != nil {
		return nil, r.Context().Err()
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{}, Request: r, ProtoMajor: 1, ProtoMinor: 1,
		Body: io.NopCloser(strings.NewReader(`{"resource":{"message":{"id":"5"}}}`)),
	}, nil
}

// written notes that an answer is written, and returns what it waits for: what a
// platform takes, or for those who wait the end of the round.
func (p *discordPressure) written(id string) (taken <-chan struct{}, timed bool) {
	done := make(chan struct{})
	p.mu.Lock()
	defer p.mu.Unlock()
	at, timed := p.asked[id]
	delete(p.asked, id)
	if timed {
		if p.took != nil {
			p.took = append(p.took, time.Since(at))
		}
		time.AfterFunc(platformTime, func() { close(done) })
		return done, true
	}
	p.hanging++
	return p.release, false
}

// left notes that a call is over.
func (p *discordPressure) left(timed bool) {
	if timed {
		p.done <- struct{}{}
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hanging--
}

func (p *discordPressure) waiting() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.hanging
}

// does lets somebody press or use a command. One that is timed does not hang.
func (p *discordPressure) does(person int, timed bool, what string) {
	p.mu.Lock()
	p.next++
	id := fmt.Sprint(p.next)
	if timed {
		p.asked[id] = time.Now()
	}
	p.mu.Unlock()
	told := fmt.Sprintf(`{"id":"%s","application_id":"900","token":"token-%s","channel_id":"5000%d","context":1,"user":{"id":"%d"},%s}`, id, id, person, person, what)
	if !p.door || !timed {
		p.api.Tell("INTERACTION_CREATE", told)
		return
	}
	if code, _ := p.api.Post(discordtest.Delivery{To: frontDoor, Body: told, At: time.Now()}); code != http.StatusAccepted {
		p.t.Errorf("delivered, and answered with %d", code)
	}
}

const (
	asksForProgress = `"type":2,"data":{"name":"progress"}`
	asksForHelp     = `"type":2,"data":{"name":"help"}`
)

func agreeing() string {
	return fmt.Sprintf(`"type":3,"message":{"id":"5","channel_id":"6"},"data":{"custom_id":%q}`, bot.Tap{Do: bot.TapConsent, Arg: "1"}.Code())
}

// all lets so many do something, a few at a time.
func (p *discordPressure) all(n int, does func(i int)) {
	var there sync.WaitGroup
	for first := range 16 {
		there.Go(func() {
			for i := first; i < n; i += 16 {
				does(i)
			}
		})
	}
	there.Wait()
}

// answered waits until so many are.
func (p *discordPressure) answered(n int) {
	p.t.Helper()
	for range n {
		select {
		case <-p.done:
		case <-time.After(patience):
			p.t.Fatal("somebody is never answered")
		}
	}
}

// round measures presses while others wait for Discord, each for themselves.
func (p *discordPressure) round(people, others, presses int) {
	for i := range others {
		p.does(100_000+i, false, asksForHelp)
	}
	until(p.t, "the others do not wait yet", func() bool { return p.waiting() == others })
	pace := time.NewTicker(time.Second / 200)
	defer pace.Stop()
	var there sync.WaitGroup
	for i := range presses {
		<-pace.C
		there.Go(func() { p.does(1000+i%people, true, asksForProgress) })
	}
	there.Wait()
	p.answered(presses)
	if n := p.waiting(); n < others {
		p.t.Logf("only %d waited to the end: Discord is given four seconds", n)
	}
	p.mu.Lock()
	close(p.release)
	p.release = make(chan struct{})
	p.mu.Unlock()
	until(p.t, "others still wait", func() bool { return p.waiting() == 0 })
}
