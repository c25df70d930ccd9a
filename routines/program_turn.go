package routines

// Turn is what the end of a week, a gap, an attack after a session or more pain
// after the program has brought.
type Turn struct {
	Row      string // W1 to W4, G3 or G4, P1 to P4; empty for the way back out of maintenance
	From, To int    // weeks
	Reason   Reason
	Down     []ExerciseID // what went one level down
	Check    Checkpoint   // is asked now
	Suggest  bool         // suggest that somebody has a look, in person
	Smaller  bool         // offer a smaller goal
	Screen   bool         // ask "Anything new?" before the next session (section 3.1)
}

// ProgramRow is one of the rows that are read at the end of each week of the
// person, on the slow track after the four sessions of a step.
type ProgramRow struct {
	Row     string
	Reason  Reason
	Next    bool // the next week begins; else it is the same again
	AllDown bool // every level one down
	Suggest bool
	Smaller bool
	fits    func(weekView) bool
}

// ProgramRows are the program rows of the clinical specification, section 2.2;
// the first that fits decides. W1 stands here twice, for its two reasons.
func ProgramRows() []ProgramRow {
	return []ProgramRow{
		{Row: "W1", Reason: ReasonPain, AllDown: true, Suggest: true, fits: weekView.painful},
		{Row: "W1", Reason: ReasonFalls, AllDown: true, Suggest: true,
			fits: func(v weekView) bool { return v.program.Fallen && len(v.program.Falls) > 0 }},
		{Row: "W2", Reason: ReasonFall, fits: func(v weekView) bool { return len(v.program.Falls) > 0 }},
		{Row: "W3", Reason: ReasonSmall, Smaller: true, fits: func(v weekView) bool { return v.full() < min(fewestFull, len(v.slots)) }},
		{Row: "W4", Reason: ReasonNext, Next: true, fits: func(weekView) bool { return true }},
	}
}

// The limits of the program rows.
const (
	fewestFull   = 2 // W3
	painSessions = 3 // W1
	painPoints   = 2
	painPercent  = 50
)

// weekView is what the program rows look at.
type weekView struct {
	program Program
	slots   []Slot
	marks   Marks // of the week or step
}

// painful is the first half of row W1.
func (v weekView) painful() bool {
	var mean Mean
	for _, m := range v.marks {
		if m.Before != nil {
			mean = mean.With(*m.Before)
		}
	}
	base := v.program.Baseline
	return mean.N >= painSessions && base.N > 0 &&
		(mean.above(base, painPoints) || mean.moreBy(base, painPercent))
}

// full counts the full sessions of the week's list, with easier variants too.
func (v weekView) full() int {
	var full Marks
	for _, m := range v.marks {
		if m.Full() {
			full = append(full, m)
		}
	}
	return len(v.slots) - len(fill(v.slots, full))
}
