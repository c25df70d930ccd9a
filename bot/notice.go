package bot

import (
	"time"

	"unknot/routines"
)

// notice says what a move came to, and asks what follows.
func (t *turn) notice(n routines.Notice) {
	switch n {
	case routines.NoticeNone:
	case routines.NoticeShow:
		t.show(t.intro()...)
	case routines.NoticeStale:
		t.show(Line{Say: "session.stale"})
	case routines.NoticeUnfit:
		t.show(Line{Say: "session.unknown"})
	case routines.NoticeTimer:
		t.timerLine()
	case routines.NoticeChange:
		t.put(Effect{Kind: KindCue, Lines: []Line{{Say: "cue.change"}}})
	case routines.NoticeTimeUp:
		t.ask([]Line{{Say: "cue.end"}}, t.stepPresses())
	case routines.NoticePaused:
		t.ask([]Line{{Say: "session.paused"}}, t.stepPresses())
	default:
		t.noticeAfter(nil, n)
	}
}

// noticeAfter says a notice after some lines, and then asks.
func (t *turn) noticeAfter(before []Line, n routines.Notice) {
	if n != routines.NoticeShow {
		before = append(before, Line{Say: "notice." + string(n)})
	}
	t.show(append(before, t.intro()...)...)
}

// intro is the sentence that a routine says before its first step.
func (t *turn) intro() []Line {
	s := t.p.Session
	r, ok := t.Library.Routine(s.Routine)
	if !ok || r.Intro == "" || s.Phase != routines.PhaseStep || s.At > 0 || !s.Touched.Equal(s.Started) {
		return nil
	}
	return []Line{{Say: "session.intro", Routine: r.ID}}
}

// timerLine says that the timer runs, and for how long.
func (t *turn) timerLine() {
	s := t.p.Session
	dose, _ := s.StepDose(t.Library, s.At)
	line := Line{Say: "timer.on", N: wholeSeconds(t.left())}
	switch {
	case s.Auto && dose.Sides > 1:
		line.Say = "timer.autosides"
	case s.Auto:
		line.Say = "timer.auto"
	case dose.Sides > 1:
		line.Say = "timer.sides"
	}
	t.ask(append([]Line{line}, t.reachLines()...), t.stepPresses())
}

// left is how long the running timer still has to go.
func (t *turn) left() time.Duration {
	s := t.p.Session
	dose, _ := s.StepDose(t.Library, s.At)
	return s.Timer.Start.Add(dose.Total()).Sub(t.now)
}

// closed records the session that has just ended and says what it came to.
func (t *turn) closed() {
	s := t.p.Session
	if t.p.Asks.Recheck {
		t.p.Asks = Asks{} // they were asked on the way into this session
	}
	steps, end := len(s.Steps), s.End
	left := !s.Ended.Before(s.Touched.Add(routines.LeftAlone)) // nobody is there
	result, ok := t.record()
	switch {
	case !ok && t.e.Kind == EventWake: // nobody waits for an answer
		return
	case !ok:
		t.home(Line{Say: "closed.unbegun"})
		return
	case end == routines.EndAlarm:
		t.emergency(AlarmLine(AlarmEmergency))
		return
	case result.HeadNow != nil && routines.AcheOf(*result.HeadNow) == routines.AcheStrong:
		t.migraine("")
		return
	}
	t.summary(result, steps, left)
}

// offeredAgain is after how many days a step up that was left open is offered
// again.
const offeredAgain = 7

// askedZone is after how many sessions somebody who gave no zone is asked for
// one no more.
const askedZone = 3

// summary tells what a session came to. Of one that was left alone the person
// is told when they are back.
func (t *turn) summary(r routines.Result, steps int, left bool) {
	lines := t.summaryLines(r, steps)
	switch {
	case left && t.e.Kind == EventWake:
		t.p.News = lines
	case left:
		t.answer(lines)
	case t.severe(r):
		t.answer(lines)
		t.recheck(Line{Say: "recheck.hurt"})
	case t.p.Zone == "" && t.p.Sessions <= askedZone && !t.inAttack() && !r.Headache && r.End != routines.EndHurt: // nobody whose head aches is asked for a clock
		t.answer(lines)
		t.askZone(nil)
	default:
		offered, press := t.offers()
		if len(press) > 0 && t.today().Days(t.p.OfferedUp) < offeredAgain {
			offered, press = nil, nil
		}
		if len(press) > 0 {
			t.p.OfferedUp = t.today()
		}
		if len(press) == 0 && t.p.Check != routines.CheckNone && !t.inAttack() {
			t.askChange(lines...)
			return
		}
		if len(press) == 0 {
			t.home(lines...)
			return
		}
		t.answer(append(lines, offered...), append(press, commandPress("press.notnow", "start"))...)
	}
}

func (t *turn) summaryLines(r routines.Result, steps int) []Line {
	if t.inAttack() {
		return []Line{{Say: "closed.rest"}} // in an attack nothing is counted or rated
	}
	done := 0
	for _, step := range r.Steps {
		if step.Done == routines.StepDone {
			done++
		}
	}
	if list, ok := t.Library.Routine(r.Routine); ok && list.Checklist() {
		return []Line{{Say: "closed.checks", N: done, Of: steps}}
	}
	line := Line{Say: "closed." + string(r.End), Routine: r.Routine, N: done, Of: steps, Minutes: minutesOf(r.Seconds)}
	lines := []Line{line}
	if r.Before != nil && r.After != nil {
		lines = append(lines, Line{Say: "closed.pain", Numbers: []int{*r.Before, *r.After}})
	}
	if r.After != nil && *r.After >= routines.SeverePain {
		lines = append(lines, Line{Say: "closed.severe"})
	}
	if r.Counted || r.End != routines.EndHurt {
		lines = append(lines, t.creditLine(r))
	}
	return append(lines, t.learnt...)
}

// creditLine says what the session adds to the week.
func (t *turn) creditLine(r routines.Result) Line {
	if !r.Counted {
		return Line{Say: "closed.kept"}
	}
	week := t.p.week(t.counted.WeekStart(t.p.firstDay()))
	return Line{Say: "closed.counted", N: week.Sessions, Of: week.Need()}
}
