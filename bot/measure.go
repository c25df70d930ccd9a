package bot

import (
	"slices"
	"strconv"
	"strings"

	"unknot/routines"
	"unknot/scheduler"
)

// Activity is something in somebody's own days that their neck makes harder,
// and how well it goes: 0 not at all, 10 as ever (clinical specification,
// section 4.3). It is chosen from a list, so that no free text is kept.
type Activity struct {
	Code string `json:"code"`
	Then int    `json:"then,omitempty"` // at the start, and 1 more; 0 not told
	Now  int    `json:"now,omitempty"`  // at the check-point that is open, and 1 more
}

// mostActivities is how many somebody may choose.
const mostActivities = 3

// activities lists what can be chosen.
func activities() []string {
	return []string{"turn", "desk", "phone", "drive", "carry", "house", "overhead", "sleep", "play", "sport"}
}

// measure carries out what is asked beside sessions: own activities, and how
// far the head turns.
func (t *turn) measure(said Said) {
	switch {
	case t.held():
		t.home()
		return
	case t.p.Session != nil:
		t.show(Line{Say: "session.back"})
		return
	}
	if said.Verb == VerbRange {
		t.rangeSaid(said.Rest)
		return
	}
	t.activity(said.Rest)
}

// activity chooses an activity, or takes how well one goes.
func (t *turn) activity(said string) {
	words := strings.Fields(strings.ToLower(said))
	score := number(words, 1, 0, 10)
	switch {
	case len(words) == 0 || !slices.Contains(activities(), words[0]):
		t.chooseActivity()
	case score < 0:
		t.rateActivity(words[0])
	default:
		t.rated(words[0], score)
	}
}

// chooseActivity offers those that are not chosen yet.
func (t *turn) chooseActivity(before ...Line) {
	var press []Press
	for _, code := range activities() {
		if t.p.activityAt(code) < 0 {
			press = append(press, commandPress("press.activity."+code, "activity "+code))
		}
	}
	if len(t.p.Activities) >= mostActivities {
		t.home(append(before, Line{Say: "activity.full", N: mostActivities})...)
		return
	}
	t.answer(append(before, Line{Say: "activity.ask", N: len(t.p.Activities) + 1, Of: mostActivities}),
		append(press, commandPress("press.enough", "today"))...)
}

func (t *turn) rateActivity(code string, before ...Line) {
	t.answer(append(before, Line{Say: "activity.rate"}, Line{Say: "activity." + code}), numberPresses("activity "+code+" ")...)
}

// rated takes how well an activity goes: at the start, or at a check-point.
func (t *turn) rated(code string, n int) {
	i := t.p.activityAt(code)
	switch {
	case i < 0 && len(t.p.Activities) >= mostActivities:
		t.chooseActivity()
		return
	case i < 0:
		t.p.Activities = append(slices.Clone(t.p.Activities), Activity{Code: code, Then: n + 1})
	default:
		t.p.Activities = slices.Clone(t.p.Activities)
		if t.p.Check != routines.CheckNone {
			t.p.Activities[i].Now = n + 1
			t.askChange()
			return
		}
		t.p.Activities[i].Then = n + 1
	}
	t.chooseActivity(Line{Say: "activity.kept"})
}

func (p Person) activityAt(code string) int {
	return slices.IndexFunc(p.Activities, func(a Activity) bool { return a.Code == code })
}

// openCheck begins a check-point: what is asked at it is not told yet.
func (p *Person) openCheck(check routines.Checkpoint) {
	p.Check = check
	p.Activities = slices.Clone(p.Activities)
	for i := range p.Activities {
		p.Activities[i].Now = 0
	}
}

// means returns what the activities come to, at the start and now.
func (p Person) means() (then, now routines.Mean) {
	for _, a := range p.Activities {
		if a.Then > 0 && a.Now > 0 {
			then, now = then.With(a.Then-1), now.With(a.Now-1)
		}
	}
	return then, now
}

// Turned is how far the head turned to both sides on a day: 1 to 4 (clinical
// specification, section 1.6).
type Turned struct {
	Date  scheduler.Date `json:"date"`
	Left  int            `json:"left"`
	Right int            `json:"right"`
}

// The range check: every four weeks, and how many are kept.
const (
	rangeEvery = 28
	rangeKept  = 13
	rangeMost  = 4
)

// rangeDue reports whether it is time to look how far the head turns.
func (t *turn) rangeDue() bool {
	if t.headacheToday() || !t.mayTurn() || t.p.Course.Program.Started == 0 {
		return false
	}
	n := len(t.p.Turns)
	return n == 0 || t.today().Days(t.p.Turns[n-1].Date) >= rangeEvery
}

// rangeSaid leads through both sides; the tap carries the first.
func (t *turn) rangeSaid(said string) {
	words := strings.Fields(said)
	left, right := number(words, 0, 1, rangeMost), number(words, 1, 1, rangeMost)
	switch {
	case t.headacheToday() || t.p.Attack.stageAt(t.now) != "":
		t.home(Line{Say: "range.headache"})
	case !t.mayTurn():
		t.home(Line{Say: "range.blocked"}, t.openLine())
	case left < 0:
		t.answer([]Line{{Say: "range.left"}}, rangePresses("range ")...)
	case right < 0:
		t.answer([]Line{{Say: "range.right"}}, rangePresses("range "+words[0]+" ")...)
	default:
		t.turned(left, right)
	}
}

// mayTurn reports whether turning the head is open, as a step of neck range
// would be; before the safety questions nothing is.
func (t *turn) mayTurn() bool {
	e, v, ok := t.Library.Variant("MOB-01.easier")
	asked := !t.p.Safety.Screening.At.IsZero() && !t.p.Owed
	return ok && asked && t.blocks().Allows(e, v)
}

func rangePresses(command string) []Press {
	var press []Press
	for n := 1; n <= rangeMost; n++ {
		press = append(press, commandPress("press.range"+strconv.Itoa(n), command+strconv.Itoa(n)))
	}
	return append(press, commandPress("press.notnow", "start"))
}

// turned keeps how far the head turned, and compares it with the person's own
// look before, and with nothing else.
func (t *turn) turned(left, right int) {
	lines := []Line{{Say: "range.first"}}
	if n := len(t.p.Turns); n > 0 {
		was := t.p.Turns[n-1]
		lines = []Line{
			{Say: "range.leftside." + further(was.Left, left), Times: []scheduler.Occurrence{{Day: was.Date}}},
			{Say: "range.rightside." + further(was.Right, right)},
		}
	}
	kept := slices.DeleteFunc(slices.Clone(t.p.Turns), func(w Turned) bool { return w.Date == t.today() })
	kept = append(kept, Turned{Date: t.today(), Left: left, Right: right})
	t.p.Turns = kept[max(0, len(kept)-rangeKept):]
	t.home(lines...)
}

// further compares two answers.
func further(was, now int) string {
	switch {
	case now > was:
		return "further"
	case now < was:
		return "less"
	default:
		return "same"
	}
}
