package bot_test

import (
	"fmt"
	"testing"
	"time"

	"unknot/bot"
)

// spread is somebody of a document who sets a schedule where reminders are spread.
func spread(t *testing.T, doc, schedule string) *talk {
	t.Helper()
	k := versed(t).after(24 * time.Hour)
	k.d.Spread = 3 * time.Minute
	return k.happens(bot.Event{Kind: bot.EventText, Doc: bot.DocID(doc), Text: "schedule " + schedule})
}

func TestRemindersAreSpread(t *testing.T) {
	seen := map[int]bool{}
	k := spread(t, "somebody", "18:00")
	for n := range 400 {
		k.happens(bot.Event{Kind: bot.EventText, Doc: bot.DocID(fmt.Sprint("doc ", n)), Text: "schedule 18:00"})
		seconds := k.p.Plan.Jitter
		if seconds < 0 || seconds > 180 {
			t.Fatalf("%d seconds", seconds)
		}
		seen[seconds] = true
	}
	if len(seen) < 100 {
		t.Errorf("400 people share %d moments", len(seen))
	}
	a, b := spread(t, "doc 1", "18:00"), spread(t, "doc 1", "18:00")
	if a.p.Plan.Jitter != b.p.Plan.Jitter {
		t.Error("the same person and schedule come to two numbers")
	}
	if seconds := versed(t).say("schedule 18:00").p.Plan.Jitter; seconds != 0 {
		t.Errorf("nothing is spread, and it is %d seconds", seconds)
	}
}

// The reminder moves, and nothing else: not what is shown, not what it is
// called, and not by a wake that comes to nothing.
func TestASpreadReminder(t *testing.T) {
	k := spread(t, "doc 1", "18:00")
	k.p.Plan.Jitter = 100
	k.wakesIn(never, 9*time.Hour+100*time.Second)
	if k.at("18:00").wake(); len(k.out) > 0 {
		t.Fatalf("before its time: %v", k.keys())
	}
	k.wakesIn(never, 100*time.Second).after(100 * time.Second).wake().wants("nudge.text")
	if open := k.p.Plan.Open.String(); open != k.p.Plan.Past.String() || open[len(open)-5:] != "18:00" {
		t.Errorf("it is called %s", open)
	}
	k.wakesIn(never, 24*time.Hour).say("schedule")
	for _, o := range k.line("schedule.now").Times {
		if o.Slot != 18*60 {
			t.Errorf("it shows %v", o)
		}
	}
}

// At the end of the day and before the quiet hours it comes exactly.
func TestSpreadStaysInItsHours(t *testing.T) {
	for schedule, c := range map[string]struct {
		night bool
		want  time.Duration
	}{
		"20:56": {false, 11*time.Hour + 59*time.Minute},
		"20:57": {false, 11*time.Hour + 57*time.Minute},
		"20:59": {false, 11*time.Hour + 59*time.Minute},
		"22:00": {true, 13*time.Hour + 3*time.Minute},
		"23:58": {true, 14*time.Hour + 58*time.Minute},
	} {
		k := spread(t, "doc 1", schedule)
		if c.night {
			k.press("press.night")
		}
		k.p.Plan.Jitter = 180
		k.wakesIn(never, c.want)
	}
}
