package routines_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"unknot/routines"
)

func TestASessionFromItsOpeningToItsEnd(t *testing.T) {
	p := open(t, "S-01")
	p.do("form tiny").wants(routines.NoticeShow, "before")
	p.do("score 3").wants(routines.NoticeShow, "step 1 CST-02.x6")
	p.do("wait 40s, done").wants(routines.NoticeShow, "step 2 MOB-02")
	p.do("wait 40s, done").wants(routines.NoticeShow, "after")
	p.do("wait 5s, score 2").wants(routines.NoticeShow, "effort")
	p.do("wait 5s, score 1").wants(routines.NoticeClosed, "closed done")
	three, two, one := 3, 2, 1
	want := routines.Result{
		Routine: "S-01", Version: 1, Form: routines.Tiny,
		Steps:  []routines.StepState{{Variant: "CST-02.x6", Done: routines.StepDone}, {Variant: "MOB-02", Done: routines.StepDone}},
		Before: &three, After: &two, Effort: &one,
		Started: noon(), Ended: noon().Add(90 * time.Second), End: routines.EndDone, Seconds: 60, Counted: true,
	}
	if diff := cmp.Diff(want, p.result()); diff != "" {
		t.Errorf("result (-want +got):\n%s", diff)
	}
}

// A question left unanswered stays empty: zero is an answer.
func TestUnansweredIsNotZero(t *testing.T) {
	r := open(t, "S-01").do("form tiny, pass, done, done, pass, pass").result()
	if r.Before != nil || r.After != nil || r.Effort != nil {
		t.Errorf("before %v, after %v, effort %v, want none", r.Before, r.After, r.Effort)
	}
	r = open(t, "S-01").do("form tiny, score 0, done, done, score 0, score 0").result()
	if r.Before == nil || r.After == nil || r.Effort == nil || *r.Before+*r.After+*r.Effort != 0 {
		t.Errorf("before %v, after %v, effort %v, want zeros", r.Before, r.After, r.Effort)
	}
}

// A head that aches leads to rest, and to no more questions (clinical
// specification, section 3.3: no question, no rating).
func TestAHeadacheLeadsToRest(t *testing.T) {
	p := open(t, "S-02").do("form full, head, pass").wants(routines.NoticeRest, "step 1 STR-01.c18")
	p.do("done, done").wants(routines.NoticeClosed, "closed done")
	if r := p.result(); r.Routine != "S-09" || !r.Headache || r.Before != nil || !r.Counted {
		t.Errorf("result %+v, want a rest with a headache and no score", r)
	}
	open(t, "S-09").do("form tiny, head, pass").wants(routines.NoticeShow, "step 1 STR-01.c6")
}

func TestAnswersToAnEarlierQuestionChangeNothing(t *testing.T) {
	p := begun(t, "S-01", routines.Full)
	before := p.session
	for _, script := range []string{"old done", "old stop", "old hurts", "old timer", "old score 9"} {
		p.do(script)
		if diff := cmp.Diff(before, p.session); p.notice != routines.NoticeStale || diff != "" {
			t.Errorf("%s: notice %q, changed:\n%s", script, p.notice, diff)
		}
	}
}

// A typed word carries no number and answers what is on the screen.
func TestAWordAnswersTheQuestionOnTheScreen(t *testing.T) {
	p := begun(t, "S-01", routines.Full)
	s, notice := p.machine.Advance(p.session, routines.Move{Kind: routines.MoveDone}, p.now)
	if notice != routines.NoticeShow || s.At != 1 {
		t.Errorf("notice %q, step %d", notice, s.At)
	}
}

// The same press twice is one press.
func TestTheSamePressTwiceIsOne(t *testing.T) {
	p := begun(t, "S-01", routines.Full)
	done := routines.Move{Kind: routines.MoveDone, Ask: p.session.Ask}
	once, _ := p.machine.Advance(p.session, done, p.now)
	twice, notice := p.machine.Advance(once, done, p.now)
	if diff := cmp.Diff(once, twice); notice != routines.NoticeStale || diff != "" {
		t.Errorf("notice %q, changed:\n%s", notice, diff)
	}
}

func TestASessionLeftAlone(t *testing.T) {
	for _, sc := range []scene{
		{"just before six hours", "+5h59m59s", routines.NoticeNone, "step 1 MOB-02"},
		{"after six hours", "+6h", routines.NoticeClosed, "closed left"},
		{"days later", "+72h", routines.NoticeClosed, "closed left"},
		{"paused", "timer, pause, +6h", routines.NoticeClosed, "closed left"},
		{"asked about hurt", "hurts, +6h", routines.NoticeClosed, "closed left"},
		{"asked about signs", "hurts, hurt else, +6h", routines.NoticeClosed, "closed left"},
		{"an answer gives six hours more", "+5h, done, +5h", routines.NoticeNone, "step 2 TPS-01.short"},
		{"a timer is no answer", "timer, +30s, +5h59m30s", routines.NoticeClosed, "closed left"},
		{"steps that advance alone are no answers", "auto, +30s, +2m11s, +5h57m19s", routines.NoticeClosed, "closed left"},
		{"with only the questions after to do", "done, done, done, done, done, +6h", routines.NoticeClosed, "closed done"},
		{"with only the effort to do", "done, done, done, done, done, score 2, +6h", routines.NoticeClosed, "closed done"},
	} {
		t.Run(sc.name, func(t *testing.T) {
			begun(t, "S-03", routines.Full).do(sc.script).wants(sc.notice, sc.state)
		})
	}
	for _, script := range []string{"+6h", "+72h", "+1h, done, +72h"} {
		p := begun(t, "S-03", routines.Full).do(script)
		if want := p.session.Touched.Add(routines.LeftAlone); !p.session.Ended.Equal(want) {
			t.Errorf("%s: ended at %v, however late that is seen it was %v", script, p.session.Ended, want)
		}
	}
	open(t, "S-03").do("+6h").wants(routines.NoticeUnbegun, "closed unbegun")
	open(t, "S-03").do("form full, +6h").wants(routines.NoticeUnbegun, "closed unbegun")
}

