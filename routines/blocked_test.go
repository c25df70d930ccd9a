package routines_test

import (
	"testing"

	"pgregory.net/rapid"

	"unknot/routines"
)

// openBlocked opens a session of somebody with blocks.
func openBlocked(t testing.TB, id routines.RoutineID, blocks string) *play {
	t.Helper()
	p := openIn(t, clinic(), id)
	p.machine.Blocks = listed(blocks)
	return p
}

// TestBeginWithBlocks: what a session begins with. A step that is dropped takes
// no time; where more than half is, a still routine comes instead (section 0.4
// of the clinical specification; 2.1 says which).
func TestBeginWithBlocks(t *testing.T) {
	for _, c := range []struct {
		name, script string
		routine      routines.RoutineID
		blocks       string
		want         routines.RoutineID
		notice       routines.Notice
		steps        string
	}{
		{"nothing blocked", "score 2", "S-03", "", "S-03", routines.NoticeShow, "MOB-02 30, TPS-01.short 120, TPS-02 180, MOB-04 80, STR-01.c6 60"},
		{"some is dropped, some replaced", "score 2", "S-03", "PRESS", "S-03", routines.NoticeShow, "MOB-02 30, TPS-01.easier 60, MOB-04 80, STR-01.c6 60"},
		{"the twin", "score 2", "S-06", "FLAT; KNEEL", "S-06", routines.NoticeShow,
			"MOB-01.short 75, CST-04.t 130, SST-02 160, SST-03 140, CST-01.L3r 180, STR-01.c3 30"},
		{"more than half is dropped", "score 2", "S-02", "PRESS; ENDRANGE; NECKLOAD", "S-08b", routines.NoticeInstead, "STR-01.c19 190, MOB-05 30, STR-04.scan90 90"},
		{"and the neck may move", "score 2", "S-04", "BALL", "S-07", routines.NoticeInstead, "STR-01.bed 330, STR-04 270"},
		{"nothing is left of it", "form tiny, score 2", "S-06", "LOAD", "S-07", routines.NoticeInstead, "STR-01.c6 60"},
		{"strength without tensing", "score 2", "S-07", "LOAD", "S-07", routines.NoticeShow, "STR-01.bed 330, STR-04.easier 270"},
		{"nothing that moves", "score 2", "S-05", "MOVE", "S-09", routines.NoticeInstead, "STR-01.c18 180, STR-04.scan120 120"},
		{"a check-list waits, too", "score 2", "S-12", "MOVE", "S-09", routines.NoticeInstead, "STR-01.c18 180, STR-04.scan120 120"},
		{"rest stays on request", "score 2", "S-09", "MOVE; TOUCH", "S-09", routines.NoticeShow, "STR-01.c18 180, STR-04.scan120 120"},
		{"more pain: the easier variants that are open", "score 4", "S-03", "PRESS", "S-03", routines.NoticeShow,
			"MOB-02.easier 15, TPS-01.easier 60, MOB-04.easier 50, STR-01.c6 60"},
		{"more pain, lying flat is off", "score 5", "S-05", "FLAT; LOAD", "S-05", routines.NoticeShow,
			"MOB-01.easier 40, MOB-02.easier 15, SST-01.easier 35, CST-01.easier 30, STR-01.c6 60"},
		{"6-7", "score 6", "S-05", "PRESS", "S-08a", routines.NoticeGentle, "STR-01.short 120, MOB-05 30, MOB-01.easier 40, CST-01.easier 30, STR-04.scan90 90"},
		{"6-7, and the neck may not work", "score 6", "S-05", "NECKLOAD", "S-08b", routines.NoticeGentle, "STR-01.c19 190, MOB-05 30, STR-04.scan90 90"},
		{"6-7, and nothing may move", "score 6", "S-05", "MOVE", "S-09", routines.NoticeGentle, "STR-01.c18 180, STR-04.scan120 120"},
		{"the gentle one was asked for", "score 2", "S-08a", "NECKLOAD", "S-08b", routines.NoticeInstead, "STR-01.c19 190, MOB-05 30, STR-04.scan90 90"},
		{"8-10", "score 9, goon", "S-05", "PRESS; NECKLOAD", "S-09", routines.NoticeRest, "STR-01.c18 180, STR-04.scan120 120"},
		{"8-10, and little is left of the rest", "score 9, goon", "S-05", "STR-01", "S-09", routines.NoticeRest, "STR-04.scan120 120"},
		{"an aching head", "head, pass", "S-05", "MOVE; TOUCH", "S-09", routines.NoticeRest, "STR-01.c18 180, STR-04.scan120 120"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := openBlocked(t, c.routine, c.blocks).do(c.script)
			if p.session.Routine != c.want || p.notice != c.notice || p.session.Phase != routines.PhaseStep {
				t.Fatalf("%s, notice %q, %s", p.session.Routine, p.notice, p.state())
			}
			if got := p.steps(); got != c.steps {
				t.Errorf("steps\n%s\nwant\n%s", got, c.steps)
			}
		})
	}
}

