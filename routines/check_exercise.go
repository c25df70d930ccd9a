package routines

import (
	"cmp"
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
	d.checkKind(e)
	d.checkVariants(e)
	d.checkClaims(exerciseTexts(e))
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
		d.checkPressure(below(place, "dose"), e, v)
		d.checkTags(below(place, "tags"), e, v)
		d.checkTwin(place, e, v)
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

// The most that a tender spot of the neck gets (clinical specification,
// section 1.1, dose logic).
const (
	longestPress = 90 // seconds a spot
	mostSpots    = 3  // a side
)

// checkPressure holds pressure on the neck against its limits.
func (d *document) checkPressure(place string, e *Exercise, v Variant) {
	if e.Family != TenderNeck || !carries(v, []Tag{TagPress}) {
		return
	}
	if press := v.Dose.Reps * v.Dose.Hold; press > longestPress {
		d.fault(below(place, "hold"), fmt.Sprintf("presses a spot for %d s, and the neck may be pressed for %d", press, longestPress), "less hold or fewer reps")
	}
	if v.Dose.Sets > mostSpots {
		d.fault(below(place, "sets"), fmt.Sprintf("presses %d spots a side, and the neck may be pressed at %d", v.Dose.Sets, mostSpots), fmt.Sprintf("sets: %d", mostSpots))
	}
}

// checkTwin holds a twin against what it stands in for: the same dose, and
// fewer blocks. A twin is called like that variant with an r (leaning back) or
// a t (at a table) behind it; a bare r or t is the twin of the default.
func (d *document) checkTwin(place string, e *Exercise, v Variant) {
	i := slices.IndexFunc(e.Variants, func(of Variant) bool { return isTwin(v.ID, of.ID, e.ID) })
	if i < 0 {
		return
	}
	of := e.Variants[i]
	if v.Dose != of.Dose {
		d.fault(below(place, "dose"), fmt.Sprintf("of %s differs from that of %s, whose twin it is by its name", v.ID, of.ID), "the same numbers, or another ID")
	}
	fewer := len(v.Tags) < len(of.Tags)
	for _, tag := range v.Tags {
		fewer = fewer && slices.Contains(of.Tags, tag)
	}
	if !fewer {
		d.fault(below(place, "tags"), fmt.Sprintf("block %s as often as %s, whose twin it is by its name", v.ID, of.ID), "those tags without FLAT or KNEEL, or another ID")
	}
}

func isTwin(id, of VariantID, e ExerciseID) bool {
	if of == VariantID(e) {
		of += "."
	}
	return id == of+"r" || id == of+"t"
}

// wording is what a person reads of a variant: its name, how to be and what to
// do.
func (v Variant) wording(e *Exercise) string {
	return cmp.Or(v.Name, e.Name) + "\n" + cmp.Or(v.Position, e.Position) + "\n" + cmp.Or(v.Movement, e.Movement)
}
