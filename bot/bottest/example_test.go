package bottest_test

import (
	"context"
	"errors"
	"fmt"

	"unknot/bot"
	"unknot/bot/bottest"
)

func Example() {
	sender := &bottest.RecordingSender{}
	sender.FailBefore(1, &bot.SendError{Class: bot.SendTemporary, Err: errors.New("connection refused")})
	for range 2 {
		reference, err := sender.Send(context.Background(), bot.Outgoing{Chat: "me", Key: "k1"})
		fmt.Printf("%q %v\n", reference, err)
	}
	fmt.Println(len(sender.Sent()))
	// Output:
	// "" send: temporary: connection refused
	// "sent-1" <nil>
	// 1
}
