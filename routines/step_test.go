package routines_test

import (
	"testing"

	"unknot/routines"
)

// S-03 begins with shoulder rolls of 30 s. Its second step presses both
// sides: 15 s to get ready, 45 s, 15 s to change, 45 s.

func TestTheTimerOfAStep(t *testing.T) {
	act(t, "S-03", []scene{
		{"runs", "timer, wait 10s", routines.NoticeTimer, "step 1 MOB-02 timer 10s"},
		{"is silent before its end", "timer, +29s", routines.NoticeNone, "step 1 MOB-02 timer 29s"},
		{"ends", "timer, +30s", routines.NoticeTimeUp, "step 1 MOB-02"},
		{"ends once", "timer, +30s, +1s", routines.NoticeNone, "step 1 MOB-02"},
		{"can run again", "timer, +30s, timer, +29s", routines.NoticeNone, "step 1 MOB-02 timer 29s"},
		{"is not started twice", "timer, wait 10s, timer", routines.NoticeShow, "step 1 MOB-02 timer 10s"},
		{"does not follow to the next step", "timer, wait 10s, done", routines.NoticeShow, "step 2 TPS-01.short"},
		{"does not follow past a skip", "timer, wait 10s, skip", routines.NoticeShow, "step 2 TPS-01.short"},
		{"stops for an easier form", "timer, wait 10s, easier", routines.NoticeEased, "step 1 MOB-02.easier"},
		{"stops when it hurts", "timer, wait 10s, hurts", routines.NoticeShow, "hurt 1 MOB-02"},
		{"stays off when hurts was a mistake", "timer, wait 10s, hurts, goon", routines.NoticeShow, "step 1 MOB-02"},
		{"comes a little late", "timer, +2m30s", routines.NoticeTimeUp, "step 1 MOB-02"},
		{"comes too late", "timer, +2m31s", routines.NoticeAway, "step 1 MOB-02 paused"},
		{"came too late, and the person is back", "timer, +3m, goon", routines.NoticeShow, "step 1 MOB-02"},
	})
}

func TestAnAnswerThatCrossesATimer(t *testing.T) {
	p := begun(t, "S-03", routines.Full).do("timer")
	ask := p.session.Ask
	for _, cue := range []string{"+30s", "timer, +3m"} {
		p := begun(t, "S-03", routines.Full).do("timer").do(cue)
		s, notice := p.machine.Advance(p.session, routines.Move{Kind: routines.MoveDone, Ask: p.session.Ask}, p.now)
		if notice != routines.NoticeShow || s.At != 1 {
			t.Errorf("after %s: notice %q, step %d", cue, notice, s.At)
		}
	}
	if p.do("+30s"); p.session.Ask != ask {
		t.Errorf("question %d became %d because the timer ended: a press that was on its way would be stale", ask, p.session.Ask)
	}
}

func TestBothSidesTakeEqualTime(t *testing.T) {
	const press = "done, timer"
	act(t, "S-03", []scene{
		{"first side", press + ", +59s", routines.NoticeNone, "step 2 TPS-01.short timer 59s"},
		{"change", press + ", +60s", routines.NoticeChange, "step 2 TPS-01.short timer 1m0s"},
		{"second side", press + ", +60s, +59s", routines.NoticeNone, "step 2 TPS-01.short timer 1m59s"},
		{"end", press + ", +60s, +60s", routines.NoticeTimeUp, "step 2 TPS-01.short"},
		{"a late change takes nothing from the second side", press + ", +90s, +59s", routines.NoticeNone, "step 2 TPS-01.short timer 1m59s"},
		{"nor after the whole time", press + ", +150s", routines.NoticeChange, "step 2 TPS-01.short timer 1m0s"},
		{"and then the second side ends", press + ", +150s, +60s", routines.NoticeTimeUp, "step 2 TPS-01.short"},
		{"a change that comes too late", press + ", +181s", routines.NoticeAway, "step 2 TPS-01.short paused"},
		{"by itself", "done, auto, +60s", routines.NoticeChange, "step 2 TPS-01.short auto timer 1m0s"},
		{"by itself, late", "done, auto, +150s, +59s", routines.NoticeNone, "step 2 TPS-01.short auto timer 1m59s"},
		{"by itself, too late", "done, auto, +181s", routines.NoticeAway, "step 2 TPS-01.short auto paused"},
		{"too late and back: both sides again", "done, auto, +181s, goon, +60s", routines.NoticeChange, "step 2 TPS-01.short auto timer 1m0s"},
		{"paused on the second side", press + ", +60s, wait 10s, pause, wait 1h, goon, +49s", routines.NoticeNone, "step 2 TPS-01.short timer 1m59s"},
		{"and to its end", press + ", +60s, wait 10s, pause, wait 1h, goon, +50s", routines.NoticeTimeUp, "step 2 TPS-01.short"},
		{"done is believed without the second side", press + ", wait 30s, done", routines.NoticeShow, "step 3 TPS-02"},
	})
}

