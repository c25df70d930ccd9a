package bottest

import (
	"errors"
	"testing"
	"time"

	"unknot/bot"
)

func testConflicts(t *testing.T, h StoreHarness) {
	each(t, h, map[string]func(*subject){
		"create over existing":        createOverExisting,
		"base of an absent document":  baseOfAbsent,
		"nothing of a refused change": refusedWhole,
		"same commit again":           sameCommitAgain,
		"lost answer":                 lostAnswer,
		"earlier commit again":        earlierCommitAgain,
		"no commit ID is never known": noCommitID,
		"batch with one conflict":     batchWithConflict,
		"one document twice":          batchOfOneDocument,
		"no changes":                  noChanges,
	})
}

func (s *subject) wantConflict(c bot.Change) {
	s.t.Helper()
	if err := s.commit(c).Err; !errors.Is(err, bot.ErrConflict) {
		s.t.Errorf("commit of %q on version %d: %v, want ErrConflict", c.Doc, c.Base, err)
	}
}

func createOverExisting(s *subject) {
	s.save(bot.Change{Doc: "a", ID: "c1"})
	s.wantConflict(bot.Change{Doc: "a", ID: "c2"})
}

func baseOfAbsent(s *subject) {
	s.wantConflict(bot.Change{Doc: "a", Base: 3, ID: "c1"})
	if _, err := s.Load(s.ctx, "a"); !errors.Is(err, bot.ErrNotFound) {
		s.t.Errorf("the refused change left a document: %v", err)
	}
}

func refusedWhole(s *subject) {
	now := s.now()
	first := s.save(bot.Change{Doc: "a", ID: "c1", Data: []byte("one"), Records: []bot.Record{{Position: 1, Data: []byte("r1")}}})
	second := s.save(bot.Change{Doc: "a", Base: first, ID: "c2", Data: []byte("two")})
	s.wantConflict(bot.Change{
		Doc: "a", Base: first, ID: "c3", Data: []byte("stale"),
		Wakes:   bot.Wakes{Urgent: now, Bulk: now},
		Records: []bot.Record{{Position: 1, Data: []byte("stale")}, {Position: 2}},
		Removed: []bot.Position{1},
	})
	if got := s.load("a"); string(got.Data) != "two" || got.Version != second || !got.Wakes.Urgent.IsZero() || !got.Wakes.Bulk.IsZero() {
		s.t.Errorf("the refused change left %q, version %d, wakes %v", got.Data, got.Version, got.Wakes)
	}
	if got := s.records("a", 0, 10); len(got) != 1 || string(got[0].Data) != "r1" {
		s.t.Errorf("the refused change left the records %v", got)
	}
	s.wantClaim(bot.Urgent)
	s.wantClaim(bot.Bulk)
}

func sameCommitAgain(s *subject) {
	created := s.save(bot.Change{Doc: "a", ID: "c1"})
	version := s.save(bot.Change{Doc: "a", Base: created, ID: "c2", Data: []byte("first")})
	// A repeated commit is the same in life; this one differs so that it
	// shows if anything of it were written.
	again := bot.Change{
		Doc: "a", Base: created, ID: "c2", Data: []byte("again"),
		Wakes: bot.Wakes{Urgent: s.now()}, Records: []bot.Record{{Position: 1}},
	}
	if got := s.save(again); got != version {
		s.t.Errorf("the same commit again returned version %d, want %d", got, version)
	}
	if got := s.load("a"); string(got.Data) != "first" || got.Version != version {
		s.t.Errorf("the same commit again left %q, version %d", got.Data, got.Version)
	}
	if got := s.records("a", 0, 10); len(got) != 0 {
		s.t.Errorf("the same commit again wrote %d records", len(got))
	}
	s.wantClaim(bot.Urgent)
}

func lostAnswer(s *subject) {
	lost := errors.New("answer lost")
	flaky := NewFlakyStore(s.Store)
	flaky.FailAfter(1, lost, OpCommit)
	change := bot.Change{Doc: "a", ID: "c1", Data: []byte("one"), Records: []bot.Record{{Position: 1}}}
	if _, err := flaky.Commit(s.ctx, []bot.Change{change}); !errors.Is(err, lost) {
		s.t.Fatalf("Commit: %v, want the lost answer", err)
	}
	kept := s.load("a").Version
	if got := s.save(change); got != kept {
		s.t.Errorf("the repeated commit returned version %d, want %d", got, kept)
	}
	if got := s.records("a", 0, 10); len(got) != 1 {
		s.t.Errorf("there are %d records, want 1", len(got))
	}
}

func earlierCommitAgain(s *subject) {
	first := bot.Change{Doc: "a", ID: "c1"}
	s.save(bot.Change{Doc: "a", Base: s.save(first), ID: "c2"})
	s.wantConflict(first)
}

func noCommitID(s *subject) {
	s.save(bot.Change{Doc: "a"})
	s.wantConflict(bot.Change{Doc: "a"})
}

func batchWithConflict(s *subject) {
	s.save(bot.Change{Doc: "b", ID: "c1", Data: []byte("kept")})
	due := bot.Wakes{Urgent: s.now().Add(-time.Second)}
	done := s.commitAll(
		bot.Change{Doc: "a", ID: "c2", Wakes: due},
		bot.Change{Doc: "b", ID: "c3", Wakes: due},
		bot.Change{Doc: "c", ID: "c4"},
	)
	if done[0].Err != nil || done[0].Version < 1 || done[2].Err != nil || done[2].Version < 1 {
		s.t.Errorf("the changes beside a conflict came out as %v and %v", done[0], done[2])
	}
	if !errors.Is(done[1].Err, bot.ErrConflict) {
		s.t.Errorf("the stale change came out as %v, want ErrConflict", done[1].Err)
	}
	if got := string(s.load("b").Data); got != "kept" {
		s.t.Errorf("the stale change wrote %q", got)
	}
	s.load("c")
	s.wantClaim(bot.Urgent, "a")
}

func batchOfOneDocument(s *subject) {
	done := s.commitAll(bot.Change{Doc: "a", ID: "c1"}, bot.Change{Doc: "a", ID: "c2"})
	if done[0].Err != nil || !errors.Is(done[1].Err, bot.ErrConflict) {
		s.t.Errorf("creating a document twice in one call came out as %v", done)
	}
}

func noChanges(s *subject) {
	if done, err := s.Commit(s.ctx, nil); err != nil || len(done) != 0 {
		s.t.Errorf("Commit of nothing returned %v, %v", done, err)
	}
}
