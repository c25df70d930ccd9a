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

// log notes what somebody tells of a day: the headache and whether medicine for
// an attack was taken, in two taps, or how neck and shoulders are. "log undo"
// takes the last of it back.
func (t *turn) log(said string) {
	words, ago := daysAgo(logWords(said))
	switch {
	case ago < 0 || ago > longestAgo:
		t.home(Line{Say: "log.old"})
	case slices.Contains(words, "undo"):
		t.undo(said)
	case slices.ContainsFunc(words, isNeck):
		t.logNeck(ago, words)
	default:
		t.logHead(ago, words)
	}
}

// logWords returns the words of what is told, without the signs behind them.
func logWords(said string) []string {
	words := strings.Fields(strings.ToLower(said))
	for i, w := range words {
		words[i] = strings.TrimRight(w, ".,:!?")
	}
	return words
}

// daysAgo takes the day out of what is told: "yesterday", "3 days ago" or "-3".
// Where none is named it is today.
func daysAgo(words []string) (rest []string, ago int) {
	rest = slices.Clone(words)
	for i, w := range rest {
		n, err := strconv.Atoi(w)
		switch {
		case strings.HasPrefix(w, "yesterday"): // "yesterday's", too
			return slices.Delete(rest, i, i+1), 1
		case strings.HasPrefix(w, "-") && err == nil:
			return slices.Delete(rest, i, i+1), -n
		case err == nil && i+2 < len(rest) && strings.HasPrefix(rest[i+1], "day") && rest[i+2] == "ago":
			return slices.Delete(rest, i, i+3), n
		}
	}
	return rest, 0
}

// isNeck reports whether a word names the pain of neck and shoulders.
func isNeck(word string) bool {
	return slices.Contains([]string{"neck", "pain", "shoulder", "shoulders"}, word)
}

// isTold reports whether a word names something that is told of a day.
func isTold(word string) bool {
	return isNeck(word) || slices.Contains([]string{"head", "headache", "medicine"}, word)
}

// logHead notes the headache of a day, 0 none to 3 severe, and medicine.
func (t *turn) logHead(ago int, words []string) {
	var score, grade, medicine int
	most := severest
	if t.p.Course.Program.Slow {
		most = 10
	}
	for _, w := range words {
		n, err := strconv.Atoi(w)
		switch {
		case w == "yes":
			medicine = 2
		case w == "no":
			medicine = 1
		case err == nil && n >= 0 && n <= most:
			score, grade = n, n+1
		}
	}
	t.noteDay(t.ago(ago), func(day *Day) {
		switch {
		case grade > 0 && most > severest:
			day.tell(score)
		case grade > 0:
			day.Headache, day.Ache = grade, 0
		}
		if medicine > 0 {
			day.Medicine = medicine
		}
		if grade > 0 {
			medicine = day.Medicine // it may be told already
		}
	})
	t.logNext(grade, medicine, ago)
}

// ago returns the day so many days ago.
func (t *turn) ago(days int) scheduler.Date { return scheduler.DateOf(t.now, t.loc()).AddDays(-days) }

// logNext asks what is still open, or says that it is noted.
func (t *turn) logNext(grade, medicine, ago int) {
	which := "-" + strconv.Itoa(ago)
	date := []scheduler.Occurrence{{Day: t.ago(ago)}}
	switch {
	case grade == 0 && medicine == 0:
		t.answer([]Line{{Say: "log.headache", Times: date}}, t.gradePresses("log "+which+" ")...)
	case medicine == 0:
		t.answer([]Line{{Say: "log.medicine"}}, commandPress("press.medicineyes", "log "+which+" yes"), commandPress("press.medicineno", "log "+which+" no"))
	default:
		t.logged(Line{Say: "log.noted", Times: date})
	}
}

// logged says what is noted now, and offers to take it back.
func (t *turn) logged(now Line) {
	if t.neckWanted() {
		press := append([]Press{commandPress("press.neck", "log neck")}, t.undoPress()...)
		t.answer([]Line{now}, append(press, commandPress("press.today", "today"), commandPress("press.week", "progress week"))...)
		return
	}
	t.homeWith(t.undoPress(), now)
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

// logNeck notes the neck and shoulder pain of a day, 0 to 10, or asks for it.
func (t *turn) logNeck(ago int, words []string) {
	date := []scheduler.Occurrence{{Day: t.ago(ago)}}
	i := slices.IndexFunc(words, func(w string) bool { _, ok := score(w); return ok })
	switch {
	case i < 0 && ago == 0:
		t.answer([]Line{{Say: "log.neck"}}, numberPresses("log neck ")...)
	case i < 0:
		t.answer([]Line{{Say: "log.neckthen", Times: date}}, numberPresses("log neck -"+strconv.Itoa(ago)+" ")...)
	default:
		n, _ := score(words[i])
		t.noteDay(t.ago(ago), func(day *Day) { day.Neck = n + 1 })
		t.logged(Line{Say: "log.neckis", N: n, Times: date})
	}
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
