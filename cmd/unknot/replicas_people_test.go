package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"unknot/bot"
)

// patient is somebody on the platform of a fleet. They do one tiny session
// after the other; all numbers of session n are n modulo 3, so that one too
// many or too few is seen in the order of what is kept.
type patient struct {
	f      *fleet
	doc    bot.DocID
	chat   bot.ChatID
	taps   bool // presses buttons instead of typing
	random *rand.Rand
	events int
	done   int // sessions whose last answer was acknowledged, and that are over

	mu       sync.Mutex
	keys     map[string]bool // messages that came
	inbox    []post          // answers not looked at yet
	came     int             // answers that came at all
	reminded int             // reminders that came
	news     chan struct{}
	owed     time.Time // a replica was killed then with an event in hand that is not answered yet
}

// sleeps reports whether this is one who only gets reminders.
func (p *patient) sleeps() bool {
	n, _ := strconv.Atoi(string(p.chat))
	return n >= patients
}

// reminder reports whether a message is what fleet.owe owes.
func reminder(m post) bool { return strings.HasPrefix(m.Text, "Time for ") }

// excuse reports whether a message says that the store is away.
func excuse(m post) bool { return strings.HasPrefix(m.Text, "I cannot reach my notes") }

// take takes a message from the platform, and reports whether it is an answer.
func (p *patient) take(m post) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	twice := p.keys[m.Key]
	p.keys[m.Key] = true
	doubled := 0
	if twice {
		doubled = 1
	}
	switch {
	case excuse(m):
		p.f.count(func(t *tally) { t.excuses++ })
		return true
	case reminder(m):
		p.reminded++
		p.f.count(func(t *tally) { t.nudges, t.nudgesDoubled = t.nudges+1, t.nudgesDoubled+doubled })
		return false
	}
	p.f.count(func(t *tally) { t.answers, t.doubled = t.answers+1, t.doubled+doubled })
	if twice {
		return true // they have seen it
	}
	if !p.owed.IsZero() {
		p.f.answeredAfter(p.owed)
		p.owed = time.Time{}
	}
	p.inbox, p.came = append(p.inbox, m), p.came+1
	select {
	case p.news <- struct{}{}:
	default:
	}
	return true
}

func (p *patient) isOwed() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return !p.owed.IsZero()
}

// look waits for an answer and returns the last one.
func (p *patient) look() post {
	for {
		p.mu.Lock()
		unseen := p.inbox
		p.inbox = nil
		p.mu.Unlock()
		if len(unseen) > 0 {
			return unseen[len(unseen)-1]
		}
		select {
		case <-p.news:
		case <-time.After(patience):
			p.f.t.Errorf("%s: what they said was acknowledged, and nobody answered", p.doc)
			return post{}
		}
	}
}

// say hands something over until it is acknowledged. Now and then the platform
// hands it to two replicas at once.
func (p *patient) say(e bot.Event) {
	p.events++
	e.ID, e.Doc, e.Chat = bot.EventID(fmt.Sprintf("%s-%d", p.chat, p.events)), p.doc, p.chat
	p.mu.Lock()
	before := p.came
	p.mu.Unlock()
	twice := p.random.IntN(16) == 0
	lost := func(at time.Time) {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.came == before && !twice {
			p.owed = at
		}
	}
	if twice {
		other := p.f.any(p.random)
		go other.handle(e, lost)
	}
	for !p.f.t.Failed() {
		switch p.f.any(p.random).handle(e, lost) {
		case cameSaved:
			p.f.count(func(t *tally) { t.events++ })
			return
		case cameNever:
			p.f.t.Errorf("%s: %q cannot be handled", p.doc, e.Text+e.Tap)
		case cameLater:
			p.f.count(func(t *tally) { t.later++ })
			<-time.After(20 * time.Millisecond)
		default:
			p.f.count(func(t *tally) { t.again++ })
		}
	}
}

// answer presses the button of that name, or types the words.
func (p *patient) answer(m post, label, words string) {
	for _, b := range m.Choice {
		if p.taps && strings.HasPrefix(b.Label, label) {
			p.say(bot.Event{Kind: bot.EventTap, Tap: b.Code})
			return
		}
	}
	p.say(bot.Event{Kind: bot.EventText, Text: words})
}

