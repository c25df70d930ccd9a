package routines_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unknot/routines"
)

// inWeek is a course whose week of the program began on day 0.
func inWeek(t testing.TB, week int, marks string) routines.Course {
	t.Helper()
	c := routines.Course{Program: routines.Program{Week: week, Started: day0 - routines.DayNumber(7*(week-1)), Begun: day0, Baseline: mean(12, 4)}}
	if marks != "" {
		c.Marks = marksOf(t, marks)
	}
	return c
}

// twoFull is what week 3 needs at least.
const twoFull = "day 0 S-05 full b3 e3 load : CST-01.L1\nday 2 S-05 full b3 e3 load : CST-01.L1"

// TestProgramRows has at least one case for each of the rows W1 to W4 of
// section 2.2, read at the end of week 3, which is day 7. The baseline is 3.0
// unless it says otherwise.
func TestProgramRows(t *testing.T) {
	for _, c := range []struct {
		name, marks string
		program     func(*routines.Program)
		row         string
		to          int
		reason      routines.Reason
	}{
		{"W1: pain up by 2 points", "day 0 S-05 full b4 e3 : CST-01.L1\nday 2 S-05 full b5 e3 : CST-01.L1\nday 4 S-02 full b6 e3 : TPN-01", nil, "W1", 3, routines.ReasonPain},
		{"W1: up by 50 %", "day 0 S-05 full b3 e3 : CST-01.L1\nday 2 S-05 full b3 e3 : CST-01.L1\nday 4 S-02 full b3 e3 : TPN-01",
			func(p *routines.Program) { p.Baseline = mean(8, 4) }, "W1", 3, routines.ReasonPain},
		{"W1: in any form and routine", "day 0 S-05 full b5 e3 : CST-01.L1\nday 2 S-05 full b5 e3 : CST-01.L1\nday 4 S-07 tiny b5 : STR-01-", nil, "W1", 3, routines.ReasonPain},
		{"up by less", "day 0 S-05 full b4 e3 : CST-01.L1\nday 2 S-05 full b4 e3 : CST-01.L1\nday 4 S-02 full b4 e3 : TPN-01", nil, "W4", 4, routines.ReasonNext},
		{"up in two sessions only", "day 0 S-05 full b6 e3 : CST-01.L1\nday 2 S-05 full b6 e3 : CST-01.L1\nday 4 S-02 full e3 : TPN-01", nil, "W4", 4, routines.ReasonNext},
		{"no baseline", "day 0 S-05 full b5 e3 : CST-01.L1\nday 2 S-05 full b5 e3 : CST-01.L1\nday 4 S-02 full b5 e3 : TPN-01",
			func(p *routines.Program) { p.Baseline, p.Started = routines.Mean{}, day0-3 }, "W4", 4, routines.ReasonNext},
		{"no pain at the start, a little now", "day 0 S-05 full b1 e3 : CST-01.L1\nday 2 S-05 full b1 e3 : CST-01.L1\nday 4 S-02 full b1 e3 : TPN-01",
			func(p *routines.Program) { p.Baseline = mean(0, 4) }, "W4", 4, routines.ReasonNext},
		{"W1: a level went down two weeks in a row", twoFull,
			func(p *routines.Program) { p.Fallen, p.Falls = true, []routines.ExerciseID{"CST-01"} }, "W1", 3, routines.ReasonFalls},
		{"last week only", twoFull, func(p *routines.Program) { p.Fallen = true }, "W4", 4, routines.ReasonNext},
		{"W2: a level went down in this week", twoFull, func(p *routines.Program) { p.Falls = []routines.ExerciseID{"CST-01"} }, "W2", 3, routines.ReasonFall},
		{"W2 before W3", "", func(p *routines.Program) { p.Falls = []routines.ExerciseID{"CST-01"} }, "W2", 3, routines.ReasonFall},
		{"W3: nothing", "", nil, "W3", 3, routines.ReasonSmall},
		{"W3: one", "day 0 S-05 full b3 e3 : CST-01.L1", nil, "W3", 3, routines.ReasonSmall},
		{"W3: short forms", "day 0 S-05 short b3 : SST-03-\nday 2 S-05 short b3 : SST-03-\nday 4 S-02 tiny b3 : TPN-01-", nil, "W3", 3, routines.ReasonSmall},
		{"W3: less than half of it", "day 0 S-05 full b3 part : MOB-02\nday 2 S-05 full b3 e3 : CST-01.L1", nil, "W3", 3, routines.ReasonSmall},
		{"W3: not of the list", "day 0 S-07 full b3 : STR-04-\nday 2 S-03 full b3 e3 : TPS-02", nil, "W3", 3, routines.ReasonSmall},
		{"W3: more of one than the list has", "day 0 S-02 full b3 e3 : TPN-01\nday 2 S-02 full b3 e3 : TPN-01", nil, "W3", 3, routines.ReasonSmall},
		{"W3: before this week", "day -1 S-05 full b3 e3 : CST-01.L1\nday 2 S-05 full b3 e3 : CST-01.L1", nil, "W3", 3, routines.ReasonSmall},
		{"W4: two of the list", twoFull, nil, "W4", 4, routines.ReasonNext},
		{"W4: with the swap", "day 0 S-05 full b3 e3 : CST-01.L1\nday 2 S-14 full b3 e3 : TPN-03", nil, "W4", 4, routines.ReasonNext},
		{"W4: with easier variants", "day 0 S-05 full b5 e3 : CST-01-\nday 2 S-05 full b5 e3 : CST-01-", nil, "W4", 4, routines.ReasonNext},
		{"W4 after week 8: maintenance", "day 0 S-06 full b3 e3 : CST-01.L1\nday 2 S-10 full b3 e3 : SST-04.s60",
			func(p *routines.Program) { p.Week = 8 }, "W4", 9, routines.ReasonUpkeep},
	} {
		t.Run(c.name, func(t *testing.T) {
			course := inWeek(t, 3, c.marks)
			if c.program != nil {
				c.program(&course.Program)
			}
			after, turns := course.Meet(on(programLibrary(t), 7))
			if len(turns) != 1 {
				t.Fatalf("turns %+v", turns)
			}
			got := turns[0]
			if got.Row != c.row || got.To != c.to || got.Reason != c.reason || after.Program.Week != c.to {
				t.Errorf("%+v, week %d; want %s to week %d, %s", got, after.Program.Week, c.row, c.to, c.reason)
			}
			if got.Suggest != (c.row == "W1") || got.Smaller != (c.row == "W3") || got.Screen {
				t.Errorf("%+v", got)
			}
			if p := after.Program; p.Begun != day0+7 || len(p.Falls) > 0 || p.Fallen != (len(course.Program.Falls) > 0) {
				t.Errorf("the new week is %+v", p)
			}
		})
	}
}

