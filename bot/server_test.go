package bot_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"unknot/bot"
	"unknot/routines"
)

const place = bot.DocID("here:server")

// asks is a request of somebody who manages the server.
func asks(k *talk, r bot.Request) *talk {
	k.t.Helper()
	r.Manages = true
	return k.happens(bot.Event{Kind: bot.EventServer, Doc: place, Place: place, Request: r, Way: "way"})
}

func setUp() bot.Request {
	return bot.Request{Do: bot.RequestSetUp, Channel: "channel", Schedule: "weekdays 9:30", Routine: "neck release", Zone: "Berlin"}
}

// said returns the keys of the first effect that came of the last event.
func (k *talk) saidFirst() string {
	if len(k.out) == 0 || len(k.out[0].Lines) == 0 {
		return ""
	}
	return k.out[0].Lines[0].Say
}

func TestServerSetUp(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*bot.Request)
		want   string
	}{
		"as it should be":          {func(*bot.Request) {}, "server.set"},
		"by a zone's name":         {func(r *bot.Request) { r.Zone = "America/New_York" }, "server.set"},
		"no such place":            {func(r *bot.Request) { r.Zone = "Atlantis" }, "server.zone"},
		"no place":                 {func(r *bot.Request) { r.Zone = "" }, "server.zone"},
		"no schedule":              {func(r *bot.Request) { r.Schedule = "whenever" }, "schedule.reason.unknown-word"},
		"an unclear one":           {func(r *bot.Request) { r.Schedule = "daily 8" }, "server.which"},
		"two a day":                {func(r *bot.Request) { r.Schedule = "daily 9:30 and 15:00" }, "server.daily"},
		"no such routine":          {func(r *bot.Request) { r.Routine = "juggling" }, "server.routine"},
		"one that says too much":   {func(r *bot.Request) { r.Routine = string(routines.RestRoutine) }, "server.routine"},
		"one that calls all":       {func(r *bot.Request) { r.Everyone = true }, "server.everybody"},
		"a channel that is closed": {func(r *bot.Request) { r.Closed = true }, "server.gone"},
		"no channel":               {func(r *bot.Request) { r.Channel = "" }, "server.channel"},
	} {
		t.Run(name, func(t *testing.T) {
			r := setUp()
			test.change(&r)
			k := asks(stranger(t), r)
			if got := k.saidFirst(); got != test.want || len(k.out) != 1 || !k.out[0].Here {
				t.Errorf("told %q (%v), want %q", got, k.out, test.want)
			}
			if stored := k.p.Known(); stored != (test.want == "server.set") {
				t.Errorf("stored: %v", stored)
			}
		})
	}
}

// TestServerKeepsWhatItHas when a later set-up is refused, and needs no zone
// for one that is not.
func TestServerKeepsWhatItHas(t *testing.T) {
	k := asks(stranger(t), setUp())
	was := k.p.Plan.Schedule
	wrong := setUp()
	wrong.Schedule = "whenever"
	if asks(k, wrong); !k.p.Plan.Schedule.Equal(was) {
		t.Errorf("now %v", k.p.Plan.Schedule)
	}
	again := setUp()
	again.Zone, again.Schedule = "", "weekdays 10:30"
	if asks(k, again); k.saidFirst() != "server.set" || k.p.Zone != "Europe/Berlin" || k.p.Plan.Schedule.Equal(was) {
		t.Errorf("told %q: %v in %s", k.saidFirst(), k.p.Plan.Schedule, k.p.Zone)
	}
}

func TestServerOnlyForManagers(t *testing.T) {
	for _, r := range []bot.Request{setUp(), {Do: bot.RequestGoal, Goal: 3}, {Do: bot.RequestOff}} {
		k := asks(stranger(t), setUp())
		before := k.p
		k.happens(bot.Event{Kind: bot.EventServer, Doc: place, Request: r})
		if k.saidFirst() != "server.managers" || k.last.Erase || k.p.Server.Goal != 0 || !k.p.Plan.Schedule.Equal(before.Plan.Schedule) {
			t.Errorf("%s by somebody: told %q", r.Do, k.saidFirst())
		}
	}
}

