package backup_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unknot/bot"
	"unknot/bot/backup"
	"unknot/routines"
	"unknot/routines/library"
	"unknot/scheduler"
)

func decider(t testing.TB) bot.Decider {
	t.Helper()
	lib, err := routines.Load(library.FS())
	if err != nil {
		t.Fatal(err)
	}
	return bot.Decider{Library: lib, Zones: &scheduler.Zones{}, Reader: bot.NewReader()}
}

// life is somebody's conversation with the bot.
type life struct {
	t   *rapid.T
	d   bot.Decider
	p   bot.Person
	now time.Time
	n   int
}

func (l *life) event(e bot.Event) {
	l.n++
	e.ID, e.Doc, e.Platform, e.Chat = bot.EventID(fmt.Sprint(l.n)), "here:me", "here", "me"
	l.p = l.d.Decide(l.p, e, l.now).Person
	if rapid.Bool().Draw(l.t, "delivered") {
		for _, effect := range slices.Clone(l.p.Outbox) {
			l.p = l.d.Decide(l.p, bot.Event{Kind: bot.EventDelivered, Effect: effect.ID, Ref: "ref"}, l.now).Person
		}
	}
}

// live agrees to be remembered and does things of all kinds for some days.
func live(t *rapid.T, d bot.Decider) *life {
	l := &life{t: t, d: d, now: now()}
	l.event(bot.Event{Kind: bot.EventTap, Tap: "1|yes|1"})
	said := []string{
		"zone Berlin", "schedule 10:00 18:00", "schedule 23:00", "snooze 20 min", "routine", "routine S-07", "full", "tiny", "0", "3", "7",
		"done", "timer", "auto", "pause", "go on", "skip", "hurts", "yes", "no", "stop", "migraine", "migraine 2 h", "over", "coming", "resume", "goal 3",
	}
	for range rapid.IntRange(0, 40).Draw(t, "events") {
		l.now = l.now.Add(rapid.SampledFrom([]time.Duration{0, time.Second, 20 * time.Second, 5 * time.Minute, time.Hour, 7 * time.Hour}).Draw(t, "later"))
		if rapid.IntRange(0, 4).Draw(t, "wake") == 0 {
			l.event(bot.Event{Kind: bot.EventWake})
		} else {
			l.event(bot.Event{Kind: bot.EventText, Text: rapid.SampledFrom(said).Draw(t, "said")})
		}
	}
	return l
}

func encode(t fatal, p bot.Person) []byte {
	t.Helper()
	data, err := json.Marshal(p)
	if err != nil {
		t.Fatalf("encode: %v", err)
	}
	return data
}

func read(t fatal, data []byte) (p bot.Person) {
	t.Helper()
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatalf("decode: %v", err)
	}
	return p
}

// Whatever somebody did and however old the backup is, the restore sends them
// nothing: neither at once nor when what was due by then is decided. The next
// message is at most one whose own moment lies after the restore.
func TestNobodyGetsLateMessages(t *testing.T) {
	d := decider(t)
	rapid.Check(t, func(rt *rapid.T) {
		l := live(rt, d)
		if !l.p.Known() {
			return
		}
		then := l.now.Add(rapid.SampledFrom([]time.Duration{time.Second, time.Minute, time.Hour, 30 * time.Hour, 60 * 24 * time.Hour}).Draw(rt, "age"))
		revive := backup.Revive(d, then)
		data, wakes, err := revive("here:me", encode(rt, l.p))
		if err != nil {
			rt.Fatalf("Revive: %v", err)
		}
		p := read(rt, data)
		if wakes != d.Wakes(p) || !wakes.Urgent.IsZero() || len(p.Outbox) > 0 {
			rt.Fatalf("wakes %v, outbox %v", wakes, p.Outbox)
		}
		twice, _, err := revive("here:me", data)
		if err != nil || string(twice) != string(data) {
			rt.Fatalf("revived twice\n%s\n%v, once\n%s", twice, err, data)
		}
		wantRest(rt, l.p, p)
		for range 5 { // time-outs that are due are decided, and say nothing
			p = d.Decide(p, bot.Event{Kind: bot.EventWake}, then).Person
			if len(p.Outbox) > 0 {
				rt.Fatalf("at the restore they get %+v", p.Outbox)
			}
		}
		if next := d.Wakes(p); !next.Urgent.IsZero() || !next.Bulk.IsZero() && !next.Bulk.After(then) {
			rt.Fatalf("after that the wakes are %v, at %v", next, then)
		}
	})
}

// wantRest compares all that a restore must not change.
func wantRest(t fatal, before, after bot.Person) {
	t.Helper()
	before.Outbox, before.Plan.Past, before.Plan.Snooze = nil, after.Plan.Past, after.Plan.Snooze
	before.Follow.At, before.Attack.Until = after.Follow.At, after.Attack.Until
	if before.Session != nil && before.Session.Timer.On() {
		s := *before.Session
		s.Timer, s.Paused = routines.Timer{}, true
		before.Session = &s
	}
	if same := read(t, encode(t, before)); !reflect.DeepEqual(same, after) {
		t.Fatalf("restored\n%s\nfrom\n%s", encode(t, after), encode(t, before))
	}
}

