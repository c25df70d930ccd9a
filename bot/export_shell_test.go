package bot

import (
	"context"
	"time"
)

// What the shell's tests may see of it.
const (
	AtOnce       = atOnce
	BulkAtOnce   = bulkAtOnce
	LongestNap   = longestNap
	LongestHold  = longestHold
	MostAttempts = mostAttempts
	SendTimeout  = sendTimeout
	Patience     = patience
	KeptOnce     = keptOnce
	SchemaNow    = schema
)

// Errors returns the two ways in which a document cannot be decoded.
func Errors() (newer, unreadable error) { return errNewer, errUnreadable }

func Encode(p Person) ([]byte, error) { return encode(p) }

func Decode(data []byte) (Person, error) { return decode(data) }

// CatchUp lets time act on everything that is due by the store's clock, one
// document after the other, so that a test knows in which order.
func CatchUp(ctx context.Context, b *Bot) error {
	for acted := true; acted; {
		acted = false
		for _, lane := range []Lane{Urgent, Bulk} {
			one, err := WakeOne(ctx, b, lane)
			if err != nil {
				return err
			}
			acted = acted || one
		}
	}
	return nil
}

// WakeOne lets time act on one document, if any is due, and returns when all
// that follows is done.
func WakeOne(ctx context.Context, b *Bot, lane Lane) (bool, error) {
	claimed, err := b.Store.Claim(ctx, lane, 1, b.Lease)
	if err != nil {
		return false, err
	}
	d := newDispatcher(b)
	for _, stored := range claimed.Due {
		d.begin(ctx, d.places[lane].at(platformOf(stored)), stored, claimed.Now.Sub(b.Now()))
	}
	d.work.Wait()
	b.work.Wait()
	return len(claimed.Due) > 0, nil
}

// Lines returns how many documents the bot's queue holds in memory.
func Lines(b *Bot) int { return b.queue.size() }

func (q *queue) size() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.lines)
}

// Queue is the queue of documents for tests.
type Queue struct{ *queue }

func NewQueue() Queue { return Queue{newQueue()} }

func (q Queue) Enter(ctx context.Context, doc DocID) error { return q.enter(ctx, doc) }
func (q Queue) Leave(doc DocID)                            { q.leave(doc) }
func (q Queue) Keep(doc DocID, outcomes []Event)           { q.keep(doc, outcomes) }
func (q Queue) Take(doc DocID) []Event                     { return q.take(doc) }
func (q Queue) Size() int                                  { return q.size() }

// Waiting returns how many wait for a document.
func (q Queue) Waiting(doc DocID) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	if l := q.lines[doc]; l != nil {
		return len(l.waiting)
	}
	return 0
}

// Stamped returns what a process may send of a document now.
func Stamped(p Person, by string, alone bool, lease time.Duration, now time.Time) (Person, []Effect) {
	return stamper{by: by, alone: alone, lease: lease}.stamp(p, now)
}

// Once is what was said once, for tests.
type Once struct{ once }

func (o *Once) First(thing string) bool { return o.first(thing) }
func (o *Once) Forget(thing string)     { o.forget(thing) }

// Waiting returns how many events of a document wait for their turn.
func Waiting(b *Bot, doc DocID) int { return Queue{b.queue}.Waiting(doc) }

// Present returns how many events of a document wait for their turn or have it.
func Present(b *Bot, doc DocID) int {
	b.queue.mu.Lock()
	defer b.queue.mu.Unlock()
	l := b.queue.lines[doc]
	if l == nil || !l.busy {
		return 0
	}
	return 1 + len(l.waiting)
}

// UnsureFor is how long an effect waits after so many attempts of unknown
// outcome.
func UnsureFor(attempts int) time.Duration { return unsureFor(attempts) }
