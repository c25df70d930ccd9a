package bot

import (
	"encoding/json"
	"slices"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// History is what is kept of a stretch of days. It is put together at delivery,
// from the records and from what the document still knows.
type History struct {
	From, To scheduler.Date // both belong to it
	Sessions []Past         // in the order they were begun
	Days     []Day          // what was told of days, and nothing of their sessions; oldest first
	Unread   int            // records that this version cannot read
}

// Past is one session of a history.
type Past struct {
	Position Position
	Day      scheduler.Date // the session day
	Loc      *time.Location // where they lived then
	Result   routines.Result
}

// around is how many days before and after a range its records are looked for: a
// day of the person's zone is not one of UTC, and a session may belong to the day
// of the reminder that it answered late.
const around = 2

// positions returns where the records of some days lie.
func positions(from, to scheduler.Date) (first, end Position) {
	return positionOfDay(from.AddDays(-around)), positionOfDay(to.AddDays(1 + around))
}

// History picks the days from and to, both included, out of records.
func (d Decider) History(p Person, records []Record, from, to scheduler.Date) History {
	h := History{From: from, To: to}
	told := map[scheduler.Date]Day{}
	for _, r := range records {
		var kept struct {
			SessionRecord
			Told *Day `json:"told"`
		}
		switch err := json.Unmarshal(r.Data, &kept); {
		case err != nil || kept.Schema > schema:
			h.Unread++
		case kept.Told != nil:
			told[kept.Told.Date] = kept.Told.told()
		default:
			h.add(d.past(p, r.Position, kept.SessionRecord))
		}
	}
	for _, day := range p.Days {
		if !day.untold() {
			told[day.Date] = day.told()
		}
	}
	for date, day := range told {
		if h.covers(date) {
			h.Days = append(h.Days, day)
		}
	}
	slices.SortFunc(h.Days, func(a, b Day) int { return a.Date.Days(b.Date) })
	return h
}

func (h *History) add(s Past) {
	if h.covers(s.Day) {
		h.Sessions = append(h.Sessions, s)
	}
}

func (h History) covers(date scheduler.Date) bool { return !date.Before(h.From) && !h.To.Before(date) }

// past reads one record. One that was made before the zone was known belongs
// where the person lives now.
func (d Decider) past(p Person, at Position, r SessionRecord) Past {
	loc, err := d.Zones.Load(r.Zone)
	if err != nil {
		loc = p.Location(d.Zones)
	}
	day := r.Day
	if day.IsZero() {
		day = scheduler.DayOf(r.Result.Started, loc, dayTurn)
	}
	return Past{Position: at, Day: day, Loc: loc, Result: r.Result}
}
