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

// Verb is what somebody wants.
type Verb string

// Commands: one word that stands first.
const (
	VerbNone       Verb = ""
	VerbStart      Verb = "start"
	VerbRoutine    Verb = "routine"
	VerbToday      Verb = "today"
	VerbSchedule   Verb = "schedule"
	VerbSnooze     Verb = "snooze"
	VerbResume     Verb = "resume"
	VerbMigraine   Verb = "migraine"
	VerbOver       Verb = "over" // it is over
	VerbProgress   Verb = "progress"
	VerbHelps      Verb = "helps" // what helps me?
	VerbSettings   Verb = "settings"
	VerbExport     Verb = "export"
	VerbPicture    Verb = "picture"
	VerbReport     Verb = "report" // one page for a clinician
	VerbSafety     Verb = "safety"
	VerbZone       Verb = "zone"
	VerbPrivacy    Verb = "privacy"
	VerbForget     Verb = "forget"
	VerbHelp       Verb = "help"
	VerbCancel     Verb = "cancel"
	VerbStop       Verb = "stop"
	VerbMute       Verb = "mute"    // no more messages, in a session too
	VerbComing     Verb = "coming"  // an attack may be coming
	VerbFalseAlarm Verb = "false"   // it was none
	VerbStill      Verb = "still"   // still in it
	VerbIdeas      Verb = "ideas"   // what may help without looking
	VerbUnusual    Verb = "unusual" // this is not my usual attack
	VerbNote       Verb = "note"    // my own note for attack days
	VerbLog        Verb = "log"     // headache and medicine of a day
	VerbUndo       Verb = "undo"    // take back what was told of a day last
	VerbEvidence   Verb = "evidence"
	VerbRest       Verb = "rest"     // rest without movement, now
	VerbMistake    Verb = "mistake"  // what holds everything was told by mistake
	VerbExamined   Verb = "examined" // it is over, and a doctor has looked since
	VerbUnsure     Verb = "unsure"   // not sure, to a safety question
	VerbTalked     Verb = "talked"   // they talked to somebody in a crisis
	VerbDiary      Verb = "diary"    // the question about the neck once a day
	VerbSummary    Verb = "summary"  // the look at the week on its last evening
	VerbNew        Verb = "new"      // something new about one's health
	VerbProgram    Verb = "program"
	VerbSlow       Verb = "slow"     // the slow track
	VerbWeeks      Verb = "weeks"    // the track of weeks
	VerbRaise      Verb = "raise"    // one step up in an exercise
	VerbFormGood   Verb = "formgood" // the form was good
	VerbFormBad    Verb = "formbad"
	VerbChange     Verb = "change"     // the change as a whole, 1 to 7
	VerbGraduate   Verb = "graduate"   // from the program into maintenance
	VerbGoal       Verb = "goal"       // sessions a week, how sure, after what
	VerbActivity   Verb = "activity"   // own activities, and how well they go
	VerbRange      Verb = "range"      // how far the head turns
	VerbAttackSign Verb = "attacksign" // something in an attack that wants a doctor
	VerbOneOf      Verb = "oneof"      // one of the signs is there
	VerbNoneOf     Verb = "noneof"
	VerbCircle     Verb = "circle" // count together with others of a server
	VerbLink       Verb = "link"   // join another account
	VerbUnlink     Verb = "unlink" // let it go its own way
)

// Plain words in a session.
const (
	VerbDone   Verb = "done"
	VerbSkip   Verb = "skip"
	VerbEasier Verb = "easier"
	VerbHurts  Verb = "hurts"
	VerbTimer  Verb = "timer"
	VerbAuto   Verb = "auto"
	VerbPause  Verb = "pause"
	VerbGoOn   Verb = "goon"
	VerbScore  Verb = "score" // nothing but a number
	VerbForm   Verb = "form"
	VerbHow    Verb = "how"
	VerbMore   Verb = "more"
	VerbYes    Verb = "yes"
	VerbNo     Verb = "no"
)

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

