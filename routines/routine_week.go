package routines

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// WeekName is a week of the program as a routine file writes it: "week 3". It
// is a word and no number, so that a key of a file is always a word.
type WeekName string

// lastWeek is the last week of the program (clinical specification, section
// 2.2).
const lastWeek = 8

// NameOfWeek returns how a routine file writes a week of the program.
func NameOfWeek(week int) WeekName { return WeekName(fmt.Sprintf("week %d", week)) }

// Number returns the week, counted from 1, and false for a name that is none.
func (w WeekName) Number() (int, bool) {
	text, _ := strings.CutPrefix(string(w), "week ")
	n, err := strconv.Atoi(text)
	ok := err == nil && n >= 1 && n <= lastWeek && NameOfWeek(n) == w
	return n, ok
}

// WeekForms returns the weeks of the program in which the routine has steps of
// its own, in order.
func (r *Routine) WeekForms() []int {
	var weeks []int
	for name := range r.Weeks {
		if n, ok := name.Number(); ok {
			weeks = append(weeks, n)
		}
	}
	slices.Sort(weeks)
	return weeks
}

// Week returns the steps that the full form of a routine has in a week of the
// program: the week's own, or those of the full form where the week has none
// (clinical specification, section 2.2). Outside the program, week 0 is the
// full form. A step of a week has the dose that Dose returns for its variant
// in the full form. What is returned must not be changed.
func (l *Library) Week(r *Routine, week int) []Step {
	if steps, ok := r.Weeks[NameOfWeek(week)]; ok {
		return steps
	}
	return r.Forms[Full]
}

// WeekTotal returns how long the full form of a routine takes in a week of the
// program.
func (l *Library) WeekTotal(r *Routine, week int) time.Duration {
	var sum time.Duration
	for _, s := range l.Week(r, week) {
		if d, ok := l.Dose(r.ID, Full, s.Variant); ok {
			sum += d.Total()
		}
	}
	return sum
}

// placedStep is a step and the place of its form or week in the file.
type placedStep struct {
	place string
	step  Step
}

// formSteps returns the steps of all forms, in order.
func (r *Routine) formSteps() []placedStep {
	var all []placedStep
	for _, form := range Forms() {
		for _, step := range r.Forms[form] {
			all = append(all, placedStep{below("forms", form), step})
		}
	}
	return all
}

// everyStep returns the steps of all forms, then those of all weeks, in order.
func (r *Routine) everyStep() []placedStep {
	all := r.formSteps()
	for _, week := range r.WeekForms() {
		name := NameOfWeek(week)
		for _, step := range r.Weeks[name] {
			all = append(all, placedStep{below("weeks", name), step})
		}
	}
	return all
}
