package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"unknot/bot"
	"unknot/scheduler"
)

// The page about time shows a calendar and a dry run: what the code says, and
// not what somebody once believed.
func TestTimePage(t *testing.T) {
	page, err := os.ReadFile("../../docs/time.md")
	if err != nil {
		t.Fatal(err)
	}
	for what, want := range map[string]string{"calendar": calendar(t), "dry run": dryRun(t)} {
		if block := "```\n" + want + "```\n"; !strings.Contains(string(page), block) {
			t.Errorf("docs/time.md has another %s than this:\n%s", what, block)
		}
	}
}

// calendar lists what comes on the days around clock changes.
func calendar(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	for _, week := range []struct{ zone, said, from string }{
		{"Europe/Berlin", "02:30", "2026-03-28"},
		{"Europe/Berlin", "09:30", "2026-03-28"},
		{"Europe/Berlin", "02:30", "2026-10-24"},
		{"Europe/Berlin", "09:30", "2026-10-24"},
		{"America/New_York", "02:15", "2026-03-07"},
		{"America/New_York", "01:15", "2026-10-31"},
		{"Australia/Lord_Howe", "02:10", "2026-10-03"},
		{"Australia/Lord_Howe", "01:45", "2026-04-04"},
		{"Australia/Lord_Howe", "08:00", "2026-10-03"},
		{"Pacific/Apia", "09:30", "2011-12-29"},
	} {
		days(t, &b, week.zone, week.said, week.from)
	}
	return b.String()
}

// days lists three occurrences of a schedule.
func days(t *testing.T, b *strings.Builder, zone, said, from string) {
	t.Helper()
	loc, err := new(scheduler.Zones).Load(zone)
	if err != nil {
		t.Fatal(err)
	}
	s, err := scheduler.Parse("daily " + said)
	if err != nil {
		t.Fatal(err)
	}
	start, err := time.ParseInLocation(time.DateOnly, from, loc)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(b, "%s, every day at %s\n", zone, said)
	o, ok := s.Next(start, loc)
	for range 3 {
		if !ok {
			t.Fatalf("%s ends", said)
		}
		at := o.In(loc)
		line := fmt.Sprintf("  for %s   %s   %s UTC   %s", o.Day, at.Format("Mon 15:04 -07:00"), at.UTC().Format("Mon 15:04"), oddity(o, loc))
		fmt.Fprintln(b, strings.TrimRight(line, " "))
		o, ok = s.After(o)
	}
}

// oddity says what is odd about an occurrence.
func oddity(o scheduler.Occurrence, loc *time.Location) string {
	at := o.In(loc)
	switch seen := scheduler.OccurrenceAt(at, loc); {
	case seen.Day != o.Day:
		return "this day does not exist: the first minute after it"
	case seen.Slot != o.Slot:
		return "this time does not exist: the first minute after it"
	}
	for _, later := range []time.Duration{30 * time.Minute, time.Hour} {
		if scheduler.OccurrenceAt(at.Add(later), loc) == o {
			return "this time comes twice: the first of them"
		}
	}
	return ""
}

// dryRun is what `unknot plan` prints of somebody new in Berlin, under both
// assumptions, over the end of summer time.
func dryRun(t *testing.T) string {
	t.Helper()
	start := time.Date(2026, 10, 19, 8, 0, 0, 0, time.UTC)
	c := newCoreStage(t, story{start: start, zone: "Europe/Berlin"})
	c.open()
	for _, line := range []string{"I am 18 or over, and I agree", "None of these", "None of these", "None of these", "None of these", "Not now",
		"zone Berlin", "schedule weekdays 9:30 and sun 17:00", "summary on"} {
		c.say(line)
	}
	data, err := json.Marshal(c.person)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, assume := range []bot.Assumption{bot.AssumeSilent, bot.AssumeDoes} {
		plan := planner{Decider: c.decider, out: &b, now: start, assume: assume}
		if err := plan.tell("person 1", data); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}
