package bot

import (
	"slices"
	"strconv"
	"strings"

	"unknot/routines"
	"unknot/scheduler"
)

// Asks is where somebody is in the safety questions.
type Asks struct {
	Group    int                `json:"group,omitempty"`    // the grouped screen, 1 to 4
	Item     routines.ItemID    `json:"item,omitempty"`     // the item that is asked by itself
	Mistake  bool               `json:"mistake,omitempty"`  // it is asked again after "by mistake"
	Stop     routines.StopID    `json:"stop,omitempty"`     // what was felt on an earlier day: is it gone?
	Then     routines.RoutineID `json:"then,omitempty"`     // what they were on the way to
	When     bool               `json:"when,omitempty"`     // how long ago Item was
	Examined bool               `json:"examined,omitempty"` // they said that it is over, and a doctor has looked
	Aura     bool               `json:"aura,omitempty"`     // an aura that nobody has diagnosed was told
	Alone    bool               `json:"alone,omitempty"`    // Item, and after it Next, and no others
	Next     routines.ItemID    `json:"next,omitempty"`
	Renew    bool               `json:"renew,omitempty"`   // whether the clearance of Item still holds
	Recheck  bool               `json:"recheck,omitempty"` // only the R-items, because of much pain
}

// groups is how many grouped screens there are.
const groups = 4

// askSafety shows the safety question that is on the screen.
func (t *turn) askSafety(before ...Line) {
	a := t.p.Asks
	switch {
	case a.Stop != "":
		t.answer(append(before, Line{Say: "screen.gone"}), screenPress("screen.yes", string(a.Stop), "yes"), screenPress("screen.no", string(a.Stop), "no"))
	case a.Renew:
		t.answer(append(before, Line{Say: "screen.renew", Items: []routines.ItemID{a.Item}}),
			screenPress("screen.renewed", string(a.Item), "clear"), screenPress("screen.no", string(a.Item), "no"))
	case a.When:
		t.askWhen(before)
	case a.Item == routines.AnythingNew:
		since := scheduler.OccurrenceAt(t.p.Safety.Screening.Since(), t.loc())
		t.answer(append(before, Line{Say: "screen.new", Times: []scheduler.Occurrence{since}}), t.itemPresses("screen.no", "screen.yes")...)
	case a.Item != "":
		t.askItem(before)
	default:
		t.answer(append(before, Line{Say: "screen.group" + strconv.Itoa(a.Group), N: a.Group, Of: a.screens()}),
			screenPress("screen.none", strconv.Itoa(a.Group), "none"), screenPress("screen.some", strconv.Itoa(a.Group), "some"))
	}
}

// askItem asks one item, in simpler words when the answer was "not sure".
func (t *turn) askItem(before []Line) {
	item, _ := routines.ItemOf(t.p.Asks.Item)
	say := "screen.item." + string(item.ID) + ".ask"
	if slices.Contains(t.p.Safety.Screening.AskAgain(), item.ID) {
		say = "screen.item." + string(item.ID) + ".simple"
	}
	press := t.itemPresses("screen.yes", "screen.no", "screen.unsure")
	if item.Graver != routines.LevelNone {
		press = slices.Insert(press, 1, screenPress("screen.item."+string(item.ID)+".graver", string(item.ID), "graver"))
	}
	if t.p.Asks.Examined && (item.Level == routines.LevelEmergency || item.Level == routines.LevelDepartment) {
		press = slices.Insert(press, 1, screenPress("screen.over", string(item.ID), "over"))
	}
	for _, aura := range aurasOf(item.ID) {
		press = append(press, screenPress("screen.aura."+aura, string(item.ID), "aura."+aura))
	}
	t.answer(append(before, Line{Say: say}), press...)
}

// itemPresses are answers to the item that is asked.
func (t *turn) itemPresses(labels ...string) []Press {
	var press []Press
	for _, label := range labels {
		press = append(press, screenPress(label, string(t.p.Asks.Item), strings.TrimPrefix(label, "screen.")))
	}
	return press
}

func screenPress(label, asked, said string) Press {
	return Press{Label: Line{Say: label}, Tap: Tap{Do: TapScreen, Arg: asked + " " + said}.Code()}
}

// pressedScreen takes the answer to a safety question, if it is the one on the
// screen.
func (t *turn) pressedScreen(arg string) {
	asked, said, _ := strings.Cut(arg, " ")
	a := t.p.Asks
	switch {
	case said == "clear" && a.Renew && asked == string(a.Item):
		t.renewed()
	case said == "clear":
		t.clear(asked)
	case a.Stop != "" && asked == string(a.Stop):
		t.answerStop(said == "yes")
	case a.Item != "" && asked == string(a.Item):
		t.answerItem(said)
	case a.Item == "" && a.Group > 0 && asked == strconv.Itoa(a.Group):
		t.answerGroup(said)
	case a != Asks{}:
		t.askSafety(Line{Say: "session.stale"})
	default:
		t.stale()
	}
}

