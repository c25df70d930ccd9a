package telegramtest

import (
	"slices"
	"time"
)

// Limits are what a server bears. Who goes over is refused, and counted.
type Limits struct {
	PerSecond int // sends in any second, over all chats; 0: any number
}

// rates knows when messages were sent.
type rates struct {
	sends []time.Time // of the last second
	over  int
	peak  int
}

// refuse counts a send, and refuses it when there were too many.
func (r *rates) refuse(l Limits, c Call) Fault {
	if l.PerSecond == 0 {
		return nil
	}
	r.sends = append(r.sends, c.At)
	r.sends = slices.DeleteFunc(r.sends, func(at time.Time) bool { return c.At.Sub(at) >= time.Second })
	r.peak = max(r.peak, len(r.sends))
	if len(r.sends) > l.PerSecond {
		r.over++
		return Refusal(429, "Too Many Requests: retry after 1", 1)
	}
	return nil
}

// Peak returns the most sends in any second, and how many were too many.
func (s *Server) Peak() (most, over int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rates.peak, s.rates.over
}
