package bot

import (
	"strings"
	"time"
)

// stoppedTwice is for how long after a session "stop" is taken as meant for it.
const stoppedTwice = 3 * time.Minute

// do carries out a command. Every command works in every state.
func (t *turn) do(said Said) {
	asking := t.p.Asking
	if said.Verb != VerbNone {
		t.p.Asking = ""
	}
	switch said.Verb {
	case VerbStart:
		t.open()
	case VerbMute:
		t.mute()
	case VerbToday, VerbProgram, VerbSlow, VerbWeeks, VerbRaise, VerbFormGood, VerbFormBad, VerbChange, VerbGraduate:
		t.doInProgram(said)
	case VerbRoutine:
		t.routine(said.Rest)
	case VerbSchedule:
		t.schedule(said.Rest)
	case VerbSnooze:
		t.later(t.p.Plan.Open, said.Rest)
	case VerbResume:
		t.resume()
	case VerbProgress:
		t.progress(said.Rest)
	case VerbHelps:
		t.helps()
	case VerbSettings:
		t.settings(said.Rest)
	case VerbExport:
		t.export()
	case VerbPicture:
		t.picture(said.Rest)
	case VerbReport:
		t.report(said.Rest)
	case VerbMigraine, VerbOver, VerbComing, VerbFalseAlarm, VerbStill, VerbIdeas, VerbRest, VerbUnusual, VerbAttackSign:
		t.doInAttack(said)
	case VerbGoal:
		t.goal(said.Rest)
	case VerbActivity, VerbRange:
		t.measure(said)
	case VerbPause:
		t.pause(said.Rest)
	case VerbSummary:
		t.weeklySummary(strings.ToLower(said.Rest))
	case VerbDiary:
		t.diary(said.Rest)
	case VerbNote:
		t.note(said.Rest)
	case VerbLog:
		t.log(said.Rest)
	case VerbUndo:
		t.undoSaid(said.Rest)
	case VerbEvidence:
		t.evidence(said.Rest)
	case VerbSafety:
		t.safetyText()
	case VerbZone:
		t.zone(said.Rest)
	case VerbPrivacy:
		t.answer([]Line{{Say: "privacy.text"}}, commandPress("press.export", "export"), commandPress("press.forget", "forget"))
	case VerbCircle:
		t.circle(said.Rest)
	case VerbLink:
		t.link(said.Rest)
	case VerbUnlink:
		t.unlink(said.Rest)
	case VerbForget:
		t.mayForget()
	case VerbHelp:
		t.help()
	case VerbCancel:
		t.cancel(asking)
	case VerbMistake:
		t.mistaken()
	case VerbExamined:
		t.examined(said.Rest)
	case VerbTalked:
		t.talked()
	case VerbYes, VerbNo:
		t.yesOutside(said.Verb == VerbYes)
	case VerbUnsure:
		t.unknown()
	case VerbNew:
		t.somethingNew()
	case VerbOneOf:
		t.emergency(AlarmLine(AlarmEmergency))
	case VerbNoneOf:
		t.noneOf()
	case VerbStop:
		if t.now.Sub(t.p.Closed) < stoppedTwice { // meant for the session that has just ended
			t.home(Line{Say: "home.stale"})
			return
		}
		t.mute()
	default:
		t.unknown()
	}
}
