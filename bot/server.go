package bot

import (
	"errors"
	"slices"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// Server is what the document of a server holds, which has nothing of a
// person. Its schedule, zone and outbox are where a person has theirs, and its
// chat is the channel that its managers chose.
type Server struct {
	Routine routines.RoutineID `json:"routine,omitempty"` // what it invites to
	Group   string             `json:"group,omitempty"`   // who is called to it, as the platform names them; empty: nobody
	Sent    scheduler.Date     `json:"sent,omitzero"`     // the local day of the last invitation
	Goal    int                `json:"goal,omitempty"`    // sessions a week of all in the circle; 0: none
	Circle  []Part             `json:"circle,omitempty"`  // who count together, none of them by name
}

// Request is what somebody asks of a server.
type Request struct {
	Do       RequestKind
	Manages  bool   // the platform says that they manage it
	Channel  ChatID // RequestSetUp: where the invitations go
	Schedule string // RequestSetUp: as it was written
	Routine  string // RequestSetUp: an ID or a name
	Zone     string // RequestSetUp: a city or a zone; empty: the one it has
	Group    string // RequestSetUp: who is called; empty: nobody
	Everyone bool   // RequestSetUp: all are to be called, which is never done
	Closed   bool   // RequestSetUp: the platform says that nothing can be written in the channel
	Goal     int    // RequestGoal: sessions a week; 0: none
}

// RequestKind is what is asked for.
type RequestKind string

// The kinds of requests.
const (
	RequestSetUp  RequestKind = "setup"
	RequestGoal   RequestKind = "goal"
	RequestOff    RequestKind = "off"
	RequestGone   RequestKind = "gone"   // the bot was removed from it
	RequestCircle RequestKind = "circle" // how is the circle doing?
)

// goneDays is how long a server is kept that cannot be written in: the bot may
// have been removed from it without hearing so.
const goneDays = 365

// mostGoal is the largest goal of a circle: beyond it is a slip of the finger.
const mostGoal = 9999

// server decides an event of a server.
func (t *turn) server() {
	switch {
	case t.e.Kind == EventServer:
		t.request()
	case t.e.Kind == EventWake:
		t.invite()
	case t.e.Told == ToldShare, t.e.Told == ToldLeft:
		t.share()
	}
}

// request does what is asked for. Whoever may not gets one sentence. What was
// to be said to who asked before is theirs, and not said to anybody else.
func (t *turn) request() {
	r := t.e.Request
	t.p.Outbox = slices.DeleteFunc(t.p.Outbox, func(e Effect) bool { return e.Here })
	switch {
	case r.Do == RequestGone:
		t.p.Outbox, t.erase = nil, t.p.Server != nil
	case r.Do == RequestSetUp && r.Manages:
		t.setUp(r)
	case r.Do == RequestCircle:
		t.toAsker(t.together()...)
	case !r.Manages:
		t.toAsker(Line{Say: "server.managers"})
	case t.p.Server == nil:
		t.toAsker(Line{Say: "server.none"})
	case r.Do == RequestOff:
		t.p.Outbox, t.erase = nil, true
		t.toAsker(Line{Say: "server.off"})
	case r.Do == RequestGoal && r.Goal >= 0 && r.Goal <= mostGoal:
		t.p.Server.Goal = r.Goal
		t.toAsker(Line{Say: "server.goal", N: r.Goal})
	default:
		t.toAsker(Line{Say: "server.goalrange", N: mostGoal})
	}
}

// toAsker answers whoever asks, and nobody else: not in the channel. Who
// manages the server hears that the channel cannot be written in.
func (t *turn) toAsker(lines ...Line) {
	if t.p.Gone && t.p.Server != nil && t.e.Request.Manages && !t.e.Request.Closed {
		lines = append(lines, Line{Say: "server.gone"})
	}
	t.put(Effect{Kind: KindAnswer, Lines: lines, Here: true})
}

// setUp stores where, when and to what a server invites, or says what is wrong
// with it and leaves everything as it was.
func (t *turn) setUp(r Request) {
	zone := t.p.Zone
	if r.Zone != "" {
		zone, _ = t.Zones.Find(r.Zone, t.now)
	}
	schedule, wrong := serverSchedule(r.Schedule)
	routine, known := t.Library.Find(r.Routine)
	switch {
	case zone == "":
		t.toAsker(Line{Say: "server.zone"})
	case wrong.Say != "":
		t.toAsker(wrong, Line{Say: "schedule.example"})
	case !known || !inPublic(routine):
		t.toAsker(Line{Say: "server.routine", Routines: t.publicRoutines()})
	case r.Channel == "":
		t.toAsker(Line{Say: "server.channel"})
	case r.Closed:
		t.toAsker(Line{Say: "server.gone"})
	case r.Everyone:
		t.toAsker(Line{Say: "server.everybody"})
	default:
		t.keepServer(r, zone, schedule, routine.ID)
	}
}

// keepServer stores it and says when the next three invitations come.
func (t *turn) keepServer(r Request, zone string, schedule scheduler.Schedule, id routines.RoutineID) {
	server := Server{}
	if t.p.Server != nil {
		server = *t.p.Server
	}
	server.Routine, server.Group = id, r.Group
	t.p.Server = &server
	if !t.p.Known() {
		t.p.Consent = Consent{At: t.now}
	}
	closed := t.p.Gone && t.p.Chat == r.Channel
	t.p.Platform, t.p.Chat, t.p.Zone, t.p.Gone = t.e.Platform, r.Channel, zone, false
	t.hush()
	t.p.Plan = Plan{Schedule: schedule, Past: scheduler.OccurrenceAt(t.now, t.loc()), Jitter: t.jitter(schedule)}
	said := []Line{{Say: "server.set", Routine: id, Zone: zone, Times: t.upcoming(schedule, 3)}}
	if closed {
		said = append(said, Line{Say: "server.closed"})
	}
	t.toAsker(said...)
}

// serverSchedule reads the schedule of a server, or says what is wrong with it:
// it has one invitation a day.
func serverSchedule(said string) (scheduler.Schedule, Line) {
	s, err := scheduler.Parse(said)
	var ambiguous *scheduler.AmbiguousError
	switch {
	case errors.As(err, &ambiguous):
		return s, Line{Say: "server.which", Names: []string{ambiguous.Morning, ambiguous.Evening}}
	case err != nil:
		return s, Line{Say: unclear(err)}
	case s.MostPerDay() > 1:
		return s, Line{Say: "server.daily"}
	}
	return s, Line{}
}

// inPublic reports whether a routine may be named where everybody reads it:
// those for an attack or a flare-up say too much about who begins them.
func inPublic(r *routines.Routine) bool {
	return !slices.Contains([]routines.RoutineID{routines.GentleRoutine, routines.StillRoutine, routines.RestRoutine}, r.ID)
}

func (t *turn) publicRoutines() []routines.RoutineID {
	var ids []routines.RoutineID
	for _, r := range t.byFamily() {
		if inPublic(r) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// invite sends the invitation that is due. Each member who presses its button
// gets a session of their own, which nobody else sees.
func (t *turn) invite() {
	due, ok := t.lastDue()
	if !ok {
		return
	}
	t.p.Plan.Past = due
	at := t.fires(t.p, due)
	if t.now.Sub(at) >= tooLate {
		t.p.Passed++
		return
	}
	switch {
	case t.p.Gone && due.Day.Days(t.p.Server.Sent) > goneDays:
		t.p.Outbox, t.erase = nil, true
		return
	case t.p.Gone, t.p.Server.Sent == due.Day:
		return
	}
	server := *t.p.Server
	server.Sent = due.Day
	t.p.Server = &server
	r, known := t.Library.Routine(server.Routine)
	if !known || !inPublic(r) { // it was taken out of the library
		r, _ = t.Library.Routine(firstRoutine)
	}
	lines := []Line{{Say: "server.invite", Routine: r.ID, N: wholeMinutes(t.Library.Total(r, routines.Full))}}
	if sum, enough := server.sum(t.weekOf(due.Day)); enough && server.Goal > 0 {
		lines = append(lines, Line{Say: "server.week", N: sum, Of: server.Goal})
	}
	t.put(Effect{
		Kind: KindNudge, Lines: lines, Group: server.Group, Expires: at.Add(tooLate),
		Press: []Press{{Label: Line{Say: "press.beginnow"}, Tap: Tap{Do: TapCommand, Arg: "routine " + string(r.ID)}.Code()}},
	})
}

// weekOf returns the Monday of a day's week: a circle counts in those.
func (t *turn) weekOf(day scheduler.Date) scheduler.Date { return day.WeekStart(time.Monday) }