// W1 brings every level down by one, W2 only the one that fell already.
func TestHowFarLevelsGoDownAtTheEndOfAWeek(t *testing.T) {
	lib := programLibrary(t)
	start := routines.Levels{"CST-01": "CST-01.L1b", "SST-02": "SST-02.set1", "SST-03": "SST-03.easier", "MOB-06": "MOB-06"}
	for _, c := range []struct {
		name   string
		fallen bool
		want   routines.Levels
		down   string
	}{
		{"W1", true, routines.Levels{"CST-01": "CST-01.L1b", "SST-02": "SST-02.easier", "SST-03": "SST-03.easier", "MOB-06": "MOB-06"}, "[CST-01 SST-02]"},
		{"W2", false, start, "[CST-01]"},
	} {
		course := inWeek(t, 3, twoFull)
		course.Levels = start
		course.Program.Fallen, course.Program.Falls = c.fallen, []routines.ExerciseID{"CST-01"}
		after, turns := course.Meet(on(lib, 7))
		if diff := cmp.Diff(c.want, after.Levels); diff != "" || fmt.Sprint(turns[0].Down) != c.down {
			t.Errorf("%s: down %v, levels:\n%s", c.name, turns[0].Down, diff)
		}
	}
}

// Check-points are asked at the end of weeks 4, 6 and 8, and never after a
// week with fewer than two sessions.
func TestWhenACheckpointIsAsked(t *testing.T) {
	checks := map[int]routines.Checkpoint{4: routines.CheckA, 6: routines.CheckGraduate, 8: routines.CheckB}
	for week := 1; week <= 8; week++ {
		list := routines.WeekRows()[week-1].Slots
		marks := fmt.Sprintf("day 0 %s full b3 e3 : MOB-02\nday 2 %s full b3 e3 : MOB-02", list[0][0], list[len(list)-1][0])
		_, turns := inWeek(t, week, marks).Meet(on(programLibrary(t), 7))
		if len(turns) != 1 || turns[0].Row != "W4" || turns[0].Check != checks[week] {
			t.Errorf("week %d: %+v", week, turns)
		}
		_, turns = inWeek(t, week, "day 6 S-07 full : STR-04-").Meet(on(programLibrary(t), 7))
		if len(turns) != 1 || turns[0].Row != "W3" || turns[0].Check != routines.CheckNone {
			t.Errorf("week %d without sessions: %+v", week, turns)
		}
	}
}

