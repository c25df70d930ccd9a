package routines

// MaintenanceWeek is what stands in for a week once the eight weeks are over.
const MaintenanceWeek = lastWeek + 1

// Program is where somebody is in the eight weeks, or in what follows them.
// Week 0 is nobody's: no program. Its methods never change it.
type Program struct {
	Week int  `json:"week,omitempty"` // 1 to 8, then MaintenanceWeek
	Slow bool `json:"slow,omitempty"` // the slow track: a step is four sessions, without calendar
	Two  bool `json:"two,omitempty"`  // maintenance with two sessions a week

	// Started is day 1; 0 until the first session.
	Started DayNumber `json:"started,omitempty"`
	// Begun is the first day of this week, on the slow track of this step.
	Begun DayNumber `json:"begun,omitempty"`
	// Turned is when the last step ended: what is later belongs to this one.
	Turned Minute `json:"turned,omitempty"`

	Baseline Mean `json:"baseline,omitzero"` // pain of days 1 to 7; of nothing until it is known
	Ease     Mean `json:"ease,omitzero"`     // effort of days 1 to 7
	Graduate Mean `json:"graduate,omitzero"` // pain of the last 14 days when maintenance began

	Falls  []ExerciseID `json:"falls,omitempty"`  // went a level down in this week (P1 to P4)
	Fallen bool         `json:"fallen,omitempty"` // some did in the week before
	Gentle bool         `json:"gentle,omitempty"` // after an attack: the next session in the easier variants
	Gap    DayNumber    `json:"gap,omitempty"`    // the last session whose gap brought the levels down
}

// Start puts somebody at the beginning: day 1 is that of the next session.
func Start(slow bool) Program { return Program{Week: 1, Slow: slow} }

// Running reports whether somebody is in one of the eight weeks.
func (p Program) Running() bool { return p.Week >= 1 && p.Week <= lastWeek }

// steps reports whether steps of four sessions count, and no calendar.
func (p Program) steps() bool { return p.Slow && p.Running() }

// holds reports whether a session belongs to this week or step.
func (p Program) holds(m Mark) bool {
	if p.steps() {
		return m.At > p.Turned
	}
	return m.Day >= p.Begun && m.Day < p.Begun+weekDays
}

// in returns the sessions of this week or step.
func (p Program) in(ms Marks) Marks {
	var in Marks
	for _, m := range ms {
		if p.holds(m) {
			in = append(in, m)
		}
	}
	return in
}

const weekDays = 7

// next returns the program at the beginning of a week or step.
func (p Program) next(week int, begun DayNumber, turned Minute) Program {
	p.Week, p.Begun, p.Turned = week, begun, turned
	p.Fallen, p.Falls = len(p.Falls) > 0, nil
	return p
}

// onTrack returns the program on one of the two tracks, at the beginning of
// its week.
func (p Program) onTrack(slow bool, today DayNumber, now Minute) Program {
	if p.Slow != slow {
		p.Slow, p.Turned = slow, now
		if p.Begun != 0 {
			p.Begun = today
		}
	}
	return p
}

// SlowOffered reports whether the slow track is offered: from 8 headache days
// in the last 28 on (clinical specification, section 2.2).
func (p Program) SlowOffered(today DayNumber, headache map[DayNumber]bool) bool {
	days := 0
	for d := today - slowWindow + 1; d <= today; d++ {
		if headache[d] {
			days++
		}
	}
	return !p.Slow && days >= slowDays
}

const (
	slowWindow = 28
	slowDays   = 8
)