// commands are the words that a text may begin with, and what may follow.
func commands() map[string]Verb {
	return map[string]Verb{
		"start": VerbStart, "routine": VerbRoutine, "routines": VerbRoutine, "begin": VerbRoutine,
		"today": VerbToday, "schedule": VerbSchedule, "remind": VerbSchedule, "reminders": VerbSchedule,
		"snooze": VerbSnooze, "progress": VerbProgress, "safety": VerbSafety, "emergency": VerbSafety,
		"zone": VerbZone, "timezone": VerbZone, "privacy": VerbPrivacy, "forget": VerbForget,
		"circle": VerbCircle, "link": VerbLink, "unlink": VerbUnlink,
		"help": VerbHelp, "cancel": VerbCancel, "note": VerbNote, "log": VerbLog, "undo": VerbUndo, "evidence": VerbEvidence,
		"quiet": VerbMigraine, "settings": VerbSettings, "setting": VerbSettings, "export": VerbExport, "picture": VerbPicture, "report": VerbReport, "program": VerbProgram, "raise": VerbRaise, "change": VerbChange,
		"migraine": VerbMigraine, "examined": VerbExamined, "diary": VerbDiary, "pause": VerbPause, "summary": VerbSummary, "sign": VerbAttackSign, "goal": VerbGoal, "target": VerbGoal, "activity": VerbActivity, "activities": VerbActivity, "range": VerbRange,
	}
}

// phrases are whole texts that mean one thing.
func phrases() map[string]Verb {
	return map[string]Verb{
		"done": VerbDone, "ok": VerbDone, "okay": VerbDone, "did it": VerbDone, "finished": VerbDone, "next": VerbDone,
		"ready": VerbDone, "👍": VerbDone, "✅": VerbDone, "skip": VerbSkip, "skip it": VerbSkip, "easier": VerbEasier,
		"too hard": VerbEasier, "hurts": VerbHurts, "it hurts": VerbHurts, "ouch": VerbHurts, "this hurts": VerbHurts,
		"stop": VerbStop, "end": VerbStop, "timer": VerbTimer, "start timer": VerbTimer, "go by itself": VerbAuto,
		"auto": VerbAuto, "pause": VerbPause, "wait": VerbPause, "go on": VerbGoOn, "continue": VerbGoOn,
		"resume": VerbResume, "migraine": VerbMigraine, "it is over": VerbOver, "its over": VerbOver, "over": VerbOver,
		"how": VerbHow, "more": VerbMore, "yes": VerbYes, "no": VerbNo, "yep": VerbYes, "yeah": VerbYes, "y": VerbYes, "nope": VerbNo, "nah": VerbNo, "n": VerbNo,
		"none": VerbNoneOf, "nothing": VerbNoneOf, "not sure": VerbUnsure, "unsure": VerbUnsure, "maybe": VerbUnsure, "i dont know": VerbUnsure, "one or more": VerbOneOf,
		"my migraine is over": VerbOver, "the migraine is over": VerbOver, "migraine is over": VerbOver, "the migraine is gone": VerbOver, "my migraine is gone": VerbOver, "help": VerbHelp, "hello": VerbStart, "hi": VerbStart,
		"what can you do": VerbHelp, "rest": VerbRest, "ideas": VerbIdeas, "not my usual": VerbUnusual, "still": VerbStill,
		"still in it": VerbStill, "one may be coming": VerbComing, "false alarm": VerbFalseAlarm,
		"no false alarm": VerbFalseAlarm, "by mistake": VerbMistake,
		"it was a mistake": VerbMistake, "a doctor examined me": VerbExamined, "i have talked to somebody": VerbTalked, "something new": VerbNew,
		"slow track": VerbSlow, "week track": VerbWeeks, "form good": VerbFormGood, "form not good": VerbFormBad,
		"maintenance": VerbGraduate, "one of these": VerbOneOf, "none of these": VerbNoneOf, "time zone": VerbZone, "no more messages": VerbMute, "what helps me": VerbHelps, "what helps": VerbHelps, "my therapists list": VerbRoutine,
	}
}

// forms are the words for the lengths of a routine.
func forms() map[string]routines.Form {
	return map[string]routines.Form{
		"full": routines.Full, "short": routines.Short, "tiny": routines.Tiny, "long": routines.Full,
		"tiny version": routines.Tiny, "short version": routines.Short, "full version": routines.Full,
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
