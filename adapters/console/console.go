package console

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"unknot/adapters/border"
	"unknot/bot"
)

// Options says who sits at the console.
type Options struct {
	Doc  bot.DocID    // whose document the events belong to
	Chat bot.ChatID   // where answers go; handed on in every event
	Zone string       // the zone this person may be in, a hint handed on in every event
	Run  string       // unique for every start of the process: event IDs are Run, "-" and a counter
	Log  *slog.Logger // nil logs nothing; it never gets what was typed or printed
	// Folder is where files are put, none over one that is there; empty: files
	// are not taken.
	Folder string
}

// Console is the bot's adapter for one person at a reader and a writer. Send
// is safe for use by many goroutines; Run is called once.
type Console struct {
	in    io.Reader
	out   io.Writer
	o     Options
	log   *slog.Logger
	count int // events so far; only Run's goroutine uses it

	turn chan struct{} // full while a message is written to out

	showing sync.Mutex // guards screens; never held while something blocks
	screens Screens
}

var _ bot.Adapter = (*Console)(nil)

// New returns a console that reads what the person types from in and prints
// messages to out. Nothing is read before Run.
func New(in io.Reader, out io.Writer, o Options) *Console {
	log := o.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Console{in: in, out: out, o: o, log: log, turn: make(chan struct{}, 1)}
}

// Run implements bot.Adapter. Every line becomes an event, one after the
// other. It returns nil when the input has ended and its last line is handled,
// the context's error when the context ends, and otherwise why reading failed.
// The input is used up by it: a line read but not yet handled is lost.
func (c *Console) Run(ctx context.Context, h bot.Handler) error {
	in := open(c.in)
	defer in.close()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case line, ok := <-in.lines:
			if !ok {
				return in.err
			}
			c.hand(ctx, h, c.event(line))
		}
	}
	return ctx.Err()
}

// event makes an event of a line. A line is matched only now, when all
// before it are handled, so that a script answers the screen it is shown.
func (c *Console) event(line string) bot.Event {
	c.count++
	e := bot.Event{
		ID:  bot.EventID(fmt.Sprintf("%s-%d", c.o.Run, c.count)),
		Doc: c.o.Doc, Chat: c.o.Chat, Zone: c.o.Zone,
		Kind: bot.EventText, Text: line,
	}
	if code, tap := c.resolve(line); tap {
		e.Kind, e.Text, e.Tap = bot.EventTap, "", code
	}
	return e
}

func (c *Console) resolve(line string) (code string, tap bool) {
	c.showing.Lock()
	defer c.showing.Unlock()
	return c.screens.Resolve(line)
}

// hand gives an event to the handler, again and again while the store is away
// and the context lives.
func (c *Console) hand(ctx context.Context, h bot.Handler, e bot.Event) {
	err := border.Hand(ctx, h, e, border.Pauses(), func(pause time.Duration) {
		c.log.WarnContext(ctx, "store away, handing the event over again", slog.Duration("pause", pause))
	})
	if err != nil && ctx.Err() == nil {
		c.log.ErrorContext(ctx, "event not handled", slog.String("event", string(e.ID)), slog.String("kind", border.Kind(err)))
	}
}
