package routines

import (
	"fmt"
)

func (p *paper) stopRules(Told) {
	felt, acts := stopWords(), actWords()
	var rows [][]string
	for _, row := range StopRows() {
		off := row.Blocks
		if row.Family {
			off = append([]Block{"the family of the step"}, off...)
		}
		ends := joined(inCell(off), row.Ends.words())
		rows = append(rows, []string{string(row.ID), felt[row.ID], joined(acts[row.Act], row.extras()), string(row.Level), ends})
	}
	p.titled("Stop rules in a step")
	p.say("The row of the most urgent level decides, then the one that stops most; what is off adds up. A light head outside of slow breathing counts as dizziness. "+
		"Where the family of the step is %s, slow breathing and the scans stay open.", Stretching)
	p.table([]string{"row", "what is felt", "what is done", "level", "off, and until when"}, rows...)
}

// extras tells what else a row asks for.
func (r StopRow) extras() string {
	return joined(
		when(r.Lie, "sit or lie down first"), when(r.Offer, "offer attack mode"), when(r.Easier, "easier variants next time"),
		when(r.Gentle, fmt.Sprintf("from now on pressure feels at most %d", GentlePress)), when(r.Item != "", "counts as yes to "+string(r.Item)))
}

// words tells when blocks end.
func (e Ends) words() string {
	return map[Ends]string{
		EndsScreened: "until all is asked again and cleared", EndsCleared: "until a clinician has looked or was asked",
		EndsAsked: "until asked again on the next day", EndsWeek: "for " + lasting(weekOff), EndsToday: "until the day turns",
	}[e]
}

// stopWords tells what each row is about.
func stopWords() map[StopID]string {
	arm, head, dizzy := "numbness, tingling or electric pain in one arm or hand: ", "new or rising head pain in a step that presses or loads the neck: ",
		"dizziness, spinning, blurred sight, ringing or unsteadiness: "
	breathing := "nausea, sweating or a light head in slow breathing: "
	return map[StopID]string{
		"T1":        "any sign of R2; sudden severe headache; fainting; chest pain; tingling or numbness of the face or one whole side, but for T2",
		"T2":        "tingling of face or hand that is the known diagnosed aura, not begun in pressure or neck movement",
		"T3":        "the same aura, begun in pressure or neck movement",
		"T4":        dizzy + "known, gone in less than " + lasting(soon),
		"T5":        dizzy + "known, gone in " + lasting(inTime) + " at most",
		"T6":        dizzy + "new, or not gone in " + lasting(inTime),
		"T7":        arm + "gone in " + lasting(atOnce),
		"T8":        arm + "it stays or comes back",
		"T9":        "tingling in both arms or in a leg",
		"T10":       head + "fades in " + lasting(atOnce),
		"T11":       head + "does not fade in " + lasting(atOnce),
		thirdStop:   fmt.Sprintf("T11 the %s time in %s", ordinal(thirdTime), lasting(thirdSpan)),
		"T12":       "sharp pain in a joint, locking, or a head that feels heavy or unsteady on the neck",
		"T13":       "short of breath at rest or for more than " + lasting(outOfAir) + ", or palpitations with faintness",
		"T14":       "other palpitations",
		"T15":       "short of breath from effort, gone in " + lasting(outOfAir),
		"T16":       "nausea or sweating in any step but slow breathing",
		"T17":       breathing + "settles in " + lasting(settled),
		"T17.long":  breathing + "does not settle in " + lasting(settled),
		"T18":       "a zing or shooting over the scalp in TPN-01: first time",
		"T18.again": "the same again",
		bruiseStop:  "a visible bruise after pressure: the first",
		"T19.again": "a bruise again",
	}
}

// ordinal tells a small number as a place in a row.
func ordinal(n int) string {
	names := []string{"", "first", "second", "third", "fourth"}
	if n < 1 || n >= len(names) {
		return fmt.Sprintf("%dth", n)
	}
	return names[n]
}
