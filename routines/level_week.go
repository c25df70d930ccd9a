package routines

import "slices"

// LimitRow says from which week of the program on an exercise may be at a
// level: a level never runs ahead of the week's variant (clinical
// specification, section 2.2).
type LimitRow struct {
	Exercise ExerciseID
	From     int
	Level    string // what stands behind the dot of its name
}

// LimitRows are the variants of the week forms, with what the list "what is
// new" allows beyond them: SST-02.x12 in week 7, CST-01.L4 in week 8, and
// CST-03 at 40-50 % not before week 8 (section 1.4). Every other exercise may
// be at its default variant in every week.
func LimitRows() []LimitRow {
	return []LimitRow{
		{"CST-01", 1, "L1"}, {"CST-01", 4, "L1b"}, {"CST-01", 5, "L2"}, {"CST-01", 6, "L2b"}, {"CST-01", 7, "L3"}, {"CST-01", 8, "L4"},
		{"CST-03", 1, "x2"}, {"CST-03", 5, bare}, {"CST-03", 8, "harder"},
		{"CST-04", 1, "set1"}, {"CST-04", 8, bare},
		{"SST-02", 1, "set1"}, {"SST-02", 5, bare}, {"SST-02", 7, "x12"},
		{"SST-03", 1, "set1"}, {"SST-03", 6, bare},
		{"SST-04", 1, "s60"}, {"SST-04", 6, "s90"}, {"SST-04", 7, bare},
	}
}

// weekLimit returns the hardest level that a week allows. Outside the weeks,
// before the program and in maintenance, the ladder is the only limit. The
// exercise must have one.
func weekLimit(lib *Library, id ExerciseID, week int) VariantID {
	ladder := LadderOf(lib, id)
	if week < 1 || week > lastWeek {
		return ladder[len(ladder)-1]
	}
	row := levelRow(id)
	limit := row.Top
	for _, r := range LimitRows() {
		if r.Exercise == id && r.From <= week {
			limit = r.Level
		}
	}
	return ladder.atMost(slices.Index(row.Order, limit))
}

// Step returns a planned step of a form at the level that the person has. A
// level below the plan takes its place. One above takes it only in the full
// form, where the plan has the hardest that the program holds, and only as far
// as the week allows. A variant that is no level, as those of short forms,
// stays; once the level has gone below where everybody begins, the easier
// variant takes its place, too.
func (ls Levels) Step(lib *Library, planned VariantID, form Form, week int) StepState {
	step := StepState{Variant: planned}
	id := exerciseOf(planned)
	ladder := LadderOf(lib, id)
	if len(ladder) == 0 {
		return step
	}
	level := ls.Of(lib, id)
	if limit := weekLimit(lib, id, week); ladder.above(level, limit) {
		level = limit
	}
	switch _, isLevel := ladder.Rank(planned); {
	case !isLevel:
		if easier, ok := lib.Easier(planned); ok && ls.belowStart(lib, id) {
			return step.instead(easier)
		}
	case ladder.above(planned, level):
		return step.instead(level)
	case form == Full && ladder.above(level, planned) && ladder.same(planned, variantOf(id, levelRow(id).Top)):
		step.Variant = level
	}
	return step
}

// belowStart reports whether a level has gone below where everybody begins.
func (ls Levels) belowStart(lib *Library, id ExerciseID) bool {
	return LadderOf(lib, id).above(Levels{}.Of(lib, id), ls.Of(lib, id))
}

func (l Ladder) same(a, b VariantID) bool {
	i, ok := l.Rank(a)
	j, also := l.Rank(b)
	return ok && also && i == j
}
