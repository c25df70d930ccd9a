package bot

import (
	"slices"
	"strings"
)

// Alarm is what a text asks for before anything else is looked at.
type Alarm int

// The alarms.
const (
	AlarmNone      Alarm = iota
	AlarmEmergency       // a sign of the clinical specification, sections 3.1 and 3.4: call for help now
	AlarmCrisis          // somebody may harm themselves: section 3.5
)

// sign is one way of saying that something is seriously wrong: one pattern of
// every group must stand within a few words of the others, in any order. A
// pattern is a word or several in a row; a last word that ends in "*" stands
// for all that begin so.
type sign [][]string

// crisisSigns are looked for first: the answer to them is another one.
func crisisSigns() []sign {
	return []sign{
		{{"kill myself", "killing myself", "kms"}},
		{{"end my life", "end my own life", "ending my life", "ending my own life"}},
		{{"take my life", "take my own life", "taking my own life"}},
		{{"end it all", "ending it all", "it all to end"}},
		{{"suicid*"}},
		{{"want", "wanna", "wish", "rather", "ready"}, {"to die", "could die", "just die", "wanna die", "rather die", "be dead", "was dead", "were dead"}},
		{{"better off dead", "better off without me"}},
		{{"want", "wanna", "going", "gonna", "keep"}, {"harm myself", "cut myself", "harming myself", "cutting myself"}},
		{{"cutting myself"}},
		{{"i want to hurt myself", "i wanna hurt myself", "gonna hurt myself", "hurt myself on purpose"}},
		{{"dont want to", "do not want to", "dont wanna", "not want to"}, {"live", "exist", "be alive", "be here anymore", "be here any more"}},
		{{"do not want to wake up", "dont want to wake up", "not wake up again"}},
		{{"self harm", "self harming", "selfharm*"}},
		{{"no reason to", "no reason for", "no will to", "nothing to", "not worth", "tired of", "cant go on"}, {"live", "living"}},
	}
}

// emergencySigns are the phrases of rows R1 to R3, R5, R7, R10 and R12 of
// section 3.1 and T1 and T13 of section 3.4, as people write them.
func emergencySigns() []sign {
	return slices.Concat(headSigns(), faceSigns(), limbSigns(), sightSigns(), mindSigns(), pelvisSigns(), chestSigns(), homeSigns())
}

func ache() []string { return []string{"headache*", "migraine*", "head pain"} }

func cant() []string {
	return []string{"cant", "cannot", "can not", "couldnt", "could not", "unable", "not able"}
}

// headSigns are R1, R3 and R5: the headache itself, and what comes with it.
func headSigns() []sign {
	head := append(ache(), "head")
	return []sign{
		{{"thunderclap", "worst headache*", "worst migraine*"}},
		{{"worst", "most severe", "most painful"}, head, {"ever", "life", "had", "before"}},
		{{"sudden*", "instant*", "out of nowhere", "out of the blue", "all at once", "in seconds", "within seconds", "within a minute", "like a hammer"}, ache()},
		{{"sudden*", "severe", "massive", "unbearable"}, {"head"}, {"sudden*", "explod*", "explos*"}, {"pain*", "hurt*", "severe", "massive", "unbearable"}},
		{{"explod*", "explos*"}, head},
		{{"never had", "never felt"}, ache(), {"this bad", "so bad", "like this"}},
		{{"fever*", "high temperature"}, {"stiff", "rash", "drows*", "confus*", "chin"}},
		{{"dizzy", "dizziness", "unsteady", "whooshing", "pulsing"}, {"chiropract*", "manipulation", "massage", "adjustment", "cracked"}},
		{{"new", "different", "unlike"}, {"neck pain", "headache*"}, {"dizzy", "dizziness", "unsteady", "whooshing", "pulsing"}},
	}
}

// faceSigns are the face, the speech and the swallowing of R2 and T1.
func faceSigns() []sign {
	return []sign{
		{{"face", "facial", "mouth", "smile", "eyelid*", "cheek"}, {"droop*", "dropp*", "sagging", "lopsided", "crooked", "numb", "numbness", "paralys*", "paralyz*", "fell"}},
		{{"eye"}, {"drooping", "droops"}},
		{{"numb", "numbness", "tingl*"}, {"face", "side"}},
		{{"slurr*"}},
		{cant(), {"speak*", "talk", "talking", "swallow*"}},
		{{"trouble", "difficulty", "struggling", "struggle", "hard to speak", "hard to swallow", "hard to talk properly"}, {"speak*", "talking", "swallow*", "speech"}},
		{cant(), {"find words", "find my words", "find the words", "get words out", "get my words out", "get the words out"}},
		{{"words"}, {"come out wrong", "coming out wrong", "jumbled", "wont come out"}},
	}
}

