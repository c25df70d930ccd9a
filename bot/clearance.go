package bot

import "unknot/routines"

// clear notes that a clinician who knows of it has cleared an item.
func (t *turn) clear(id routines.ItemID) {
	s, ok := t.p.Safety.Screening.Clear(id, false, t.now)
	if !ok {
		t.stale()
		return
	}
	t.p.Safety.Screening = s
	t.home(Line{Say: "screen.cleared", Items: []routines.ItemID{id}}, t.openLine())
}

// somethingNew asks all the questions again.
func (t *turn) somethingNew() {
	t.p.Asks = Asks{Group: 1}
	t.askSafety()
}

// mistaken hears that something was told by mistake.
func (t *turn) mistaken() {
	if !t.held() {
		t.unknown()
		return
	}
	t.byMistake()
}

// byMistake asks what holds everything once more.
func (t *turn) byMistake() {
	items, stops := t.p.Safety.Screening.Emergency(), t.p.Safety.Stops.Emergency()
	switch {
	case len(items) > 0:
		t.p.Asks = Asks{Item: items[0], Mistake: true}
		t.askSafety()
	case len(stops) > 0:
		t.answer([]Line{{Say: "safety.rules"}}, commandPress("press.oneof", "one of these"), commandPress("press.noneof", "none of these"))
	default:
		t.home(Line{Say: "hold.cleared"})
	}
}

// noneOf takes back what was told by mistake in a step or in a text: none of
// the signs is there.
func (t *turn) noneOf() {
	for _, id := range t.p.Safety.Stops.Emergency() {
		for taken := true; taken; { // it may have been told more than once
			t.p.Safety.Stops, taken = t.p.Safety.Stops.Mistake(id, t.now)
		}
	}
	t.home(Line{Say: "screen.thanks"})
}

// examined opens what held everything: it is over, and a doctor has looked
// since. What was felt in a step asks for all the questions again.
func (t *turn) examined() {
	if !t.held() {
		t.unknown()
		return
	}
	for _, id := range t.p.Safety.Screening.Emergency() {
		t.p.Safety.Screening, _ = t.p.Safety.Screening.Clear(id, true, t.now)
	}
	if len(t.p.Safety.Stops.Emergency()) > 0 {
		t.p.Asks = Asks{Group: 1}
		t.askSafety(Line{Say: "screen.again"})
		return
	}
	t.home(Line{Say: "hold.cleared"})
}
