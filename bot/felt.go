package bot

import (
	"slices"
	"strconv"
	"strings"
)

// Feltness is what somebody feels, or has to tell about their health, as they
// wrote it in their own words.
type Feltness struct {
	Code     string // a code of what "something else" offers in a step, or one of the four below
	Sharp    bool   // with FeltHurts: sharp, shooting or electric, which section 3.2 calls red at any number
	Score    int    // with HasScore: from 0 to 10
	HasScore bool   // a single number was said; only with FeltHurts and "head"
}

// What is no sign of a step.
const (
	FeltHurts    = "hurts"    // pain without a sign
	FeltSign     = "sign"     // numb, tingling or weak, and nobody knows where: every sign is to be offered
	FeltNew      = "new"      // a fall, a pregnancy, an operation: section 3.1 is asked again
	FeltMigraine = "migraine" // an attack that is there or begins, said plainly
)

// Felt looks for what somebody feels now. It wants to be asked after Alarm and
// after Understand: it knows no emergency, and "hurts" and "migraine" on their
// own are commands. The first that fits is told: what is new, because its
// questions ask about everything else; then the signs of section 3.4, the
// gravest first, an attack before the signs that belong to one; and pain that is
// nothing but pain at last. What is denied, asked, feared, over, or somebody
// else's is not told. A question tells what it takes for granted: "why is my arm
// numb". Somebody's whole story may stand around it.
func (r *Reader) Felt(text string) (Feltness, bool) {
	parts := partsOf(text)
	tells := map[tense][]string{tellsNow: told(parts, notNow), tellsLately: told(parts, longAgo), tellsBegun: told(parts, noAttack)}
	for _, f := range r.felt {
		said := tells[f.tense]
		if f.known.in(said) {
			return f.of(said), true
		}
	}
	return Feltness{}, false
}

// of tells more of what was found.
func (f feel) of(said []string) Feltness {
	felt := Feltness{Code: f.code}
	if f.code == FeltHurts {
		felt.Sharp = f.sharp.in(said)
	}
	if f.code == FeltHurts || f.code == "head" {
		felt.Score, felt.HasScore = scoreIn(said)
	}
	return felt
}

// part is a clause: the words between two marks or joining words.
type part struct {
	words []string // what it tells; none if it only asks
	mark  string   // the mark or the word behind it
	asked bool     // a question, or the end of one
}

// partsOf takes a text apart.
func partsOf(text string) []part {
	var parts []part
	for _, sentence := range strings.SplitAfter(text, "?") {
		var words []string
		for _, word := range append(spoken(sentence), ".") {
			if !isMark(word) && !slices.Contains(joints(), word) {
				words = append(words, word)
				continue
			}
			if len(words) > 0 {
				parts = append(parts, part{words: words, mark: word})
			}
			words = nil
		}
		if n := len(parts); n > 0 && strings.HasSuffix(sentence, "?") {
			parts[n-1].asked = judges(parts[n-1].words)
		}
	}
	for i, p := range parts {
		carried := i > 0 && parts[i-1].asked && parts[i-1].mark == "and" && !firstPerson(p.words)
		tail := answered(p.words)
		parts[i].asked = p.asked || carried || len(tail) == 0
		parts[i].words = plainly(tail)
		if p.asked || carried {
			parts[i].words = nil
		}
	}
	return parts
}

// told joins what the parts tell; what is left out ends a sentence.
func told(parts []part, untold func([]string) bool) []string {
	var said []string
	carried := false
	for i, p := range parts {
		out := p.asked || !returned(parts, i) && untold(p.words) || carried && !firstPerson(p.words) || together(parts, i) || listed(parts, i)
		carried = out && p.mark == "and" && !over(p.words)
		if out {
			said = append(said, ".")
			continue
		}
		said = append(append(said, p.words...), p.mark)
	}
	return said
}

// together reports whether a part is the beginning of "pain and tingling are
// gone".
func together(parts []part, i int) bool {
	return parts[i].mark == "and" && len(parts[i].words) <= 2 && i+1 < len(parts) &&
		over(parts[i+1].words) && anyOf(parts[i+1].words, []string{"are", "have", "went"})
}

