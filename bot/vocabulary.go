package bot

import "unknot/routines"

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
