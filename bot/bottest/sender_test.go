package bottest_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"unknot/bot"
	"unknot/bot/bottest"
)

func message(text string) bot.Outgoing {
	return bot.Outgoing{Chat: "chat", Key: text, Message: bot.Message{Text: bot.ParseText(text)}}
}

func TestRecordingSender(t *testing.T) {
	var seen []string
	sender := &bottest.RecordingSender{Caps: bot.Capabilities{Name: "fake", Edit: true}}
	sender.OnSend = func(out bot.Outgoing) { seen = append(seen, out.Key) }

	out := message("one")
	first, err := sender.Send(t.Context(), out)
	if err != nil {
		t.Fatalf("Send: %v", err)
	}
	out.Message.Text[0].Spans[0].Text = "changed"
	edit := message("two")
	edit.Replace = first
	second, err := sender.Send(t.Context(), edit)
	if err != nil || second != first {
		t.Errorf("replacing %q returned %q, %v", first, second, err)
	}
	sent := sender.Sent()
	if len(sent) != 2 || sent[0].Message.Text[0].Spans[0].Text != "one" || sent[1].Replace != first {
		t.Errorf("Sent() = %v", sent)
	}
	if len(seen) != 2 || seen[0] != "one" || seen[1] != "two" {
		t.Errorf("OnSend saw %q", seen)
	}
	if sender.Capabilities() != sender.Caps {
		t.Errorf("Capabilities() = %v", sender.Capabilities())
	}
}

func TestRecordingSenderFails(t *testing.T) {
	gone := &bot.SendError{Class: bot.SendGone, Err: errors.New("blocked")}
	unknown := &bot.SendError{Class: bot.SendUnknown, Err: errors.New("timeout")}
	sender := &bottest.RecordingSender{}
	sender.FailBefore(1, gone)
	sender.FailAfter(1, unknown)
	for i, want := range []struct {
		err  error
		sent int
	}{{gone, 0}, {unknown, 1}, {nil, 2}} {
		_, err := sender.Send(t.Context(), message("same"))
		if err != want.err || len(sender.Sent()) != want.sent {
			t.Errorf("send %d: %v with %d sent, want %v with %d", i, err, len(sender.Sent()), want.err, want.sent)
		}
	}
}

func TestRecordingSenderIsIdempotent(t *testing.T) {
	sender := &bottest.RecordingSender{Caps: bot.Capabilities{Idempotent: true}}
	sender.FailAfter(1, &bot.SendError{Class: bot.SendUnknown})
	if _, err := sender.Send(t.Context(), message("same")); err == nil {
		t.Fatal("the first send should lose its answer")
	}
	reference, err := sender.Send(t.Context(), message("same"))
	if err != nil || reference != "sent-1" || len(sender.Sent()) != 1 {
		t.Errorf("the same key again: %q, %v, %d sent", reference, err, len(sender.Sent()))
	}
	for range 2 {
		if _, err := sender.Send(t.Context(), bot.Outgoing{}); err != nil {
			t.Fatalf("Send: %v", err)
		}
	}
	if got := len(sender.Sent()); got != 3 {
		t.Errorf("%d sent, want 3: messages without a key are all different", got)
	}
}

func TestRecordingSenderObeysContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	sender := &bottest.RecordingSender{}
	_, err := sender.Send(ctx, message("late"))
	if bot.ClassOf(err) != bot.SendTemporary || !errors.Is(err, context.Canceled) || len(sender.Sent()) != 0 {
		t.Errorf("Send with a cancelled context: %v, %d sent", err, len(sender.Sent()))
	}
}

func TestRecordingSenderIsSafeForManyGoroutines(t *testing.T) {
	sender := &bottest.RecordingSender{}
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if _, err := sender.Send(t.Context(), message("x")); err != nil {
				t.Errorf("Send: %v", err)
			}
			sender.Sent()
		})
	}
	all.Wait()
	if got := len(sender.Sent()); got != 50 {
		t.Errorf("%d sent, want 50", got)
	}
}
