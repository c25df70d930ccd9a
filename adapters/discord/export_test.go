package discord

import "unknot/bot"

// Contents returns what a text is sent as.
func Contents(t bot.Text, limit int) []string { return contents(t, limit) }

// Words is what the bot is told of a written text.
func Words(text string) string { return words(text) }

// Units is how Discord counts.
func Units(s string) int { return units(s) }

// Kept is how many interactions are remembered.
func (d *Discord) Kept() int {
	d.open.mu.Lock()
	defer d.open.mu.Unlock()
	return len(d.open.of)
}
