package routines

import (
	"slices"
	"strings"
	"time"
)

// Library is every exercise and routine that loaded without a fault. It never
// changes after loading, so one value serves all goroutines.
type Library struct {
	exercises map[ExerciseID]*Exercise
	variants  map[VariantID]variantRef
	routines  map[RoutineID]*Routine
	order     []RoutineID // sorted, for listings
	own       []RoutineID // of the overlays
	sources   map[string]Source
}

type variantRef struct {
	exercise *Exercise
	variant  *Variant
}

// Source is where a number or rule comes from.
type Source struct {
	Title string `yaml:"title"`
	URL   string `yaml:"url,omitempty"`
	Seen  string `yaml:"seen"` // "seen" in the source itself, or "background": check before release
}

// NewLibrary indexes what was loaded. It trusts its input: Load checks it.
func NewLibrary(exercises []*Exercise, rs []*Routine, sources map[string]Source) *Library {
	l := &Library{
		exercises: make(map[ExerciseID]*Exercise, len(exercises)),
		variants:  make(map[VariantID]variantRef, 4*len(exercises)),
		routines:  make(map[RoutineID]*Routine, len(rs)),
		sources:   sources,
	}
	for _, e := range exercises {
		l.exercises[e.ID] = e
		for i := range e.Variants {
			l.variants[e.Variants[i].ID] = variantRef{e, &e.Variants[i]}
		}
	}
	for _, r := range rs {
		l.routines[r.ID] = r
		l.order = append(l.order, r.ID)
	}
	slices.Sort(l.order)
	return l
}

// Routine returns the routine of that ID. What it points to must not be
// changed.
func (l *Library) Routine(id RoutineID) (*Routine, bool) {
	r, ok := l.routines[id]
	return r, ok
}

// Routines returns every routine in the order of their IDs.
func (l *Library) Routines() []*Routine {
	rs := make([]*Routine, len(l.order))
	for i, id := range l.order {
		rs[i] = l.routines[id]
	}
	return rs
}

// Own reports whether a routine was added or rewritten by whoever runs the bot:
// people see those as their therapist's list.
func (l *Library) Own(id RoutineID) bool { return slices.Contains(l.own, id) }

// Exercises returns every exercise in the order of their IDs.
func (l *Library) Exercises() []*Exercise {
	es := make([]*Exercise, 0, len(l.exercises))
	for _, e := range l.exercises {
		es = append(es, e)
	}
	slices.SortFunc(es, func(a, b *Exercise) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return es
}

// Variant returns a variant and the exercise it belongs to.
func (l *Library) Variant(id VariantID) (*Exercise, *Variant, bool) {
	ref, ok := l.variants[id]
	return ref.exercise, ref.variant, ok
}

// Source returns a source by its key.
func (l *Library) Source(key string) (Source, bool) {
	s, ok := l.sources[key]
	return s, ok
}

// Find returns the routine somebody means: by ID, by its whole name, or by the
// only name that contains every word given. Case does not matter.
func (l *Library) Find(text string) (*Routine, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return nil, false
	}
	var found []*Routine
	for _, r := range l.Routines() {
		name := strings.ToLower(r.Name)
		if text == name || text == strings.ToLower(string(r.ID)) {
			return r, true
		}
		if containsAll(name, strings.Fields(text)) {
			found = append(found, r)
		}
	}
	if len(found) != 1 {
		return nil, false
	}
	return found[0], true
}

func containsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// Easier returns the exercise's easier variant, unless id already is it or
// there is none. A variant that is held for less time and over sooner than the
// easier one is the easiest already.
func (l *Library) Easier(id VariantID) (VariantID, bool) {
	ref, ok := l.variants[id]
	if !ok {
		return "", false
	}
	easier, ok := l.variants[VariantID(ref.exercise.ID)+".easier"]
	if !ok || easier.variant.ID == id {
		return "", false
	}
	own, other := ref.variant.Dose, easier.variant.Dose
	if own.Hold < other.Hold && own.Total() < other.Total() {
		return "", false
	}
	return easier.variant.ID, true
}

// Dose returns the dose of a planned step: the variant's own, with what the
// routine's form replaces; Session.StepDose tells what a session makes of it.
// It is false when the variant is no longer in the library.
func (l *Library) Dose(routine RoutineID, form Form, id VariantID) (Dose, bool) {
	ref, ok := l.variants[id]
	if !ok {
		return Dose{}, false
	}
	if r, ok := l.routines[routine]; ok {
		for _, s := range r.Forms[form] {
			if s.Variant == id {
				return s.Dose.Over(ref.variant.Dose), true
			}
		}
	}
	return ref.variant.Dose, true
}

// Total returns how long a form of a routine takes.
func (l *Library) Total(r *Routine, form Form) time.Duration {
	var sum time.Duration
	for _, s := range r.Forms[form] {
		if d, ok := l.Dose(r.ID, form, s.Variant); ok {
			sum += d.Total()
		}
	}
	return sum
}
