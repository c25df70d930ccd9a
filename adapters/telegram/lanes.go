package telegram

import (
	"context"

	"unknot/bot"
)

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
		finished := in.handle(bot.OnSaved(ctx, func() { in.confirm(u.ID) }), u)
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

// finish lets the next one in a chat have its turn.
func (in *intake) finish(lane int64, id int) {
	in.mu.Lock()
	in.lanes[lane] = in.lanes[lane][1:]
	in.mu.Unlock()
	in.confirm(id)
}

// confirm notes that an update is done, as far as Telegram is concerned: its
// answer may still be on its way.
func (in *intake) confirm(id int) {
	in.mu.Lock()
	delete(in.pending, id)
	in.ready[id] = struct{}{}
	in.mu.Unlock()
	select {
	case in.done <- struct{}{}:
	default:
	}
}
