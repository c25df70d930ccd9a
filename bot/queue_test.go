package bot_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"unknot/bot"
)

// awaitWaiting returns when n wait for a document.
func awaitWaiting(q bot.Queue, doc bot.DocID, n int) {
	for q.Waiting(doc) != n {
		runtime.Gosched()
	}
}

func mustEnter(t *testing.T, q bot.Queue, doc bot.DocID) {
	t.Helper()
	if err := q.Enter(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
}

func TestQueueIsFirstInFirstOut(t *testing.T) {
	const n = 50
	q := bot.NewQueue()
	mustEnter(t, q, anna)
	var order []int // guarded by the turn itself
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			mustEnter(t, q, anna)
			order = append(order, i)
			q.Leave(anna)
		})
		awaitWaiting(q, anna, i+1)
	}
	q.Leave(anna)
	all.Wait()
	if len(order) != n || !slices.IsSorted(order) {
		t.Errorf("the order was %v", order)
	}
	if q.Size() != 0 {
		t.Errorf("%d documents are left in memory", q.Size())
	}
}

func TestQueueKeepsDocumentsApart(t *testing.T) {
	q := bot.NewQueue()
	mustEnter(t, q, anna)
	mustEnter(t, q, ben) // or this hangs
	if q.Size() != 2 {
		t.Errorf("%d documents in memory, want 2", q.Size())
	}
	q.Leave(anna)
	q.Leave(ben)
	if q.Size() != 0 {
		t.Errorf("%d documents are left in memory", q.Size())
	}
}

// TestQueueUnderLoad lets 50 goroutines crowd at three documents, some of whom
// give up.
func TestQueueUnderLoad(t *testing.T) {
	const rounds = 200
	q := bot.NewQueue()
	docs := []bot.DocID{"a", "b", "c"}
	var inside [3]int // guarded by the turns
	var entered, gaveUp atomic.Int64
	var all sync.WaitGroup
	for g := range 50 {
		all.Go(func() {
			random := rand.New(rand.NewPCG(uint64(g), 1))
			visit := func(d int) {
				ctx, cancel := context.WithCancel(context.Background())
				defer cancel()
				if random.IntN(4) == 0 {
					go cancel()
				}
				if err := q.Enter(ctx, docs[d]); err != nil {
					gaveUp.Add(1)
					return
				}
				defer q.Leave(docs[d])
				inside[d]++
				if inside[d] != 1 {
					t.Errorf("%d at once", inside[d])
				}
				runtime.Gosched()
				inside[d]--
				entered.Add(1)
			}
			for range rounds {
				visit(random.IntN(len(docs)))
			}
		})
	}
	all.Wait()
	if entered.Load()+gaveUp.Load() != 50*rounds || q.Size() != 0 {
		t.Errorf("%d entered, %d gave up, %d documents are left in memory", entered.Load(), gaveUp.Load(), q.Size())
	}
}

func TestQueueLetsWaitersGiveUp(t *testing.T) {
	q := bot.NewQueue()
	mustEnter(t, q, anna)
	var all sync.WaitGroup
	var order []int
	cancels := make([]context.CancelFunc, 5)
	for i := range cancels {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		cancels[i] = cancel
		all.Go(func() {
			if err := q.Enter(ctx, anna); err != nil {
				return
			}
			order = append(order, i)
			q.Leave(anna)
		})
		awaitWaiting(q, anna, i+1)
	}
	for n, i := range []int{2, 0, 4} {
		cancels[i]()
		awaitWaiting(q, anna, 4-n)
	}
	q.Leave(anna)
	all.Wait()
	if !slices.Equal(order, []int{1, 3}) || q.Size() != 0 {
		t.Errorf("came in: %v, %d documents are left in memory", order, q.Size())
	}
}