func TestRevive(t *testing.T) {
	d := decider(t)
	schedule, err := scheduler.Parse("10:00")
	if err != nil {
		t.Fatal(err)
	}
	late, due := now().Add(-48*time.Hour), now().Add(time.Hour)
	p := bot.Person{
		Schema: 1, Platform: "here", Chat: "me", Consent: bot.Consent{At: late, Text: 1}, Zone: "Europe/Berlin",
		Plan:   bot.Plan{Schedule: schedule, Past: scheduler.OccurrenceAt(late, time.UTC), Snooze: late},
		Outbox: []bot.Effect{{ID: 1, Kind: bot.KindNudge}, {ID: 2, Kind: bot.KindAnswer}, {ID: 3, Kind: bot.KindAlarm}},
		Follow: bot.Follow{Session: 1, At: late},
		Attack: bot.Attack{Stage: routines.StageAttack, Since: late, Until: late},
		Session: &bot.Running{Session: routines.Session{
			ID: 1, Routine: "S-07", Phase: routines.PhaseStep, Auto: true, Touched: now(), Timer: routines.Timer{Start: now(), Cue: 1},
		}},
	}
	data, wakes, err := backup.Revive(d, now())("here:me", encode(t, p))
	if err != nil {
		t.Fatal(err)
	}
	got := read(t, data)
	switch {
	case len(got.Outbox) > 0 || !got.Plan.Snooze.IsZero() || !got.Follow.At.IsZero():
		t.Errorf("late things are left: %s", data)
	case got.Plan.Past != scheduler.OccurrenceAt(now(), time.FixedZone("Berlin", 3600)) || got.Plan.Schedule != schedule:
		t.Errorf("the plan is %+v", got.Plan)
	case got.Session == nil || got.Session.Timer.On() || !got.Session.Paused || !got.Session.Auto || got.Session.Phase != routines.PhaseStep:
		t.Errorf("the session is %+v", got.Session)
	case got.Attack.Until != now().Add(24*time.Hour):
		t.Errorf("asked again at %v", got.Attack.Until)
	case wakes.Bulk.Before(now()) || wakes.Bulk.IsZero():
		t.Errorf("wakes %v", wakes)
	}
	// What is still to come stays.
	p.Follow.At, p.Attack.Until, p.Plan.Past = due, due, scheduler.OccurrenceAt(due.AddDate(0, 0, 2), time.UTC)
	data, _, err = backup.Revive(d, now())("here:me", encode(t, p))
	if got := read(t, data); err != nil || got.Follow.At != due || got.Attack.Until != due || got.Plan.Past != p.Plan.Past {
		t.Errorf("what is to come became %s, %v", data, err)
	}
}

func TestReviveLeavesAloneWhatItCannotRead(t *testing.T) {
	revive := backup.Revive(decider(t), now())
	for _, text := range []string{"", "no document", `{"schema":1}`, `{}`, `[]`, `{"schema":1,"consent":7}`} {
		data, wakes, err := revive("here:me", []byte(text))
		if string(data) != text || wakes != (bot.Wakes{}) || err != nil {
			t.Errorf("%q became %q, %v, %v", text, data, wakes, err)
		}
	}
}

// One document of a newer Unknot, and nothing is restored.
func TestNewerDocumentIsRefused(t *testing.T) {
	for _, text := range []string{`{"schema":2}`, `{"schema":2,"consent":7}`, `{"schema":99,"chat":[]}`} {
		from := openBolt(t)
		someone(t, from, "a", 0)
		save(t, from, bot.Change{Doc: "z", ID: "c1", Data: []byte(text)})
		f, _ := write(t, from, at(0))
		err := f.refused(t, openBolt(t), backup.Options{Revive: backup.Revive(decider(t), now())})
		wantError(t, err, backup.ErrNewer)
	}
}

func TestRestoreRevives(t *testing.T) {
	none, sealed := backup.Options{}, backup.Options{Ring: ring(t, 1)}
	for _, o := range []backup.Options{none, sealed} {
		from, to := openBolt(t), openBolt(t)
		someone(t, above(t, from, o.Ring), "a", 300)
		f, _ := write(t, from, at(0))
		o.Revive = func(doc bot.DocID, data []byte) ([]byte, bot.Wakes, error) {
			if doc != "a" || string(data) != "document of a" {
				return nil, bot.Wakes{}, errors.New("revived what is sealed")
			}
			return []byte("revived"), bot.Wakes{Bulk: now()}, nil
		}
		if _, err := f.restore(to, o); err != nil {
			t.Fatal(err)
		}
		stored, err := above(t, to, o.Ring).Load(t.Context(), "a")
		if err != nil || string(stored.Data) != "revived" || stored.Wakes != (bot.Wakes{Bulk: now()}) {
			t.Errorf("restored %q, %v, %v", stored.Data, stored.Wakes, err)
		}
		wantLen(t, contents(t, above(t, to, o.Ring)), 301)
	}
}
