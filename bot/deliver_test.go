package bot_test

import (
	"fmt"
	"testing"
	"time"

	"unknot/bot"
)

// owe puts effects into somebody's outbox, to be sent now.
func (h *house) owe(doc bot.DocID, effects ...bot.Effect) {
	h.t.Helper()
	h.alter(doc, func(p *bot.Person) {
		for _, e := range effects {
			p.Effects++
			e.ID, e.Stamp = p.Effects, bot.Stamp{Until: h.now()}
			p.Outbox = append(p.Outbox, e)
		}
	})
}

// effect is a message that can be told apart from others by its number.
func effect(kind bot.EffectKind, n int) bot.Effect {
	return bot.Effect{Kind: kind, Lines: []bot.Line{{Say: "timer.on", N: n}}}
}

func messageOf(n int) string {
	return fmt.Sprintf("%d seconds. I tell you when to let go.", n)
}

// owing is a house in which somebody is owed effects and nothing was sent yet.
func owing(t *testing.T, idempotent bool, effects ...bot.Effect) *house {
	t.Helper()
	h := newHouse(t)
	h.sender.Caps.Idempotent = idempotent
	h.agree(anna)
	h.say(anna, "cancel")
	h.news()
	h.owe(anna, effects...)
	return h
}

func failure(class bot.SendClass) *bot.SendError {
	return &bot.SendError{Class: class, Err: errAway}
}

func kinds() []bot.EffectKind {
	return []bot.EffectKind{bot.KindAlarm, bot.KindAnswer, bot.KindCue, bot.KindNudge}
}

// TestUnknownOutcome is the table of promises: the message went out, the
// answer was lost, and it is sent again or not.
func TestUnknownOutcome(t *testing.T) {
	again := map[bot.EffectKind]bool{bot.KindAlarm: true, bot.KindAnswer: true, bot.KindCue: true}
	for _, kind := range kinds() {
		for _, idempotent := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, key %v", kind, idempotent), func(t *testing.T) {
				h := owing(t, idempotent, effect(kind, 30))
				attempts := countAttempts(h)
				h.sender.FailAfter(1, failure(bot.SendUnknown))
				h.wake()
				h.clock.pass(bot.UnsureFor(1) - time.Second)
				h.wake()
				h.wantNews(messageOf(30)) // nobody sends before its time
				h.clock.pass(time.Second)
				h.wake()
				want := []string{messageOf(30)}
				if idempotent || !again[kind] {
					want = nil // sent again under the same key, or not at all
				}
				h.wantNews(want...)
				if wantAttempts := 1 + count(again[kind] || idempotent); *attempts != wantAttempts {
					t.Errorf("%d attempts, want %d", *attempts, wantAttempts)
				}
				p := h.person(anna)
				if len(p.Outbox) > 0 || p.Passed != count(!again[kind] && !idempotent) {
					t.Errorf("outbox %v, %d passed", p.Outbox, p.Passed)
				}
			})
		}
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// countAttempts counts the calls of Send, also those that do not arrive.
func countAttempts(h *house) *int {
	c := &countingSender{RecordingSender: h.sender}
	h.in = h.bot.Join(c)
	return &c.n
}

func TestUnknownForEver(t *testing.T) {
	h := owing(t, false, effect(bot.KindAnswer, 30), effect(bot.KindAnswer, 31))
	attempts := countAttempts(h)
	h.sender.FailBefore(100, failure(bot.SendUnknown))
	for range 2 * bot.MostAttempts {
		h.wake()
		h.clock.pass(bot.UnsureFor(bot.MostAttempts))
	}
	if p := h.person(anna); *attempts != 2*bot.MostAttempts || len(p.Outbox) > 0 {
		t.Errorf("%d attempts at two messages, outbox %v", *attempts, p.Outbox)
	}
}

// TestUnsureOutcomeAndAPerson: what may not have arrived is sent again when the
// person does something, and holds up nothing behind it.
func TestUnsureOutcomeAndAPerson(t *testing.T) {
	h := owing(t, false, effect(bot.KindAnswer, 30), effect(bot.KindAnswer, 31))
	h.sender.FailBefore(2, failure(bot.SendUnknown))
	h.wake()
	h.wantNews()
	h.say(anna, "safety")
	if news := h.news(); len(news) != 3 || news[0] != callHelp && news[2] != callHelp {
		t.Errorf("came %q", news)
	}
}

// TestOnSaved: who handed an event over knows that it is saved before it is
// answered.
func TestOnSaved(t *testing.T) {
	h := newHouse(t)
	h.agree(anna)
	h.news()
	saved, before := 0, 0
	h.onSend(func(bot.Outgoing) { before = saved })
	if err := h.in.Handle(bot.OnSaved(t.Context(), func() { saved++ }), h.text(anna, "progress")); err != nil || saved != 1 || before != 1 {
		t.Errorf("told %d times, %d of them before the answer, error %v", saved, before, err)
	}
}

