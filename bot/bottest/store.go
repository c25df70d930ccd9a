package bottest

import (
	"context"
	"slices"
	"testing"
	"time"

	"unknot/bot"
)

// StoreHarness is how TestStore gets at the store under test.
type StoreHarness struct {
	// Open returns an empty store that nobody else uses and closes it when
	// the test ends.
	Open func(t *testing.T) bot.Store

	// Reopen closes a store and opens what it kept, as after a restart. Nil
	// declares that the store keeps nothing beyond the process.
	Reopen func(t *testing.T, s bot.Store) bot.Store

	// Advance moves the clock of the stores forward.
	Advance func(d time.Duration)
}

// TestStore checks everything that bot.Store promises. Every subtest has a
// store of its own. Moments are compared to the millisecond, so a store may
// keep them no finer than that.
func TestStore(t *testing.T, h StoreHarness) {
	groups := []struct {
		name string
		test func(*testing.T, StoreHarness)
	}{
		{"documents", testDocuments},
		{"conflicts", testConflicts},
		{"records", testRecords},
		{"claims", testClaims},
		{"races", testRaces},
		{"erase", testErase},
		{"leases", testLeases},
		{"codes", testCodes},
		{"walk", testWalk},
		{"context", testContext},
		{"reopen", testReopen},
	}
	for _, g := range groups {
		t.Run(g.name, func(t *testing.T) { g.test(t, h) })
	}
}

// subject is a store under test with the checks that most tests need. Its
// methods end the test when the store fails.
type subject struct {
	bot.Store
	t   *testing.T
	ctx context.Context
}

// each runs subtests, every one on a fresh store.
func each(t *testing.T, h StoreHarness, tests map[string]func(*subject)) {
	t.Helper()
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			test(&subject{Store: h.Open(t), t: t, ctx: t.Context()})
		})
	}
}

// commit saves one change and returns its outcome.
func (s *subject) commit(c bot.Change) bot.Committed {
	s.t.Helper()
	done := s.commitAll(c)
	return done[0]
}

// commitAll saves changes in one call.
func (s *subject) commitAll(changes ...bot.Change) []bot.Committed {
	s.t.Helper()
	done, err := s.Commit(s.ctx, changes)
	if err != nil {
		s.t.Fatalf("Commit: %v", err)
	}
	if len(done) != len(changes) {
		s.t.Fatalf("Commit of %d changes returned %d outcomes", len(changes), len(done))
	}
	return done
}

// save commits a change that must succeed.
func (s *subject) save(c bot.Change) bot.Version {
	s.t.Helper()
	done := s.commit(c)
	if done.Err != nil {
		s.t.Fatalf("commit of %q on version %d: %v", c.Doc, c.Base, done.Err)
	}
	return done.Version
}

// load returns a document that must be there.
func (s *subject) load(doc bot.DocID) bot.Stored {
	s.t.Helper()
	stored, err := s.Load(s.ctx, doc)
	if err != nil {
		s.t.Fatalf("Load(%q): %v", doc, err)
	}
	return stored
}

// records returns all records of a document.
func (s *subject) records(doc bot.DocID, from, to bot.Position) []bot.Record {
	s.t.Helper()
	records, err := s.Records(s.ctx, doc, from, to)
	if err != nil {
		s.t.Fatalf("Records(%q, %d, %d): %v", doc, from, to, err)
	}
	return records
}

// claim takes up to n documents.
func (s *subject) claim(lane bot.Lane, n int, lease time.Duration) bot.Claimed {
	s.t.Helper()
	claimed, err := s.Claim(s.ctx, lane, n, lease)
	if err != nil {
		s.t.Fatalf("Claim: %v", err)
	}
	return claimed
}

// now returns the store's clock, to the millisecond.
func (s *subject) now() time.Time {
	s.t.Helper()
	return s.claim(bot.Bulk, 0, 0).Now.Truncate(time.Millisecond)
}

// wantClaim claims with a lease of a minute and checks which documents come.
func (s *subject) wantClaim(lane bot.Lane, want ...bot.DocID) bot.Claimed {
	s.t.Helper()
	claimed := s.claim(lane, 100, time.Minute)
	s.wantDue(claimed, want...)
	return claimed
}

func (s *subject) wantDue(claimed bot.Claimed, want ...bot.DocID) {
	s.t.Helper()
	got := make([]bot.DocID, len(claimed.Due))
	for i, stored := range claimed.Due {
		got[i] = stored.Doc
	}
	if !slices.Equal(got, want) {
		s.t.Errorf("claimed %q, want %q", got, want)
	}
}

func sameMoment(a, b time.Time) bool {
	return a.IsZero() && b.IsZero() || a.Sub(b).Abs() <= time.Millisecond
}
