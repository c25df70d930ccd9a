package routines

import (
	"fmt"
	"strings"
)

func (p *paper) weekRules(told Told) {
	p.weeks(told)
	p.weekForms()
	p.weekEnds()
	p.checkpoints(told)
}

func (p *paper) weeks(told Told) {
	var rows [][]string
	for _, row := range WeekRows() {
		set := when(row.SetUp.Routine != "", fmt.Sprintf("%s, %s", row.SetUp.Routine, row.SetUp.Form))
		var news []string
		for _, reason := range row.New {
			news = append(news, told.Reason(reason))
		}
		rows = append(rows, []string{fmt.Sprint(row.Week), slotNames(row.Slots), set, strings.Join(news, " "), string(row.Check)})
	}
	p.titled("The program")
	p.say("The sessions of a week are its target. In place of one, what stands behind its \"or\" may be done.")
	p.table([]string{"week", "sessions", "also set up", "what is told", "check-point"}, rows...)
	p.say("Maintenance, a week: %s; with two sessions: %s. A mean pain of %d days that is %d or more above that at its beginning leads back to week %d.",
		slotNames(maintenance(false)), slotNames(maintenance(true)), RecentDays, reentryPoints, reentryWeek)
	p.say("The slow track is offered from %d headache days in %d on. A step takes %d sessions in the order of the week's list, without calendar.",
		slowDays, slowWindow, stepSessions)
}

func slotNames(slots []Slot) string {
	names := make([]string, len(slots))
	for i, slot := range slots {
		names[i] = choice(slot)
	}
	return strings.Join(names, "; ")
}

// weekForms writes which weeks have steps of their own; Part 1 tells them.
func (p *paper) weekForms() {
	var rows [][]string
	for _, row := range FormRows() {
		rows = append(rows, []string{string(row.Routine), strings.Trim(fmt.Sprint(row.Weeks), "[]"), when(row.Before, fmt.Sprintf("that of week %d", row.Weeks[0]))})
	}
	p.titled("Weeks with steps of their own")
	p.table([]string{"routine", "weeks", "earlier weeks"}, rows...)
}

func (p *paper) weekEnds() {
	fits := map[Reason]string{
		ReasonPain: fmt.Sprintf("mean pain before at least %d or %d %% above that of days 1-%d, with %d or more sessions that told it",
			painPoints, painPercent, BaselineDays, painSessions),
		ReasonFalls: "a level went down (P1-P4) in this week and the one before",
		ReasonFall:  "a level went down (P1-P4) in this week",
		ReasonSmall: fmt.Sprintf("fewer than %d full sessions of the week's list", fewestFull),
		ReasonNext:  "none of these",
	}
	var rows [][]string
	for _, row := range ProgramRows() {
		week := "the same week again"
		if row.Next {
			week = fmt.Sprintf("the next week; after week %d maintenance", lastWeek)
		}
		rows = append(rows, []string{row.Row, fits[row.Reason], joined(week, when(row.AllDown, "every level one down"),
			when(row.Suggest, "suggest that somebody has a look, in person"), when(row.Smaller, "offer a smaller goal"))})
	}
	p.titled("The end of a week")
	p.say("Read from the top, on the slow track after the sessions of a step. Full forms count, in easier variants too, from half of their steps on.")
	p.table([]string{"row", "fits when", "result"}, rows...)
}

func (p *paper) checkpoints(told Told) {
	weeks := map[Checkpoint]int{}
	for _, row := range WeekRows() {
		weeks[row.Check] = row.Week
	}
	var rows [][]string
	for _, row := range CheckRows() {
		rows = append(rows, []string{string(row.Check), fmt.Sprint(weeks[row.Check]), string(row.Outcome), told.Reason(row.Reason),
			joined(when(row.Offer, "offer maintenance"), when(row.Suggest, "recommend a therapist or doctor"))})
	}
	p.titled("Check-points")
	p.table([]string{"check-point", "end of week", "outcome", "is told", "result"}, rows...)
	p.say("%s: answers on fewer than %d of days 1-%d or %d of the last %d days, or none to a question that counts.",
		OutcomeEarly, baselineNeeded, BaselineDays, recentNeeded, RecentDays)
	p.say("%s: mean pain up by %d points or %d %%, whatever else was answered.", OutcomeWorse, worsePoints, worsePercent)
	p.say("%s: mean pain down by %d points or %d %%, and \"better\" or \"much better\" as a whole. From less than %d at the start: "+
		"the chosen activities %d points better and the effort no greater, in place of less pain.", OutcomeImproved, improvedPoints, improvedPercent, lowBaseline, activityPoints)
	p.say("%s: all else.", OutcomeNeither)
}
