package main

import (
	"encoding/json"
	"log/slog"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"unknot/bot"
)

// How many sessions run and how many reminders are due beside them: usually,
// and where UNKNOT_STORM is set.
const (
	fewTimers, manyTimers   = 200, 10_000
	fewDue, manyDue         = 2_000, 100_000
	shortSpread, longSpread = 4 * time.Second, 40 * time.Second
	patientNumbers          = stormWriter + writers // the numbers of those in a session begin here
)

// inStep returns somebody who is in the middle of a timed step, and when the
// timer speaks.
func inStep(t *testing.T, now time.Time) (bot.Person, time.Time) {
	t.Helper()
	c := newCoreStage(t, story{start: now, zone: "Etc/GMT"})
	c.open()
	for _, line := range []string{"I am 18 or over, and I agree", "None of these", "None of these", "None of these", "None of these", "full", "2", "timer"} {
		c.say(line)
	}
	if c.person.Session == nil || c.person.Session.Timer.Start.IsZero() {
		t.Fatalf("no timer runs: %+v", c.person.Session)
	}
	return c.person, c.decider.Wakes(c.person).Urgent
}

// TestTimersInAStorm has timers of many sessions end while far more reminders
// are due than the platform takes: it measures how late they speak. Reminders
// have their own places and the lower lane, so they must not matter.
func TestTimersInAStorm(t *testing.T) {
	timers, due, spread := fewTimers, fewDue, shortSpread
	if os.Getenv("UNKNOT_STORM") != "" {
		timers, due, spread = manyTimers, manyDue, longSpread
	}
	c := config{Redis: secret{redisServer(t, "--appendfsync", "everysec")}, Key: secret{made(t)}, Strict: yes}
	store, err := openStorage(t.Context(), c, slog.New(slog.DiscardHandler), beside)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	passed := time.Now().Add(-time.Minute).Truncate(time.Minute)
	storeAll(t, store, due, func(n int) bot.Change { return drowsy(t, n, passed) })

	person, speaks := inStep(t, time.Now())
	first := time.Now().Add(spread / 4) // while they are stored
	s := &storm{nudged: map[bot.ChatID]int{}, asked: map[bot.ChatID]time.Time{}}
	storeAll(t, store, timers, func(n int) bot.Change {
		at := first.Add(spread * time.Duration(n) / time.Duration(timers))
		one, session := person, *person.Session
		session.Timer.Start = session.Timer.Start.Add(at.Sub(speaks))
		one.Session, one.Platform, one.Chat = &session, "here", bot.ChatID(strconv.Itoa(patientNumbers+n))
		s.asked[one.Chat] = at
		data, err := json.Marshal(one)
		if err != nil {
			t.Fatal(err)
		}
		return bot.Change{Doc: bot.DocID("here:" + one.Chat), ID: "known", Data: data, Wakes: bot.Wakes{Urgent: at}}
	})
	stormServices(t, c, s)
	s.spoken(t, timers, first.Add(spread+patience))
}

// spoken waits until all timers have spoken, and says how late they were.
func (s *storm) spoken(t *testing.T, timers int, until time.Time) {
	t.Helper()
	for {
		s.mu.Lock()
		waits := slices.Sorted(slices.Values(s.waited))
		reminded := len(s.nudges)
		s.mu.Unlock()
		switch {
		case len(waits) == timers:
			t.Logf("%d timers spoke half of them %v late, 99 of 100 %v, all %v; %d were reminded meanwhile",
				timers, waits[timers/2], waits[timers*99/100], waits[timers-1], reminded)
			return
		case time.Now().After(until):
			t.Fatalf("%d of %d timers have spoken", len(waits), timers)
		}
		<-time.After(20 * time.Millisecond)
	}
}
