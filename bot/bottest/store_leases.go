package bottest

import (
	"testing"
	"time"
)

func testLeases(t *testing.T, h StoreHarness) {
	each(t, h, map[string]func(*subject){
		"held by one":       leaseOne,
		"extended":          func(s *subject) { leaseExtended(s, h) },
		"runs out":          func(s *subject) { leaseOver(s, h) },
		"roles stand apart": leaseApart,
	})
}

func (s *subject) wantLease(role, holder string, d time.Duration, want bool) {
	s.t.Helper()
	got, err := s.Lease(s.ctx, role, holder, d)
	if err != nil {
		s.t.Fatalf("Lease(%q, %q): %v", role, holder, err)
	}
	if got != want {
		s.t.Errorf("Lease(%q, %q) = %v, want %v", role, holder, got, want)
	}
}

func leaseOne(s *subject) {
	s.wantLease("poller", "me", time.Minute, true)
	s.wantLease("poller", "you", time.Minute, false)
	s.wantLease("poller", "me", time.Minute, true)
}

func leaseExtended(s *subject, h StoreHarness) {
	s.wantLease("poller", "me", time.Minute, true)
	h.Advance(40 * time.Second)
	s.wantLease("poller", "me", time.Minute, true)
	h.Advance(40 * time.Second)
	s.wantLease("poller", "you", time.Minute, false)
}

func leaseOver(s *subject, h StoreHarness) {
	s.wantLease("poller", "me", time.Minute, true)
	// Being refused must not extend the lease of the other.
	h.Advance(30 * time.Second)
	s.wantLease("poller", "you", time.Hour, false)
	h.Advance(31 * time.Second)
	s.wantLease("poller", "you", time.Minute, true)
	s.wantLease("poller", "me", time.Minute, false)
}

func leaseApart(s *subject) {
	s.wantLease("poller", "me", time.Minute, true)
	s.wantLease("poller:2", "you", time.Minute, true)
}
