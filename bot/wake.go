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
// reminders, also those that wait for their platform, and the end of a session's
// patience, or of what is kept of somebody who does not come any more.
func (d Decider) Wakes(p Person) Wakes {
	if p.Stub != "" {
		return Wakes{Bulk: p.Link.Until}
	}
	var w Wakes
	var ahead time.Time // what waits holds up all behind it, except alarms
	for _, e := range p.Outbox {
		at := e.Stamp.Until
		if e.Kind != KindAlarm {
			at = later(ahead, at)
		}
		if e.Kind != KindAlarm && !e.Stamp.unsure() {
			ahead = at
		}
		if PromiseOf(e.Kind).Asked {
			w.Urgent = earlier(w.Urgent, at)
		} else {
			w.Bulk = earlier(w.Bulk, at)
		}
	}
	switch {
	case p.Link.Told:
		return w
	case p.Server != nil:
		w.Bulk = earlier(w.Bulk, d.reminder(p))
		return w
	}
	if p.Session != nil {
		w = w.with(p, d)
	}
	w.Bulk = earlier(w.Bulk, d.leaves(p))
	switch {
	case p.Muted || p.Gone:
	case d.lost(p) && p.Lost.Zone == p.Zone: // they are asked, and nothing else is sent
		w.Bulk = earlier(w.Bulk, p.Lost.Ask)
	default:
		w.Bulk = earlier(w.Bulk, d.reminder(p))
		w.Bulk = earlier(w.Bulk, d.check(p))
		w.Bulk = earlier(w.Bulk, d.diaryDue(p))
		w.Bulk = earlier(w.Bulk, d.summaryDue(p))
	}
	return w
}

// with adds the wakes of an open session. A timer that nobody hears has nobody to
// speak to.
func (w Wakes) with(p Person, d Decider) Wakes {
	at, cue, ok := p.Session.Moment(d.Library)
	switch {
	case ok && p.unheard(at):
		w.Bulk = earlier(w.Bulk, p.Session.Touched.Add(routines.LeftAlone))
	case ok && cue:
		w.Urgent = earlier(w.Urgent, at)
	case ok:
		w.Bulk = earlier(w.Bulk, at)
	}
	return w
}

// check returns when somebody is asked something: whether an attack is over,
// or how it is on the morning after a session.
func (d Decider) check(p Person) time.Time {
	at := p.Follow.At
	if p.Attack.Stage == routines.StageAttack {
		at = earlier(at, p.night().End(p.Attack.Until, p.Location(d.Zones)))
	}
	return at
}

// reminder returns when the next reminder is due, or zero.
func (d Decider) reminder(p Person) time.Time {
	at := p.Plan.Snooze
	if next, ok := p.Plan.Schedule.After(p.Plan.Past); ok {
		at = earlier(at, d.fires(p, next))
	}
	return at
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// earlier returns the earlier of two moments; zero means never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
