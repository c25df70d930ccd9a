package bot

import (
	"time"

	"unknot/scheduler"
)

// Unasked counts what was sent that nobody had asked for.
type Unasked struct {
	Day    scheduler.Date `json:"day,omitzero"`     // the local day of the last one
	Today  int            `json:"today,omitempty"`  // on that day
	Silent int            `json:"silent,omitempty"` // since the person's last word
}

// The most that is sent unasked: on a day, and to somebody who says nothing.
const (
	mostADay   = 2
	mostSilent = 8
)

// mayInterrupt reports whether one more message that nobody asked for may be
// sent today. What was snoozed was asked for, and does not count.
func (t *turn) mayInterrupt() bool {
	u := t.p.Unasked
	return u.Silent < mostSilent && (u.Day != scheduler.DateOf(t.now, t.loc()) || u.Today < mostADay)
}

// interrupted counts one.
func (t *turn) interrupted() {
	today := scheduler.DateOf(t.now, t.loc())
	if t.p.Unasked.Day != today {
		t.p.Unasked.Day, t.p.Unasked.Today = today, 0
	}
	t.p.Unasked.Today++
	t.p.Unasked.Silent++
}

// Backoff is how reminders get fewer for somebody who does not answer them.
type Backoff struct {
	Ignored int            `json:"ignored,omitempty"` // since the last word or stage
	Stage   Waning         `json:"stage,omitempty"`
	Sent    scheduler.Date `json:"sent,omitzero"` // the day of the last reminder
}

// Waning is where somebody silent is on the way to no reminders at all.
type Waning string

// The stages.
const (
	WaningNot     Waning = ""
	WaningWeekly  Waning = "weekly"  // they were asked, and said nothing: one a week
	WaningDormant Waning = "dormant" // none, until they write
)

// The numbers of the back-off: ignored so often somebody is asked, and then is
// reminded so seldom.
const (
	ignoredEnough = 3
	seldomDays    = 7
)

// manners is what a reminder on a day comes to for somebody who may not have
// answered the last ones.
type manners int

const (
	mannersSend manners = iota
	mannersAsk          // different time, fewer days, or stop?
	mannersStay         // silent
)

// next decides about a reminder on a day, and what is remembered of it.
func (b Backoff) next(day scheduler.Date) (Backoff, manners) {
	switch {
	case b.Stage == WaningDormant:
		return b, mannersStay
	case b.Stage == WaningWeekly && b.Ignored >= ignoredEnough:
		b.Stage = WaningDormant
		return b, mannersStay
	case b.Stage == WaningWeekly && day.Days(b.Sent) < seldomDays:
		return b, mannersStay
	case b.Stage == WaningNot && b.Ignored >= ignoredEnough:
		return Backoff{Stage: WaningWeekly, Sent: day}, mannersAsk
	default:
		b.Ignored++
		b.Sent = day
		return b, mannersSend
	}
}

// heard begins anew for somebody who wrote or pressed something.
func (t *turn) heard() {
	t.p.Heard = t.now.Truncate(time.Minute)
	t.p.Unasked.Silent, t.p.Backoff = 0, Backoff{}
	t.p.Leaving = Leaving{}
}
