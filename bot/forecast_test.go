package bot_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"unknot/bot"
	"unknot/routines"
)

// arrived plays the days that were forecast: the real shell and store, with a
// clock that goes from wake to wake. It returns when a wake sent something.
func (h *house) arrived(until time.Time, does bool) (sent []time.Time) {
	var act time.Time
	var press string
	h.onSend(func(out bot.Outgoing) {
		for _, b := range out.Message.Choice {
			if tap, ok := bot.ParseTap(b.Code); ok && does && tap.Do == bot.TapNudge && tap.Arg == "" {
				press, act = b.Code, h.now().Add(time.Minute)
			}
		}
	})
	for {
		next := soonest(h.stored(anna).Wakes)
		if next.IsZero() || !act.IsZero() && !act.After(next) {
			next = act
		}
		if next.IsZero() || next.After(until) {
			return sent
		}
		h.clock.set(later(next, h.now()))
		if !act.IsZero() && !act.After(h.now()) {
			act = h.answers(&press)
			continue
		}
		was := len(h.sender.Sent())
		if err := bot.CatchUp(h.t.Context(), h.bot); err != nil {
			h.t.Fatal(err)
		}
		for range h.sender.Sent()[was:] {
			sent = append(sent, h.now())
		}
	}
}

// answers presses or says what comes next, and returns when the next is due.
func (h *house) answers(press *string) time.Time {
	e := h.text(anna, "2")
	p := h.person(anna)
	switch {
	case *press != "":
		e.Kind, e.Text, e.Tap, *press = bot.EventTap, "", *press, ""
	case p.Session == nil:
		e.Text = "no"
	case p.Session.Phase == routines.PhaseStep:
		e.Text = "done"
	}
	if err := h.handle(e); err != nil {
		h.t.Fatal(err)
	}
	if p := h.person(anna); p.Session == nil && p.Asks == (bot.Asks{}) {
		return time.Time{}
	}
	return h.now().Add(time.Minute)
}

// The forecast is what the fake clock then does, for any schedule.
func TestTheForecastComesTrue(t *testing.T) {
	total := 0
	for seed := range uint64(16) { // each is a store in a file: a hundred would take a minute
		draw := rand.New(rand.NewPCG(seed, 1))
		total += comesTrue(t, draw, seed%2 == 0)
	}
	if total == 0 {
		t.Error("nothing was ever sent")
	}
}

// comesTrue compares one forecast with what then happens, and returns how much
// was sent.
func comesTrue(t *testing.T, draw *rand.Rand, does bool) int {
	t.Helper()
	of := func(words ...string) string { return words[draw.IntN(len(words))] }
	h := newHouse(t, func(o *bot.Options) { o.Decider.Spread = 3 * time.Minute })
	h.agree(anna)
	said := []string{
		fmt.Sprintf("schedule %s %02d:30 and %02d:15", of("daily", "weekdays", "mon wed fri", "sun"), 8+draw.IntN(6), 14+draw.IntN(7)),
		of("summary on", "diary on", "pause 3 days", "migraine", "help", "no more messages", "remind anyway", "remind anyway"),
	}
	h.say(anna, append([]string{"cancel", "zone Berlin"}, said...)...)
	assume := map[bool]bot.Assumption{false: bot.AssumeSilent, true: bot.AssumeDoes}[does]
	until := h.now().Add(14 * 24 * time.Hour)
	var want []time.Time
	for _, s := range core(t).Forecast(h.person(anna), h.now(), until, assume) {
		want = append(want, s.At.UTC())
	}
	got := h.arrived(until, does)
	if !slices.EqualFunc(got, want, time.Time.Equal) {
		t.Errorf("%q, %s: forecast %v\nand then %v", said, assume, want, got)
	}
	return len(got)
}

// Somebody who does every session gets on with the program; somebody silent is
// left in peace, and in the end is not there any more.
func TestWhatAForecastSays(t *testing.T) {
	k := versed(t).say("schedule daily 12:00")
	at := func(d time.Duration) time.Time { return k.now.Add(d) }
	silent := k.d.Forecast(k.p, k.now, at(14*24*time.Hour), bot.AssumeSilent)
	if len(silent) != 4+1 || silent[0].Kind != bot.KindNudge {
		t.Errorf("silent: %v", silent)
	}
	if does := k.d.Forecast(k.p, k.now, at(14*24*time.Hour), bot.AssumeDoes); len(does) < 4 || slices.Equal(does, silent) {
		t.Errorf("does: %v", does)
	}
	year := k.d.Forecast(k.p, k.now, at(400*24*time.Hour), bot.AssumeSilent)
	if last := year[len(year)-2:]; last[0].Kind != bot.KindLeaving || last[1].Kind != "" {
		t.Errorf("a year: %v", year)
	}
}
