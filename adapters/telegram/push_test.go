package telegram_test

import (
	"context"
	"log/slog"
	"net"
	"sync"
	"testing"

	"unknot/adapters/telegram"
)

// pushing is a Bot API server that delivers to a webhook.
type pushing struct {
	*fake
	t      *testing.T
	listen string // where the adapter's door is
}

func newPushing(t *testing.T) *pushing {
	p := &pushing{fake: newFake(t), t: t, listen: freePort(t)}
	ctx, cancel := context.WithCancel(context.Background())
	var group sync.WaitGroup
	group.Go(func() { p.Push(ctx) })
	t.Cleanup(func() { cancel(); group.Wait() })
	return p
}

// freePort returns an address that nobody listens on.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// connect returns an adapter with the webhook.
func (p *pushing) connect(log *slog.Logger) *telegram.Telegram {
	p.t.Helper()
	a, err := telegram.New(telegram.Options{Token: token, API: p.server.URL, Webhook: "http://" + p.listen + "/telegram", Listen: p.listen, Log: log})
	if err != nil {
		p.t.Fatal(err)
	}
	a.Hurry()
	return a
}

func (p *pushing) hooked() bool { return p.Webhook().Get("url") != "" }
