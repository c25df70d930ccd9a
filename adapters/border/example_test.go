package border_test

import (
	"fmt"
	"strings"

	"unknot/adapters/border"
	"unknot/bot"
)

// A platform that marks what is bold with stars takes 24 units in a message.
func Example() {
	text := bot.ParseText("You need:\n\n- **a chair**\n- a towel\u0007 & a wall")
	whole := border.Flat(text)
	pieces := whole.Pieces(func(from int) (border.Prose, int) { return whole.Head(from, 24, border.UnitsOf) })
	plain := func(s string) string { return strings.ReplaceAll(s, "*", `\*`) }
	strong := func(s string) string { return "**" + plain(s) + "**" }
	for _, p := range pieces {
		fmt.Printf("%q is sent as %q\n", p.Text, p.Marked(plain, strong))
	}
	// Output:
	// "You need:\n\n• a chair" is sent as "You need:\n\n• **a chair**"
	// "• a towel & a wall" is sent as "• a towel & a wall"
}
