package bottest

import (
	"testing"
	"time"

	"unknot/bot"
)

func testReopen(t *testing.T, h StoreHarness) {
	if h.Reopen == nil {
		t.Log("the store declares that it keeps nothing beyond the process")
		return
	}
	each(t, h, map[string]func(*subject){
		"keeps everything":      func(s *subject) { reopenKeeps(s, h) },
		"keeps claims":          func(s *subject) { reopenClaims(s, h) },
		"versions never repeat": func(s *subject) { reopenNoVersionTwice(s, h) },
	})
}

func reopenKeeps(s *subject, h StoreHarness) {
	due := s.now().Add(time.Minute)
	change := bot.Change{
		Doc: "a\x00", ID: "c1", Data: []byte("data"), Wakes: bot.Wakes{Bulk: due},
		Records: []bot.Record{{Position: 1, Data: []byte("one")}},
	}
	version := s.save(change)
	s.save(bot.Change{Doc: "gone", ID: "c1"})
	s.erase("gone")
	s.name("code", "a\x00", time.Hour)
	s.wantLease("poller", "me", time.Hour, true)

	s.Store = h.Reopen(s.t, s.Store)
	if got := s.load("a\x00"); string(got.Data) != "data" || got.Version != version || !sameMoment(got.Wakes.Bulk, due) {
		s.t.Errorf("after reopening the document is %q, version %d, wakes %v", got.Data, got.Version, got.Wakes)
	}
	s.wantRecords("a\x00", 0, 10, "1:one ")
	s.wantResolve("code", "a\x00")
	s.wantLease("poller", "you", time.Hour, false)
	if got := s.save(change); got != version {
		s.t.Errorf("after reopening the same commit again returned version %d, want %d", got, version)
	}
	h.Advance(time.Minute)
	s.wantClaim(bot.Bulk, "a\x00")
	s.wantRecords("gone", 0, 10, "")
}

func reopenClaims(s *subject, h StoreHarness) {
	s.wake("a", s.now())
	s.wantClaim(bot.Urgent, "a")
	s.Store = h.Reopen(s.t, s.Store)
	s.wantClaim(bot.Urgent)
	h.Advance(2 * time.Minute)
	s.wantClaim(bot.Urgent, "a")
}

func reopenNoVersionTwice(s *subject, h StoreHarness) {
	version := s.save(bot.Change{Doc: "a", ID: "c1"})
	version = s.save(bot.Change{Doc: "a", Base: version, ID: "c2"})
	s.erase("a")
	s.Store = h.Reopen(s.t, s.Store)
	if got := s.save(bot.Change{Doc: "a", ID: "c1"}); got <= version {
		s.t.Errorf("a document created after Erase and reopening has version %d, want more than %d", got, version)
	}
}
