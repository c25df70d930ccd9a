package bot

import (
	"slices"
	"strconv"
	"strings"

	"unknot/routines"
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
	VerbNone     Verb = ""
	VerbStart    Verb = "start"
	VerbRoutine  Verb = "routine"
	VerbToday    Verb = "today"
	VerbSchedule Verb = "schedule"
	VerbSnooze   Verb = "snooze"
	VerbResume   Verb = "resume"
	VerbMigraine Verb = "migraine"
	VerbOver     Verb = "over" // it is over
	VerbProgress Verb = "progress"
	VerbSafety   Verb = "safety"
	VerbZone     Verb = "zone"
	VerbPrivacy  Verb = "privacy"
	VerbForget   Verb = "forget"
	VerbHelp     Verb = "help"
	VerbCancel   Verb = "cancel"
	VerbStop     Verb = "stop"
	VerbRest     Verb = "rest"    // rest without movement, now
	VerbCleared  Verb = "cleared" // an alarm was a mistake, or a doctor has looked
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
	commands, phrases map[string]Verb
	forms             map[string]routines.Form
}

// NewReader returns a reader of English.
func NewReader() *Reader {
	return &Reader{
		crisis: newSigns(crisisSigns()), emergency: newSigns(emergencySigns()),
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
		"help": VerbHelp, "cancel": VerbCancel,
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
		"how": VerbHow, "more": VerbMore, "yes": VerbYes, "no": VerbNo, "help": VerbHelp, "hello": VerbStart, "hi": VerbStart,
		"what can you do": VerbHelp, "rest": VerbRest, "by mistake": VerbCleared,
		"it was a mistake": VerbCleared, "a doctor examined me": VerbCleared, "time zone": VerbZone, "no more messages": VerbStop,
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
// the words it knows is VerbNone. "not done" and "can't" are never "done", and
// "migraine" counts only on its own.
func (r *Reader) Understand(text string) Said {
	if len(text) > longestText {
		return Said{}
	}
	text = strings.TrimSpace(text)
	plain := strings.Join(slices.DeleteFunc(plainWordsAndSigns(text), func(w string) bool { return w == "please" || w == "," }), " ")
	if verb, ok := r.phrases[plain]; ok {
		return Said{Verb: verb}
	}
	if form, ok := r.forms[plain]; ok {
		return Said{Verb: VerbForm, Form: form}
	}
	if n, ok := score(plain); ok {
		return Said{Verb: VerbScore, Score: n, HasScore: true}
	}
	if said, ok := r.withScore(plain); ok {
		return said
	}
	if asksForWeek(plain) {
		return Said{Verb: VerbProgress, Rest: "week"}
	}
	return r.command(text)
}

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
	first, rest, _ := strings.Cut(text, " ")
	first = strings.TrimPrefix(strings.ToLower(first), "/")
	first, _, _ = strings.Cut(first, "@") // "/help@somebot"
	rest = strings.TrimSpace(rest)
	if verb, ok := r.commands[first]; ok {
		return Said{Verb: verb, Rest: rest}
	}
	if verb, ok := r.phrases[first]; ok && rest == "" {
		return Said{Verb: verb}
	}
	return Said{}
}

// score reads a whole number from 0 to 10, also as "4/10".
func score(plain string) (int, bool) {
	plain, _, _ = strings.Cut(plain, " 10")
	n, err := strconv.Atoi(plain)
	return n, err == nil && n >= 0 && n <= 10 && len(plain) <= 2
}

// withScore reads "done 4".
func (r *Reader) withScore(plain string) (Said, bool) {
	i := strings.LastIndex(plain, " ")
	if i < 0 {
		return Said{}, false
	}
	n, ok := score(plain[i+1:])
	if !ok || r.phrases[plain[:i]] != VerbDone {
		return Said{}, false
	}
	return Said{Verb: VerbDone, Score: n, HasScore: true}, true
}

// asksForWeek recognises "how did I do this week?" and its like.
func asksForWeek(plain string) bool {
	words := strings.Fields(plain)
	if len(words) > 8 || !slices.Contains(words, "week") {
		return false
	}
	return slices.Contains(words, "how") || len(words) <= 2
}