// TestTenMinutesWithoutANetwork: the last attempt comes after them.
func TestTenMinutesWithoutANetwork(t *testing.T) {
	var all time.Duration
	for attempt := 1; attempt < bot.MostAttempts; attempt++ {
		all += bot.UnsureFor(attempt)
	}
	if all < 10*time.Minute || all > 20*time.Minute || bot.UnsureFor(1) > 5*time.Second {
		t.Errorf("the first repetition after %v, the last after %v", bot.UnsureFor(1), all)
	}
}

// TestStampOfAnotherProcess: it may still be sending, unless this one is known
// to be alone. A nudge of unknown fate is not sent twice.
func TestStampOfAnotherProcess(t *testing.T) {
	for _, test := range []struct {
		kind               bot.EffectKind
		alone              bool
		atOnce, afterwards []string
	}{
		{bot.KindAnswer, false, nil, []string{messageOf(30), nothing}},
		{bot.KindAnswer, true, []string{messageOf(30), nothing}, nil},
		{bot.KindAlarm, false, nil, []string{messageOf(30), nothing}},
		{bot.KindNudge, false, nil, []string{nothing}},
		{bot.KindNudge, true, []string{nothing}, nil},
	} {
		t.Run(fmt.Sprintf("%s, alone %v", test.kind, test.alone), func(t *testing.T) {
			h := newHouse(t, func(o *bot.Options) { o.Alone = test.alone })
			h.agree(anna)
			h.say(anna, "cancel")
			h.news()
			h.owe(anna, effect(test.kind, 30))
			until := h.now().Add(bot.DefaultLease)
			h.alter(anna, func(p *bot.Person) { p.Outbox[0].Stamp = bot.Stamp{Attempt: 1, Until: until, By: "another"} })
			h.say(anna, "cancel")
			h.wantNews(test.atOnce...)
			h.clock.set(until.Add(-time.Millisecond))
			h.wake()
			h.wantNews()
			h.clock.set(until)
			h.wake()
			h.wantNews(test.afterwards...)
			if p := h.person(anna); len(p.Outbox) > 0 {
				t.Errorf("still owed: %v", p.Outbox)
			}
		})
	}
}

// TestTemporary: what certainly did not go out is tried again, after longer
// and longer holds, and counts as no attempt.
func TestTemporary(t *testing.T) {
	for _, kind := range kinds() {
		h := owing(t, false, effect(kind, 30))
		h.alter(anna, func(p *bot.Person) { p.Outbox[0].Expires = h.now().Add(24 * time.Hour) })
		h.sender.FailBefore(12, failure(bot.SendTemporary))
		var holds []time.Duration
		for range 12 {
			h.wake()
			stamp := h.person(anna).Outbox[0].Stamp
			if stamp.Attempt != 0 || stamp.By != "" || stamp.Held != len(holds)+1 {
				t.Fatalf("%s: held as %+v", kind, stamp)
			}
			holds = append(holds, stamp.Until.Sub(h.now()))
			h.clock.set(stamp.Until)
		}
		h.wantNews()
		for i, hold := range holds {
			if want := min(time.Second<<i, bot.LongestHold); hold != want {
				t.Errorf("%s: hold %d is %v, want %v", kind, i, hold, want)
			}
		}
		h.wake()
		h.wantNews(messageOf(30))
	}
}

func TestToldToWait(t *testing.T) {
	for wait, want := range map[time.Duration]time.Duration{
		30 * time.Second: 30 * time.Second,
		time.Hour:        time.Hour,
		0:                time.Second, // or it would be tried without end
		-time.Minute:     time.Second,
	} {
		h := owing(t, false, effect(bot.KindNudge, 30))
		h.sender.FailBefore(1, &bot.SendError{Class: bot.SendWait, Wait: wait, Err: errAway})
		h.wake()
		if got := h.person(anna).Outbox[0].Stamp.Until.Sub(h.now()); got != want {
			t.Errorf("told to wait %v it waits %v", wait, got)
		}
		h.clock.pass(want)
		h.wake()
		h.wantNews(messageOf(30))
	}
}

func TestRefused(t *testing.T) {
	for _, kind := range kinds() {
		h := owing(t, false, effect(kind, 30), effect(bot.KindAnswer, 31))
		h.sender.FailBefore(1, failure(bot.SendPermanent))
		h.wake()
		h.wantNews(messageOf(31))
		if p := h.person(anna); len(p.Outbox) > 0 || p.Gone {
			t.Errorf("%s: outbox %v, gone %v", kind, p.Outbox, p.Gone)
		}
	}
}

