package bot_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"unknot/bot"
	"unknot/scheduler"
)

// What was told of a day is still known when the digest has forgotten it.
func TestDaysAreKeptForGood(t *testing.T) {
	k := known(t)
	first := scheduler.DateOf(k.now, berlin(t))
	for day := range 90 {
		if k.say(fmt.Sprintf("log %d %s", day%4, []string{"yes", "no"}[day%2])); slices.Contains(k.keys(), "screen.new") {
			k.press("screen.no").say(fmt.Sprintf("log %d yes", day%4))
		}
		k.after(24 * time.Hour)
	}
	last := first.AddDays(89)
	if n := len(k.p.Days); n != 35 {
		t.Fatalf("the digest has %d days", n)
	}
	h := k.d.History(k.p, bot.RecordsOf(k.stored, first, last), first, last)
	if len(h.Days) != 90 {
		t.Fatalf("of 90 days that were told %d are known", len(h.Days))
	}
	for i, day := range h.Days {
		if day.Date != first.AddDays(i) || day.Headache != i%4+1 || day.Medicine == 0 {
			t.Errorf("day %d is %+v", i, day)
		}
	}
	f := bot.FiguresOf(h, k.d.Library, time.Tuesday)
	if f.Grades != [6]int{0, 23, 23, 22, 22, 0} || f.Medicine[0] != 0 || len(f.Weeks) != 13 {
		t.Errorf("grades %v, medicine %v, %d weeks", f.Grades, f.Medicine, len(f.Weeks))
	}
	if aching, known := f.Aching(); aching != 67 || known != 90 {
		t.Errorf("%d of %d days with a headache", aching, known)
	}
}

// A day is only recorded when it leaves the digest, and only when something was
// told of it.
func TestWhatIsKeptOfADay(t *testing.T) {
	k := known(t).say("log 2 yes").after(34 * 24 * time.Hour).say("log 1 no")
	if len(k.stored) > 0 {
		t.Fatalf("after 34 days there are %d records", len(k.stored))
	}
	k.after(24 * time.Hour).say("log 1 no")
	if len(k.stored) != 1 || k.stored[0].Position.Time().Format(time.DateOnly) != "2026-11-24" || k.stored[0].Position.Time().Hour() != 0 {
		t.Errorf("the records are %+v", k.stored)
	}
	k = known(t).tiny().after(50 * 24 * time.Hour).tiny()
	if n := len(k.stored); n != 2 {
		t.Errorf("two sessions of which nothing else was told left %d records", n)
	}
}

// No session takes the place of a day: those have whole days for positions.
func TestASessionAtMidnightOfTheWorld(t *testing.T) {
	k := known(t)
	k.now = time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	k.tiny()
	if at := k.stored[0].Position; at.Time() != k.now.Add(time.Millisecond) {
		t.Errorf("it is at %v", at.Time())
	}
}

// Whatever zone somebody lives in, the records read for a day hold its sessions,
// those that answered a reminder late included.
func TestTheRecordsReadForADay(t *testing.T) {
	for _, zone := range []string{"Kiritimati", "Honolulu", "Berlin", "Chatham"} {
		k := known(t).say("zone "+zone, "cancel", "schedule tue 18:00")
		loc, err := k.d.Zones.Load(k.p.Zone)
		if err != nil {
			t.Fatal(err)
		}
		next, _ := k.p.Plan.Schedule.Next(k.now, loc)
		k.now = next.In(loc).UTC()
		k.wake().after(24*time.Hour - 30*time.Minute).tap(bot.Tap{Do: bot.TapNudge, Nudge: next, Arg: "tiny"})
		k.say("2", "done", "done", "1", "2")
		h := k.d.History(k.p, bot.RecordsOf(k.stored, next.Day, next.Day), next.Day, next.Day)
		if len(h.Sessions) != 1 {
			t.Errorf("%s: %d sessions on %v, records %d", zone, len(h.Sessions), next.Day, len(k.stored))
		}
		if other := next.Day.AddDays(1); len(k.d.History(k.p, k.stored, other, other).Sessions) > 0 {
			t.Errorf("%s: it is counted on the next day as well", zone)
		}
	}
}

func TestHistoryOfWhatCannotBeRead(t *testing.T) {
	k := known(t)
	today := bot.DayOf(k.now)
	h := k.d.History(k.p, []bot.Record{{Data: []byte("{")}, {Data: []byte(`{"schema":99}`)}}, today, today)
	if h.Unread != 2 || len(h.Sessions)+len(h.Days) > 0 {
		t.Errorf("%+v", h)
	}
}

// The weeks of figures are cut at the first day of the week, and add up to the
// whole.
func TestFiguresAddUp(t *testing.T) {
	k := known(t)
	from := bot.DayOf(k.now)
	for range 12 {
		k.tiny().say("log 2").after(2 * 24 * time.Hour)
	}
	to := bot.DayOf(k.now)
	f := bot.FiguresOf(k.d.History(k.p, k.stored, from, to), k.d.Library, time.Monday)
	sessions, seconds, days, pairs := 0, 0, 0, 0
	for i, w := range f.Weeks {
		sessions, seconds, days, pairs = sessions+w.Sessions, seconds+w.Seconds, days+w.Days(), pairs+len(w.Pairs)
		if i > 0 && w.From.Weekday() != time.Monday {
			t.Errorf("week %d begins on %v", i, w.From.Weekday())
		}
	}
	if sessions != 12 || f.Sessions != 12 || seconds != f.Seconds || days != f.Days() || pairs != 12 {
		t.Errorf("%d sessions, %d s, %d days, %d pairs; in all %+v", sessions, seconds, days, pairs, f.Tally)
	}
	if before, after := f.Medians(); before != 2 || after != 1 {
		t.Errorf("medians %d and %d", before, after)
	}
	if len(f.Families) != 1 || f.Families[0].Sessions != 12 || len(f.Families[0].Pairs) != 12 {
		t.Errorf("families %+v", f.Families)
	}
}
