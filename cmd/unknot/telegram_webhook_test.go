package main

import (
	"context"
	"strings"
	"sync"
	"testing"

	"unknot/adapters/telegram/telegramtest"
)

// With a webhook everything comes through the door: nobody asks for updates, and
// no replica waits for its turn.
func TestServeTelegramWithAWebhook(t *testing.T) {
	api := telegramtest.New()
	ctx, cancel := context.WithCancel(context.Background())
	var group sync.WaitGroup
	group.Go(func() { api.Push(ctx) })
	t.Cleanup(func() { cancel(); group.Wait() })
	door := freeAddress(t)
	hook := []string{"UNKNOT_TELEGRAM_WEBHOOK=http://" + door + "/telegram", "UNKNOT_TELEGRAM_LISTEN=" + door, "UNKNOT_LOG=debug"}
	s := serve(t, append(telegramSettings(t, api), hook...), everyPlatform()...)
	api.Write(telegramtest.Person, "/start r_S-05")
	until(t, "nobody answers", func() bool { return len(api.Seen(telegramtest.Person)) > 0 })
	api.Press(telegramtest.Person, 0, 0)
	until(t, "nobody asks", func() bool {
		return strings.Contains(strings.Join(api.Seen(telegramtest.Person), ""), "Safety, 1 of 4")
	})
	if n := api.Calls("getUpdates"); n > 0 {
		t.Errorf("updates were asked for %d times", n)
	}
	hooked := api.Webhook()
	telegramtest.Post(t.Context(), "POST", hooked.Get("url"), "geheim", "{}")
	telegramtest.Post(t.Context(), "POST", hooked.Get("url"), hooked.Get("secret_token"), "geheim")
	if _, figures := s.ask("/metrics"); !strings.Contains(figures, `unknot_refused_total{platform="telegram",why="strange"} 1`) ||
		!strings.Contains(figures, `unknot_refused_total{platform="telegram",why="unreadable"} 1`) || strings.Contains(figures, "geheim") {
		t.Errorf("the figures are\n%s", figures)
	}
	if list := api.Profile("setMyCommands", `{"type":"all_private_chats"}`, ""); !strings.Contains(list, `{"command":"help","description":`) {
		t.Errorf("the list of commands is %s", list)
	}
	s.ends()
	if said := s.stderr.String(); strings.Contains(said, "geheim") || strings.Contains(said, "S-05") {
		t.Errorf("it says %q", said)
	}
}

func TestWhoTakesTurns(t *testing.T) {
	one := everyPlatform()[0]
	if !one.takesTurns(config{}) || one.takesTurns(config{Hook: "https://bot.example.org"}) || (platform{}).takesTurns(config{}) {
		t.Error("turns are taken where they need not be, or not where they must")
	}
}
