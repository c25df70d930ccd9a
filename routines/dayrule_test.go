package routines_test

import (
	"slices"
	"strings"
	"testing"

	"unknot/routines"
)

// TestDayRules has at least one case for each row of the day rules of section
// 2.2, and each reason it may have. Today is day 10.
func TestDayRules(t *testing.T) {
	for _, c := range []struct {
		name, ask string // the routine and its form
		stage     routines.Stage
		marks     string
		row       string
		reason    routines.Reason
		instead   string
	}{
		{"D1: S-05", "S-05 full", routines.StageAttack, "", "D1", routines.ReasonDayAttack, "S-09"},
		{"D1: S-05 in the form without load", "S-05 tiny", routines.StageAttack, "", "D1", routines.ReasonDayAttack, "S-09"},
		{"D1: still in it?", "S-05 full", routines.StageAsking, "", "D1", routines.ReasonDayAttack, "S-09"},
		{"D1: S-06", "S-06 short", routines.StageComing, "", "D1", routines.ReasonDayComing, "S-08b S-09"},
		{"D1: S-10", "S-10 tiny", routines.StageAfter, "", "D1", routines.ReasonDayPast, "S-08a S-08b S-09"},
		{"D1 before D2", "S-05 full", routines.StageAfter, "day 10 S-05 full load : CST-03.x2", "D1", routines.ReasonDayPast, "S-08a S-08b S-09"},
		{"no attack, no D1", "S-05 full", "", "", "D7", routines.ReasonDayFree, ""},
		{"D1 is only about strength", "S-02 full", routines.StageAfter, "", "D7", routines.ReasonDayFree, ""},

		{"D2: today", "S-05 full", "", "day 10 S-06 full load : SST-02", "D2", routines.ReasonDayNear, "S-02 S-03 S-04 S-14"},
		{"D2: yesterday; the band is allowed", "S-06 short", "", "day 9 S-05 short load : SST-03-", "D2", routines.ReasonDayNear, "S-02 S-03 S-04 S-14 S-10"},
		{"D2: the tiny form of S-06 loads", "S-06 tiny", "", "day 9 S-05 full load : CST-03.x2", "D2", routines.ReasonDayNear, "S-02 S-03 S-04 S-14 S-10"},
		{"the tiny form of S-05 does not", "S-05 tiny", "", "day 9 S-05 full load : CST-03.x2", "D7", routines.ReasonDayFree, ""},
		{"nor do two tiny ones before it", "S-05 full", "", "day 9 S-05 tiny : CST-02-", "D7", routines.ReasonDayFree, ""},
		{"two days ago", "S-05 full", "", "day 8 S-05 full load : CST-03.x2", "D7", routines.ReasonDayFree, ""},
		{"D2: the necks' pressing today takes two away", "S-05 full", "", "day 9 S-05 full load : CST-03.x2\nday 10 S-02 full : TPN-01", "D2", routines.ReasonDayNear, "S-03 S-04 S-10"},
		{"D2: the band was yesterday five times", "S-05 full", "", "day 9 S-05 full load : CST-03.x2\nday 4 S-10 full load : SST-04\nday 5 S-10 full load : SST-04\nday 6 S-10 full load : SST-04\nday 7 S-10 full load : SST-04\nday 8 S-10 full load : SST-04", "D2", routines.ReasonDayNear, "S-02 S-03 S-04 S-14"},
		{"a day ahead counts as today", "S-05 full", "", "day 11 S-05 full load : CST-03.x2", "D2", routines.ReasonDayNear, "S-02 S-03 S-04 S-14"},

		{"D3: the band today", "S-05 full", "", "day 10 S-10 tiny load : SST-04-", "D3", routines.ReasonDayBand, "S-02 S-03 S-04 S-07"},
		{"the band yesterday", "S-05 full", "", "day 9 S-10 full load : SST-04", "D7", routines.ReasonDayFree, ""},
		{"D3: three in seven days", "S-06 full", "", "day 4 S-05 full load : CST-03.x2\nday 6 S-05 full load : CST-03.x2\nday 8 S-05 full load : CST-03.x2", "D3", routines.ReasonDayThree, "S-02 S-03 S-04 S-07"},
		{"the first is seven days ago", "S-06 full", "", "day 3 S-05 full load : CST-03.x2\nday 6 S-05 full load : CST-03.x2\nday 8 S-05 full load : CST-03.x2", "D7", routines.ReasonDayFree, ""},

		{"D4", "S-10 full", "", "day 10 S-05 full load : CST-03.x2", "D4", routines.ReasonDayLoaded, "S-11"},
		{"D4 in the tiny form", "S-10 tiny", "", "day 10 S-05 full load : CST-03.x2", "D4", routines.ReasonDayLoaded, "S-11"},
		{"strength yesterday", "S-10 full", "", "day 9 S-05 full load : CST-03.x2", "D7", routines.ReasonDayFree, ""},

		{"D5: today", "S-10 short", "", "day 10 S-10 full load : SST-04", "D5", routines.ReasonDayBandDone, "S-11 S-01"},
		{"D5: on five of seven days", "S-10 full", "", "day 4 S-10 full load : SST-04\nday 5 S-10 full load : SST-04\nday 6 S-10 full load : SST-04\nday 8 S-10 full load : SST-04\nday 9 S-10 full load : SST-04", "D5", routines.ReasonDayBandFive, "S-11 S-01"},
		{"on four of seven, one of them twice", "S-10 full", "", "day 3 S-10 full load : SST-04\nday 5 S-10 full load : SST-04\nday 6 S-10 full load : SST-04\nday 8 S-10 full load at600 : SST-04\nday 8 S-10 full load : SST-04\nday 9 S-10 full load : SST-04", "D7", routines.ReasonDayFree, ""},

		{"D6: the same", "S-02 full", "", "day 10 S-02 full : TPN-01", "D6", routines.ReasonDaySpots, "S-07 S-03"},
		{"D6: the other", "S-02 tiny", "", "day 10 S-14 tiny : TPN-01-", "D6", routines.ReasonDaySpots, "S-07 S-03"},
		{"D6: and back", "S-14 full", "", "day 10 S-02 full : TPN-01", "D6", routines.ReasonDaySpots, "S-07 S-03"},
		{"yesterday", "S-02 full", "", "day 9 S-02 full : TPN-01", "D7", routines.ReasonDayFree, ""},
		{"nothing was done in it", "S-02 full", "", "day 10 S-02 full", "D7", routines.ReasonDayFree, ""},

		{"D7: anything else", "S-03 full", "", "day 10 S-03 full : TPS-02\nday 10 S-05 full load : CST-03.x2", "D7", routines.ReasonDayFree, ""},
		{"D7: a routine that is not there", "S-99 full", "", "", "D7", routines.ReasonDayFree, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ruling(t, c.ask, c.stage, c.marks, 3)
			var instead []string
			for _, id := range got.Instead {
				instead = append(instead, string(id))
			}
			if got.Row != c.row || got.Allowed != (c.row == "D7") || got.Reason != c.reason || strings.Join(instead, " ") != c.instead || got.Release {
				t.Errorf("%+v; want %s, %s, %s", got, c.row, c.reason, c.instead)
			}
		})
	}
}

