package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"unknot/bot"
	"unknot/bot/words"
	"unknot/routines"
)

// serveCommand is `unknot serve`: every platform that has a token, on Redis or
// on the embedded store.
type serveCommand struct{}

// drain is how long what is under way may take once the program is to stop.
const drain = 8 * time.Second

// spread is over how long the reminders of one minute are sent. Other commands
// need none: chat has one person, and the others set no schedule.
const spread = 3 * time.Minute

// Run serves until the context ends, and then stops in order: no more intake,
// what is under way is finished, the store is closed.
func (*serveCommand) Run(ctx context.Context, p process, c config) (err error) {
	chosen := setUp(p.platforms, c)
	if len(chosen) == 0 {
		return usageError("serve has no chat platform to run: set the token of one. unknot chat needs none.")
	}
	library, err := loadLibrary(c)
	if err != nil {
		return err
	}
	log := newLog(c, p.stderr)
	store, err := openStorage(ctx, c, log, alone)
	if err != nil {
		return err
	}
	defer func() {
		if !errors.Is(err, errDrain) { // nothing closes under what still works: the process ends, as if it was killed
			err = errors.Join(err, store.Close())
		}
	}()
	if err := store.open(log); err != nil {
		return err
	}
	if err := store.takeOver(ctx, p.lease); err != nil {
		return err
	}
	s, err := newService(ctx, c, log, library, store, chosen, p.lease)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stderr, "unknot: serving %s on %s. %s\n", s.names(), store.kind, store.kept)
	return s.run(ctx)
}

// service is what serve consists of.
type service struct {
	bot       *bot.Bot
	store     *storage
	log       *slog.Logger
	platforms []*supervised
	web       *http.Server
	listener  net.Listener
	newer     chan struct{} // closed when a document of a newer Unknot was met
}

// newService builds everything and starts nothing.
func newService(ctx context.Context, c config, log *slog.Logger, library *routines.Library, store *storage, chosen []platform, lease time.Duration) (*service, error) {
	catalogue, err := words.Shipped()
	if err != nil {
		return nil, err
	}
	s := &service{store: store, log: log, newer: make(chan struct{})}
	limits := map[string]bot.Limit{}
	for _, p := range chosen {
		adapter, err := p.open(c, log)
		if err != nil {
			return nil, usageError(err.Error())
		}
		one := &supervised{name: p.name, adapter: adapter, log: log}
		switch turn := newTurn(store, "poll "+p.name); {
		case store.alone:
		case p.takesTurns(c):
			one.turn = turn
		case p.takeTurns != nil:
			p.takeTurns(adapter, turn.during)
		}
		s.platforms = append(s.platforms, one)
		limits[adapter.Capabilities().Name] = adapter.Capabilities().Limit
	}
	budget, err := store.budget(ctx, limits)
	if err != nil {
		return nil, err
	}
	decider := c.decider(library)
	decider.Spread, decider.Languages = spread, catalogue.Languages()
	s.bot = bot.New(bot.Options{
		Store:   store,
		Decider: decider,
		Writer:  bot.Writer{Words: catalogue, Library: library},
		Log:     log,
		Budget:  budget,
		Lease:   lease,
		Alone:   store.alone,
	})
	for _, p := range s.platforms {
		p.handler = s.bot.Join(p.adapter)
	}
	if c.HTTP == "" {
		return s, nil
	}
	if s.listener, err = net.Listen("tcp", c.HTTP); err != nil {
		return nil, usageError(fmt.Sprintf("--http (UNKNOT_HTTP) cannot be listened on: %v\nWrite an address such as 127.0.0.1:8080.", err))
	}
	s.web = &http.Server{Handler: s.pages(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 5 * time.Second, WriteTimeout: 10 * time.Second, IdleTimeout: time.Minute}
	return s, nil
}

func (s *service) names() string {
	names := ""
	for i, p := range s.platforms {
		if i > 0 {
			names += ", "
		}
		names += p.name
	}
	return names
}

// run runs it all until the context ends, or until no platform lets the bot in.
func (s *service) run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var side sync.WaitGroup // what ends with the context by itself
	intake, stopIntake := context.WithCancel(ctx)
	defer stopIntake()
	ended := make(chan error, len(s.platforms))
	for _, p := range s.platforms {
		side.Go(func() { ended <- p.run(intake) })
	}
	side.Go(func() {
		if err := s.bot.Run(ctx); err != nil {
			s.log.Error("nothing more is touched", slog.String("why", err.Error()))
			close(s.newer)
			stopIntake()
		}
	})
	side.Go(func() { s.store.housekeep(ctx, s.log) })
	side.Go(func() { s.store.watchKey(ctx) })
	shared := s.store.shareBudget(context.WithoutCancel(ctx))
	if s.web != nil {
		side.Go(func() { s.serveWeb() })
	}
	refused := s.untilRefused(ctx, ended)
	cancel()
	return errors.Join(refused, s.stop(&side, shared))
}

// untilRefused waits until the context ends, and returns nil, or until none of
// the platforms lets the bot in, and returns why. As long as there is another,
// a platform that does not is only told of.
func (s *service) untilRefused(ctx context.Context, ended <-chan error) error {
	for left := len(s.platforms); ; {
		select {
		case <-ctx.Done():
			return nil
		case err := <-ended:
			if err == nil { // it was told to stop
				continue
			}
			if left--; left == 0 {
				return usageError(err.Error())
			}
			s.log.Error("a platform is left out until the next start", slog.String("why", err.Error()))
		}
	}
}

var errDrain = errors.New("stopping took too long: what was begun is finished at the next start")

// stop waits for what is under way, but not for ever. The share of the budget
// is given up last.
func (s *service) stop(side *sync.WaitGroup, leaveBudget func()) error {
	ctx, cancel := context.WithTimeout(context.Background(), drain)
	defer cancel()
	if s.web != nil {
		_ = s.web.Close() // whoever asks for health asks again
	}
	done := make(chan struct{})
	go func() {
		side.Wait()
		s.bot.Close()
		leaveBudget()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return errDrain
	}
}

func (s *service) serveWeb() {
	if err := s.web.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
		s.log.Error("health is not served any more", slog.String("why", err.Error()))
	}
}
