package routines

import "slices"

// Checks returns the check-list items of a routine in the order in which a
// person sets things up, one a week: those of the short form first, which are
// what matters most, then the others in the order of the full form (clinical
// specification, sections 1.7 and 1.8). It is empty for a routine that only
// moves.
func (l *Library) Checks(r *Routine) []VariantID {
	var items []VariantID
	for _, form := range []Form{Short, Full} {
		for _, step := range r.Forms[form] {
			e, _, ok := l.Variant(step.Variant)
			if ok && e.Check() && !slices.Contains(items, step.Variant) {
				items = append(items, step.Variant)
			}
		}
	}
	return items
}
