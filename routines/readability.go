package routines

import (
	"strings"
	"unicode"
)

// Readability counts a text for the Flesch-Kincaid grade.
type Readability struct {
	Sentences, Words, Syllables int
}

// Readable counts the sentences, words and syllables of a text.
func Readable(text string) Readability {
	r := Readability{}
	for _, sentence := range sentences(text) {
		list := words(sentence)
		r.Sentences++
		r.Words += len(list)
		for _, w := range list {
			r.Syllables += syllables(w)
		}
	}
	return r
}

// Grade returns the American school grade at which a text is read with ease:
//
//	0.39 * words/sentences + 11.8 * syllables/words - 15.59
//
// Source: Kincaid JP, Fishburne RP, Rogers RL, Chissom BS 1975, "Derivation of
// New Readability Formulas for Navy Enlisted Personnel", Research Branch
// Report 8-75. A text without words has grade 0.
func (r Readability) Grade() float64 {
	if r.Sentences == 0 || r.Words == 0 {
		return 0
	}
	perSentence := float64(r.Words) / float64(r.Sentences)
	perWord := float64(r.Syllables) / float64(r.Words)
	return 0.39*perSentence + 11.8*perWord - 15.59
}

// sentences splits a text after full stops, question and exclamation marks
// that end a word. A part without a word is no sentence.
func sentences(text string) []string {
	var list []string
	var current []string
	for _, w := range strings.Fields(text) {
		current = append(current, w)
		if endsWithAny(strings.TrimRight(w, `"')`), ".", "!", "?") {
			list = append(list, strings.Join(current, " "))
			current = nil
		}
	}
	if len(current) > 0 {
		list = append(list, strings.Join(current, " "))
	}
	return list
}

// words returns the words and numbers of a text. "skull-base" is one word.
func words(text string) []string {
	var list []string
	for _, w := range strings.Fields(text) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if w != "" {
			list = append(list, w)
		}
	}
	return list
}

// syllables estimates the syllables of an English word: the groups of vowels,
// without a silent e at the end. A number counts as one.
func syllables(word string) int {
	word = strings.ToLower(word)
	count, vowel := 0, false
	for _, r := range word {
		is := strings.ContainsRune("aeiouy", r)
		if is && !vowel {
			count++
		}
		vowel = is
	}
	if count > 1 && silentEnd(word) {
		count--
	}
	return max(count, 1)
}

// silentEnd knows the endings whose e is not spoken: "nose", "times",
// "pressed", but "table", "inches" and "rested".
func silentEnd(word string) bool {
	switch {
	case strings.HasSuffix(word, "le"):
		return len(word) > 2 && strings.ContainsRune("aeiouy", rune(word[len(word)-3]))
	case strings.HasSuffix(word, "ee"), strings.HasSuffix(word, "ted"), strings.HasSuffix(word, "ded"):
		return false
	case strings.HasSuffix(word, "es"):
		return !endsWithAny(word, "ses", "xes", "zes", "ches", "shes", "ces", "ges", "ies")
	default:
		return endsWithAny(word, "e", "ed")
	}
}

func endsWithAny(word string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}
