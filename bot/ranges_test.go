package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"unknot/bot"
)

// told returns what the last event reads as, with what its attachments are made
// of.
func (k *talk) told() string {
	k.t.Helper()
	var parts []string
	for _, e := range k.out {
		from, to, _ := e.Reads()
		var records []bot.Record
		for _, r := range k.stored {
			if r.Position >= from && r.Position < to {
				records = append(records, r)
			}
		}
		m, err := k.d.Message(writer(k.t), k.p, e, records)
		if err != nil {
			k.t.Error(err)
		}
		parts = append(parts, m.Text.Plain())
	}
	return strings.Join(parts, "\n\n")
}

// months is somebody who did a routine every other day for eight weeks, and told
// of a headache every fourth.
func months(t testing.TB) *talk {
	t.Helper()
	k := known(t)
	for day := range 28 {
		if k.tiny(); day%2 == 0 {
			k.say("log 2 no")
		}
		k.after(2 * 24 * time.Hour)
	}
	return k
}

func TestAnyRangeIsTold(t *testing.T) {
	k := months(t) // 24 November to 18 January; it is 19 January
	for said, wants := range map[string][]string{
		"progress last 4 weeks":  {"28 December to 19 January: 11 sessions, 11 min.", "weeks: 4, then 0.", "middle of 11 sessions: 2 before, 1 after", "Headache on 5 of 5 days", "Not told: 18."},
		"progress december":      {"1 December to 31 December: 15 sessions, 15 min.", "Not told: 23."},
		"progress since 24 nov":  {"24 November to 19 January: 28 sessions, 28 min.", "Headache on 14 of 14 days"},
		"how was my last month?": {"1 December to 31 December: 15 sessions"},
		"progress since monday":  {"18 January to 19 January: 0 sessions, 0 min.", "So far: 0."},
		"progress march":         {"1 March to 31 March: 0 sessions, 0 min.", "So far: 0."},
	} {
		text := k.say(said).told()
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%q does not tell %q:\n%s", said, want, text)
			}
		}
	}
	for _, said := range []string{"bananas", "2030-01-01 2030-02-01", "2026-12-02 2026-12-01", "2020-01-01 2026-01-01", "2026-13-01 2026-14-01"} {
		k.say("progress " + said).wants("days.unclear")
		k.say("picture " + said).wants("days.unclear")
	}
	k.say("progress since 2020-01-01").wants("days.unclear")
}

// What the week says of itself is what a range of the same days says.
func TestTheWeekAndTheRangeAgree(t *testing.T) {
	k := months(t)
	week := k.say("progress last week").line("week.last")
	text := k.say("progress 2027-01-11 2027-01-17").told()
	if week.N != 4 || week.Minutes != 4 || !strings.HasPrefix(text, "11 January to 17 January: 4 sessions, 4 min.") {
		t.Errorf("the week has %d sessions and %d min, and the range says\n%s", week.N, week.Minutes, text)
	}
}

func TestWhatHelpsFromSixSessionsOn(t *testing.T) {
	k := known(t)
	if text := k.say("what helps me?").told(); !strings.Contains(text, "Not enough yet. I show a kind of exercise from 6 sessions on") {
		t.Errorf("with no session it says\n%s", text)
	}
	for n := range 7 {
		text := k.tiny().say("what helps me?").told()
		want := "neck control: not enough yet, "
		if n >= 5 {
			want = "neck control: 2 before, 1 after, in "
		}
		if !strings.Contains(text, want) || !strings.Contains(text, "by itself") {
			t.Errorf("with %d sessions it says\n%s", n+1, text)
		}
	}
	if text := k.after(85 * 24 * time.Hour).say("what helps me?").told(); !strings.Contains(text, "Not enough yet") {
		t.Errorf("after twelve weeks it says\n%s", text)
	}
}

// Whatever range is asked for, the message stays short.
func TestARangeIsShort(t *testing.T) {
	k := months(t)
	for _, said := range []string{"progress last year", "progress 52 weeks", "progress year", "what helps me"} {
		if text := k.say(said).told(); len([]rune(text)) > 600 {
			t.Errorf("%q is told in %d characters:\n%s", said, len([]rune(text)), text)
		}
	}
}

// While everything is held, or in an attack, a look back offers what matters then.
func TestWhatStandsBesideALookBack(t *testing.T) {
	for text, want := range map[string]string{"I have chest pain": "press.bymistake", "migraine": "press.rest"} {
		for _, said := range []string{"progress last 4 weeks", "what helps me"} {
			k := months(t).say(text, said)
			if !slices.ContainsFunc(k.out[0].Press, func(p bot.Press) bool { return p.Label.Say == want }) {
				t.Errorf("after %q, %q offers %+v", text, said, k.out[0].Press)
			}
		}
	}
}
