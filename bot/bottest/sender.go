package bottest

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"unknot/bot"
)

// RecordingSender is a sender that keeps what it was given and fails when told
// to. The zero value is ready. It is safe for use by many goroutines.
type RecordingSender struct {
	// Caps is what Capabilities answers. With Idempotent set, a message whose
	// key arrived before is not recorded again. Set it before sending.
	Caps bot.Capabilities

	// OnSend, if set, is called with each message after it was recorded,
	// while no lock is held. Set it before sending.
	OnSend func(bot.Outgoing)

	mu     sync.Mutex
	sent   []bot.Outgoing
	keys   map[string]bot.Reference
	before sendFault
	after  sendFault
}

var _ bot.Sender = (*RecordingSender)(nil)

type sendFault struct {
	n   int
	err *bot.SendError
}

func (f *sendFault) spend() error {
	if f.n <= 0 {
		return nil
	}
	f.n--
	return f.err
}

// FailBefore makes the next n sends return err without recording anything:
// the message did not arrive.
func (s *RecordingSender) FailBefore(n int, err *bot.SendError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.before = sendFault{n, err}
}

// FailAfter makes the next n sends record their message and return err all
// the same: it arrived and the answer was lost.
func (s *RecordingSender) FailAfter(n int, err *bot.SendError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.after = sendFault{n, err}
}

// Sent returns what arrived so far, in order.
func (s *RecordingSender) Sent() []bot.Outgoing {
	s.mu.Lock()
	defer s.mu.Unlock()
	sent := make([]bot.Outgoing, len(s.sent))
	for i, out := range s.sent {
		sent[i] = cloneOutgoing(out)
	}
	return sent
}

// Capabilities implements bot.Sender.
func (s *RecordingSender) Capabilities() bot.Capabilities { return s.Caps }

// Send implements bot.Sender. A new message has the reference "sent-1",
// "sent-2" and so on; one that replaces another keeps that one's reference.
func (s *RecordingSender) Send(ctx context.Context, out bot.Outgoing) (bot.Reference, error) {
	if err := ctx.Err(); err != nil {
		return "", &bot.SendError{Class: bot.SendTemporary, Err: err}
	}
	reference, arrived, err := s.record(out)
	if arrived && s.OnSend != nil {
		s.OnSend(cloneOutgoing(out))
	}
	return reference, err
}

func (s *RecordingSender) record(out bot.Outgoing) (reference bot.Reference, arrived bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.before.spend(); err != nil {
		return "", false, err
	}
	reference, known := s.keys[out.Key]
	if arrived = !known || !s.Caps.Idempotent || out.Key == ""; arrived {
		reference = s.add(out)
	}
	if err := s.after.spend(); err != nil {
		return "", arrived, err
	}
	return reference, arrived, nil
}

func (s *RecordingSender) add(out bot.Outgoing) bot.Reference {
	s.sent = append(s.sent, cloneOutgoing(out))
	reference := out.Replace
	if reference == "" {
		reference = bot.Reference(fmt.Sprintf("sent-%d", len(s.sent)))
	}
	if s.keys == nil {
		s.keys = map[string]bot.Reference{}
	}
	s.keys[out.Key] = reference
	return reference
}

func cloneOutgoing(out bot.Outgoing) bot.Outgoing {
	out.Message.Choice = slices.Clone(out.Message.Choice)
	out.Message.Text = slices.Clone(out.Message.Text)
	for i := range out.Message.Text {
		out.Message.Text[i].Spans = slices.Clone(out.Message.Text[i].Spans)
	}
	return out
}
