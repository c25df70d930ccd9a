package routines_test

import (
	"slices"
	"strings"
	"testing"

	"unknot/routines"
)

// levelTable is typed from the clinical specification, section 0.6, "level
// order", with the exercises' own lines "harder" of sections 1.1 to 1.5.
const levelTable = `
| exercise | levels | start |
| CST-01 | CST-01.easier CST-01.L1 CST-01.L1b CST-01.L2 CST-01.L2b CST-01.L3 CST-01.L4 | CST-01.L1 |
| CST-02 | CST-02.easier CST-02 CST-02.harder CST-02.resist | CST-02 |
| CST-03 | CST-03.easier CST-03.x2 CST-03 CST-03.harder | CST-03.x2 |
| CST-04 | CST-04.easier CST-04.set1 CST-04 CST-04.harder | CST-04.set1 |
| SST-01 | SST-01.easier SST-01 SST-01.harder SST-01.angel | SST-01 |
| SST-02 | SST-02.easier SST-02.set1 SST-02 SST-02.x12 SST-02.harder | SST-02.set1 |
| SST-03 | SST-03.easier SST-03.set1 SST-03 SST-03.harder | SST-03.set1 |
| SST-04 | SST-04.easier SST-04.s60 SST-04.s90 SST-04 SST-04.harder | SST-04.s60 |
| TPN-01 | TPN-01.easier TPN-01 TPN-01.harder | TPN-01 |
| TPN-02 | TPN-02.easier TPN-02 TPN-02.later TPN-02.harder | TPN-02 |
| TPS-02 | TPS-02.easier TPS-02 TPS-02.harder | TPS-02 |
| STR-02 | STR-02.easier STR-02 STR-02.harder | STR-02 |
| MOB-01 | MOB-01.easier MOB-01 | MOB-01 |
| MOB-06 | MOB-06 | MOB-06 |
`

func TestTheLevelsOfAnExercise(t *testing.T) {
	lib := programLibrary(t)
	for _, row := range cells(levelTable) {
		id := routines.ExerciseID(row[0])
		ladder := routines.LadderOf(lib, id)
		want := strings.Fields(row[1])
		for i, v := range ladder {
			if i >= len(want) || string(v) != want[i] {
				t.Errorf("%s: %v, want %v", id, ladder, want)
				break
			}
			climbs(t, ladder, i)
		}
		if len(ladder) != len(want) {
			t.Errorf("%s: %v, want %v", id, ladder, want)
		}
		if start := routines.Levels(nil).Of(lib, id); string(start) != row[2] {
			t.Errorf("%s begins at %s, want %s", id, start, row[2])
		}
	}
}

// climbs checks the neighbours of one level.
func climbs(t *testing.T, l routines.Ladder, i int) {
	t.Helper()
	if rank, ok := l.Rank(l[i]); !ok || rank != i {
		t.Errorf("%s has rank %d, %v", l[i], rank, ok)
	}
	up, higher := l.Up(l[i])
	if higher != (i+1 < len(l)) || higher && up != l[i+1] {
		t.Errorf("above %s: %s, %v", l[i], up, higher)
	}
	down, lower := l.Down(l[i])
	if lower != (i > 0) || lower && down != l[i-1] {
		t.Errorf("below %s: %s, %v", l[i], down, lower)
	}
}

func TestOtherNamesOfALevel(t *testing.T) {
	lib := programLibrary(t)
	for _, c := range []struct {
		variant, like routines.VariantID
	}{
		{"CST-01", "CST-01.L2"}, {"CST-01.harder", "CST-01.L3"}, {"CST-01.L1r", "CST-01.L1"}, {"CST-01.L1br", "CST-01.L1b"},
		{"CST-01.L2r", "CST-01.L2"}, {"CST-04.t", "CST-04"}, {"CST-04.set1t", "CST-04.set1"},
	} {
		ladder := routines.LadderOf(lib, routines.ExerciseID(c.like[:6]))
		got, ok := ladder.Rank(c.variant)
		if want, _ := ladder.Rank(c.like); !ok || got != want {
			t.Errorf("%s has rank %d, %v; want that of %s, %d", c.variant, got, ok, c.like, want)
		}
	}
	for _, v := range []routines.VariantID{"CST-02.x6", "SST-01.set1", "SST-01.mini", "TPN-01.first", "TPN-01.short", "TPS-02.ball", "STR-01.c6", "STR-01.bed", "SST-04.s40", "", "XX-01"} {
		if _, ok := routines.LadderOf(lib, routines.ExerciseID(strings.Split(string(v), ".")[0])).Rank(v); ok {
			t.Errorf("%q is a level", v)
		}
	}
}