// limbSigns are the weakness of R2.
func limbSigns() []sign {
	return []sign{
		{cant(), {"move my", "feel my", "lift my", "move one", "feel one", "move left", "move right", "move the", "feel left", "feel right", "lift the", "lift left", "lift right"}, {"arm", "arms", "leg", "legs", "hand", "hands", "side", "face"}},
		{{"arm", "leg", "hand", "side"}, {"wont move", "doesnt move", "doesnt work", "stopped working", "went limp", "gone limp", "is limp"}},
		{cant(), {"walk"}},
		{{"weak", "weakness", "numb", "numbness"}, {"arm", "leg", "side", "body"}, {"sudden*", "new", "one", "whole", "left", "right", "half", "entire"}},
		{{"weakness in", "weakness of"}, {"arm*", "leg*", "hand*"}},
		{{"paralys*", "paralyz*"}},
	}
}

// sightSigns are the sight of R2.
func sightSigns() []sign {
	return []sign{
		{{"double vision", "seeing double", "see double", "two of everything"}},
		{{"lost", "losing", "loss", "gone", "half"}, {"vision", "sight", "eyesight"}},
		{{"no vision", "no sight"}, {"eye", "eyes"}},
		{cant(), {"see"}, {"eye", "eyes", "anything", "out of"}},
		{{"going blind", "went blind", "gone blind"}},
	}
}

// mindSigns are the fainting, the seizure and the confusion of R2.
func mindSigns() []sign {
	return []sign{
		{{"fainted", "fainting", "feel faint", "feeling faint", "felt faint", "will faint", "to faint", "nearly faint*", "almost faint*"}},
		{{"passed out", "passing out", "pass out", "blacked out", "blacking out", "blackout*", "unconscious", "collapsed"}},
		{{"lost", "losing", "loss of"}, {"consciousness"}},
		{{"seizure*", "convuls*", "had a fit", "having a fit"}},
		{{"confused", "confusion"}, {"sudden*", "very", "where am i", "where i am", "head", "headache*", "fever"}},
		{{"disoriented"}},
		{{"having a stroke", "think i had a stroke", "think its a stroke", "this is a stroke", "is this a stroke", "stroke symptoms", "heart attack"}},
	}
}

// pelvisSigns are R7.
func pelvisSigns() []sign {
	between := []string{"between my legs", "between legs", "between the legs", "between both legs", "groin", "genitals"}
	return []sign{
		{between, {"numb", "numbness"}},
		{between, {"cant feel", "cannot feel", "no feeling"}},
		{{"bladder", "bowel*"}, {"control", "lost", "losing"}},
		{cant(), {"pee", "urinate", "hold my urine", "hold my pee"}},
		{{"wet myself", "soiled myself", "incontinen*"}},
	}
}

// chestSigns are R10, and the heart and the breath of T1 and T13.
func chestSigns() []sign {
	return []sign{
		{{"chest"}, {"pain*", "pressure", "tight", "tightness", "tightening", "hurt*", "crush*", "heavy", "squeez*"}},
		{{"jaw", "arm", "shoulder", "neck"}, {"pain*", "hurt*"}, {"sweat", "sweating", "breathless", "short of breath"}},
		{cant(), {"breathe", "breathing", "catch my breath", "get my breath", "get air", "get enough air"}},
		{{"trouble breathing", "difficulty breathing", "hard to breathe", "struggling to breathe", "gasping", "short of breath", "shortness of breath"}},
		{{"breathless"}, {"rest", "sitting", "lying", "minutes"}},
		{{"palpitations", "heart racing", "heart is racing", "heart is pounding", "heart pounding"}, {"dizzy", "lightheaded", "light headed", "faint*"}},
	}
}

// homeSigns are R12: several people of one home.
func homeSigns() []sign {
	return []sign{
		{{"carbon monoxide", "gas leak"}},
		{{"everyone", "everybody", "whole family", "all of us", "we all"}, {"headache*"}, {"house", "home", "family", "outside"}},
		{{"headache*"}, {"better outside", "better outdoors"}, {"everyone", "we", "wife", "husband", "kids", "family", "too"}},
	}
}

// span is how many words apart the parts of a sign may stand.
const span = 8

