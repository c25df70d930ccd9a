package bot

import "time"

// EffectKind is what an effect is to the person. It decides what the bot
// promises about its delivery: see Promises.
type EffectKind string

// The kinds of effects.
const (
	KindAlarm   EffectKind = "alarm"   // the emergency text
	KindAnswer  EffectKind = "answer"  // an answer, a question, a step
	KindCue     EffectKind = "cue"     // a timer speaks
	KindNudge   EffectKind = "nudge"   // a reminder on the person's schedule
	KindSummary EffectKind = "summary" // the look at the week
	KindCheck   EffectKind = "check"   // a quiet question: still in it? how is it this morning?
	KindTell    EffectKind = "tell"    // to another document
	KindLeaving EffectKind = "leaving" // somebody long silent will be erased
	KindLookup  EffectKind = "lookup"  // to the store: whom does a code stand for?
)

// Promise says what holds for an effect whose delivery was cut off.
type Promise struct {
	Kind    EffectKind
	Repeats bool          // sent again after an unknown outcome: a double is possible
	Asked   bool          // the person asked for it: quiet hours do not hold it
	Silent  bool          // delivered without a sound
	Sent    time.Duration // how long it is worth sending; 0: for good
}

// Promises is the table of what the bot promises for each kind of effect. A
// nudge goes out at most once where the platform cannot tell a repeated
// message from a new one, and is repeated where it can. Records are not in the
// table: they are written exactly once.
func Promises() []Promise {
	return []Promise{
		{Kind: KindAlarm, Repeats: true, Asked: true},
		{Kind: KindAnswer, Repeats: true, Asked: true, Silent: true, Sent: 24 * time.Hour},
		{Kind: KindCue, Repeats: true, Asked: true, Sent: 10 * time.Minute},
		{Kind: KindNudge, Sent: 2 * time.Hour},
		{Kind: KindSummary, Silent: true, Sent: 4 * time.Hour},
		{Kind: KindCheck, Silent: true, Sent: 12 * time.Hour},
		{Kind: KindLeaving, Silent: true, Sent: 12 * time.Hour},
		{Kind: KindTell, Repeats: true, Asked: true},
		{Kind: KindLookup, Repeats: true, Asked: true, Sent: codeFor},
	}
}

// PromiseOf returns the row of a kind; an unknown one promises what an answer
// does.
func PromiseOf(kind EffectKind) Promise {
	for _, p := range Promises() {
		if p.Kind == kind {
			return p
		}
	}
	return PromiseOf(KindAnswer)
}
