package main

import (
	"context"
	"time"
)

// lookAtKeyEvery is how often it is looked whether the key was exchanged behind
// the back of this process.
const lookAtKeyEvery = time.Minute

// watchKey looks at the keys in use until ctx ends. The sealing logs an
// exchange and remembers it; a store that is away shows elsewhere.
func (s *storage) watchKey(ctx context.Context) {
	for s.sealed != nil && ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-time.After(lookAtKeyEvery):
			_ = s.sealed.LookAgain(ctx)
		}
	}
}

// exchanged says whether this process goes on with a retired key.
func (s *storage) exchanged() bool { return s.sealed != nil && s.sealed.Exchanged() }
