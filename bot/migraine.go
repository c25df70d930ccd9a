package bot

import (
	"slices"
	"strings"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// longestNote is how many characters a person's own note may have.
const longestNote = 200

// Attack is what is remembered of a migraine attack.
type Attack struct {
	Stage  routines.Stage `json:"stage,omitempty"`
	Since  time.Time      `json:"since,omitzero"` // when it was first told
	Until  time.Time      `json:"until,omitzero"` // when the stage ends by itself, or is asked about
	Stills int            `json:"stills,omitempty"`
	// Recheck says that the R-items are asked when it is over.
	Recheck bool `json:"recheck,omitempty"`
}

// stageAt returns the stage at a moment: two of them end by themselves.
func (a Attack) stageAt(now time.Time) routines.Stage {
	if (a.Stage == routines.StageComing || a.Stage == routines.StageAfter) && !now.Before(a.Until) {
		return ""
	}
	return a.Stage
}

// doInAttack carries out what belongs to migraine mode.
func (t *turn) doInAttack(said Said) {
	if t.held() { // no stage of an attack takes the place of an emergency
		t.home()
		return
	}
	switch said.Verb {
	case VerbMigraine:
		t.migraine(said.Rest)
	case VerbOver:
		t.over()
	case VerbComing:
		t.coming()
	case VerbFalseAlarm:
		t.falseAlarm()
	case VerbStill:
		t.still()
	case VerbIdeas:
		t.ideas()
	case VerbRest:
		t.rest()
	case VerbAttackSign:
		t.attackSign(said.Rest)
	default:
		t.unusual()
	}
}

// unusual shows the emergency text first, and then asks for the signs.
func (t *turn) unusual() {
	t.p.SignsAsked = true
	t.put(Effect{Kind: KindAlarm, Lines: []Line{{Say: "alarm.emergency"}, {Say: "safety.rules"}},
		Press: []Press{commandPress("press.oneof", "one of these"), commandPress("press.noneof", "none of these")}})
}

// inAttack reports whether only rest suits, and nothing unsolicited is sent.
func (t *turn) inAttack() bool {
	stage := t.p.Attack.stageAt(t.now)
	return stage == routines.StageAttack || stage == routines.StageAsking
}

// unwell reports whether reminders stay silent: in an attack, and when one may
// be coming.
func (t *turn) unwell() bool {
	return t.p.Attack.stageAt(t.now).Row().Silent
}

// migraine ends the session without any mark and keeps silent: one short
// answer, nothing to do.
func (t *turn) migraine(said string) {
	wait, ok := scheduler.ParseAfter(said)
	if !ok {
		wait = routines.AttackQuiet
	}
	t.closeSession()
	t.p.News = nil
	t.p.Outbox = slices.DeleteFunc(t.p.Outbox, func(e Effect) bool { return e.ID > t.began }) // one short answer, and nothing before it
	t.quiet(min(max(wait, routines.AttackLeast), routines.AttackMost))
	t.answer([]Line{{Say: "quiet.on", Times: t.moment(t.p.Attack.Until)}},
		commandPress("press.ideas", "ideas"), commandPress("press.unusual", "not my usual"))
}

func (t *turn) moment(at time.Time) []scheduler.Occurrence {
	return []scheduler.Occurrence{scheduler.OccurrenceAt(at, t.loc())}
}

// quiet silences everything unsolicited and notes the day.
func (t *turn) quiet(wait time.Duration) {
	if !t.inAttack() {
		t.p.Attack = Attack{Since: t.now}
		t.p.Course = t.p.Course.Attacked(minuteOf(t.now))
	}
	t.p.Attack.Stage, t.p.Attack.Until = routines.StageAttack, later(t.p.Attack.Until, t.now.Add(wait))
	t.p.Asking, t.p.Plan.Snooze = "", time.Time{}
	t.hush()
	t.markAttack()
}

// markAttack marks every calendar day that the attack touches, midnight to
// midnight, up to this one.
func (t *turn) markAttack() {
	today := scheduler.DateOf(t.now, t.loc())
	for day := scheduler.DateOf(t.p.Attack.Since, t.loc()); !today.Before(day); day = day.AddDays(1) {
		t.p.day(day).Attack = true
	}
}

// ideas is the card for three in the morning, only on request: the person's
// own note word for word, and what may be done without looking.
func (t *turn) ideas() {
	lines := []Line{{Say: "quiet.ideas"}}
	if t.p.Note != "" {
		lines = append([]Line{{Say: "quiet.note", Names: []string{t.p.Note}}}, lines...)
	}
	t.answer(lines, attackPresses()...)
}

// attackPresses are the few things that suit an attack.
func attackPresses() []Press {
	return []Press{
		commandPress("press.rest", "rest"), commandPress("press.unusual", "not my usual"),
		commandPress("press.over", "over"), commandPress("press.falsealarm", "false alarm"),
	}
}

// rest begins the only routine that suits an attack, without a question.
func (t *turn) rest() {
	if t.p.Session != nil {
		t.show(Line{Say: "session.back"})
		return
	}
	if !t.mayOpen(routines.RestRoutine) {
		return
	}
	t.advance(routines.Move{Kind: routines.MoveForm, Form: routines.Full})
	if !t.machine().First {
		t.advance(routines.Move{Kind: routines.MoveHeadache}) // how much it aches is not asked
	}
	t.move(routines.Move{Kind: routines.MoveHeadache})
}

// coming notes that an attack may be near: nothing strong today, and silence
// until the day turns.
func (t *turn) coming() {
	if t.inAttack() {
		t.home(Line{Say: "quiet.only"})
		return
	}
	t.mayCome()
	t.answer([]Line{{Say: "quiet.coming"}},
		beginPress("S-08b"), beginPress(routines.RestRoutine), commandPress("press.migraine", "migraine"), commandPress("press.falsealarm", "false alarm"))
}

// mayCome notes that an attack may be near, until the day turns.
func (t *turn) mayCome() {
	turn := t.today().AddDays(1).At(int(dayTurn.Minutes()), t.loc())
	t.p.Attack = Attack{Stage: routines.StageComing, Since: t.now, Until: turn}
	t.p.Plan.Snooze = time.Time{}
	t.hush()
}

func beginPress(id routines.RoutineID) Press {
	return Press{Label: Line{Say: "press.begin", Routine: id}, Tap: Tap{Do: TapCommand, Arg: "routine " + string(id)}.Code()}
}

// over ends the quiet: a day of gentle routines follows.
func (t *turn) over() {
	if !t.inAttack() {
		t.home(Line{Say: "quiet.none"})
		return
	}
	t.markAttack()
	again := t.p.Attack.Recheck
	t.p.Attack = Attack{Stage: routines.StageAfter, Since: t.p.Attack.Since, Until: t.now.Add(routines.AfterAttack)}
	if again {
		t.recheck(Line{Say: "quiet.over"}, Line{Say: "recheck.after"})
		return
	}
	t.answer([]Line{{Say: "quiet.over"}}, beginPress(routines.GentleRoutine), beginPress("S-07"), commandPress("press.week", "progress week"))
}

// falseAlarm undoes it all: the silence, and the marks on the days.
func (t *turn) falseAlarm() {
	if t.p.Attack.stageAt(t.now) == "" {
		t.home(Line{Say: "quiet.none"})
		return
	}
	since := scheduler.DateOf(t.p.Attack.Since, t.loc())
	t.p.Course = t.p.Course.FalseAlarm(minuteOf(t.p.Attack.Since))
	for i, d := range t.p.Days {
		if !d.Date.Before(since) {
			t.p.Days[i].Attack = false
		}
	}
	t.p.Attack = Attack{}
	t.home(Line{Say: "quiet.undone"})
}

// still is the answer that it is not over: a day more, and when it has lasted
// long, a word about seeing somebody.
func (t *turn) still() {
	if !t.inAttack() {
		t.home(Line{Say: "quiet.none"})
		return
	}
	if t.p.Attack.Until.Sub(t.now) < routines.AttackQuiet-time.Hour { // pressed twice it is one answer
		t.p.Attack.Stills++
	}
	stills, since := t.p.Attack.Stills, t.p.Attack.Since
	t.quiet(routines.AttackQuiet)
	lines := []Line{{Say: "quiet.still", Times: t.moment(t.p.Attack.Until)}}
	if routines.LongAttack(since, t.now, stills) {
		lines = append(lines, Line{Say: "quiet.long"})
	}
	t.answer(lines, commandPress("press.ideas", "ideas"), commandPress("press.unusual", "not my usual"))
}

// askStill asks once after the quiet, never in quiet hours.
func (t *turn) askStill() {
	a := t.p.Attack
	if t.p.Muted || t.p.Gone || t.held() || a.Stage != routines.StageAttack || t.now.Before(t.askAt()) {
		return
	}
	if t.p.Session != nil {
		t.p.Attack.Until = t.now.Add(time.Hour) // not in the middle of a rest
		return
	}
	if quiet := t.p.night(); quiet.Contains(scheduler.OccurrenceAt(t.now, t.loc()).Slot) {
		t.p.Attack.Until = quiet.End(t.now, t.loc()) // it comes late, and not at night
		return
	}
	if !t.mayInterrupt() {
		t.p.Attack.Until = scheduler.DateOf(t.now, t.loc()).AddDays(1).At(int(t.p.night().To), t.loc()) // another day
		return
	}
	t.interrupted()
	t.p.Attack.Stage = routines.StageAsking
	t.markAttack()
	t.put(Effect{
		Kind: KindCheck, Lines: []Line{{Say: "quiet.ask"}}, Expires: t.p.night().Start(t.now, t.loc()),
		Press: []Press{commandPress("press.still", "still"), commandPress("press.over", "over"), commandPress("press.unusual", "not my usual")},
	})
}

// askAt is when somebody in an attack may be asked: at the end of the quiet,
// and outside of quiet hours.
func (t *turn) askAt() time.Time {
	return t.p.night().End(t.p.Attack.Until, t.loc())
}

// note keeps, shows or drops the person's own note for attack days.
func (t *turn) note(said string) {
	said = strings.TrimSpace(said)
	switch {
	case said == "" && t.p.Note == "":
		t.answer([]Line{{Say: "note.ask"}})
	case said == "":
		t.answer([]Line{{Say: "note.now", Names: []string{t.p.Note}}}, commandPress("press.dropnote", "note off"))
	case strings.EqualFold(said, "back") && t.p.NoteWas != "":
		t.p.Note, t.p.NoteWas = t.p.NoteWas, t.p.Note
		t.home(Line{Say: "note.kept", Names: []string{t.p.Note}})
	case strings.EqualFold(said, "off"):
		t.p.Note, t.p.NoteWas = "", t.p.Note
		t.home(Line{Say: "note.off"})
	case len([]rune(said)) > longestNote:
		t.answer([]Line{{Say: "note.long", N: longestNote}})
	case t.p.Note != "" && t.p.Note != said:
		t.p.Note, t.p.NoteWas = said, t.p.Note
		t.answer([]Line{{Say: "note.kept", Names: []string{said}}, {Say: "note.was", Names: []string{t.p.NoteWas}}},
			commandPress("press.noteback", "note back"), commandPress("press.today", "today"))
	default:
		t.p.Note = said
		t.home(Line{Say: "note.kept", Names: []string{said}})
	}
}