// offers reports whether a message has such a button.
func offers(m post, label string) bool {
	for _, b := range m.Choice {
		if strings.HasPrefix(b.Label, label) {
			return true
		}
	}
	return false
}

// live is a life on the platform until the fleet stops.
func (p *patient) live() {
	p.say(bot.Event{Kind: bot.EventTap, Tap: bot.Tap{Do: bot.TapConsent, Arg: "1"}.Code()})
	if p.sleeps() {
		p.beReminded()
		return
	}
	rated := false // the last question of a session was answered
	begun := false // one was asked for since: who leaves now would leave it open
	step := regexp.MustCompile(`Step \d+ of \d+`)
	for m := p.look(); !p.f.t.Failed(); m = p.look() {
		value := strconv.Itoa(p.done % 3)
		asked := func(text string) bool { return strings.Contains(m.Text, text) }
		if rated && !asked("How hard was it?") {
			p.done, rated, begun = p.done+1, false, false
		}
		switch {
		case asked("How hard was it?"):
			p.answer(m, value, value)
			rated = true
		case asked("That was the last step."):
			p.answer(m, value, value)
		case step.MatchString(m.Text):
			p.answer(m, "Done", "done")
		case asked("pain right now?") && offers(m, "Tiny"):
			p.answer(m, "Tiny", "tiny")
		case asked("pain right now?"):
			p.answer(m, value, value)
		case offers(m, "None of these"):
			p.answer(m, "None of these", "none of these")
		case p.f.stops() && !begun:
			p.goOn()
			return
		default: // also what a late repetition shows in place of the opening card
			begun = true
			p.say(bot.Event{Kind: bot.EventText, Text: "routine S-01"})
		}
	}
}

// goOn sees whether somebody who came through all of it is served as ever.
func (p *patient) goOn() {
	p.say(bot.Event{Kind: bot.EventText, Text: "progress"})
	if m := p.look(); !strings.Contains(m.Text, "session") {
		p.f.t.Errorf("%s asks how they did and is told %q", p.doc, m.Text)
	}
}

// beReminded owes them one reminder after the other. Each is decided once: it
// comes once, or is counted as passed by.
func (p *patient) beReminded() {
	p.look()
	for n := 0; !p.f.stops(); n++ {
		before := p.reminders()
		o, passed := p.f.owe(p.doc, n)
		for !p.f.t.Failed() {
			_, person := p.f.person(p.doc)
			if person.Plan.Past != o || len(person.Outbox) > 0 {
				<-time.After(50 * time.Millisecond)
				continue
			}
			if came := p.reminders() - before; came > 1 || came == 0 && person.Passed != passed+1 {
				p.f.t.Errorf("%s: the reminder of %s came %d times, %d passed by and %d before", p.doc, o, came, person.Passed, passed)
			}
			break
		}
	}
}

// reminders returns how many came.
func (p *patient) reminders() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.reminded
}

// check compares a person's records with what they were told is done.
func (p *patient) check() (records int) {
	t := p.f.t
	found, err := p.f.store.Records(context.Background(), p.doc, math.MinInt64, math.MaxInt64)
	if err != nil {
		t.Error(err)
	}
	counted := 0
	for i, r := range found {
		var record bot.SessionRecord
		if err := json.Unmarshal(r.Data, &record); err != nil {
			t.Error(err)
		}
		s := record.Result
		if v := i % 3; s.Before == nil || s.After == nil || s.Effort == nil || *s.Before != v || *s.After != v || *s.Effort != v || s.End != "done" {
			t.Errorf("%s: record %d says %+v", p.doc, i, s)
		}
		if s.Counted {
			counted++
		}
	}
	if len(found) != p.done {
		t.Errorf("%s: %d sessions were acknowledged and %d are kept", p.doc, p.done, len(found))
	}
	_, person := p.f.person(p.doc)
	days := 0
	for _, d := range person.Days {
		days += d.Sessions
	}
	if len(found) > 0 && person.Recorded != found[len(found)-1].Position || days != counted || person.Session != nil {
		t.Errorf("%s: recorded up to %d, %d of %d in the digest, session %v", p.doc, person.Recorded, days, counted, person.Session)
	}
	return len(found)
}
