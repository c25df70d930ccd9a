package redisstore_test

import (
	"fmt"
	"testing"
	"time"

	"unknot/adapters/redisstore"
	"unknot/bot"
	"unknot/bot/bottest"
)

func wantArchive(t *testing.T, s *redisstore.Store, doc bot.DocID, want string) {
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
	s := fresh(t, c)
	one, two := []bot.Record{{Position: 1, Data: []byte("v1")}}, []bot.Record{{Position: 1, Data: []byte("v2:\x00")}}
	version := commit(t, s, bot.Change{Doc: "a", ID: "c1", Records: one})
	wantArchive(t, s, "a", "")
	version = commit(t, s, bot.Change{Doc: "a", Base: version, ID: "c2", Records: two})
	commit(t, s, bot.Change{Doc: "a", Base: version, ID: "c3", Removed: []bot.Position{1}})
	version = commit(t, s, bot.Change{Doc: "a:b", ID: "c4", Records: one})
	commit(t, s, bot.Change{Doc: "a:b", Base: version, ID: "c5", Removed: []bot.Position{1}})
	wantArchive(t, s, "a", "1:v1 1:v2:\x00 ")

	archived, err := s.Archive(t.Context(), "a")
	if err != nil || !archived[0].At.Equal(c.Now().Truncate(time.Microsecond)) {
		t.Errorf("archived at %v, want %v", archived[0].At, c.Now())
	}
	if err := s.Erase(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	wantArchive(t, s, "a", "")
	wantArchive(t, s, "a:b", "1:v1 ")
}

// TestArchiveWithinOneChange replaces a record twice and removes it in one
// commit: nothing of it may be lost.
func TestArchiveWithinOneChange(t *testing.T) {
	s := fresh(t, nil)
	at := func(data string) bot.Record { return bot.Record{Position: -7, Data: []byte(data)} }
	commit(t, s, bot.Change{Doc: "a", ID: "c1", Records: []bot.Record{at("same"), at("same")}, Removed: []bot.Position{-7}})
	wantArchive(t, s, "a", "-7:same -7:same ")
	records, err := s.Records(t.Context(), "a", -10, 10)
	if err != nil || len(records) != 0 {
		t.Errorf("records are %v, %v, want none", records, err)
	}
}

func TestArchiveIsKeptFor14Days(t *testing.T) {
	c := bottest.NewClock()
	s := fresh(t, c)
	one := []bot.Record{{Position: 1, Data: []byte("v1")}}
	version := commit(t, s, bot.Change{Doc: "a", ID: "c1", Records: one})
	version = commit(t, s, bot.Change{Doc: "a", Base: version, ID: "c2", Records: []bot.Record{{Position: 1, Data: []byte("v2")}}})
	archive := redisstore.Key(s, "a", "a:")
	client := redisstore.Client(s)
	if ttl := client.PTTL(t.Context(), archive).Val(); ttl <= 14*24*time.Hour-time.Minute || ttl > 14*24*time.Hour {
		t.Errorf("the archive vanishes after %v, want 14 days", ttl)
	}
	c.Advance(14*24*time.Hour - time.Second) // not a second too early
	wantArchive(t, s, "a", "1:v1 ")
	c.Advance(time.Second)
	wantArchive(t, s, "a", "")
	if n := client.ZCard(t.Context(), archive).Val(); n != 1 {
		t.Errorf("%d are still stored, want 1", n)
	}
	commit(t, s, bot.Change{Doc: "a", Base: version, ID: "c3", Records: []bot.Record{{Position: 1, Data: []byte("v3")}}})
	wantArchive(t, s, "a", "1:v2 ")
	if n := client.ZCard(t.Context(), archive).Val(); n != 1 {
		t.Errorf("after the next change %d are stored, want 1", n)
	}
}
