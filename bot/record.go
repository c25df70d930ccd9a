package bot

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// SessionRecord is one session in the history of a person.
type SessionRecord struct {
	Schema int             `json:"schema"`
	Zone   string          `json:"zone,omitempty"` // where they lived then; empty when not known yet
	Day    scheduler.Date  `json:"day,omitzero"`   // the session day; zero when the zone was not known yet
	Result routines.Result `json:"result"`
}

// DayRecord is what was told of one day, kept when the digest forgets it: nothing
// of its sessions, which have records of their own.
type DayRecord struct {
	Schema int `json:"schema"`
	Told   Day `json:"told"`
}

// Time returns the moment of a position.
func (p Position) Time() time.Time { return time.UnixMilli(int64(p)).UTC() }

// wholeDay is how many milliseconds apart the positions of days are. They are
// midnights of UTC, which no session has for its position.
const wholeDay = Position(24 * time.Hour / time.Millisecond)

func positionOfDay(date scheduler.Date) Position {
	return Position(date.At(0, time.UTC).UnixMilli())
}

// next returns the position of a record that begins at a moment.
func (p Person) next(began time.Time) Position {
	at := max(Position(began.UnixMilli()), p.Recorded+1)
	if at%wholeDay == 0 {
		at++
	}
	return at
}

// archive records what was told of the days that the digest has just forgotten.
func (t *turn) archive(before []Day) {
	if len(t.p.Days) == 0 {
		return
	}
	last := t.p.Days[len(t.p.Days)-1].Date
	for _, d := range before {
		if last.Days(d.Date) >= keptDays && !d.untold() {
			t.keep(positionOfDay(d.Date), DayRecord{Schema: schema, Told: d.told()})
		}
	}
}

// keep adds a record to be written with this decision.
func (t *turn) keep(at Position, record any) {
	data, err := json.Marshal(record)
	if err != nil {
		panic(fmt.Sprintf("a record cannot be encoded: %T", err)) // it holds only strings and numbers
	}
	t.records = append(t.records, Record{Position: at, Data: data})
}

// record closes the open session: its record, its day, and what was learnt. A
// session that never began leaves nothing.
func (t *turn) record() (routines.Result, bool) {
	running := t.p.Session
	if running.Doubt != "" { // it was left without an answer
		f := caseOf(running.Doubt).feeling
		if step, on := running.Current(); on {
			if e, v, known := t.Library.Variant(step.Variant); known {
				f.Step = routines.KindOf(e, v)
			}
		}
		t.p.Safety, _, _ = t.p.Safety.Feel(t.here(), f)
	}
	t.p.Closed = t.now.Truncate(time.Minute)
	result, ok := running.Result(t.Library)
	if !ok {
		t.p.Session = nil
		return result, false
	}
	day := t.sessionDay()
	t.counted = day
	t.p.Session = nil
	if t.inAttack() {
		result.Counted = false // in an attack nothing is counted
	}
	t.p.Last = result.Routine
	t.p.Recorded = t.p.next(result.Started)
	kept := SessionRecord{Schema: schema, Zone: t.p.Zone, Day: running.Day, Result: result}
	if t.p.Zone != "" {
		kept.Day = day // a later release of the zones does not move it
	}
	t.keep(t.p.Recorded, kept)
	t.p.count(day, result, t.Library)
	if result.Counted {
		t.tellCircles()
	}
	t.learn(result)
	t.noteChecks(result)
	t.noteAche(result)
	if list, ok := t.Library.Routine(result.Routine); !ok || !list.Checklist() { // set-up is no session
		t.learnt = t.course(result, running.Unwell)
	}
	if !t.inAttack() {
		t.follow(result)
	}
	return result, true
}

// learn counts how often each exercise was completed.
func (t *turn) learn(r routines.Result) {
	uses := maps.Clone(t.p.Uses)
	if uses == nil {
		uses = routines.Uses{}
	}
	for _, step := range r.Steps {
		if e, _, ok := t.Library.Variant(step.Variant); ok && step.Done == routines.StepDone {
			uses[e.ID]++
		}
	}
	t.p.Uses = uses
}
