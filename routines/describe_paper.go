package routines

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// paperWidth is how many characters fit side by side on a printed page.
const paperWidth = 78

// paper is a document that grows line by line, no line wider than a page.
type paper struct {
	strings.Builder
	library *Library
}

func (p *paper) line(format string, args ...any) {
	fmt.Fprintln(p, strings.TrimRight(fmt.Sprintf(format, args...), " "))
}

// part begins a part of the document.
func (p *paper) part(number, title string) {
	if number != "" {
		title = "PART " + number + ": " + title
	}
	p.line("\n\n%s\n%s", title, strings.Repeat("=", paperWidth))
}

func (p *paper) heading(id, name string, version int) {
	right := fmt.Sprintf("version %d", version)
	left := id + "  " + name
	gap := max(2, paperWidth-utf8.RuneCountInString(left)-len(right))
	p.line("\n%s\n%s%s%s", strings.Repeat("-", paperWidth), left, strings.Repeat(" ", gap), right)
}

// text writes a paragraph, every line indented.
func (p *paper) text(indent int, text string) { p.hanging(strings.Repeat(" ", indent), text) }

// label writes a named paragraph, unless there is nothing to say.
func (p *paper) label(name, text string) {
	if strings.TrimSpace(text) != "" {
		p.hanging(fmt.Sprintf("  %-10s ", name), text)
	}
}

// hanging writes a paragraph behind a first few characters, the other lines
// below its beginning.
func (p *paper) hanging(first, text string) {
	indent := strings.Repeat(" ", utf8.RuneCountInString(first))
	line, empty := first, true
	for _, word := range unbroken(text) {
		if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > paperWidth {
			p.line("%s", line)
			line, empty = indent, true
		}
		if !empty {
			line += " "
		}
		line, empty = line+word, false
	}
	if !empty {
		p.line("%s", line)
	}
}

// unbroken returns the words of a text, a number and its seconds as one word.
func unbroken(text string) []string {
	var list []string
	for _, word := range strings.Fields(text) {
		last := len(list) - 1
		unit := strings.Trim(word, ",.:;") == "s" || strings.Trim(word, ",.:;") == "min"
		if unit && last >= 0 && strings.Trim(list[last], "0123456789") == "" {
			list[last] += " " + word
			continue
		}
		list = append(list, word)
	}
	return list
}

func (p *paper) exercise(e *Exercise) {
	p.heading(string(e.ID), e.Name, e.Version)
	says := exerciseLabels(e)
	p.label("Kind", kindInWords(e))
	p.label("Issues", strings.Join(e.Issues, ", "))
	if e.Set != "" {
		p.label("Set", "one set is a "+string(e.Set))
	}
	p.label("Needs", strings.Join(e.Needs, "; "))
	p.label("Position", e.Position)
	p.label(says.movement, e.Movement)
	p.label("Breathing", e.Breathing)
	p.label(says.feel, e.Feel)
	p.label("Stop", e.Stop)
	p.list("Mistakes", e.Mistakes)
	p.label(says.easier, e.Easier)
	p.label(says.harder, e.Harder)
	p.label("Why", e.Why)
	p.label("Evidence", fmt.Sprintf("%s in %s. %s", e.Evidence.Grade, strings.Join(e.Evidence.Population, ", "), e.Evidence.Note))
	p.label("Sources", strings.Join(e.Sources, ", "))
	p.line("")
	for _, v := range e.Variants {
		p.variant(e, v)
	}
	p.sign(e.Review)
}

// labels are what the texts of an exercise are called on paper.
type labels struct{ movement, feel, easier, harder string }

func exerciseLabels(e *Exercise) labels {
	if e.Check() {
		return labels{"Question", "A yes is", "Easy way", "Later"}
	}
	return labels{"Movement", "Feel", "Easier", "Harder"}
}

// list writes named lines, each with a dash.
func (p *paper) list(name string, texts []string) {
	for i, text := range texts {
		if i > 0 {
			name = ""
		}
		p.hanging(fmt.Sprintf("  %-10s - ", name), text)
	}
}

// variant writes a dose, its blocks and the texts that replace others.
func (p *paper) variant(e *Exercise, v Variant) {
	blocks := cmp.Or(strings.Join(strs(v.Tags), ", "), "nothing")
	p.hanging(fmt.Sprintf("  %5d s  ", int(v.Dose.Total().Seconds())),
		fmt.Sprintf("[%s] %s. Blocked by %s.", v.ID, doseInWords(e, v.Dose), blocks))
	for _, t := range []struct{ name, text string }{
		{"Name", v.Name}, {"Position", v.Position}, {"Movement", v.Movement}, {"Feel", v.Feel}, {"First two uses", string(v.Learn)},
	} {
		if t.text != "" {
			p.hanging(strings.Repeat(" ", 11)+t.name+": ", t.text)
		}
	}
}

// sign writes the review state, and where to sign.
func (p *paper) sign(review string) {
	p.line("")
	p.label("Review", review)
	p.line("  [ ] as it stands   [ ] with the changes marked   [ ] not like this")
	p.line("  Name and profession ______________________________________________________")
	p.line("  Signature ______________________________________   Date __________________")
}

// SourceKeys returns the key of every source, in order.
func (l *Library) SourceKeys() []string { return slices.Sorted(maps.Keys(l.sources)) }
