package bot_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"unknot/bot"
	"unknot/scheduler"
)

// silence is sixty days of somebody who says nothing, on a random schedule in a
// random zone, with an outage somewhere in them.
type silence struct {
	*talk
	loc         *time.Location
	from, until time.Time // the outage
}

func newSilence(t *testing.T, seed uint64) *silence {
	random := rand.New(rand.NewPCG(seed, 5))
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	k := known(t).tiny()
	k.say("zone "+pick("Berlin", "New York", "Lord Howe", "Auckland", "Kolkata", "Honolulu"), "cancel")
	k.say("summary "+pick("on", "off"), "diary "+pick("on", "off"), "remind "+pick("anyway", "anyway off"), "cancel")
	k.say("schedule " + pick("daily 12:00 and 17:00", "weekdays 9:30", "mon wed fri 20:15", "daily 8:05", "30 10,16 * * 1-6", "daily 20:55", "sun 17:00"))
	if k.p.Plan.Schedule.IsZero() {
		t.Fatalf("seed %d: no schedule", seed)
	}
	loc, err := k.d.Zones.Load(k.p.Zone)
	if err != nil {
		t.Fatal(err)
	}
	k.now = k.now.Add(time.Duration(random.IntN(365*24)) * time.Hour)
	k.say("hello")
	for range random.IntN(3) { // sessions in this week, which reminders may stay silent for
		k.tiny()
		k.now = k.now.Add(time.Duration(random.IntN(20)) * time.Hour)
	}
	from := k.now.Add(time.Duration(random.IntN(30*24*60)) * time.Minute)
	return &silence{talk: k, loc: loc, from: from, until: from.Add(time.Duration(random.IntN(9*24*60)) * time.Minute)}
}

// next moves the clock to the next wake, which an outage may delay.
func (s *silence) next() (ok bool) {
	at := s.d.Wakes(s.p).Bulk
	if at.IsZero() {
		return false
	}
	if !at.Before(s.from) && at.Before(s.until) {
		at = s.until
	}
	s.now = later(at, s.now)
	return true
}

// TestSilentLives holds the manners of what nobody asked for against many lives:
// never more than eight in sixty days, two on a local day, one after an outage,
// and none in the quiet hours.
func TestSilentLives(t *testing.T) {
	for seed := range uint64(80) {
		s := newSilence(t, seed)
		end := s.now.AddDate(0, 0, 60)
		all, late, today := 0, 0, map[scheduler.Date]int{}
		for s.next() && s.now.Before(end) {
			s.wake()
			for _, e := range s.out {
				if bot.PromiseOf(e.Kind).Asked {
					continue
				}
				here := scheduler.OccurrenceAt(s.now, s.loc)
				all++
				today[here.Day]++
				if s.now.Equal(s.until) {
					late++
				}
				if scheduler.DefaultQuiet().Contains(here.Slot) {
					t.Fatalf("seed %d: a %s at %s", seed, e.Kind, here)
				}
				if today[here.Day] > 2 {
					t.Fatalf("seed %d: %d on %s", seed, today[here.Day], here.Day)
				}
			}
		}
		if all > 8 || late > 1 {
			t.Errorf("seed %d: %d in sixty days of silence, %d of them right after an outage", seed, all, late)
		}
		if all == 0 {
			t.Errorf("seed %d: nothing came", seed)
		}
	}
}
