package bot

import (
	"slices"
	"strings"

	"unknot/scheduler"
)

// helpsNeeded is from how many pairs on a family is told (clinical specification,
// 4.4), and helpsDays how far back they are looked for.
const (
	helpsNeeded = 6
	helpsDays   = 12 * 7
)

// mostRange is how many days after its first the last one of a range may be.
const mostRange = 366

// ranged tells how some days went that the digest may have forgotten.
func (t *turn) ranged(from, to scheduler.Date) {
	more := []Press{commandPress("press.helps", "what helps me")}
	if !t.p.dim() {
		more = append(more, commandPress("press.picture", "picture "+from.String()+" "+to.String()))
	}
	t.enclose(AttachRange, from, to, t.lookPresses(more...)...)
}

// helps tells pain before and after, family by family.
func (t *turn) helps() {
	today := t.today()
	t.enclose(AttachHelps, today.AddDays(1-helpsDays), today, t.lookPresses()...)
}

// lookPresses are what makes sense beside a look back, and something more where
// nothing comes before it.
func (t *turn) lookPresses(more ...Press) []Press {
	switch {
	case t.held():
		return t.holdPresses()
	case t.inAttack():
		return attackPresses()
	default:
		return append([]Press{commandPress("press.today", "today"), commandPress("press.week", "progress week")}, more...)
	}
}

// rangeOf reads the days that somebody asks about.
func (t *turn) rangeOf(said string) (from, to scheduler.Date, ok bool) {
	if first, last, two := strings.Cut(said, " "); two {
		from, err := scheduler.ParseDate(first)
		to, err2 := scheduler.ParseDate(last)
		if err == nil && err2 == nil {
			to = min(to, t.today())
			return from, to, !to.Before(from) && to.Days(from) <= mostRange
		}
	}
	return scheduler.ParseRange(said, t.today(), t.p.firstDay())
}

// rangeLines tells how some days went.
func rangeLines(f Figures) []Line {
	head := Line{
		Say: "days.head", N: f.Sessions, Minutes: minutesOf(f.Seconds),
		Times: []scheduler.Occurrence{{Day: f.From}, {Day: f.To}},
	}
	for _, family := range f.Families {
		head.Names = append(head.Names, string(family.Family))
	}
	several := len(f.Weeks) > 1 && f.Begun > 0
	if several {
		for _, w := range f.Weeks {
			head.Bars = append(head.Bars, w.Sessions)
		}
	}
	lines := []Line{head}
	if n := len(f.Weeks); several {
		lines = append(lines, Line{Say: "days.lately", Numbers: []int{f.Weeks[n-2].Sessions, f.Weeks[n-1].Sessions}})
	}
	lines = append(lines, pairsLine("days.pairs", f.Pairs))
	aching, known := f.Aching()
	if known > 0 {
		lines = append(lines, Line{Say: "days.headache", N: aching, Of: known, Minutes: f.Days() - known})
	}
	return lines
}

// pairsLine tells the medians before and after, or how many pairs there are.
func pairsLine(say string, pairs []Pair) Line {
	if len(pairs) < pairsNeeded {
		return Line{Say: "week.fewpairs", N: len(pairs), Of: pairsNeeded}
	}
	before, after := medians(pairs)
	return Line{Say: say, N: len(pairs), Numbers: []int{before, after}}
}

// helpsLines tells, family by family, pain around sessions that held it. It says
// what was noted, and never why.
func helpsLines(f Figures) []Line {
	families := slices.Clone(f.Families)
	slices.SortStableFunc(families, func(a, b FamilyTally) int { return len(b.Pairs) - len(a.Pairs) })
	lines := []Line{{Say: "helps.head", Times: []scheduler.Occurrence{{Day: f.From}, {Day: f.To}}}}
	for _, family := range families {
		line := pairsLine("helps.family", family.Pairs)
		if line.N < helpsNeeded {
			line = Line{Say: "helps.notyet", N: len(family.Pairs), Of: helpsNeeded}
		}
		line.Names = []string{string(family.Family)}
		lines = append(lines, line)
	}
	if len(families) == 0 {
		return append(lines, Line{Say: "helps.none", Of: helpsNeeded})
	}
	return append(lines, Line{Say: "helps.honest"})
}
