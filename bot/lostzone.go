package bot

import (
	"time"

	"unknot/scheduler"
)

// Lost is where somebody is whose time zone is not in the tz database any more.
// Their reminders are held until they say what time it is: their clock was
// right when it was last looked at, and nobody knows when it is changed.
type Lost struct {
	Zone string    `json:"zone,omitempty"` // the name that was not found
	Ask  time.Time `json:"ask,omitzero"`   // when they are asked; zero: they were, or will not be
	Told bool      `json:"told,omitempty"` // an answer asked, too
}

// lostAskAt is when somebody is asked, by the clock they had: in the middle of
// the day, so that an hour more or less is not at night.
const lostAskAt = 12 * 60

// lost reports whether a person's own zone is not known any more.
func (d Decider) lost(p Person) bool {
	if p.Zone == "" {
		return false
	}
	_, err := d.Zones.Load(p.Zone)
	return err != nil
}

// Location returns the zone somebody lives in, as far as it is known: their own,
// of one that was lost the last offset from UTC, the one their platform hints
// at, or UTC.
func (p Person) Location(zones *scheduler.Zones) *time.Location {
	if loc, err := zones.Load(p.Zone); err == nil {
		return loc
	}
	if at, err := time.ParseInLocation(offsetForm, p.Offset, time.UTC); err == nil && p.Zone != "" {
		_, seconds := at.Zone()
		return time.FixedZone(p.Offset, seconds)
	}
	if loc, err := zones.Load(p.Hint); err == nil {
		return loc
	}
	return time.UTC
}

// offsetForm is how an offset is written: "+01:00".
const offsetForm = "-07:00"

// minds keeps how far somebody's clock is from UTC, or notes that their zone is
// lost.
func (t *turn) minds() {
	switch {
	case t.p.Zone == "":
	case !t.lost(t.p):
		t.p.Lost, t.p.Offset = Lost{}, t.now.In(t.loc()).Format(offsetForm)
	case t.p.Lost.Zone != t.p.Zone:
		t.p.Lost = Lost{Zone: t.p.Zone}
		if t.p.Offset != "" && (!t.p.Plan.Schedule.IsZero() || t.p.Summary.On || t.p.Diary.On) {
			t.p.Lost.Ask = t.nextNoon()
		}
	}
}

// nextNoon is when somebody can be asked next.
func (t *turn) nextNoon() time.Time {
	o := scheduler.OccurrenceAt(t.now, t.loc())
	if o.Slot >= lostAskAt {
		o.Day = o.Day.AddDays(1)
	}
	return o.Day.At(lostAskAt, t.loc())
}

// askLost asks somebody once, without a word from them, where they are. What
// keeps it from being asked now puts it off by a day; what ends only with a word
// from them leaves it to that word.
func (t *turn) askLost() {
	if ask := t.p.Lost.Ask; ask.IsZero() || ask.After(t.now) {
		return
	}
	late := t.now.Sub(t.p.Lost.Ask) >= tooLate
	t.p.Lost.Ask = time.Time{}
	switch {
	case t.held() || t.unwell() || t.p.Unasked.Silent >= mostSilent:
	case late || !t.undisturbed():
		t.p.Lost.Ask = t.nextNoon()
	default:
		t.interrupted()
		t.put(Effect{Kind: KindCheck, Lines: []Line{{Say: "zone.lost", Zone: t.p.Zone}}, Press: t.clockPresses(), Expires: t.p.night().Start(t.now, t.loc())})
		if t.p.Asking == "" {
			t.p.Asking = AskingZone
		}
	}
}

// mostBeside is how many lines an answer has at most to which a question is added:
// beside a long one it would be missed.
const mostBeside = 4

// askLostBeside asks the same beside an answer, once, where nothing else is
// asked.
func (t *turn) askLostBeside() {
	last := len(t.p.Outbox) - 1
	if !t.lost(t.p) || t.p.Lost.Told || t.erase || last < 0 {
		return
	}
	e := &t.p.Outbox[last]
	busy := t.p.Session != nil || t.p.Asking != "" || t.p.Asks != Asks{} || t.held() || t.unwell()
	if busy || len(e.Lines) > mostBeside || e.Kind != KindAnswer || !e.screen() || e.ID <= t.began {
		return
	}
	e.Lines = append(e.Lines, Line{Say: "zone.lost", Zone: t.p.Zone})
	e.Press = append(e.Press, commandPress("press.myclock", "zone"))
	t.p.Lost.Told, t.p.Asking = true, AskingZone
}

// clockPresses offers the places whose clocks show now what the person's would,
// had it not been changed since it was last looked at.
func (t *turn) clockPresses() []Press {
	var press []Press
	for _, city := range t.Zones.AtClock(scheduler.OccurrenceAt(t.now, t.loc()).Slot, t.now) {
		press = append(press, t.zonePress(city.Zone))
	}
	return press
}
