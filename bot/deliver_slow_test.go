package bot_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"unknot/bot"
	"unknot/bot/bottest"
)

// countingSender counts the attempts.
type countingSender struct {
	*bottest.RecordingSender
	n int
}

func (s *countingSender) Send(ctx context.Context, out bot.Outgoing) (bot.Reference, error) {
	s.n++
	return s.RecordingSender.Send(ctx, out)
}

// deafSender never answers; it returns when it is given up.
type deafSender struct {
	*bottest.RecordingSender
	began func()
}

func (s *deafSender) Send(ctx context.Context, _ bot.Outgoing) (bot.Reference, error) {
	if s.began != nil {
		s.began()
	}
	<-ctx.Done()
	return "", ctx.Err()
}

// TestNoSendAfterTheStamp lets every send take as long as it may. What has not
// been tried when the stamps run out is not sent under them: another process
// may be sending it by then.
func TestNoSendAfterTheStamp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, func(o *bot.Options) { o.Lease = 50 * time.Second })
		h.clock = nil
		h.agree(anna)
		h.say(anna, "cancel")
		began := time.Now()
		var calls []time.Duration
		h.bot.Join(&deafSender{RecordingSender: h.sender, began: func() {
			calls = append(calls, time.Since(began))
			free := 0
			for _, e := range h.person(anna).Outbox {
				if e.Stamp.Attempt != 1 || !e.Stamp.Until.After(time.Now()) {
					free++
				}
			}
			if free > 0 {
				t.Errorf("%v: sent while others may send %d of them", time.Since(began), free)
			}
		}})
		h.owe(anna, effect(bot.KindNudge, 1), effect(bot.KindNudge, 2), effect(bot.KindNudge, 3), effect(bot.KindNudge, 4), effect(bot.KindNudge, 5))
		h.wakeOnce()
		if want := []time.Duration{0, 20 * time.Second, 40 * time.Second, 50 * time.Second, 70 * time.Second}; !slices.Equal(calls, want) {
			t.Errorf("sent after %v, want %v", calls, want)
		}
		if p := h.person(anna); len(p.Outbox) > 0 || p.Passed != 5 {
			t.Errorf("outbox %v, %d passed", p.Outbox, p.Passed)
		}
	})
}

// wakeOnce lets time act once on one document.
func (h *house) wakeOnce() {
	h.t.Helper()
	for _, lane := range []bot.Lane{bot.Urgent, bot.Bulk} {
		if woken, err := bot.WakeOne(context.Background(), h.bot, lane); err != nil {
			h.t.Fatal(err)
		} else if woken {
			return
		}
	}
}

// TestExcuseIsGivenUp: a platform that hangs does not hold a person for ever.
func TestExcuseIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		in := h.bot.Join(&deafSender{RecordingSender: h.sender})
		h.flaky.FailBefore(1, errAway)
		began := time.Now()
		if err := in.Handle(t.Context(), h.text(anna, "hello")); err == nil {
			t.Error("no error")
		}
		if took := time.Since(began); took != bot.SendTimeout {
			t.Errorf("it took %v", took)
		}
	})
}

// TestSlowWakeIsDecidedAnew: a wake that waited behind a reply is decided at
// the time it is, so that its stamps do not begin to run in the past.
func TestSlowWakeIsDecidedAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		h.clock = nil
		h.agree(anna)
		h.say(anna, "full", "2", "timer")
		time.Sleep(40*time.Second - time.Millisecond)
		h.onSend(func(bot.Outgoing) { time.Sleep(19 * time.Second) })
		slow := make(chan error)
		go func() { slow <- h.in.Handle(context.Background(), h.text(anna, "how")) }()
		synctest.Wait()
		time.Sleep(time.Millisecond)
		h.onSend(func(bot.Outgoing) {
			cue := h.person(anna).Outbox[0]
			if !cue.Stamp.Until.Equal(time.Now().Add(bot.DefaultLease)) {
				t.Errorf("at %v its stamp ends at %v", time.Now(), cue.Stamp.Until)
			}
		})
		h.wakeOnce()
		if err := <-slow; err != nil {
			t.Error(err)
		}
		h.bot.Close()
		if sent := h.sender.Sent(); first(sent[len(sent)-1].Message.Text.Plain()) != letGo {
			t.Errorf("last came %v", sent[len(sent)-1].Message.Text.Plain())
		}
	})
}
