package telegram

import (
	"context"
	"strconv"
	"time"

	"unknot/bot"
)

// Hurry makes the adapter's pauses short enough for a test.
func (t *Telegram) Hurry() {
	t.pauses = pauses{first: time.Millisecond, most: 20 * time.Millisecond, conflict: 20 * time.Millisecond, webhook: 20 * time.Millisecond}
}

// Split returns the plain texts and the markup that a text is sent as.
func Split(t bot.Text, limit int) (plain, markup []string) {
	for _, p := range parts(t, limit) {
		plain, markup = append(plain, p.Text), append(markup, html(p))
	}
	return plain, markup
}

// Words is what the bot is told of a written text.
func Words(text string) string { return words(text) }

// KeepWebhook does what a replica does about the webhook.
func (t *Telegram) KeepWebhook(ctx context.Context) error { return t.keepWebhook(ctx) }

// Remembered returns how many files are remembered after so many uploads.
func Remembered(uploads int) int {
	var u uploaded
	for i := range uploads {
		id := asDocument().id(&bot.File{Name: strconv.Itoa(i)})
		u.keep(id, "x")
		u.keep(id, "y")
	}
	return max(len(u.ids), len(u.order))
}

// Present presents the bot as Run does.
func (t *Telegram) Present(ctx context.Context) { t.present(ctx) }

// Event is what the bot is told of an update.
func Event(raw string) (bot.Event, bool) {
	u, err := decode([]byte(raw))
	if err != nil {
		return bot.Event{}, false
	}
	return u.event()
}
