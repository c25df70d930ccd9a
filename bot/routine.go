package bot

import (
	"cmp"
	"slices"
	"time"

	"unknot/routines"
)

// routine opens the card of a routine, or lists them all.
func (t *turn) routine(name string) {
	switch r, ok := t.Library.Find(name); {
	case ok && t.p.Session != nil && !t.p.Session.Started.IsZero():
		t.show(Line{Say: "session.busy", Routine: r.ID})
	case ok:
		t.openRoutine(r.ID)
	case name == "":
		t.listRoutines(Line{Say: "routine.list"})
	default:
		t.listRoutines(Line{Say: "routine.unknown"})
	}
}

// listRoutines offers every routine.
func (t *turn) listRoutines(lines ...Line) {
	if t.held() {
		t.home()
		return
	}
	var press []Press
	var own []routines.RoutineID
	hidden := false
	for _, r := range t.byFamily() {
		if !t.suits(r.ID) {
			hidden = true
			continue
		}
		if t.Library.Own(r.ID) {
			own = append(own, r.ID)
		}
		minutes := int(t.Library.Total(r, routines.Full).Round(time.Minute).Minutes())
		press = append(press, Press{
			Label: Line{Say: "press.routine", Routine: r.ID, Minutes: minutes},
			Tap:   Tap{Do: TapCommand, Arg: "routine " + string(r.ID)}.Code(),
		})
	}
	if len(own) > 0 {
		lines = append(lines, Line{Say: "routine.own", Routines: own})
	}
	if hidden {
		lines = append(lines, Line{Say: "routine.hidden"})
	}
	t.answer(lines, press...)
}

// byFamily lists the routines: the one to do next, then those of a therapist, then
// the library by family, in the order of the seven, mixed ones last.
func (t *turn) byFamily() []*routines.Routine {
	list, next := t.Library.Routines(), t.suggested()
	place := func(r *routines.Routine) int {
		switch {
		case r.ID == next:
			return -2
		case t.Library.Own(r.ID):
			return -1
		}
		return slices.Index(routines.Families(), r.Families[0])
	}
	slices.SortStableFunc(list, func(a, b *routines.Routine) int { return cmp.Compare(place(a), place(b)) })
	return list
}
