package bot

import (
	"time"

	"unknot/routines"
)

// Wakes derives from a document the next moments at which time itself is an
// event for it. No flow sets them, so none can be forgotten, and a restart has
// nothing to rebuild.
//
// Urgent are answers still to be delivered and timers of a session; bulk are
// reminders and the end of a session's patience.
func (d Decider) Wakes(p Person) Wakes {
	var w Wakes
	for _, e := range p.Outbox {
		w.Urgent = earlier(w.Urgent, e.Stamp.Until)
	}
	if p.Session != nil {
		w = w.with(p, d)
	}
	if !p.Muted && !p.Gone {
		w.Bulk = earlier(w.Bulk, d.reminder(p))
	}
	return w
}

// with adds the wakes of an open session. While the chat is closed a timer has
// nobody to speak to.
func (w Wakes) with(p Person, d Decider) Wakes {
	at, cue, ok := p.Session.Moment(d.Library)
	switch {
	case ok && p.Gone:
		w.Bulk = earlier(w.Bulk, p.Session.Touched.Add(routines.LeftAlone))
	case ok && cue:
		w.Urgent = earlier(w.Urgent, at)
	case ok:
		w.Bulk = earlier(w.Bulk, at)
	}
	return w
}

// reminder returns when the next reminder is due, or zero.
func (d Decider) reminder(p Person) time.Time {
	at := p.Plan.Snooze
	if next, ok := p.Plan.Schedule.After(p.Plan.Past); ok {
		at = earlier(at, next.In(zoneOf(d.Zones, p)))
	}
	return at
}

// earlier returns the earlier of two moments; zero means never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