// returned reports whether what has gone in one part is back in the next.
func returned(parts []part, i int) bool {
	return i+1 < len(parts) && over(parts[i].words) && anyOf(parts[i+1].words, []string{"came back", "comes back", "is back", "back again", "returned", "came again"})
}

// listed reports whether a part is the end of "no pain, dizziness or nausea".
func listed(parts []part, i int) bool {
	return i > 0 && parts[i-1].mark == "," && len(parts[i].words) <= 4 && anyOf(parts[i].words, []string{"or", "nor"}) &&
		anyOf(parts[i-1].words, []string{"no", "not"}) && len(parts[i-1].words) <= 4
}

// answered returns what a part tells: all of it, or what a question takes for
// granted, or nothing.
func answered(words []string) []string {
	for len(words) > 0 && slices.Contains(hesitation(), words[0]) {
		words = words[1:]
	}
	if !anyAt(words, questions()) || anyAt(words, noQuestions()) {
		return words
	}
	if anyAt(words, presumed()) {
		return words[1:]
	}
	for i := 2; i < len(words); i++ {
		if anyAt(words[i:], []string{"im", "i am", "i feel", "i have", "ive", "i cant", "i get", "it hurts", "my * is", "my * feels"}) &&
			!slices.Contains([]string{"am", "do", "did", "if", "when", "should", "can", "could", "will", "would", "mean", "once", "while", "unless", "with", "have", "until"}, words[i-1]) ||
			words[i-1] == "that" && firstPerson(words[i:]) {
			return words[i:]
		}
	}
	return nil
}

// judges reports whether words that end in a question mark ask what something
// means, as in "nausea normal?", and tell nothing of oneself.
func judges(words []string) bool {
	return !anyOf(words, []string{"i", "im", "ive", "my", "me", "it hurts", "this hurts"}) &&
		anyOf(words, []string{"normal", "ok", "okay", "common", "usual", "expected", "safe", "bad", "migraine*"})
}

func firstPerson(words []string) bool {
	return anyAt(words, []string{"i", "im", "ive", "my", "it", "this", "now", "still"})
}

// plainly makes the many ways to say no one, right before what they deny, and
// leaves out what is only supposed.
func plainly(words []string) []string {
	var plain []string
	for i := 0; i < len(words); i++ {
		switch word := words[i]; {
		case word == "not" && anyAt(words[i+1:], []string{"only", "just"}):
			i++
		case word == "if":
			plain, i = append(plain, ","), i+3
		case word == "head" && turned(words[:i]):
			plain = append(plain, "neck")
		case slices.Contains(negations(), word), slices.Contains(modals(), word) && anyAt(words[i+1:], []string{"hurt", "cause", "get", "be", "feel", "trigger"}) && !anyAt(words[i+1:], []string{"be sick", "be pregnant"}):
			plain = append(plain, "not")
			for i+1 < len(words) && slices.Contains(afterNot(), words[i+1]) && !anyAt(words[i+1:], []string{"feel my", "feel the", "feel anything"}) {
				i++
			}
		case word == "no":
			plain = append(plain, "no")
			for i+2 < len(words) && slices.Contains(afterNo(), words[i+1]) {
				i++
			}
		default:
			plain = append(plain, word)
		}
	}
	return plain
}

// turned reports whether words end in "turning my": then it is not the head that
// hurts.
func turned(words []string) bool {
	n := len(words)
	return n > 1 && anyAt(words[n-2:], []string{"turn* my", "turn* the", "tilt* my", "lift* my", "mov* my", "nod* my", "rotat* my", "bend* my", "lower* my", "rais* my"})
}

// anyAt reports whether words begin with one of the phrases.
func anyAt(words, phrases []string) bool {
	return len(words) > 0 && slices.ContainsFunc(phrases, func(phrase string) bool {
		first, _, _ := strings.Cut(phrase, " ")
		return fits(first, words[0]) && begins(strings.Fields(phrase), words)
	})
}

// anyOf reports whether one of the phrases stands in words.
func anyOf(words, phrases []string) bool {
	for i := range words {
		if anyAt(words[i:], phrases) {
			return true
		}
	}
	return false
}

