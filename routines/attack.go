package routines

import "time"

// Stage is where somebody is in an attack (clinical specification, section
// 3.3); empty without one.
type Stage string

// The stages.
const (
	StageComing Stage = "M1" // one may be coming, until the day turns
	StageAttack Stage = "M2"
	StageAsking Stage = "M3" // still in it? until answered
	StageAfter  Stage = "M4" // the day after
)

// StageRow is what holds in a stage.
type StageRow struct {
	Stage  Stage
	Blocks []Block
	Only   []RoutineID // the routines that may be done, first choice first
	Silent bool        // no nudge
}

// StageRows is the table of stages of the clinical specification, section 3.3.
// Which routine of M4 suits is told by the pain before it.
func StageRows() []StageRow {
	attack := []Block{BlockMove, Block(TagTouch)}
	return []StageRow{
		{Stage: StageComing, Blocks: []Block{Block(TagLoad)}, Only: []RoutineID{StillRoutine, RestRoutine}, Silent: true},
		{Stage: StageAttack, Blocks: attack, Only: []RoutineID{RestRoutine}, Silent: true},
		{Stage: StageAsking, Blocks: attack, Only: []RoutineID{RestRoutine}, Silent: true},
		{Stage: StageAfter, Blocks: []Block{Block(TagLoad)}, Only: []RoutineID{GentleRoutine, BedtimeRoutine, StillRoutine, RestRoutine}},
	}
}

// Row returns what holds in the stage; the zero row, which blocks nothing,
// outside of all.
func (s Stage) Row() StageRow {
	for _, row := range StageRows() {
		if row.Stage == s {
			return row
		}
	}
	return StageRow{}
}

// Blocks returns what the stage switches off.
func (s Stage) Blocks() Blocks { return NewBlocks(s.Row().Blocks...) }

// The spans of an attack, section 3.3.
const (
	AttackQuiet = 24 * time.Hour // of silence, unless asked for otherwise
	AttackLeast = 2 * time.Hour
	AttackMost  = 7 * 24 * time.Hour
	AttackLong  = 72 * time.Hour // after which somebody should have a look
	AfterAttack = 24 * time.Hour // how long M4 lasts
	thirdStill  = 3              // the answer "still" that means the same
)

// LongAttack reports whether it is time to say that somebody should have a
// look: at the third "still", or 72 hours after the attack began.
func LongAttack(began, now time.Time, stills int) bool {
	return stills >= thirdStill || now.Sub(began) >= AttackLong
}

// AttackSign is something in an attack that wants a doctor.
type AttackSign string

// The signs.
const (
	AttackFirstAura  AttackSign = "firstaura" // the first aura ever
	AttackLongAura   AttackSign = "longaura"  // an aura of more than an hour
	AttackWeakness   AttackSign = "weakness"
	AttackDifferent  AttackSign = "different" // clearly different, or the worst ever
	AttackUnrelieved AttackSign = "unrelieved"
	AttackVomiting   AttackSign = "vomiting" // again and again
	AttackRed        AttackSign = "red"      // a sign of R2
	AttackPregnant   AttackSign = "pregnant" // or newly given birth
)

// AttackSignRow says how soon a sign wants a doctor, and which item of the
// screening it answers.
type AttackSignRow struct {
	Sign  AttackSign
	Level Level
	Item  ItemID // empty: none
}

// AttackSignRows is the list "escalate" of the clinical specification, section
// 3.3. Weakness is a sign of R2, which is stricter.
func AttackSignRows() []AttackSignRow {
	return []AttackSignRow{
		{Sign: AttackFirstAura, Level: LevelToday},
		{Sign: AttackLongAura, Level: LevelToday},
		{Sign: AttackWeakness, Level: LevelEmergency, Item: "R2"},
		{Sign: AttackDifferent, Level: LevelToday},
		{Sign: AttackUnrelieved, Level: LevelToday},
		{Sign: AttackVomiting, Level: LevelToday},
		{Sign: AttackRed, Level: LevelEmergency, Item: "R2"},
		{Sign: AttackPregnant, Level: LevelEmergency, Item: "R8"},
	}
}

// AuraRow is one of the two exceptions of item R2: an aura that is no
// emergency. Each takes between minutes and an hour, and weakens no limb.
type AuraRow struct {
	Name   string
	Item   ItemID // the item that it answers with yes; empty: none
	Attack bool   // attack mode
}

// AuraItem is the item that has them.
const AuraItem ItemID = "R2"

// AuraRows lists the exceptions of R2 (clinical specification, section 3.1).
func AuraRows() []AuraRow {
	return []AuraRow{
		{Name: "diagnosed", Attack: true},           // same as always
		{Name: "vision", Item: "Y13", Attack: true}, // of vision only, the same for more than a year, never diagnosed
	}
}
