package bot

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"unknot/routines"
	"unknot/scheduler"
)

// Said is what a text means.
type Said struct {
	Verb  Verb
	Rest  string // what came after a command, as written
	Score int    // with HasScore: a number from 0 to 10
	Form  routines.Form

	HasScore bool
}

// Reader understands what people write: an alarm before anything else, then
// commands and plain words. It never changes, so one serves all goroutines.
type Reader struct {
	crisis, emergency signs
	felt              []feel
	commands, phrases map[string]Verb
	forms             map[string]routines.Form
}

// NewReader returns a reader of English.
func NewReader() *Reader {
	return &Reader{
		crisis: newSigns(crisisSigns()), emergency: newSigns(emergencySigns()), felt: readFeels(),
		commands: commands(), phrases: phrases(), forms: forms(),
	}
}

// longestText is how much of a text is looked at, in bytes.
const longestText = 500

// Understand reads what somebody wrote. It guesses nothing: what is not one of
// the words it knows is VerbNone. "not done", "can't" and "done?" are never
// "done", and "migraine" counts only on its own.
func (r *Reader) Understand(text string) Said {
	if len(text) > longestText {
		return Said{}
	}
	said := r.read(withoutBot(withoutPlease(text)))
	if said.Verb == VerbDone && strings.ContainsAny(text, doubts) {
		return Said{}
	}
	return said
}

// doubts are the signs that take "done" back.
const doubts = "?？❓❔❌❎✖✗✘👎🚫⛔🛑🙅🤷"

// withoutPlease takes white space and "please" away from both ends of a text.
func withoutPlease(text string) string {
	isEnd := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",.!", r) }
	text = strings.TrimSpace(text)
	const please = "please"
	if n := len(please); len(text) > n && strings.EqualFold(text[:n], please) && isEnd(rune(text[n])) {
		text = strings.TrimLeftFunc(text[n:], isEnd)
	}
	bare := strings.TrimRightFunc(text, isEnd)
	if n := len(bare) - len(please); n > 0 && strings.EqualFold(bare[n:], please) && isEnd(rune(bare[n-1])) {
		text = strings.TrimRight(strings.TrimSpace(bare[:n]), ",")
	}
	return text
}

// withoutBot takes the name of the bot away from "/done@somebot 4".
func withoutBot(text string) string {
	first, rest := firstWord(text)
	name, _, named := strings.Cut(first, "@")
	if !named || !strings.HasPrefix(first, "/") {
		return text
	}
	return name + rest
}

// firstWord returns the first word of a text, and what follows it.
func firstWord(text string) (first, rest string) {
	if i := strings.IndexFunc(text, unicode.IsSpace); i >= 0 {
		return text[:i], text[i:]
	}
	return text, ""
}

// read tries one way of understanding after the other.
func (r *Reader) read(text string) Said {
	plain := strings.Join(plainWordsAndSigns(text), " ")
	if verb, ok := r.phrases[plain]; ok {
		return Said{Verb: verb}
	}
	if form, ok := r.forms[plain]; ok {
		return Said{Verb: VerbForm, Form: form}
	}
	if n, ok := score(text); ok {
		return Said{Verb: VerbScore, Score: n, HasScore: true}
	}
	if said, ok := r.withScore(text); ok {
		return said
	}
	if week, ok := asksForWeek(plain); ok {
		return Said{Verb: VerbProgress, Rest: week}
	}
	return r.command(text)
}

// spoken returns the words of a text in small letters, without apostrophes, so
// that "can't" is "cant". What ends a sentence stays, as the word ".". A comma,
// dots and a new line stay as the word ",": they end what a "no" before them
// denies, but not a sign, as in "my chest... it hurts".
func spoken(text string) []string {
	var list []string
	var word strings.Builder
	for i, r := range text {
		switch {
		case strings.ContainsRune("'’`‘´ʼ′＇", r): // part of its word, though one of them counts as a letter
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word.WriteRune(unicode.ToLower(r))
		default:
			list = ended(list, &word)
			if mark := markAt(text, i, r); mark != "" && (len(list) == 0 || list[len(list)-1] != mark) {
				list = append(list, mark)
			}
		}
	}
	return ended(list, &word)
}

