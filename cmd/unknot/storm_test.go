package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"unknot/bot"
	"unknot/scheduler"
)

const (
	// usualStorm is how many people are due at once where UNKNOT_STORM says
	// nothing.
	usualStorm = 1_000
	// stormFactor is how much faster this platform is than one that takes 30
	// messages a second, and so how much time is compressed.
	stormFactor = 20
	// stormTime is how long a reminder is worth sending, in compressed time.
	stormTime   = 2 * time.Hour / stormFactor
	stormWriter = 1_000_000             // those who write meanwhile have numbers from here
	stormTaps   = 25 * time.Millisecond // between two of them
	writers     = 200
)

// stormLimit is what the platform of the storm bears: 30 a second, five of
// them for answers, in compressed time.
func stormLimit() bot.Limit {
	return bot.Limit{Rate: 30 * stormFactor, Answers: 5 * stormFactor, Burst: 2 * stormFactor, Slack: 50 * time.Millisecond}
}

// storm is what the platform sees of it.
type storm struct {
	mu     sync.Mutex
	all    []time.Time
	nudges []time.Time // those of them that are reminders
	nudged map[bot.ChatID]int
	asked  map[bot.ChatID]time.Time
	waited []time.Duration
}

// eye is one replica's adapter to that platform.
type eye struct {
	*storm
	handler chan bot.Handler
}

func (e *eye) Capabilities() bot.Capabilities {
	return bot.Capabilities{Name: "here", Buttons: true, Edit: true, Limit: stormLimit()}
}

func (e *eye) Send(_ context.Context, out bot.Outgoing) (bot.Reference, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := time.Now()
	e.all = append(e.all, now)
	if n, _ := strconv.Atoi(string(out.Chat)); n < stormWriter {
		e.nudged[out.Chat]++
		e.nudges = append(e.nudges, now)
	} else if asked, ok := e.asked[out.Chat]; ok {
		e.waited = append(e.waited, now.Sub(asked))
		delete(e.asked, out.Chat)
	}
	return "1", nil
}

func (e *eye) Run(ctx context.Context, h bot.Handler) error {
	e.handler <- h
	<-ctx.Done()
	return ctx.Err()
}

// asks lets somebody who waits for nothing write.
func (s *storm) asks(t *testing.T, h bot.Handler, n int) {
	chat := bot.ChatID(strconv.Itoa(stormWriter + n%writers))
	s.mu.Lock()
	_, waits := s.asked[chat]
	if !waits {
		s.asked[chat] = time.Now()
	}
	s.mu.Unlock()
	if waits {
		return
	}
	e := bot.Event{ID: bot.EventID(fmt.Sprint("storm ", n)), Doc: bot.DocID("here:" + chat), Chat: chat, Kind: bot.EventText, Text: "privacy"}
	if err := h.Handle(context.Background(), e); err != nil {
		t.Errorf("%s: %v", e.Doc, err)
	}
}

// drowsy is somebody in a zone where it is about noon, with a reminder that
// was due at a moment; zero: with none.
func drowsy(t *testing.T, n int, due time.Time) bot.Change {
	t.Helper()
	now := time.Now().UTC()
	p := bot.Person{Schema: 1, Platform: "here", Chat: bot.ChatID(strconv.Itoa(n)), Zone: fmt.Sprintf("Etc/GMT%+d", now.Hour()-12),
		Consent: bot.Consent{At: now.AddDate(0, 0, -9), Text: 1}, Heard: now.AddDate(0, 0, -1)}
	if !due.IsZero() {
		loc, err := time.LoadLocation(p.Zone)
		if err != nil {
			t.Fatal(err)
		}
		at := scheduler.OccurrenceAt(due, loc)
		if p.Plan.Schedule, err = scheduler.Parse("daily " + at.Slot.String()); err != nil {
			t.Fatal(err)
		}
		p.Plan.Past = scheduler.OccurrenceAt(due.Add(-time.Minute), loc)
	}
	data, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	return bot.Change{Doc: bot.DocID("here:" + strconv.Itoa(n)), ID: "known", Data: data, Wakes: bot.Wakes{Bulk: due}}
}

// stormServices starts three replicas of one platform and returns their
// handlers.
func stormServices(t *testing.T, c config, s *storm) []bot.Handler {
	t.Helper()
	library, err := loadLibrary(c)
	if err != nil {
		t.Fatal(err)
	}
	var handlers []bot.Handler
	ctx, cancel := context.WithCancel(context.Background())
	var ended sync.WaitGroup
	for range 3 {
		store, err := openStorage(ctx, c, slog.New(slog.DiscardHandler), beside)
		if err != nil {
			t.Fatal(err)
		}
		e := &eye{storm: s, handler: make(chan bot.Handler, 1)}
		here := platform{name: "here", open: func(config, *slog.Logger) (bot.Adapter, error) { return e, nil }}
		one, err := newService(ctx, c, slog.New(slog.DiscardHandler), library, store, []platform{here}, bot.DefaultLease)
		if err != nil {
			t.Fatal(err)
		}
		ended.Go(func() {
			if err := one.run(ctx); err != nil {
				t.Error(err)
			}
			_ = store.Close()
		})
		handlers = append(handlers, <-e.handler)
	}
	t.Cleanup(func() {
		cancel()
		ended.Wait()
	})
	return handlers
}

