package routines

// Limit is what somebody must know, or a level must respect, where an exercise
// stays open but not in every strength (clinical specification, section 3.1).
type Limit string

// The limits.
const (
	LimitPress   Limit = "press2"  // pressure discomfort at most GentlePress
	LimitForce20 Limit = "force20" // isometrics at most 20 %
	LimitForce10 Limit = "force10" // CST-03 at most 10 %
	LimitLowest  Limit = "lowest"  // the neck begins at CST-01.L1
	LimitLower   Limit = "lower"   // cervical stability one level lower
	LimitRecline Limit = "recline" // lean back 30-45 degrees instead of lying flat
)

// Limits lists every limit.
func Limits() []Limit {
	return []Limit{LimitPress, LimitForce20, LimitForce10, LimitLowest, LimitLower, LimitRecline}
}

// blocks returns the variants that a limit rules out by themselves: those of
// CST-03 that are done with more force. The easiest is done with 10 %, x2 with
// 10-20 % (section 1.4). Levels and words must see to the other limits.
func (l Limit) blocks() []Block {
	switch l {
	case LimitForce20:
		return []Block{Block("CST-03").Except("CST-03.easier", "CST-03.x2")}
	case LimitForce10:
		return []Block{Block("CST-03").Except("CST-03.easier")}
	default:
		return nil
	}
}

// The ceilings of intensity of the clinical specification, section 0.5, in
// points of the scale 0-10 of discomfort, pull or effort.
const (
	TargetPress  = 3 // pressure
	CeilingPress = 5 // pressure, never more
	GentlePress  = 2 // where skin is touchy, or after a migraine in the last 48 hours
	CeilingPull  = 4 // a stretch
	CeilingNeck  = 3 // deep neck work
)