// without returns the library as if files had changed: without some exercises.
func without(lib *routines.Library, gone ...routines.ExerciseID) *routines.Library {
	var left []*routines.Exercise
	for _, e := range lib.Exercises() {
		keep := true
		for _, id := range gone {
			keep = keep && e.ID != id
		}
		if keep {
			left = append(left, e)
		}
	}
	return routines.NewLibrary(left, lib.Routines(), nil)
}

func TestARoutineFileThatChanges(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		gone                routines.ExerciseID
		notice              routines.Notice
		state               string
	}{
		{"the current step is gone", "done", "done", "TPS-01", routines.NoticeClosed, "closed changed"},
		{"it closes at a tick, too", "done", "+1s", "TPS-01", routines.NoticeClosed, "closed changed"},
		{"a question about hurt is open", "done, hurts", "hurt bit", "TPS-01", routines.NoticeClosed, "closed changed"},
		{"the next step is gone", "show", "done", "TPS-01", routines.NoticeClosed, "closed changed"},
		{"a step behind is gone", "done", "done", "MOB-02", routines.NoticeShow, "step 3 TPS-02"},
		{"a step far ahead is gone", "show", "done", "MOB-04", routines.NoticeShow, "step 2 TPS-01.short"},
		{"only the questions after are left", "done, done, done, done, done", "pass", "STR-01", routines.NoticeShow, "effort"},
		{"a red flag goes first", "done", "alarm", "TPS-01", routines.NoticeClosed, "closed alarm"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := begun(t, "S-03", routines.Full).do(c.before)
			p.machine.Library = without(p.machine.Library, c.gone)
			p.do(c.after).wants(c.notice, c.state)
		})
	}
}

func TestARoutineThatIsGoneBeforeItsFirstStep(t *testing.T) {
	p := open(t, "S-03").do("form full")
	p.machine.Library = routines.NewLibrary(p.machine.Library.Exercises(), nil, nil)
	p.do("score 2").wants(routines.NoticeUnbegun, "closed unbegun")
	p = open(t, "S-03").do("form tiny")
	p.machine.Library = without(p.machine.Library, "TPS-01")
	p.do("score 2").wants(routines.NoticeUnbegun, "closed unbegun")
	if r, ok := p.session.Result(p.machine.Library); ok {
		t.Errorf("result %+v of a session without a step", r)
	}
}

// A session pins the version that was there when its steps began.
func TestTheVersionOfTheFirstStepIsPinned(t *testing.T) {
	p := open(t, "S-03").do("form full")
	r, _ := p.machine.Library.Routine("S-03")
	newer := *r
	newer.Version = 4
	p.machine.Library = routines.NewLibrary(p.machine.Library.Exercises(), []*routines.Routine{&newer}, nil)
	if p.do("score 2"); p.session.Version != 4 {
		t.Errorf("version %d, want 4", p.session.Version)
	}
}

// BenchmarkAdvance takes somebody through a whole full session.
func BenchmarkAdvance(b *testing.B) {
	p := open(b, "S-02")
	r, _ := p.machine.Library.Routine("S-02")
	kinds := []routines.Move{
		{Kind: routines.MoveForm, Form: routines.Full}, {Kind: routines.MoveScore, Score: 2},
		{Kind: routines.MoveTimer}, {Kind: routines.MovePause}, {Kind: routines.MoveGoOn}, {Kind: routines.MoveDone},
		{Kind: routines.MoveDone}, {Kind: routines.MoveEasier}, {Kind: routines.MoveDone}, {Kind: routines.MoveHurts},
		{Kind: routines.MoveHurt, Hurt: routines.HurtBit}, {Kind: routines.MoveDone}, {Kind: routines.MoveSkip},
		{Kind: routines.MoveDone}, {Kind: routines.MoveScore, Score: 1}, {Kind: routines.MoveScore, Score: 1},
	}
	b.ReportAllocs()
	for b.Loop() {
		s := routines.NewSession(1, r, p.now)
		for _, mv := range kinds {
			s, _ = p.machine.Advance(s, mv, p.now)
		}
		if _, ok := s.Result(p.machine.Library); !ok {
			b.Fatal("the session is not over")
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(kinds)), "ns/move")
}
