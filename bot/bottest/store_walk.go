package bottest

import (
	"errors"
	"fmt"
	"testing"

	"unknot/bot"
)

// walked is enough documents to need more than one page of any store.
const walked = 300

func testWalk(t *testing.T, h StoreHarness) {
	each(t, h, map[string]func(*subject){
		"sees every document once": walkAll,
		"stops on an error":        walkStops,
		"visit may write":          walkWrites,
		"an empty store":           walkEmpty,
	})
}

func (s *subject) fill(n int) {
	s.t.Helper()
	changes := make([]bot.Change, n)
	for i := range changes {
		doc := bot.DocID(fmt.Sprint("doc", i))
		changes[i] = bot.Change{Doc: doc, ID: "c1", Data: []byte(doc)}
	}
	for _, done := range s.commitAll(changes...) {
		if done.Err != nil {
			s.t.Fatalf("commit: %v", done.Err)
		}
	}
}

func walkAll(s *subject) {
	s.fill(walked)
	for _, doc := range apartIDs() {
		s.save(bot.Change{Doc: doc, ID: "c1", Data: []byte(doc)})
	}
	version := s.load("doc0").Version
	seen := map[bot.DocID]int{}
	err := s.Walk(s.ctx, func(stored bot.Stored) error {
		seen[stored.Doc]++
		if string(stored.Data) != string(stored.Doc) || stored.Version < 1 || stored.Doc == "doc0" && stored.Version != version {
			s.t.Errorf("visited %q with %q, version %d", stored.Doc, stored.Data, stored.Version)
		}
		return nil
	})
	if err != nil {
		s.t.Fatalf("Walk: %v", err)
	}
	for doc, times := range seen {
		if times != 1 {
			s.t.Errorf("%q was visited %d times", doc, times)
		}
	}
	if want := walked + len(apartIDs()); len(seen) != want {
		s.t.Errorf("visited %d documents, want %d", len(seen), want)
	}
}

func walkStops(s *subject) {
	s.fill(10)
	stop := errors.New("enough")
	visits := 0
	err := s.Walk(s.ctx, func(bot.Stored) error {
		if visits++; visits == 3 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || visits != 3 {
		s.t.Errorf("Walk returned %v after %d visits, want the error of the third", err, visits)
	}
}

func walkWrites(s *subject) {
	s.fill(walked)
	version := s.load("doc0").Version
	err := s.Walk(s.ctx, func(stored bot.Stored) error {
		s.save(bot.Change{Doc: stored.Doc, Base: stored.Version, ID: "c2", Data: make([]byte, 2000)})
		return nil
	})
	if err != nil {
		s.t.Fatalf("Walk: %v", err)
	}
	if got := s.load("doc0").Version; got != version+1 {
		s.t.Errorf("a document saved during a walk has version %d, want %d", got, version+1)
	}
}

func walkEmpty(s *subject) {
	err := s.Walk(s.ctx, func(bot.Stored) error { return errors.New("there is nothing to visit") })
	if err != nil {
		s.t.Errorf("Walk: %v", err)
	}
}
