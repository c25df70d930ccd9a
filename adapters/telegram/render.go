package telegram

import (
	"strings"

	"unknot/adapters/border"
	"unknot/bot"
)

// parts returns a text in pieces of at most so many UTF-16 units, which is how
// Telegram counts: after the markup is taken out.
func parts(t bot.Text, limit int) []border.Prose {
	whole := border.Flat(t)
	return whole.Pieces(func(from int) (border.Prose, int) { return whole.Head(from, limit, border.UnitsOf) })
}

// html returns a piece in Telegram's markup. The tags of a piece are its own.
func html(p border.Prose) string {
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace
	return p.Marked(escape, func(s string) string { return "<b>" + escape(s) + "</b>" })
}
