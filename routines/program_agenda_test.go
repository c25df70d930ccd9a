package routines_test

import (
	"fmt"
	"strings"
	"testing"

	"unknot/routines"
)

// TestTheAgendaOfAWeek tells what is due on each day of a week for somebody
// who does exactly that: spread over the week, with a day or two to catch up, and
// never two loading sessions on consecutive days.
func TestTheAgendaOfAWeek(t *testing.T) {
	lib := programLibrary(t)
	for week, want := range map[int]string{
		1: "S-02 - - S-03 - - -",
		2: "S-02 - S-02 - S-04 - -",
		3: "S-05 - S-05 - S-02 - -",
		4: "S-05 - S-05 - S-03 - -",
		5: "S-05 S-10 - S-05 - S-02 -",
		6: "S-06 S-10 - S-06 - S-02 -",
		7: "S-06 S-10 - S-06 - S-02 -",
		8: "S-06 S-10 S-06 - S-10 S-02 -",
		9: "S-06 - S-02 - S-10 - -",
	} {
		course := inWeek(t, week, "")
		var days []string
		for day := range 7 {
			f := on(lib, day)
			a := course.Agenda(f)
			if a.Routine == "" {
				days = append(days, "-")
				continue
			}
			days = append(days, string(a.Routine))
			r := resultOf(lib, course, a.Routine, 3, 3)
			r.Ended = clock(f.Now)
			course, _ = course.Finish(f, r, false)
			if a := course.Agenda(f); a.Routine != "" || a.Reason != routines.ReasonDone {
				t.Errorf("week %d, day %d: twice a day: %+v", week, day, a)
			}
		}
		if got := strings.Join(days, " "); got != want {
			t.Errorf("week %d: %s, want %s", week, got, want)
		}
	}
}

