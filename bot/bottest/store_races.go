package bottest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"unknot/bot"
)

// racers is how many goroutines want the same thing at once.
const racers = 50

func testRaces(t *testing.T, h StoreHarness) {
	each(t, h, map[string]func(*subject){
		"one wins a claim":            raceClaim,
		"one wins a version":          raceCommit,
		"one wins a role":             raceLease,
		"one wins a code":             raceName,
		"others' writes are not lost": raceApart,
		"claims share without loss":   raceShare,
	})
}

// race runs the same attempt in many goroutines at once and counts how many
// of them won.
func (s *subject) race(attempt func(i int) (won bool, err error)) int {
	s.t.Helper()
	var (
		won   atomic.Int64
		ready sync.WaitGroup
		done  sync.WaitGroup
	)
	ready.Add(racers)
	for i := range racers {
		done.Go(func() {
			ready.Done()
			ready.Wait()
			ok, err := attempt(i)
			if err != nil {
				s.t.Errorf("racer %d: %v", i, err)
			}
			if ok {
				won.Add(1)
			}
		})
	}
	done.Wait()
	return int(won.Load())
}

func (s *subject) wantOneWinner(attempt func(i int) (won bool, err error)) {
	s.t.Helper()
	if won := s.race(attempt); won != 1 {
		s.t.Errorf("%d of %d won, want 1", won, racers)
	}
}

func raceClaim(s *subject) {
	s.wake("a", s.now())
	s.wantOneWinner(func(int) (bool, error) {
		claimed, err := s.Claim(s.ctx, bot.Urgent, 10, time.Hour)
		return len(claimed.Due) == 1, err
	})
}

func raceCommit(s *subject) {
	version := s.save(bot.Change{Doc: "a", ID: "c1"})
	s.wantOneWinner(func(i int) (bool, error) {
		done, err := s.Commit(s.ctx, []bot.Change{{Doc: "a", Base: version, ID: bot.CommitID(fmt.Sprint("racer", i))}})
		if err != nil {
			return false, err
		}
		if err := done[0].Err; err != nil && !errors.Is(err, bot.ErrConflict) {
			return false, err
		}
		return done[0].Err == nil, nil
	})
	if got := s.load("a").Version; got != version+1 {
		s.t.Errorf("the race ended in version %d, want %d", got, version+1)
	}
}

func raceLease(s *subject) {
	s.wantOneWinner(func(i int) (bool, error) {
		return s.Lease(s.ctx, "poller", fmt.Sprint("holder", i), time.Hour)
	})
}

func raceName(s *subject) {
	s.wantOneWinner(func(i int) (bool, error) {
		err := s.Name(s.ctx, "code", bot.DocID(fmt.Sprint("doc", i)), time.Hour)
		if errors.Is(err, bot.ErrConflict) {
			return false, nil
		}
		return err == nil, err
	})
}

func raceApart(s *subject) {
	won := s.race(func(i int) (bool, error) {
		doc := bot.DocID(fmt.Sprint("doc", i))
		done, err := s.Commit(s.ctx, []bot.Change{{Doc: doc, ID: "c1", Data: []byte(doc)}})
		return err == nil && done[0].Err == nil, err
	})
	if won != racers {
		s.t.Errorf("%d of %d documents were saved", won, racers)
	}
	for i := range racers {
		doc := bot.DocID(fmt.Sprint("doc", i))
		if got := s.load(doc); string(got.Data) != string(doc) {
			s.t.Errorf("document %q holds %q", doc, got.Data)
		}
	}
}

func raceShare(s *subject) {
	now := s.now()
	for i := range racers {
		s.wake(bot.DocID(fmt.Sprint("doc", i)), now)
	}
	var taken sync.Map
	s.race(func(int) (bool, error) {
		claimed, err := s.Claim(s.ctx, bot.Urgent, 3, time.Hour)
		for _, stored := range claimed.Due {
			if _, twice := taken.LoadOrStore(stored.Doc, true); twice {
				return false, fmt.Errorf("%q was claimed twice", stored.Doc)
			}
		}
		return true, err
	})
	for i := range racers {
		if _, ok := taken.Load(bot.DocID(fmt.Sprint("doc", i))); !ok {
			s.t.Errorf("document %d was claimed by nobody", i)
		}
	}
}
