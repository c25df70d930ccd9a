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

// span is how many words apart the parts of a sign may stand.
const span = 8

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
	starts      bool // a clause must begin with it
	unless      sign // what its sign is not about: phrases, each a list of words
}

// stem is how many bytes of an open word lead to it. No open word is shorter.
const stem = 3

func newSigns(all []sign) signs {
	s := signs{words: map[string][]opening{}, stems: map[string][]opening{}}
	for _, one := range all {
		one, unless := one.parted()
		o := opening{first: s.groups, last: s.groups + len(one) - 1, plain: !one.denies(), unless: unless}
		for g, group := range one {
			for _, pattern := range group {
				pattern, o.starts = strings.CutPrefix(pattern, clauseStart)
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

// parted returns the groups of a sign that must stand, and the phrases that it
// is not about, word by word.
func (s sign) parted() (groups, unless sign) {
	for _, group := range s {
		if !strings.HasPrefix(group[0], unlessMark) {
			groups = append(groups, group)
			continue
		}
		for _, phrase := range group {
			unless = append(unless, strings.Fields(strings.TrimPrefix(phrase, unlessMark)))
		}
	}
	return groups, unless
}

// denies reports whether a sign is itself about what is not.
func (s sign) denies() bool {
	return slices.ContainsFunc(slices.Concat(s...), func(pattern string) bool {
		return slices.ContainsFunc(strings.Fields(pattern), func(word string) bool {
			return slices.Contains([]string{"no", "not", "never", "dont", "nicht", "keine"}, word)
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
		if !begins(o.pattern, said[i:]) || o.starts && i > 0 && !isMark(said[i-1]) || o.excused(said[i:]) || o.plain && denied(said, i) {
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

// excused reports whether words begin with a phrase that the sign is not about.
// It stands in one piece: what a comma parts is less plain.
func (o opening) excused(words []string) bool {
	return slices.ContainsFunc(o.unless, func(phrase []string) bool {
		for i, want := range phrase {
			switch ended := i >= len(words) || isMark(words[i]); {
			case want == clauseEnd && ended:
				return true
			case ended || !fits(want, words[i]):
				return false
			}
		}
		return true
	})
}

// denied reports whether a "no" stands right before a word, as in "no chest
// pain", "without any numbness" or "I don't have a fever or a rash". Anything
// less plain counts as said.
func denied(words []string, i int) bool {
	if doubted(words[i:]) {
		return false
	}
	for i--; i >= 0; i-- {
		switch word := words[i]; {
		case slices.Contains(betweenNo(), word):
		case word == "or", word == "nor": // like the word before it
			i--
			if i >= 0 && isMark(words[i]) {
				return false
			}
		case slices.Contains(plainNo(), word):
			return true
		case slices.Contains(refusedVerbs(), word):
			return refused(words[:i])
		default:
			return false
		}
	}
	return false
}

// doubted reports whether what follows makes a "no" less than plain: whoever
// had no chest pain like this before has one now.
func doubted(words []string) bool {
	for i := range min(span, len(words)) {
		if isMark(words[i]) {
			return false
		}
		if slices.ContainsFunc(alarmDoubts(), func(phrase string) bool { return begins(strings.Fields(phrase), words[i:]) }) {
			return true
		}
	}
	return false
}

// refused reports whether words end in "don't" or its like.
func refused(words []string) bool {
	n := len(words)
	if n > 1 && words[n-1] == "not" {
		return slices.Contains(auxiliaries(), words[n-2])
	}
	return n > 0 && slices.ContainsFunc(auxiliaries(), func(verb string) bool { return words[n-1] == verb+"nt" })
}