func ruling(t *testing.T, ask string, stage routines.Stage, marks string, week int) routines.Ruling {
	t.Helper()
	id, form, _ := strings.Cut(ask, " ")
	f := on(programLibrary(t), 10)
	f.Stage = stage
	c := routines.Course{Program: routines.Program{Week: week, Started: day0, Begun: day0}}
	if marks != "" {
		c.Marks = marksOf(t, marks)
	}
	return c.Rule(f, routines.RoutineID(id), routines.Form(form))
}

// Row D1 does not refuse STR-04: it becomes release-only.
func TestTensingBecomesRelease(t *testing.T) {
	for _, stage := range []routines.Stage{routines.StageAttack, routines.StageComing, routines.StageAfter} {
		if got := ruling(t, "S-07 full", stage, "", 3); !got.Allowed || !got.Release || got.Row != "D1" || got.Reason != routines.ReasonDayRelease {
			t.Errorf("%s: %+v", stage, got)
		}
	}
	for ask, stage := range map[string]routines.Stage{"S-07 full": "", "S-07 short": routines.StageAttack} {
		if got := ruling(t, ask, stage, "", 3); got.Release {
			t.Errorf("%s: %+v", ask, got)
		}
	}
}

// Any LOAD step is refused in an attack, in the routine of an operator too.
func TestAnyLoadIsRefusedInAnAttack(t *testing.T) {
	own := &routines.Routine{ID: "MY-01", Forms: map[routines.Form][]routines.Step{routines.Full: {{Variant: "XX-01"}}}}
	lib := routines.NewLibrary([]*routines.Exercise{{ID: "XX-01", Variants: []routines.Variant{{ID: "XX-01", Tags: []routines.Tag{routines.TagLoad}}}}},
		[]*routines.Routine{own}, nil)
	d := routines.DayState{Today: day0, Stage: routines.StageComing}
	if got := d.Rule(routines.AskedFor(lib, "MY-01", routines.Full, 0)); got.Row != "D1" || got.Allowed {
		t.Errorf("%+v", got)
	}
	d.Stage = ""
	d.Marks = marksOf(t, "day 0 S-05 full load : CST-03.x2")
	if got := d.Rule(routines.AskedFor(lib, "MY-01", routines.Full, 0)); !got.Allowed {
		t.Errorf("%+v", got)
	}
}

// A refusal always has something to offer, and what it offers is allowed.
func TestARefusalOffersSomething(t *testing.T) {
	lib := programLibrary(t)
	marks := []string{
		"day 9 S-05 full load : CST-03.x2", "day 10 S-05 full load : CST-03.x2", "day 10 S-10 full load : SST-04", "day 10 S-02 full : TPN-01",
		"day 10 S-05 full load at600 : CST-03.x2\nday 10 S-02 full at700 : TPN-01",
	}
	for _, id := range []routines.RoutineID{"S-02", "S-05", "S-06", "S-10", "S-14"} {
		for _, stage := range []routines.Stage{"", routines.StageComing, routines.StageAttack, routines.StageAfter} {
			for _, m := range marks {
				for _, form := range routines.Forms() {
					d := routines.DayState{Today: day0 + 10, Stage: stage, Marks: marksOf(t, m)}
					got := d.Rule(routines.AskedFor(lib, id, form, 6))
					if got.Allowed {
						continue
					}
					if len(got.Instead) == 0 {
						t.Errorf("%s %s, %q, %q: nothing instead", id, form, stage, m)
					}
					for _, other := range got.Instead {
						if !d.Rule(routines.AskedFor(lib, other, routines.Full, 6)).Allowed {
							t.Errorf("%s %s, %q, %q: offers %s, which is refused", id, form, stage, m, other)
						}
					}
				}
			}
		}
	}
}

func TestTheRowsOfTheDay(t *testing.T) {
	var names []string
	for _, row := range routines.DayRows() {
		names = append(names, row.Row)
		if !slices.Contains(routines.Reasons(), row.Reason) || row.Allowed != (len(row.Instead) == 0) {
			t.Errorf("%+v", row)
		}
	}
	want := []string{"D1", "D1", "D1", "D1", "D2", "D3", "D3", "D4", "D5", "D5", "D6", "D7"}
	if !slices.Equal(names, want) {
		t.Errorf("%v, want %v", names, want)
	}
}
