package bot

import (
	"strings"
	"time"

	"unknot/scheduler"
)

// Diary is the question about neck and shoulders once a day, for those who
// want it, in the days that a check-point is held against.
type Diary struct {
	On   bool           `json:"on,omitempty"`
	Last scheduler.Date `json:"last,omitzero"` // the day it was asked last, or let pass
}

// diaryAt is when it is asked, in local time.
const diaryAt = 18 * 60

// diary switches it on or off.
func (t *turn) diary(said string) {
	switch strings.ToLower(strings.TrimSpace(said)) {
	case "on":
		t.p.Diary = Diary{On: true, Last: t.diaryToday()}
		t.home(Line{Say: "diary.on"})
	case "off":
		t.p.Diary = Diary{}
		t.home(Line{Say: "diary.off"})
	default:
		t.answer([]Line{{Say: "diary.ask"}}, commandPress("press.diary", "diary on"), commandPress("press.notnow", "diary off"))
	}
}

// diaryToday is the last day whose question is over: today once its hour has
// passed.
func (t *turn) diaryToday() scheduler.Date {
	o := scheduler.OccurrenceAt(t.now, t.loc())
	if o.Slot < diaryAt {
		return o.Day.AddDays(-1)
	}
	return o.Day
}

// diaryDue returns when the question comes next; zero: not at all.
func (d Decider) diaryDue(p Person) time.Time {
	if !p.Diary.On {
		return time.Time{}
	}
	return p.Diary.Last.AddDays(1).At(diaryAt, p.Location(d.Zones))
}

// askNeck asks, unless the day has its answer already, or is one to be quiet.
func (t *turn) askNeck() {
	due := t.diaryDue(t.p)
	if due.IsZero() || due.After(t.now) {
		return
	}
	t.p.Diary.Last = t.diaryToday()
	late := t.now.Sub(due) >= tooLate
	if late || !t.neckWanted() || !t.undisturbed() {
		return
	}
	t.interrupted()
	t.put(Effect{Kind: KindCheck, Lines: []Line{{Say: "log.neck"}}, Press: numberPresses("log neck "), Expires: t.p.night().Start(t.now, t.loc())})
}
