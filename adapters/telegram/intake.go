package telegram

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync"

	"github.com/cenkalti/backoff/v5"

	"unknot/bot"
)

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
	ready   map[int]struct{}   // updates that are done, but one before them is not
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
// that are, and whether any is unfinished. What lies below it is forgotten,
// here and, by the call that follows, at Telegram.
func (in *intake) offset() (offset int, busy bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	offset = in.next
	for id := range in.pending {
		offset = min(offset, id)
	}
	for id := range in.ready {
		if id < offset {
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
			in.t.log.ErrorContext(ctx, "telegram: an update that cannot be read is skipped", slog.Int("update", u.ID))
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

// begin queues an update behind those of its chat.
func (in *intake) begin(ctx context.Context, u update) {
	in.pending[u.ID] = struct{}{}
	lane := u.lane()
	_, works := in.lanes[lane]
	in.lanes[lane] = append(in.lanes[lane], u)
	if !works {
		in.group.Go(func() { in.work(ctx, lane) })
	}
	if u.Callback != nil {
		in.group.Go(func() { in.t.release(ctx, u.Callback.ID) })
	}
}

// work handles the updates of a chat until there are no more. One that was cut
// short by the end of ctx stays unfinished, and all behind it.
func (in *intake) work(ctx context.Context, lane int64) {
	for {
		u, more := in.first(lane)
		if !more {
			return
		}
		select {
		case in.slots <- struct{}{}:
		case <-ctx.Done():
			return
		}
		finished := in.handle(ctx, u)
		<-in.slots
		if !finished {
			return
		}
		in.finish(lane, u.ID)
	}
}

// first returns what is next in a chat. With nothing left the lane is gone.
func (in *intake) first(lane int64) (u update, more bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if len(in.lanes[lane]) == 0 {
		delete(in.lanes, lane)
		return u, false
	}
	return in.lanes[lane][0], true
}

func (in *intake) finish(lane int64, id int) {
	in.mu.Lock()
	in.lanes[lane] = in.lanes[lane][1:]
	delete(in.pending, id)
	in.ready[id] = struct{}{}
	in.mu.Unlock()
	select {
	case in.done <- struct{}{}:
	default:
	}
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