// answersSafety takes a plain yes or no as the answer to one item; whatever
// else is said, the question is shown again.
func (t *turn) answersSafety(said Said) {
	group := t.p.Asks.Group > 0 && t.p.Asks.Item == "" && t.p.Asks.Stop == ""
	switch {
	case group && (said.Verb == VerbNo || said.Verb == VerbNoneOf):
		t.answerGroup("none")
	case group && (said.Verb == VerbYes || said.Verb == VerbOneOf || said.Verb == VerbUnsure):
		t.answerGroup("some")
	case t.p.Asks.Stop != "" && (said.Verb == VerbYes || said.Verb == VerbNo):
		t.answerStop(said.Verb == VerbYes)
	case t.p.Asks.Item != "" && said.Verb == VerbUnsure:
		t.answerItem(string(routines.Unsure))
	case t.p.Asks.Item != "" && said.Verb == VerbYes:
		t.answerItem(string(routines.Yes))
	case t.p.Asks.Item != "" && (said.Verb == VerbNo || said.Verb == VerbNoneOf):
		t.answerItem(string(routines.No))
	default:
		t.askSafety(Line{Say: "session.unknown"})
	}
}

// answerStop takes whether what was felt on an earlier day is gone. While it is
// not, what it switches off stays off, and somebody should look at it.
func (t *turn) answerStop(gone bool) {
	if !gone {
		t.p.Safety.Stops = t.p.Safety.Stops.NotGone(t.p.Asks.Stop, t.now)
		t.p.Asks = Asks{}
		t.home(Line{Say: "screen.notgone"}, t.openLine())
		return
	}
	t.p.Safety.Stops, _ = t.p.Safety.Stops.Open(t.p.Asks.Stop, t.p.Safety.Screening.At, t.now)
	t.passed()
}

func (t *turn) answerGroup(said string) {
	if said == "none" {
		t.p.Safety.Screening = t.p.Safety.Screening.None(t.p.Asks.Group, t.now)
		t.nextGroup()
		return
	}
	t.p.Asks.Item = routines.Screen(t.p.Asks.Group)[0].ID
	t.askSafety()
}

// answerItem takes yes, no, not sure, or the graver case. A "not sure" is
// asked once more; an emergency ends the questions.
func (t *turn) answerItem(said string) {
	id, mistake := t.p.Asks.Item, t.p.Asks.Mistake
	aura, isAura := strings.CutPrefix(said, "aura.")
	switch {
	case t.p.Asks.Renew:
		t.notRenewed(said)
		return
	case t.p.Asks.When:
		t.answerWhen(said)
		return
	case isAura:
		t.answerAura(aura)
		return
	case said == "over" && t.p.Asks.Examined:
		t.answerOver(id)
		return
	}
	answer := routines.Answer{Item: id, Said: routines.Said(said), At: t.now, Mistake: mistake}
	if said == "graver" {
		answer.Said, answer.Graver = routines.Yes, true
	}
	if !slices.Contains([]routines.Said{routines.Yes, routines.No, routines.Unsure}, answer.Said) {
		t.stale()
		return
	}
	t.recordAnswer(answer)
	switch {
	case id == routines.AnythingNew && answer.Said == routines.No:
		t.passed()
	case id == routines.AnythingNew:
		t.p.Asks = Asks{Group: 1, Then: t.p.Asks.Then}
		t.askSafety()
	case slices.Contains(t.p.Safety.Screening.AskAgain(), id):
		t.askSafety()
	case answer.Said != routines.No && routines.Whens(id) != nil && !mistake:
		t.p.Asks.When = true
		t.askSafety()
	case len(t.p.Safety.Screening.Emergency()) > 0 && !mistake:
		t.hold(alarmOf(id))
	case mistake:
		t.p.Asks = Asks{}
		t.byMistake()
	default:
		t.nextItem(id)
	}
}

