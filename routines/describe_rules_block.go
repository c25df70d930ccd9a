package routines

import "fmt"

func (p *paper) blockRules(Told) {
	p.say("A block names a tag, a family, an exercise or a variant. A step is done only if nothing it carries and no name of it is blocked; blocks add up. "+
		"%s leaves nothing. %s leaves, on request, %s.", BlockAll, BlockMove, inCell(stillNames()))
	p.titled("What takes the place of a blocked step")
	p.table([]string{"row", "what is open", "is done"},
		[]string{"1", "the step itself", "the step"},
		[]string{"2", "its twin: reclined (r behind its name) or at a table (t)", "the twin"},
		[]string{"3", "the easier variant of the same exercise", "that"},
		[]string{"4", "none of these", "nothing: the step is dropped and takes no time"})
	p.say("If more than half of the seconds of a session are dropped, another routine is offered: the one that keeps most of itself, and between equals the first.")
	p.instead()
	p.limitMeanings()
}

// instead writes which routines may take the place of one of which too little
// is left.
func (p *paper) instead() {
	var rows [][]string
	for _, blocks := range []Blocks{NewBlocks(BlockAll), NewBlocks(BlockMove), NewBlocks(Block(TagNeckLoad)), NewBlocks(Block(TagPress))} {
		name := string(blocks[0])
		if blocks.Has(Block(TagPress)) {
			name = "any other"
		}
		rows = append(rows, []string{name, choice(stillRoutines(blocks))})
	}
	p.titled("What takes the place of a routine")
	p.table([]string{"off", "offered"}, rows...)
}

// limitMeanings writes what each limit asks for and what it rules out.
func (p *paper) limitMeanings() {
	means := map[Limit]string{
		LimitPress:   fmt.Sprintf("pressure feels at most %d", GentlePress),
		LimitForce20: "pressing against the hand with at most 20 %",
		LimitForce10: "CST-03 with at most 10 %",
		LimitLowest:  "neck control begins at CST-01.L1",
		LimitLower:   "neck control one level lower",
		LimitRecline: "leaning back 30-45 degrees in place of lying flat",
	}
	var rows [][]string
	for _, limit := range Limits() {
		rows = append(rows, []string{string(limit), means[limit], inCell(limit.blocks())})
	}
	p.titled("Limits")
	p.table([]string{"limit", "means", "rules out"}, rows...)
	p.say("Ceilings for everybody: pressure aims at %d and never goes above %d; a stretch pulls at most %d; deep neck work feels at most %d.",
		TargetPress, CeilingPress, CeilingPull, CeilingNeck)
}