// TestStorm has everybody due in one minute, on three replicas and a platform
// that takes far less. It proves the shares of the budget on a real Redis, the
// order of the lanes and what becomes of what is late, in compressed time. The
// replicas share a process, and nobody is killed.
func TestStorm(t *testing.T) {
	people, long := usualStorm, false
	if n, err := strconv.Atoi(os.Getenv("UNKNOT_STORM")); err == nil {
		people, long = n, true
	}
	c := config{Redis: secret{redisServer(t, "--appendfsync", "everysec")}, Key: secret{made(t)}, Strict: yes}
	store, err := openStorage(t.Context(), c, slog.New(slog.DiscardHandler), beside)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	due := time.Now().Add(-time.Minute).Truncate(time.Minute)
	if long { // what is not sent in compressed time is two hours late then
		due = time.Now().Add(time.Minute + stormTime - 2*time.Hour).Truncate(time.Minute)
	}
	storeAll(t, store, people, func(n int) bot.Change { return drowsy(t, n, due) })
	storeAll(t, store, writers, func(n int) bot.Change { return drowsy(t, stormWriter+n, time.Time{}) })

	s := &storm{nudged: map[bot.ChatID]int{}, asked: map[bot.ChatID]time.Time{}}
	handlers := stormServices(t, c, s)
	began := time.Now()
	for n := 0; !over(t, store, due); n++ {
		for range 40 {
			<-time.After(stormTaps)
			s.asks(t, handlers[rand.IntN(len(handlers))], n)
			n++
		}
	}
	s.verdict(t, store, people, time.Since(began))
}

// over reports whether nobody's reminder of today is waiting any more.
func over(t *testing.T, store *storage, due time.Time) bool {
	t.Helper()
	claimed, err := store.Claim(t.Context(), bot.Bulk, 0, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	return claimed.Next.After(due.Add(20 * time.Hour))
}

// verdict compares what the platform saw with what is kept.
func (s *storm) verdict(t *testing.T, store *storage, people int, took time.Duration) {
	t.Helper()
	passed, owed := leftOver(t, store)
	for began := time.Now(); owed > 0 && time.Since(began) < patience; passed, owed = leftOver(t, store) {
		<-time.After(20 * time.Millisecond) // that the last answers arrived is noted behind them
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for chat, n := range s.nudged {
		if n != 1 {
			t.Errorf("%s was reminded %d times", chat, n)
		}
	}
	if len(s.nudged)+passed != people || owed > 0 {
		t.Errorf("%d reminded and %d too late, %d in all, want %d; %d are still owed", len(s.nudged), passed, len(s.nudged)+passed, people, owed)
	}
	l := stormLimit()
	for i := l.Rate; i < len(s.all); i++ {
		if span := s.all[i].Sub(s.all[i-l.Rate]); span < time.Second {
			t.Fatalf("%d messages within %v", l.Rate+1, span)
		}
	}
	slices.Sort(s.waited)
	t.Logf("%d due at once: %d reminded, %d too late, in %v; %d answers, half after %v, 99 of 100 after %v, all after %v (a second of the platform is %v)",
		people, len(s.nudged), passed, took.Round(time.Second), len(s.waited), s.waited[len(s.waited)/2], s.waited[len(s.waited)*99/100], s.waited[len(s.waited)-1], time.Second/stormFactor)
	most := len(s.nudges) * 9 / 10 // the rest is when nobody is left
	rate := float64(most) / s.nudges[most].Sub(s.nudges[0]).Seconds()
	t.Logf("%.1f %% of the rate for what is unasked was used", 100*rate*l.Window().Seconds()/float64(l.Rate-l.Answers))
}

// leftOver counts the reminders that came too late, and what is still owed.
func leftOver(t *testing.T, store *storage) (passed, owed int) {
	t.Helper()
	err := store.Walk(t.Context(), func(kept bot.Stored) error {
		var p bot.Person
		err := json.Unmarshal(kept.Data, &p)
		passed, owed = passed+p.Passed, owed+len(p.Outbox)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return passed, owed
}

// storeAll stores so many people.
func storeAll(t *testing.T, store bot.Store, people int, change func(n int) bot.Change) {
	t.Helper()
	const batch = 250
	for first := 0; first < people; first += batch {
		var changes []bot.Change
		for n := first; n < min(first+batch, people); n++ {
			changes = append(changes, change(n))
		}
		if _, err := store.Commit(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
	}
}
