package redisstore_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"unknot/adapters/redisstore"
	"unknot/bot"
	"unknot/bot/bottest"
)

// fill creates documents that are due at moments of the urgent lane.
func fill(t testing.TB, s bot.Store, due []time.Time) {
	t.Helper()
	changes := make([]bot.Change, len(due))
	for i, at := range due {
		changes[i] = bot.Change{Doc: bot.DocID(fmt.Sprint("doc", i)), ID: "c1", Wakes: bot.Wakes{Urgent: at}}
	}
	done, err := s.Commit(t.Context(), changes)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range done {
		if d.Err != nil {
			t.Fatal(d.Err)
		}
	}
}

// TestClaimTakesAll spreads documents over many buckets and moments and takes
// them in small claims: each once, and earliest first to within a second or a
// sixteenth of how late they are.
func TestClaimTakesAll(t *testing.T) {
	for name, spread := range map[string]time.Duration{
		"a crowd": time.Millisecond, "minutes": 3 * time.Minute, "hours": 5 * time.Hour,
	} {
		t.Run(name, func(t *testing.T) {
			c := bottest.NewClock()
			s := fresh(t, c)
			due := make([]time.Time, 500)
			for i := range due {
				due[i] = c.Now().Add(-time.Millisecond - rand.N(spread)) // wakes are rounded up
			}
			fill(t, s, due)
			taken := map[bot.DocID]bool{}
			var latest time.Time
			for len(taken) < len(due) {
				claimed, err := s.Claim(t.Context(), bot.Urgent, 16, time.Hour)
				if err != nil || len(claimed.Due) == 0 || len(claimed.Due) > 16 {
					t.Fatalf("claimed %d, %v, after %d of %d", len(claimed.Due), err, len(taken), len(due))
				}
				for _, stored := range claimed.Due {
					var i int
					if _, err := fmt.Sscanf(string(stored.Doc), "doc%d", &i); err != nil || taken[stored.Doc] {
						t.Fatalf("%q was claimed twice, or never stored: %v", stored.Doc, err)
					}
					taken[stored.Doc] = true
					near := max(time.Second, c.Now().Sub(due[i])/16) + 2*time.Millisecond
					if gap := latest.Sub(due[i]); gap > near {
						t.Errorf("%q came after one that was due %v later", stored.Doc, gap)
					}
					if due[i].After(latest) {
						latest = due[i]
					}
				}
			}
		})
	}
}

// TestClaimSeesOthers proves that a wake committed by another process is seen
// at once by a claim that has nothing else to do.
func TestClaimSeesOthers(t *testing.T) {
	url := freshDatabase(t)
	mine, yours := open(t, url, nil), open(t, url, nil)
	for i := range 20 {
		doc := bot.DocID(fmt.Sprint(i))
		commit(t, yours, bot.Change{Doc: doc, ID: "c1", Wakes: bot.Wakes{Bulk: time.Now().Add(-time.Second)}})
		claimed, err := mine.Claim(t.Context(), bot.Bulk, 16, time.Hour)
		if err != nil || len(claimed.Due) != 1 || claimed.Due[0].Doc != doc {
			t.Fatalf("claimed %v, %v, want %q", claimed.Due, err, doc)
		}
	}
}

// TestClaimWithShortLease proves that one claim takes no document twice.
func TestClaimWithShortLease(t *testing.T) {
	s := fresh(t, nil)
	past := time.Now().Add(-time.Hour)
	fill(t, s, []time.Time{past, past, past})
	for range 50 {
		claimed, err := s.Claim(t.Context(), bot.Urgent, 16, 0)
		if err != nil || len(claimed.Due) > 3 {
			t.Fatalf("claimed %d, %v, want at most 3", len(claimed.Due), err)
		}
	}
}

// TestClaimDropsOrphans removes a document behind the store's back.
func TestClaimDropsOrphans(t *testing.T) {
	s := fresh(t, nil)
	fill(t, s, []time.Time{time.Now().Add(-time.Hour), time.Now().Add(-time.Minute)})
	if err := redisstore.Client(s).Del(t.Context(), redisstore.Key(s, "doc0", "d:")).Err(); err != nil {
		t.Fatal(err)
	}
	claimed, err := s.Claim(t.Context(), bot.Urgent, 16, time.Hour)
	if err != nil || len(claimed.Due) != 1 || claimed.Due[0].Doc != "doc1" {
		t.Errorf("claimed %v, %v, want doc1 alone", claimed.Due, err)
	}
	if claimed.Next.Before(claimed.Now) {
		t.Errorf("the wake of nobody is still there: next is %v", claimed.Next)
	}
}

// TestServerClock proves that no clock of this machine takes part: the moment
// a claim speaks of is the server's.
func TestServerClock(t *testing.T) {
	s := fresh(t, nil)
	before := redisstore.Client(s).Time(t.Context()).Val()
	claimed, err := s.Claim(t.Context(), bot.Urgent, 1, time.Minute)
	after := redisstore.Client(s).Time(t.Context()).Val()
	if err != nil || claimed.Now.Before(before) || claimed.Now.After(after) {
		t.Errorf("now is %v, %v, want a moment from %v to %v", claimed.Now, err, before, after)
	}
}
