package routines

import (
	"slices"
	"time"
)

// Course is everything that is remembered of somebody's way: the program, the
// levels, and the marks of the last weeks. Its methods return the next one and
// never change it.
type Course struct {
	Program Program `json:"program,omitzero"`
	Levels  Levels  `json:"levels,omitempty"`
	Marks   Marks   `json:"marks,omitempty"`
}

// Facts is what is known beside the course when something is decided.
type Facts struct {
	Library  *Library
	Today    DayNumber
	Now      Minute
	Blocks   Blocks
	Stage    Stage              // of an attack
	Neck     map[DayNumber]int  // the diary's answers about neck and shoulder pain
	Headache map[DayNumber]bool // days with a headache, at least since the last session
}

// daily returns the pain by days.
func (c Course) daily(f Facts) Daily { return Daily{Answers: f.Neck, Marks: c.Marks} }

// judge returns the P-rule for this course.
func (c Course) judge(f Facts) Judge {
	return Judge{Library: f.Library, Levels: c.Levels, Marks: c.Marks, Program: c.Program, Blocks: f.Blocks, Today: f.Today}
}

// gap returns the row of the days since the last session.
func (c Course) gap(f Facts) GapRow {
	var still map[DayNumber]bool
	if c.Program.Slow {
		still = f.Headache
	}
	return GapFor(c.Marks.Gap(f.Today, still))
}

// Steps returns the steps of a form for this person: those of their week, at
// their levels. Learning variants, blocks and easier variants come after it.
func (c Course) Steps(lib *Library, r *Routine, form Form) []StepState {
	planned := formSteps(lib, r, form, c.Program.Week)
	steps := make([]StepState, 0, len(planned))
	for _, step := range planned {
		if _, v, ok := lib.Variant(step.Variant); ok {
			steps = append(steps, c.Levels.Step(lib, v.ID, form, c.Program.Week))
		}
	}
	return steps
}

// Total returns how long the full form takes this person, in their week.
func (c Course) Total(lib *Library, r *Routine) time.Duration {
	s := Session{Routine: r.ID, Form: Full, Steps: c.planned(lib, r, Full)}
	return s.Total(lib)
}

// Rule returns what the day rules say of a routine.
func (c Course) Rule(f Facts, id RoutineID, form Form) Ruling {
	return DayState{Today: f.Today, Stage: f.Stage, Marks: c.Marks}.Rule(AskedFor(f.Library, id, form, c.Program.Week))
}

// Finish adds a closed session, and returns the verdict on each of its
// exercises that was counted or went down. The first session is day 1, and
// after a gap a new week begins with it. Unwell says that it was begun in an
// attack or when one was coming.
func (c Course) Finish(f Facts, r Result, unwell bool) (Course, []Verdict) {
	if c.Program.Week > 0 {
		c.Program = c.Program.beginning(f, c.gap(f))
	}
	mark := NewMark(f.Library, c.Levels, r, f.Today, c.Program.Week, unwell)
	c.Levels = c.Levels.learn(f.Library, mark.Tries)
	c.Marks = c.Marks.With(mark)
	if c.Program.Gentle && !calm(mark.Routine) && !unwell && len(mark.Tries) > 0 {
		c.Program.Gentle = false
	}
	c, verdicts := c.settle(f)
	verdicts = append(verdicts, c.rises(f, mark, verdicts)...)
	c.Marks = c.Marks.Prune(f.Today, c.Program)
	return c, verdicts
}

// beginning makes a session day 1 when there was none, and the first day of a
// week after seven days or more without.
func (p Program) beginning(f Facts, gap GapRow) Program {
	if p.Started == 0 {
		p.Started, p.Begun = f.Today, f.Today
	}
	if gap.Row != "G1" {
		p.Begun = f.Today
	}
	return p
}

// calm lists the routines that are done on bad days.
func calm(id RoutineID) bool {
	return slices.Contains([]RoutineID{BedtimeRoutine, GentleRoutine, StillRoutine, RestRoutine}, id)
}

// settle brings down every level that the last session with its exercise asks
// for, once for each session.
func (c Course) settle(f Facts) (Course, []Verdict) {
	var fallen []Verdict
	for _, id := range c.tried() {
		if !c.judge(f).falls(id) {
			continue
		}
		v := c.judge(f).Verdict(id)
		c.Levels = c.Levels.at(id, v.To)
		c.Marks = c.Marks.fell(id)
		if !slices.Contains(c.Program.Falls, id) {
			c.Program.Falls = append(slices.Clone(c.Program.Falls), id)
		}
		fallen = append(fallen, v)
	}
	return c, fallen
}

// tried lists the exercises of the marks, in order.
func (c Course) tried() []ExerciseID {
	var ids []ExerciseID
	for i := range c.Marks {
		for _, t := range c.Marks[i].Tries {
			if !slices.Contains(ids, t.Exercise) {
				ids = append(ids, t.Exercise)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// rises returns the verdicts on what was counted in a session and is not among
// what has gone down.
func (c Course) rises(f Facts, mark Mark, fallen []Verdict) []Verdict {
	var verdicts []Verdict
	for _, t := range mark.Tries {
		fell := slices.ContainsFunc(fallen, func(v Verdict) bool { return v.Exercise == t.Exercise })
		if t.Level != "" && !fell {
			verdicts = append(verdicts, c.judge(f).Verdict(t.Exercise))
		}
	}
	return verdicts
}
