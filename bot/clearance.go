package bot

import (
	"time"

	"unknot/routines"
)

// clear notes that a clinician who knows of it has cleared an item, or has
// looked at what was felt in a step.
func (t *turn) clear(asked string) {
	if stops, ok := t.p.Safety.Stops.Open(routines.StopID(asked), t.p.Safety.Screening.At, t.now); ok {
		t.p.Safety.Stops = stops
		t.home(append([]Line{{Say: "hold.cleared"}}, t.openLines()...)...)
		return
	}
	id := routines.ItemID(asked)
	s, ok := t.p.Safety.Screening.Clear(id, false, t.now)
	if !ok {
		t.stale()
		return
	}
	t.p.Safety.Screening = s
	t.home(append([]Line{{Say: "screen.cleared", Items: []routines.ItemID{id}}}, t.openLines()...)...)
}

// renewEvery is how often somebody whose clearance has run out is asked for a
// new one.
const renewEvery = 28 * 24 * time.Hour

// renewed takes that a clearance still holds, and goes on to the next one or
// to where the person was on the way to.
func (t *turn) renewed() {
	a := t.p.Asks
	t.p.Safety.Screening, _ = t.p.Safety.Screening.Clear(a.Item, false, t.now)
	t.p.Asks = Asks{}
	t.openRoutine(a.Then)
}

// notRenewed takes that it does not hold: what it opened stays off.
func (t *turn) notRenewed(said string) {
	if said != string(routines.No) {
		t.askSafety(Line{Say: "session.unknown"})
		return
	}
	a := t.p.Asks
	t.p.Asks, t.p.Renewed = Asks{}, t.now
	t.home(Line{Say: "screen.notrenewed", Items: []routines.ItemID{a.Item}}, t.openLine())
}

// askWhen asks how long ago something was, where blocks count from there.
func (t *turn) askWhen(before []Line) {
	id := string(t.p.Asks.Item)
	var press []Press
	for _, w := range routines.Whens(t.p.Asks.Item) {
		press = append(press, screenPress("screen.when."+id+"."+w.Code, id, w.Code))
	}
	t.answer(append(before, Line{Say: "screen.when." + id + ".ask"}), append(press, screenPress("screen.unsure", id, "unsure"))...)
}

// answerWhen takes it. Whoever is not sure gets the stricter reading.
func (t *turn) answerWhen(said string) {
	s, ok := t.p.Safety.Screening.Date(t.p.Asks.Item, said)
	if !ok && said != string(routines.Unsure) {
		t.askSafety(Line{Say: "session.unknown"})
		return
	}
	t.p.Safety.Screening, t.p.Asks.When = s, false
	t.nextItem(t.p.Asks.Item)
}

// answerOver takes that an emergency is over and was examined: the yes is kept,
// and opened by the same word.
func (t *turn) answerOver(id routines.ItemID) {
	t.p.Safety.Screening = t.p.Safety.Screening.Record(routines.Answer{Item: id, Said: routines.Yes, At: t.now})
	t.p.Safety.Screening, _ = t.p.Safety.Screening.Clear(id, true, t.now)
	t.nextItem(id)
}

// aurasOf lists the exceptions of an item: an aura that is no emergency.
func aurasOf(id routines.ItemID) []string {
	if id != routines.AuraItem {
		return nil
	}
	var names []string
	for _, row := range routines.AuraRows() {
		names = append(names, row.Name)
	}
	return names
}

// answerAura takes that it is such an aura: the item is answered with no, and
// one that nobody has diagnosed wants a visit.
func (t *turn) answerAura(name string) {
	for _, row := range routines.AuraRows() {
		if row.Name != name || t.p.Asks.Item != routines.AuraItem {
			continue
		}
		id, mistake := t.p.Asks.Item, t.p.Asks.Mistake
		t.p.Safety.Screening = t.p.Safety.Screening.Record(routines.Answer{Item: id, Said: routines.No, At: t.now, Mistake: mistake})
		t.p.Asks.Aura = t.p.Asks.Aura || row.Item != ""
		if mistake {
			t.p.Asks = Asks{}
			t.byMistake()
			return
		}
		t.nextItem(id)
		return
	}
	t.stale()
}

// somethingNew asks all the questions again.
func (t *turn) somethingNew(before ...Line) {
	t.p.Asks = Asks{Group: 1}
	t.askSafety(before...)
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
	case t.p.Crisis:
		t.talked()
	case len(items) > 0:
		t.p.Asks = Asks{Item: items[0], Mistake: true}
		t.askSafety()
	case len(stops) > 0:
		t.p.SignsAsked = true
		t.answer([]Line{{Say: "safety.rules"}, {Say: "hold.again"}}, commandPress("press.oneof", "one of these"), commandPress("press.noneof", "none of these"))
	default:
		t.home(Line{Say: "hold.cleared"})
	}
}

// noneOf takes back what was told by mistake in a step or in a text: none of
// the signs is there.
func (t *turn) noneOf() {
	if !t.p.SignsAsked {
		t.unknown()
		return
	}
	t.p.SignsAsked = false
	for _, id := range t.p.Safety.Stops.Emergency() {
		for taken := true; taken; { // it may have been told more than once
			t.p.Safety.Stops, taken = t.p.Safety.Stops.Mistake(id, t.now)
		}
	}
	if t.inAttack() {
		t.attackSigns()
		return
	}
	t.home(Line{Say: "screen.thanks"})
}

// talked hears that somebody in a crisis has talked to a person.
func (t *turn) talked() {
	if !t.p.Crisis {
		t.unknown()
		return
	}
	t.p.Crisis = false
	t.home(Line{Say: "hold.cleared"})
}

// examined opens what held everything: it is over, and a doctor has looked
// since; when is asked first. What was felt in a step asks for all the
// questions again.
func (t *turn) examined(when string) {
	switch {
	case !t.held() || t.p.Crisis:
		t.unknown()
		return
	case when == "no":
		t.home(Line{Say: "hold.notyet"})
		return
	case when != "today" && when != "lately":
		t.answer([]Line{{Say: "hold.when"}}, commandPress("press.lookedtoday", "examined today"),
			commandPress("press.lookedweek", "examined lately"), commandPress("press.lookednot", "examined no"))
		return
	}
	for _, id := range t.p.Safety.Screening.Emergency() {
		t.p.Safety.Screening, _ = t.p.Safety.Screening.Clear(id, true, t.now)
	}
	if len(t.p.Safety.Stops.Emergency()) > 0 {
		t.p.Asks = Asks{Group: 1, Examined: true}
		t.askSafety(Line{Say: "screen.again"})
		return
	}
	t.home(Line{Say: "hold.cleared"})
}