// TestGone: nobody writes into a closed chat until the person does.
func TestGone(t *testing.T) {
	h := owing(t, false, effect(bot.KindAnswer, 30), effect(bot.KindAlarm, 31), effect(bot.KindAnswer, 32))
	attempts := countAttempts(h)
	h.sender.FailBefore(1, failure(bot.SendGone))
	h.wake()
	h.clock.pass(24 * time.Hour)
	h.wake()
	if p := h.person(anna); *attempts != 1 || !p.Gone || len(p.Outbox) > 0 {
		t.Errorf("%d attempts, gone %v, outbox %v", *attempts, p.Gone, p.Outbox)
	}
	h.wantNews()
	h.say(anna, "cancel")
	h.wantNews(nothing)
	if h.person(anna).Gone {
		t.Error("they wrote, and are still gone")
	}
}

func TestExpiry(t *testing.T) {
	for _, kind := range kinds() {
		for late, want := range map[time.Duration][]string{
			-time.Millisecond: {messageOf(30), messageOf(31)},
			0:                 {messageOf(31)},
			time.Hour:         {messageOf(31)},
		} {
			due := effect(kind, 30)
			due.Expires = firstMorning().Add(time.Minute)
			h := owing(t, true, due, effect(bot.KindAnswer, 31))
			h.clock.set(due.Expires.Add(late))
			h.wake()
			h.wantNews(want...)
			if p := h.person(anna); len(p.Outbox) > 0 {
				t.Errorf("%s, %v late: outbox %v", kind, late, p.Outbox)
			}
		}
	}
}

// TestHeldEffectHoldsUpThoseBehind, except alarms.
func TestHeldEffectHoldsUpThoseBehind(t *testing.T) {
	h := owing(t, false, effect(bot.KindAnswer, 30), effect(bot.KindCue, 31), effect(bot.KindAlarm, 32), effect(bot.KindAnswer, 33))
	h.sender.FailBefore(1, &bot.SendError{Class: bot.SendWait, Wait: 30 * time.Second, Err: errAway})
	h.wake()
	h.wantNews(messageOf(32))
	h.clock.pass(29 * time.Second)
	h.wake()
	h.say(anna, "privacy") // what comes meanwhile waits in its place
	h.wantNews()
	h.say(anna, "safety")
	h.wantNews(callHelp)
	h.clock.pass(time.Second)
	h.wake()
	news := h.news()
	if len(news) != 4 || news[0] != messageOf(30) || news[1] != messageOf(31) || news[2] != messageOf(33) {
		t.Errorf("came %q", news)
	}
}

// TestHeldAlarm is tried again like anything else.
func TestHeldAlarm(t *testing.T) {
	h := owing(t, false, effect(bot.KindAlarm, 30), effect(bot.KindAnswer, 31))
	h.sender.FailBefore(1, failure(bot.SendTemporary))
	h.wake()
	h.wantNews()
	h.clock.pass(time.Second)
	h.wake()
	h.wantNews(messageOf(30), messageOf(31))
}

func TestPlatformThatDoesNotRun(t *testing.T) {
	h := owing(t, false, effect(bot.KindAnswer, 30))
	h.alter(anna, func(p *bot.Person) { p.Platform = "elsewhere" })
	h.wake()
	h.wantNews()
	if at := h.person(anna).Outbox[0].Stamp.Until; !at.Equal(h.now().Add(bot.LongestHold)) {
		t.Errorf("again at %v", at)
	}
	h.sender.Caps.Name = "elsewhere"
	h.bot.Join(h.sender)
	h.clock.pass(bot.LongestHold)
	h.wake()
	h.wantNews(messageOf(30))
}

// TestReplace: only a platform that can edit is asked to.
func TestReplace(t *testing.T) {
	for _, edit := range []bool{true, false} {
		e := effect(bot.KindAnswer, 30)
		e.Replace = "sent-1"
		h := owing(t, false, e)
		h.sender.Caps.Edit = edit
		h.wake()
		sent := h.sender.Sent()
		if got := sent[len(sent)-1].Replace; (got == "sent-1") != edit {
			t.Errorf("edit %v: replaces %q", edit, got)
		}
	}
}

// TestEveryAttemptHasTheSameKey, and every message another.
func TestEveryAttemptHasTheSameKey(t *testing.T) {
	h := owing(t, false, effect(bot.KindAnswer, 30), effect(bot.KindAnswer, 31))
	h.sender.FailAfter(2, failure(bot.SendUnknown))
	from := len(h.sender.Sent())
	h.wake()
	h.clock.pass(bot.UnsureFor(1))
	h.wake()
	sent := h.sender.Sent()[from:]
	if len(sent) != 4 || sent[0].Key != sent[2].Key || sent[1].Key != sent[3].Key || sent[0].Key == sent[1].Key {
		t.Errorf("sent %v", sent)
	}
}

// TestAnswerIsSilent: the phone sounds for what calls somebody, and for
// nothing they just asked for.
func TestAnswerIsSilent(t *testing.T) {
	for _, kind := range kinds() {
		h := owing(t, false, effect(kind, 30))
		h.wake()
		sent := h.sender.Sent()
		if got := sent[len(sent)-1].Message.Silent; got != (kind == bot.KindAnswer) {
			t.Errorf("%s: silent %v", kind, got)
		}
	}
}
