package bot

import (
	"time"

	"unknot/routines"
)

// Where others are, what somebody does is answered for them alone, and more can
// follow for a while: see Event.Reach. A timer speaks up there until then, and
// nowhere else; after it the session waits for its person.

// unheard reports whether somebody hears nothing that comes by itself at a
// moment.
func (p Person) unheard(at time.Time) bool {
	return p.Gone || !p.Reach.IsZero() && !at.Before(p.Reach)
}

// near reports whether an effect belongs where the person is among others, and
// nowhere else.
func (e Effect) near(p Person) bool { return e.Kind == KindCue && !p.Reach.IsZero() }

// waits reports whether the session's timer came to something that nobody heard:
// until they are back, or for as long as any session waits.
func (t *turn) waits() bool {
	at, cue, ok := t.p.Session.Moment(t.Library)
	return ok && cue && !t.p.Gone && t.p.unheard(at) && t.now.Before(t.p.Session.Touched.Add(routines.LeftAlone))
}

// reachLines say how long a timer can be heard, where that ends.
func (t *turn) reachLines() []Line {
	if t.p.Reach.IsZero() {
		return nil
	}
	return []Line{{Say: "reach.left", N: wholeMinutes(t.p.Reach.Sub(t.now))}}
}
