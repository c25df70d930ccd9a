package bottest

import (
	"errors"
	"testing"
	"time"

	"unknot/bot"
)

func testErase(t *testing.T, h StoreHarness) {
	each(t, h, map[string]func(*subject){
		"removes everything":    func(s *subject) { eraseEverything(s, h) },
		"twice":                 eraseTwice,
		"spares the others":     eraseSpares,
		"versions never repeat": eraseNoVersionTwice,
	})
}

func (s *subject) erase(doc bot.DocID) {
	s.t.Helper()
	if err := s.Erase(s.ctx, doc); err != nil {
		s.t.Fatalf("Erase(%q): %v", doc, err)
	}
}

func eraseEverything(s *subject, h StoreHarness) {
	now := s.now()
	change := bot.Change{
		Doc: "a", ID: "c1", Data: []byte("data"),
		Wakes:   bot.Wakes{Urgent: now, Bulk: now.Add(time.Hour)},
		Records: []bot.Record{{Position: 1}, {Position: 2}},
	}
	version := s.save(change)
	s.name("code", "a", 24*time.Hour)
	s.erase("a")

	if _, err := s.Load(s.ctx, "a"); !errors.Is(err, bot.ErrNotFound) {
		s.t.Errorf("Load after Erase: %v, want ErrNotFound", err)
	}
	s.wantRecords("a", 0, 10, "")
	s.wantResolve("code", "")
	h.Advance(2 * time.Hour)
	s.wantNext(s.wantClaim(bot.Urgent), time.Time{})
	s.wantNext(s.wantClaim(bot.Bulk), time.Time{})

	if got := s.save(bot.Change{Doc: "a", ID: "c1", Data: []byte("new")}); got <= version {
		s.t.Errorf("a document created after Erase has version %d, want more than %d, which it had before", got, version)
	}
	if got := string(s.load("a").Data); got != "new" {
		s.t.Errorf("a document created after Erase with an ID used before holds %q", got)
	}
	s.wantRecords("a", 0, 10, "")
}

func eraseTwice(s *subject) {
	s.erase("nobody")
	s.save(bot.Change{Doc: "a", ID: "c1"})
	s.erase("a")
	s.erase("a")
}

// eraseNoVersionTwice lets a document live several times while the clock
// stands still. What was decided on an earlier life must not fit a later one,
// and neither may the life of a neighbour spoil that.
func eraseNoVersionTwice(s *subject) {
	var last bot.Version
	for life := range 4 {
		version := s.save(bot.Change{Doc: "a", ID: "born"})
		if version <= last {
			s.t.Errorf("life %d begins with version %d, but %d was given before", life+1, version, last)
		}
		s.wantConflict(bot.Change{Doc: "a", Base: last, ID: "stale"})
		for i := range 3 {
			version = s.save(bot.Change{Doc: "a", Base: version, ID: bot.CommitID(rune('a' + i))})
		}
		last = version
		s.save(bot.Change{Doc: "b", ID: "born"})
		s.erase("a")
		s.erase("b")
	}
}

func eraseSpares(s *subject) {
	s.wake("a", s.now())
	s.save(bot.Change{Doc: "b", ID: "c1", Wakes: bot.Wakes{Urgent: s.now()}, Records: []bot.Record{{Position: 1}}})
	s.name("code of b", "b", time.Hour)
	s.erase("a")
	s.load("b")
	s.wantRecords("b", 0, 10, "1: ")
	s.wantResolve("code of b", "b")
	s.wantClaim(bot.Urgent, "b")
}
