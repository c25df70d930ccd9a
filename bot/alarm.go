package bot

import (
	"slices"
	"strings"
	"unicode"
)

// Alarm is what a text asks for before anything else is looked at.
type Alarm int

// The alarms.
const (
	AlarmNone      Alarm = iota
	AlarmEmergency       // a sign of the clinical specification, sections 3.1 and 3.4: call for help now
	AlarmCrisis          // somebody may harm themselves: section 3.5
)

// sign is one way of saying that something is seriously wrong: one word of
// every group must stand within a few words of each other, in any order. A
// word that ends in "*" stands for all that begin so.
type sign [][]string

// crisisSigns are looked for first: the answer to them is another one.
func crisisSigns() []sign {
	return []sign{
		{{"kill", "killing"}, {"myself"}},
		{{"end", "ending", "take", "taking"}, {"my"}, {"own", "life"}, {"life"}},
		{{"suicid*"}},
		{{"want", "wanna", "wish"}, {"die", "dead"}},
		{{"want", "wanna", "going", "gonna"}, {"hurt", "harm", "cut"}, {"myself"}},
		{{"dont", "not"}, {"want"}, {"live", "exist"}},
		{{"self"}, {"harm", "harming"}},
		{{"reason"}, {"no"}, {"live", "living"}},
	}
}

// emergencySigns are the phrases of rows R1 to R3, R5, R7, R10 and R12 of
// section 3.1 and T1 and T13 of section 3.4, as people write them.
func emergencySigns() []sign {
	head := []string{"headache*", "head", "migraine*"}
	return []sign{
		{{"thunderclap"}},
		{{"worst"}, head, {"ever", "life", "had", "before", "worst"}},
		{{"sudden*", "explod*", "explos*"}, {"headache*", "head"}, {"severe", "terrible", "worst", "unbearable", "extreme", "explod*", "explos*", "massive", "excruciating", "sudden*"}},
		{{"face", "mouth", "smile", "eyelid"}, {"droop*", "dropp*", "sagging", "lopsided", "numb", "paralys*", "paralyz*"}},
		{{"slurr*"}},
		{{"cant", "cannot", "unable", "trouble", "difficulty", "struggling", "hard"}, {"speak*", "talk*", "swallow*", "speech"}},
		{{"cant", "cannot", "unable"}, {"breathe", "breath", "breathing"}},
		{{"cant", "cannot", "unable"}, {"move", "feel", "lift"}, {"arm*", "leg*", "hand*", "side", "face"}},
		{{"cant", "cannot", "unable"}, {"walk"}, {"straight", "properly", "walk"}},
		{{"weak*", "paralys*", "paralyz*", "numb*"}, {"arm", "leg", "side"}, {"sudden*", "new", "one", "whole", "left", "right", "entire"}},
		{{"numb*", "tingl*"}, {"face", "side"}},
		{{"double"}, {"vision", "seeing"}},
		{{"lost", "losing", "loss", "no"}, {"vision", "sight", "eyesight"}},
		{{"gone", "going", "went"}, {"blind"}},
		{{"faint", "fainted", "fainting", "collapsed", "unconscious"}},
		{{"passed", "passing", "blacked", "blacking"}, {"out"}},
		{{"seizure*", "convuls*"}},
		{{"sudden*", "very", "so", "really"}, {"confused", "confusion", "disoriented"}},
		{{"chest"}, {"pain*", "pressure", "tight*", "hurt*", "crush*"}},
		{{"fever"}, {"stiff", "rash", "drows*", "confus*"}},
		{{"numb*"}, {"between"}, {"legs"}},
		{{"stroke"}, {"having", "think", "am", "im"}},
		{{"carbon"}, {"monoxide"}},
	}
}

// span is how many words apart the parts of a sign may stand.
const span = 8

// Alarm looks for an alarm in what somebody wrote. It needs nothing stored, so
// it works while the store is away.
func (r *Reader) Alarm(text string) Alarm {
	said := clauses(text)
	switch {
	case slices.ContainsFunc(said, r.crisis.in):
		return AlarmCrisis
	case slices.ContainsFunc(said, r.emergency.in):
		return AlarmEmergency
	default:
		return AlarmNone
	}
}

// signs looks for many signs at once: a word leads straight to the few signs
// that it is part of.
type signs struct {
	words    map[string][]sign
	prefixes []opening
}

// opening is the beginning of a word that is part of a sign.
type opening struct {
	prefix string
	sign   sign
}

func newSigns(all []sign) signs {
	s := signs{words: map[string][]sign{}}
	for _, one := range all {
		for _, pattern := range slices.Concat(one...) {
			if prefix, open := strings.CutSuffix(pattern, "*"); open {
				s.prefixes = append(s.prefixes, opening{prefix, one})
			} else {
				s.words[pattern] = append(s.words[pattern], one)
			}
		}
	}
	return s
}

// in reports whether a sign stands in a sentence, and is not denied there.
func (s signs) in(sentence []string) bool {
	for i, word := range sentence {
		near := sentence[i:min(i+span, len(sentence))]
		found := func(one sign) bool { return one.within(near) && !denied(sentence, i) }
		if slices.ContainsFunc(s.words[word], found) {
			return true
		}
		for _, o := range s.prefixes {
			if strings.HasPrefix(word, o.prefix) && found(o.sign) {
				return true
			}
		}
	}
	return false
}

// clauses splits a text into sentences, each a list of plain words. A comma
// ends a clause for a "no" before it, but not for a sign: "face droopy, numb".
func clauses(text string) [][]string {
	var all [][]string
	for sentence := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(".;!?\n", r) }) {
		if words := plainWords(sentence); len(words) > 0 {
			all = append(all, words)
		}
	}
	return all
}

// plainWords returns the words of a text in small letters, without
// apostrophes, so that "can't" is "cant". A comma stays, as a word.
func plainWords(text string) []string {
	var list []string
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			list = append(list, word.String())
			word.Reset()
		}
	}
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word.WriteRune(unicode.ToLower(r))
		case strings.ContainsRune("'’`", r): // part of its word
		case r == ',':
			end()
			list = append(list, ",")
		default:
			end()
		}
	}
	end()
	return list
}

// within reports whether every group has a word of its own or a shared one.
func (s sign) within(words []string) bool {
	for _, group := range s {
		if !slices.ContainsFunc(words, func(w string) bool { return fits(group, w) }) {
			return false
		}
	}
	return true
}

func fits(group []string, word string) bool {
	return slices.ContainsFunc(group, func(pattern string) bool {
		if prefix, open := strings.CutSuffix(pattern, "*"); open {
			return strings.HasPrefix(word, prefix)
		}
		return word == pattern
	})
}

// denied reports whether a "no" stands right before a word, as in "no chest
// pain" or "without any numbness". Anything less plain counts as said.
func denied(words []string, i int) bool {
	for i--; i >= 0; i-- {
		switch words[i] {
		case "a", "any", "the", "my", "more":
		case "no", "not", "without", "never":
			return true
		default:
			return false
		}
	}
	return false
}
