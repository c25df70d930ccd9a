package routines_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"unknot/routines"
)

// progressCase is one case of the P-rule: CST-01 at L1b in week 7 of the
// track of weeks, unless it says otherwise, judged on a day.
type progressCase struct {
	name     string
	exercise routines.ExerciseID
	level    routines.VariantID
	week     int
	slow     bool
	today    int
	marks    string
	row      string
	move     routines.LevelMove
	to       routines.VariantID // empty: the level stays
	reason   routines.Reason
}

func (c progressCase) judge(t *testing.T) routines.Verdict {
	t.Helper()
	if c.exercise == "" {
		c.exercise, c.level = "CST-01", "CST-01.L1b"
	}
	if c.week == 0 {
		c.week = 7
	}
	j := routines.Judge{Library: programLibrary(t), Levels: routines.Levels{c.exercise: c.level}, Marks: marksOf(t, c.marks),
		Program: routines.Program{Week: c.week, Slow: c.slow, Started: day0 - 60}, Today: day0 + routines.DayNumber(c.today)}
	return j.Verdict(c.exercise)
}

func (c progressCase) check(t *testing.T) {
	t.Helper()
	v := c.judge(t)
	if c.exercise == "" {
		c.level = "CST-01.L1b"
	}
	if c.to == "" {
		c.to = c.level
	}
	if v.Row != c.row || v.Move != c.move || v.To != c.to || v.Reason != c.reason || v.Level != c.level {
		t.Errorf("%+v; want %s %s to %s, %s", v, c.row, c.move, c.to, c.reason)
	}
}

