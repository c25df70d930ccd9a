package bot

import (
	"slices"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// Decider decides what an event means. It holds only what never changes, so
// one serves all documents and goroutines.
type Decider struct {
	Library *routines.Library
	Zones   *scheduler.Zones
	Reader  *Reader
	Idle    time.Duration // somebody silent for so long is told, and then erased; zero: 365 days
	Spread  time.Duration // reminders of a schedule set from now on come up to so much later; whole seconds

	Languages []string // that people may choose between, the catalogue's own first
}

// Decision is what an event comes to: the document as it is now, whose outbox
// holds what is owed to the person, and the records to write with it.
type Decision struct {
	Person  Person
	Records []Record
	// Erase removes the document and everything that belongs to it. What is
	// in its outbox is sent all the same, and forgotten.
	Erase bool
}

// Decide is the whole bot as one function: the same document, event and moment
// give the same decision, and none of them is changed. A document that is not
// Known afterwards is not to be stored: its outbox is sent and forgotten.
func (d Decider) Decide(p Person, e Event, now time.Time) Decision {
	t := &turn{Decider: d, p: p.clone(), e: e, now: now, began: p.Effects}
	t.p.Schema = schema
	switch {
	case e.Kind == EventDelivered || e.Kind == EventUndone || e.Kind == EventHeld:
		t.settle()
	case t.p.saw(e.ID):
		// Decided before. What is still in the outbox goes out again.
	case t.e.Kind == EventServer || t.p.Server != nil:
		t.p.see(e.ID)
		t.server()
	case !t.p.Known():
		t.stranger()
	default:
		t.p.see(e.ID)
		t.known()
		t.archive(p.Days)
	}
	return Decision{Person: t.p, Records: t.records, Erase: t.erase}
}

// turn is one decision in the making. The flows, one file each, are its
// methods.
type turn struct {
	Decider
	p       Person
	e       Event
	now     time.Time
	began   EffectID // the last effect before this decision
	records []Record
	counted scheduler.Date // the day of the session that was just recorded
	erase   bool
	learnt  []Line // what the last session means for the program
}

// known decides an event of somebody who has agreed to be remembered.
func (t *turn) known() {
	if t.e.meets() {
		t.meet()
	}
	if t.joining() {
		return
	}
	t.minds()
	t.leftAlone()
	if t.e.Kind != EventTold {
		t.meetProgram()
	}
	if t.e.meets() && len(t.p.News) > 0 {
		t.answer(t.p.News)
		t.p.News = nil
	}
	switch t.e.Kind {
	case EventText:
		t.text()
	case EventTap:
		t.tap()
	case EventOpen:
		t.opened()
	case EventAside:
		t.aside()
	case EventWake:
		t.wake()
		return
	case EventTold:
		t.told()
		return
	case EventClosed:
		t.chatClosed()
		return
	case EventReopened:
		t.p.Platform, t.p.Chat, t.p.Gone, t.p.Reach = t.e.Platform, t.e.Chat, false, time.Time{}
		return
	}
	t.askLostBeside()
}

// meets reports whether an event is the person being here: what they do is
// answered.
func (e Event) meets() bool {
	switch e.Kind {
	case EventText, EventTap, EventOpen, EventAside:
		return true
	default:
		return false
	}
}

// meet notes where the person is: an answer goes to where they wrote from.
func (t *turn) meet() {
	if t.p.Platform != t.e.Platform || t.p.Chat != t.e.Chat {
		t.moved()
	}
	t.shut()
	t.p.Platform, t.p.Chat, t.p.Gone, t.p.Reach = t.e.Platform, t.e.Chat, false, t.e.Reach
	t.heard()
	t.hurry()
	if t.e.Zone != "" {
		t.p.Hint = t.e.Zone
	}
}

// text decides what somebody wrote. An alarm comes before everything else.
func (t *turn) text() {
	if t.alarmed() {
		return
	}
	said := t.Reader.Understand(t.e.Text)
	if t.rechecking(said) {
		t.answersSafety(said)
		return
	}
	if t.p.Session != nil && t.inSession(said) {
		return
	}
	if said.Verb == VerbNone && t.p.Asks == (Asks{}) && t.tells() {
		return
	}
	if t.answersQuestion(said) {
		return
	}
	t.do(said)
}

// answersQuestion gives a text to the question it may answer: a time or a city,
// reminders in plain words.
func (t *turn) answersQuestion(said Said) bool {
	asking := t.p.Asking
	if t.p.Asks != (Asks{}) && slices.Contains(safetyVerbs(), said.Verb) {
		t.answersSafety(said)
		return true
	}
	if asking == "" || (said.Verb != VerbNone && said.Verb != VerbScore) {
		return false
	}
	switch asking {
	case AskingZone:
		t.zoneSaid(t.e.Text)
	case AskingGoal:
		t.goalSaid(t.e.Text)
	case AskingSchedule:
		t.schedule(t.e.Text)
	case AskingLater:
		t.later(t.p.Plan.Open, t.e.Text)
	}
	return true
}

// safetyVerbs are what may answer a safety question; VerbNone shows it again.
func safetyVerbs() []Verb {
	return []Verb{VerbNone, VerbYes, VerbNo, VerbUnsure, VerbNoneOf, VerbOneOf}
}

// rechecking reports whether a text answers the R-items on the way into a
// session.
func (t *turn) rechecking(said Said) bool {
	return t.p.Session != nil && t.p.Session.Phase == routines.PhaseRecheck && t.p.Asks.Recheck &&
		slices.Contains(safetyVerbs(), said.Verb)
}

// tap decides a press. One that no button of ours has is answered like an
// unknown word, and does nothing.
func (t *turn) tap() {
	tap, ok := ParseTap(t.e.Tap)
	if !ok {
		t.stale()
		return
	}
	switch tap.Do {
	case TapMove:
		t.pressedMove(tap)
	case TapMore, TapHow:
		t.pressedMore(tap)
	case TapCommand:
		t.do(t.Reader.Understand(tap.Arg))
	case TapNudge:
		t.begin(tap.Nudge, routines.Form(tap.Arg))
	case TapLater:
		t.later(tap.Nudge, tap.Arg)
	case TapScreen:
		t.pressedScreen(tap.Arg)
	case TapSign:
		t.pressedSign(tap)
	case TapNext:
		t.pressedNext(tap.Arg)
	case TapZone:
		t.setZone(tap.Arg)
	case TapNight:
		t.acceptNight()
	case TapForget:
		t.forget()
	case TapMinor:
		t.minor()
	default: // agreed long ago
		t.open()
	}
}

// wake lets time act.
func (t *turn) wake() {
	if t.farewell(); t.erase {
		return
	}
	t.tick()
	if t.lost(t.p) {
		t.askLost() // and nothing else, at an hour that nobody knows
		return
	}
	t.askStill()
	t.askNext()
	t.askNeck()
	t.sumUp()
	t.remind()
}

// told hears another document.
func (t *turn) told() {
	switch t.e.Told {
	case ToldJoined:
		t.joined()
	case ToldRefused:
		t.refused()
	}
}

// loc returns the zone the person lives in, as far as it is known.
func (t *turn) loc() *time.Location { return t.p.Location(t.Zones) }

// today returns the session day of this moment.
func (t *turn) today() scheduler.Date { return scheduler.DayOf(t.now, t.loc(), dayTurn) }
