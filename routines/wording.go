package routines

import (
	"regexp"
	"slices"
	"strings"
)

// wording is something the bot does not say.
type wording struct {
	words   string // whole words, in small letters
	problem string
	write   string
}

// banned lists what no text may say. The reasons are those of the clinical
// specification, sections 0.1, 3.5 and 6, and of the product's wording rules.
// What promises too much is in claims, and is not even loaded.
func banned() []wording {
	const (
		blame    = "blames somebody for a day that did not go to plan"
		clinic   = "is a word of doctors, and this is self-care"
		fright   = "frightens, and is not what is meant"
		jargon   = "is a word of ours, never shown to a person"
		anatomy  = "says something about the body that nobody has found"
		neutral  = "what can be done now"
		ordinary = "the same in everyday words"
	)
	return []wording{
		{"missed", blame, neutral}, {"lost", blame, neutral}, {"failed", blame, neutral},
		{"broke", blame, neutral}, {"lazy", blame, neutral}, {"should have", blame, neutral},
		{"patient", clinic, ordinary}, {"patients", clinic, ordinary}, {"prescription", clinic, ordinary},
		{"prescribed", clinic, ordinary}, {"diagnosis", clinic, ordinary}, {"diagnose", clinic, ordinary},
		{"damage", fright, ordinary}, {"slipped", fright, ordinary}, {"unstable", fright, "control or endurance"},
		{"instability", fright, "control or endurance"}, {"crumbling", fright, ordinary}, {"permanent", fright, ordinary},
		{"regress", jargon, "one level easier"}, {"lapse", jargon, "a pause"}, {"dormant", jargon, "resting"},
		{"non-adherence", jargon, ordinary}, {"repeat the week", jargon, "one more week like this"},
		{"knot", anatomy, "tender spot"}, {"knots", anatomy, "tender spots"},
		{"bad posture", anatomy, "comfortable, varied posture"},
	}
}

// codes are the IDs of routines and exercises as they would stand in a text.
var codes = regexp.MustCompile(`\b[A-Z]{1,4}-[0-9]{2}[a-z]?\b`)

// badWording returns what is wrong with the words of a text, each thing once.
func badWording(text string) []wording {
	list := words(text)
	padded := " " + strings.ToLower(strings.Join(list, " ")) + " "
	var found []wording
	for _, b := range banned() {
		if strings.Contains(padded, " "+b.words+" ") {
			found = append(found, b)
		}
	}
	if vague := vagueDose(list); vague != "" {
		found = append(found, wording{vague, "is a dose without a number", "the number"})
	}
	if code := codes.FindString(text); code != "" {
		found = append(found, wording{code, "is a code, never shown to a person", "the name of the exercise or routine"})
	}
	return found
}

// vagueDose returns a dose that is told without its number, such as "a few
// times".
func vagueDose(list []string) string {
	units := []string{
		"time", "times", "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks",
		"breath", "breaths", "rep", "reps", "repetitions", "set", "sets", "hold", "holds", "round", "rounds",
		"circle", "circles", "nod", "nods", "press", "presses", "stretch", "stretches",
	}
	for i, w := range list {
		w = strings.ToLower(w)
		vague := w == "some" || w == "several" || (w == "few" || w == "couple") && i > 0 && strings.EqualFold(list[i-1], "a")
		if !vague {
			continue
		}
		// "some slow breaths", "a couple of slow breaths": the unit may
		// stand up to three words on.
		for j, near := range list[i+1 : min(i+4, len(list))] {
			if slices.Contains(units, strings.ToLower(near)) {
				return strings.Join(list[i:i+j+2], " ")
			}
		}
	}
	return ""
}
