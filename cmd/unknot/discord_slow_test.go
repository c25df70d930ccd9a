package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/discord"
	"unknot/adapters/discord/discordtest"
	"unknot/bot"
	"unknot/bot/bottest"
)

// discordService returns all of serve but its sockets, on a Discord in a bubble.
func discordService(t *testing.T, data string, api *discordtest.Server, stderr io.Writer) *service {
	t.Helper()
	c := config{Data: data, Log: "debug", Strict: yes}
	log := newLog(c, stderr)
	store, err := openStorage(t.Context(), c, log, alone)
	if err != nil {
		t.Fatal(err)
	}
	library, _ := shipped()
	p := platform{name: "discord", open: func(config, *slog.Logger) (bot.Adapter, error) {
		return discord.New(discord.Options{Token: discordtest.Token, API: discordtest.API, Transport: api.Transport(), Dial: api.Dial, Log: log})
	}}
	s, err := newService(t.Context(), c, log, library, store, []platform{p}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The store takes a second for everything: whoever presses is answered within
// three, with a promise, and then with what they asked for.
func TestDiscordOnASlowStore(t *testing.T) {
	const people = 60
	data := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		api := discordtest.New(t)
		api.Slow("", 50*time.Millisecond)
		s := discordService(t, data, api, io.Discard)
		slow := bottest.NewFlakyStore(s.store.Store)
		slow.Hook = func(op string) {
			if op != bottest.OpClaim { // nobody waits for it
				time.Sleep(time.Second)
			}
		}
		s.store.Store = slow
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- s.run(ctx) }()
		time.Sleep(10*time.Second + odd)
		var ids []string
		for i := range people {
			ids = append(ids, api.Command(fmt.Sprint(1000+i), "", "start"), api.Command(fmt.Sprint(1000+i), "", "evidence"))
		}
		time.Sleep(time.Minute)
		var worst time.Duration
		promised := 0
		for _, id := range ids {
			a := api.Answered(id)
			if a.Kind == 0 || a.After >= 3*time.Second {
				t.Errorf("answered with %d after %v", a.Kind, a.After)
			}
			if a.Kind == 5 {
				promised++
			}
			worst = max(worst, a.After)
		}
		for i := range people {
			if all := api.Room(fmt.Sprint(1000 + i)); len(all) != 2 || all[0].Waiting || all[1].Waiting {
				t.Errorf("%d sees %+v", 1000+i, all)
			}
		}
		t.Logf("%d interactions, each step of the store takes 1 s: %d promised, all answered within %v", len(ids), promised, worst)
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := s.store.Close(); err != nil {
			t.Error(err)
		}
	})
}
