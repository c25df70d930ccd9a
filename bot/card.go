package bot

import (
	"slices"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// show asks the session's current question, after some lines.
func (t *turn) show(before ...Line) {
	s := t.p.Session
	switch s.Phase {
	case routines.PhaseOpening:
		t.showOpening(before)
	case routines.PhaseBefore:
		t.ask(append(before, Line{Say: "ask.before"}), append(t.scale(), t.press("press.pass", routines.MovePass), t.press("press.headache", routines.MoveHeadache)))
	case routines.PhaseAche:
		t.ask(append(before, Line{Say: "ask.ache"}), t.achePresses())
	case routines.PhaseRecheck:
		if !t.p.Asks.Recheck {
			t.p.Asks, t.p.Owed = Asks{Group: 1, Recheck: true}, true
		}
		t.askSafety(before...)
	case routines.PhaseStep:
		t.showStep(append(before, t.stepLine(t.stepStyle())))
	case routines.PhaseHurt:
		t.ask(append(before, Line{Say: "ask.hurt"}), t.hurtPresses())
	case routines.PhaseSign:
		t.showSign(before)
	case routines.PhaseAfter:
		say := "ask.after"
		if s.Because == routines.EndHurt {
			say = "ask.afterhurt"
		}
		t.ask(append(before, Line{Say: say}), append(t.scale(), t.press("press.pass", routines.MovePass)))
	case routines.PhaseEffort:
		t.ask(append(before, Line{Say: "ask.effort"}), append(t.scale(), t.press("press.pass", routines.MovePass)))
	case routines.PhaseAcheNow:
		t.ask(append(before, Line{Say: "ask.achenow"}), append(t.scale(), t.press("press.pass", routines.MovePass)))
	case routines.PhaseClosed:
	}
}

// ask puts a question of the session into the outbox.
func (t *turn) ask(lines []Line, press []Press) {
	kind := KindAnswer
	if t.e.Kind == EventWake {
		kind = KindCue // hands are busy: it may sound
	}
	t.put(Effect{Kind: kind, Lines: lines, Press: press, Session: t.p.Session.ID, Ask: t.p.Session.Ask})
}

func (t *turn) press(label string, kind routines.MoveKind) Press {
	return movePress(label, t.p.Session.Session, routines.Move{Kind: kind})
}

// scale is the eleven answers 0 to 10.
func (t *turn) scale() []Press {
	press := make([]Press, 0, 13)
	for n := range 11 {
		p := movePress("press.number", t.p.Session.Session, routines.Move{Kind: routines.MoveScore, Score: n})
		p.Label.N = n
		press = append(press, p)
	}
	return press
}

// achePresses are the answers about the head: bands, and on the slow track,
// where a usual headache is known by its number, the scale.
func (t *turn) achePresses() []Press {
	ache := func(a routines.Ache) Press {
		return movePress("press.ache."+string(a), t.p.Session.Session, routines.Move{Kind: routines.MoveAche, Ache: a})
	}
	if t.p.Course.Program.Slow {
		return append(t.scale(), ache(routines.AcheSign), ache(routines.AcheComing), t.press("press.pass", routines.MovePass))
	}
	var press []Press
	for _, a := range routines.Aches() {
		press = append(press, ache(a))
	}
	return append(press, t.press("press.rest", routines.MovePass))
}

// showOpening shows the card of a routine. The answer about pain starts it, so
// that one tap is enough.
func (t *turn) showOpening(before []Line) {
	s := t.p.Session
	r, ok := t.Library.Routine(s.Routine)
	if !ok {
		return
	}
	if r.Checklist() {
		t.showCheckOpening(before, r)
		return
	}
	press := t.scale()
	for _, form := range []routines.Form{routines.Short, routines.Tiny} {
		p := movePress("press."+string(form), s.Session, routines.Move{Kind: routines.MoveForm, Form: form})
		p.Label.N = wholeMinutes(t.Library.Total(r, form))
		press = append(press, p)
	}
	card := Line{Say: "card.opening", Routine: r.ID, Minutes: t.minutes(r.ID)}
	lines := append(before, card)
	if left := t.leftOut(r); len(left) > 0 {
		lines = append(lines, Line{Say: "card.left", Exercises: left})
	}
	press = append(press, t.press("press.pass", routines.MovePass))
	if !t.machine().AskHead { // else it is asked next
		press = append(press, t.press("press.headache", routines.MoveHeadache))
	}
	t.ask(append(lines, Line{Say: "ask.before"}), append(press, commandPress("press.another", "routine"), commandPress("press.leave", "cancel")))
}

// leftOut lists the exercises of a routine that do not suit this person as
// they are: something else takes their place, or nothing.
func (t *turn) leftOut(r *routines.Routine) []routines.ExerciseID {
	var left []routines.ExerciseID
	for _, step := range t.p.Course.Steps(t.Library, r, routines.Full) {
		e, v, ok := t.Library.Variant(step.Variant)
		if ok && !t.blocks().Allows(e, v) && !slices.Contains(left, e.ID) {
			left = append(left, e.ID)
		}
	}
	return left
}

// wholeMinutes rounds to whole minutes, and never to none.
func wholeMinutes(d time.Duration) int { return max(1, int(d.Round(time.Minute).Minutes())) }

func wholeSeconds(d time.Duration) int { return int(d.Round(time.Second).Seconds()) }

// brief is how often an exercise was completed before its card is short.
const brief = 3

// stepStyle is the long card of a step, or the short one for somebody who
// knows the exercise.
func (t *turn) stepStyle() string {
	step, _ := t.p.Session.Current()
	e, _, ok := t.Library.Variant(step.Variant)
	if ok && e.Check() {
		return "step.check"
	}
	if ok && t.p.Uses[e.ID] >= brief {
		return "step.brief"
	}
	return "step.full"
}

// stepLine describes the current step in one of the styles.
func (t *turn) stepLine(style string) Line {
	s := t.p.Session
	step, _ := s.Current()
	dose, _ := s.StepDose(t.Library, s.At)
	return Line{Say: style, Variant: step.Variant, Dose: dose, N: s.At + 1, Of: len(s.Steps)}
}

// showStep asks for the current step, with the buttons that fit its timer.
func (t *turn) showStep(lines []Line) {
	s := t.p.Session
	if s.Auto && s.Timer.On() && t.now.Before(s.Timer.Start) {
		lines = append(lines, Line{Say: "step.leadin", N: wholeSeconds(s.Timer.Start.Sub(t.now))})
	} else if s.Timer.On() && t.left() > 0 {
		lines = append(lines, Line{Say: "step.running", N: wholeSeconds(t.left())})
	}
	if s.Auto && !s.Paused && t.e.Kind == EventWake {
		lines = append(append([]Line{{Say: "cue.next"}}, lines...), t.reachLines()...)
	}
	t.ask(append(t.limitLines(), lines...), t.stepPresses())
}

// limitLines say what this person is to keep below in the step.
func (t *turn) limitLines() []Line {
	step, _ := t.p.Session.Current()
	e, v, ok := t.Library.Variant(step.Variant)
	if !ok {
		return nil
	}
	var lines []Line
	limits := t.safety().Limits(t.here())
	if t.soonAfterAttack() && !slices.Contains(limits, routines.LimitPress) {
		limits = append(limits, routines.LimitPress)
	}
	for _, limit := range limits {
		press := limit == routines.LimitPress && slices.Contains(v.Tags, routines.TagPress)
		force := (limit == routines.LimitForce20 || limit == routines.LimitForce10) && e.ID == "CST-03"
		if press || force {
			lines = append(lines, Line{Say: "limit." + string(limit)})
		}
	}
	return lines
}

// soonAfterAttack reports whether an attack was within the last 48 hours, told
// by days: then pressure stays gentle (clinical specification, section 0.5).
func (t *turn) soonAfterAttack() bool {
	today := scheduler.DateOf(t.now, t.loc())
	return slices.ContainsFunc(t.p.Days, func(d Day) bool { return d.Attack && today.Days(d.Date) <= 2 })
}

func (t *turn) stepPresses() []Press {
	s := t.p.Session
	if step, ok := s.Current(); ok && t.isCheck(step.Variant) {
		return t.checkPresses()
	}
	var press []Press
	switch {
	case s.Paused:
		press = append(press, t.press("press.goon", routines.MoveGoOn), t.press("press.done", routines.MoveDone))
	case s.Timer.On():
		press = append(press, t.press("press.done", routines.MoveDone), t.press("press.pause", routines.MovePause))
	default:
		press = append(press, t.press("press.done", routines.MoveDone), t.press("press.timer", routines.MoveTimer), t.press("press.auto", routines.MoveAuto))
	}
	return append(press,
		t.press("press.easier", routines.MoveEasier),
		t.press("press.hurts", routines.MoveHurts),
		t.press("press.stop", routines.MoveStop),
		t.tapHere("press.more", TapMore))
}

// morePresses are the choices of a step that are needed less often.
func (t *turn) morePresses() []Press {
	return []Press{
		t.tapHere("press.how", TapHow),
		t.press("press.skip", routines.MoveSkip),
		t.press("press.back", routines.MoveShow),
		commandPress("press.migraine", "migraine"),
		commandPress("press.safety", "safety"),
	}
}

func (t *turn) tapHere(label string, do TapKind) Press {
	s := t.p.Session
	return Press{Label: Line{Say: label}, Tap: Tap{Do: do, Session: s.ID, Ask: s.Ask}.Code()}
}

func (t *turn) hurtPresses() []Press {
	var press []Press
	for _, hurt := range []routines.Hurt{routines.HurtBit, routines.HurtStrong, routines.HurtSharp, routines.HurtElse} {
		press = append(press, movePress("press.hurt."+string(hurt), t.p.Session.Session, routines.Move{Kind: routines.MoveHurt, Hurt: hurt}))
	}
	return append(press, t.press("press.mistake", routines.MoveGoOn))
}