// Between two levels of the specification's own doses no more than one thing
// may change at a time; this holds the order of what is shipped to it.
func TestShippedLevelsGrowInTime(t *testing.T) {
	lib := programLibrary(t)
	for _, id := range []routines.ExerciseID{"CST-01", "CST-03", "SST-03"} {
		ladder := routines.LadderOf(lib, id)
		for i := 1; i < len(ladder); i++ {
			_, below, _ := lib.Variant(ladder[i-1])
			if _, v, _ := lib.Variant(ladder[i]); v.Dose.Total() < below.Dose.Total() {
				t.Errorf("%s takes less than %s", ladder[i], ladder[i-1])
			}
		}
	}
}

func TestALevelOfALibraryThatHasLess(t *testing.T) {
	few := routines.NewLibrary([]*routines.Exercise{
		{ID: "CST-01", Variants: []routines.Variant{{ID: "CST-01.L1b"}, {ID: "CST-01"}, {ID: "CST-01.L3"}}},
		{ID: "SST-04", Variants: []routines.Variant{{ID: "SST-04"}}},
		{ID: "WRK-01", Kind: routines.KindCheck, Variants: []routines.Variant{{ID: "WRK-01"}}},
	}, nil, nil)
	for _, c := range []struct {
		levels routines.Levels
		id     routines.ExerciseID
		want   routines.VariantID
	}{
		{nil, "CST-01", "CST-01.L1b"}, // nothing as easy as L1
		{routines.Levels{"CST-01": "CST-01.L2b"}, "CST-01", "CST-01.L1b"},
		{routines.Levels{"CST-01": "CST-01.L4"}, "CST-01", "CST-01.L3"},
		{routines.Levels{"CST-01": "CST-01.gone"}, "CST-01", "CST-01.L1b"},
		{nil, "SST-04", "SST-04"},
		{nil, "WRK-01", ""},
		{nil, "XX-01", ""},
	} {
		if got := c.levels.Of(few, c.id); got != c.want {
			t.Errorf("%v, %s: %q, want %q", c.levels, c.id, got, c.want)
		}
	}
}

func TestAStepOfAForm(t *testing.T) {
	lib := programLibrary(t)
	for _, c := range []struct {
		name    string
		level   routines.VariantID // "" where everybody begins
		planned routines.VariantID
		form    routines.Form
		week    int
		want    routines.VariantID
	}{
		{"as planned", "", "CST-01.L1", routines.Full, 3, "CST-01.L1"},
		{"below the plan: the level stays", "", "CST-01.L1b", routines.Full, 4, "CST-01.L1"},
		{"below the plan in the short form", "SST-03.easier", "SST-03.set1", routines.Short, 6, "SST-03.easier"},
		{"above the plan: the plan", "CST-01.L3", "CST-01.L2", routines.Full, 9, "CST-01.L2"},
		{"above the plan in the short form: the plan", "SST-02.x12", "SST-02.set1", routines.Short, 9, "SST-02.set1"},
		{"above the hardest of the plan, in a short form", "SST-02.x12", "SST-02", routines.Short, 9, "SST-02"},
		{"12 repetitions in week 7", "SST-02.x12", "SST-02", routines.Full, 7, "SST-02.x12"},
		{"back in week 6 they wait", "SST-02.x12", "SST-02", routines.Full, 6, "SST-02"},
		{"the head lift in week 8", "CST-01.L4", "CST-01.L3", routines.Full, 8, "CST-01.L4"},
		{"a level never runs ahead of its week", "CST-01.L3", "CST-01.L3", routines.Full, 4, "CST-01.L1b"},
		{"maintenance has no week", "CST-03.harder", "CST-03", routines.Full, 9, "CST-03.harder"},
		{"another name of the level", "", "CST-01", routines.Full, 5, "CST-01.L1"},
		{"a twin that is planned stays", "CST-01.L2", "CST-01.L2r", routines.Full, 5, "CST-01.L2r"},
		{"a form that is no level", "", "SST-01.set1", routines.Full, 3, "SST-01.set1"},
		{"a form that is no level, below the start", "SST-01.easier", "SST-01.set1", routines.Full, 3, "SST-01.easier"},
		{"below the start with nothing easier", "SST-01.easier", "SST-01.mini", routines.Full, 3, "SST-01.easier"},
		{"an exercise nobody knows", "", "XX-01", routines.Full, 3, "XX-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			levels := routines.Levels{}
			if c.level != "" {
				levels[routines.ExerciseID(strings.Split(string(c.level), ".")[0])] = c.level
			}
			step := levels.Step(lib, c.planned, c.form, c.week)
			if step.Variant != c.want {
				t.Errorf("%s, want %s", step.Variant, c.want)
			}
			ladder := routines.LadderOf(lib, routines.ExerciseID(strings.Split(string(c.planned), ".")[0]))
			i, _ := ladder.Rank(step.Variant)
			if j, isLevel := ladder.Rank(c.planned); isLevel && i > j && step.Planned != "" {
				t.Errorf("a harder step stands in for %s: its dose would be cut", step.Planned)
			}
		})
	}
}