// recordAnswer keeps an answer. One that limits the neck for the first time
// sends its exercises back to where everybody begins.
func (t *turn) recordAnswer(a routines.Answer) {
	limited := func() bool { return slices.Contains(t.safety().Limits(t.here()), routines.LimitLowest) }
	before := limited()
	t.p.Safety.Screening = t.p.Safety.Screening.Record(a)
	if item, _ := routines.ItemOf(a.Item); item.Today && a.Said != routines.No { // it is asked about when the day is over
		t.p.Safety.Screening = t.p.Safety.Screening.Again(t.today().AddDays(1).At(int(dayTurn.Minutes()), t.loc()))
	}
	if !before && a.Said == routines.Yes && limited() {
		t.p.Course.Levels = t.p.Course.Levels.Begin(t.Library, "CST")
	}
}

// nextItem asks the next item of the group, or goes to the next group.
func (t *turn) nextItem(id routines.ItemID) {
	switch a := t.p.Asks; {
	case a.Alone && a.Next != "":
		t.p.Asks.Item, t.p.Asks.Next, t.p.Asks.When = a.Next, "", false
		t.askSafety()
		return
	case a.Alone:
		t.passed(t.screeningLines()...)
		return
	}
	items := routines.Screen(t.p.Asks.Group)
	i := slices.IndexFunc(items, func(i routines.Item) bool { return i.ID == id })
	if i+1 < len(items) {
		t.p.Asks.Item = items[i+1].ID
		t.askSafety()
		return
	}
	t.nextGroup()
}

func (t *turn) nextGroup() {
	t.p.Asks.Item = ""
	t.p.Asks.Group++
	switch {
	case t.p.Asks.Group <= t.p.Asks.screens():
		t.askSafety()
	case t.p.Asks.Recheck:
		t.rechecked()
	default:
		t.finishScreening()
	}
}

// finishScreening says what the answers mean, and goes on with what the person
// was on the way to.
func (t *turn) finishScreening() {
	if t.p.Asks.Aura { // it wants a visit, whatever the last screen said of the others
		t.recordAnswer(routines.Answer{Item: "Y13", Said: routines.Yes, At: t.now})
	}
	s := t.p.Safety
	s.Screening = s.Screening.Finish(t.now)
	for _, id := range s.Stops.Emergency() {
		s.Stops, _ = s.Stops.Open(id, s.Screening.At, t.now)
	}
	t.p.Safety = s
	lines := t.screeningLines()
	if most := 3; len(lines) > most { // more than one message holds with ease
		t.answer(lines[:most])
		lines = lines[most:]
	}
	t.passed(lines...)
}

// passed goes on after the questions.
func (t *turn) passed(lines ...Line) {
	then := t.p.Asks.Then
	t.p.Asks = Asks{}
	switch {
	case t.held():
		t.home(lines...)
	case len(lines) > 0: // the person reads first what does not suit
		t.home(lines...)
	case then != "":
		t.openRoutine(then)
	default:
		t.home(Line{Say: "screen.thanks"})
	}
}

// screeningLines tells what the answers come to, the most urgent first, and
// what stays open.
func (t *turn) screeningLines() []Line {
	var lines []Line
	for _, level := range []routines.Level{routines.LevelToday, routines.LevelDays, routines.LevelSurgeon, routines.LevelDoctor,
		routines.LevelClinician, routines.LevelModify, routines.LevelRest, routines.LevelAdvise} {
		if items := t.itemsAt(level); len(items) > 0 {
			lines = append(lines, Line{Say: "screen.level." + string(level), Items: items})
		}
	}
	if blocks := t.blocks(); len(lines) > 0 && !blocks.Empty() && !blocks.Has(routines.BlockMove) {
		lines = append(lines, t.openLine())
	}
	return lines
}

// itemsAt lists the items whose answer asks for a level now.
func (t *turn) itemsAt(level routines.Level) []routines.ItemID {
	var ids []routines.ItemID
	for _, item := range routines.Items() {
		if t.p.Safety.Screening.Level(item.ID) == level {
			ids = append(ids, item.ID)
		}
	}
	return ids
}

// openLines names the routines that stay open, where not all do.
func (t *turn) openLines() []Line {
	if t.blocks().Empty() {
		return nil
	}
	return []Line{t.openLine()}
}

// openLine names the routines that stay open.
func (t *turn) openLine() Line {
	line := Line{Say: "screen.open"}
	for _, r := range t.Library.Routines() {
		if o := routines.OfferForm(t.Library, r, routines.Full, t.blocks()); !o.Thin() {
			line.Routines = append(line.Routines, r.ID)
		}
	}
	return line
}

// blocks is everything that is switched off for this person now.
func (t *turn) blocks() routines.Blocks { return t.safety().Blocks(t.here()) }

// safety is all that decides what the person may do.
func (t *turn) safety() routines.Safety {
	s := t.p.Safety
	s.Stage = t.p.Attack.stageAt(t.now)
	return s
}