// Alarm looks for an alarm in what somebody wrote. It needs nothing stored, so
// it works while the store is away.
func (r *Reader) Alarm(text string) Alarm {
	said := spoken(text)
	switch {
	case r.crisis.in(said):
		return AlarmCrisis
	case r.emergency.in(said):
		return AlarmEmergency
	default:
		return AlarmNone
	}
}

// signs looks for many signs at once: a word leads straight to the few
// patterns that begin with it.
type signs struct {
	words  map[string][]opening
	stems  map[string][]opening // the open words, by their first letters
	groups int                  // of all signs together
}

// opening is a pattern, seen from its first word.
type opening struct {
	pattern     []string
	group       int  // the pattern's own group
	first, last int  // the groups of its sign
	plain       bool // a "no" before it takes it back
}

// stem is how many bytes of an open word lead to it. No open word is shorter.
const stem = 3

func newSigns(all []sign) signs {
	s := signs{words: map[string][]opening{}, stems: map[string][]opening{}}
	for _, one := range all {
		o := opening{first: s.groups, last: s.groups + len(one) - 1, plain: !one.denies()}
		for g, group := range one {
			for _, pattern := range group {
				o.pattern, o.group = strings.Fields(pattern), o.first+g
				s.add(o)
			}
		}
		s.groups += len(one)
	}
	return s
}

func (s signs) add(o opening) {
	if word := o.pattern[0]; strings.HasSuffix(word, "*") {
		s.stems[word[:stem]] = append(s.stems[word[:stem]], o)
	} else {
		s.words[word] = append(s.words[word], o)
	}
}

// denies reports whether a sign is itself about what is not.
func (s sign) denies() bool {
	return slices.ContainsFunc(slices.Concat(s...), func(pattern string) bool {
		return slices.ContainsFunc(strings.Fields(pattern), func(word string) bool {
			return word == "no" || word == "not" || word == "never" || word == "dont"
		})
	})
}

// in reports whether a sign stands in one of the sentences.
func (s signs) in(said []string) bool {
	seen := make([]int, s.groups) // where each group stood last; nothing stood before span
	at := span
	for i, word := range said {
		at++
		if word == "." {
			at += span // no sign reaches into the next sentence
			continue
		}
		if found(s.words[word], said, i, seen, at) || len(word) >= stem && found(s.stems[word[:stem]], said, i, seen, at) {
			return true
		}
	}
	return false
}

// found notes the patterns that begin at a word, and reports whether one of
// them makes its sign whole.
func found(list []opening, said []string, i int, seen []int, at int) bool {
	for _, o := range list {
		if !begins(o.pattern, said[i:]) || o.plain && denied(said, i) {
			continue
		}
		seen[o.group] = at
		far := func(last int) bool { return at-last >= span }
		if !slices.ContainsFunc(seen[o.first:o.last+1], far) {
			return true
		}
	}
	return false
}

// begins reports whether words begin with a pattern. A line may be broken
// inside it.
func begins(pattern, words []string) bool {
	for _, want := range pattern {
		for len(words) > 0 && words[0] == "," {
			words = words[1:]
		}
		if len(words) == 0 || !fits(want, words[0]) {
			return false
		}
		words = words[1:]
	}
	return true
}

func fits(want, word string) bool {
	if prefix, open := strings.CutSuffix(want, "*"); open {
		return strings.HasPrefix(word, prefix)
	}
	return word == want
}

// denied reports whether a "no" stands right before a word, as in "no chest
// pain", "without any numbness" or "I don't have a fever or a rash". Anything
// less plain counts as said. The chest of an exercise is no sign either.
func denied(words []string, i int) bool {
	if words[i] == "chest" && i+1 < len(words) && (words[i+1] == "press" || strings.HasPrefix(words[i+1], "stretch")) {
		return true
	}
	for i--; i >= 0; i-- {
		switch words[i] {
		case "a", "any", "the", "more", "chest", "face", "double", "vision", "side":
		case "or", "nor": // like the word before it
			i--
			if i >= 0 && isMark(words[i]) {
				return false
			}
		case "no", "not", "without", "never":
			return true
		case "have", "feel", "get":
			return refused(words[:i])
		default:
			return false
		}
	}
	return false
}

// refused reports whether words end in "don't" or its like.
func refused(words []string) bool {
	n := len(words)
	if n > 1 && words[n-1] == "not" {
		return slices.Contains([]string{"do", "did", "does"}, words[n-2])
	}
	return n > 0 && slices.Contains([]string{"dont", "didnt", "doesnt"}, words[n-1])
}
