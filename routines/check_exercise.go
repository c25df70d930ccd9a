package routines

import (
	"fmt"
	"slices"
	"strings"
)

// exerciseFamilies are the families an exercise may belong to; Mixed is for
// routines.
func exerciseFamilies() []Family {
	return []Family{TenderNeck, TenderBack, Stretching, NeckControl, BladeWork, Workstation, SleepSetup, Mobility}
}

func tags() []Tag {
	return []Tag{TagPress, TagTouch, TagBall, TagEndRange, TagNeckLoad, TagLoad, TagFlat, TagKneel}
}

func (s *shelf) checkExercise(p *page[Exercise]) {
	e, d := &p.value, &p.document
	d.identity(string(e.ID), exerciseIDs, e.Version)
	d.known("family", string(e.Family), strs(exerciseFamilies()))
	if e.Set != "" {
		d.known("set", string(e.Set), strs([]SetKind{SetPlain, SetSpot, SetDirection, SetGroup}))
	}
	d.filled("name", e.Name)
	d.filled("position", e.Position)
	d.filled("movement", e.Movement)
	d.filled("feel", e.Feel)
	d.filled("stop", e.Stop)
	d.filled("why", e.Why)
	d.filled("review", e.Review)
	s.checkSources(d, e.Sources)
	d.checkVariants(e)
}

func (d *document) checkVariants(e *Exercise) {
	ids := make([]VariantID, len(e.Variants))
	for i, v := range e.Variants {
		ids[i] = v.ID
	}
	if !slices.Contains(ids, VariantID(e.ID)) {
		d.fault("variants", "lacks the default variant", "one with id: "+string(e.ID))
	}
	for i, v := range e.Variants {
		place := below("variants", i)
		d.checkVariantID(below(place, "id"), e.ID, v.ID, ids[:i])
		d.checkDose(below(place, "dose"), v.Dose)
		for j, tag := range v.Tags {
			d.known(below(below(place, "tags"), j), string(tag), strs(tags()))
		}
		if v.Learn != "" && (v.Learn == v.ID || !slices.Contains(ids, v.Learn)) {
			d.fault(below(place, "learn"), fmt.Sprintf("%q is no other variant of this exercise", v.Learn), "the ID of one, or leave the line out")
		}
	}
}

func (d *document) checkVariantID(place string, exercise ExerciseID, id VariantID, earlier []VariantID) {
	suffix, ok := strings.CutPrefix(string(id), string(exercise)+".")
	if id != VariantID(exercise) && (!ok || !suffixes.MatchString(suffix)) {
		d.fault(place, fmt.Sprintf("%q is no variant of %s", id, exercise), fmt.Sprintf("id: %s.short or another word after the dot", exercise))
	}
	if slices.Contains(earlier, id) {
		d.fault(place, fmt.Sprintf("%s stands twice in this file", id), "an ID of its own for each variant")
	}
}

// checkDose holds every field against the range that makes sense: a longer
// hold or a hundred sets is a slip of the pen.
func (d *document) checkDose(place string, dose Dose) {
	for _, f := range []struct {
		name             string
		value, low, high int
	}{
		{"sides", dose.Sides, 1, 2},
		{"sets", dose.Sets, 1, 20},
		{"reps", dose.Reps, 1, 100},
		{"hold", dose.Hold, 1, 900},
		{"rest", dose.Rest, 0, 300},
		{"setrest", dose.SetRest, 0, 300},
		{"setup", dose.SetUp, 0, 300},
		{"change", dose.Change, 0, 300},
	} {
		at := below(place, f.name)
		switch {
		case f.value < f.low:
			d.fault(at, fmt.Sprintf("must be a whole number of at least %d", f.low), example(at))
		case f.value > f.high:
			d.fault(at, fmt.Sprintf("must be at most %d", f.high), example(at))
		}
	}
}
