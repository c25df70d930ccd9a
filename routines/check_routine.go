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
	_, v, ok := s.library.Variant(step.Variant)
	if !ok {
		if !s.unread(step.Variant) {
			d.fault(below(place, "variant"), fmt.Sprintf("%q is not in the library", step.Variant), "the ID of a variant that some exercise has")
		}
		return Dose{}, false
	}
	dose := step.Dose.Over(v.Dose)
	if step.Dose != nil {
		d.checkDose(below(place, "dose"), dose)
	}
	return dose, true
}
