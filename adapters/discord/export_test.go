package discord

import (
	"context"

	"github.com/bwmarrin/discordgo"

	"unknot/adapters/border"
	"unknot/bot"
)

// Contents returns what a text is sent as.
func Contents(t bot.Text, limit int) []string { return contents(t, limit) }

// Words is what the bot is told of a written text.
func Words(text string) string { return words(text) }

// Units is how Discord counts.
func Units(s string) int { return border.Units(s) }

// Kept is how many interactions are remembered.
func (d *Discord) Kept() int {
	d.open.mu.Lock()
	defer d.open.mu.Unlock()
	return len(d.open.of)
}

// Receive hands an interaction over as the gateway does.
func (d *Discord) Receive(ctx context.Context, h bot.Handler) (receive func(data string), wait func()) {
	in := newIntake(ctx, d, h)
	return func(data string) {
		in.receive(ctx, &discordgo.Event{Type: "INTERACTION_CREATE", RawData: []byte(data)})
	}, in.wait
}

// Manages reports whether somebody with such permissions manages the server.
func Manages(told string) bool { return (&member{May: told}).manages() }

// Lately is of how many people the last interaction is remembered.
func (d *Discord) Lately() int {
	d.lately.mu.Lock()
	defer d.lately.mu.Unlock()
	return len(d.lately.young) + len(d.lately.old)
}
