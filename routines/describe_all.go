package routines

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// DescribeAll returns the whole library as one plain text document that a
// therapist can print, read and sign: contents, every routine with all its
// forms and weeks, every exercise once with its texts, doses, evidence, sources
// and review state, and the sources. No line is wider than a page of paper.
// DescribeRules returns what follows it.
func DescribeAll(l *Library) string {
	p := &paper{library: l}
	p.cover()
	p.contents()
	p.part("1", "ROUTINES")
	for _, r := range l.Routines() {
		p.routine(r)
	}
	p.part("2", "EXERCISES")
	for _, f := range exerciseFamilies() {
		p.family(f)
	}
	p.part("3", "SOURCES")
	p.allSources()
	return p.String()
}

// familyName tells a family in words.
func familyName(f Family) string {
	switch f {
	case TenderNeck:
		return "Tender points, back of the neck"
	case TenderBack:
		return "Tender points, upper back and shoulders"
	case Stretching:
		return "Stretching with relaxation"
	case NeckControl:
		return "Cervical stability"
	case BladeWork:
		return "Scapular stability"
	case Workstation:
		return "Workstation check-list"
	case SleepSetup:
		return "Sleep check-list"
	case Mobility:
		return "Shared blocks"
	default:
		return string(f)
	}
}

func (p *paper) cover() {
	exercises, rs := p.library.Exercises(), p.library.Routines()
	p.line("EXERCISES AND ROUTINES FOR REVIEW")
	p.line("")
	p.text(0, fmt.Sprintf("%d routines and %d exercises. This is self-care for adults with neck and shoulder tension, and no treatment. "+
		"Everything stands here once: a routine names its steps, an exercise holds the words.", len(rs), len(exercises)))
	p.line("")
	p.label("Doses", "Seconds are whole times, getting ready and rests included. They drive the timers. "+
		"Hold is how long a repetition takes or is held; of the band raise it is the whole set. Left and right are always equal.")
	p.label("Forms", "Full; short, at most 150 s; tiny, at most 60 s. Some routines have steps of their own in weeks of the program.")
	p.label("Blocks", "Screening answers switch off what carries a tag: PRESS pressure, TOUCH resting hands, BALL ball pressure, "+
		"ENDRANGE stretches, NECKLOAD neck work, LOAD resistance, FLAT on the back, KNEEL hands and knees. "+
		"Some answers close a whole family or exercise, or all that moves but slow breathing and the scans; an emergency closes everything.")
	p.label("Issues", "I1 stiff tissue, I2 tension and guarding, I3 imbalance, I4 low support.")
	p.label("Evidence", "E1 guideline or review, E2 a randomised trial, E3 indirect or mixed, E4 practice or judgement.")
	p.label("Review", "Tick and sign below each routine and exercise. Whoever keeps the files writes the name and the day into them. "+
		"Part 4, the rules of safety and progress, is signed group by group.")
}

func (p *paper) contents() {
	p.part("", "CONTENTS")
	p.line("  %-6s %-28s %6s %6s %6s  %s", "", "Routine", "full", "short", "tiny", "review")
	for _, r := range p.library.Routines() {
		p.line("  %-6s %-28s %6s %6s %6s  %s", r.ID, r.Name,
			clock(p.library.Total(r, Full)), clock(p.library.Total(r, Short)), clock(p.library.Total(r, Tiny)), r.Review)
	}
	for _, f := range exerciseFamilies() {
		for i, e := range p.of(f) {
			if i == 0 {
				p.line("\n  %s: %s", f, familyName(f))
			}
			p.line("  %-6s %-42s %2s  %s", e.ID, e.Name, e.Evidence.Grade, e.Review)
		}
	}
}

// of returns the exercises of a family, in the order of their IDs.
func (p *paper) of(f Family) []*Exercise {
	return slices.DeleteFunc(p.library.Exercises(), func(e *Exercise) bool { return e.Family != f })
}

func (p *paper) routine(r *Routine) {
	p.heading(string(r.ID), r.Name, r.Version)
	p.label("Families", strings.Join(strs(r.Families), ", "))
	p.label("Why", r.Why)
	p.label("Needs", strings.Join(r.Needs, "; "))
	p.label("Position", r.Position)
	p.label("Intro", r.Intro)
	p.label("Sources", strings.Join(r.Sources, ", "))
	for _, form := range Forms() {
		p.steps(string(form), p.library.Total(r, form), r.Forms[form])
	}
	for _, week := range r.WeekForms() {
		p.steps(fmt.Sprintf("full in week %d of the program", week), p.library.WeekTotal(r, week), p.library.Week(r, week))
	}
	p.sign(r.Review)
}

func (p *paper) steps(title string, total time.Duration, steps []Step) {
	p.line("\n  %s: %d s (%s)", title, int(total.Seconds()), clock(total))
	for _, step := range steps {
		e, v, ok := p.library.Variant(step.Variant)
		if !ok {
			continue
		}
		dose := step.Dose.Over(v.Dose)
		p.hanging(fmt.Sprintf("  %5d s  ", int(dose.Total().Seconds())),
			fmt.Sprintf("%s [%s]: %s", cmp.Or(v.Name, e.Name), v.ID, doseInWords(e, dose)))
	}
}

// doseInWords tells a dose; of a check-list item there is nothing to tell.
func doseInWords(e *Exercise, d Dose) string {
	if e.Check() {
		return "one question"
	}
	return d.String()
}

func (p *paper) family(f Family) {
	for i, e := range p.of(f) {
		if i == 0 {
			p.line("\n\n%s: %s", f, strings.ToUpper(familyName(f)))
		}
		p.exercise(e)
	}
}

func (p *paper) allSources() {
	for _, key := range p.library.SourceKeys() {
		s, _ := p.library.Source(key)
		p.line("")
		p.text(0, fmt.Sprintf("%s (%s)", key, s.Seen))
		p.text(2, s.Title)
		p.text(2, s.URL)
	}
}
