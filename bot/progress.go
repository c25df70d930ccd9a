package bot

import (
	"strings"
	"time"

	"unknot/scheduler"
)

// pairsNeeded is from how many pairs of pain scores on a median is told, and
// pairDays how far back they are looked for (clinical specification, 4.4).
const (
	pairsNeeded = 4
	pairDays    = 28
)

// progress tells how some days went: this week or the one before it from the
// digest, any other from the history.
func (t *turn) progress(said string) {
	said, picture := pictured(strings.ToLower(said))
	if picture {
		t.picture(said)
		return
	}
	from, say := t.today().WeekStart(t.p.firstDay()), "week.this"
	switch said {
	case "", "week", "this week":
	case "last week":
		from, say = from.AddDays(-7), "week.last"
	default:
		from, to, ok := t.rangeOf(said)
		if !ok {
			t.home(Line{Say: "days.unclear"})
			return
		}
		t.ranged(from, to)
		return
	}
	lines, some := t.weekLines(from, say)
	if !some && !t.held() {
		lines = []Line{{Say: "week.empty"}}
	}
	var more []Press
	if !t.p.dim() {
		more = []Press{commandPress("press.picture", "picture")}
	}
	if some && say == "week.this" && t.staysSilent(from) {
		more = append(more, t.anywayPress())
	}
	t.homeWith(more, lines...)
}

// weekLines tells a week, and is false where there is nothing to tell.
func (t *turn) weekLines(from scheduler.Date, say string) ([]Line, bool) {
	week := t.p.week(from)
	if week.Seconds == 0 && week.Sessions == 0 && week.Told == 0 {
		return nil, false
	}
	lines := []Line{{
		Say: say, N: week.Sessions, Of: week.Need(), Minutes: minutesOf(week.Seconds),
		Bars: week.Daily[:], Names: familyNames(week),
		Times: []scheduler.Occurrence{{Day: from}, {Day: from.AddDays(6)}},
	}}
	if week.OffDays > 0 {
		lines = append(lines, Line{Say: "week.off", N: week.OffDays})
	}
	lines = append(lines, t.painLine(from.AddDays(6)))
	if week.Told > 0 {
		lines = append(lines, Line{Say: "week.headache", N: week.Aching, Of: week.Told})
	}
	if before := t.p.week(from.AddDays(-7)); before.Seconds > 0 {
		lines = append(lines, Line{Say: "week.before", N: before.Sessions, Minutes: minutesOf(before.Seconds)})
	}
	return lines, true
}

// painLine tells the medians before and after, or how many pairs there are.
func (t *turn) painLine(until scheduler.Date) Line {
	return pairsLine("week.pairs", t.p.pairs(until, pairDays))
}

func familyNames(w Week) []string {
	names := make([]string, len(w.Families))
	for i, f := range w.Families {
		names[i] = string(f)
	}
	return names
}

// minutesOf tells seconds in whole minutes: none only for nothing.
func minutesOf(seconds int) int {
	if seconds == 0 {
		return 0
	}
	return wholeMinutes(time.Duration(seconds) * time.Second)
}
