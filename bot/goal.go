package bot

import (
	"slices"
	"strconv"
	"strings"
)

// Goal is what somebody sets out to do in a week.
type Goal struct {
	Target int    `json:"target,omitempty"` // sessions a week, 2 to 5; 0: what the program holds
	Sure   int    `json:"sure,omitempty"`   // how sure they are to reach it, 0 to 10, and 1 more; 0 not told
	Cue    string `json:"cue,omitempty"`    // after what in their day
}

// The numbers of a goal: two to five sessions a week, and from which
// confidence on it is small enough (clinical specification, section 5).
const (
	leastTarget = 2
	mostTarget  = 5
	sureEnough  = 7
)

// cues lists the moments of a day that a session can follow: a cue holds
// better than a clock (clinical specification, section 5).
func cues() []string { return []string{"waking", "coffee", "lunch", "work", "dinner", "bed"} }

// goal leads through three taps, each of which can be left out: how many
// sessions, how sure, after what. The tap carries what was chosen before.
func (t *turn) goal(said string) {
	words := strings.Fields(strings.ToLower(said))
	n := number(words, 0, leastTarget, mostTarget)
	sure := number(words, 2, 0, 10)
	switch {
	case len(words) == 0:
		t.askGoal()
	case len(words) == 2 && words[0] == "cue":
		t.cue(words[1])
	case len(words) == 1 && words[0] == "keep":
		t.askCue()
	case n < 0:
		t.p.Asking = AskingGoal
		t.answer([]Line{{Say: "goal.unclear"}}, t.goalPresses()...)
	case len(words) == 1:
		t.p.Goal = Goal{Target: n, Cue: t.p.Goal.Cue}
		t.answer([]Line{{Say: "goal.sure", N: n}}, append(numberPresses("goal "+words[0]+" sure "), commandPress("press.pass", "goal keep"))...)
	case len(words) == 3 && words[1] == "sure" && sure >= 0:
		t.sure(n, sure)
	default:
		t.answer([]Line{{Say: "goal.unclear"}}, t.goalPresses()...)
	}
}

// number reads the word at i as a number of a range; -1 for anything else.
func number(words []string, i, least, most int) int {
	if i >= len(words) {
		return -1
	}
	n, err := strconv.Atoi(words[i])
	if err != nil || n < least || n > most {
		return -1
	}
	return n
}

// askGoal asks how many sessions a week, after some lines.
func (t *turn) askGoal(before ...Line) {
	t.p.Asking = AskingGoal
	t.answer(append(before, Line{Say: "goal.ask"}), t.goalPresses()...)
}

func (t *turn) goalPresses() []Press {
	var press []Press
	for n := leastTarget; n <= mostTarget; n++ {
		p := commandPress("press.goal", "goal "+strconv.Itoa(n))
		p.Label.N = n
		press = append(press, p)
	}
	return append(press, commandPress("press.notnow", "goal cue off"))
}

// goalSaid takes a text at that question: a number, or already the reminders.
func (t *turn) goalSaid(said string) {
	if _, err := strconv.Atoi(strings.TrimSpace(said)); err == nil {
		t.goal(said)
		return
	}
	t.schedule(said)
}

// sure takes how sure somebody is: where that is little, a smaller goal is
// offered.
func (t *turn) sure(target, sure int) {
	t.p.Goal.Target, t.p.Goal.Sure = target, sure+1
	if sure < sureEnough && target > leastTarget {
		smaller := commandPress("press.goal", "goal "+strconv.Itoa(target-1))
		smaller.Label.N = target - 1
		t.answer([]Line{{Say: "goal.smaller"}}, smaller, commandPress("press.keepgoal", "goal keep"))
		return
	}
	t.askCue()
}

func (t *turn) askCue() {
	var press []Press
	for _, cue := range cues() {
		press = append(press, commandPress("press.cue."+cue, "goal cue "+cue))
	}
	t.answer([]Line{{Say: "goal.cue"}}, append(press, commandPress("press.pass", "goal cue off"))...)
}

// cue takes after what in the day, and goes on to the first reminder.
func (t *turn) cue(said string) {
	switch {
	case said == "off":
		t.p.Goal.Cue = ""
	case slices.Contains(cues(), said):
		t.p.Goal.Cue = said
	default:
		t.askCue()
		return
	}
	if t.p.Plan.Schedule.IsZero() {
		t.askSchedule()
		return
	}
	t.home(Line{Say: "goal.set", N: t.target()})
}

// target is how many sessions of this week the person aims at.
func (t *turn) target() int { return t.p.week(t.today().WeekStart(t.p.firstDay())).Target }
