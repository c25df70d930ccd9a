package bot

import (
	"slices"
	"strconv"
	"strings"

	"unknot/routines"
	"unknot/scheduler"
)

// severest is the highest grade of a headache; on the slow track it is told
// from 0 to 10.
const severest = 3

// longestAgo is how many days back a headache can still be noted.
const longestAgo = 14

// log notes the headache of a day, 0 none to 3 severe, and whether medicine
// for an attack was taken: two taps.
func (t *turn) log(said string) {
	words := strings.Fields(strings.ToLower(said))
	if len(words) > 0 && words[0] == "neck" {
		t.logNeck(words[1:])
		return
	}
	ago := 0
	var score, grade, medicine int
	most := severest
	if t.p.Course.Program.Slow {
		most = 10
	}
	for _, w := range words {
		n, err := strconv.Atoi(w)
		switch {
		case w == "yesterday":
			ago = 1
		case w == "yes":
			medicine = 2
		case w == "no":
			medicine = 1
		case strings.HasPrefix(w, "-") && err == nil:
			ago = -n
		case err == nil && n >= 0 && n <= most:
			score, grade = n, n+1
		}
	}
	if ago < 0 || ago > longestAgo {
		t.home(Line{Say: "log.old"})
		return
	}
	day := t.p.day(scheduler.DateOf(t.now, t.loc()).AddDays(-ago))
	switch {
	case grade > 0 && most > severest:
		day.tell(score)
	case grade > 0:
		day.Headache, day.Ache = grade, 0
	}
	if medicine > 0 {
		day.Medicine = medicine
	}
	if medicine == 0 && grade > 0 {
		medicine = day.Medicine // told already
	}
	t.logNext(grade, medicine, ago)
}

// logNext asks what is still open, or says that it is noted.
func (t *turn) logNext(grade, medicine, ago int) {
	which := "-" + strconv.Itoa(ago)
	date := scheduler.Occurrence{Day: scheduler.DateOf(t.now, t.loc()).AddDays(-ago)}
	switch {
	case grade == 0 && medicine == 0:
		t.answer([]Line{{Say: "log.headache", Times: []scheduler.Occurrence{date}}}, t.gradePresses("log "+which+" ")...)
	case medicine == 0:
		t.answer([]Line{{Say: "log.medicine"}}, commandPress("press.medicineyes", "log "+which+" yes"), commandPress("press.medicineno", "log "+which+" no"))
	default:
		noted := Line{Say: "log.noted", Times: []scheduler.Occurrence{date}}
		if t.neckWanted() {
			t.answer([]Line{noted}, commandPress("press.neck", "log neck"), commandPress("press.today", "today"), commandPress("press.week", "progress week"))
			return
		}
		t.home(noted)
	}
}

// gradePresses are the answers about the headache of a day, as commands.
func (t *turn) gradePresses(command string) []Press {
	if t.p.Course.Program.Slow {
		return numberPresses(command)
	}
	var press []Press
	for n := range severest + 1 {
		press = append(press, commandPress("press.ache"+strconv.Itoa(n), command+strconv.Itoa(n)))
	}
	return press
}

// numberPresses are the numbers 0 to 10, each as the end of a command.
func numberPresses(command string) []Press {
	var press []Press
	for n := range 11 {
		p := commandPress("press.number", command+strconv.Itoa(n))
		p.Label.N = n
		press = append(press, p)
	}
	return press
}

// logNeck notes the neck and shoulder pain of today, 0 to 10, or asks for it.
func (t *turn) logNeck(words []string) {
	n := number(words, 0, 0, 10)
	if n < 0 {
		t.answer([]Line{{Say: "log.neck"}}, numberPresses("log neck ")...)
		return
	}
	today := scheduler.DateOf(t.now, t.loc())
	t.p.day(today).Neck = n + 1
	t.home(Line{Say: "log.noted", Times: []scheduler.Occurrence{{Day: today}}})
}

// baselineDays is how long the first answers are asked for.
const baselineDays = 7

// neckWanted reports whether the diary offers neck and shoulder pain: in the
// first seven days, and in the weeks before a check-point (clinical
// specification, section 4.1), where the day has no answer yet.
func (t *turn) neckWanted() bool {
	p, today := t.p.Course.Program, scheduler.DateOf(t.now, t.loc())
	told := slices.ContainsFunc(t.p.Days, func(d Day) bool { return d.Date == today && (d.Neck > 0 || len(d.Pairs) > 0) })
	began := p.Started != 0 && routines.DayNumber(t.today())-p.Started < baselineDays
	return !told && (began || p.Running() && p.Week >= routines.CheckFrom)
}
