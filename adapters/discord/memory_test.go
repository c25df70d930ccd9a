package discord_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"unknot/adapters/discord"
	"unknot/adapters/discord/discordtest"
	"unknot/bot"
)

// agreeable answers every call well, and at once.
type agreeable struct{}

// RoundTrip implements http.RoundTripper.
func (agreeable) RoundTrip(r *http.Request) (*http.Response, error) {
	_, _ = io.Copy(io.Discard, r.Body)
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"X-Ratelimit-Remaining": {"4"}}, Request: r, ProtoMajor: 1, ProtoMinor: 1,
		Body: io.NopCloser(strings.NewReader(`{"resource":{"message":{"id":"5"}}}`)),
	}, nil
}

type replier func(ctx context.Context, e bot.Event) error

// Handle implements bot.Handler.
func (r replier) Handle(ctx context.Context, e bot.Event) error { return r(ctx, e) }

// presses lets so many people press, each answered over a token of its own.
func presses(ctx context.Context, t testing.TB, d *discord.Discord, from, to int) {
	t.Helper()
	m := message("step 2", "Done")
	receive, wait := d.Receive(ctx, replier(func(ctx context.Context, e bot.Event) error {
		_, err := d.Send(ctx, bot.Outgoing{Chat: e.Chat, Message: m, Replace: "5", Way: e.Way})
		return err
	}))
	for i := from; i < to; i++ {
		receive(fmt.Sprintf(`{"id":"%d","application_id":"900","type":3,"token":"token-%d","channel_id":"6","context":1,`+
			`"user":{"id":"%d"},"message":{"id":"5","channel_id":"6"},"data":{"custom_id":"1|do|today"}}`, i, i, i%1000+1))
		if i%1000 == 0 {
			runtime.Gosched()
		}
		if i%5000 == 0 {
			wait()
		}
	}
	wait()
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// The library would keep 402 bytes of each for ever.
func TestNothingIsKeptOfAnAnswer(t *testing.T) {
	const many = 20_000
	d, err := discord.New(discord.Options{Token: discordtest.Token, Transport: agreeable{}})
	if err != nil {
		t.Fatal(err)
	}
	presses(t.Context(), t, d, 0, many)
	before := heap()
	presses(t.Context(), t, d, many, 2*many)
	if grown := heap() - before; grown > many*20 {
		t.Errorf("%d answers left %d bytes behind", many, grown)
	}
	runtime.KeepAlive(d)
}

func BenchmarkPress(b *testing.B) {
	d, err := discord.New(discord.Options{Token: discordtest.Token, Transport: agreeable{}})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	before := heap()
	presses(b.Context(), b, d, 0, b.N)
	b.StopTimer()
	b.ReportMetric(float64(heap()-before)/float64(b.N), "kept-B/op")
	runtime.KeepAlive(d)
}
