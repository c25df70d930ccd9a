package main

import (
	"strings"
	"testing"

	"unknot/adapters/discord/discordtest"
)

// On a server, where everything that is typed is read by others, words go into a
// field that the bot alone reads.
func TestFormsOnAServer(t *testing.T) {
	d := discordtest.New(t)
	s := serve(t, discordSettings(t, d), everyPlatform()...)
	until(t, "nobody is connected", func() bool { n, _ := d.Beginnings(); return n == 1 })
	sees := func(text string) {
		t.Helper()
		until(t, text+" is not seen", func() bool {
			all := d.SeenBy("77", discordtest.Channel)
			return len(all) > 0 && strings.Contains(all[len(all)-1].Text, text)
		})
	}
	d.Command("77", discordtest.Channel, "start")
	sees("one step at a time")
	for _, shows := range []string{"Safety, 1 of 4", "Safety, 2 of 4", "Safety, 3 of 4", "Safety, 4 of 4", "desk reset"} {
		d.Press("77", discordtest.Channel, 0, 0)
		sees(shows)
	}
	d.Command("77", discordtest.Channel, "note")
	sees("Your own note")
	press := d.Press("77", discordtest.Channel, 0, 0)
	until(t, "no field opens", func() bool { return d.OpenedModal(press) != nil })
	d.Fill(press, "dark room, ginger tea")
	sees("Kept for attack days: dark room, ginger tea")
	if others := d.SeenBy("78", discordtest.Channel); len(others) > 0 {
		t.Errorf("others see %d messages", len(others))
	}
	s.ends()
}
