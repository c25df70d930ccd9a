package routines

// ExerciseID names an exercise, such as "TPN-01".
type ExerciseID string

// VariantID names one way of doing an exercise, such as "TPN-01.short"; the
// bare exercise ID names its default variant.
type VariantID string

// Family is one of the seven technique families of J. Boyce, "PT For
// Migraine: Neck, Shoulders, & Upper Back", or the shared blocks.
type Family string

// The families. MOB holds the shared blocks that belong to no family; Mixed
// marks a routine that draws on several.
const (
	TenderNeck  Family = "TPN" // tender-point self-care, back of the neck
	TenderBack  Family = "TPS" // tender-point self-care, upper back and shoulders
	Stretching  Family = "STR" // stretching with relaxation
	NeckControl Family = "CST" // cervical stability
	BladeWork   Family = "SST" // scapular stability
	Workstation Family = "WRK" // workstation set-up
	SleepSetup  Family = "SLP" // sleep posture set-up
	Mobility    Family = "MOB" // shared blocks
	Mixed       Family = "mixed"
)

// Families lists them in the order of the article, mixed routines last. The
// shared blocks are none.
func Families() []Family {
	return []Family{TenderNeck, TenderBack, Stretching, NeckControl, BladeWork, Workstation, SleepSetup, Mixed}
}

// Exercise is one technique with everything a person must know to do it, and
// everything a therapist must know to review it. The texts are ours; facts and
// numbers carry their sources.
type Exercise struct {
	ID        ExerciseID   `yaml:"id"`
	Version   int          `yaml:"version"`
	Name      string       `yaml:"name"`
	Family    Family       `yaml:"family"`
	Kind      ExerciseKind `yaml:"kind,omitempty"`      // what doing it means
	Issues    []string     `yaml:"issues"`              // underlying issues I1 to I4
	Set       SetKind      `yaml:"set,omitempty"`       // what one set of it is
	Needs     []string     `yaml:"needs,omitempty"`     // equipment
	Position  string       `yaml:"position"`            // where and how to be
	Movement  string       `yaml:"movement"`            // what to do
	Breathing string       `yaml:"breathing,omitempty"` // when it differs from the default
	Feel      string       `yaml:"feel"`                // what it should feel like
	Stop      string       `yaml:"stop"`                // when to stop
	Mistakes  []string     `yaml:"mistakes"`
	Easier    string       `yaml:"easier"` // how to make it easier, in words
	Harder    string       `yaml:"harder"` // how to make it harder, in words
	Why       string       `yaml:"why"`    // at most 15 words
	Evidence  Evidence     `yaml:"evidence"`
	Sources   []string     `yaml:"sources"` // keys of sources.yaml
	Review    string       `yaml:"review"`  // "pending", or who signed and when
	Variants  []Variant    `yaml:"variants"`
}

// ExerciseKind is what doing an exercise means.
type ExerciseKind string

// The kinds. A file that gives none means KindMove.
const (
	KindMove  ExerciseKind = "move"  // somebody moves, holds, presses or breathes
	KindCheck ExerciseKind = "check" // a check-list item: one question, answered done, later or not possible
)

// Check reports whether the exercise is a check-list item. Its Movement is the
// question, its Feel what a yes looks like, its Easier the cheap way to get
// there and its Harder when to look again. Its dose says how long looking
// takes; its steps count for no week, and its only answers are done, later and
// not possible (clinical specification, sections 1.7 and 1.8).
func (e *Exercise) Check() bool { return e.Kind == KindCheck }

// SetKind says what one set of an exercise is (clinical specification, section
// 0.5, "sets").
type SetKind string

// The kinds of sets. An exercise that names none has plain sets.
const (
	SetPlain     SetKind = "set"
	SetSpot      SetKind = "spot"      // a spot or level that is pressed
	SetDirection SetKind = "direction" // a direction the head moves or is held in
	SetGroup     SetKind = "group"     // a group of muscles
)

// alone reports whether one set makes sense without the others.
func (k SetKind) alone() bool { return k != SetDirection && k != SetGroup }

// Evidence grades what is known, and in whom it was studied.
type Evidence struct {
	Grade      string   `yaml:"grade"`      // E1 (strongest) to E4 (practice or judgement)
	Population []string `yaml:"population"` // neck_pain, TTH, cervicogenic, migraine, healthy
	Note       string   `yaml:"note"`       // one honest sentence, negative trials included
}

// Variant is one dose of an exercise. Texts that differ from the exercise's
// own are given here and replace them.
type Variant struct {
	ID       VariantID `yaml:"id"`
	Name     string    `yaml:"name,omitempty"`
	Position string    `yaml:"position,omitempty"`
	Movement string    `yaml:"movement,omitempty"`
	Feel     string    `yaml:"feel,omitempty"`
	Dose     Dose      `yaml:"dose"`
	Tags     []Tag     `yaml:"tags"`            // block tags; empty means nothing blocks it
	Learn    VariantID `yaml:"learn,omitempty"` // stands in for this variant in the first two uses of the exercise
}

// Tag is a block tag: a screening answer switches everything that carries it
// off.
type Tag string

// The block tags of the clinical specification, section 0.4.
const (
	TagPress    Tag = "PRESS"    // tender-point pressure
	TagTouch    Tag = "TOUCH"    // resting hands without pressure
	TagBall     Tag = "BALL"     // ball or body-weight pressure
	TagEndRange Tag = "ENDRANGE" // stretches
	TagNeckLoad Tag = "NECKLOAD" // cervical stability and active neck movement
	TagLoad     Tag = "LOAD"     // bands, isometrics, push-ups
	TagFlat     Tag = "FLAT"     // lying flat on the back
	TagKneel    Tag = "KNEEL"    // hands and knees, or prone
)
