package bot

import (
	"hash/fnv"
	"time"

	"unknot/scheduler"
)

// jitter chooses, when a schedule is set, by how many seconds its reminders
// come later: else everybody's half past nine would be sent in one second. It
// follows from who and what, so that deciding draws nothing.
func (t *turn) jitter(s scheduler.Schedule) int {
	if t.Spread <= 0 {
		return 0
	}
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(string(t.e.Doc) + "\n" + s.String()))
	return int(sum.Sum32() % uint32(t.Spread/time.Second+1))
}

// fires returns when the reminder of an occurrence goes out. What is shown, and
// what the occurrence is called, stays as the person said it; and the jitter
// carries nobody into the quiet hours or another day.
func (d Decider) fires(p Person, o scheduler.Occurrence) time.Time {
	loc, quiet := p.Location(d.Zones), p.night()
	at := o.In(loc)
	moved := at.Add(time.Duration(p.Plan.Jitter) * time.Second)
	then := scheduler.OccurrenceAt(moved, loc)
	if then.Day != o.Day || quiet.Contains(then.Slot) && !quiet.Contains(o.Slot) {
		return at
	}
	return moved
}