// limitTable is typed from section 2.2: the variants of the week forms and
// what is new.
const limitTable = `
| exercise | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |
| CST-01 | L1 | L1 | L1 | L1b | L2 | L2b | L3 | L4 |
| CST-03 | x2 | x2 | x2 | x2 | | | | harder |
| CST-04 | set1 | set1 | set1 | set1 | set1 | set1 | set1 | |
| SST-02 | set1 | set1 | set1 | set1 | | | x12 | x12 |
| SST-03 | set1 | set1 | set1 | set1 | set1 | | | |
| SST-04 | s60 | s60 | s60 | s60 | s60 | s90 | | |
| SST-01 | | | | | | | | |
| TPN-01 | | | | | | | | |
| STR-02 | | | | | | | | |
`

// Whoever is at the hardest level of all does in each week what the week
// allows, and no more.
func TestALevelNeverRunsAheadOfItsWeek(t *testing.T) {
	lib := programLibrary(t)
	for _, row := range cells(limitTable) {
		id := routines.ExerciseID(row[0])
		ladder := routines.LadderOf(lib, id)
		hardest := ladder[len(ladder)-1]
		for week := 1; week <= 8; week++ {
			want := routines.VariantID(row[0])
			if row[week] != "" {
				want += "." + routines.VariantID(row[week])
			}
			step := routines.Levels{id: hardest}.Step(lib, hardest, routines.Full, week)
			if step.Variant != want {
				t.Errorf("%s in week %d: %s, want %s", id, week, step.Variant, want)
			}
		}
		if step := (routines.Levels{id: hardest}).Step(lib, hardest, routines.Full, routines.MaintenanceWeek); step.Variant != hardest {
			t.Errorf("%s in maintenance: %s", id, step.Variant)
		}
	}
}

// The rows of both tables name only what a library can have.
func TestEveryRowOfLevelsIsSound(t *testing.T) {
	rows := routines.LevelRows()
	for i, row := range rows {
		if (row.Exercise == "") != (i == len(rows)-1) {
			t.Errorf("row %d is of %q: the last, and only that, is for all others", i, row.Exercise)
		}
		if row.Order[0] != "easier" || !slices.Contains(row.Order, row.Start) || !slices.Contains(row.Order, row.Top) {
			t.Errorf("%+v", row)
		}
	}
	for _, r := range routines.LimitRows() {
		i := slices.IndexFunc(rows, func(l routines.LevelRow) bool { return l.Exercise == r.Exercise })
		if i < 0 || !slices.Contains(rows[i].Order, r.Level) || r.From < 1 || r.From > 8 {
			t.Errorf("%+v", r)
		}
	}
}

func TestAFamilyBeginsAgain(t *testing.T) {
	lib := programLibrary(t)
	levels := routines.Levels{"CST-01": "CST-01.L3", "CST-03": "CST-03.easier", "CST-02": "CST-02", "SST-02": "SST-02.x12"}
	got := levels.Begin(lib, "CST")
	for id, want := range map[routines.ExerciseID]routines.VariantID{
		"CST-01": "CST-01.L1", "CST-03": "CST-03.easier", "CST-02": "CST-02", "SST-02": "SST-02.x12", "CST-04": "CST-04.set1",
	} {
		if level := got.Of(lib, id); level != want {
			t.Errorf("%s: %s, want %s", id, level, want)
		}
	}
	if levels["CST-01"] != "CST-01.L3" {
		t.Error("the levels that were handed in changed")
	}
}
