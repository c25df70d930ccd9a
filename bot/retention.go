package bot

import (
	"time"

	"unknot/scheduler"
)

// Leaving is where somebody is who has not been heard of for very long. It is
// zero until then, and again with their next word.
type Leaving struct {
	Ask time.Time `json:"ask,omitzero"` // when they are told, if the quiet hours put it off
	End time.Time `json:"end,omitzero"` // when everything is erased
}

const (
	// defaultIdle is for how long somebody may say nothing (product.md, "For
	// whoever runs it").
	defaultIdle = 365 * 24 * time.Hour
	// lastDays is how long everything is kept from then on: time for a word.
	lastDays = 30 * 24 * time.Hour
)

// leaves returns when somebody silent is told that everything will be erased,
// or is erased; zero: nothing is known of when they were here. Neither a pause
// nor an attack nor a closed chat holds it up: nobody means those for a year.
func (d Decider) leaves(p Person) time.Time {
	if !p.Leaving.End.IsZero() {
		return p.Leaving.End
	}
	at := d.idleSince(p)
	if at.IsZero() {
		return at
	}
	return later(p.Leaving.Ask, p.night().End(at, p.Location(d.Zones)))
}

// idleSince returns the moment from which somebody counts as gone for good.
func (d Decider) idleSince(p Person) time.Time {
	last := p.Heard
	if last.IsZero() {
		last = p.Consent.At
	}
	if last.IsZero() {
		return last
	}
	if d.Idle == 0 {
		return last.Add(defaultIdle)
	}
	return last.Add(d.Idle)
}

// farewell tells somebody once, and erases them when they have not said a word
// thirty days later. Whoever cannot be told has the same thirty days.
func (t *turn) farewell() {
	at := t.leaves(t.p)
	if at.IsZero() || at.After(t.now) {
		return
	}
	if !t.p.Leaving.End.IsZero() {
		t.p.Outbox = nil
		t.erase = true
		return
	}
	quiet := t.p.night()
	if quiet.Contains(scheduler.OccurrenceAt(t.now, t.loc()).Slot) { // an outage brought it here
		t.p.Leaving.Ask = quiet.End(t.now, t.loc())
		return
	}
	t.p.Leaving = Leaving{End: t.now.Add(lastDays)}
	if t.p.Muted {
		return
	}
	// The one message that the eight of a silent person do not hold up.
	t.put(Effect{
		Kind:    KindLeaving,
		Lines:   []Line{{Say: "retention.warn", N: int(lastDays / (24 * time.Hour))}},
		Press:   []Press{commandPress("press.stay", "start"), commandPress("press.forget", "forget")},
		Expires: quiet.Start(t.now, t.loc()),
	})
}