// The rows of a step of the slow track are read after its four sessions, and
// without calendar.
func TestAStepOfTheSlowTrack(t *testing.T) {
	lib := programLibrary(t)
	three := twoFull + "\nday 20 S-02 full b3 e3 : TPN-01"
	headaches := map[routines.DayNumber]bool{}
	for d := range 40 {
		headaches[day0+routines.DayNumber(d)] = true
	}
	for _, c := range []struct {
		name, marks string
		week        int
	}{
		{"three", three, 3},
		{"the fourth is not of the list", three + "\nday 22 S-07 full b3 : STR-04-", 3},
		{"the fourth", three + "\nday 22 S-05 full b3 e3 load : CST-01.L1", 4},
		{"the fourth in a short form", three + "\nday 22 S-05 short b3 load : SST-03-", 4},
		{"four tiny ones", "day 0 S-05 tiny : MOB-02-\nday 1 S-05 tiny : MOB-02-\nday 2 S-05 tiny : MOB-02-\nday 3 S-02 tiny : TPN-01-", 3},
	} {
		course := inWeek(t, 3, c.marks)
		course.Program.Slow = true
		f := on(lib, 23)
		f.Headache = headaches
		after, turns := course.Meet(f)
		if after.Program.Week != c.week {
			t.Errorf("%s: week %d, turns %+v", c.name, after.Program.Week, turns)
		}
		if again, turns := after.Meet(f); len(turns) > 0 || again.Program.Week != c.week {
			t.Errorf("%s: and again %+v", c.name, turns)
		}
	}
}

// Rows G1 to G4 as the program meets them, in week 3 with the levels beyond
// the beginning.
func TestComingBackAfterAGap(t *testing.T) {
	lib := programLibrary(t)
	for _, c := range []struct {
		days   int
		row    string
		week   int
		level  routines.VariantID
		oneSet bool
	}{
		{6, "", 4, "CST-01.L1b", false},
		{7, "", 4, "CST-01.L1b", true},
		{13, "", 4, "CST-01.L1b", true},
		{14, "G3", 4, "CST-01.L1", false},
		{27, "G3", 4, "CST-01.L1", false},
		{28, "G4", 1, "", false},
		{200, "G4", 1, "", false},
	} {
		t.Run(fmt.Sprintf("%d days", c.days), func(t *testing.T) {
			course := inWeek(t, 3, twoFull)
			course.Levels = routines.Levels{"CST-01": "CST-01.L1b"}
			f := on(lib, 2+c.days)
			after, turns := course.Meet(f)
			row := ""
			for _, turn := range turns {
				if strings.HasPrefix(turn.Row, "G") {
					row = turn.Row
				}
			}
			if row != c.row || after.Program.Week != c.week || after.Levels["CST-01"] != c.level {
				t.Errorf("%q, week %d, level %s; want %q, %d, %s", row, after.Program.Week, after.Levels["CST-01"], c.row, c.week, c.level)
			}
			if a := after.Agenda(f); a.OneSet != c.oneSet || a.Routine == "" {
				t.Errorf("due: %+v", a)
			}
			again, turns := after.Meet(f)
			if diff := cmp.Diff(after, again); diff != "" || len(turns) > 0 {
				t.Errorf("a gap counts twice: %+v\n%s", turns, diff)
			}
		})
	}
}

// Whoever was away is told of the week that was full and of one empty one.
func TestOfManyEmptyWeeksOneIsTold(t *testing.T) {
	course, turns := inWeek(t, 3, twoFull).Meet(on(programLibrary(t), 22))
	var rows []string
	for _, turn := range turns {
		rows = append(rows, turn.Row)
	}
	if got := strings.Join(rows, " "); got != "W4 W3 G3" || course.Program.Week != 4 || course.Program.Begun != day0+21 {
		t.Errorf("%s, %+v", got, course.Program)
	}
}

// Whoever begins anew is asked "Anything new?", and day 1 is that of the next
// session, whenever it comes.
func TestBeginningAnew(t *testing.T) {
	lib := programLibrary(t)
	course := inWeek(t, 3, twoFull+"\nday 38 S-06 tiny load : SST-02-")
	after, turns := course.Meet(on(lib, 40))
	if len(turns) != 1 || !turns[0].Screen || turns[0].From != 3 || turns[0].To != 1 {
		t.Fatalf("%+v", turns)
	}
	if len(after.Marks) != 1 || after.Marks[0].Form != routines.Tiny {
		t.Errorf("the day rules forget the tiny session of yesterday: %+v", after.Marks)
	}
	if later, turns := after.Meet(on(lib, 90)); len(turns) > 0 || later.Program.Week != 1 {
		t.Errorf("%+v", turns)
	}
	done, _ := after.Finish(on(lib, 95), resultOf(lib, after, "S-02", 3, 3), false)
	if p := done.Program; p.Started != day0+95 || p.Begun != day0+95 {
		t.Errorf("%+v", p)
	}
}