// ALL leaves nothing: a session never begins, and leaves no record.
func TestNothingBeginsUnderAll(t *testing.T) {
	for _, id := range []routines.RoutineID{"S-01", "S-05", "S-07", "S-09", "S-12"} {
		for _, answer := range []string{"score 2", "score 6", "score 9, goon", "pass", "head, pass", "head, ache medium", "form tiny, score 3"} {
			openBlocked(t, id, "ALL").do(answer).wants(routines.NoticeUnbegun, "closed unbegun")
		}
	}
}

// Where even the still routines are off, what is left of the planned one is
// done.
func TestWhatIsLeftWithoutAStillRoutine(t *testing.T) {
	p := openBlocked(t, "S-04", "BALL; STR-01; STR-04; MOB-05").do("score 2").wants(routines.NoticeShow, "step 1 MOB-03")
	if got := p.steps(); got != "MOB-03 45" {
		t.Errorf("steps %s", got)
	}
}

func TestEasingWithBlocks(t *testing.T) {
	for _, c := range []struct {
		name, blocks, script string
		notice               routines.Notice
		state, ends          string
	}{
		{"the easier one is open", "", "easier", routines.NoticeEased, "step 1 MOB-02.easier", "- - - - -"},
		{"it is not", "MOB-02.easier", "easier", routines.NoticeNoEasier, "step 1 MOB-02", "- - - - -"},
		{"a bit more pain, and it is not", "MOB-02.easier", "hurts, hurt bit", routines.NoticeLeftOut, "step 2 TPS-01.short", "skipped(bit) - - - -"},
		{"hands may not touch", "TOUCH", "done, easier", routines.NoticeNoEasier, "step 2 TPS-01.short", "done - - - -"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := openBlocked(t, "S-03", c.blocks).do("score 2").do(c.script).wants(c.notice, c.state)
			if p.ends() != c.ends {
				t.Errorf("steps %q, want %q", p.ends(), c.ends)
			}
		})
	}
}

// What is felt in one step may close those after it, and the one on the
// screen.
func TestBlocksThatComeOnTheWay(t *testing.T) {
	for _, c := range []struct {
		name, blocks, script string
		notice               routines.Notice
		state, ends          string
	}{
		{"the next is another variant now", "PRESS", "done", routines.NoticeShow, "step 2 TPS-01.easier", "done - - - -"},
		{"the next is skipped", "TPS", "done", routines.NoticeShow, "step 4 MOB-04", "done skipped skipped - -"},
		{"all others are", "TPS; ENDRANGE; STR", "done", routines.NoticeShow, "after", "done skipped skipped skipped skipped"},
		{"the one on the screen is replaced", "MOB-02", "show", routines.NoticeShow, "step 2 TPS-01.short", "skipped - - - -"},
		{"done is done, even so", "MOB-02", "done", routines.NoticeShow, "step 2 TPS-01.short", "done - - - -"},
		{"its timer does not start", "MOB-02", "timer", routines.NoticeShow, "step 2 TPS-01.short", "skipped - - - -"},
		{"an old press still is one", "MOB-02", "old done", routines.NoticeStale, "step 2 TPS-01.short", "skipped - - - -"},
		{"a strong hurt is still told", "TPS", "hurts, hurt strong", routines.NoticeStrong, "step 4 MOB-04", "stopped(strong) skipped skipped - -"},
		{"a question about it stays", "MOB-02", "hurts", routines.NoticeShow, "hurt 1 MOB-02", "- - - - -"},
		{"stop is stop", "ALL", "stop", routines.NoticeClosed, "closed stopped", "- - - - -"},
		{"an alarm is an alarm", "ALL", "alarm", routines.NoticeClosed, "closed alarm", "- - - - -"},
		{"everything is off", "ALL", "show", routines.NoticeShow, "after", "skipped skipped skipped skipped skipped"},
		{"left alone", "TPS", "+6h", routines.NoticeClosed, "closed left", "- - - - -"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := openBlocked(t, "S-03", "").do("score 2")
			p.machine.Blocks = listed(c.blocks)
			p.do(c.script).wants(c.notice, c.state)
			if p.ends() != c.ends {
				t.Errorf("steps %q, want %q", p.ends(), c.ends)
			}
		})
	}
}

