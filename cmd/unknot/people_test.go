package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strconv"
	"sync"
	"testing"
	"time"

	"unknot/bot"
	"unknot/scheduler"
)

const (
	fewPeople   = 1_000
	usualPeople = 20_000 // where UNKNOT_PEOPLE says nothing
	writing     = 200    // people who write before it is measured
)

// resident is somebody who has been there for a while and is asked tomorrow.
func resident(t *testing.T, n int) bot.Change {
	t.Helper()
	now := time.Now()
	p := bot.Person{Schema: 1, Platform: "here", Chat: bot.ChatID(strconv.Itoa(n)), Consent: bot.Consent{At: now, Text: 1}, Zone: "Europe/Berlin"}
	for back := range 10 {
		day := scheduler.DayOf(now.AddDate(0, 0, back-10), time.UTC, 0)
		p.Days = append(p.Days, bot.Day{Date: day, Sessions: 1, Seconds: 60, Pairs: []bot.Pair{{Before: 2, After: 1}}})
	}
	data, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	return bot.Change{Doc: bot.DocID("here:" + strconv.Itoa(n)), ID: "known", Data: data, Wakes: bot.Wakes{Bulk: now.AddDate(0, 0, 1)}}
}

// populate stores the people from one number to another.
func populate(t *testing.T, store bot.Store, from, to int) {
	t.Helper()
	const batch, workers = 250, 8
	batches := make(chan int)
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for first := range batches {
				var changes []bot.Change
				for n := first; n < min(first+batch, to); n++ {
					changes = append(changes, resident(t, n))
				}
				if _, err := store.Commit(context.Background(), changes); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for first := from; first < to; first += batch {
		batches <- first
	}
	close(batches)
	all.Wait()
}

// heapServing starts a replica, lets some people write, and returns how much
// memory is in use then.
func heapServing(t *testing.T, environ []string, people int) uint64 {
	t.Helper()
	r := startReplica(t, environ, bot.DefaultLease, func(post) time.Duration { return 0 })
	if err := r.awaitReady(); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range writing {
		n := strconv.Itoa(i * people / writing)
		all.Go(func() {
			e := bot.Event{ID: bot.EventID(fmt.Sprint(people, " ", n)), Doc: bot.DocID("here:" + n), Chat: bot.ChatID(n), Kind: bot.EventText, Text: "progress"}
			if came := r.handle(e, func(time.Time) {}); came != cameSaved {
				t.Errorf("%s: %s", e.Doc, came)
			}
		})
	}
	all.Wait()
	r.write(note{Heap: 1})
	heap := <-r.heap
	r.ends()
	return heap
}

// TestMemoryOfServe compares how much memory serve uses with few and with many
// people stored. It proves that nothing in the process grows with them; what
// Redis needs for each is a benchmark of redisstore.
func TestMemoryOfServe(t *testing.T) {
	many := number("UNKNOT_PEOPLE", usualPeople)
	url, key := redisServer(t, "--appendfsync", "everysec"), made(t)
	store, err := openStorage(t.Context(), config{Redis: secret{url}, Key: secret{key}, Strict: yes}, slog.New(slog.DiscardHandler), beside)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	environ := []string{"UNKNOT_REDIS_URL=" + url, "UNKNOT_KEY=" + key}
	populate(t, store, 0, fewPeople)
	few := heapServing(t, environ, fewPeople)
	populate(t, store, fewPeople, many)
	lots := heapServing(t, environ, many)
	ratio := float64(lots) / float64(few)
	t.Logf("heap in use with %d people stored: %d KiB, with %d: %d KiB, ratio %.2f", fewPeople, few>>10, many, lots>>10, ratio)
	if ratio > 1.5 {
		t.Error("memory grows with the people stored")
	}
}
