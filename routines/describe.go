package routines

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// String tells the dose as an exercise sheet does: "2 sides, 2 sets of 8, hold
// 5 s, rest 3 s, 30 s between sets". What is zero, or one of something, is left
// out.
func (d Dose) String() string {
	var parts []string
	add := func(when bool, format string, args ...any) {
		if when {
			parts = append(parts, fmt.Sprintf(format, args...))
		}
	}
	add(d.Sides > 1, "%d sides", d.Sides)
	switch {
	case d.Sets > 1 && d.Reps > 1:
		add(true, "%d sets of %d", d.Sets, d.Reps)
	case d.Sets > 1:
		add(true, "%d sets", d.Sets)
	case d.Reps > 1:
		add(true, "%d times", d.Reps)
	}
	add(d.Hold > 0, "hold %s", span(d.Hold))
	add(d.Rest > 0, "rest %s", span(d.Rest))
	add(d.SetRest > 0 && d.Sets > 1, "%s between sets", span(d.SetRest))
	add(d.SetUp > 0, "%s to get ready", span(d.SetUp))
	add(d.Change > 0 && d.Sides > 1, "%s to change sides", span(d.Change))
	return strings.Join(parts, ", ")
}

// span tells seconds as people do: minutes from two minutes on.
func span(s int) string {
	switch {
	case s < 120:
		return fmt.Sprintf("%d s", s)
	case s%60 == 0:
		return fmt.Sprintf("%d min", s/60)
	default:
		return fmt.Sprintf("%d min %d s", s/60, s%60)
	}
}

// Describe returns a routine as a plain text sheet for whoever reviews it: the
// steps and seconds of every form, then each exercise once with its texts, its
// sources and its review state. r must be of l.
func Describe(l *Library, r *Routine) string {
	b := &sheet{library: l}
	b.line("%s (%s, version %d)", r.Name, r.ID, r.Version)
	b.field("Families", strings.Join(strs(r.Families), ", "))
	b.field("Why", r.Why)
	b.field("Needs", strings.Join(r.Needs, ", "))
	b.field("Position", r.Position)
	b.field("Intro", r.Intro)
	b.field("Review", r.Review)
	b.sources(r.Sources)
	for _, form := range Forms() {
		b.steps(string(form), l.Total(r, form), r.Forms[form])
	}
	for _, week := range r.WeekForms() {
		b.steps(fmt.Sprintf("full in week %d of the program", week), l.WeekTotal(r, week), l.Week(r, week))
	}
	b.exercises(r)
	return b.String()
}

// sheet is a text that grows line by line.
type sheet struct {
	strings.Builder
	library *Library
}

func (b *sheet) line(format string, args ...any) { fmt.Fprintf(b, format+"\n", args...) }

// field writes a line unless there is nothing to say.
func (b *sheet) field(name, text string) {
	if text = strings.Join(strings.Fields(text), " "); text != "" {
		b.line("  %s: %s", name, text)
	}
}

func (b *sheet) sources(keys []string) {
	for _, key := range keys {
		s, _ := b.library.Source(key)
		b.field("Source", strings.Join([]string{s.Title, s.URL, "(" + s.Seen + ")"}, " "))
	}
}

func (b *sheet) steps(title string, total time.Duration, steps []Step) {
	b.line("\n%s, %d s (%s)", title, int(total.Seconds()), clock(total))
	for i, step := range steps {
		e, v, ok := b.library.Variant(step.Variant)
		if !ok {
			continue
		}
		dose := step.Dose.Over(v.Dose)
		b.line("  %d. %s (%s), %d s: %s", i+1, cmp.Or(v.Name, e.Name), v.ID, int(dose.Total().Seconds()), dose)
	}
}

func clock(d time.Duration) string {
	s := int(d.Seconds())
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// exercises writes every exercise of a routine once, in the order of its steps.
func (b *sheet) exercises(r *Routine) {
	written := map[ExerciseID]bool{}
	for _, p := range r.everyStep() {
		e, _, ok := b.library.Variant(p.step.Variant)
		if ok && !written[e.ID] {
			written[e.ID] = true
			b.exercise(e)
		}
	}
}

func (b *sheet) exercise(e *Exercise) {
	b.line("\n%s (%s, version %d)", e.Name, e.ID, e.Version)
	b.field("Issues", strings.Join(e.Issues, ", "))
	b.field("Kind", kindInWords(e))
	b.field("One set is a", string(e.Set))
	b.field("Needs", strings.Join(e.Needs, ", "))
	b.field("Position", e.Position)
	b.field("Movement", e.Movement)
	b.field("Breathing", e.Breathing)
	b.field("Feel", e.Feel)
	b.field("Stop", e.Stop)
	b.field("Mistakes", strings.Join(e.Mistakes, "; "))
	b.field("Easier", e.Easier)
	b.field("Harder", e.Harder)
	b.field("Why", e.Why)
	b.field("Evidence", fmt.Sprintf("%s in %s. %s", e.Evidence.Grade, strings.Join(e.Evidence.Population, ", "), e.Evidence.Note))
	b.sources(e.Sources)
	b.field("Review", e.Review)
	for _, v := range e.Variants {
		b.variant(v)
	}
}

// kindInWords tells what a check-list item is; nothing of anything else.
func kindInWords(e *Exercise) string {
	if !e.Check() {
		return ""
	}
	return "check-list item, answered done, later or not possible; counts for no week"
}

func (b *sheet) variant(v Variant) {
	b.line("  Variant %s: %s", v.ID, v.Dose)
	b.field("  Name", v.Name)
	b.field("  Position", v.Position)
	b.field("  Movement", v.Movement)
	b.field("  Feel", v.Feel)
	b.field("  Blocked by", strings.Join(strs(v.Tags), ", "))
	b.field("  First two uses", string(v.Learn))
}