// TestQueueGivesUpAtTheLastMoment lets the turn come and the patience end at
// the same time: whoever gave up must hand the turn on.
func TestQueueGivesUpAtTheLastMoment(t *testing.T) {
	for range 2000 {
		q := bot.NewQueue()
		mustEnter(t, q, anna)
		ctx, cancel := context.WithCancel(context.Background())
		var all sync.WaitGroup
		all.Go(func() {
			if q.Enter(ctx, anna) == nil {
				q.Leave(anna)
			}
		})
		awaitWaiting(q, anna, 1)
		all.Go(cancel)
		q.Leave(anna)
		all.Wait()
		if q.Size() != 0 {
			t.Fatal("the turn was lost")
		}
	}
}

func TestQueueHoldsOutcomes(t *testing.T) {
	q := bot.NewQueue()
	q.Keep(anna, nil)
	if q.Size() != 0 {
		t.Error("no outcome takes memory")
	}
	first, second, third := bot.Event{Effect: 1}, bot.Event{Effect: 2}, bot.Event{Effect: 3}
	mustEnter(t, q, anna)
	q.Keep(anna, []bot.Event{first, second})
	q.Keep(ben, []bot.Event{third})
	q.Leave(anna)
	if q.Size() != 2 {
		t.Errorf("%d documents in memory, want both until somebody takes their outcomes", q.Size())
	}
	mustEnter(t, q, anna)
	q.Keep(anna, []bot.Event{third})
	if got := q.Take(anna); !slices.Equal(got, []bot.Event{first, second, third}) {
		t.Errorf("took %v", got)
	}
	if got := q.Take(anna); len(got) != 0 {
		t.Errorf("took %v twice", got)
	}
	q.Leave(anna)
	mustEnter(t, q, ben)
	q.Take(ben)
	q.Leave(ben)
	if q.Size() != 0 {
		t.Errorf("%d documents are left in memory", q.Size())
	}
}

// TestEventsKeepTheirOrder hands over many events of two people at once while
// sending takes its time. Each answer must fit the event in its turn.
func TestEventsKeepTheirOrder(t *testing.T) {
	h := newHouse(t)
	h.agree(anna, ben)
	h.say(anna, "cancel")
	h.say(ben, "cancel")
	const n = 20
	want := map[bot.ChatID][]bot.EventID{}
	gate := make(chan struct{})
	var all sync.WaitGroup
	h.onSend(func(bot.Outgoing) { <-gate })
	for i := range n {
		for _, doc := range []bot.DocID{anna, ben} {
			e := h.text(doc, fmt.Sprint("words nobody knows ", i))
			want[e.Chat] = append(want[e.Chat], e.ID)
			all.Go(func() {
				if err := h.in.Handle(context.Background(), e); err != nil {
					t.Error(err)
				}
			})
			for bot.Present(h.bot, doc) != i+1 {
				runtime.Gosched()
			}
		}
	}
	close(gate)
	all.Wait()
	h.bot.Close()
	for _, doc := range []bot.DocID{anna, ben} {
		seen := h.person(doc).Seen
		if got := seen[len(seen)-n:]; !slices.Equal(got, want[bot.ChatID(doc)]) {
			t.Errorf("%s: decided in the order %v", doc, got)
		}
	}
	if bot.Lines(h.bot) != 0 {
		t.Errorf("%d documents are left in memory", bot.Lines(h.bot))
	}
}

// TestHandleGivesUpWaiting: an event that never had its turn is to come again.
func TestHandleGivesUpWaiting(t *testing.T) {
	h := newHouse(t)
	gate := make(chan struct{})
	h.onSend(func(bot.Outgoing) { <-gate })
	busy := make(chan error)
	go func() { busy <- h.in.Handle(context.Background(), textEvent(1, anna, "hello")) }()
	for bot.Lines(h.bot) == 0 {
		runtime.Gosched()
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := h.in.Handle(ctx, textEvent(2, anna, "help")); !errors.Is(err, bot.ErrLater) || !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	close(gate)
	if err := <-busy; err != nil {
		t.Error(err)
	}
	// What has its turn is finished, whoever waits for it.
	if err := h.in.Handle(ctx, textEvent(3, anna, "help")); err != nil {
		t.Error(err)
	}
	h.wantNews(welcome, welcome)
}
