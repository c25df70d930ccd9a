package bottest

import (
	"errors"
	"testing"
	"time"

	"unknot/bot"
)

func testCodes(t *testing.T, h StoreHarness) {
	each(t, h, map[string]func(*subject){
		"name and resolve": nameAndResolve,
		"expiry":           func(s *subject) { codeExpiry(s, h) },
		"conflict":         func(s *subject) { codeConflict(s, h) },
		"named again":      func(s *subject) { codeAgain(s, h) },
	})
}

func (s *subject) name(code string, doc bot.DocID, d time.Duration) {
	s.t.Helper()
	if err := s.Name(s.ctx, code, doc, d); err != nil {
		s.t.Fatalf("Name(%q, %q): %v", code, doc, err)
	}
}

// wantResolve checks what a code stands for; the empty ID means nothing.
func (s *subject) wantResolve(code string, want bot.DocID) {
	s.t.Helper()
	got, err := s.Resolve(s.ctx, code)
	if want == "" {
		if !errors.Is(err, bot.ErrNotFound) {
			s.t.Errorf("Resolve(%q) = %q, %v, want ErrNotFound", code, got, err)
		}
		return
	}
	if err != nil || got != want {
		s.t.Errorf("Resolve(%q) = %q, %v, want %q", code, got, err, want)
	}
}

func nameAndResolve(s *subject) {
	s.wantResolve("code", "")
	s.name("code", "a\x00:b", time.Minute)
	s.name("code:2", "c", time.Minute)
	s.wantResolve("code", "a\x00:b")
	s.wantResolve("code:2", "c")
	s.wantResolve("cod", "")
}

func codeExpiry(s *subject, h StoreHarness) {
	s.name("code", "a", time.Minute)
	s.name("long", "a", time.Hour)
	h.Advance(58 * time.Second)
	s.wantResolve("code", "a")
	h.Advance(2 * time.Second)
	s.wantResolve("code", "")
	s.wantResolve("long", "a")
	s.name("code", "b", time.Minute)
	s.wantResolve("code", "b")
}

func codeConflict(s *subject, h StoreHarness) {
	s.name("code", "a", time.Minute)
	if err := s.Name(s.ctx, "code", "b", time.Hour); !errors.Is(err, bot.ErrConflict) {
		s.t.Errorf("Name of a code in use: %v, want ErrConflict", err)
	}
	s.wantResolve("code", "a")
	h.Advance(2 * time.Minute)
	s.wantResolve("code", "")
}

func codeAgain(s *subject, h StoreHarness) {
	s.name("code", "a", time.Minute)
	h.Advance(30 * time.Second)
	s.name("code", "a", time.Minute)
	h.Advance(45 * time.Second)
	s.save(bot.Change{Doc: "other", ID: "c1"}) // a write may clear away what is over
	s.wantResolve("code", "a")
}
