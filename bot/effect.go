package bot

import (
	"reflect"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// Effect is something the bot owes to a person, or to another document. It is
// small data: what to say and with which values, never words. Language and
// words are made when it is delivered.
type Effect struct {
	ID      EffectID   `json:"id"`
	Kind    EffectKind `json:"kind"`
	Lines   []Line     `json:"lines,omitempty"`
	Press   []Press    `json:"press,omitempty"`
	Session int        `json:"session,omitempty"` // a screen: the session whose question it shows
	Ask     int        `json:"ask,omitempty"`     // a screen: the number of that question
	Replace Reference  `json:"replace,omitempty"` // the message it takes the place of
	Tell    *Tell      `json:"tell,omitempty"`    // instead of a message
	Here    bool       `json:"here,omitempty"`    // for who asked alone: not sent but over the way that the event came
	Group   string     `json:"group,omitempty"`   // who is called by the message, as the platform names them
	Lend    bool       `json:"lend,omitempty"`    // a new code that stands for this document goes with it
	Code    string     `json:"code,omitempty"`    // instead of a message: which document does it stand for?
	Attach  *Attach    `json:"attach,omitempty"`  // what is made of the history when it is sent
	Expires time.Time  `json:"expires,omitzero"`  // not sent from then on
	Stamp   Stamp      `json:"stamp,omitzero"`
}

// Stamp marks an attempt at an effect. It is committed before the attempt is
// made: until it runs out, nobody sends the effect but the process that put
// the stamp on it.
type Stamp struct {
	Attempt int       `json:"attempt"`        // counted from 1; those that certainly failed do not count
	Held    int       `json:"held,omitempty"` // how often it certainly failed
	Until   time.Time `json:"until"`
	By      string    `json:"by,omitempty"` // the process; empty: nobody, it waits
}

// unsure reports whether nobody has the effect in hand and it may have arrived.
// It holds up nothing behind it: what was sent before may be there.
func (s Stamp) unsure() bool { return s.By == "" && s.Attempt > 0 }

// Line is one sentence or block of a message: the key of its words in the
// catalogue, and the values they speak of.
type Line struct {
	Say       string                 `json:"say"`
	Routine   routines.RoutineID     `json:"routine,omitempty"`
	Variant   routines.VariantID     `json:"variant,omitempty"`
	Form      routines.Form          `json:"form,omitempty"`
	Dose      routines.Dose          `json:"dose,omitzero"`
	N         int                    `json:"n,omitempty"` // what is counted; decides the plural
	Of        int                    `json:"of,omitempty"`
	Minutes   int                    `json:"minutes,omitempty"`
	Times     []scheduler.Occurrence `json:"times,omitempty"`
	Numbers   []int                  `json:"numbers,omitempty"`
	Bars      []int                  `json:"bars,omitempty"` // drawn as a small chart
	Items     []routines.ItemID      `json:"items,omitempty"`
	Routines  []routines.RoutineID   `json:"routines,omitempty"`
	Exercises []routines.ExerciseID  `json:"exercises,omitempty"`
	Names     []string               `json:"names,omitempty"` // families, cities: looked up or shown as they are
	Zone      string                 `json:"zone,omitempty"`
}

// Press is a button: what it says, and the code that comes back.
type Press struct {
	Label Line   `json:"label"`
	Tap   string `json:"tap"`
}

// Tell hands something to another document. It goes through the outbox like a
// message and is told apart there by its event ID: at least once from here,
// once in effect over there.
type Tell struct {
	Doc  DocID `json:"doc"`
	Told Told  `json:"told"`
	Part Part  `json:"part,omitzero"`
}

// Told is what one document says to another.
type Told string

// What documents say to each other.
const (
	ToldJoin     Told = "join"     // take me in: I am another account of the same person
	ToldJoined   Told = "joined"   // I have everything of yours: become a stub
	ToldRefused  Told = "refused"  // I do not
	ToldUnlinked Told = "unlinked" // you are no part of me any more
	ToldShare    Told = "share"    // so many sessions are mine in your circle this week
	ToldLeft     Told = "left"     // I am not in your circle any more
)

// screen reports whether an effect asks for an answer. A newer one replaces an
// older one that is still waiting.
func (e Effect) screen() bool {
	return len(e.Press) > 0 && (e.Kind == KindAnswer || e.Kind == KindCue)
}

// wordsOnly reports whether an effect is nothing but something to say.
func (e Effect) wordsOnly() bool {
	return reflect.DeepEqual(e, Effect{ID: e.ID, Kind: e.Kind, Lines: e.Lines, Expires: e.Expires})
}
