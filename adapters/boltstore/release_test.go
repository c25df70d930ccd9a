package boltstore_test

import (
	"fmt"
	"testing"
	"time"

	"unknot/adapters/boltstore"
	"unknot/bot"
	"unknot/bot/bottest"
)

// claims takes what is due in both lanes.
func claims(t *testing.T, s *boltstore.Store, n int) (docs []bot.DocID) {
	t.Helper()
	for _, lane := range []bot.Lane{bot.Urgent, bot.Bulk} {
		claimed, err := s.Claim(t.Context(), lane, n, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		for _, stored := range claimed.Due {
			docs = append(docs, stored.Doc)
		}
	}
	return docs
}

// What a process that died had claimed, or was sending, is due when the next
// one takes the file over. What comes later is left as it was.
func TestRelease(t *testing.T) {
	c := bottest.NewClock()
	path := dataFile(t)
	s := open(t, path, c)
	for _, change := range []bot.Change{
		{Doc: "claimed", ID: "1", Wakes: bot.Wakes{Urgent: c.Now(), Bulk: c.Now()}},
		{Doc: "sent", ID: "2", Wakes: bot.Wakes{Urgent: c.Now().Add(time.Minute)}},
		{Doc: "due", ID: "3", Wakes: bot.Wakes{Bulk: c.Now().Add(-time.Hour)}},
		{Doc: "later", ID: "4", Wakes: bot.Wakes{Urgent: c.Now().Add(time.Minute + time.Second), Bulk: c.Now().Add(time.Hour)}},
	} {
		commit(t, s, change)
	}
	if got := claims(t, s, 10); fmt.Sprint(got) != "[claimed due claimed]" {
		t.Fatalf("claimed %v", got)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, path, c)
	if got := claims(t, s, 10); got != nil {
		t.Errorf("due without a release: %v", got)
	}
	for range 2 { // once more changes nothing
		if err := s.Release(t.Context(), time.Minute); err != nil {
			t.Fatal(err)
		}
	}
	if got := claims(t, s, 10); fmt.Sprint(got) != "[claimed sent claimed due]" {
		t.Errorf("released %v", got)
	}
	stored, err := s.Load(t.Context(), "later")
	if err != nil || !stored.Wakes.Urgent.Equal(c.Now().Add(time.Minute+time.Second)) || !stored.Wakes.Bulk.Equal(c.Now().Add(time.Hour)) {
		t.Errorf("what comes later is %+v, %v", stored.Wakes, err)
	}
}

func TestReleaseOfMany(t *testing.T) {
	const people = 3000
	c := bottest.NewClock()
	s := open(t, dataFile(t), c)
	changes := make([]bot.Change, 0, people)
	for i := range people {
		changes = append(changes, bot.Change{Doc: bot.DocID(fmt.Sprint(i)), ID: "1", Wakes: bot.Wakes{Bulk: c.Now().Add(time.Duration(i) * time.Millisecond)}})
	}
	if _, err := s.Commit(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	if err := s.Release(t.Context(), time.Minute); err != nil {
		t.Fatal(err)
	}
	if got := claims(t, s, people+1); len(got) != people {
		t.Errorf("%d of %d are due", len(got), people)
	}
}
