package routines

import (
	"slices"
	"time"
)

// Offer returns what blocks leave of a variant (clinical specification,
// section 0.4): the variant itself where it is open, else its twin (reclined,
// or on a table), else the easier variant of the exercise. It is false when
// none of them is open: then the step is dropped.
func Offer(lib *Library, id VariantID, blocks Blocks) (VariantID, bool) {
	e, v, ok := lib.Variant(id)
	if !ok {
		return "", false
	}
	for _, choice := range slices.Concat([]VariantID{v.ID}, twins(e, v), []VariantID{VariantID(e.ID) + ".easier"}) {
		if e, v, ok := lib.Variant(choice); ok && blocks.Allows(e, v) {
			return v.ID, true
		}
	}
	return "", false
}

// twins lists the names that a variant's twins may have: its own with an r or
// a t behind it, and those of a variant that is the same under another name,
// as CST-01 is CST-01.L2.
func twins(e *Exercise, v *Variant) []VariantID {
	names := twinNames(e, v.ID)
	for _, same := range e.Variants {
		if same.ID != v.ID && same.Dose == v.Dose && sameTags(same.Tags, v.Tags) {
			names = append(names, twinNames(e, same.ID)...)
		}
	}
	return names
}

func twinNames(e *Exercise, id VariantID) []VariantID {
	if id == VariantID(e.ID) {
		id += "."
	}
	return []VariantID{id + "r", id + "t"}
}

func sameTags(a, b []Tag) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}

// Offered is what blocks leave of a list of steps.
type Offered struct {
	Steps   []StepState   // those that are left, with what they stand in for
	Dropped time.Duration // of the steps that are not
	Whole   time.Duration // of all steps as they were planned
}

// Thin reports whether so much is dropped, more than half of the seconds, that
// another routine is offered instead (clinical specification, section 0.4).
func (o Offered) Thin() bool { return len(o.Steps) == 0 || 2*o.Dropped > o.Whole }

// OfferForm returns what blocks leave of a form of a routine.
func OfferForm(lib *Library, r *Routine, form Form, blocks Blocks) Offered {
	return OfferSteps(lib, r.Forms[form], blocks)
}

// OfferSteps returns what blocks leave of the steps of a form.
func OfferSteps(lib *Library, steps []Step, blocks Blocks) Offered {
	planned, times := make([]StepState, 0, len(steps)), make([]time.Duration, 0, len(steps))
	for _, step := range steps {
		if _, v, ok := lib.Variant(step.Variant); ok {
			planned = append(planned, StepState{Variant: v.ID})
			times = append(times, step.Dose.Over(v.Dose).Total())
		}
	}
	return offered(lib, planned, times, blocks)
}

// offered goes through planned steps, each with the time it was to take.
func offered(lib *Library, planned []StepState, times []time.Duration, blocks Blocks) Offered {
	var o Offered
	for i, step := range planned {
		o.Whole += times[i]
		id, ok := Offer(lib, step.Variant, blocks)
		switch {
		case !ok:
			o.Dropped += times[i]
		case id == step.Variant:
			o.Steps = append(o.Steps, step)
		default:
			o.Steps = append(o.Steps, step.instead(id))
		}
	}
	return o
}

// StillInstead returns the routine that takes the place of one of which too
// little is left: bedtime relaxation or the still routine, whichever keeps
// more of itself, and attack rest where nothing that moves may be done
// (clinical specification, sections 0.4 and 2.1). Between equals a neck that
// may not work gets the still one. It is false when nothing of any is left.
func StillInstead(lib *Library, form Form, blocks Blocks) (RoutineID, bool) {
	var best RoutineID
	var most float64
	for _, id := range stillRoutines(blocks) {
		r, ok := lib.Routine(id)
		if !ok {
			continue
		}
		o := OfferForm(lib, r, form, blocks)
		if len(o.Steps) == 0 {
			continue
		}
		if share := 1 - o.Dropped.Seconds()/o.Whole.Seconds(); best == "" || share > most {
			best, most = id, share
		}
	}
	return best, best != ""
}

func stillRoutines(blocks Blocks) []RoutineID {
	switch {
	case blocks.Has(BlockAll):
		return nil
	case blocks.Has(BlockMove):
		return []RoutineID{RestRoutine}
	case blocks.Has(Block(TagNeckLoad)):
		return []RoutineID{StillRoutine, BedtimeRoutine, RestRoutine}
	default:
		return []RoutineID{BedtimeRoutine, StillRoutine, RestRoutine}
	}
}
