package bot

import (
	"strconv"
	"strings"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// Follow is the question on the morning after a session that left the neck
// clearly sorer than before (clinical specification, section 3.2).
type Follow struct {
	Session int                `json:"session,omitempty"` // which; 0: nothing to ask
	Routine routines.RoutineID `json:"routine,omitempty"`
	Before  int                `json:"before,omitempty"`
	Ended   time.Time          `json:"ended,omitzero"`
	At      time.Time          `json:"at,omitzero"` // when to ask next
	Asked   int                `json:"asked,omitempty"`
}

// rise is how many points more are worth a question next morning.
const rise = 2

// follow notes that somebody is asked next morning, or that nothing is to ask.
func (t *turn) follow(r routines.Result) {
	if r.Before == nil || r.After == nil || *r.After < *r.Before+rise {
		t.p.Follow = Follow{} // the next score before a session says how it went
		return
	}
	morning := scheduler.DateOf(t.now, t.loc()).AddDays(1).At(0, t.loc())
	t.p.Follow = Follow{Session: t.p.Sessions, Routine: r.Routine, Before: *r.Before, Ended: r.Ended, At: t.p.night().End(morning, t.loc())}
}

// askNext asks how it is, at the first minute outside quiet hours.
func (t *turn) askNext() {
	f := &t.p.Follow
	if f.Session == 0 || f.At.IsZero() || f.At.After(t.now) {
		return
	}
	if quiet := t.p.night(); quiet.Contains(scheduler.OccurrenceAt(t.now, t.loc()).Slot) {
		f.At = quiet.End(t.now, t.loc()) // it comes late, and not at night
		return
	}
	f.At = time.Time{}
	if !t.undisturbed() {
		return
	}
	t.interrupted()
	f.Asked++
	var press []Press
	for n := range 11 {
		press = append(press, Press{Label: Line{Say: "press.number", N: n}, Tap: Tap{Do: TapNext, Arg: strconv.Itoa(f.Session) + " " + strconv.Itoa(n)}.Code()})
	}
	if routines.Sores(f.Routine) {
		press = append(press, Press{Label: Line{Say: "press.sore"}, Tap: Tap{Do: TapNext, Arg: strconv.Itoa(f.Session) + " " + sore}.Code()})
	}
	t.put(Effect{Kind: KindCheck, Lines: []Line{{Say: "next.ask"}}, Press: press, Expires: t.p.night().Start(t.now, t.loc())})
}

// sore is the answer that it is nothing but sore muscles.
const sore = "sore"

// pressedNext takes the answer. Still two points up before a day is over, it
// is asked once more when it is.
func (t *turn) pressedNext(arg string) {
	var session, n int
	arg, onlySore := strings.CutSuffix(arg, " "+sore)
	if onlySore {
		arg += " 0"
	}
	for i, word := range strings.Fields(arg) {
		v, err := strconv.Atoi(word)
		switch {
		case err != nil || i > 1:
			t.stale()
			return
		case i == 0:
			session = v
		default:
			n = v
		}
	}
	f := &t.p.Follow
	if f.Session == 0 || session != f.Session || n < 0 || n > 10 {
		t.stale()
		return
	}
	day := f.Ended.Add(routines.NextCheck)
	if n >= f.Before+rise && t.now.Before(day) && f.Asked < 2 {
		f.At = t.p.night().End(day, t.loc())
		t.home(Line{Say: "next.later"})
		return
	}
	asked := *f
	t.p.Follow = Follow{}
	t.nextDay(asked, n, onlySore)
	if n >= asked.Before+rise {
		t.home(Line{Say: "next.still"})
		return
	}
	t.home(Line{Say: "next.fine"})
}