// TestServerInvites once on each day of its schedule, on its own clock.
func TestServerInvites(t *testing.T) {
	k := asks(stranger(t), setUp())
	var at []string
	for range 8 {
		k.now = k.d.Wakes(k.p).Bulk
		k.wake()
		if len(k.out) != 1 || k.out[0].Kind != bot.KindNudge || k.out[0].Here || k.p.Chat != "channel" {
			t.Fatalf("%v: %v", k.now, k.out)
		}
		at = append(at, k.now.Format("Mon 15:04"))
	}
	want := []string{"Tue 09:30", "Wed 09:30", "Thu 09:30", "Fri 09:30", "Mon 09:30", "Tue 09:30", "Wed 09:30", "Thu 09:30"}
	if !slices.Equal(at, want) {
		t.Errorf("invited at %v, want %v", at, want)
	}
	if tap := k.out[0].Press[0].Tap; tap != (bot.Tap{Do: bot.TapCommand, Arg: "routine S-02"}).Code() {
		t.Errorf("the button is %q", tap)
	}
	k.now = k.d.Wakes(k.p).Bulk.Add(3 * time.Hour)
	if k.wake(); len(k.out) != 0 || k.p.Passed != 1 {
		t.Errorf("three hours late it invites with %v; %d passed", k.out, k.p.Passed)
	}
}

// TestServerOneADay holds also when it is set up again on the same day.
func TestServerOneADay(t *testing.T) {
	k := asks(stranger(t), setUp())
	k.now = k.d.Wakes(k.p).Bulk
	k.wake()
	later := setUp()
	later.Schedule = "daily 11:00"
	asks(k, later)
	k.now = k.d.Wakes(k.p).Bulk
	if k.wake(); len(k.out) != 0 || !k.now.Before(tuesday().Add(24*time.Hour)) {
		t.Errorf("invited twice on a day: %v", k.out)
	}
	k.now = k.d.Wakes(k.p).Bulk
	if k.wake(); len(k.out) != 1 {
		t.Errorf("on the day after: %v", k.out)
	}
}

// TestServerChannelGone keeps the schedule, and tells the next who manages.
func TestServerChannelGone(t *testing.T) {
	k := asks(stranger(t), setUp())
	k.now, k.deliver = k.d.Wakes(k.p).Bulk, false
	k.wake()
	k.happens(bot.Event{Kind: bot.EventUndone, Effect: k.out[0].ID, Fate: bot.FateGone})
	k.now = k.d.Wakes(k.p).Bulk
	if k.wake(); len(k.out) != 0 || k.p.Plan.Schedule.IsZero() {
		t.Errorf("invited with %v", k.out)
	}
	asks(k, bot.Request{Do: bot.RequestGoal, Goal: 9})
	if lines := k.out[0].Lines; lines[len(lines)-1].Say != "server.gone" {
		t.Errorf("told %v", lines)
	}
	gone := k.p
	for channel, want := range map[bot.ChatID]string{"channel": "server.closed", "another": "server.set"} {
		again := setUp()
		again.Channel, k.p = channel, gone
		if asks(k, again); k.p.Gone || k.out[0].Lines[len(k.out[0].Lines)-1].Say != want {
			t.Errorf("set up again for %s it is told %v", channel, k.out[0].Lines)
		}
	}
}

// TestServerGoneForLong: one that cannot be written in for a year is erased.
func TestServerGoneForLong(t *testing.T) {
	k := asks(stranger(t), setUp())
	k.now, k.deliver = k.d.Wakes(k.p).Bulk, false
	k.wake()
	sent := k.now
	k.happens(bot.Event{Kind: bot.EventUndone, Effect: k.out[0].ID, Fate: bot.FateGone})
	for !k.last.Erase {
		k.now = k.d.Wakes(k.p).Bulk
		k.wake()
	}
	if days := int(k.now.Sub(sent).Hours() / 24); days < 365 || days > 370 {
		t.Errorf("erased after %d days", days)
	}
}

func TestServerOff(t *testing.T) {
	for _, do := range []bot.RequestKind{bot.RequestOff, bot.RequestGone} {
		k := asks(stranger(t), setUp())
		asks(k, bot.Request{Do: do})
		if !k.last.Erase || (k.saidFirst() == "server.off") != (do == bot.RequestOff) {
			t.Errorf("%s: told %q, erased %v", do, k.saidFirst(), k.last.Erase)
		}
	}
}

