package routines

import (
	"slices"
	"strings"
)

// LevelRow says how an exercise grows: its variants from the easiest to the
// hardest, by what stands behind the dot of their names.
type LevelRow struct {
	Exercise ExerciseID        // empty: every exercise that has no row of its own
	Order    []string          // the default variant is "" here
	Start    string            // where somebody begins
	Top      string            // the hardest that the forms of 2.1 hold
	Same     map[string]string // other names of a level
}

// bare is the default variant's name behind the dot: it has none.
const bare = ""

// LevelRows is the level order of the clinical specification, section 0.6.
// Short, mini, micro, first and ball forms are no levels. From one level to
// the next one thing changes: repetitions, then hold, then sets, then
// resistance. That, and what the exercises themselves say, puts the harder
// form of CST-02 and of SST-01 before the one with resistance.
func LevelRows() []LevelRow {
	ids := []ExerciseID{"CST-01", "CST-02", "CST-03", "CST-04", "SST-01", "SST-02", "SST-03", "SST-04", ""}
	rows := make([]LevelRow, len(ids))
	for i, id := range ids {
		rows[i] = levelRow(id)
	}
	return rows
}

func levelRow(id ExerciseID) LevelRow {
	switch id {
	case "CST-01":
		return LevelRow{Exercise: id, Order: []string{"easier", "L1", "L1b", "L2", "L2b", "L3", "L4"}, Start: "L1", Top: "L3",
			Same: map[string]string{bare: "L2", "harder": "L3"}}
	case "CST-02":
		return LevelRow{Exercise: id, Order: []string{"easier", bare, "harder", "resist"}}
	case "CST-03":
		return LevelRow{Exercise: id, Order: []string{"easier", "x2", bare, "harder"}, Start: "x2"}
	case "CST-04":
		return LevelRow{Exercise: id, Order: []string{"easier", "set1", bare, "harder"}, Start: "set1"}
	case "SST-01":
		return LevelRow{Exercise: id, Order: []string{"easier", bare, "harder", "angel"}}
	case "SST-02":
		return LevelRow{Exercise: id, Order: []string{"easier", "set1", bare, "x12", "harder"}, Start: "set1"}
	case "SST-03":
		return LevelRow{Exercise: id, Order: []string{"easier", "set1", bare, "harder"}, Start: "set1"}
	case "SST-04":
		return LevelRow{Exercise: id, Order: []string{"easier", "s60", "s90", bare, "harder"}, Start: "s60"}
	default:
		return LevelRow{Order: []string{"easier", bare, "later", "x12", "resist", "angel", "harder"}}
	}
}

// index returns the place of a variant in the order. A twin, which has an r or
// a t behind its name, stands where the variant does that it is like.
func (r LevelRow) index(v VariantID) (int, bool) {
	_, suffix, _ := strings.Cut(string(v), ".")
	for _, name := range []string{suffix, strings.TrimSuffix(suffix, "r"), strings.TrimSuffix(suffix, "t")} {
		if same, ok := r.Same[name]; ok {
			name = same
		}
		if i := slices.Index(r.Order, name); i >= 0 {
			return i, true
		}
	}
	return 0, false
}

// Ladder is the levels of one exercise that the library has, easiest first.
type Ladder []VariantID

// LadderOf returns the levels of an exercise. It is empty for one that the
// library does not have and for a check-list item.
func LadderOf(lib *Library, id ExerciseID) Ladder {
	e, ok := lib.exercises[id]
	if !ok || e.Check() {
		return nil
	}
	var ladder Ladder
	for _, suffix := range levelRow(id).Order {
		if v := variantOf(id, suffix); slices.ContainsFunc(e.Variants, func(o Variant) bool { return o.ID == v }) {
			ladder = append(ladder, v)
		}
	}
	return ladder
}

func variantOf(id ExerciseID, suffix string) VariantID {
	if suffix == bare {
		return VariantID(id)
	}
	return VariantID(id) + "." + VariantID(suffix)
}

// Rank returns the place of a variant, counted from 0 as the easiest. Twins
// and other names of a level have its place. It is false for a variant that is
// no level of this ladder.
func (l Ladder) Rank(v VariantID) (int, bool) {
	if i := slices.Index(l, v); i >= 0 {
		return i, true
	}
	if len(l) == 0 || exerciseOf(v) != exerciseOf(l[0]) {
		return 0, false
	}
	row := levelRow(exerciseOf(v))
	at, ok := row.index(v)
	if !ok {
		return 0, false
	}
	i := slices.Index(l, variantOf(exerciseOf(v), row.Order[at]))
	return max(i, 0), i >= 0
}

// Up returns the next harder level.
func (l Ladder) Up(v VariantID) (VariantID, bool) { return l.step(v, 1) }

// Down returns the next easier level.
func (l Ladder) Down(v VariantID) (VariantID, bool) { return l.step(v, -1) }

func (l Ladder) step(v VariantID, by int) (VariantID, bool) {
	i, ok := l.Rank(v)
	if i += by; !ok || i < 0 || i >= len(l) {
		return "", false
	}
	return l[i], true
}

// atMost returns the hardest level that is no harder than a place in the order
// of the exercise, or the easiest there is.
func (l Ladder) atMost(at int) VariantID {
	row := levelRow(exerciseOf(l[0]))
	best := l[0]
	for _, v := range l {
		if i, _ := row.index(v); i <= at {
			best = v
		}
	}
	return best
}
