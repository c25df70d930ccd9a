package routines

import (
	"fmt"
	"slices"
	"strings"
)

// checkKind holds a check-list item against what it is: a question that moves
// nobody. The two families of check-lists hold nothing else, and no other
// family holds one, so that what sets up a desk never counts as a session.
func (d *document) checkKind(e *Exercise) {
	list := e.Family == Workstation || e.Family == SleepSetup
	kinds := []ExerciseKind{KindMove, KindCheck}
	switch {
	case e.Kind != "" && !slices.Contains(kinds, e.Kind):
		d.known("kind", string(e.Kind), strs(kinds))
	case list && !e.Check():
		d.fault("kind", fmt.Sprintf("is not check, and %s holds check-list items only", e.Family), "kind: check, or another family")
	case e.Check() && !list:
		d.fault("kind", fmt.Sprintf("is check, and %s holds exercises only", e.Family), "family: WRK or family: SLP")
	}
	if e.Check() {
		d.checkQuestion(e)
	}
}

func (d *document) checkQuestion(e *Exercise) {
	if !strings.HasSuffix(strings.TrimSpace(e.Movement), "?") {
		d.fault("movement", "is no question, and a check-list item asks one", "a question that yes answers, such as Are your feet flat on the floor?")
	}
	if e.Set != "" {
		d.fault("set", "means nothing for a check-list item", "nothing: leave the line out")
	}
	for i, v := range e.Variants {
		place := below("variants", i)
		if v.ID != VariantID(e.ID) {
			d.fault(below(place, "id"), fmt.Sprintf("%s is a second variant, and a check-list item has one", v.ID), "one variant with id: "+string(e.ID))
		}
		if len(v.Tags) > 0 {
			d.fault(below(place, "tags"), "block a check-list item, which moves nobody", "tags: []")
		}
		if v.Dose != (Dose{Sides: 1, Sets: 1, Reps: 1, Hold: v.Dose.Hold}) {
			d.fault(below(place, "dose"), "is one of moves, and a check-list item is looked at once",
				fmt.Sprintf("dose: {sides: 1, sets: 1, reps: 1, hold: %d, rest: 0, setrest: 0, setup: 0, change: 0}", max(v.Dose.Hold, 1)))
		}
	}
}
