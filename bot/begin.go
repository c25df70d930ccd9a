package bot

import (
	"slices"

	"unknot/routines"
	"unknot/scheduler"
)

// mayBegin asks what has to be asked before a routine. Rest is always open,
// and nobody is questioned in an attack.
func (t *turn) mayBegin(id routines.RoutineID) bool {
	if id == routines.RestRoutine || t.inAttack() {
		return true
	}
	if t.p.Owed {
		t.p.Asks = Asks{Group: 1, Recheck: true, Then: id}
		t.askSafety(Line{Say: "recheck.hurt"})
		return false
	}
	if a := t.p.Asks; a.Group > 1 && !a.Recheck { // they are in the middle of them
		t.p.Asks.Then = id
		t.askSafety()
		return false
	}
	if stops := t.p.Safety.Stops.Asks(t.here()); len(stops) > 0 {
		t.p.Asks = Asks{Stop: stops[0], Then: id}
		t.askSafety()
		return false
	}
	if lapsed := t.p.Safety.Screening.Lapsed(t.here()); len(lapsed) > 0 && t.now.Sub(t.p.Renewed) >= renewEvery {
		t.p.Asks = Asks{Item: lapsed[0], Renew: true, Then: id}
		t.askSafety()
		return false
	}
	switch t.p.Safety.Screening.Due(t.here(), t.headacheToday()) {
	case routines.DueFull:
		t.p.Asks = Asks{Group: 1, Then: id}
		t.askSafety()
		return false
	case routines.DueShort:
		t.p.Asks = Asks{Item: routines.AnythingNew, Then: id}
		t.askSafety()
		return false
	default:
		return true
	}
}

// headacheToday reports whether this is a day that nobody is questioned on.
func (t *turn) headacheToday() bool {
	today := scheduler.DateOf(t.now, t.loc())
	return slices.ContainsFunc(t.p.Days, func(d Day) bool { return d.Date == today && (d.Attack || d.Headache > 1) })
}
