package routines_test

import (
	"slices"
	"testing"

	"unknot/routines"
)

// mean returns the mean of n scores with this sum.
func mean(sum, n int) routines.Mean { return routines.Mean{Sum: sum, N: n} }

// TestCheckpoints is the text on the check-points of section 2.2 of the
// clinical specification, at the limits of its numbers.
func TestCheckpoints(t *testing.T) {
	better, same := routines.GlobalBetter, routines.GlobalSame
	activities := [2]routines.Mean{mean(15, 3), mean(21, 3)} // 5 and 7
	ease := [2]routines.Mean{mean(12, 3), mean(12, 3)}
	for _, c := range []struct {
		name             string
		baseline, recent routines.Mean
		global           routines.Global
		activities, ease [2]routines.Mean
		want             routines.Outcome
	}{
		{"lower by 2 points", mean(48, 8), mean(32, 8), better, activities, ease, routines.OutcomeImproved},
		{"by 30 %", mean(16, 4), mean(28, 10), better, activities, ease, routines.OutcomeImproved}, // 4.0 to 2.8
		{"by less", mean(16, 4), mean(29, 10), better, activities, ease, routines.OutcomeNeither},
		{"much better as a whole", mean(48, 8), mean(32, 8), routines.GlobalMuchBetter, activities, ease, routines.OutcomeImproved},
		{"a little better as a whole", mean(48, 8), mean(32, 8), routines.GlobalBitBetter, activities, ease, routines.OutcomeNeither},
		{"lower, and worse as a whole", mean(48, 8), mean(32, 8), routines.GlobalWorse, activities, ease, routines.OutcomeNeither},
		{"the same", mean(32, 8), mean(32, 8), same, activities, ease, routines.OutcomeNeither},
		{"up by 2 points", mean(40, 8), mean(56, 8), better, activities, ease, routines.OutcomeWorse}, // 5 to 7: 40 %
		{"up by 50 %", mean(12, 4), mean(36, 8), better, activities, ease, routines.OutcomeWorse},     // 3.0 to 4.5
		{"up by less", mean(12, 4), mean(35, 8), same, activities, ease, routines.OutcomeNeither},
		{"worse without another answer", mean(40, 8), mean(56, 8), routines.GlobalNone, [2]routines.Mean{}, ease, routines.OutcomeWorse},
		{"no answer as a whole", mean(48, 8), mean(32, 8), routines.GlobalNone, activities, ease, routines.OutcomeEarly},
		{"3 of 7 days", mean(18, 3), mean(32, 8), better, activities, ease, routines.OutcomeEarly},
		{"4 of 7 days", mean(24, 4), mean(32, 8), better, activities, ease, routines.OutcomeImproved},
		{"7 of 14 days", mean(48, 8), mean(14, 7), better, activities, ease, routines.OutcomeEarly},
		// Below a baseline of 3: activities and ease instead.
		{"low: activities 2 points better", mean(8, 4), mean(16, 8), better, activities, ease, routines.OutcomeImproved},
		{"low: less than that", mean(8, 4), mean(16, 8), better, [2]routines.Mean{mean(15, 3), mean(20, 3)}, ease, routines.OutcomeNeither},
		{"low: less pain is not looked at", mean(8, 4), mean(0, 8), better, [2]routines.Mean{mean(15, 3), mean(15, 3)}, ease, routines.OutcomeNeither},
		{"low: harder than at the start", mean(8, 4), mean(16, 8), better, activities, [2]routines.Mean{mean(12, 3), mean(13, 3)}, routines.OutcomeNeither},
		{"low: easier than at the start", mean(8, 4), mean(16, 8), better, activities, [2]routines.Mean{mean(12, 3), mean(9, 3)}, routines.OutcomeImproved},
		{"low: no activities", mean(8, 4), mean(16, 8), better, [2]routines.Mean{}, ease, routines.OutcomeEarly},
		{"low: no effort", mean(8, 4), mean(16, 8), better, activities, [2]routines.Mean{}, routines.OutcomeEarly},
		{"low: up by 50 %", mean(8, 4), mean(24, 8), better, activities, ease, routines.OutcomeWorse},
		{"exactly 3 is not low", mean(12, 4), mean(16, 8), better, [2]routines.Mean{}, ease, routines.OutcomeImproved},
		{"from none, a little is no percentage", mean(0, 4), mean(8, 8), same, activities, ease, routines.OutcomeNeither},
		{"from none, 2 points are worse", mean(0, 4), mean(16, 8), same, activities, ease, routines.OutcomeWorse},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := routines.CheckAnswers{Baseline: c.baseline, Recent: c.recent, Global: c.global,
				ActivitiesThen: c.activities[0], ActivitiesNow: c.activities[1], EffortThen: c.ease[0], EffortNow: c.ease[1]}
			if got := a.Outcome(); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// consequenceTable is typed from section 2.2: improved, offer maintenance
// (from week 6); neither, on to week 8; worse, or no change at week 8, say so
// and recommend somebody.
const consequenceTable = `
| check | outcome | maintenance | somebody |
| A | improved | no | no |
| A | neither | no | no |
| A | worse | no | yes |
| A | early | no | no |
| graduation | improved | yes | no |
| graduation | neither | no | no |
| graduation | worse | no | yes |
| graduation | early | no | no |
| B | improved | yes | no |
| B | neither | no | yes |
| B | worse | no | yes |
| B | early | no | no |
`

func TestWhatFollowsACheckpoint(t *testing.T) {
	yes := map[string]bool{"yes": true}
	for _, row := range cells(consequenceTable) {
		got, ok := routines.Checkpoint(row[0]).Consequence(routines.Outcome(row[1]))
		if !ok || got.Offer != yes[row[2]] || got.Suggest != yes[row[3]] || !slices.Contains(routines.Reasons(), got.Reason) {
			t.Errorf("%s, %s: %+v, %v", row[0], row[1], got, ok)
		}
	}
	if n := len(routines.CheckRows()); n != len(cells(consequenceTable)) {
		t.Errorf("%d rows", n)
	}
	if row, ok := routines.CheckNone.Consequence(routines.OutcomeWorse); ok {
		t.Errorf("%+v", row)
	}
}

// A day's value is its answer, else its first score before a session.
func TestTheValueOfADay(t *testing.T) {
	d := routines.Daily{
		Answers: map[routines.DayNumber]int{day0: 7, day0 + 1: 0},
		Marks:   marksOf(t, "day 0 S-02 full b3\nday 2 S-02 full\nday 3 S-02 full b4 at600\nday 3 S-05 full b5 at900"),
	}
	for day, want := range []int{7, 0, -1, 4, -1} {
		got, ok := d.Value(day0 + routines.DayNumber(day))
		if ok != (want >= 0) || ok && got != want {
			t.Errorf("day %d: %d, %v; want %d", day, got, ok, want)
		}
	}
	if got := d.Mean(day0, 4); got != mean(11, 3) || got.Value() != 11.0/3 {
		t.Errorf("%+v, %v", got, got.Value())
	}
	if v := (routines.Mean{}).Value(); v != 0 {
		t.Errorf("%v", v)
	}
}

func TestHowManyDaysACheckpointNeeds(t *testing.T) {
	for n := range 15 {
		d := routines.Daily{Answers: map[routines.DayNumber]int{}}
		for day := range n {
			d.Answers[day0+routines.DayNumber(day)] = 4
		}
		if got, ok := d.Baseline(day0); ok != (n >= 4) || got.N != min(n, 7) {
			t.Errorf("%d days: baseline %+v, %v", n, got, ok)
		}
		if got, ok := d.Recent(day0 + 13); ok != (n >= 8) || got.N != n {
			t.Errorf("%d days: recent %+v, %v", n, got, ok)
		}
		if got, _ := d.Recent(day0 + 14); got.N != max(n-1, 0) {
			t.Errorf("%d days: a day later %+v", n, got)
		}
	}
}

// TestWhenASummarySpeaksOfAChange is section 4.4: neck pain, mean of 14 days:
// 2 points or 30 %; headache days: 2 days and 30 %; a clinician from 2 points
// or 50 % on.
func TestWhenASummarySpeaksOfAChange(t *testing.T) {
	for _, c := range []struct {
		earlier, later routines.Mean
		want           routines.Trend
		suggest        bool
	}{
		{mean(60, 10), mean(40, 10), routines.TrendBetter, false},
		{mean(40, 10), mean(28, 10), routines.TrendBetter, false}, // 30 %
		{mean(40, 10), mean(29, 10), routines.TrendSame, false},
		{mean(40, 10), mean(40, 10), routines.TrendSame, false},
		{mean(40, 10), mean(51, 10), routines.TrendSame, false},
		{mean(40, 10), mean(52, 10), routines.TrendWorse, false}, // 30 %
		{mean(40, 10), mean(59, 10), routines.TrendWorse, false},
		{mean(40, 10), mean(60, 10), routines.TrendWorse, true}, // 2 points, 50 %
		{mean(70, 10), mean(90, 10), routines.TrendWorse, true}, // 2 points, 29 %
		{mean(20, 10), mean(30, 10), routines.TrendWorse, true}, // 50 %
		{mean(0, 10), mean(19, 10), routines.TrendSame, false},
		{mean(0, 10), mean(20, 10), routines.TrendWorse, true},
		{mean(60, 7), mean(40, 10), routines.TrendUnknown, false},
		{mean(60, 10), mean(0, 7), routines.TrendUnknown, false},
	} {
		if got := routines.PainTrend(c.earlier, c.later); got != c.want {
			t.Errorf("%v to %v: %q, want %q", c.earlier, c.later, got, c.want)
		}
		if got := routines.PainSuggests(c.earlier, c.later); got != c.suggest {
			t.Errorf("%v to %v: suggests %v", c.earlier, c.later, got)
		}
	}
}

func TestWhenHeadacheDaysHaveChanged(t *testing.T) {
	for _, c := range []struct {
		earlier, later int
		want           routines.Trend
		suggest        bool
	}{
		{9, 6, routines.TrendBetter, false}, // 3 days, 33 %
		{9, 7, routines.TrendSame, false},   // 2 days, 22 %
		{3, 2, routines.TrendSame, false},   // 1 day, 33 %
		{6, 4, routines.TrendBetter, false}, // 2 days, 33 %
		{10, 7, routines.TrendBetter, false},
		{10, 8, routines.TrendSame, false},
		{10, 13, routines.TrendWorse, false},
		{10, 14, routines.TrendWorse, false},
		{10, 15, routines.TrendWorse, true},
		{0, 1, routines.TrendSame, false},
		{0, 2, routines.TrendWorse, true},
	} {
		earlier, later := routines.HeadacheDays{Days: c.earlier, Known: 22}, routines.HeadacheDays{Days: c.later, Known: 28}
		if got := routines.HeadacheTrend(earlier, later); got != c.want {
			t.Errorf("%d to %d: %q, want %q", c.earlier, c.later, got, c.want)
		}
		if got := routines.HeadacheSuggests(earlier, later); got != c.suggest {
			t.Errorf("%d to %d: suggests %v", c.earlier, c.later, got)
		}
		for _, few := range []routines.HeadacheDays{{Days: c.later, Known: 21}} {
			if routines.HeadacheTrend(earlier, few) != routines.TrendUnknown || routines.HeadacheTrend(few, later) != routines.TrendUnknown {
				t.Errorf("%+v is enough", few)
			}
		}
	}
}

// Better and worse are mirror images, and there is always an answer.
func TestTrendsAreSymmetric(t *testing.T) {
	mirror := map[routines.Trend]routines.Trend{routines.TrendBetter: routines.TrendWorse, routines.TrendWorse: routines.TrendBetter, routines.TrendSame: routines.TrendSame}
	for a := range 29 {
		for b := range 29 {
			x, y := routines.HeadacheDays{Days: a, Known: 28}, routines.HeadacheDays{Days: b, Known: 28}
			there, back := routines.HeadacheTrend(x, y), routines.HeadacheTrend(y, x)
			if there != mirror[back] && there != routines.TrendSame && back != routines.TrendSame {
				t.Errorf("%d and %d: %q and %q", a, b, there, back)
			}
			if there == routines.TrendUnknown {
				t.Errorf("%d and %d: no answer", a, b)
			}
		}
	}
}
