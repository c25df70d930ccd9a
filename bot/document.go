package bot

import (
	"maps"
	"slices"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// Person is everything that is remembered of one person beside the records of
// their sessions. Only decide makes new ones; nobody changes one in place.
type Person struct {
	Schema   int     `json:"schema"`
	Platform string  `json:"platform"`           // the platform they were last seen on
	Chat     ChatID  `json:"chat"`               // where messages go
	Consent  Consent `json:"consent,omitzero"`   // zero: nothing is stored
	Language string  `json:"language,omitempty"` // empty: the catalogue's own
	Zone     string  `json:"zone,omitempty"`     // IANA name; empty until they said so
	Hint     string  `json:"hint,omitempty"`     // the zone the platform suggests; used until then
	Offset   string  `json:"offset,omitempty"`   // how far their clock was from UTC when it was last looked at, such as "+01:00"
	Lost     Lost    `json:"lost,omitzero"`      // their zone is not known any more

	Sessions    int                   `json:"sessions,omitempty"` // opened so far: the number of the last
	Session     *Running              `json:"session,omitempty"`  // the open one
	Uses        routines.Uses         `json:"uses,omitempty"`
	Recorded    Position              `json:"recorded,omitempty"` // position of the last record
	Last        routines.RoutineID    `json:"last,omitempty"`     // the routine done last
	Days        []Day                 `json:"days,omitempty"`     // the digest, oldest first
	Shown       Shown                 `json:"shown,omitzero"`
	Asking      Asking                `json:"asking,omitempty"` // what the next text answers
	Plan        Plan                  `json:"plan,omitzero"`
	Attack      Attack                `json:"attack,omitzero"`       // migraine mode
	Note        string                `json:"note,omitempty"`        // their own words for attack days, kept on request
	NoteWas     string                `json:"notewas,omitempty"`     // the note before that one
	SlowTold    bool                  `json:"slowtold,omitempty"`    // the slow track was offered
	Heard       time.Time             `json:"heard,omitzero"`        // their last word or press
	Unasked     Unasked               `json:"unasked,omitzero"`      // what was sent that they had not asked for
	Backoff     Backoff               `json:"backoff,omitzero"`      // how reminders get fewer when they are not answered
	Anyway      bool                  `json:"anyway,omitempty"`      // remind also when the day has its session or the week its target
	Pause       Pause                 `json:"pause,omitzero"`        // a time without reminders
	Summary     Summary               `json:"summary,omitzero"`      // the look at the week
	SignsAsked  bool                  `json:"signsasked,omitempty"`  // the signs of an emergency were asked about, and not answered yet
	OfferedUp   scheduler.Date        `json:"offeredup,omitzero"`    // when a step up was offered last
	Leaving     Leaving               `json:"leaving,omitzero"`      // silent for so long that they will be erased
	Closed      time.Time             `json:"closed,omitzero"`       // when a session ended last
	Told        []Telling             `json:"told,omitempty"`        // what was told of days last, so that it can be taken back
	Diary       Diary                 `json:"diary,omitzero"`        // the question about the neck once a day
	Safety      routines.Safety       `json:"safety,omitzero"`       // what they answered and felt
	Renewed     time.Time             `json:"renewed,omitzero"`      // when a clearance that had run out was not given again
	MayGraduate bool                  `json:"maygraduate,omitempty"` // a check-point offered maintenance
	Owed        bool                  `json:"owed,omitempty"`        // the R-items are to be answered before any routine but rest
	Crisis      bool                  `json:"crisis,omitempty"`      // they wrote of ending their life, and have not said that they talked to somebody
	Rechecked   time.Time             `json:"rechecked,omitzero"`    // when the R-items were asked because of much pain
	Course      routines.Course       `json:"course,omitzero"`       // the program, levels, and marks of sessions
	Settings    Settings              `json:"settings,omitzero"`     // how they are spoken to
	Goal        Goal                  `json:"goal,omitzero"`         // sessions a week, and after what
	Activities  []Activity            `json:"activities,omitempty"`  // what the neck makes harder, and how well it goes
	Turns       []Turned              `json:"turns,omitempty"`       // how far the head turned, oldest first
	Check       routines.Checkpoint   `json:"check,omitempty"`       // a check-point that is still to be asked about
	Offers      []routines.ExerciseID `json:"offers,omitempty"`      // exercises that may go one step up
	FormAsk     bool                  `json:"formask,omitempty"`     // the form question is open
	Follow      Follow                `json:"follow,omitzero"`       // the question on the morning after
	Checks      []Checked             `json:"checks,omitempty"`      // what the check-lists came to
	Asks        Asks                  `json:"asks,omitzero"`         // where they are in the safety questions
	News        []Line                `json:"news,omitempty"`        // what happened while the person was away
	Server      *Server               `json:"server,omitempty"`      // this is no person but a server
	Circles     []Circle              `json:"circles,omitempty"`     // where their sessions count together with others'
	Stub        DocID                 `json:"stub,omitempty"`        // everything of this account is in that document, and nothing here
	Accounts    []Account             `json:"accounts,omitempty"`    // this one and those linked to it; none when it is alone
	Link        Link                  `json:"link,omitzero"`         // where it is on the way to becoming part of another
	Muted       bool                  `json:"muted,omitempty"`       // they asked for no more messages
	Gone        bool                  `json:"gone,omitempty"`        // the chat is closed; until they write again
	Shut        bool                  `json:"shut,omitempty"`        // nothing can be sent to them by itself, and they were told
	Reach       time.Time             `json:"reach,omitzero"`        // among others: until when they can be told more there; zero: they are in their own chat
	Passed      int                   `json:"passed,omitempty"`      // nudges that came too late to be sent
	Effects     EffectID              `json:"effects,omitempty"`     // the number of the last effect
	Outbox      []Effect              `json:"outbox,omitempty"`      // first in, first out
	Seen        []EventID             `json:"seen,omitempty"`        // the last events, oldest first
}

// Consent is what a person agreed to, and when.
type Consent struct {
	At   time.Time `json:"at"`
	Text int       `json:"text"` // the version of the text they read
}

// Running is an open session and the day it belongs to.
type Running struct {
	routines.Session
	// Day is the session day when it is not the one it was begun on: a nudge
	// that is answered next morning still belongs to its own day.
	Day scheduler.Date `json:"day,omitzero"`
	// Easier and OneSet are what the program asked for on that day.
	Easier bool `json:"easier,omitempty"`
	OneSet bool `json:"oneset,omitempty"`
	// Doubt is a sign that was told and not told more of: it holds as the
	// worst that it can be until somebody does.
	Doubt string `json:"doubt,omitempty"`
	// Unwell says that it was opened in an attack or when one was coming.
	Unwell bool `json:"unwell,omitempty"`
}

// Shown is the last question that reached the person.
type Shown struct {
	Ref     Reference `json:"ref,omitempty"`
	Session int       `json:"session,omitempty"`
	Ask     int       `json:"ask,omitempty"`
}

// Asking is a question outside of sessions that free text may answer.
type Asking string

// The questions.
const (
	AskingZone     Asking = "zone"     // what time is it where you are?
	AskingGoal     Asking = "goal"     // how many sessions a week?
	AskingSchedule Asking = "schedule" // when shall I remind you?
	AskingLater    Asking = "later"    // when shall I come back?
)

// Plan is when a person is reminded.
type Plan struct {
	Schedule scheduler.Schedule   `json:"schedule,omitzero"` // zero: no reminders
	Night    bool                 `json:"night,omitempty"`   // they want those inside quiet hours too
	Offer    string               `json:"offer,omitempty"`   // a schedule that waits for a yes or a zone
	Past     scheduler.Occurrence `json:"past,omitzero"`     // the last occurrence that was decided
	Open     scheduler.Occurrence `json:"open,omitzero"`     // the nudge that was sent last
	Routine  routines.RoutineID   `json:"routine,omitempty"` // what it named
	Snooze   time.Time            `json:"snooze,omitzero"`   // when that nudge comes again
	Jitter   int                  `json:"jitter,omitempty"`  // by how many seconds its reminders come later
}

const (
	schema      = 1
	keptEvents  = 32
	keptEffects = 8
)

// Known reports whether the person has agreed to be remembered.
func (p Person) Known() bool { return !p.Consent.At.IsZero() }

// clone returns a copy that shares nothing that decide changes in place.
func (p Person) clone() Person {
	p.Uses = maps.Clone(p.Uses)
	p.Days = slices.Clone(p.Days)
	p.Outbox = slices.Clone(p.Outbox)
	p.Seen = slices.Clone(p.Seen)
	if p.Session != nil {
		s := *p.Session
		p.Session = &s
	}
	return p
}

// saw reports whether an event was decided before.
func (p Person) saw(id EventID) bool { return id != "" && slices.Contains(p.Seen, id) }

func (p *Person) see(id EventID) {
	if id == "" {
		return
	}
	p.Seen = append(p.Seen, id)
	if extra := len(p.Seen) - keptEvents; extra > 0 {
		p.Seen = slices.Delete(p.Seen, 0, extra)
	}
}
