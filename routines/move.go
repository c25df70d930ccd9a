package routines

// MoveKind is what somebody does in a session.
type MoveKind string

// The moves. Their names are part of the buttons' codes: never reuse one.
const (
	MoveForm     MoveKind = "form"  // choose a form
	MoveScore    MoveKind = "score" // answer a 0-10 question with Move.Score
	MovePass     MoveKind = "pass"  // leave a question unanswered
	MoveHeadache MoveKind = "head"  // the head aches more than mildly
	MoveAche     MoveKind = "ache"  // how much it does: Move.Ache
	MoveDone     MoveKind = "done"
	MoveSkip     MoveKind = "skip"
	MoveEasier   MoveKind = "easier"
	MoveHurts    MoveKind = "hurts"
	MoveHurt     MoveKind = "hurt" // what kind of hurt: Move.Hurt
	MoveSign     MoveKind = "sign" // one of the signs
	MoveNoSign   MoveKind = "nosign"
	MoveUnable   MoveKind = "unable" // a check-list item: not possible here
	MoveLeave    MoveKind = "leave"  // leave this step out, because of what was felt
	MoveStop     MoveKind = "stop"
	MoveTimer    MoveKind = "timer" // start the timer of this step
	MoveAuto     MoveKind = "auto"  // go by itself
	MovePause    MoveKind = "pause"
	MoveGoOn     MoveKind = "goon"
	MoveShow     MoveKind = "show"  // show the question again
	MoveAlarm    MoveKind = "alarm" // a red flag was recognised outside
	MoveTick     MoveKind = "tick"  // time passed
)

// Move is one input of the session machine.
type Move struct {
	Kind  MoveKind
	Ask   int // the question it answers; 0 answers the one on the screen
	Form  Form
	Score int
	Hurt  Hurt
	Ache  Ache
}

// Notice is what the machine wants told after a move.
type Notice string

// The notices. Unless one says otherwise, the current question follows it.
const (
	NoticeNone     Notice = ""         // nothing
	NoticeShow     Notice = "show"     // only the question
	NoticeStale    Notice = "stale"    // an answer to an earlier question
	NoticeUnfit    Notice = "unfit"    // that is no answer to this question
	NoticeEased    Notice = "eased"    // the easier form is on
	NoticeNoEasier Notice = "noeasier" // there is no easier form of this step
	NoticeStrong   Notice = "strong"   // the step was ended because it hurt
	NoticeLeftOut  Notice = "leftout"  // the step was left out
	NoticeTimer    Notice = "timer"    // the timer runs
	NoticeChange   Notice = "change"   // change sides
	NoticeTimeUp   Notice = "timeup"   // let go
	NoticePaused   Notice = "paused"
	NoticeAway     Notice = "away"    // paused, because the timer came too late
	NoticeGentle   Notice = "gentle"  // a gentler routine instead, because of the pain before
	NoticeRest     Notice = "rest"    // rest instead
	NoticeAttack   Notice = "attack"  // closed before it began: this is an attack
	NoticeRecheck  Notice = "recheck" // the R-items of the screening come first
	NoticeClosed   Notice = "closed"  // the session is over; see Session.End
	NoticeUnbegun  Notice = "unbegun" // closed before it began
)