// over reports whether a part is about what has gone.
func over(words []string) bool {
	if anyOf(words, []string{"feeling in", "sensation", "not gone", "not better", "not away", "not stopped", "not passed"}) {
		return false
	}
	return anyOf(words, []string{
		"gone", "went away", "goes away", "stopped", "disappeared", "vanished", "is over", "are over", "has passed", "is better", "are better", "feels better", "feel better",
		"got better", "much better", "is less", "are less", "less pain", "less painful", "good pain", "hurts less", "improved", "subsided", "faded", "eased", "no more pain",
	})
}

// elsewhere reports whether a part is about fear, help, or somebody else.
func elsewhere(words []string) bool {
	return anyOf(words, []string{
		"afraid of", "scared of", "fear of", "fear a", "worried about getting", "in case of", "prevent*", "to avoid", "avoids", "helps", "helped", "help with", "help for", "help against", "help my",
		"good for", "risk of", "used to", "instead of", "not think i have", "not think its", "not think it is", "not think this is", "not think im", "not think i am", "routine for", "exercise for", "exercises for",
	}) || anyAt(words, []string{"he", "she", "they", "his", "her", "their", "someone", "people"}) || anyAt(words, []string{
		"my wife", "my husband", "my son", "my daughter", "my mother", "my mom", "my mum", "my father", "my dad", "my friend", "my partner", "my kid*", "my child*", "my boss",
		"my sister", "my brother", "my boyfriend", "my girlfriend", "my cat", "my dog", "my colleague",
	})
}

// notNow is what a sign of a step is not.
func notNow(words []string) bool {
	past := anyOf(words, []string{"yesterday", "last week", "last night", "last month", "last year", "last time", "ago", "earlier", "in the past", "as a child", "before this"})
	return over(words) || elsewhere(words) || past && !anyOf(words, []string{"since", "still", "now", "again", "than"})
}

// longAgo is what is not new.
func longAgo(words []string) bool {
	return elsewhere(words) || anyOf(words, []string{"years ago", "last year", "as a child", "as a kid", "when i was", "in 19*", "in 200*", "in 201*", "no longer", "nearly fell", "almost fell"})
}

// noAttack is what an attack is not.
func noAttack(words []string) bool {
	return notNow(words) || anyOf(words, []string{
		"when", "whenever", "during", "after a", "after my", "after the", "before a", "before my", "between", "last", "first", "afraid", "fear", "worried", "scared", "trigger*", "cause*", "about",
		"every", "often", "sometimes", "usually", "always", "once", "tomorrow", "history", "prone", "think of", "was", "were", "without", "next",
	}) || anyOf(words, []string{"had"}) && !anyOf(words, []string{"since", "still", "now"})
}

// scoreIn returns the one number from 0 to 10 that is said of a pain. A number
// of steps or days is none, and of two nobody knows which.
func scoreIn(said []string) (score int, ok bool) {
	for i := 0; i < len(said); i++ {
		n, rest, is := numberAt(said[i:])
		if !is || i > 0 && slices.Contains([]string{"step", "set", "rep", "exercise", "number", "round", "week", "day", "version", "since", "until", "s"}, said[i-1]) {
			continue
		}
		if ok && n != score {
			return 0, false
		}
		score, ok, i = n, true, i+rest
	}
	return score, ok
}

// numberAt reads "7", "7 10" and "seven out of ten", and returns how many words
// more than one it takes.
func numberAt(said []string) (n, rest int, ok bool) {
	n, err := strconv.Atoi(said[0])
	bare := err == nil && len(said[0]) <= 2
	if !bare {
		n = slices.Index(strings.Fields("zero one two three four five six seven eight nine ten"), said[0])
	}
	switch {
	case n < 0 || n > 10:
		return 0, 0, false
	case anyAt(said[1:], []string{"out of 10", "out of ten"}):
		return n, 3, true
	case bare && anyAt(said[1:], []string{"of 10", "of ten"}):
		return n, 2, true
	case bare && anyAt(said[1:], []string{"10"}):
		return n, 1, true
	case bare && (len(said) == 1 || isMark(said[1]) || slices.Contains(joints(), said[1]) || slices.Contains([]string{"now", "again", "today", "when", "at", "in", "here", "already", "pain", "on", "or"}, said[1])):
		return n, 0, true
	}
	return 0, 0, false
}
