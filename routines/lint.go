package routines

import (
	"cmp"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
)

// The limits on texts. They keep a step readable on a phone, with a headache
// (clinical specification, section 0.5 and 2.1; the grade is the product's).
const (
	longestSentence = 20 // words
	longestWhy      = 15 // words
	longestCard     = 60 // words of position, movement, feel and stop
	hardestCard     = 6  // Flesch-Kincaid grade
)

// Lint reads a library as Load does and returns every fault that Load would
// report, and beyond them what is wrong with the wording: banned words, doses
// without numbers, codes, long sentences and cards, hard language, evidence
// that is not graded as agreed, and a review that nobody signed. That left and right are equal needs no
// rule: a Dose cannot say otherwise.
func Lint(shipped fs.FS, overlays ...fs.FS) Faults {
	s := openShelf(shipped, overlays)
	for _, p := range s.exercises {
		if p.decoded {
			p.lintEvidence(&p.value)
			p.lintTexts(exerciseTexts(&p.value))
			p.lintCards(&p.value)
			p.lintReview(p.value.Review)
		}
	}
	for _, p := range s.routines {
		if p.decoded {
			p.lintTexts(routineTexts(&p.value))
			p.lintReview(p.value.Review)
		}
	}
	sameName(s.routines)
	return s.allFaults()
}

// placed is a text and where it stands.
type placed struct {
	place, text string
}

func exerciseTexts(e *Exercise) []placed {
	texts := []placed{
		{"name", e.Name},
		{"position", e.Position},
		{"movement", e.Movement},
		{"breathing", e.Breathing},
		{"feel", e.Feel},
		{"stop", e.Stop},
		{"easier", e.Easier},
		{"harder", e.Harder},
		{"why", e.Why},
		{"evidence.note", e.Evidence.Note},
	}
	texts = append(texts, listed("needs", e.Needs)...)
	texts = append(texts, listed("mistakes", e.Mistakes)...)
	for i, v := range e.Variants {
		place := below("variants", i)
		texts = append(texts,
			placed{below(place, "name"), v.Name},
			placed{below(place, "position"), v.Position},
			placed{below(place, "movement"), v.Movement},
			placed{below(place, "feel"), v.Feel},
		)
	}
	return texts
}

func routineTexts(r *Routine) []placed {
	texts := []placed{
		{"name", r.Name},
		{"why", r.Why},
		{"position", r.Position},
		{"intro", r.Intro},
	}
	return append(texts, listed("needs", r.Needs)...)
}

func listed(place string, texts []string) []placed {
	list := make([]placed, len(texts))
	for i, text := range texts {
		list[i] = placed{below(place, i), text}
	}
	return list
}

func (d *document) lintTexts(texts []placed) {
	for _, t := range texts {
		for _, bad := range badWording(t.text) {
			d.fault(t.place, fmt.Sprintf("%q %s", bad.words, bad.problem), bad.write)
		}
		for _, sentence := range sentences(t.text) {
			if n := len(words(sentence)); n > longestSentence {
				d.fault(t.place, fmt.Sprintf("has a sentence of %d words: %q", n, sentence), fmt.Sprintf("sentences of at most %d words", longestSentence))
			}
		}
		if n := len(words(t.text)); t.place == "why" && n > longestWhy {
			d.fault(t.place, fmt.Sprintf("has %d words", n), fmt.Sprintf("at most %d words", longestWhy))
		}
	}
}

// lintCards judges what a person reads during a step, for every variant with
// its own texts.
func (d *document) lintCards(e *Exercise) {
	for i, v := range e.Variants {
		place := below(below("variants", i), "id")
		card := Readable(cmp.Or(v.Position, e.Position) + "\n" + cmp.Or(v.Movement, e.Movement) +
			"\n" + cmp.Or(v.Feel, e.Feel) + "\n" + e.Stop)
		if card.Words > longestCard {
			d.fault(place, fmt.Sprintf("position, movement, feel and stop of %s have %d words together", v.ID, card.Words),
				fmt.Sprintf("at most %d words", longestCard))
		}
		if grade := card.Grade(); grade > hardestCard {
			d.fault(place, fmt.Sprintf("position, movement, feel and stop of %s read like school grade %.1f", v.ID, grade),
				fmt.Sprintf("shorter words and sentences, for grade %d", hardestCard))
		}
	}
}

func (d *document) lintEvidence(e *Exercise) {
	if len(e.Issues) == 0 {
		d.fault("issues", "is empty", example("issues"))
	}
	for i, issue := range e.Issues {
		d.known(below("issues", i), issue, []string{"I1", "I2", "I3", "I4"})
	}
	d.known("evidence.grade", e.Evidence.Grade, []string{"E1", "E2", "E3", "E4"})
	if len(e.Evidence.Population) == 0 {
		d.fault("evidence.population", "is empty", example("population"))
	}
	for i, who := range e.Evidence.Population {
		d.known(below("evidence.population", i), who, []string{"neck_pain", "TTH", "cervicogenic", "migraine", "healthy"})
	}
}

// signed is how a therapist signs: a name, and the day as 2026-05-01.
var signed = regexp.MustCompile(`^\S.*, .*\b[0-9]{4}-[0-9]{2}-[0-9]{2}$`)

func (d *document) lintReview(review string) {
	if review != "pending" && !signed.MatchString(review) {
		d.fault("review", fmt.Sprintf("%q says neither pending nor who signed and when", review), "pending, or such as Ada Lund, physical therapist, 2026-05-01")
	}
}

// sameName finds routines that nobody could tell apart.
func sameName(pages []*page[Routine]) {
	for i, p := range pages {
		j := slices.IndexFunc(pages[:i], func(q *page[Routine]) bool { return q.value.Name == p.value.Name })
		if p.decoded && j >= 0 {
			p.fault("name", fmt.Sprintf("%q is the name of %s too", p.value.Name, pages[j].file), "a name of its own")
		}
	}
}