func ended(list []string, word *strings.Builder) []string {
	if word.Len() > 0 {
		list = append(list, word.String())
		word.Reset()
	}
	return list
}

// markAt returns what the sign r at i means: the end of a sentence, a comma or
// nothing.
func markAt(text string, i int, r rune) string {
	switch {
	case strings.ContainsRune(",\n…", r), r == '.' && (strings.HasSuffix(text[:i], ".") || strings.HasPrefix(text[i+1:], ".")):
		return ","
	case strings.ContainsRune(".;!?", r):
		return "."
	default:
		return ""
	}
}

func isMark(word string) bool { return word == "," || word == "." }

// plainWords returns the words of a text as spoken does, without the marks.
func plainWords(text string) []string { return slices.DeleteFunc(spoken(text), isMark) }

// plainWordsAndSigns is plainWords that keeps a text of signs such as 👍,
// without their skin colour.
func plainWordsAndSigns(text string) []string {
	if words := plainWords(text); len(words) > 0 {
		return words
	}
	bare := strings.Map(func(r rune) rune {
		if r >= 0x1F3FB && r <= 0x1F3FF || r == 0xFE0F {
			return -1
		}
		return r
	}, text)
	return strings.Fields(bare)
}

// command reads a first word, with or without a slash, and what follows it.
func (r *Reader) command(text string) Said {
	first, rest := firstWord(text)
	first = strings.TrimPrefix(strings.ToLower(first), "/")
	first, _, _ = strings.Cut(first, "@") // "help@somebot"
	first = strings.TrimRight(first, ".,:!?")
	rest = strings.TrimSpace(rest)
	if verb, ok := r.commands[first]; ok {
		if _, span := scheduler.ParseAfter(rest); verb == VerbMigraine && rest != "" && !span {
			if strings.HasPrefix(strings.ToLower(rest), "hours") { // they are no attack
				return Said{Verb: VerbSettings, Rest: rest}
			}
			return Said{}
		}
		if verb == VerbChange && slices.ContainsFunc(logWords(rest), isTold) {
			return Said{Verb: VerbLog, Rest: rest} // "change pain to 4"
		}
		return Said{Verb: verb, Rest: rest}
	}
	if verb, ok := r.phrases[first]; ok && rest == "" {
		return Said{Verb: verb}
	}
	return Said{}
}

// scores is a whole number of at most two digits, also as "4/10" and "4 out of
// 10", with nothing around it but signs such as 👍. A minus, a colon or a
// second number beside it makes it something else: a time, a date, a doubt.
var scores = regexp.MustCompile(`^[\s\p{So}\p{Sk}\x{FE0F}(]*([0-9]{1,2})(?:\s*/\s*10|\s+(?i:out\s+of)\s+10)?[\s\p{So}\p{Sk}\x{FE0F}\x{20E3}.,!)]*$`)

// score reads a number from 0 to 10.
func score(text string) (int, bool) {
	found := scores.FindStringSubmatch(text)
	if found == nil {
		return 0, false
	}
	n, err := strconv.Atoi(found[1])
	return n, err == nil && n <= 10
}

// withScore reads "done 4".
func (r *Reader) withScore(text string) (Said, bool) {
	i := strings.IndexAny(text, "0123456789")
	if i < 1 || !strings.ContainsRune(" \t\n,.:!(", rune(text[i-1])) {
		return Said{}, false
	}
	n, ok := score(text[i:])
	if !ok || r.phrases[strings.Join(plainWordsAndSigns(text[:i]), " ")] != VerbDone {
		return Said{}, false
	}
	return Said{Verb: VerbDone, Score: n, HasScore: true}, true
}

// asksForWeek recognises "how did I do this week?" and its like, and which week
// or month is meant.
func asksForWeek(plain string) (string, bool) {
	words := strings.Fields(plain)
	for _, name := range []string{"week", "month"} {
		if len(words) > 8 || !slices.Contains(words, name) {
			continue
		}
		if slices.Contains(words, "last") {
			name = "last " + name
		}
		return name, slices.Contains(words, "how") || len(words) <= 2
	}
	return "", false
}
