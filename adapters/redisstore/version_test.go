package redisstore_test

import (
	"testing"
	"time"

	"unknot/adapters/redisstore"
	"unknot/bot"
	"unknot/bot/bottest"
)

func TestFirstVersionIsTheClock(t *testing.T) {
	c := bottest.NewClock()
	s := fresh(t, c)
	for _, at := range []time.Time{c.Now(), time.UnixMicro(1), time.UnixMicro(0), time.UnixMicro(-5), time.UnixMicro(1<<53 - 1000)} {
		c.Advance(at.Sub(c.Now()))
		want := bot.Version(max(1, at.UnixMicro()))
		change := bot.Change{Doc: bot.DocID("born " + at.String()), ID: "c1"}
		for range 4 { // the same commit again is the same version
			if got := commit(t, s, change); got != want {
				t.Errorf("at %v a document begins with version %d, want %d", at, got, want)
			}
			c.Advance(time.Microsecond)
		}
		if got := commit(t, s, bot.Change{Doc: change.Doc, Base: want, ID: "c2"}); got != want+1 {
			t.Errorf("the commit on version %d made version %d", want, got)
		}
	}
}

func TestFirstVersionIsTheServersClock(t *testing.T) {
	s := fresh(t, nil)
	before := redisstore.Client(s).Time(t.Context()).Val()
	got := commit(t, s, bot.Change{Doc: "a", ID: "c1"})
	after := redisstore.Client(s).Time(t.Context()).Val()
	if got < bot.Version(before.UnixMicro()) || got > bot.Version(after.UnixMicro()) {
		t.Errorf("version %d, want one from %d to %d", got, before.UnixMicro(), after.UnixMicro())
	}
}

// TestEraseRemembersOneNumber proves that erasing leaves one number a bucket,
// however often and whatever is erased, and none for what was never there.
func TestEraseRemembersOneNumber(t *testing.T) {
	c := bottest.NewClock()
	o := options(freshDatabase(t), c)
	o.Buckets = 1
	s := openWith(t, o)
	erase := func(doc bot.DocID) {
		t.Helper()
		if err := s.Erase(t.Context(), doc); err != nil {
			t.Fatalf("Erase: %v", err)
		}
	}
	erase("nobody")
	if n := redisstore.Client(s).DBSize(t.Context()).Val(); n != 1 {
		t.Errorf("erasing nobody left %d keys, want the header alone", n)
	}
	late := commit(t, s, bot.Change{Doc: "late", ID: "c1"})
	c.Advance(-time.Hour)
	commit(t, s, bot.Change{Doc: "early", ID: "c1"})
	erase("late")
	erase("early") // an older version does not replace a newer one
	erase("late")
	if n := redisstore.Client(s).DBSize(t.Context()).Val(); n != 2 {
		t.Errorf("there are %d keys, want the header and the number", n)
	}
	if got := commit(t, s, bot.Change{Doc: "early", ID: "c1"}); got != late+1 {
		t.Errorf("what is created then has version %d, want %d", got, late+1)
	}
}
