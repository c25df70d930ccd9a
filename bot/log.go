package bot

import (
	"strconv"
	"strings"

	"unknot/scheduler"
)

// longestAgo is how many days back a headache can still be noted.
const longestAgo = 14

// log notes the headache of a day, 0 none to 3 severe, and whether medicine
// for an attack was taken: two taps.
func (t *turn) log(said string) {
	words := strings.Fields(strings.ToLower(said))
	ago := 0
	var grade, medicine int
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
		case err == nil && n >= 0 && n <= 3:
			grade = n + 1
		}
	}
	if ago < 0 || ago > longestAgo {
		t.home(Line{Say: "log.old"})
		return
	}
	day := t.p.day(scheduler.DateOf(t.now, t.loc()).AddDays(-ago))
	if grade > 0 {
		day.Headache = grade
	}
	if medicine > 0 {
		day.Medicine = medicine
	}
	t.logNext(grade, medicine, ago)
}

// logNext asks what is still open, or says that it is noted.
func (t *turn) logNext(grade, medicine, ago int) {
	which := "-" + strconv.Itoa(ago)
	date := scheduler.Occurrence{Day: scheduler.DateOf(t.now, t.loc()).AddDays(-ago)}
	switch {
	case grade == 0 && medicine == 0:
		var press []Press
		for n, label := range []string{"press.ache0", "press.ache1", "press.ache2", "press.ache3"} {
			press = append(press, commandPress(label, "log "+which+" "+strconv.Itoa(n)))
		}
		t.answer([]Line{{Say: "log.headache", Times: []scheduler.Occurrence{date}}}, press...)
	case medicine == 0:
		t.answer([]Line{{Say: "log.medicine"}}, commandPress("press.medicineyes", "log "+which+" yes"), commandPress("press.medicineno", "log "+which+" no"))
	default:
		t.home(Line{Say: "log.noted", Times: []scheduler.Occurrence{date}})
	}
}