// TestTheRuleOfProgress has at least one case for each row of the table of
// section 0.6 of the clinical specification, and the cases at its limits.
func TestTheRuleOfProgress(t *testing.T) {
	down, hold, ask, up := routines.LevelDown, routines.LevelHold, routines.LevelAsk, routines.LevelUp
	for _, c := range []progressCase{
		// P1: last session: during red in this exercise.
		{name: "P1", today: 3, marks: "day 0 S-05 full b2 e2 : CST-01.L1b\nday 2 S-05 full b2 e2 : CST-01-!", row: "P1", move: down, to: "CST-01.L1", reason: routines.ReasonHurt},
		{name: "P1 in the short form", today: 3, marks: "day 2 S-05 short b2 e2 : CST-01-!", row: "P1", move: down, to: "CST-01.L1", reason: routines.ReasonHurt},
		{name: "P1 before P2 and P3", today: 3, marks: "day 2 S-05 full b2 e9 nA5 : CST-01-!", row: "P1", move: down, to: "CST-01.L1", reason: routines.ReasonHurt},
		{name: "red in another exercise is no P1", today: 3, marks: "day 2 S-05 full b2 e2 : CST-01.L1b SST-02-!", row: "P5", move: hold, reason: routines.ReasonFew},
		{name: "red in the session before is no P1", today: 3, marks: "day 0 S-05 full b2 e2 : CST-01-!\nday 2 S-05 full b2 e2 : CST-01.L1b", row: "P5", move: hold, reason: routines.ReasonFew},
		{name: "one red brings it down once", today: 3, marks: "day 2 S-05 full b2 e2 : CST-01-!~", row: "P5", move: hold, reason: routines.ReasonFew},
		{name: "at the bottom it stays", exercise: "CST-01", level: "CST-01.easier", today: 3, marks: "day 2 S-05 full b2 e2 : CST-01-!", row: "P1", move: down, reason: routines.ReasonHurt},
		{name: "below the first level comes the easier form", exercise: "CST-01", level: "CST-01.L1", today: 3, marks: "day 2 S-05 full b2 e2 : CST-01-!", row: "P1", move: down, to: "CST-01.easier", reason: routines.ReasonHurt},
		// P2: last session: after red.
		{name: "P2, row A4", today: 3, marks: "day 2 S-05 full b2 e2 nA4 : CST-01.L1b", row: "P2", move: down, to: "CST-01.L1", reason: routines.ReasonAfter},
		{name: "P2, row A5", today: 3, marks: "day 2 S-05 full b2 e9 nA5 : CST-01.L1b", row: "P2", move: down, to: "CST-01.L1", reason: routines.ReasonAfter},
		{name: "A3 is amber", today: 3, marks: "day 2 S-05 full b2 e2 nA3 : CST-01.L1b", row: "P5", move: hold, reason: routines.ReasonFew},
		// P3: effort >= 8 in the last session.
		{name: "P3", today: 3, marks: "day 2 S-05 full b2 e8 : CST-01.L1b", row: "P3", move: down, to: "CST-01.L1", reason: routines.ReasonEffort},
		{name: "effort 7 is no P3", today: 3, marks: "day 2 S-05 full b2 e7 : CST-01.L1b", row: "P5", move: hold, reason: routines.ReasonFew},
		// P4: an attack within 24 h in the last 2 sessions with it.
		{name: "P4", today: 3, marks: "day 0 S-05 full b2 e2 attack : CST-01.L1b\nday 2 S-05 full b2 e2 attack : CST-01.L1b", row: "P4", move: down, to: "CST-01.L1", reason: routines.ReasonAttack},
		{name: "P4 in any form", today: 3, marks: "day 0 S-05 tiny attack : CST-01-\nday 2 S-05 short attack : CST-01-", row: "P4", move: down, to: "CST-01.L1", reason: routines.ReasonAttack},
		{name: "one of two is no P4", today: 3, marks: "day 0 S-05 full b2 e2 attack : CST-01.L1b\nday 2 S-05 full b2 e2 : CST-01.L1b", row: "P9", move: ask, to: "CST-01.L2", reason: routines.ReasonAsk},
		{name: "P4: begun in an attack is not looked at", today: 3, marks: "day 0 S-05 full b2 e2 attack : CST-01.L1b\nday 1 S-05 full b2 e2 unwell : CST-01-\nday 2 S-05 full b2 e2 attack : CST-01.L1b", row: "P4", move: down, to: "CST-01.L1", reason: routines.ReasonAttack},
		{name: "an attack after one that was begun in an attack is no P4", today: 3, marks: "day 0 S-05 full b2 e2 attack : CST-01.L1b\nday 2 S-05 full b2 e2 attack unwell : CST-01.L1b", row: "P9", move: ask, to: "CST-01.L2", reason: routines.ReasonAsk},
		{name: "sessions without the exercise are not looked at", today: 3, marks: "day 0 S-05 full b2 e2 attack : CST-01.L1b\nday 1 S-02 full b2 e2 : TPN-01\nday 2 S-05 full b2 e2 attack : CST-01.L1b", row: "P4", move: down, to: "CST-01.L1", reason: routines.ReasonAttack},
		{name: "the same two attacks bring it down once", today: 3, marks: "day 0 S-05 full b2 e2 attack : CST-01.L1b\nday 2 S-05 full b2 e2 attack : CST-01-~", row: "P5", move: hold, reason: routines.ReasonFew},
		{name: "slow: two attacks are no P4", slow: true, today: 3, marks: "day 0 S-05 full b2 e2 attack : CST-01.L1b\nday 2 S-05 full b2 e2 attack : CST-01.L1b", row: "P9", move: ask, to: "CST-01.L2", reason: routines.ReasonAsk},
		{name: "slow P4: three of the last four", slow: true, today: 7, marks: "day 0 S-05 full attack : CST-01-\nday 2 S-05 full attack : CST-01-\nday 4 S-05 full : CST-01-\nday 6 S-05 full attack : CST-01-", row: "P4", move: down, to: "CST-01.L1", reason: routines.ReasonAttack},
		{name: "slow: three of the last five are no P4", slow: true, today: 9, marks: "day 0 S-05 full attack : CST-01-\nday 2 S-05 full attack : CST-01-\nday 4 S-05 full : CST-01-\nday 6 S-05 full : CST-01-\nday 8 S-05 full attack : CST-01-", row: "P5", move: hold, reason: routines.ReasonFew},
		{name: "slow: the same three do not count twice", slow: true, today: 7, marks: "day 0 S-05 full attack : CST-01-\nday 2 S-05 full attack : CST-01-\nday 4 S-05 full attack : CST-01-~\nday 6 S-05 full : CST-01-", row: "P5", move: hold, reason: routines.ReasonFew},
		// P5: fewer than 2 counted sessions at this level in the last 10 days.
		{name: "P5: nothing at all", today: 3, marks: "day 0 S-02 full : TPN-01", row: "P5", move: hold, reason: routines.ReasonFew},
		{name: "P5: one", today: 3, marks: "day 2 S-05 full b2 e2 : CST-01.L1b", row: "P5", move: hold, reason: routines.ReasonFew},
		{name: "P5: the other was at another level", today: 3, marks: "day 0 S-05 full b2 e2 : CST-01.L1\nday 2 S-05 full b2 e2 : CST-01.L1b", row: "P5", move: hold, reason: routines.ReasonFew},
		{name: "P5: the other was no full form", today: 3, marks: "day 0 S-05 short b2 e2 : CST-01-\nday 2 S-05 full b2 e2 : CST-01.L1b", row: "P5", move: hold, reason: routines.ReasonFew},
		{name: "P5: the other is 10 days ago", today: 10, marks: "day 0 S-05 full b2 e2 : CST-01.L1b\nday 9 S-05 full b2 e2 : CST-01.L1b", row: "P5", move: hold, reason: routines.ReasonFew},
		{name: "the other is 9 days ago", today: 9, marks: "day 0 S-05 full b2 e2 : CST-01.L1b\nday 9 S-05 full b2 e2 : CST-01.L1b", row: "P9", move: ask, to: "CST-01.L2", reason: routines.ReasonAsk},
		{name: "slow: the other is 20 days ago", slow: true, today: 20, marks: "day 0 S-05 full b2 e2 : CST-01.L1b\nday 20 S-05 full b2 e2 : CST-01.L1b", row: "P9", move: ask, to: "CST-01.L2", reason: routines.ReasonAsk},
		{name: "slow P5: the other is 21 days ago", slow: true, today: 21, marks: "day 0 S-05 full b2 e2 : CST-01.L1b\nday 21 S-05 full b2 e2 : CST-01.L1b", row: "P5", move: hold, reason: routines.ReasonFew},
		// P6: amber in either of the last 2 counted sessions, any red in 7 days.
		{name: "P6: amber after, the last", today: 3, marks: "day 0 S-05 full b2 e2 : CST-01.L1b\nday 2 S-05 full b2 e2 nA3 : CST-01.L1b", row: "P6", move: hold, reason: routines.ReasonAmber},
		{name: "P6: amber after, the one before", today: 3, marks: "day 0 S-05 full b2 e2 nA3 : CST-01.L1b\nday 2 S-05 full b2 e2 : CST-01.L1b", row: "P6", move: hold, reason: routines.ReasonAmber},
		{name: "P6: amber during, in another exercise", today: 3, marks: "day 0 S-05 full b2 e2 : CST-01.L1b SST-02-?\nday 2 S-05 full b2 e2 : CST-01.L1b", row: "P6", move: hold, reason: routines.ReasonAmber},
		{name: "P6: amber in one since that did not count", today: 3, marks: "day 0 S-05 full b2 e2 : CST-01.L1b\nday 1 S-05 full b2 e2 : CST-01.L1b\nday 3 S-05 full b2 e2 : CST-01-?", row: "P6", move: hold, reason: routines.ReasonAmber},
		{name: "amber three counted sessions ago", today: 5, marks: "day 0 S-05 full b2 e2 nA3 : CST-01.L1b\nday 2 S-05 full b2 e2 : CST-01.L1b\nday 4 S-05 full b2 e2 : CST-01.L1b", row: "P9", move: ask, to: "CST-01.L2", reason: routines.ReasonAsk},
		{name: "P6: any red 6 days ago", today: 6, marks: "day 0 S-02 full : TPN-01-!~\nday 1 S-05 full b2 e2 : CST-01.L1b\nday 4 S-05 full b2 e2 : CST-01.L1b", row: "P6", move: hold, reason: routines.ReasonAmber},
		{name: "a red 7 days ago", today: 7, marks: "day 0 S-02 full : TPN-01-!~\nday 1 S-05 full b2 e2 : CST-01.L1b\nday 4 S-05 full b2 e2 : CST-01.L1b", row: "P9", move: ask, to: "CST-01.L2", reason: routines.ReasonAsk},
		// P7: effort >= 5 in either, or not answered; 7 from week 7 in S-06 and S-10.
		{name: "P7: the last", today: 3, marks: "day 0 S-05 full b2 e2 : CST-01.L1b\nday 2 S-05 full b2 e5 : CST-01.L1b", row: "P7", move: hold, reason: routines.ReasonHeavy},
		{name: "P7: the one before", today: 3, marks: "day 0 S-05 full b2 e5 : CST-01.L1b\nday 2 S-05 full b2 e2 : CST-01.L1b", row: "P7", move: hold, reason: routines.ReasonHeavy},
		{name: "P7: not answered", today: 3, marks: "day 0 S-05 full b2 e2 : CST-01.L1b\nday 2 S-05 full b2 : CST-01.L1b", row: "P7", move: hold, reason: routines.ReasonHeavy},
		{name: "effort 4", today: 3, marks: "day 0 S-05 full b2 e4 : CST-01.L1b\nday 2 S-05 full b2 e4 : CST-01.L1b", row: "P9", move: ask, to: "CST-01.L2", reason: routines.ReasonAsk},
		{name: "effort 6 from week 7 on in S-06", today: 3, marks: "day 0 S-06 full w7 b2 e6 : CST-01.L1b\nday 2 S-06 full w7 b2 e6 : CST-01.L1b", row: "P9", move: ask, to: "CST-01.L2", reason: routines.ReasonAsk},
		{name: "effort 6 in maintenance", week: 9, today: 3, marks: "day 0 S-06 full w9 b2 e6 : CST-01.L1b\nday 2 S-06 full w9 b2 e6 : CST-01.L1b", row: "P9", move: ask, to: "CST-01.L2", reason: routines.ReasonAsk},
		{name: "P7: effort 7 from week 7 on in S-06", today: 3, marks: "day 0 S-06 full w7 b2 e7 : CST-01.L1b\nday 2 S-06 full w7 b2 e6 : CST-01.L1b", row: "P7", move: hold, reason: routines.ReasonHeavy},
		{name: "P7: effort 6 in week 6", today: 3, marks: "day 0 S-06 full w6 b2 e6 : CST-01.L1b\nday 2 S-06 full w7 b2 e6 : CST-01.L1b", row: "P7", move: hold, reason: routines.ReasonHeavy},
		{name: "P7: effort 6 from week 7 on in S-05", today: 3, marks: "day 0 S-05 full w7 b2 e6 : CST-01.L1b\nday 2 S-05 full w7 b2 e6 : CST-01.L1b", row: "P7", move: hold, reason: routines.ReasonHeavy},
		{name: "effort 6 from week 7 on in S-10", exercise: "SST-04", level: "SST-04.s90", today: 3, marks: "day 0 S-10 full w7 b2 e6 : SST-04.s90\nday 2 S-10 full w7 b2 e6 : SST-04.s90", row: "P9", move: ask, to: "SST-04", reason: routines.ReasonAsk},
		// P8: a before-score of 6 or more, or none, in either.
		{name: "P8: the last", today: 3, marks: "day 0 S-05 full b2 e2 : CST-01.L1b\nday 2 S-05 full b6 e2 : CST-01.L1b", row: "P8", move: hold, reason: routines.ReasonBefore},
		{name: "P8: the one before", today: 3, marks: "day 0 S-05 full b6 e2 : CST-01.L1b\nday 2 S-05 full b2 e2 : CST-01.L1b", row: "P8", move: hold, reason: routines.ReasonBefore},
		{name: "P8: none", today: 3, marks: "day 0 S-05 full e2 : CST-01.L1b\nday 2 S-05 full b2 e2 : CST-01.L1b", row: "P8", move: hold, reason: routines.ReasonBefore},
		{name: "5 before", today: 3, marks: "day 0 S-05 full b5 e2 : CST-01.L1b\nday 2 S-05 full b5 e2 : CST-01.L1b", row: "P9", move: ask, to: "CST-01.L2", reason: routines.ReasonAsk},
		// P9: form check not passed; asked only now.
		{name: "P9", today: 3, marks: "day 0 S-05 full b2 e2 : CST-01.L1b\nday 2 S-05 full b2 e2 kn : CST-01.L1b", row: "P9", move: hold, reason: routines.ReasonForm},
		// P10: none of the above.
		{name: "P10", today: 3, marks: "day 0 S-05 full b2 e2 kn : CST-01.L1b\nday 2 S-05 full b2 e2 ky : CST-01.L1b", row: "P10", move: up, to: "CST-01.L2", reason: routines.ReasonUp},
		{name: "P10: no further than the week", week: 4, today: 3, marks: "day 0 S-05 full b2 e2 : CST-01.L1b\nday 2 S-05 full b2 e2 ky : CST-01.L1b", row: "P10", move: hold, reason: routines.ReasonWeek},
		{name: "P10: nothing above", exercise: "MOB-02", level: "MOB-02", today: 3, marks: "day 0 S-05 full b2 e2 : MOB-02\nday 2 S-05 full b2 e2 ky : MOB-02", row: "P10", move: hold, reason: routines.ReasonTop},
		{name: "an exercise without levels", exercise: "XX-01", today: 3, marks: "day 0 S-05 full : CST-01.L1b", row: "", move: hold, reason: routines.ReasonTop},
	} {
		t.Run(c.name, c.check)
	}
}

