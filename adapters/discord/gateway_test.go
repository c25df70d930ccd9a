package discord_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/discord"
	"unknot/adapters/discord/discordtest"
	"unknot/bot"
)

func TestAsksForNoMoreThanItNeeds(t *testing.T) {
	bubble(t, func(h *host) {
		for _, want := range []string{`"intents":4097}`, `"compress":false`, `"token":"Bot ` + discordtest.Token} {
			if got := h.Identity(); !strings.Contains(got, want) {
				t.Errorf("the bot says %s of itself, want %s", got, want)
			}
		}
	})
}

func TestLostConnectionIsTakenUp(t *testing.T) {
	for name, lose := range map[string]func(*host){
		"cut":                   func(h *host) { h.Drop() },
		"told to connect again": func(h *host) { h.Reconnect() },
		"closed":                func(h *host) { h.Close(4000) },
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(h *host) {
				h.wantWorking()
				lose(h)
				h.Write(person, "meanwhile")
				h.want("meanwhile")
				h.wantBeginnings(1, 1)
			})
		})
	}
}

func TestSessionThatIsNotGoodIsBegunAnew(t *testing.T) {
	for name, lose := range map[string]func(*host){
		"while it runs":        func(h *host) { h.Invalidate() },
		"when it is taken up":  func(h *host) { h.InvalidateNext(); h.Drop() },
		"closed by its number": func(h *host) { h.RefuseNext(4007); h.Drop() },
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(h *host) {
				h.wantWorking()
				lose(h)
				pass(time.Minute)
				h.wantWorking()
				if identified, _ := h.Beginnings(); identified != 2 {
					t.Errorf("begun %d times, want 2", identified)
				}
			})
		})
	}
}

// The library would wait for its own lock for ever.
func TestToldToConnectAgainWhileConnecting(t *testing.T) {
	bubble(t, func(h *host) {
		h.ReconnectNext()
		h.ReconnectNext()
		h.Drop()
		h.wantWorking()
		h.wantBeginnings(1, 1)
	})
}

// The library would wait for its first message for ever.
func TestGatewayThatSaysNothing(t *testing.T) {
	bubble(t, func(h *host) {
		h.Mute(true)
		h.Drop()
		pass(10 * time.Minute)
		h.Mute(false)
		h.wantWorking()
	})
}

func TestGatewayOutOfReach(t *testing.T) {
	bubble(t, func(h *host) {
		h.Absent(true)
		h.Drop()
		pass(time.Hour)
		h.Absent(false)
		h.wantWorking()
		if n := len(h.Calls("gateway/bot")); n > 60 {
			t.Errorf("the gateway was asked for %d times in an hour", n)
		}
	})
}

func TestHeartbeatsThatStayWithoutAnswer(t *testing.T) {
	const beat = 40 * time.Second
	synctest.Test(t, func(t *testing.T) {
		h := newHost(t)
		h.Heartbeat(beat)
		h.run()
		pass(beat/2 + 3*beat)
		h.wantBeginnings(1, 0)
		h.Deaf(true)
		began := time.Now()
		for h.resumed() == 0 {
			pass(time.Second)
		}
		// The connection that is begun then answers for itself.
		h.Deaf(false)
		if took := time.Since(began); took > 3*beat {
			t.Errorf("noticed after %v, want at most three heartbeats", took)
		}
		h.wantWorking()
		h.stop()
	})
}

func (h *host) resumed() int {
	_, resumed := h.Beginnings()
	return resumed
}

func TestRefused(t *testing.T) {
	for code, want := range map[int]string{
		4004: "UNKNOT_DISCORD_TOKEN is not accepted", 4010: "set --discord-shards", 4011: "set --discord-shards",
		4012: "take a newer Unknot", 4013: "take a newer Unknot", 4014: "does not allow the bot",
	} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := newHost(t)
				h.RefuseNext(code)
				h.run()
				err := <-h.ended
				if !errors.Is(err, bot.ErrRefused) || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), fmt.Sprint(code)) {
					t.Errorf("Run ended with %q, want %q with the code", err, want)
				}
			})
		})
	}
}

