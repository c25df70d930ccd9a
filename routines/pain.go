package routines

// Light is what the pain before a session asks for.
type Light string

// The lights.
const (
	LightPlanned Light = "planned" // the routine as planned
	LightEasier  Light = "easier"  // the easier variants
	LightGentle  Light = "gentle"  // a gentle routine instead
	LightRest    Light = "rest"    // rest without movement instead
)

// lightRow is one row of the table of pain before: up to and with Most.
type lightRow struct {
	Most    int
	Light   Light
	Instead RoutineID   // what is done in place of the planned routine
	Keep    []RoutineID // routines that are as gentle, and stay
}

// beforeRows is the first column (headache none to mild) of the table
// "before" in the clinical specification, section 3.2, rows B1 to B4. The
// other columns lead to attack rest: see MoveHeadache.
func beforeRows() []lightRow {
	return []lightRow{
		{Most: 3, Light: LightPlanned},
		{Most: 5, Light: LightEasier},
		{Most: 7, Light: LightGentle, Instead: GentleRoutine, Keep: []RoutineID{GentleRoutine, "S-07", "S-08b", RestRoutine}},
		{Most: 10, Light: LightRest, Instead: RestRoutine, Keep: []RoutineID{RestRoutine}},
	}
}

// The routines that stand in on days of much pain.
const (
	GentleRoutine RoutineID = "S-08a"
	RestRoutine   RoutineID = "S-09"
)

// unanswered is how a skipped question about pain is read: section 3.2.
const unanswered = 4

// LightFor returns what neck and shoulder pain before a session asks for, and
// the routine to do: the planned one, or what stands in for it. A nil score
// was not answered.
func LightFor(neck *int, planned RoutineID) (Light, RoutineID) {
	n := unanswered
	if neck != nil {
		n = *neck
	}
	for _, row := range beforeRows() {
		if n <= row.Most {
			return row.Light, row.instead(planned)
		}
	}
	return LightRest, RestRoutine
}

func (r lightRow) instead(planned RoutineID) RoutineID {
	if r.Instead == "" {
		return planned
	}
	for _, id := range r.Keep {
		if id == planned {
			return planned
		}
	}
	return r.Instead
}
