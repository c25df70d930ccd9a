package routines

import (
	"fmt"
	"regexp"
	"strings"
)

// readyRule says what the opening card must say so that nobody is surprised on
// the way: the position of a step, or the thing that it cannot be done without.
type readyRule struct {
	tag   Tag            // of a step; "" for every step
	gear  string         // what the needs of the exercise name; "" for every exercise
	in    string         // the field that must say it: position or needs
	words *regexp.Regexp // what it must say
	why   string
	write string
}

var (
	liesDown  = regexp.MustCompile(`(?i)\b(?:lie|lying|bed|flat)\b`)
	kneels    = regexp.MustCompile(`(?i)\bkne(?:el|eling|es)\b|\ball fours\b`)
	namesBall = regexp.MustCompile(`(?i)\bballs?\b`)
	namesBand = regexp.MustCompile(`(?i)\bbands?\b`)
	namesDoor = regexp.MustCompile(`(?i)\bdoor(?:way)?\b`)
	optional  = regexp.MustCompile(`(?i)\bonly\b`)
)

func readyRules() []readyRule {
	return []readyRule{
		{tag: TagFlat, in: "position", words: liesDown, why: "lies on the back", write: "that one lies down, and when"},
		{tag: TagKneel, in: "position", words: kneels, why: "is on hands and knees", write: "that one kneels, and when"},
		{tag: TagBall, in: "needs", words: namesBall, why: "uses a ball", write: "- Soft ball"},
		{gear: "band", in: "needs", words: namesBand, why: "uses a band", write: "- Light elastic band"},
		{gear: "doorway", in: "needs", words: namesDoor, why: "uses a doorway", write: "- Doorway"},
	}
}

// checkReady compares what the routine says on its opening card with what its
// steps ask for, in any form. Each thing is told once. The weeks of the program
// are left out: the card is the same in all of them, and what a week adds is on
// the step's own card.
func (s *shelf) checkReady(d *document, r *Routine) {
	said := map[string]string{"position": r.Position, "needs": strings.Join(r.Needs, "\n")}
	for _, rule := range readyRules() {
		if rule.words.MatchString(said[rule.in]) {
			continue
		}
		for _, p := range r.formSteps() {
			e, v, ok := s.library.Variant(p.step.Variant)
			if ok && rule.fits(e, v) {
				d.fault(rule.in, fmt.Sprintf("does not go with %s, which %s", v.ID, rule.why), rule.write)
				break
			}
		}
	}
}

func (r readyRule) fits(e *Exercise, v *Variant) bool {
	if r.tag != "" {
		return carries(*v, []Tag{r.tag})
	}
	for _, need := range e.Needs {
		if strings.Contains(strings.ToLower(need), r.gear) && !optional.MatchString(need) {
			return true
		}
	}
	return false
}
