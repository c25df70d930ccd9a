package routines

import (
	"slices"
	"strings"
)

// Try is one exercise in one session.
type Try struct {
	Exercise ExerciseID
	Level    VariantID // the level it was completed at, in the full form; empty: not counted
	During   Colour
	Fell     bool // its level went down because of this session: that happens once
}

// tryOf judges one step. It is counted when the full form was done at the
// stored level, with all its sets: neither the easier variant nor a learning
// one counts (clinical specification, section 0.6).
func tryOf(lib *Library, levels Levels, form Form, step StepState, e *Exercise) Try {
	t := Try{Exercise: e.ID, During: duringOf(step)}
	ladder := LadderOf(lib, e.ID)
	level := levels.Of(lib, e.ID)
	done, isLevel := ladder.Rank(step.Variant)
	stored, _ := ladder.Rank(level)
	if form == Full && step.Done == StepDone && !step.Eased && !step.OneSet && isLevel && done == stored {
		t.Level = level
	}
	return t
}

// duringOf is the colour of a step: a bit more pain was amber unless it ended
// the step, everything stronger is red.
func duringOf(s StepState) Colour {
	switch {
	case s.Hurt == "" && s.Done != StepStopped:
		return Green
	case s.Hurt == HurtBit && s.Done != StepStopped:
		return Amber
	default:
		return Red
	}
}

// Tries are the exercises of one session, each once. As text, and so in JSON,
// they are one line: "MOB-02 CST-03.x2 SST-02-?" with the level that counted
// or a dash behind the exercise, then ? for amber or ! for red, then a ~ where
// the level went down.
type Tries []Try

const (
	uncounted = "-"
	amberSign = "?"
	redSign   = "!"
	fellSign  = "~"
)

// with returns the tries with one more step: of an exercise that came twice
// the stricter colour holds, and it counts when one of the two did.
func (ts Tries) with(t Try) Tries {
	i := slices.IndexFunc(ts, func(o Try) bool { return o.Exercise == t.Exercise })
	if i < 0 {
		return append(ts, t)
	}
	if ts[i].Level == "" {
		ts[i].Level = t.Level
	}
	ts[i].During = ts[i].During.Stricter(t.During)
	return ts
}

// of returns the try of an exercise.
func (ts Tries) of(id ExerciseID) (Try, bool) {
	for _, t := range ts {
		if t.Exercise == id {
			return t, true
		}
	}
	return Try{}, false
}

// MarshalText writes the tries as one line.
func (ts Tries) MarshalText() ([]byte, error) {
	words := make([]string, len(ts))
	for i, t := range ts {
		words[i] = t.word()
	}
	return []byte(strings.Join(words, " ")), nil
}

func (t Try) word() string {
	word := string(t.Level)
	if t.Level == "" {
		word = string(t.Exercise) + uncounted
	}
	switch t.During {
	case Amber:
		word += amberSign
	case Red:
		word += redSign
	}
	if t.Fell {
		word += fellSign
	}
	return word
}

// UnmarshalText reads what MarshalText wrote. It refuses nothing: a word that
// means nothing any more is an exercise that no library has.
func (ts *Tries) UnmarshalText(text []byte) error {
	*ts = nil
	for word := range strings.FieldsSeq(string(text)) {
		*ts = append(*ts, tryFrom(word))
	}
	return nil
}

func tryFrom(word string) Try {
	t := Try{During: Green}
	word, t.Fell = strings.CutSuffix(word, fellSign)
	word, red := strings.CutSuffix(word, redSign)
	word, amber := strings.CutSuffix(word, amberSign)
	switch {
	case red:
		t.During = Red
	case amber:
		t.During = Amber
	}
	if exercise, ok := strings.CutSuffix(word, uncounted); ok {
		t.Exercise = ExerciseID(exercise)
		return t
	}
	t.Level = VariantID(word)
	t.Exercise = exerciseOf(t.Level)
	return t
}

// exerciseOf returns the exercise that a variant's name begins with.
func exerciseOf(v VariantID) ExerciseID {
	exercise, _, _ := strings.Cut(string(v), ".")
	return ExerciseID(exercise)
}
