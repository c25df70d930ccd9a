package redisstore_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"unknot/adapters/redisstore"
	"unknot/bot"
)

// usualKills is how often the server is killed when UNKNOT_KILLS says nothing.
const usualKills = 3

func kills(t *testing.T) int {
	t.Helper()
	text := os.Getenv("UNKNOT_KILLS")
	if text == "" {
		return usualKills
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("UNKNOT_KILLS is %q: give the number of kills", text)
	}
	return n
}

// writer saves sessions of one document, each until it is confirmed.
type writer struct {
	doc       bot.DocID
	version   bot.Version // the last that was confirmed
	confirmed atomic.Int64
}

func (w *writer) change(session int64) bot.Change {
	return bot.Change{
		Doc: w.doc, Base: w.version, ID: bot.CommitID(fmt.Sprint(w.doc, session)),
		Data:    []byte(fmt.Sprint("after ", session)),
		Records: []bot.Record{{Position: bot.Position(session), Data: []byte(fmt.Sprint("session ", session))}},
	}
}

// write goes on until the context ends. A commit with an unknown outcome is
// repeated with its own ID, as the bot does.
func (w *writer) write(ctx context.Context, t *testing.T, s bot.Store) {
	for session := int64(0); ctx.Err() == nil; {
		done, err := s.Commit(ctx, []bot.Change{w.change(session)})
		if err != nil {
			continue // away
		}
		if done[0].Err != nil || session > 0 && done[0].Version != w.version+1 {
			t.Errorf("%s: the commit on version %d came out as %v", w.doc, w.version, done[0])
			return
		}
		w.version = done[0].Version
		session++
		w.confirmed.Store(session)
	}
}

// check compares with what was confirmed. One more may have been saved whose
// answer was lost.
func (w *writer) check(ctx context.Context, t *testing.T, s *redisstore.Store) {
	t.Helper()
	confirmed := w.confirmed.Load()
	if confirmed == 0 {
		return
	}
	stored, err := s.Load(ctx, w.doc)
	if err != nil || stored.Version < w.version || stored.Version > w.version+1 {
		t.Errorf("%s is in version %d, %v, and %d was confirmed", w.doc, stored.Version, err, w.version)
		return
	}
	saved := int(confirmed) + int(stored.Version-w.version)
	records, err := s.Records(ctx, w.doc, math.MinInt64, math.MaxInt64)
	if err != nil || len(records) != saved {
		t.Errorf("%s has %d sessions, %v, want %d", w.doc, len(records), err, saved)
		return
	}
	for i, r := range records {
		if r.Position != bot.Position(i) || string(r.Data) != fmt.Sprint("session ", i) {
			t.Errorf("%s: session %d is %q at %d", w.doc, i, r.Data, r.Position)
		}
	}
	if archived, err := s.Archive(ctx, w.doc); err != nil || len(archived) > 0 {
		t.Errorf("%s: %d sessions were written twice, %v", w.doc, len(archived), err)
	}
}

// TestKillServer kills a server that syncs always, again and again under
// load: no confirmed session is lost and none is doubled. It does not prove
// anything about a power cut: what the system holds for the disk survives a
// kill. That the server was told to sync is what TestPersistence asserts.
func TestKillServer(t *testing.T) {
	server := start(t, "--appendfsync", "always")
	s := open(t, server.url(0), nil)
	p, err := s.Persistence(t.Context())
	if err != nil || p.Kept != redisstore.KeptAlways {
		t.Fatalf("the server is not set to sync always: %v, %v", p, err)
	}
	for round := range kills(t) {
		ctx, stop := context.WithCancel(t.Context())
		var all sync.WaitGroup
		writers := make([]*writer, 8)
		for i := range writers {
			writers[i] = &writer{doc: bot.DocID(fmt.Sprintf("round %d writer %d", round, i))}
			all.Go(func() { writers[i].write(ctx, t, s) })
		}
		awaitWrites(t, writers, 50+rand.Int64N(300))
		server.kill()
		server.run(t)
		awaitWrites(t, writers, 20) // it goes on by itself
		stop()
		all.Wait()
		for _, w := range writers {
			w.check(t.Context(), t, s)
		}
	}
}

// awaitWrites returns when so many more changes were confirmed.
func awaitWrites(t *testing.T, writers []*writer, more int64) {
	t.Helper()
	sum := func() (n int64) {
		for _, w := range writers {
			n += w.confirmed.Load()
		}
		return n
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	target := sum() + more
	await(ctx, t, func() bool { return sum() >= target }, func() string { return "nothing is confirmed any more" })
}
