package bot

import (
	"cmp"
	"fmt"
	"strings"
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
	screen []Press   // the buttons of what was asked last
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
func (f *forecast) here() time.Time { return f.now.In(f.p.Location(f.Zones)) }

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
		if e.screen() && fate.Kind == EventDelivered {
			f.screen = e.Press
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

// answer presses the button that comes next, and waits where none does.
func (f *forecast) answer() {
	f.act = time.Time{}
	tap := cmp.Or(f.begin, f.next())
	f.begin = ""
	if tap == "" {
		return
	}
	f.screen = nil
	f.happens(Event{Kind: EventTap, Tap: tap})
	if f.next() != "" {
		f.act = cmp.Or(f.act, f.now.Add(pace))
	}
}

// next returns the button on the screen that somebody presses who does every
// step, feels nothing, and answers what is asked on the way.
func (f *forecast) next() string {
	best, code := 0, ""
	for _, press := range f.screen {
		tap, ok := ParseTap(press.Tap)
		if n := f.wants(tap); ok && n > best {
			best, code = n, press.Tap
		}
	}
	return code
}

// wants is how much they want to press a button; 0: not at all.
func (f *forecast) wants(tap Tap) int {
	switch tap.Do {
	case TapMove:
		return wantsMove(tap.Move)
	case TapScreen:
		_, said, _ := strings.Cut(tap.Arg, " ")
		return f.wantsScreen(said)
	case TapCommand:
		return wantsCommand(tap.Arg)
	default:
		return 0
	}
}

// fine is the pain they tell, before and after, and how hard it was.
const fine = 2

func wantsMove(m routines.Move) int {
	switch {
	case m.Kind == routines.MoveDone:
		return 5
	case m.Kind == routines.MoveScore && m.Score == fine, m.Kind == routines.MoveAche && m.Ache == routines.AcheMild:
		return 4
	case m.Kind == routines.MoveForm && m.Form == routines.Full, m.Kind == routines.MoveGoOn:
		return 3
	default:
		return 0
	}
}

// wantsScreen ranks the answers to a safety question: nothing is the matter any
// more, and a clearance still holds.
func (f *forecast) wantsScreen(said string) int {
	switch {
	case f.p.Asks.Stop != "" && said == string(routines.Yes): // is it gone?
		return 4
	case said == "clear":
		return 3
	case said == "none" || said == string(routines.No):
		return 2
	case f.p.Asks.When && said == string(routines.Unsure):
		return 1
	default:
		return 0
	}
}

// wantsCommand ranks what is asked after a session: was the form good, one step
// up, how is it as a whole, and how well do own activities go.
func wantsCommand(said string) int {
	middling := strings.HasPrefix(said, "change ") || strings.HasPrefix(said, "activity ")
	switch {
	case said == "form good":
		return 4
	case strings.HasPrefix(said, "raise "):
		return 3
	case middling && strings.HasSuffix(said, " 5"):
		return 2
	default:
		return 0
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
