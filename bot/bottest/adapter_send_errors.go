package bottest

import (
	"context"
	"errors"
	"testing"
	"time"

	"unknot/bot"
)

func testSendErrors(t *testing.T, h AdapterHarness) {
	tests := map[string]func(*visit){
		"a chat that there is not": strangeChat,
		"a context that is over":   sendTooLate,
	}
	for _, class := range []bot.SendClass{
		bot.SendGone, bot.SendWait, bot.SendTemporary, bot.SendUnknown, bot.SendPermanent,
	} {
		tests[class.String()] = func(v *visit) { breaks(v, class) }
	}
	visits(t, h, tests)
}

func strangeChat(v *visit) {
	v.start()
	_, err := v.try(v.t.Context(), bot.Outgoing{Chat: "no such chat", Message: paragraph(marked("private"))})
	if class := bot.ClassOf(err); err == nil || class != bot.SendGone && class != bot.SendPermanent {
		v.t.Errorf("Send to a chat that there is not: %v, want it gone or refused", err)
	}
	v.wantSeen()
}

func sendTooLate(v *visit) {
	v.start()
	ctx, cancel := context.WithCancel(v.t.Context())
	cancel()
	_, err := v.try(ctx, bot.Outgoing{Chat: v.Chat, Message: paragraph(marked("late"))})
	if !errors.Is(err, context.Canceled) {
		v.t.Errorf("Send with a cancelled context: %v, want context.Canceled", err)
	}
	switch class := bot.ClassOf(err); class {
	case bot.SendTemporary:
		v.wantSeen() // certainly not sent
	case bot.SendUnknown:
	default:
		v.t.Errorf("Send with a cancelled context is of class %q, want temporary or unknown", class)
	}
}

// breaks breaks the sending side: Send must say how, events must go on, and
// all must be well when it is mended.
func breaks(v *visit, class bot.SendClass) {
	broken := v.Breaks[class]
	if broken == nil {
		v.t.Logf("the platform declares that it never breaks like this: %v", class)
		return
	}
	v.start()
	v.send(choices("Done", "Stop"))
	broken()
	_, err := v.try(v.t.Context(), bot.Outgoing{Chat: v.Chat, Message: choices("Yes", "No")})
	var se *bot.SendError
	if !errors.As(err, &se) || se.Class != class {
		v.t.Fatalf("Send to a broken platform: %v, want class %q", err, class)
	}
	if class == bot.SendWait && se.Wait != v.Wait {
		v.t.Errorf("told to wait %v, want %v", se.Wait, v.Wait)
	}
	v.Write(marked("still there?"))
	v.wantText(marked("still there?"))
	v.Mend()
	if class == bot.SendWait { // an adapter may keep to it by itself
		<-time.After(v.Wait)
	}
	if class != bot.SendUnknown { // what nobody saw cannot be pressed
		v.Press(0, 0)
		v.wantTap(code("Done"))
	}
	v.sees()
	v.send(choices("Yes", "No"))
	v.Press(0, 1)
	v.wantTap(code("No"))
	if len(v.sees()) != 1 {
		v.t.Error("after mending, a message did not arrive once")
	}
}