// Single levels have conditions of their own (sections 1.1 and 1.4).
func TestConditionsOfSingleLevels(t *testing.T) {
	good := "b2 e2 ky"
	three := "day 0 S-02 full b2 e2 : TPN-01\nday 2 S-02 full b2 e2 : TPN-01\nday 4 S-02 full " + good + " : TPN-01"
	lift := "day 0 S-06 full w8 b2 e2 : CST-01.L3\nday 2 S-06 full w8 " + good + " : CST-01.L3"
	iso := "day 0 S-05 full b2 e2 : CST-03\nday 2 S-05 full " + good + " : CST-03"
	for _, c := range []progressCase{
		{name: "pressing and nodding after three times", exercise: "TPN-01", level: "TPN-01", week: 9, today: 5, marks: three,
			row: "P10", move: routines.LevelHold, reason: routines.ReasonComfort},
		{name: "and after four", exercise: "TPN-01", level: "TPN-01", week: 9, today: 7, marks: three + "\nday 6 S-02 full " + good + " : TPN-01",
			row: "P10", move: routines.LevelUp, to: "TPN-01.harder", reason: routines.ReasonUp},
		{name: "two balls for longer after three times", exercise: "TPN-02", level: "TPN-02", week: 9, today: 7, marks: goodTimes(3, "TPN-02"),
			row: "P10", move: routines.LevelHold, reason: routines.ReasonComfort},
		{name: "and after four times", exercise: "TPN-02", level: "TPN-02", week: 9, today: 7, marks: goodTimes(4, "TPN-02"),
			row: "P10", move: routines.LevelUp, to: "TPN-02.later", reason: routines.ReasonUp},
		{name: "the column and nodding after three times", exercise: "TPN-03", level: "TPN-03", week: 9, today: 7, marks: goodTimes(3, "TPN-03"),
			row: "P10", move: routines.LevelHold, reason: routines.ReasonComfort},
		{name: "the column after four times", exercise: "TPN-03", level: "TPN-03", week: 9, today: 7, marks: goodTimes(4, "TPN-03"),
			row: "P10", move: routines.LevelUp, to: "TPN-03.harder", reason: routines.ReasonUp},
		{name: "no pressing and nodding in the eight weeks", exercise: "TPN-01", level: "TPN-01", week: 8, today: 7, marks: three + "\nday 6 S-02 full " + good + " : TPN-01",
			row: "P10", move: routines.LevelHold, reason: routines.ReasonWeek},
		{name: "the head lift", exercise: "CST-01", level: "CST-01.L3", week: 8, today: 3, marks: lift,
			row: "P10", move: routines.LevelUp, to: "CST-01.L4", reason: routines.ReasonUp},
		{name: "the head lift before week 8", exercise: "CST-01", level: "CST-01.L3", week: 7, today: 3, marks: lift,
			row: "P10", move: routines.LevelHold, reason: routines.ReasonWeek},
		{name: "no head lift after an attack", exercise: "CST-01", level: "CST-01.L3", week: 8, today: 3, marks: "day -9 S-06 full w7 b2 e2 attack : CST-01.L3\n" + lift,
			row: "P10", move: routines.LevelHold, reason: routines.ReasonHeadLift},
		{name: "hard isometrics in week 8", exercise: "CST-03", level: "CST-03", week: 8, today: 3, marks: iso,
			row: "P10", move: routines.LevelUp, to: "CST-03.harder", reason: routines.ReasonUp},
		{name: "hard isometrics in week 7", exercise: "CST-03", level: "CST-03", week: 7, today: 3, marks: iso,
			row: "P10", move: routines.LevelHold, reason: routines.ReasonWeek},
	} {
		t.Run(c.name, c.check)
	}
}

