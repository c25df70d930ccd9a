package console_test

import (
	"context"
	"fmt"
	"os"
	"strings"

	"unknot/adapters/console"
	"unknot/bot"
)

// asking is a bot that asks how long, once, and says what it understood.
type asking struct{ *console.Console }

func (a asking) Handle(ctx context.Context, e bot.Event) error {
	reply := bot.Message{
		Text:   bot.ParseText("How long **today**?"),
		Choice: []bot.Button{{Label: "Full, 7 minutes", Code: "full"}, {Label: "Tiny, 1 minute", Code: "tiny"}},
	}
	if e.Kind == bot.EventTap {
		reply = bot.Message{Text: bot.ParseText("Chosen: " + e.Tap)}
	}
	_, err := a.Send(ctx, bot.Outgoing{Chat: e.Chat, Message: reply})
	return err
}

func Example() {
	in := strings.NewReader("start\n2\n") // os.Stdin, when a person types
	c := console.New(in, os.Stdout, console.Options{Doc: "console:me", Chat: "me", Run: "r"})
	if err := c.Run(context.Background(), asking{c}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// How long today?
	//
	//   1. Full, 7 minutes
	//   2. Tiny, 1 minute
	//
	// Chosen: tiny
}
