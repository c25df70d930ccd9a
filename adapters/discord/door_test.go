package discord_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/discord"
	"unknot/adapters/discord/discordtest"
	"unknot/bot"
)

const front = "127.0.0.1:8082"

// doorOf returns an adapter to which interactions are delivered at an address.
func doorOf(t *testing.T, s *discordtest.Server, address string) *discord.Discord {
	t.Helper()
	d, err := discord.New(discord.Options{
		Token: discordtest.Token, API: discordtest.API, Transport: s.Transport(), Dial: s.Dial,
		PublicKey: discordtest.PublicKey(), Listen: address, Door: s.Listen,
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// delivered runs a test with a host to which interactions are delivered.
func delivered(t *testing.T, test func(*host)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		h := newHost(t)
		h.d = doorOf(t, h.Server, front)
		h.Deliver(front)
		h.run()
		pass(time.Second)
		test(h)
		h.stop()
	})
}

func TestDeliveredCommand(t *testing.T) {
	delivered(t, func(h *host) {
		h.says(0, message("hello", "Begin"))
		id := h.Command(person, "", "schedule", discordtest.Option{Name: "words", Kind: 3, Value: "weekdays 9:30"})
		h.want("schedule weekdays 9:30")
		synctest.Wait()
		h.wantAnswered(id, withMessage, 0)
		h.wantRoom("hello")
		press := h.Press(person, "", 0, 0)
		if e := h.want(""); e.Tap != "1|do|Begin" {
			t.Errorf("pressed %q", e.Tap)
		}
		synctest.Wait()
		h.wantAnswered(press, withMessage, 0)
		for i, code := range h.Deliveries() {
			if code != 202 {
				t.Errorf("delivery %d is answered with %d", i, code)
			}
		}
	})
}

// A slow store delays the answer, and not the answer to Discord.
func TestDeliveredToASlowStore(t *testing.T) {
	delivered(t, func(h *host) {
		h.says(10*time.Second, message("here"))
		id := h.Command(person, "", "today")
		pass(time.Minute)
		h.wantAnswered(id, later, 2*time.Second)
		h.wantRoom("here")
	})
}

// Words still come over the gateway.
func TestWordsBesideADoor(t *testing.T) { delivered(t, (*host).wantWorking) }

const ping = `{"id":"5","application_id":"900","type":1,"token":"t","version":1}`

func pressed(id string) string {
	return `{"id":"` + id + `","application_id":"900","type":3,"token":"t","context":1,"channel_id":"500077","user":{"id":"77"},` +
		`"message":{"id":"5","channel_id":"500077"},"data":{"custom_id":"1|do|zwickmuehle"}}`
}

// What Discord did not sign a moment ago is refused, counted, and does nothing.
func TestTheDoor(t *testing.T) {
	delivered(t, func(h *host) {
		now := time.Now()
		wrong := strings.Repeat("ab", 64)
		var strange int64
		for _, c := range []struct {
			name    string
			d       discordtest.Delivery
			want    int
			counted bool
		}{
			{"ping", discordtest.Delivery{Body: ping, At: now}, 200, false},
			{"press", discordtest.Delivery{Body: pressed("6"), At: now.Add(-2 * time.Minute)}, 202, false},
			{"by a clock that is ahead", discordtest.Delivery{Body: pressed("7"), At: now.Add(2 * time.Minute)}, 202, false},
			{"of nobody", discordtest.Delivery{Body: `{"type":3,"token":"zwickmuehle"}`, At: now}, 400, false},
			{"no JSON", discordtest.Delivery{Body: "zwickmuehle", At: now}, 400, false},
			{"wrong signature", discordtest.Delivery{Body: pressed("8"), At: now, Signature: wrong}, 401, true},
			{"ping with a wrong signature", discordtest.Delivery{Body: ping, At: now, Signature: wrong}, 401, true},
			{"short signature", discordtest.Delivery{Body: pressed("8"), At: now, Signature: "ab"}, 401, true},
			{"no signature", discordtest.Delivery{Body: pressed("8"), At: now, Signature: " "}, 401, true},
			{"too old", discordtest.Delivery{Body: pressed("8"), At: now.Add(-4 * time.Minute)}, 401, true},
			{"of the future", discordtest.Delivery{Body: pressed("8"), At: now.Add(4 * time.Minute)}, 401, true},
			{"of another age", discordtest.Delivery{Body: pressed("8"), At: time.Unix(0, 0)}, 401, true},
			{"read", discordtest.Delivery{Method: "GET", At: now}, 405, true},
			{"put", discordtest.Delivery{Method: "PUT", Body: pressed("8"), At: now}, 405, true},
			{"long", discordtest.Delivery{Body: strings.Repeat(" ", 300_000) + pressed("8"), At: now}, 413, true},
		} {
			c.d.To = front
			if c.counted {
				strange++
			}
			code, said := h.Post(c.d)
			if code != c.want || h.d.Strange() != strange {
				t.Errorf("%s: answered with %d and %d refused so far, want %d and %d", c.name, code, h.d.Strange(), c.want, strange)
			}
			if wantSaid := map[string]string{"ping": `{"type":1}`}[c.name]; said != wantSaid {
				t.Errorf("%s: it says %q", c.name, said)
			}
		}
		if got := h.d.Unreadable(); got != 2 {
			t.Errorf("%d interactions were unreadable, want 2", got)
		}
		pass(time.Minute)
		if len(h.events) != 2 {
			t.Errorf("%d events are handed over, want 2", len(h.events))
		}
	})
}

// What is delivered twice is handed over once while it is at work, and later
// under the same name, by which the core knows it.
func TestDeliveredTwice(t *testing.T) {
	delivered(t, func(h *host) {
		h.says(time.Second, message("here"))
		h.Command(person, "", "today")
		h.Redeliver()
		pass(time.Minute)
		if n := len(h.events); n != 1 {
			t.Errorf("handled %d times", n)
		}
		h.wantRoom("here")
		h.Redeliver()
		pass(time.Minute)
		if first, again := <-h.events, <-h.events; first.ID != again.ID {
			t.Errorf("it is %q and then %q", first.ID, again.ID)
		}
		h.wantRoom("here")
	})
}

// Two processes are delivered to, and one of them is connected: a press is
// answered by either, over the message that the other wrote.
func TestTwoDoors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHost(t)
		first, second := doorOf(t, h.Server, front), doorOf(t, h.Server, "127.0.0.1:8083")
		turn := make(chan struct{}, 1)
		var card bot.Reference
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 2)
		for i, d := range []*discord.Discord{first, second} {
			d.TakeTurns(func(ctx context.Context, connect func(context.Context) error) error {
				select {
				case turn <- struct{}{}:
				case <-ctx.Done():
					return ctx.Err()
				}
				defer func() { <-turn }()
				return connect(ctx)
			})
			go func() {
				ended <- d.Run(ctx, replier(func(ctx context.Context, e bot.Event) (err error) {
					h.events <- e
					card, err = d.Send(ctx, bot.Outgoing{Chat: e.Chat, Message: message("step "+[]string{"one", "two"}[i], "Done"), Replace: card, Way: e.Way})
					return err
				}))
			}()
		}
		pass(10 * time.Second)
		if n, _ := h.Beginnings(); n != 1 {
			t.Errorf("%d are connected, want one", n)
		}
		h.Deliver(front, "127.0.0.1:8083")
		h.Command(person, "", "today")
		pass(time.Second)
		h.wantRoom("step one")
		id := h.Press(person, "", 0, 0)
		pass(time.Second)
		h.wantAnswered(id, changed, 0)
		h.wantRoom("step two")
		cancel()
		for range 2 {
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Errorf("Run ended with %v", err)
			}
		}
	})
}

func TestDoorThatCannotOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := discordtest.New(t)
		d, err := discord.New(discord.Options{
			Token: discordtest.Token, API: discordtest.API, Transport: s.Transport(), Dial: s.Dial,
			PublicKey: discordtest.PublicKey(), Listen: "127.0.0.1:1",
			Door: func(context.Context, string, string) (net.Listener, error) { return nil, errors.New("zwickmuehle") },
		})
		if err != nil {
			t.Fatal(err)
		}
		err = d.Run(t.Context(), replier(func(context.Context, bot.Event) error { return nil }))
		if err == nil || !strings.Contains(err.Error(), "UNKNOT_DISCORD_LISTEN") || strings.Contains(err.Error(), "zwickmuehle") {
			t.Errorf("Run ended with %v", err)
		}
	})
}

func TestDoorSettings(t *testing.T) {
	for _, o := range []discord.Options{
		{PublicKey: discordtest.PublicKey()}, {Listen: front}, {PublicKey: "geheim", Listen: front},
		{PublicKey: discordtest.PublicKey()[2:], Listen: front}, {PublicKey: discordtest.PublicKey(), Listen: "geheim"},
		{PublicKey: discordtest.PublicKey(), Listen: "127.0.0.1:99999"},
	} {
		o.Token = discordtest.Token
		if _, err := discord.New(o); err == nil || !strings.Contains(err.Error(), "UNKNOT_DISCORD_PUBLIC_KEY") || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%+v: %v", o, err)
		}
	}
}
