package boltstore_test

import (
	"testing"
	"time"

	"unknot/bot"
	"unknot/bot/bottest"
)

// bear creates a document, commits n more times, erases it, and returns its
// first and last version.
func bear(t *testing.T, s bot.Store, doc bot.DocID, n int) (first, last bot.Version) {
	t.Helper()
	first = commit(t, s, bot.Change{Doc: doc, ID: "born"})
	last = first
	for i := range n {
		last = commit(t, s, bot.Change{Doc: doc, Base: last, ID: bot.CommitID(rune('a' + i))})
	}
	if err := s.Erase(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
	return first, last
}

func TestFirstVersionIsTheClock(t *testing.T) {
	c := bottest.NewClock()
	first, last := bear(t, open(t, dataFile(t), c), "a", 3)
	if want := bot.Version(c.Now().UnixMicro()); first != want || last != want+3 {
		t.Errorf("versions from %d to %d, want from %d to %d", first, last, want, want+3)
	}
}

// TestVersionsSurviveTheClock turns the clock back by a year between lives,
// and opens the file again.
func TestVersionsSurviveTheClock(t *testing.T) {
	c, path := bottest.NewClock(), dataFile(t)
	s := open(t, path, c)
	_, last := bear(t, s, "a", 5)
	c.Advance(-365 * 24 * time.Hour)
	first, last2 := bear(t, s, "a", 5)
	if first <= last {
		t.Errorf("with the clock turned back a document begins with version %d, but %d was given before", first, last)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if first, _ = bear(t, open(t, path, c), "a", 0); first <= last2 {
		t.Errorf("after a restart with the clock turned back: version %d, but %d was given before", first, last2)
	}
}

// TestVersionsWithAbsurdClocks covers machines without a battery, and typing
// errors of whoever set the clock.
func TestVersionsWithAbsurdClocks(t *testing.T) {
	for _, year := range []int{1, 1900, 1970, 2112, 2300, 9999} {
		c := bottest.NewClockAt(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC))
		s := open(t, dataFile(t), c)
		var before bot.Version
		for range 3 {
			first, last := bear(t, s, "a", 2)
			if first <= before || last >= 1<<53-1 {
				t.Errorf("in the year %d versions go from %d to %d after %d", year, first, last, before)
			}
			before = last
		}
	}
}

// TestEraseKeepsTheMark proves that the mark only ever rises, and
// that an old document of a small version does not lower it.
func TestEraseKeepsTheMark(t *testing.T) {
	c := bottest.NewClock()
	s := open(t, dataFile(t), c)
	commit(t, s, bot.Change{Doc: "old", ID: "c1"})
	c.Advance(time.Hour)
	_, last := bear(t, s, "new", 2)
	for _, doc := range []bot.DocID{"old", "nobody"} {
		if err := s.Erase(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
	}
	c.Advance(-2 * time.Hour)
	if first, _ := bear(t, s, "new", 0); first <= last {
		t.Errorf("the document begins again with version %d, but %d was given before", first, last)
	}
}
