package bottest

import (
	"testing"
	"time"

	"unknot/bot"
)

func testClaims(t *testing.T, h StoreHarness) {
	each(t, h, map[string]func(*subject){
		"an empty store":              claimNothing,
		"only what is due":            func(s *subject) { claimOnlyDue(s, h) },
		"earliest first, up to n":     claimInOrder,
		"returns the documents":       claimWhole,
		"lease":                       func(s *subject) { claimLease(s, h) },
		"commit after a claim":        func(s *subject) { commitAfterClaim(s, h) },
		"a claim is no new version":   claimKeepsVersion,
		"zero wake leaves the lane":   func(s *subject) { zeroWake(s, h) },
		"lanes are independent":       func(s *subject) { twoLanes(s, h) },
		"Now is the clock's":          func(s *subject) { claimNow(s, h) },
		"an overdue document":         claimOverdue,
		"a moved wake leaves no copy": func(s *subject) { movedWake(s, h) },
	})
}

// wake creates a document that is due at a moment of the urgent lane.
func (s *subject) wake(doc bot.DocID, at time.Time) bot.Version {
	s.t.Helper()
	return s.save(bot.Change{Doc: doc, ID: "wake", Wakes: bot.Wakes{Urgent: at}})
}

func (s *subject) wantNext(claimed bot.Claimed, want time.Time) {
	s.t.Helper()
	if !sameMoment(claimed.Next, want) {
		s.t.Errorf("Next is %v, want %v", claimed.Next, want)
	}
}

func claimNothing(s *subject) {
	s.save(bot.Change{Doc: "a", ID: "c1"})
	for _, lane := range []bot.Lane{bot.Urgent, bot.Bulk} {
		s.wantNext(s.wantClaim(lane), time.Time{})
	}
}

func claimOnlyDue(s *subject, h StoreHarness) {
	soon := s.now().Add(time.Hour)
	s.wake("a", soon)
	s.wantNext(s.wantClaim(bot.Urgent), soon)
	h.Advance(59 * time.Minute)
	s.wantClaim(bot.Urgent)
	h.Advance(time.Minute)
	s.wantClaim(bot.Urgent, "a")
}

func claimInOrder(s *subject) {
	now := s.now()
	s.wake("late", now.Add(-time.Minute))
	s.wake("later", now.Add(-time.Second))
	s.wake("first", now.Add(-time.Hour))
	s.wake("future", now.Add(time.Hour))
	s.wantDue(s.claim(bot.Urgent, 0, time.Minute))
	claimed := s.claim(bot.Urgent, 2, 2*time.Hour)
	s.wantDue(claimed, "first", "late")
	s.wantNext(claimed, now.Add(-time.Second))
	claimed = s.claim(bot.Urgent, 2, 2*time.Hour)
	s.wantDue(claimed, "later")
	s.wantNext(claimed, now.Add(time.Hour))
}

func claimWhole(s *subject) {
	first := s.save(bot.Change{Doc: "a", ID: "c1"})
	second := s.save(bot.Change{Doc: "a", Base: first, ID: "c2", Data: []byte("data"), Wakes: bot.Wakes{Urgent: s.now()}})
	claimed := s.claim(bot.Urgent, 1, time.Minute)
	s.wantDue(claimed, "a")
	if got := claimed.Due[0]; string(got.Data) != "data" || got.Version != second {
		s.t.Errorf("claimed %q in version %d, want \"data\" in version %d", got.Data, got.Version, second)
	}
	claimed.Due[0].Data[0] = 'X'
	if got := string(s.load("a").Data); got != "data" {
		s.t.Errorf("the document became %q through a shared value", got)
	}
}

func claimLease(s *subject, h StoreHarness) {
	s.wake("a", s.now().Add(-time.Hour))
	claimed := s.wantClaim(bot.Urgent, "a")
	s.wantNext(claimed, claimed.Now.Add(time.Minute))
	h.Advance(59 * time.Second)
	s.wantClaim(bot.Urgent)
	h.Advance(2 * time.Second)
	s.wantClaim(bot.Urgent, "a")
	s.wantClaim(bot.Urgent)
}

func commitAfterClaim(s *subject, h StoreHarness) {
	now := s.now()
	s.wake("a", now)
	claimed := s.wantClaim(bot.Urgent, "a")
	next := now.Add(time.Hour)
	s.save(bot.Change{Doc: "a", Base: claimed.Due[0].Version, ID: "c2", Wakes: bot.Wakes{Urgent: next}})
	h.Advance(30 * time.Minute)
	s.wantNext(s.wantClaim(bot.Urgent), next)
	h.Advance(30 * time.Minute)
	s.wantClaim(bot.Urgent, "a")
}

func claimKeepsVersion(s *subject) {
	version := s.wake("a", s.now())
	s.wantClaim(bot.Urgent, "a")
	if got := s.save(bot.Change{Doc: "a", Base: version, ID: "c2"}); got != version+1 {
		s.t.Errorf("the commit after a claim made version %d, want %d", got, version+1)
	}
}

func zeroWake(s *subject, h StoreHarness) {
	version := s.wake("a", s.now())
	s.wantClaim(bot.Urgent, "a")
	s.save(bot.Change{Doc: "a", Base: version, ID: "c2"})
	h.Advance(24 * time.Hour)
	s.wantNext(s.wantClaim(bot.Urgent), time.Time{})
}

func twoLanes(s *subject, h StoreHarness) {
	now := s.now()
	s.save(bot.Change{Doc: "a", ID: "c1", Wakes: bot.Wakes{Urgent: now, Bulk: now}})
	s.save(bot.Change{Doc: "b", ID: "c2", Wakes: bot.Wakes{Bulk: now.Add(time.Hour)}})
	s.wantClaim(bot.Urgent, "a")
	s.wantNext(s.wantClaim(bot.Bulk, "a"), now.Add(time.Minute))
	h.Advance(time.Hour)
	s.wantClaim(bot.Urgent, "a")
	s.wantClaim(bot.Bulk, "a", "b")
}

func claimNow(s *subject, h StoreHarness) {
	before := s.now()
	h.Advance(3 * time.Hour)
	passed := s.now().Sub(before)
	if passed < 3*time.Hour || passed > 3*time.Hour+time.Minute {
		s.t.Errorf("Now moved by %v while the clock moved by 3h", passed)
	}
}

func claimOverdue(s *subject) {
	s.wake("a", s.now().AddDate(-3, 0, 0))
	s.wantClaim(bot.Urgent, "a")
	s.wantClaim(bot.Urgent)
}

func movedWake(s *subject, h StoreHarness) {
	now := s.now()
	version := s.wake("a", now.Add(time.Minute))
	s.save(bot.Change{Doc: "a", Base: version, ID: "c2", Wakes: bot.Wakes{Urgent: now.Add(3 * time.Minute)}})
	h.Advance(2 * time.Minute)
	s.wantClaim(bot.Urgent)
	h.Advance(time.Minute)
	s.wantClaim(bot.Urgent, "a")
}
