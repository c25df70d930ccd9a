package routines

import (
	"fmt"
	"slices"
)

func (p *paper) levelRules(Told) {
	p.progress()
	p.ladders()
	p.weekLimits()
}

func (p *paper) progress() {
	moves := map[LevelMove]string{
		LevelDown: "one level down", LevelHold: "the level stays", LevelAsk: "ask it", LevelUp: "offer one level up; the person confirms",
	}
	fits := progressWords()
	var rows [][]string
	for _, row := range ProgressRows() {
		rows = append(rows, []string{row.Row, fits[row.Reason], moves[row.Move]})
	}
	p.titled("Progress of one exercise")
	p.say("Read from the top. A session counts if it is the full form and this exercise was done to its end at the level the person has. One session brings a level down once.")
	p.table([]string{"row", "fits when", "result"}, rows...)
	p.conditions()
}

// progressWords tells when each row fits.
func progressWords() map[Reason]string {
	return map[Reason]string{
		ReasonHurt:   "red during this exercise in the last session with it",
		ReasonAfter:  fmt.Sprintf("red after the last session with it (%s)", choice(redRows())),
		ReasonEffort: fmt.Sprintf("effort %d or more in the last session with it", effortDown),
		ReasonAttack: fmt.Sprintf("an attack began within %d h after each of the last %d sessions with it; on the slow track after the last one and %d in all of the last %d; "+
			"sessions begun in an attack or when one was coming are not looked at", dayMinutes/60, needed, lookedBack-1, lookedBack),
		ReasonFew: fmt.Sprintf("fewer than %d counted sessions in the last %d days, on the slow track %d", needed, countedDays, countedDaysSlow),
		ReasonAmber: fmt.Sprintf("amber or red, during or after, in one of the last %d counted sessions or any with it since, or red in any session of the last %d days",
			needed, redDays),
		ReasonHeavy: fmt.Sprintf("effort %d or more, or not told, in one of the last %d counted sessions; from week %d on in S-06 and %s %d or more",
			effortHold, needed, lateWeek, BandRoutine, effortHoldLate),
		ReasonBefore: fmt.Sprintf("pain before of %d or more, or not told, in one of the last %d counted sessions", beforeHold, needed),
		ReasonForm:   "the form question was answered with no: a held breath, a clenched jaw, shaking or a raised shoulder",
		ReasonAsk:    "the form question was not asked about the last session",
		ReasonUp:     "none of these",
	}
}

// redRows lists the rows after a session that are red.
func redRows() []string {
	var red []string
	for _, row := range AfterRows() {
		if row.Colour == Red {
			red = append(red, row.Row)
		}
	}
	return red
}

// conditions writes what single levels wait for beyond the rows.
func (p *paper) conditions() {
	var rows [][]string
	for _, row := range WaitRows() {
		rows = append(rows, []string{inCell(row.Levels), joined(
			when(row.Sessions > 0, fmt.Sprintf("%d counted sessions at the level below", row.Sessions)),
			when(row.Days > 0, fmt.Sprintf("%d days of the program", row.Days)),
			when(row.NoAttack, "and never while an attack followed a session at the level below"))})
	}
	p.titled("Levels that wait for more")
	p.table([]string{"level", "not before"}, rows...)
}

func (p *paper) ladders() {
	var rows [][]string
	for _, row := range LevelRows() {
		name, same := string(row.Exercise), ""
		if row.Exercise == "" {
			name = "any other"
		}
		for _, other := range []string{bare, "harder"} {
			if level, ok := row.Same[other]; ok {
				same = joined(same, levelName(other)+" is "+level)
			}
		}
		rows = append(rows, []string{name, levelNames(row.Order), levelName(row.Start), levelName(row.Top), same})
	}
	p.titled("Order of the levels")
	p.say("From the easiest to the hardest, by what stands behind the dot of their names, as far as an exercise has them. The default variant has no dot.")
	p.table([]string{"exercise", "order", "begins at", "hardest in forms", "other names"}, rows...)
}

func levelName(suffix string) string {
	if suffix == bare {
		return "default"
	}
	return suffix
}

func levelNames(order []string) string {
	levels := slices.Clone(order)
	for i := range levels {
		levels[i] = levelName(levels[i])
	}
	return inCell(levels)
}

func (p *paper) weekLimits() {
	var rows [][]string
	for _, row := range LimitRows() {
		rows = append(rows, []string{string(row.Exercise), fmt.Sprint(row.From), levelName(row.Level)})
	}
	p.titled("The hardest level of a week")
	p.say("A level never runs ahead of the week. Exercises without a row are no harder than their default variant in the %d weeks; before and after these their order is the only limit.", lastWeek)
	p.table([]string{"exercise", "from week", "at most"}, rows...)
}