func TestGoByItself(t *testing.T) {
	act(t, "S-03", []scene{
		{"starts at once", "auto", routines.NoticeTimer, "step 1 MOB-02 auto timer 0s"},
		{"takes over a running timer", "timer, wait 20s, auto", routines.NoticeTimer, "step 1 MOB-02 auto timer 20s"},
		{"is not started twice", "auto, wait 20s, auto", routines.NoticeShow, "step 1 MOB-02 auto timer 20s"},
		{"a timer has nothing to add", "auto, wait 20s, timer", routines.NoticeShow, "step 1 MOB-02 auto timer 20s"},
		{"goes on with time to read", "auto, +30s", routines.NoticeShow, "step 2 TPS-01.short auto timer -10s"},
		{"counts from then on", "auto, +30s, +10s", routines.NoticeNone, "step 2 TPS-01.short auto timer 0s"},
		{"starts for whoever has read", "auto, +30s, wait 2s, timer", routines.NoticeTimer, "step 2 TPS-01.short auto timer 0s"},
		{"or presses go by itself", "auto, +30s, wait 2s, auto", routines.NoticeTimer, "step 2 TPS-01.short auto timer 0s"},
		{"follows done", "auto, wait 5s, done", routines.NoticeShow, "step 2 TPS-01.short auto timer -10s"},
		{"follows skip", "auto, wait 5s, skip", routines.NoticeShow, "step 2 TPS-01.short auto timer -10s"},
		{"follows easier", "auto, wait 5s, easier", routines.NoticeEased, "step 1 MOB-02.easier auto timer -10s"},
		{"the easier form is shorter", "auto, wait 5s, easier, +25s", routines.NoticeShow, "step 2 TPS-01.short auto timer -10s"},
		{"ends when it hurts", "auto, hurts, hurt bit", routines.NoticeEased, "step 1 MOB-02.easier"},
		{"a little late", "auto, +2m30s", routines.NoticeShow, "step 2 TPS-01.short auto timer -10s"},
		{"pauses when nobody knows where the person is", "auto, +2m31s", routines.NoticeAway, "step 1 MOB-02 auto paused"},
		{"and goes on with the step", "auto, +2m31s, goon", routines.NoticeTimer, "step 1 MOB-02 auto timer 0s"},
	})
}

func TestGoByItselfToTheEnd(t *testing.T) {
	p := begun(t, "S-03", routines.Full).do("auto")
	start, cues := p.now, 0
	for p.session.Phase == routines.PhaseStep {
		p.do("moment")
		cues++
	}
	p.wants(routines.NoticeShow, "after")
	if p.ends() != "done done done done done" || cues != 7 {
		t.Errorf("steps %q after %d cues, want all done after 5 ends and 2 changes", p.ends(), cues)
	}
	// 470 s of doses, and four times ten seconds to read.
	if took := p.now.Sub(start); took.Seconds() != 510 {
		t.Errorf("took %v, want 8m30s", took)
	}
}

