package discord

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/url"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"

	"unknot/adapters/border"
	"unknot/bot"
)

const (
	// steady is how long a connection must have held for the next to be begun
	// at once. Discord allows about a thousand beginnings a day.
	steady = time.Minute
	// betweenBeginnings is the pause that Discord wants between two shards.
	betweenBeginnings = 5 * time.Second
	firstPause        = time.Second
	mostPause         = 2 * time.Minute
)

// TakeTurns is called before Run where several processes have a door. Each of them
// answers what it is delivered, and one at a time is connected to the gateway,
// when turn runs what it is given. Only direct messages and what happens on
// servers come from there.
func (d *Discord) TakeTurns(turn func(ctx context.Context, connect func(context.Context) error) error) {
	d.turn = turn
}

// connect keeps all shards connected, while it is this process's turn, until ctx
// ends or Discord refuses the bot.
func (d *Discord) connect(ctx context.Context, in *intake) error {
	if d.turn == nil {
		return d.connectAll(ctx, in)
	}
	for ctx.Err() == nil {
		err := d.turn(ctx, func(ctx context.Context) error { return d.connectAll(ctx, in) })
		if errors.Is(err, bot.ErrRefused) {
			return err
		}
		sleep(ctx, firstPause)
	}
	return ctx.Err()
}

func (d *Discord) connectAll(ctx context.Context, in *intake) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make([]error, d.shards)
	var lines sync.WaitGroup
	for shard := range d.shards {
		lines.Go(func() {
			ended[shard] = d.attend(ctx, in, shard)
			cancel() // one is refused for all
		})
	}
	lines.Wait()
	for _, err := range ended {
		if errors.Is(err, bot.ErrRefused) {
			return err
		}
	}
	return ended[0]
}

// attend keeps a shard connected until ctx ends or Discord refuses the bot. A
// connection that broke is taken up where it was, as long as Discord goes
// along; one that hangs is left behind and begun anew.
func (d *Discord) attend(ctx context.Context, in *intake, shard int) error {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval, pauses.MaxInterval = firstPause, mostPause
	var l *line
	for ctx.Err() == nil {
		began := time.Now()
		var err error
		if l, err = d.connected(ctx, in, shard, l); err == nil {
			d.log.InfoContext(ctx, "discord: receiving", slog.Int("shard", shard))
			l.wait(ctx)
		}
		if errors.Is(err, bot.ErrRefused) {
			return err
		}
		if time.Since(began) >= steady && err == nil {
			pauses.Reset()
			continue
		}
		d.rest(ctx, err, pauses.NextBackOff())
	}
	return ctx.Err()
}

// connected connects a line: the one of before, or with none a new one. After
// an error there is only a line where it is worth trying again.
func (d *Discord) connected(ctx context.Context, in *intake, shard int, l *line) (*line, error) {
	if l == nil {
		address, err := d.admission(ctx)
		if err != nil {
			return nil, refusal(err)
		}
		l = d.newLine(ctx, in, shard, address)
	}
	err := l.connect(ctx)
	if err == nil {
		return l, nil
	}
	code := closeCode(err)
	if refused := closedFor(code); refused != nil {
		return nil, refused
	}
	if l.failed++; l.failed == mostFailures || code != 0 || errors.Is(err, errStuck) {
		l = nil
	}
	return l, &callError{what: "gateway", cause: border.Cause(ctx, err)}
}

func (d *Discord) rest(ctx context.Context, err error, pause time.Duration) {
	if ctx.Err() != nil {
		return
	}
	why := "the connection did not hold"
	if err != nil {
		why = err.Error()
	}
	d.log.WarnContext(ctx, "discord: connecting again", slog.Duration("in", pause), slog.String("why", why))
	sleep(ctx, pause)
}

// admission asks where the gateway is, and waits until a connection may be
// begun: the shards of a bot one after the other, and all of them not too
// often.
func (d *Discord) admission(ctx context.Context) (string, error) {
	answer, err := d.caller.call(ctx, request{what: "address of the gateway", method: "GET", path: "gateway/bot"})
	if err != nil {
		return "", err
	}
	var gateway struct {
		URL   string `json:"url"`
		Limit struct {
			Remaining int `json:"remaining"`
			Reset     int `json:"reset_after"` // milliseconds
		} `json:"session_start_limit"`
	}
	if err := json.Unmarshal(answer, &gateway); err != nil {
		return "", &callError{what: "address of the gateway", cause: errGateway}
	}
	if u, err := url.Parse(gateway.URL); err != nil || u.Scheme != "wss" && u.Scheme != "ws" {
		return "", &callError{what: "address of the gateway", cause: errGateway}
	}
	if reset := time.Duration(gateway.Limit.Reset) * time.Millisecond; gateway.Limit.Remaining < 1 && reset > 0 {
		d.log.WarnContext(ctx, "discord: no more connections may be begun today", slog.Duration("wait", reset))
		sleep(ctx, reset)
	}
	d.pace.wait(ctx, betweenBeginnings)
	return gateway.URL, ctx.Err()
}

var errGateway = errors.New("the answer names none")

// pace lets things happen no closer together than they may.
type pace struct {
	mu   sync.Mutex
	next time.Time
}

// wait waits for one's turn, and takes it.
func (p *pace) wait(ctx context.Context, apart time.Duration) {
	p.mu.Lock()
	now := time.Now()
	at := p.next
	if at.Before(now) {
		at = now
	}
	p.next = at.Add(apart)
	p.mu.Unlock()
	sleep(ctx, at.Sub(now))
}

// try takes a turn if it is there now, else says how long it is until then.
func (p *pace) try(apart time.Duration) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if wait := p.next.Sub(now); wait > 0 {
		return wait
	}
	p.next = now.Add(apart)
	return 0
}

// sleep waits, and says whether ctx still lives.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