// TestServerGoneWithoutOne: a server that set nothing up is not even erased.
func TestServerGoneWithoutOne(t *testing.T) {
	if k := asks(stranger(t), bot.Request{Do: bot.RequestGone}); k.last.Erase || len(k.out) > 0 {
		t.Errorf("erased %v, told %v", k.last.Erase, k.out)
	}
}

// TestNobodyHearsTheOther: an answer that did not go out is not said to who asks
// next.
func TestNobodyHearsTheOther(t *testing.T) {
	k := asks(stranger(t), setUp())
	k.deliver = false
	asks(k, bot.Request{Do: bot.RequestGoal, Goal: 3})
	k.happens(bot.Event{Kind: bot.EventServer, Doc: place, Request: bot.Request{Do: bot.RequestCircle}, Way: "other"})
	if len(k.p.Outbox) != 1 || k.p.Outbox[0].Lines[0].Say != "circle.small" {
		t.Errorf("it is owed %+v", k.p.Outbox)
	}
}

// TestChannelSaysNothingOfHealth: whatever routine is chosen, with a circle and
// without.
func TestChannelSaysNothingOfHealth(t *testing.T) {
	private := regexp.MustCompile(`(?i)pain|ache|migraine|attack|flare|medic|hurt|sick|symptom`)
	w, k := writer(t), stranger(t)
	for _, r := range k.d.Library.Routines() {
		k := stranger(t)
		ask := setUp()
		ask.Routine = string(r.ID)
		if asks(k, ask); k.saidFirst() != "server.set" {
			continue
		}
		asks(k, bot.Request{Do: bot.RequestGoal, Goal: 20})
		for n := range 5 {
			k.tells(bot.ToldShare, bot.Part{Token: fmt.Sprint(n), Week: date(t, "2026-11-23"), Sessions: 1})
		}
		k.now = k.d.Wakes(k.p).Bulk
		k.wake()
		m, err := w.Message(k.out[0], "")
		if err != nil {
			t.Fatal(err)
		}
		said := m.Text.Plain()
		for _, b := range m.Choice {
			said += "\n" + b.Label
		}
		if word := private.FindString(said); word != "" || !strings.Contains(said, "Today: ") {
			t.Errorf("%s: the channel reads %q", r.ID, said)
		}
	}
}

// TestAskedOverTheWayAlone: what a server answers never goes into the channel,
// also when the way to answer is gone.
func TestAskedOverTheWayAlone(t *testing.T) {
	h := newHouse(t)
	ask := bot.Event{ID: "asked", Doc: place, Place: place, Chat: "channel", Kind: bot.EventServer, Request: setUp()}
	ask.Request.Manages = true
	if err := h.handle(ask); err != nil {
		t.Fatal(err)
	}
	h.wake()
	h.wantNews()
	ask.ID, ask.Way = "again", "way"
	if err := h.handle(ask); err != nil {
		t.Fatal(err)
	}
	if sent := h.sender.Sent(); len(sent) != 1 || sent[0].Way != "way" {
		t.Errorf("sent %v", sent)
	}
}

// TestInvitationIsForAll: one that waited does not go to who asks something
// meanwhile, over their way.
func TestInvitationIsForAll(t *testing.T) {
	h := newHouse(t)
	ask := bot.Event{ID: "asked", Doc: place, Place: place, Kind: bot.EventServer, Request: setUp(), Way: "way"}
	ask.Request.Manages = true
	if err := h.handle(ask); err != nil {
		t.Fatal(err)
	}
	h.clock.set(time.Date(2026, 11, 25, 8, 30, 0, 0, time.UTC))
	h.sender.FailBefore(1, &bot.SendError{Class: bot.SendTemporary})
	h.wake()
	h.clock.pass(5 * time.Second)
	ask.ID, ask.Way, ask.Request = "again", "other", bot.Request{Do: bot.RequestGoal, Manages: true, Goal: 3}
	if err := h.handle(ask); err != nil {
		t.Fatal(err)
	}
	said := map[string]bot.Way{}
	for _, out := range h.sender.Sent()[1:] {
		said[out.Message.Text.Plain()[:6]] = out.Way
	}
	if len(said) != 2 || said["Today:"] != "" || said["The go"] != "other" {
		t.Errorf("said over %v", said)
	}
}