// goodTimes are n counted sessions two days apart, each with a good form.
func goodTimes(n int, id string) string {
	var lines []string
	for i := range n {
		lines = append(lines, fmt.Sprintf("day %d S-02 full b2 e2 ky : %s", 2*i, id))
	}
	return strings.Join(lines, "\n")
}

// Whoever graduated after six weeks waits for week 8 all the same.
func TestHardLevelsWaitForTheirWeekInMaintenance(t *testing.T) {
	j := routines.Judge{Library: programLibrary(t), Today: day0 + 2,
		Marks: marksOf(t, "day 0 S-05 full b2 e2 : CST-03\nday 2 S-05 full b2 e2 ky : CST-03")}
	j.Levels = routines.Levels{"CST-03": "CST-03"}
	for days, move := range map[routines.DayNumber]routines.LevelMove{48: routines.LevelHold, 49: routines.LevelUp} {
		j.Program = routines.Program{Week: 9, Started: j.Today - days}
		if v := j.Verdict("CST-03"); v.Move != move {
			t.Errorf("after %d days: %+v", days, v)
		}
	}
	j.Program.Started = 0
	if v := j.Verdict("CST-03"); v.Move != routines.LevelHold {
		t.Errorf("without a program: %+v", v)
	}
}

// What is blocked for somebody is not offered to them; a twin that is open is.
func TestNobodyIsOfferedWhatIsBlocked(t *testing.T) {
	j := routines.Judge{Library: programLibrary(t), Today: day0 + 3, Program: routines.Program{Week: 7, Started: day0 - 60},
		Levels: routines.Levels{"CST-01": "CST-01.L1b"},
		Marks:  marksOf(t, "day 0 S-05 full b2 e2 : CST-01.L1b\nday 2 S-05 full b2 e2 ky : CST-01.L1b")}
	for _, c := range []struct {
		block routines.Block
		move  routines.LevelMove
	}{
		{"CST-01.L2", routines.LevelUp}, // CST-01.L2r is open
		{"CST-01", routines.LevelHold},
	} {
		j.Blocks = routines.NewBlocks(c.block)
		if v := j.Verdict("CST-01"); v.Move != c.move || v.Move == routines.LevelHold && v.Reason != routines.ReasonBlocked {
			t.Errorf("%s blocked: %+v", c.block, v)
		}
	}
}

// Every row has its number and a reason, and they stand in order.
func TestTheRowsOfProgress(t *testing.T) {
	var names []string
	for _, row := range routines.ProgressRows() {
		names = append(names, row.Row)
		if !slices.Contains(routines.Reasons(), row.Reason) {
			t.Errorf("%s has the reason %q", row.Row, row.Reason)
		}
	}
	want := []string{"P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P9", "P10"}
	if !slices.Equal(names, want) {
		t.Errorf("%v, want %v", names, want)
	}
}