// Seven days or more without a session begin the week anew with the next one.
func TestAGapBeginsTheWeekAnew(t *testing.T) {
	lib := programLibrary(t)
	for day, begun := range map[int]int{6: 0, 9: 9} {
		course := inWeek(t, 3, twoFull)
		done, _ := course.Finish(on(lib, day), resultOf(lib, course, "S-02", 3, 3), false)
		if done.Program.Begun != day0+routines.DayNumber(begun) {
			t.Errorf("on day %d the week began on day %d", day, done.Program.Begun-day0)
		}
	}
}

func TestBackFromMaintenance(t *testing.T) {
	lib := programLibrary(t)
	neck := func(n int) map[routines.DayNumber]int {
		answers := map[routines.DayNumber]int{}
		for d := range 8 {
			answers[day0-routines.DayNumber(d)] = n
		}
		return answers
	}
	for _, c := range []struct {
		name     string
		graduate routines.Mean
		neck     map[routines.DayNumber]int
		week     int
	}{
		{"up by 2 points", mean(16, 8), neck(4), 3},
		{"up by less", mean(17, 8), neck(4), 9},
		{"too few answers", mean(16, 8), map[routines.DayNumber]int{day0: 9}, 9},
		{"not known at the end", routines.Mean{}, neck(4), 9},
	} {
		t.Run(c.name, func(t *testing.T) {
			course := inWeek(t, 9, "day 3 S-06 full : CST-01.L3")
			course.Levels = routines.Levels{"CST-01": "CST-01.L3", "TPN-01": "TPN-01.harder", "SST-02": "SST-02.set1"}
			course.Program.Graduate = c.graduate
			f := on(lib, 7)
			f.Neck = c.neck
			after, turns := course.Meet(f)
			if after.Program.Week != c.week {
				t.Fatalf("week %d, %+v", after.Program.Week, turns)
			}
			back := routines.Levels{"CST-01": "CST-01.L1", "TPN-01": "TPN-01", "SST-02": "SST-02.set1"}
			if c.week == 3 && (cmp.Diff(back, after.Levels) != "" || len(turns) != 1 || turns[0].Reason != routines.ReasonBack || turns[0].From != 9) {
				t.Errorf("levels %v, turns %+v", after.Levels, turns)
			}
			if c.week == 9 && (len(turns) > 0 || after.Program.Begun != day0+7) {
				t.Errorf("%+v, begun %d", turns, after.Program.Begun-day0)
			}
		})
	}
	course := inWeek(t, 9, "day 3 S-06 full : CST-01.L3")
	f := on(lib, 7)
	f.Neck = neck(4)
	if after, _ := course.Meet(f); after.Program.Graduate != mean(32, 8) {
		t.Errorf("the mean that was not known at the end: %+v", after.Program.Graduate)
	}
}

// The mean of days 1 to 7 is kept when they are over.
func TestTheBaselineIsKept(t *testing.T) {
	lib := programLibrary(t)
	course := routines.Course{Program: routines.Program{Week: 1, Started: day0, Begun: day0},
		Marks: marksOf(t, "day 0 S-02 full b4 e2 : TPN-01\nday 3 S-03 full b6 e4 : TPS-02\nday 8 S-02 full b9 e9 : TPN-01")}
	f := on(lib, 7)
	f.Neck = map[routines.DayNumber]int{day0 + 1: 5, day0 + 3: 2, day0 + 7: 9}
	if after, _ := course.Meet(f); after.Program.Baseline.N != 0 || after.Program.Ease != mean(6, 2) {
		t.Errorf("three days are enough: %+v", after.Program)
	}
	f.Neck[day0+6] = 3
	after, _ := course.Meet(f)
	if after.Program.Baseline != mean(14, 4) {
		t.Errorf("%+v", after.Program.Baseline)
	}
	f.Neck[day0+5] = 10
	if later, _ := after.Meet(f); later.Program.Baseline != mean(14, 4) {
		t.Errorf("it changes afterwards: %+v", later.Program.Baseline)
	}
	if check := after.Check(on(lib, 9)); check.EffortThen != mean(6, 2) || check.EffortNow != mean(15, 3) || check.Baseline != mean(14, 4) || check.Recent != mean(19, 3) {
		t.Errorf("%+v", check)
	}
}

