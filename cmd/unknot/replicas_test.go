package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"unknot/bot"
	"unknot/scheduler"
)

const (
	// usualDeaths is how often a replica is killed when UNKNOT_KILLS says
	// nothing.
	usualDeaths = 5
	// shortLease is long enough for everything that is sent under this load,
	// and short enough to wait for.
	shortLease = time.Second
	patients   = 40
	sleepers   = 16 // people who only get reminders
)

// fleet is three replicas on one Redis and the platform that they serve.
type fleet struct {
	t       *testing.T
	environ []string
	store   *storage
	people  map[bot.ChatID]*patient

	mu       sync.Mutex
	replicas [3]*replica
	killed   time.Time // the last time
	stopping bool
	tally    tally
}

// tally is what was counted on the way.
type tally struct {
	events, again, later  int // events saved, handed over once more, and answered with ErrLater
	answers, doubled      int // messages by their key
	reminders             int // that were owed
	nudges, nudgesDoubled int // that came
	excuses               int
	owed                  []time.Duration // from a kill to the answer that the dead one had in hand
	owedAgain             []time.Duration // the same where another replica was killed meanwhile
}

func newFleet(t *testing.T) *fleet {
	t.Helper()
	url, key := redisServer(t), made(t)
	f := &fleet{t: t, environ: []string{"UNKNOT_REDIS_URL=" + url, "UNKNOT_KEY=" + key}, people: map[bot.ChatID]*patient{}}
	c := config{Redis: secret{url}, Key: secret{key}, Strict: yes}
	var err error
	if f.store, err = openStorage(t.Context(), c, slog.New(slog.DiscardHandler), beside); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.store.Close() })
	for i := range patients + sleepers {
		p := &patient{f: f, doc: bot.DocID(fmt.Sprintf("here:%d", i)), chat: bot.ChatID(strconv.Itoa(i)), taps: i%4 == 0,
			random: rand.New(rand.NewPCG(uint64(i), 11)), keys: map[string]bool{}, news: make(chan struct{}, 1)}
		f.people[p.chat] = p
	}
	for i := range f.replicas {
		f.replicas[i] = startReplica(t, f.environ, shortLease, f.arrived)
	}
	for _, r := range f.replicas {
		if err := r.awaitReady(); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// count changes the tally.
func (f *fleet) count(change func(*tally)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change(&f.tally)
}

// answeredAfter notes that an answer came that a replica had in hand when it
// was killed. Whoever took it over may have been killed as well.
func (f *fleet) answeredAfter(kill time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if late := time.Since(kill); f.killed.After(kill) {
		f.tally.owedAgain = append(f.tally.owedAgain, late)
	} else {
		f.tally.owed = append(f.tally.owed, late)
	}
}

// arrived takes a message. It says how long the platform takes to confirm it:
// a death in that time leaves an unknown outcome.
func (f *fleet) arrived(m post) time.Duration {
	p := f.people[m.Chat]
	if p.take(m) {
		return time.Duration(rand.IntN(5)) * time.Millisecond
	}
	return time.Duration(rand.IntN(100)) * time.Millisecond
}

// any returns a replica that takes events.
func (f *fleet) any(random *rand.Rand) *replica {
	for {
		f.mu.Lock()
		r := f.replicas[random.IntN(len(f.replicas))]
		f.mu.Unlock()
		select {
		case <-r.dead:
		case <-r.ready:
			return r
		case <-time.After(time.Millisecond):
		}
	}
}

// die kills a random replica and starts another in its place.
func (f *fleet) die() {
	f.t.Helper()
	i := rand.IntN(len(f.replicas))
	f.mu.Lock()
	f.killed = time.Now()
	f.mu.Unlock()
	f.replicas[i].kill()
	r := startReplica(f.t, f.environ, shortLease, f.arrived)
	f.mu.Lock()
	f.replicas[i] = r
	f.mu.Unlock()
}

// recovered waits until the answers that dead replicas had in hand are there
// and every replica takes events.
func (f *fleet) recovered() {
	f.t.Helper()
	for _, r := range f.replicas {
		if err := r.awaitReady(); err != nil {
			f.t.Fatal(err)
		}
	}
	for _, p := range f.people {
		for deadline := time.Now().Add(patience); p.isOwed(); {
			if f.t.Failed() || time.Now().After(deadline) {
				f.t.Fatalf("%s never got the answer that a dead replica had in hand", p.doc)
			}
			<-time.After(5 * time.Millisecond)
		}
	}
}

// stops reports whether people are to come to an end.
func (f *fleet) stops() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.stopping || f.t.Failed()
}

// person reads a document.
func (f *fleet) person(doc bot.DocID) (stored bot.Stored, p bot.Person) {
	f.t.Helper()
	stored, err := f.store.Load(context.Background(), doc)
	if err == nil {
		err = json.Unmarshal(stored.Data, &p)
	}
	if err != nil {
		f.t.Errorf("%s: %v", doc, err)
	}
	return stored, p
}

