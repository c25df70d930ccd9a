package bot

import (
	"cmp"
	"fmt"
	"time"

	"unknot/routines"
)

// Assumption is what a forecast takes for granted about a person.
type Assumption string

// The assumptions.
const (
	AssumeSilent Assumption = "silent" // they write and press nothing
	AssumeDoes   Assumption = "does"   // they begin what a reminder names, and do every step
)

// Sent is something that a person gets without asking. It says nothing of what
// is known about them.
type Sent struct {
	At   time.Time  // in the zone they live in
	Kind EffectKind // empty: nothing is sent, and everything of them is erased
}

// pace is how long somebody takes for one answer of a session.
const pace = time.Minute

// Forecast returns what a person will get unasked until a moment, in order. It
// plays Decide with its wakes, as the shell does, and lets every message arrive.
func (d Decider) Forecast(p Person, now, until time.Time, a Assumption) []Sent {
	f := &forecast{Decider: d, p: p, now: now, a: a}
	f.arrive(0)
	for {
		w := f.Wakes(f.p)
		at := later(earlier(earlier(w.Urgent, w.Bulk), f.act), f.now)
		if f.over || (w == Wakes{} && f.act.IsZero()) || at.After(until) {
			return f.sent
		}
		f.stuck(at)
		f.now = at
		if !f.act.IsZero() && !f.act.After(at) {
			f.answer()
		} else {
			f.happens(Event{Kind: EventWake})
		}
	}
}

// forecast is a life in the making.
type forecast struct {
	Decider
	p      Person
	now    time.Time
	a      Assumption
	act    time.Time // when they answer next; zero: they wait
	begin  string    // the button of a reminder that they are about to press
	events int
	still  int // events since time went on
	sent   []Sent
	over   bool
}

// happens decides an event and delivers what it put into the outbox.
func (f *forecast) happens(e Event) {
	f.events++
	e.Platform, e.Chat = f.p.Platform, f.p.Chat
	if e.Kind != EventWake {
		e.ID = EventID(fmt.Sprint("forecast ", f.events))
	}
	was := f.p.Effects
	d := f.Decide(f.p, e, f.now)
	f.p = d.Person
	if d.Erase {
		f.sent, f.over = append(f.sent, Sent{At: f.here()}), true
		return
	}
	f.arrive(was)
}

// here is this moment where they live.
func (f *forecast) here() time.Time { return f.now.In(zoneOf(f.Zones, f.p)) }

// arrive delivers everything in the outbox, and notes what is newer than an
// effect and was not asked for.
func (f *forecast) arrive(was EffectID) {
	for _, e := range f.p.Outbox {
		fate := Event{Kind: EventDelivered, Effect: e.ID}
		if !e.Expires.IsZero() && !e.Expires.After(f.now) {
			fate.Kind, fate.Fate = EventUndone, FateExpired
		} else if e.ID > was && !PromiseOf(e.Kind).Asked {
			f.sent = append(f.sent, Sent{At: f.here(), Kind: e.Kind})
			f.reminded(e)
		}
		f.p = f.Decide(f.p, fate, f.now).Person
	}
}

// reminded notes the button that begins what a reminder names.
func (f *forecast) reminded(e Effect) {
	if f.a != AssumeDoes {
		return
	}
	for _, press := range e.Press {
		if tap, ok := ParseTap(press.Tap); ok && tap.Do == TapNudge && tap.Arg == "" {
			f.begin, f.act = press.Tap, f.now.Add(pace)
		}
	}
}

// answer does what comes next in a session, or ends it where nothing does.
func (f *forecast) answer() {
	f.act = time.Time{}
	e := Event{Kind: EventText, Text: f.says()}
	if f.begin != "" {
		e = Event{Kind: EventTap, Tap: f.begin}
	}
	f.begin = ""
	if e.Text == "" && e.Tap == "" {
		return
	}
	before := f.place()
	f.happens(e)
	if f.place() == before {
		return // something is asked that this answer does not fit
	}
	if f.p.Session != nil || f.p.Asks != (Asks{}) {
		f.act = cmp.Or(f.act, f.now.Add(pace))
	}
}

// place is where in a session and its questions they are.
func (f *forecast) place() string {
	if s := f.p.Session; s != nil {
		return fmt.Sprint(s.ID, s.Phase, s.At, f.p.Asks)
	}
	return fmt.Sprint(f.p.Asks)
}

// says is the answer of somebody who does every step and feels nothing.
func (f *forecast) says() string {
	switch s := f.p.Session; {
	case f.p.Asks.Item == routines.AnythingNew:
		return "no"
	case f.p.Asks != Asks{}:
		return "none of these"
	case s == nil:
		return ""
	case s.Phase == routines.PhaseOpening:
		return "full"
	case s.Phase == routines.PhaseStep:
		return "done"
	default:
		return "2"
	}
}

// mostAtOnce and mostAnswers end what does not move: it would be a fault.
const (
	mostAtOnce  = 100
	mostAnswers = 10000
)

// stuck ends a life in which time does not go on.
func (f *forecast) stuck(next time.Time) {
	if f.still++; next.After(f.now) {
		f.still = 0
	}
	f.over = f.still > mostAtOnce || f.events > mostAnswers
}
