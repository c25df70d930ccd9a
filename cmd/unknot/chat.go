package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"unknot/adapters/console"
	"unknot/bot"
	"unknot/bot/words"
	"unknot/routines"
	"unknot/scheduler"
)

// chatCommand is `unknot chat`: the whole bot in the terminal, on the embedded
// store, for one person.
type chatCommand struct {
	Files string `help:"The folder that files, such as a report, are put into. Default: the one you are in." default:"." type:"existingdir" placeholder:"DIR"`
}

// me is the one person at a terminal.
const me = "console:me"

// chatLease is how long a stamp of the terminal holds: printing takes no
// longer, and after a crash nobody waits.
const chatLease = 5 * time.Second

// Run holds the conversation until the input or the context ends.
func (command *chatCommand) Run(ctx context.Context, p process, c config) (err error) {
	library, err := loadLibrary(c)
	if err != nil {
		return err
	}
	if c.Redis.isSet() {
		fmt.Fprintln(p.stderr, "unknot: chat keeps everything in the data folder, and leaves Redis alone")
		c.Redis = secret{}
	}
	store, err := openStorage(ctx, c, newLog(c, p.stderr), alone)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if err := store.takeOver(ctx, chatLease); err != nil {
		return err
	}
	return chat(ctx, p, c, command.Files, library, store)
}

// chat joins the parts and runs them until the console's input ends.
func chat(ctx context.Context, p process, c config, folder string, library *routines.Library, store bot.Store) error {
	catalogue, err := words.Shipped()
	if err != nil {
		return err
	}
	log := newLog(c, p.stderr)
	decider := c.decider(library)
	decider.Languages = catalogue.Languages()
	b := bot.New(bot.Options{
		Store:   store,
		Decider: decider,
		Writer:  bot.Writer{Words: catalogue, Library: library},
		Log:     log,
		Lease:   chatLease,
		Alone:   true,
	})
	started := rand.Text()
	screen := console.New(p.stdin, p.stdout, console.Options{Doc: me, Chat: me, Zone: zoneHint(p), Run: started, Log: log, Folder: folder})
	handler := b.Join(screen)
	hint, err := catalogue.Say(words.Own, "console.hint", words.Values{Names: folder})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s\n\n", hint)
	open := bot.Event{ID: bot.EventID(started + "-open"), Doc: me, Chat: me, Zone: zoneHint(p), Kind: bot.EventOpen}
	if err := handler.Handle(ctx, open); err != nil {
		return err
	}
	return converse(ctx, b, screen, handler)
}

// converse runs the console and, beside it, the dispatcher.
func converse(ctx context.Context, b *bot.Bot, screen *console.Console, handler bot.Handler) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var dispatching sync.WaitGroup
	var dispatchErr error
	dispatching.Go(func() {
		defer cancel()
		dispatchErr = b.Run(ctx)
	})
	err := screen.Run(ctx, handler)
	cancel()
	dispatching.Wait()
	b.Close()
	if errors.Is(err, context.Canceled) {
		err = nil // asked to stop
	}
	return errors.Join(dispatchErr, err)
}

// zoneHint returns the zone that the machine is set to, or "".
func zoneHint(p process) string {
	name := strings.TrimPrefix(p.getenv("TZ"), ":")
	if name == "" {
		name, _ = os.Readlink("/etc/localtime")
	}
	_, name, found := strings.Cut(name, "zoneinfo/")
	if !found {
		name = strings.TrimPrefix(p.getenv("TZ"), ":")
	}
	if _, err := (&scheduler.Zones{}).Load(name); err != nil {
		return ""
	}
	return name
}
