package discord

import (
	"context"
	"fmt"
	"log/slog"
	"sync"

	"github.com/bwmarrin/discordgo"

	"unknot/adapters/border"
	"unknot/bot"
)

// mostWaiting is how many events may wait or be at work at the same moment.
// What comes above is dropped: the person sees that it failed, and presses
// again.
const mostWaiting = 10_000

// job is an event, and how to answer it where it is an interaction.
type job struct {
	event  bot.Event
	answer *answer
}

// intake hands over what comes. The events of one person are handled one after
// the other, different people side by side, and none of them waits for another.
type intake struct {
	d       *Discord
	handler bot.Handler
	life    context.Context // of Run: what was queued goes on without the connection that brought it
	group   sync.WaitGroup
	quick   chan struct{} // full when as many are helped on as may be

	mu      sync.Mutex
	waiting int
	lanes   map[bot.DocID][]job // what waits in order; there is a worker for each
}

func newIntake(ctx context.Context, d *Discord, h bot.Handler) *intake {
	return &intake{d: d, handler: h, life: ctx, quick: make(chan struct{}, mostSuggesting), lanes: map[bot.DocID][]job{}}
}

func (in *intake) wait() { in.group.Wait() }

// receive takes what the gateway sends. It never waits, and a panic in it
// costs one event: the library has nothing that would catch it.
func (in *intake) receive(ctx context.Context, e *discordgo.Event) {
	if ctx.Err() != nil {
		return
	}
	err := border.Guarded(func() error { return in.sort(ctx, e) })
	if err != nil {
		in.d.unreadable.Add(1)
		in.d.log.ErrorContext(ctx, "discord: an event is skipped", slog.String("type", e.Type), slog.String("why", err.Error()))
	}
}

// Unreadable returns how many events were skipped because nobody can read them.
func (d *Discord) Unreadable() int64 { return d.unreadable.Load() }

func (in *intake) sort(ctx context.Context, e *discordgo.Event) error {
	switch e.Type {
	case "MESSAGE_CREATE", "MESSAGE_UPDATE":
		m, err := readMessage(e.RawData)
		if err != nil || !m.heard() || (e.Type == "MESSAGE_UPDATE") != (m.Edited != "") {
			return err // an update that is no edit is about addresses in it
		}
		in.heard(ctx, m)
	case "INTERACTION_CREATE":
		i, err := readInteraction(e.RawData)
		if err != nil {
			return err
		}
		in.interacted(ctx, i)
	case "GUILD_DELETE":
		if e, gone := removed(e.RawData); gone {
			in.take(ctx, job{event: e})
		}
	}
	return nil
}

func (in *intake) heard(ctx context.Context, m *message) {
	in.d.rooms.put(m.Author.ID, m.Channel)
	if e, told := m.event(); told {
		in.take(ctx, job{event: e})
	}
}

// interacted takes an interaction, and says whether there was room for it.
func (in *intake) interacted(ctx context.Context, i *interaction) bool {
	if i.Kind == kindComplete {
		in.group.Go(func() {
			_ = border.Guarded(func() error { in.suggest(ctx, i); return nil })
		})
		return true
	}
	if f, opens := readForm(i.tap()); opens && i.Kind == kindPress {
		in.group.Go(func() { _ = border.Guarded(func() error { in.openForm(ctx, i, f); return nil }) })
		return true
	}
	e := bot.Event{ID: eventID(i.ID), Doc: document(i.by()), Chat: in.d.chat(i), Place: i.place()}
	switch i.Kind {
	case kindCommand:
		e.Kind, e.Text = bot.EventText, i.said()
	case kindFilled:
		e.Kind, e.Text = bot.EventText, i.filled()
	case kindPress:
		e.Kind, e.Tap = bot.EventTap, i.tap()
	}
	if e.Text == "" && e.Tap == "" {
		return true
	}
	e = i.ask(e)
	a, fresh := in.d.open.begin(i)
	if !fresh {
		return true // told twice, and at work
	}
	e.Way = a.way
	if e.Chat != "" && !i.private() {
		e.Reach = a.came.Add(tokenLife).UTC()
	}
	if !in.take(ctx, job{event: e, answer: a}) {
		in.d.open.end(a)
		return false
	}
	in.group.Go(func() { a.deferInTime(ctx, &in.d.caller) })
	return true
}

func eventID(id string) bot.EventID { return bot.EventID(fmt.Sprintf("%s:%s", platformsID, id)) }

func document(person string) bot.DocID { return bot.DocID(platformsID + ":" + person) }

// take queues an event behind those of its person, and says whether there was
// room.
func (in *intake) take(ctx context.Context, j job) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.waiting >= mostWaiting {
		in.d.log.ErrorContext(ctx, "discord: too much is waiting, an event is dropped")
		return false
	}
	in.waiting++
	lane := j.event.Doc
	_, works := in.lanes[lane]
	in.lanes[lane] = append(in.lanes[lane], j)
	if !works {
		in.group.Go(func() { in.work(ctx, lane) })
	}
	return true
}

// work handles the events of a person until there are no more. The end of ctx
// leaves the rest undone.
func (in *intake) work(ctx context.Context, lane bot.DocID) {
	for {
		j, more := in.first(lane)
		if !more {
			return
		}
		in.handle(ctx, j)
		if ctx.Err() != nil {
			return
		}
		in.finish(lane)
	}
}

// first returns what is next for a person. With nothing left the lane is gone.
func (in *intake) first(lane bot.DocID) (j job, more bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if len(in.lanes[lane]) == 0 {
		delete(in.lanes, lane)
		return j, false
	}
	return in.lanes[lane][0], true
}

func (in *intake) finish(lane bot.DocID) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.waiting--
	in.lanes[lane] = in.lanes[lane][1:]
}
