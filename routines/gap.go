package routines

// GapRow is one row of the gap and lapse rules.
type GapRow struct {
	Row        string
	From, Most int // days since the last session; Most -1: no end
	Reason     Reason
	OneSet     bool // one set less, or the short form, for one session
	Down       bool // one level down; the week of the program stays
	Restart    bool // week 1, the lowest levels, and "Anything new?" (section 3.1)
}

// GapRows are the gap and lapse rules of the clinical specification, section
// 0.7.
func GapRows() []GapRow {
	return []GapRow{
		{Row: "G1", From: 0, Most: 6, Reason: ReasonGapNone},
		{Row: "G2", From: 7, Most: 13, Reason: ReasonGapLess, OneSet: true},
		{Row: "G3", From: 14, Most: 27, Reason: ReasonGapDown, Down: true},
		{Row: "G4", From: 28, Most: -1, Reason: ReasonGapAgain, Restart: true},
	}
}

// GapFor returns the row of a number of days.
func GapFor(days int) GapRow {
	rows := GapRows()
	for _, row := range rows {
		if days <= row.Most {
			return row
		}
	}
	return rows[len(rows)-1]
}

// Gap returns how many days have passed since the last session in full or
// short form. Days that are still are not counted: on the slow track those are
// the headache days, elsewhere there are none. It is 0 for somebody who has
// never done one.
func (ms Marks) Gap(today DayNumber, still map[DayNumber]bool) int {
	last, ok := ms.lastLong()
	if !ok {
		return 0
	}
	days := 0
	for d := last.Day + 1; d <= today; d++ {
		if !still[d] {
			days++
		}
	}
	return days
}
