package routines

import "slices"

// Slot is a place in the list of a week: one session of one of its routines,
// the first of which is planned; the others may be done in its place.
type Slot []RoutineID

// WeekRow is one week of the program.
type WeekRow struct {
	Week  int
	Slots []Slot // in the order of the list; their number is the week's target
	SetUp SetUp  // looked at in this week; it counts as no session
	New   []Reason
	Check Checkpoint // at its end
}

// SetUp is a check-list of which only the items of one form are looked at.
type SetUp struct {
	Routine RoutineID
	Form    Form
}

// WeekRows is the table of the eight weeks of the clinical specification,
// section 2.2. S-02 may be swapped for S-14, and S-03 for S-04.
func WeekRows() []WeekRow {
	neck, tops, upper := Slot{"S-02", "S-14"}, Slot{"S-03", "S-04"}, Slot{"S-04"}
	base, plus, band := Slot{"S-05"}, Slot{"S-06"}, Slot{BandRoutine}
	return []WeekRow{
		{1, []Slot{neck, tops}, SetUp{"S-12", Short}, []Reason{NewScale, NewBaseline}, CheckNone},
		{2, []Slot{neck, neck, upper}, SetUp{"S-13", Short}, []Reason{NewNods}, CheckNone},
		{3, []Slot{base, base, neck}, SetUp{}, []Reason{NewBlades}, CheckNone},
		{4, []Slot{base, base, tops}, SetUp{}, []Reason{NewPress}, CheckA},
		{5, []Slot{base, base, band, neck}, SetUp{}, []Reason{NewHarder, NewBand}, CheckNone},
		{6, []Slot{plus, plus, band, neck}, SetUp{}, []Reason{NewNods7, NewKneeling}, CheckGraduate},
		{7, []Slot{plus, plus, band, neck}, SetUp{}, []Reason{NewNods10, NewEffort}, CheckNone},
		{8, []Slot{plus, plus, band, band, neck}, SetUp{}, []Reason{NewHeadLift}, CheckB},
	}
}

// maintenance is the list of a week after the program: with two sessions the
// band is left out.
func maintenance(two bool) []Slot {
	slots := []Slot{{"S-06", "S-05"}, {"S-02", "S-03", "S-04", "S-07", "S-14"}, {BandRoutine}}
	if two {
		return slots[:2]
	}
	return slots
}

// stepSessions is how many sessions a step of the slow track takes.
const stepSessions = 4

// Row returns the week's row of the table. It is false outside the eight
// weeks.
func (p Program) Row() (WeekRow, bool) {
	if !p.Running() {
		return WeekRow{}, false
	}
	return WeekRows()[p.Week-1], true
}

// list returns the sessions of a week.
func (p Program) list() []Slot {
	row, ok := p.Row()
	switch {
	case ok:
		return row.Slots
	case p.Week == MaintenanceWeek:
		return maintenance(p.Two)
	default:
		return nil
	}
}

// Slots returns the sessions of this week in the order of its list. On the
// slow track they are those of a step: four, the list repeated as needed.
func (p Program) Slots() []Slot {
	list := p.list()
	if !p.steps() {
		return list
	}
	step := make([]Slot, stepSessions)
	for i := range step {
		step[i] = list[i%len(list)]
	}
	return step
}

// Target is how many sessions a week the program holds.
func (p Program) Target() int { return len(p.list()) }

// slots are those of the week that this person can fill: one whose routines
// are all mostly blocked stands in nobody's way.
func (c Course) slots(f Facts) []Slot {
	if f.Blocks.Empty() {
		return c.Program.Slots()
	}
	return slices.DeleteFunc(slices.Clone(c.Program.Slots()), func(s Slot) bool {
		return !slices.ContainsFunc(s, func(id RoutineID) bool {
			r, ok := f.Library.Routine(id)
			return ok && !OfferForm(f.Library, r, Full, f.Blocks).Thin()
		})
	})
}

// has reports whether a session may fill the slot.
func (s Slot) has(m Mark) bool { return slices.Contains(s, m.Routine) }

// fill returns the slots that sessions leave open, in order. A session fills
// the first that it may.
func fill(slots []Slot, ms Marks) []Slot {
	open := slices.Clone(slots)
	for _, m := range ms {
		if i := slices.IndexFunc(open, func(s Slot) bool { return len(m.Tries) > 0 && !m.Part && s.has(m) }); i >= 0 {
			open = slices.Delete(open, i, i+1)
		}
	}
	return open
}

// FormRow says in which weeks a routine has steps of its own in place of the
// full form.
type FormRow struct {
	Routine RoutineID
	Weeks   []int
	Before  bool // the first of them also holds in earlier weeks: their levels are not reached yet
}

// FormRows are the week forms of the clinical specification, section 2.2.
func FormRows() []FormRow {
	return []FormRow{
		{"S-02", []int{2}, false},
		{"S-05", []int{3, 4, 5}, true},
		{"S-06", []int{6, 7}, true},
		{BandRoutine, []int{5, 6}, true},
	}
}

// FormWeek returns the week whose form stands in for the full form of a
// routine, 0 for the full form itself.
func FormWeek(id RoutineID, week int) int {
	for _, row := range FormRows() {
		if row.Routine != id || week < 1 {
			continue
		}
		if slices.Contains(row.Weeks, week) {
			return week
		}
		if row.Before && week < row.Weeks[0] {
			return row.Weeks[0]
		}
	}
	return 0
}

// formSteps returns the steps of a form as it is in a week of the program.
func formSteps(lib *Library, r *Routine, form Form, week int) []Step {
	if form == Full {
		return lib.Week(r, FormWeek(r.ID, week))
	}
	return r.Forms[form]
}