// A token that was taken back while the bot runs.
func TestRefusedLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHost(t)
		h.run()
		h.wantWorking()
		h.RefuseNext(4004)
		h.Close(4004)
		if err := <-h.ended; !errors.Is(err, bot.ErrRefused) {
			t.Errorf("Run ended with %v", err)
		}
	})
}

func TestUnknownToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := discordtest.New(t)
		d, err := discord.New(discord.Options{Token: "a.b.c", API: discordtest.API, Transport: s.Transport(), Dial: s.Dial})
		if err != nil {
			t.Fatal(err)
		}
		_, named := d.Name(t.Context())
		for _, err := range []error{d.Run(t.Context(), &host{}), named} {
			if !errors.Is(err, bot.ErrRefused) || !strings.Contains(err.Error(), "UNKNOT_DISCORD_TOKEN is not accepted") {
				t.Errorf("an unknown token ends with %v", err)
			}
		}
	})
}

func TestName(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if name, err := newHost(t).d.Name(t.Context()); name != "unknot" || err != nil {
			t.Errorf("the bot is called %q, %v", name, err)
		}
	})
}

func TestNoMoreConnectionsToday(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHost(t)
		h.Exhaust()
		h.run()
		pass(59 * time.Minute)
		h.wantBeginnings(0, 0)
		pass(2 * time.Minute)
		h.wantBeginnings(1, 0)
		h.stop()
	})
}

func TestShardsBeginOneAfterTheOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHost(t)
		d, err := discord.New(discord.Options{Token: discordtest.Token, API: discordtest.API, Transport: h.Transport(), Dial: h.Dial, Shards: 3})
		if err != nil {
			t.Fatal(err)
		}
		h.d = d
		h.run()
		for n := range 3 {
			pass(time.Second)
			h.wantBeginnings(n+1, 0)
			pass(4 * time.Second)
		}
		if got := h.Identity(); !strings.Contains(got, `"shard":[`) || !strings.Contains(got, `,3]`) {
			t.Errorf("the bot says %s of itself, want a shard of 3", got)
		}
		h.stop()
	})
}

// Nothing is lost and nothing comes twice, whatever happens to the gateway.
func TestHundredDrops(t *testing.T) {
	bubble(t, func(h *host) {
		ways := []func(){
			h.Drop, h.Reconnect, func() { h.ReconnectNext(); h.Drop() }, func() { h.Close(4000) },
			// What was not sent yet is lost with the session it belongs to.
			func() { synctest.Wait(); h.InvalidateNext(); h.Drop() }, h.AskHeartbeat, h.Redeliver,
		}
		for i := range 100 {
			h.Write(person, fmt.Sprint(i))
			ways[i%len(ways)]()
			pass(5*time.Minute + time.Duration(i)*time.Second)
		}
		known := map[bot.EventID]bool{}
		for i := 0; i < 100; {
			e := <-h.events
			if known[e.ID] {
				continue // told twice, by the same name
			}
			known[e.ID] = true
			if e.Text != fmt.Sprint(i) {
				t.Fatalf("came %q, want %d", e.Text, i)
			}
			i++
		}
	})
}

func TestNewChecks(t *testing.T) {
	for name, o := range map[string]discord.Options{
		"no token":        {},
		"half a token":    {Token: "abc"},
		"with its header": {Token: "Bot " + discordtest.Token},
		"no address":      {Token: discordtest.Token, API: "discord.com"},
		"a query":         {Token: discordtest.Token, API: "https://discord.com/api/v10?x=1"},
		"too many shards": {Token: discordtest.Token, Shards: discord.MostShards + 1},
		"minus one":       {Token: discordtest.Token, Shards: -1},
	} {
		if _, err := discord.New(o); err == nil || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
