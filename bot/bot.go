package bot

import (
	"context"
	"crypto/rand"
	"log/slog"
	"sync"
	"time"
)

// Options say what a bot is made of.
type Options struct {
	Store   Store
	Decider Decider
	Writer  Writer
	Now     func() time.Time // nil means time.Now
	NewID   func() string    // fresh IDs; nil draws them at random
	Log     *slog.Logger     // nil logs nothing; it never gets text or numbers of people
	Budget  Budget           // what the platforms bear; nil means everything
	Lease   time.Duration    // how long a stamp and a claim hold; 0 means DefaultLease
	// Alone says that no other process works on the store: what an earlier
	// one left in the middle of sending does not wait for its lease.
	Alone bool
}

// DefaultLease is longer than any single send may take.
const DefaultLease = time.Minute

// Bot is the shell around Decide: load, decide, commit if the version is
// unchanged, deliver, and hand back what became of it. It is safe for use by
// many goroutines.
type Bot struct {
	Options
	stamper
	queue   *queue
	kick    chan struct{} // wakes the dispatcher
	work    sync.WaitGroup
	notices *once
	newer   chan error // a document of a newer schema was met

	mu      sync.Mutex
	senders map[string]Sender
}

// New returns a bot. Nothing happens before Join and Run.
func New(o Options) *Bot {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewID == nil {
		o.NewID = rand.Text
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Lease == 0 {
		o.Lease = DefaultLease
	}
	if o.Budget == nil {
		o.Budget = &MemoryBudget{now: o.Now, shares: map[string]*Share{}}
	}
	return &Bot{
		Options: o,
		stamper: stamper{by: o.NewID(), alone: o.Alone, lease: o.Lease},
		queue:   newQueue(),
		kick:    make(chan struct{}, 1),
		notices: &once{},
		newer:   make(chan error, 1),
		senders: map[string]Sender{},
	}
}

// Join lets the bot send through a platform and returns the handler for what
// comes from there.
func (b *Bot) Join(s Sender) Handler {
	b.mu.Lock()
	defer b.mu.Unlock()
	name := s.Capabilities().Name
	b.senders[name] = s
	return entrance{b, name}
}

func (b *Bot) sender(platform string) (Sender, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	s, ok := b.senders[platform]
	return s, ok
}

// Close waits until what is being handled is done. Run must have returned, and
// nothing may be handed over meanwhile.
func (b *Bot) Close() { b.work.Wait() }

// entrance is the handler of one platform.
type entrance struct {
	bot      *Bot
	platform string
}

// Handle implements Handler.
func (in entrance) Handle(ctx context.Context, e Event) error {
	e.Platform, e.Fresh = in.platform, in.bot.NewID()
	in.bot.work.Add(1)
	defer in.bot.work.Done()
	defer in.bot.watch(e)()
	return in.bot.handle(ctx, task{doc: e.Doc, event: e})
}
