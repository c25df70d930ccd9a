package main

import (
	"slices"
	"strings"
	"testing"

	"unknot/adapters/discord/discordtest"
)

// delivered are the settings of a bot to which Discord delivers interactions.
func delivered(address string) []string {
	return []string{"UNKNOT_DISCORD_PUBLIC_KEY=" + discordtest.PublicKey(), "UNKNOT_DISCORD_LISTEN=" + address, "UNKNOT_LOG=debug"}
}

func last(d *discordtest.Server) string {
	all := d.Room("77")
	return all[len(all)-1].Text
}

func TestServeDiscordWithADoor(t *testing.T) {
	d := discordtest.New(t)
	door := freeAddress(t)
	s := serve(t, append(discordSettings(t, d), delivered(door)...), everyPlatform()...)
	until(t, "nobody is connected", func() bool { n, _ := d.Beginnings(); return n == 1 })
	until(t, "the door is shut", func() bool { return d.Ping(door) == 200 })
	d.Deliver(door)
	d.Command("77", "", "start")
	until(t, "nobody answers", func() bool { return len(d.Room("77")) > 0 })
	d.Press("77", "", 0, 0)
	until(t, "nobody asks", func() bool { return strings.Contains(last(d), "Safety, 1 of 4") })
	if got := d.Deliveries(); !slices.Equal(got, []int{202, 202}) {
		t.Errorf("deliveries are answered with %v", got)
	}
	s.ends()
	if said := s.stderr.String(); strings.Contains(said, "geheim") || strings.Contains(said, "Safety") {
		t.Errorf("it says %q", said)
	}
}

// Of two processes on one Redis each answers what it is delivered, and one is
// connected.
func TestReplicasWithDoors(t *testing.T) {
	d := discordtest.New(t)
	redis := []string{"UNKNOT_REDIS_URL=" + redisServer(t), "UNKNOT_KEY=" + made(t), "UNKNOT_REDIS_STRICT=false"}
	settings := append(discordSettings(t, d), redis...)
	doors := []string{freeAddress(t), freeAddress(t)}
	for _, door := range doors {
		s := serve(t, append(slices.Clone(settings), delivered(door)...), everyPlatform()...)
		t.Cleanup(s.ends)
		until(t, "a door is shut", func() bool { return d.Ping(door) == 200 })
	}
	until(t, "nobody is connected", func() bool { n, _ := d.Beginnings(); return n > 0 })
	d.Deliver(doors...)
	d.Command("77", "", "start")
	until(t, "nobody answers", func() bool { return len(d.Room("77")) > 0 })
	for _, shows := range []string{"Safety, 1 of 4", "Safety, 2 of 4", "Safety, 3 of 4", "Safety, 4 of 4"} {
		d.Press("77", "", 0, 0)
		until(t, "nobody asks "+shows, func() bool { return strings.Contains(last(d), shows) })
	}
	if n, _ := d.Beginnings(); n != 1 {
		t.Errorf("%d are connected, want one", n)
	}
}

func TestWhoTakesTurnsOnDiscord(t *testing.T) {
	one := everyPlatform()[1]
	if !one.takesTurns(config{}) || one.takesTurns(config{Entrance: "127.0.0.1:8082"}) {
		t.Error("turns are taken where they need not be, or not where they must")
	}
}