func TestPause(t *testing.T) {
	act(t, "S-03", []scene{
		{"stops the timer", "timer, wait 10s, pause, +1h", routines.NoticeNone, "step 1 MOB-02 paused"},
		{"goes on where it stood", "timer, wait 10s, pause, wait 1h, goon, wait 5s", routines.NoticeTimer, "step 1 MOB-02 timer 15s"},
		{"start timer goes on where it stood", "timer, wait 10s, pause, wait 1h, timer", routines.NoticeTimer, "step 1 MOB-02 timer 10s"},
		{"go by itself goes on where it stood", "timer, wait 10s, pause, wait 1h, auto", routines.NoticeTimer, "step 1 MOB-02 auto timer 10s"},
		{"twice is once", "timer, pause, pause", routines.NoticeShow, "step 1 MOB-02 paused"},
		{"without a timer", "pause, wait 1h, goon", routines.NoticeShow, "step 1 MOB-02"},
		{"go on without a pause", "timer, wait 10s, goon", routines.NoticeShow, "step 1 MOB-02 timer 10s"},
		{"done goes on", "timer, pause, done", routines.NoticeShow, "step 2 TPS-01.short"},
		{"done goes on by itself", "auto, pause, done", routines.NoticeShow, "step 2 TPS-01.short auto timer -10s"},
		{"while there is time to read", "auto, +30s, wait 4s, pause, wait 1h, goon", routines.NoticeTimer, "step 2 TPS-01.short auto timer -6s"},
		{"hurts", "timer, pause, hurts", routines.NoticeShow, "hurt 1 MOB-02"},
		{"easier", "timer, pause, easier", routines.NoticeEased, "step 1 MOB-02.easier"},
		{"stop", "timer, pause, stop", routines.NoticeClosed, "closed stopped"},
	})
}

func TestEasier(t *testing.T) {
	act(t, "S-03", []scene{
		{"once", "easier", routines.NoticeEased, "step 1 MOB-02.easier"},
		{"twice", "easier, easier", routines.NoticeNoEasier, "step 1 MOB-02.easier"},
		{"then done", "easier, done", routines.NoticeShow, "step 2 TPS-01.short"},
	})
	// Shrug and drop has no easier form; neither has a short scan.
	begun(t, "S-08b", routines.Full).do("done, timer, wait 3s, easier").wants(routines.NoticeNoEasier, "step 2 MOB-05 timer 3s")
	begun(t, "S-08b", routines.Full).do("done, done, easier").wants(routines.NoticeNoEasier, "step 3 STR-04.scan90")
	begun(t, "S-07", routines.Full).do("done, easier").wants(routines.NoticeEased, "step 2 STR-04.easier")
}

func TestTheNextMoment(t *testing.T) {
	for _, c := range []struct {
		name, script, at string
		cue              bool
	}{
		{"an unanswered opening", "show", "6h", false},
		{"a step without a timer", "form full, score 2, wait 1m", "6h", false},
		{"patience begins with the last answer", "form full, score 2, wait 1m, done", "6h1m", false},
		{"a timer", "form full, score 2, timer", "30s", true},
		{"a paused timer", "form full, score 2, timer, pause", "6h", false},
		{"a change of sides", "form full, score 2, done, timer", "1m", true},
		{"the end of the second side", "form full, score 2, done, timer, +1m", "2m", true},
		{"a step that starts by itself", "form full, score 2, auto, +30s", "1m40s", true},
		{"a question about hurt", "form full, score 2, timer, hurts", "6h", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := open(t, "S-03").do(c.script)
			at, cue, ok := p.session.Moment(p.machine.Library)
			if !ok || cue != c.cue || at.Sub(noon()) != p.span(c.at) {
				t.Errorf("moment after %v, cue %v, %v; want after %s, cue %v", at.Sub(noon()), cue, ok, c.at, c.cue)
			}
		})
	}
	p := begun(t, "S-03", routines.Full).do("timer, stop")
	if at, _, ok := p.session.Moment(p.machine.Library); ok {
		t.Errorf("a closed session waits for %v", at)
	}
}

// A dose that lost its second side while its timer ran still ends.
func TestADoseThatChangesUnderATimer(t *testing.T) {
	p := begun(t, "S-03", routines.Full).do("done, timer, +1m")
	e, _, _ := p.machine.Library.Variant("TPS-01.short")
	one := *e
	one.Variants = []routines.Variant{{ID: "TPS-01.short", Dose: routines.Dose{Sides: 1, Sets: 1, Reps: 1, Hold: 80}}}
	exercises := append(without(p.machine.Library, "TPS-01").Exercises(), &one)
	p.machine.Library = routines.NewLibrary(exercises, p.machine.Library.Routines(), nil)
	p.do("moment").wants(routines.NoticeTimeUp, "step 2 TPS-01.short")
	if p.now.Sub(noon()).Seconds() != 80 {
		t.Errorf("ended after %v, want 80 s", p.now.Sub(noon()))
	}
}
