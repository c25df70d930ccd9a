package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unknot/bot"
)

// follower is somebody who does what each reminder names. They look at the
// words of the last question and know nothing of the document.
type follower struct {
	t      testing.TB
	d      bot.Decider
	p      bot.Person
	now    time.Time
	does   bool
	act    time.Time
	press  string
	screen bot.Effect
	asked  map[string]int // what was answered, and how often
	sent   []string
	events int
}

func (f *follower) happens(e bot.Event) (erased bool) {
	f.events++
	if e.Platform, e.Chat = f.p.Platform, f.p.Chat; e.Kind != bot.EventWake {
		e.ID = bot.EventID(fmt.Sprint("follower ", f.events))
	}
	was := f.p.Effects
	d := f.d.Decide(f.p, e, f.now)
	f.p = d.Person
	if d.Erase {
		f.sent = append(f.sent, fmt.Sprint(f.now.UTC(), " erased"))
		return true
	}
	f.arrive(was)
	return false
}

func (f *follower) arrive(was bot.EffectID) {
	for _, e := range slices.Clone(f.p.Outbox) {
		if !e.Expires.IsZero() && !f.now.Before(e.Expires) {
			f.p = f.d.Decide(f.p, bot.Event{Kind: bot.EventUndone, Effect: e.ID, Fate: bot.FateExpired}, f.now).Person
			continue
		}
		f.p = f.d.Decide(f.p, bot.Event{Kind: bot.EventDelivered, Effect: e.ID}, f.now).Person
		switch asked := bot.PromiseOf(e.Kind).Asked; {
		case asked && len(e.Press) > 0:
			f.screen = e
		case !asked && e.ID > was:
			f.sent = append(f.sent, fmt.Sprint(f.now.UTC(), " ", e.Kind))
			f.reminded(e)
		}
	}
}

func (f *follower) reminded(e bot.Effect) {
	for _, p := range e.Press {
		if f.does && p.Label.Say == "press.beginnow" {
			f.press, f.act = p.Tap, f.now.Add(time.Minute)
		}
	}
}

// answer is the button that they press on the question they see.
func (f *follower) answer() string {
	for _, line := range slices.Backward(f.screen.Lines) {
		if tap := f.labelled(answerTo(line.Say)...); tap != "" {
			f.asked[line.Say]++
			return tap
		}
	}
	return f.labelled("press.done", "press.checkdone")
}

// answerTo is what they answer to a question.
func answerTo(question string) []string {
	switch {
	case question == "screen.gone":
		return []string{"screen.yes"}
	case question == "screen.renew":
		return []string{"screen.renewed"}
	case strings.HasPrefix(question, "screen.group"):
		return []string{"screen.none"}
	case strings.HasPrefix(question, "screen.when."):
		return []string{"screen.unsure"}
	case strings.HasPrefix(question, "screen."):
		return []string{"screen.no"}
	case question == "activity.rate":
		return []string{"press.number 5"}
	case question == "ask.ache":
		return []string{"press.ache.mild", "press.number 2"}
	case strings.HasPrefix(question, "ask."):
		return []string{"press.number 2"}
	case question == "card.checks":
		return []string{"press.items"}
	case question == "program.check":
		return []string{"press.change5"}
	default:
		return []string{"press.formyes", "press.raise"}
	}
}

// labelled returns the last button with one of these labels, the first label
// first; of raises it is the first button.
func (f *follower) labelled(labels ...string) string {
	for _, label := range labels {
		say, number, _ := strings.Cut(label, " ")
		for _, p := range slices.Backward(f.screen.Press) {
			if p.Label.Say == say && (number == "" || fmt.Sprint(p.Label.N) == number) {
				if say == "press.raise" {
					i := slices.IndexFunc(f.screen.Press, labelledSay(say))
					return f.screen.Press[i].Tap
				}
				return p.Tap
			}
		}
	}
	return ""
}

func labelledSay(say string) func(bot.Press) bool {
	return func(p bot.Press) bool { return p.Label.Say == say }
}

// live goes from wake to wake and from answer to answer.
func (f *follower) live(until time.Time) {
	f.arrive(0)
	for range 5000 {
		next := soonest(f.d.Wakes(f.p))
		acts := !f.act.IsZero() && (next.IsZero() || !later(next, f.now).Before(f.act))
		if acts {
			next = f.act
		}
		if next = later(next, f.now); next.IsZero() || next.After(until) || !acts && soonest(f.d.Wakes(f.p)).IsZero() {
			return
		}
		f.now = next
		e := bot.Event{Kind: bot.EventWake}
		if acts {
			e = bot.Event{Kind: bot.EventTap, Tap: f.press}
			if f.press == "" {
				e.Tap = f.answer()
			}
			f.press, f.act, f.screen = "", time.Time{}, bot.Effect{}
			if e.Tap == "" {
				continue
			}
		}
		if f.happens(e) {
			return
		}
		if acts && f.act.IsZero() && len(f.screen.Press) > 0 {
			f.act = f.now.Add(time.Minute)
		}
	}
	f.t.Error("it does not end")
}

// somebody is a person of whom everything was drawn, with reminders.
func somebody(t *testing.T, seed int) (bot.Person, time.Time) {
	d, w := core(t), writer(t)
	l := rapid.Custom(func(t *rapid.T) *life {
		l := newLife(t, d, w)
		l.live(60)
		if !l.p.Known() {
			l.event(bot.Event{Kind: bot.EventTap, Tap: bot.Tap{Do: bot.TapConsent, Arg: "1"}.Code()})
		}
		for _, text := range []string{"cancel", "zone " + rapid.SampledFrom(places()[:6]).Draw(t, "place"), "cancel", "resume", "it is over",
			rapid.SampledFrom([]string{"hello", "slow track", "remind anyway"}).Draw(t, "wish"), "cancel",
			rapid.SampledFrom([]string{"schedule daily 12:15 and 17:40", "schedule weekdays 9:30", "schedule mon wed fri 8pm"}).Draw(t, "times")} {
			l.text(text)
		}
		return l
	}).Example(seed)
	return l.p, l.now
}

// Of anybody, whatever they have been through, the forecast is what then
// happens, and whoever does every session is stopped by no question.
func TestForecastsOfAnybodyComeTrue(t *testing.T) {
	sent, asked, people := 0, map[string]int{}, 60
	if testing.Short() {
		people = 20
	}
	for seed := range people {
		p, now := somebody(t, seed)
		does := seed%4 > 0
		until := now.Add(28 * 24 * time.Hour)
		f := &follower{t: t, d: core(t), p: p, now: now, does: does, asked: asked}
		f.live(until)
		var want []string
		assume := map[bool]bot.Assumption{false: bot.AssumeSilent, true: bot.AssumeDoes}[does]
		for _, s := range f.d.Forecast(p, now, until, assume) {
			kind := string(s.Kind)
			if kind == "" {
				kind = "erased"
			}
			want = append(want, fmt.Sprint(s.At.UTC(), " ", kind))
		}
		if !slices.Equal(f.sent, want) {
			t.Errorf("%d, %s: forecast\n%v\nand then\n%v", seed, assume, strings.Join(want, "\n"), strings.Join(f.sent, "\n"))
		}
		if does && f.p.Session != nil && f.now.Sub(f.p.Session.Touched) > time.Hour {
			t.Errorf("%d: a session was left in phase %s", seed, f.p.Session.Phase)
		}
		sent += len(f.sent)
	}
	if sent < people {
		t.Errorf("%d were sent in all", sent)
	}
	t.Logf("%d sent; answered %v", sent, asked)
}
