package bot

import (
	"strconv"

	"unknot/routines"
)

// askChange asks what a check-point asks: how well the own activities go, and
// then for the change as a whole.
func (t *turn) askChange(before ...Line) {
	for _, a := range t.p.Activities {
		if a.Then > 0 && a.Now == 0 {
			t.rateActivity(a.Code, append(before, Line{Say: "program.checkfirst"})...)
			return
		}
	}
	var press []Press
	for n := 1; n <= int(routines.GlobalMuchBetter); n++ {
		press = append(press, commandPress("press.change"+strconv.Itoa(n), "change "+strconv.Itoa(n)))
	}
	t.answer(append(before, Line{Say: "program.check"}), press...)
}

// changed takes that answer and says what follows.
func (t *turn) changed(said string) {
	n, err := strconv.Atoi(said)
	if t.p.Check == routines.CheckNone || err != nil || n < 1 || n > int(routines.GlobalMuchBetter) {
		t.stale()
		return
	}
	answers := t.p.Course.Check(t.facts())
	answers.Global = routines.Global(n)
	answers.ActivitiesThen, answers.ActivitiesNow = t.p.means()
	row, ok := t.p.Check.Consequence(answers.Outcome())
	t.p.Check = routines.CheckNone
	if !ok {
		t.home(Line{Say: "screen.thanks"})
		return
	}
	press := []Press{commandPress("press.today", "today")}
	lines := []Line{reasonLine(row.Reason)}
	if answers.Global <= routines.GlobalWorse && !row.Suggest {
		lines = append(lines, Line{Say: "program.suggest"})
	}
	t.p.MayGraduate = row.Offer
	if row.Offer {
		press = append(press, commandPress("press.graduate", "maintenance"))
	}
	t.answer(lines, press...)
}
