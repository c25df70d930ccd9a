package routines

import "time"

// Dose says how much of an exercise is done. Every field is a whole number;
// times are seconds. The meaning of the fields and the total are those of the
// clinical specification, section 0.5: they drive the timers, so a number that
// stands only in prose does not count.
type Dose struct {
	Sides   int `yaml:"sides" json:"sides"`     // 1, or 2 for left and right
	Sets    int `yaml:"sets" json:"sets"`       // sets a side (a spot, level, direction or muscle group)
	Reps    int `yaml:"reps" json:"reps"`       // repetitions a set
	Hold    int `yaml:"hold" json:"hold"`       // seconds a repetition takes or is held
	Rest    int `yaml:"rest" json:"rest"`       // seconds of rest after every repetition, the last one too
	SetRest int `yaml:"setrest" json:"setrest"` // seconds between two sets
	SetUp   int `yaml:"setup" json:"setup"`     // seconds to get into and out of position
	Change  int `yaml:"change" json:"change"`   // seconds to change sides
}

// Side returns how long one side takes: its sets, their repetitions and the
// rests between them. Left and right are always equal.
func (d Dose) Side() time.Duration {
	s := d.Sets*d.Reps*(d.Hold+d.Rest) + (d.Sets-1)*d.SetRest
	return time.Duration(s) * time.Second
}

// Total returns the whole time of the dose: set-up, every side, and the change
// between them.
func (d Dose) Total() time.Duration {
	return seconds(d.SetUp) + time.Duration(d.Sides)*d.Side() + time.Duration(d.Sides-1)*seconds(d.Change)
}

// CueKind says what a timer tells the person at a moment of a dose.
type CueKind int

// The moments of a dose that a timer announces.
const (
	CueChange CueKind = iota + 1 // the first side is over: change sides
	CueEnd                       // the dose is over: let go
)

// Cue is a moment of a running dose that is worth a message.
type Cue struct {
	At   time.Duration // since the timer was started
	Kind CueKind
}

// Cues lists the moments to announce, in order: the change of side where there
// are two, and the end.
func (d Dose) Cues() []Cue {
	end := Cue{At: d.Total(), Kind: CueEnd}
	if d.Sides < 2 {
		return []Cue{end}
	}
	return []Cue{{At: seconds(d.SetUp) + d.Side(), Kind: CueChange}, end}
}

func seconds(n int) time.Duration { return time.Duration(n) * time.Second }
