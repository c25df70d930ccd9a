package telegram

import (
	"context"
	"encoding/json"
	"sync"

	"github.com/cenkalti/backoff/v5"

	"unknot/bot"
)

// remembered is of how many updates it is known that they are done, also when
// Telegram gives them again although it was told to forget them.
const remembered = 1000

// sideBySide is how many chats are at work at the same moment.
const sideBySide = 32

// intake knows which updates are at work, so that Telegram is told to forget
// only what is done. The updates of one chat are handled one after the other,
// different chats side by side.
type intake struct {
	t       *Telegram
	handler bot.Handler
	name    string // the bot's own

	group sync.WaitGroup
	slots chan struct{} // full when as many chats are at work as may be
	done  chan struct{} // has one when something was finished

	mu      sync.Mutex
	next    int                // behind the last update that came; 0 when all before is confirmed
	pending map[int]struct{}   // updates that came and are not done
	ready   map[int]struct{}   // updates that are done: all above the offset, and some below
	lanes   map[int64][]update // what waits for its turn in a chat; there is a worker for each
}

func newIntake(t *Telegram, h bot.Handler, name string) *intake {
	return &intake{
		t: t, handler: h, name: name,
		slots: make(chan struct{}, sideBySide), done: make(chan struct{}, 1),
		pending: map[int]struct{}{}, ready: map[int]struct{}{}, lanes: map[int64][]update{},
	}
}

func (in *intake) wait() { in.group.Wait() }

// offset returns the lowest update that is not done, or the one behind all
// that are, and whether any is unfinished. Telegram forgets what lies below it,
// by the call that follows.
func (in *intake) offset() (offset int, busy bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	offset = in.next
	for id := range in.pending {
		offset = min(offset, id)
	}
	for id := range in.ready {
		if id < offset-remembered {
			delete(in.ready, id)
		}
	}
	return offset, len(in.pending) > 0
}

// take puts what came and is not known yet to work, and returns how many.
func (in *intake) take(ctx context.Context, batch []json.RawMessage) int {
	in.mu.Lock()
	defer in.mu.Unlock()
	fresh := 0
	if len(batch) == 0 && len(in.pending) == 0 {
		// All is confirmed. Telegram begins with any number after a quiet week,
		// so no later poll may ask for numbers above.
		in.next = 0
		clear(in.ready)
	}
	for _, raw := range batch {
		u, err := decode(raw)
		if u.ID == 0 {
			u.ID = in.next // its number cannot be read, but they count up
		}
		in.next = u.ID + 1
		if in.known(u.ID) {
			continue
		}
		if err != nil {
			in.ready[u.ID] = struct{}{}
			in.t.skip(ctx, u)
			continue
		}
		fresh++
		in.begin(ctx, u)
	}
	return fresh
}

func (in *intake) known(id int) bool {
	_, pending := in.pending[id]
	_, ready := in.ready[id]
	return pending || ready
}

// settle waits until something is finished, or for a while to look for what
// others wrote meanwhile. With nothing at work it returns at once.
func (in *intake) settle(ctx context.Context, idle *backoff.ExponentialBackOff) {
	if _, busy := in.offset(); !busy {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, idle.NextBackOff())
	defer cancel()
	select {
	case <-in.done:
		idle.Reset()
	case <-ctx.Done():
	}
}
