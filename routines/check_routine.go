package routines

import (
	"fmt"
	"time"
)

func (s *shelf) checkRoutine(p *page[Routine]) {
	r, d := &p.value, &p.document
	d.identity(string(r.ID), routineIDs, r.Version)
	if len(r.Families) == 0 {
		d.fault("families", "is empty", example("families"))
	}
	for i, f := range r.Families {
		d.known(below("families", i), string(f), strs(append(exerciseFamilies(), Mixed)))
	}
	d.filled("name", r.Name)
	d.filled("why", r.Why)
	d.filled("position", r.Position)
	d.filled("review", r.Review)
	s.checkSources(d, r.Sources)
	for form := range r.Forms {
		d.known(below("forms", form), string(form), strs(Forms()))
	}
	for _, form := range Forms() {
		s.checkForm(d, form, r.Forms[form])
	}
	s.checkWeeks(d, r)
	s.checkReady(d, r)
	s.checkPressing(d, r)
	d.checkClaims(routineTexts(r))
}

// checkWeeks looks at the steps that stand in for the full form in weeks of
// the program. They give no dose of their own: Library.Dose knows a variant's
// dose by the form.
func (s *shelf) checkWeeks(d *document, r *Routine) {
	for name, steps := range r.Weeks {
		place := below("weeks", name)
		if _, ok := name.Number(); !ok {
			d.fault(place, fmt.Sprintf("%q is no week of the program", name), fmt.Sprintf("week 1 to week %d, such as week 3:", lastWeek))
		}
		if len(steps) == 0 {
			d.fault(place, "has no step", string(name)+": and below it - variant: CST-01.L1")
		}
		for i, step := range steps {
			if step.Dose != nil {
				d.fault(below(below(place, i), "dose"), "stands in a week", "the ID of a variant that has this dose")
			}
			s.checkStep(d, below(place, i), step)
		}
	}
}

// longestPressing is how long the neck may be pressed in one session, in
// seconds (clinical specification, section 1.1, dose logic).
const longestPressing = 300

// checkPressing adds up how long each form and week presses the back of the
// neck. Getting ready and resting are not pressing.
func (s *shelf) checkPressing(d *document, r *Routine) {
	press := map[string]int{}
	for _, p := range r.everyStep() {
		e, v, ok := s.library.Variant(p.step.Variant)
		if ok && e.Family == TenderNeck && carries(*v, []Tag{TagPress}) {
			dose := p.step.Dose.Over(v.Dose)
			press[p.place] += dose.Sides * dose.Sets * dose.Reps * dose.Hold
		}
	}
	for place, seconds := range press {
		if seconds > longestPressing {
			d.fault(place, fmt.Sprintf("presses the neck for %d s, and a session may for %d", seconds, longestPressing), "fewer steps or shorter variants")
		}
	}
}

func (s *shelf) checkForm(d *document, form Form, steps []Step) {
	place := below("forms", form)
	if len(steps) == 0 {
		d.fault(place, "has no step", example(place))
		return
	}
	doses := map[VariantID]Dose{}
	var total time.Duration
	complete := true
	for i, step := range steps {
		dose, ok := s.checkStep(d, below(place, i), step)
		if !ok {
			complete = false
			continue
		}
		if other, twice := doses[step.Variant]; twice && other != dose {
			d.fault(below(place, i), "has another dose than the same variant before it", "the same dose, or another variant")
		}
		doses[step.Variant] = dose
		total += dose.Total()
	}
	if limit, ok := form.Limit(); ok && complete && total > limit {
		d.fault(place, fmt.Sprintf("takes %d s and may take %d", total/time.Second, limit/time.Second), "fewer steps or shorter variants")
	}
}

// checkStep returns the dose of a step, false when it cannot be known.
func (s *shelf) checkStep(d *document, place string, step Step) (Dose, bool) {
	e, v, ok := s.library.Variant(step.Variant)
	if !ok {
		if !s.unread(step.Variant) {
			d.fault(below(place, "variant"), fmt.Sprintf("%q is not in the library", step.Variant), "the ID of a variant that some exercise has")
		}
		return Dose{}, false
	}
	dose := step.Dose.Over(v.Dose)
	if step.Dose != nil {
		d.checkDose(below(place, "dose"), dose)
		d.checkPressure(below(place, "dose"), e, Variant{Tags: v.Tags, Dose: dose})
	}
	return dose, true
}
