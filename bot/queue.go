package bot

import (
	"context"
	"slices"
	"sync"
)

// queue keeps the order of each document: one event at a time, in the order
// they came. A document that nobody waits for takes no memory. It also holds
// what became of effects until the next event of their document takes it
// along, so that noting a delivery costs no write of its own while more is
// going on.
type queue struct {
	mu    sync.Mutex
	lines map[DocID]*line
}

type line struct {
	busy     bool
	waiting  []chan struct{}
	outcomes []Event
}

func newQueue() *queue { return &queue{lines: map[DocID]*line{}} }

// enter waits for the document's turn. Whoever entered must leave.
func (q *queue) enter(ctx context.Context, doc DocID) error {
	turn := q.join(doc)
	if turn == nil {
		return nil
	}
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
		q.withdraw(doc, turn)
		return ctx.Err()
	}
}

// join takes the turn (nil) or a place in the line.
func (q *queue) join(doc DocID) chan struct{} {
	q.mu.Lock()
	defer q.mu.Unlock()
	l := q.line(doc)
	if !l.busy {
		l.busy = true
		return nil
	}
	turn := make(chan struct{})
	l.waiting = append(l.waiting, turn)
	return turn
}

// withdraw gives up a place, or the turn if it came at the same moment.
func (q *queue) withdraw(doc DocID, turn chan struct{}) {
	q.mu.Lock()
	defer q.mu.Unlock()
	l := q.line(doc)
	if i := slices.Index(l.waiting, turn); i >= 0 {
		l.waiting = slices.Delete(l.waiting, i, i+1)
		return
	}
	q.pass(doc, l)
}

// leave hands the turn to who waits longest.
func (q *queue) leave(doc DocID) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.pass(doc, q.line(doc))
}

func (q *queue) pass(doc DocID, l *line) {
	if len(l.waiting) > 0 {
		close(l.waiting[0])
		l.waiting = l.waiting[1:]
		return
	}
	l.busy = false
	if len(l.outcomes) == 0 {
		delete(q.lines, doc)
	}
}

func (q *queue) line(doc DocID) *line {
	l := q.lines[doc]
	if l == nil {
		l = &line{}
		q.lines[doc] = l
	}
	return l
}

// keep holds outcomes for the document's next event.
func (q *queue) keep(doc DocID, outcomes []Event) {
	if len(outcomes) == 0 {
		return
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	l := q.line(doc)
	l.outcomes = append(l.outcomes, outcomes...)
}

// take returns the outcomes held for a document, which the caller now owns.
func (q *queue) take(doc DocID) []Event {
	q.mu.Lock()
	defer q.mu.Unlock()
	l := q.line(doc)
	outcomes := l.outcomes
	l.outcomes = nil
	return outcomes
}
