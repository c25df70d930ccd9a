package boltstore_test

import (
	"fmt"
	"testing"
	"time"

	"unknot/adapters/boltstore"
	"unknot/bot"
	"unknot/bot/bottest"
)

// commit saves a change that must succeed and returns the new version.
func commit(t testing.TB, s bot.Store, c bot.Change) bot.Version {
	t.Helper()
	done, err := s.Commit(t.Context(), []bot.Change{c})
	if err == nil {
		err = done[0].Err
	}
	if err != nil {
		t.Fatalf("commit of %q: %v", c.Doc, err)
	}
	return done[0].Version
}

func wantArchive(t *testing.T, s *boltstore.Store, doc bot.DocID, want string) {
	t.Helper()
	archived, err := s.Archive(t.Context(), doc)
	if err != nil {
		t.Fatalf("Archive: %v", err)
	}
	got := ""
	for _, a := range archived {
		got += fmt.Sprintf("%d:%s ", a.Position, a.Data)
	}
	if got != want {
		t.Errorf("the archive of %q is %q, want %q", doc, got, want)
	}
}

func TestArchiveKeepsReplacedRecords(t *testing.T) {
	c := bottest.NewClock()
	s := open(t, dataFile(t), c)
	one, two := []bot.Record{{Position: 1, Data: []byte("v1")}}, []bot.Record{{Position: 1, Data: []byte("v2")}}
	version := commit(t, s, bot.Change{Doc: "a", ID: "c1", Records: one})
	wantArchive(t, s, "a", "")
	version = commit(t, s, bot.Change{Doc: "a", Base: version, ID: "c2", Records: two})
	commit(t, s, bot.Change{Doc: "a", Base: version, ID: "c3", Removed: []bot.Position{1}})
	version = commit(t, s, bot.Change{Doc: "a:b", ID: "c4", Records: one})
	commit(t, s, bot.Change{Doc: "a:b", Base: version, ID: "c5", Removed: []bot.Position{1}})
	wantArchive(t, s, "a", "1:v1 1:v2 ")

	archived, err := s.Archive(t.Context(), "a")
	if err != nil || !archived[0].At.Equal(c.Now()) {
		t.Errorf("archived at %v, want %v", archived[0].At, c.Now())
	}
	if err := s.Erase(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	wantArchive(t, s, "a", "")
	wantArchive(t, s, "a:b", "1:v1 ")
}

func TestArchiveIsPrunedAfter14Days(t *testing.T) {
	c := bottest.NewClock()
	s := open(t, dataFile(t), c)
	var removed []bot.Position
	var records []bot.Record
	for i := range bot.Position(40) {
		records = append(records, bot.Record{Position: i})
		removed = append(removed, i)
	}
	version := commit(t, s, bot.Change{Doc: "a", ID: "c1", Records: records})
	commit(t, s, bot.Change{Doc: "a", Base: version, ID: "c2", Removed: removed})
	for _, step := range []struct {
		wait time.Duration
		want int
	}{
		{14*24*time.Hour - time.Second, 40}, // not a second too early
		{time.Second, 24},                   // and then a few with every commit
		{0, 8},
		{0, 0},
		{0, 0},
	} {
		c.Advance(step.wait)
		if err := s.Erase(t.Context(), "nobody"); err != nil {
			t.Fatal(err)
		}
		archived, err := s.Archive(t.Context(), "a")
		if err != nil || len(archived) != step.want {
			t.Errorf("%d are kept, %v, want %d", len(archived), err, step.want)
		}
	}
}