func TestTheAgendaOfADay(t *testing.T) {
	lib := programLibrary(t)
	for _, c := range []struct {
		name, marks string
		week, day   int
		change      func(*routines.Course, *routines.Facts)
		routine     string
		swap        string
		reason      routines.Reason
		next        int // day, 0: not told
		light       string
	}{
		{name: "the first day", week: 1, routine: "S-02", swap: "[S-14]", reason: routines.ReasonPlan},
		{name: "before day 1", week: 1, day: 30, change: func(c *routines.Course, _ *routines.Facts) { c.Program = routines.Start(false) },
			routine: "S-02", swap: "[S-14]", reason: routines.ReasonPlan},
		{name: "a day off", week: 3, day: 1, marks: "day 0 S-05 full load : CST-01.L1", reason: routines.ReasonRest, next: 2},
		{name: "done", week: 3, day: 3, marks: "day 0 S-05 full load : CST-01.L1\nday 3 S-05 full load : CST-01.L1", reason: routines.ReasonDone, next: 4},
		{name: "another routine leaves it due", week: 3, day: 0, marks: "day 0 S-07 full : STR-04", routine: "S-05", swap: "[]", reason: routines.ReasonPlan},
		{name: "nothing was done in it", week: 3, day: 0, marks: "day 0 S-05 full", routine: "S-05", swap: "[]", reason: routines.ReasonPlan},
		{name: "a short form is enough for a day", week: 3, day: 1, marks: "day 0 S-05 short load : SST-03-", reason: routines.ReasonRest, next: 2},
		{name: "behind: the next one comes at once", week: 3, day: 5, marks: "day 0 S-05 full load : CST-01.L1", routine: "S-05", swap: "[]", reason: routines.ReasonPlan},
		{name: "behind, with strength yesterday", week: 3, day: 5, marks: "day 4 S-05 full load : CST-01.L1", routine: "S-02", swap: "[S-14]", reason: routines.ReasonPlan},
		{name: "what is left has to wait", week: 3, day: 6, marks: "day 2 S-02 full : TPN-01\nday 5 S-05 full load : CST-01.L1", reason: routines.ReasonWait, next: 7},
		{name: "all done", week: 1, day: 5, marks: "day 0 S-02 full : TPN-01\nday 3 S-03 full : TPS-02", reason: routines.ReasonWeekDone, next: 7},
		{name: "with the swaps", week: 1, day: 5, marks: "day 0 S-14 full : TPN-03\nday 3 S-04 full : TPS-03", reason: routines.ReasonWeekDone, next: 7},
		{name: "S-03 is no swap for S-04", week: 2, day: 6, marks: "day 0 S-02 full : TPN-01\nday 2 S-02 full : TPN-01\nday 4 S-03 full : TPS-02", routine: "S-04", swap: "[]", reason: routines.ReasonPlan},
		{name: "one may be coming", week: 3, change: func(_ *routines.Course, f *routines.Facts) { f.Stage = routines.StageComing },
			routine: "S-08b", swap: "[S-09]", reason: routines.ReasonDayComing},
		{name: "an attack", week: 3, change: func(_ *routines.Course, f *routines.Facts) { f.Stage = routines.StageAsking },
			routine: "S-09", swap: "[]", reason: routines.ReasonDayAttack},
		{name: "the day after", week: 3, change: func(_ *routines.Course, f *routines.Facts) { f.Stage = routines.StageAfter },
			routine: "S-08a", swap: "[S-07 S-08b S-09]", reason: routines.ReasonDayPast},
		{name: "then once in the easier variants", week: 3, change: func(c *routines.Course, _ *routines.Facts) { c.Program.Gentle = true },
			routine: "S-05", swap: "[]", reason: routines.ReasonEasier, light: "easier"},
		{name: "more pain that stayed (A5)", week: 3, day: 3, marks: "day 0 S-05 full load nA5 : CST-01.L1~", routine: "S-05", swap: "[]", reason: routines.ReasonHalf, light: "one set"},
		{name: "more pain that went (A3)", week: 3, day: 3, marks: "day 0 S-05 full load nA3 : CST-01.L1", routine: "S-05", swap: "[]", reason: routines.ReasonPlan},
		{name: "the second time in seven days (A4)", week: 3, day: 5, marks: "day 0 S-05 full load nA4 : CST-01.L1~", routine: "S-07", swap: "[S-08a]", reason: routines.ReasonCalm},
		{name: "five days later", week: 3, day: 6, marks: "day 0 S-05 full load nA4 : CST-01.L1~", routine: "S-05", swap: "[]", reason: routines.ReasonPlan},
		{name: "seven days without", week: 3, day: 5, marks: "day -2 S-05 full load : CST-01.L1", routine: "S-05", swap: "[]", reason: routines.ReasonLess, light: "one set"},
		{name: "slow: no calendar", week: 3, day: 20, marks: "day 0 S-05 full load : CST-01.L1", change: slowly(20), routine: "S-05", swap: "[]", reason: routines.ReasonPlan},
		{name: "slow: the order of the list", week: 3, day: 2, marks: "day 0 S-05 full load : CST-01.L1\nday 1 S-02 full : TPN-01", change: slowly(2), routine: "S-05", swap: "[]", reason: routines.ReasonPlan},
		{name: "slow: or what the day allows", week: 3, day: 1, marks: "day 0 S-05 full load : CST-01.L1", change: slowly(1), routine: "S-02", swap: "[S-14]", reason: routines.ReasonPlan},
		{name: "slow: seven days hold no more than the week", week: 1, day: 4, marks: "day 0 S-02 full : TPN-01\nday 2 S-03 full : TPS-02", change: slowly(4), reason: routines.ReasonRest, next: 7},
		{name: "slow: the session that ended a step was today's", week: 3, day: 4, marks: "day 4 S-04 full : TPS-03",
			change: func(c *routines.Course, f *routines.Facts) { c.Program.Slow, c.Program.Turned = true, c.Marks[0].At }, reason: routines.ReasonDone, next: 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			course, f := inWeek(t, c.week, c.marks), on(lib, c.day)
			if c.change != nil {
				c.change(&course, &f)
			}
			a := course.Agenda(f)
			light := strings.TrimSpace(map[bool]string{true: "easier "}[a.Easier] + map[bool]string{true: "one set"}[a.OneSet])
			if string(a.Routine) != c.routine || c.routine != "" && fmt.Sprint(a.Swap) != c.swap || a.Reason != c.reason || light != c.light {
				t.Errorf("%+v; want %q, %s, %s, %q", a, c.routine, c.swap, c.reason, c.light)
			}
			if next := a.Next; (next == 0) != (c.next == 0) || next != 0 && next != day0+routines.DayNumber(c.next) {
				t.Errorf("next on day %d, want %d", next-day0, c.next)
			}
		})
	}
}

// slowly puts a course on the slow track as if it had always been there, with
// a headache on every day.
func slowly(days int) func(*routines.Course, *routines.Facts) {
	return func(c *routines.Course, f *routines.Facts) {
		c.Program.Slow = true
		f.Headache = map[routines.DayNumber]bool{}
		for d := range days + 1 {
			f.Headache[day0+routines.DayNumber(d)] = true
		}
	}
}