func TestNothingHappensWithoutAProgram(t *testing.T) {
	lib := programLibrary(t)
	for _, p := range []routines.Program{{}, routines.Start(false)} {
		c := routines.Course{Program: p}
		if after, turns := c.Meet(on(lib, 100)); len(turns) > 0 || after.Program.Week != p.Week {
			t.Errorf("%+v: %+v", p, turns)
		}
	}
	if a := (routines.Course{}).Agenda(on(lib, 0)); a.Routine != "" || a.Reason != routines.ReasonNone {
		t.Errorf("%+v", a)
	}
	done, verdicts := routines.Course{}.Finish(on(lib, 3), resultOf(lib, routines.Course{}, "S-05", 3, 3), false)
	if done.Program.Started != 0 || len(done.Marks) != 1 || len(verdicts) == 0 {
		t.Errorf("%+v, %+v", done.Program, verdicts)
	}
}

func TestWhenTheSlowTrackIsOffered(t *testing.T) {
	headaches := map[routines.DayNumber]bool{day0 - 28: true}
	for d := range 7 {
		headaches[day0-routines.DayNumber(4*d)] = true // 0 to 24 days ago
	}
	p := routines.Program{Week: 3}
	if p.SlowOffered(day0, headaches) {
		t.Error("offered after 7 days in 28")
	}
	headaches[day0-27] = true
	if !p.SlowOffered(day0, headaches) {
		t.Error("not offered after 8 days in 28")
	}
	p.Slow = true
	if p.SlowOffered(day0, headaches) {
		t.Error("offered to somebody who is on it")
	}
}

func TestChangingTheTrack(t *testing.T) {
	lib := programLibrary(t)
	course := inWeek(t, 3, twoFull)
	slow := course.Slowly(on(lib, 3), true)
	if after, turns := slow.Meet(on(lib, 8)); len(turns) > 0 || after.Program.Week != 3 || !after.Program.Slow {
		t.Errorf("%+v", turns)
	}
	if a := slow.Agenda(on(lib, 4)); a.Open != 4 {
		t.Errorf("a step begins with four sessions: %+v", a)
	}
	back := slow.Slowly(on(lib, 5), false)
	if after, turns := back.Meet(on(lib, 11)); len(turns) > 0 || after.Program.Begun != day0+5 {
		t.Errorf("%+v", turns)
	}
	if same := course.Slowly(on(lib, 3), false); cmp.Diff(course, same) != "" {
		t.Error("the same track is a change")
	}
}

func TestGraduation(t *testing.T) {
	lib := programLibrary(t)
	f := on(lib, 7)
	f.Neck = map[routines.DayNumber]int{}
	for d := range 8 {
		f.Neck[day0+routines.DayNumber(d)] = 2
	}
	c := inWeek(t, 7, twoFull).Graduated(f)
	if p := c.Program; p.Week != routines.MaintenanceWeek || p.Begun != day0+7 || p.Graduate != mean(16, 8) {
		t.Errorf("%+v", p)
	}
}

func TestACourseComesBackFromJSON(t *testing.T) {
	c := inWeek(t, 3, twoFull)
	c.Levels = routines.Levels{"CST-01": "CST-01.L1b"}
	c.Program.Falls, c.Program.Gap = []routines.ExerciseID{"SST-02"}, day0
	data, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var back routines.Course
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(c, back); diff != "" {
		t.Error(diff)
	}
	if empty, _ := json.Marshal(routines.Course{}); string(empty) != "{}" {
		t.Errorf("%s", empty)
	}
}

func TestTheRowsOfTheProgram(t *testing.T) {
	var names []string
	for _, row := range routines.ProgramRows() {
		names = append(names, row.Row)
	}
	if want := []string{"W1", "W1", "W2", "W3", "W4"}; !slices.Equal(names, want) {
		t.Errorf("%v, want %v", names, want)
	}
}

// resultOf is a whole session in the full form as the course has it.
func resultOf(lib *routines.Library, c routines.Course, id routines.RoutineID, before, effort int) routines.Result {
	r, _ := lib.Routine(id)
	steps := c.Steps(lib, r, routines.Full)
	for i := range steps {
		steps[i].Done = routines.StepDone
	}
	return routines.Result{Routine: id, Form: routines.Full, Steps: steps, Before: &before, After: &before, Effort: &effort, End: routines.EndDone}
}