// settled waits until nothing is owed to anybody any more.
func (f *fleet) settled() {
	f.t.Helper()
	for _, someone := range f.people {
		for deadline := time.Now().Add(patience); ; {
			_, p := f.person(someone.doc)
			if len(p.Outbox) == 0 {
				break
			}
			if f.t.Failed() || time.Now().After(deadline) {
				f.t.Fatalf("%s is still owed %+v", someone.doc, p.Outbox)
			}
			<-time.After(20 * time.Millisecond)
		}
	}
}

// TestReplicas kills replicas with SIGKILL, again and again, while many people
// do sessions and others are reminded: what was acknowledged is in the records
// exactly once, everybody gets their answers, every occurrence of a schedule is
// decided once, and its reminder comes once or is counted as passed by.
//
// It proves that three processes share a store without a word between them, and
// that one of them may end at any moment. It proves nothing about power cuts,
// and nothing about a Redis that dies: redisstore kills that one.
func TestReplicas(t *testing.T) {
	deaths, long := usualDeaths, false
	if n, err := strconv.Atoi(os.Getenv("UNKNOT_KILLS")); err == nil {
		deaths, long = n, true
	}
	f := newFleet(t)
	var all sync.WaitGroup
	for _, p := range f.people {
		all.Go(p.live)
	}
	kills := 0
	for round := 0; kills < deaths; round++ {
		<-time.After(time.Duration(rand.IntN(400)) * time.Millisecond)
		f.die()
		kills++
		if round%4 == 3 && kills < deaths { // another one while the first is not made good
			<-time.After(time.Duration(rand.Int64N(int64(shortLease))))
			f.die()
			kills++
		}
		f.recovered()
	}
	f.mu.Lock()
	f.stopping = true
	f.mu.Unlock()
	all.Wait()
	f.settled()
	for _, r := range f.replicas {
		r.ends()
	}
	f.verdict(kills, long)
}

// verdict compares what people saw with what is kept.
func (f *fleet) verdict(kills int, long bool) {
	t, sessions, records := f.t, 0, 0
	t.Helper()
	for _, p := range f.people {
		sessions += p.done
		records += p.check()
	}
	n := f.tally
	most, stamped, late := latest(n.owed)
	mostAgain, _, _ := latest(n.owedAgain)
	t.Logf("%d kills, %d events saved, %d handed over again, %d answered later", kills, n.events, n.again, n.later)
	t.Logf("%d sessions acknowledged, %d records", sessions, records)
	t.Logf("%d answers, %d of them twice; %d reminders of %d came, %d of them twice; %d excuses", n.answers, n.doubled, n.nudges, n.reminders, n.nudgesDoubled, n.excuses)
	t.Logf("%d answers in hand at a kill came at most %v after it, with a lease of %v; %d waited for a stamp, %d of them over a lease and a fifth", len(n.owed), most, shortLease, stamped, late)
	t.Logf("%d more at most %v after it: another replica was killed meanwhile", len(n.owedAgain), mostAgain)
	if n.nudgesDoubled > 0 {
		t.Errorf("%d reminders came twice", n.nudgesDoubled)
	}
	if sessions == 0 {
		t.Error("nobody did a session")
	}
	if long && most > 3*(shortLease+time.Second) {
		t.Errorf("what a dead replica had in hand took %v", most)
	}
}

// latest returns the longest wait, how many were for the stamp of a dead
// replica to run out, and how many longer than that should take.
func latest(waits []time.Duration) (most time.Duration, stamped, late int) {
	for _, d := range waits {
		most = max(most, d)
		if d > shortLease/2 {
			stamped++
		}
		if d > shortLease*6/5 {
			late++
		}
	}
	return most, stamped, late
}

// owe lets a reminder on somebody's schedule be due now, as if they had been
// heard of a moment ago. It returns the occurrence, and how many had passed by
// before it.
func (f *fleet) owe(doc bot.DocID, n int) (o scheduler.Occurrence, passed int) {
	for {
		stored, p := f.person(doc)
		if f.t.Failed() {
			return o, 0
		}
		now := time.Now().UTC()
		p.Zone = fmt.Sprintf("Etc/GMT%+d", now.Hour()-12) // where it is about noon
		loc, err := time.LoadLocation(p.Zone)
		if err != nil {
			f.t.Error(err)
			return o, 0
		}
		o = scheduler.OccurrenceAt(now, loc)
		s, err := scheduler.Parse("daily " + o.Slot.String())
		if err != nil {
			f.t.Error(err)
			return o, 0
		}
		p.Plan = bot.Plan{Schedule: s, Past: scheduler.OccurrenceAt(now.Add(-time.Minute), loc)}
		p.Unasked, p.Backoff = bot.Unasked{}, bot.Backoff{}
		data, err := json.Marshal(p)
		if err != nil {
			f.t.Error(err)
			return o, 0
		}
		change := bot.Change{Doc: doc, Base: stored.Version, ID: bot.CommitID(fmt.Sprint("owed ", n)), Data: data, Wakes: bot.Wakes{Bulk: now}}
		done, err := f.store.Commit(context.Background(), []bot.Change{change})
		if err == nil && errors.Is(done[0].Err, bot.ErrConflict) {
			continue
		}
		if err != nil || done[0].Err != nil {
			f.t.Errorf("owe a reminder: %v, %v", err, done)
		}
		f.count(func(t *tally) { t.reminders++ })
		return o, p.Passed
	}
}