// A rest whose steps all close ends there: nobody in an attack is asked for
// numbers.
func TestARestThatCloses(t *testing.T) {
	p := openBlocked(t, "S-05", "").do("head, pass")
	p.machine.Blocks = listed("ALL")
	p.do("show").wants(routines.NoticeClosed, "closed done")
}

// Going by itself, a variant that takes the place of another one gets its time
// to be read, and a timer is no answer of the person.
func TestGoingByItselfWithBlocks(t *testing.T) {
	p := openBlocked(t, "S-03", "").do("score 2, auto")
	touched := p.session.Touched
	p.machine.Blocks = listed("PRESS")
	p.do("moment").wants(routines.NoticeShow, "step 2 TPS-01.easier auto timer -10s")
	if !p.session.Touched.Equal(touched) {
		t.Errorf("touched at %v", p.session.Touched)
	}
	if p.session.Steps[1].Planned != "TPS-01.short" || p.session.Steps[1].Eased {
		t.Errorf("step %+v", p.session.Steps[1])
	}
}

// No blocked exercise is on the screen in any reachable state, whatever is
// pressed, answered or felt on the way.
func TestNoReachableStateShowsABlockedStep(t *testing.T) {
	libs := libraries(t)
	rapid.Check(t, func(t *rapid.T) {
		lib := libs[rapid.IntRange(0, 1).Draw(t, "library")]
		r := rapid.SampledFrom(lib.Routines()).Draw(t, "routine")
		m := routines.Machine{Library: lib, Uses: routines.Uses{"TPN-01": rapid.IntRange(0, 2).Draw(t, "uses")}}
		s, now := routines.NewSession(1, r, noon()), noon()
		for _, h := range scripts().Draw(t, "script") {
			now = now.Add(h.after)
			if rapid.IntRange(0, 3).Draw(t, "felt") == 0 {
				m.Blocks = m.Blocks.With(someBlocks().Draw(t, "blocks"))
			}
			before := snapshot(s)
			next, notice := m.Advance(s, h.move, now)
			if diff := differs(before, s); diff != "" {
				t.Fatalf("%+v changed what was handed in:\n%s", h.move, diff)
			}
			sound(t, m, next)
			follows(t, s, next)
			if step, ok := next.Current(); ok && next.Phase == routines.PhaseStep {
				permitted(t, lib, step.Variant, m.Blocks)
			}
			if next.Closed() && notice == routines.NoticeShow {
				t.Fatal("closed, and nothing is said")
			}
			s = next
		}
	})
}

// A session that begins with blocks pins none of what they take, and no more
// time than was planned.
func TestWhatIsPinnedIsOpen(t *testing.T) {
	lib := libraries(t)[0]
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.SampledFrom(lib.Routines()).Draw(t, "routine")
		form := rapid.SampledFrom(routines.Forms()).Draw(t, "form")
		score := rapid.IntRange(0, 10).Draw(t, "score")
		m := routines.Machine{Library: lib, Blocks: someBlocks().Draw(t, "blocks"), Uses: routines.Uses{"TPN-01": 2}}
		s, _ := m.Advance(routines.NewSession(1, r, noon()), routines.Move{Kind: routines.MoveForm, Form: form}, noon())
		s, _ = m.Advance(s, routines.Move{Kind: routines.MoveScore, Score: score}, noon())
		for _, step := range s.Steps {
			permitted(t, lib, step.Variant, m.Blocks)
		}
		done, ok := lib.Routine(s.Routine)
		if ok && !s.Closed() && s.Total(lib) > lib.Total(done, form) {
			t.Fatalf("%s %s under %q takes %v, more than %v", s.Routine, form, m.Blocks, s.Total(lib), lib.Total(done, form))
		}
	})
}
