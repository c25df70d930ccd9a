package routines_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"unknot/routines"
)

// happening is a move, and how long after the one before it comes.
type happening struct {
	after time.Duration
	move  routines.Move
	old   bool // answers the question before the one on the screen
}

// spans are the waits that a session treats differently.
func spans() []time.Duration {
	return []time.Duration{
		0, time.Second, 9 * time.Second, routines.LeadIn, 30 * time.Second, time.Minute, 95 * time.Second,
		routines.Overslept, routines.Overslept + time.Second, 10 * time.Minute, time.Hour,
		routines.LeftAlone - time.Second, routines.LeftAlone, -time.Second,
	}
}

func happenings() *rapid.Generator[happening] {
	return rapid.Custom(func(t *rapid.T) happening {
		return happening{
			after: rapid.SampledFrom(spans()).Draw(t, "after"),
			move: routines.Move{
				Kind:  rapid.SampledFrom(append(moveKinds(), "dance", "")).Draw(t, "kind"),
				Form:  rapid.SampledFrom(append(routines.Forms(), "long", "")).Draw(t, "form"),
				Score: rapid.IntRange(-1, 11).Draw(t, "score"),
				Hurt:  rapid.SampledFrom([]routines.Hurt{routines.HurtBit, routines.HurtStrong, routines.HurtElse, ""}).Draw(t, "hurt"),
				Ache:  rapid.SampledFrom(append(routines.Aches(), routines.AcheMore, "")).Draw(t, "ache"),
			},
			old: rapid.IntRange(0, 9).Draw(t, "old") == 0,
		}
	})
}

// scripts begins most sessions, so that not all of them end in the opening.
func scripts() *rapid.Generator[[]happening] {
	return rapid.Custom(func(t *rapid.T) []happening {
		script := rapid.SliceOfN(happenings(), 0, 40).Draw(t, "script")
		if rapid.IntRange(0, 4).Draw(t, "begun") == 0 {
			return script
		}
		return append([]happening{
			{move: routines.Move{Kind: routines.MoveForm, Form: rapid.SampledFrom(routines.Forms()).Draw(t, "first form")}},
			{move: routines.Move{Kind: routines.MoveScore, Score: rapid.IntRange(0, 10).Draw(t, "first score")}},
		}, script...)
	})
}

// fatal is what rapid and testing have in common.
type fatal interface {
	Helper()
	Fatalf(format string, args ...any)
	Fatal(args ...any)
	Errorf(format string, args ...any)
}

// obeys plays a script and holds every state against what a session machine
// must keep. It returns the closed session.
func obeys(t fatal, m routines.Machine, id routines.RoutineID, script []happening) routines.Session {
	t.Helper()
	r, ok := m.Library.Routine(id)
	if !ok {
		t.Fatalf("no routine %s", id)
	}
	s, now := routines.NewSession(1, r, noon()), noon()
	for _, h := range script {
		now = now.Add(h.after)
		mv := h.move
		if mv.Ask = s.Ask; h.old {
			mv.Ask = s.Ask - 1
		}
		s = advance(t, m, s, mv, now)
	}
	return runsOut(t, m, s, now)
}

// advance makes one move and checks it.
func advance(t fatal, m routines.Machine, s routines.Session, mv routines.Move, now time.Time) routines.Session {
	t.Helper()
	before := snapshot(s)
	next, notice := m.Advance(s, mv, now)
	if diff := differs(before, s); diff != "" {
		t.Fatalf("%+v changed what was handed in:\n%s", mv, diff)
	}
	again, noticeAgain := m.Advance(s, mv, now)
	if diff := differs(next, again); diff != "" || notice != noticeAgain {
		t.Fatalf("%+v twice: notices %q and %q, sessions:\n%s", mv, notice, noticeAgain, diff)
	}
	quiet := notice == routines.NoticeStale || notice == routines.NoticeUnfit || s.Closed()
	if diff := differs(before, next); quiet && diff != "" {
		t.Fatalf("%+v with notice %q changed:\n%s", mv, notice, diff)
	}
	if stale := mv.Ask > 0 && mv.Ask != s.Ask && !s.Closed(); stale && notice != routines.NoticeStale &&
		mv.Kind != routines.MoveTick && mv.Kind != routines.MoveAlarm {
		t.Fatalf("%+v answers question %d of %d, notice %q", mv, mv.Ask, s.Ask, notice)
	}
	sound(t, m, next)
	follows(t, s, next)
	return next
}

// differs tells the difference of two sessions; looking for none is much
// faster than telling it.
func differs(a, b routines.Session) string {
	if reflect.DeepEqual(a, b) {
		return ""
	}
	return cmp.Diff(a, b)
}

// snapshot returns a copy that shares nothing that a move could change.
func snapshot(s routines.Session) routines.Session {
	s.Steps = append([]routines.StepState(nil), s.Steps...)
	for _, p := range []**int{&s.Before, &s.During, &s.After, &s.Effort, &s.Head, &s.HeadNow} {
		if *p != nil {
			n := **p
			*p = &n
		}
	}
	return s
}

// sound checks what holds for every session at any time.
func sound(t fatal, m routines.Machine, s routines.Session) {
	t.Helper()
	switch {
	case s.At < 0 || s.At > len(s.Steps):
		t.Fatalf("step %d of %d", s.At, len(s.Steps))
	case s.Running() && s.At == len(s.Steps):
		t.Fatalf("phase %s without a step", s.Phase)
	case s.Paused && s.Timer.On():
		t.Fatal("paused, and the timer runs")
	case (s.Paused || s.Timer.On()) && s.Phase != routines.PhaseStep:
		t.Fatalf("phase %s, paused %v, timer %+v", s.Phase, s.Paused, s.Timer)
	case s.Auto && s.Phase != routines.PhaseStep:
		t.Fatalf("phase %s goes by itself", s.Phase)
	case s.Closed() != (s.End != "") || s.Closed() == s.Ended.IsZero():
		t.Fatalf("phase %s, end %q at %v", s.Phase, s.End, s.Ended)
	case (s.Running() || s.Phase == routines.PhaseAfter) && s.Started.IsZero():
		t.Fatalf("phase %s, never started", s.Phase)
	}
	for i, step := range s.Steps {
		if done := step.Done != ""; s.Running() && done != (i < s.At) {
			t.Fatalf("at step %d, and step %d is %q", s.At, i, step.Done)
		}
		if d, ok := s.StepDose(m.Library, i); !ok || d.Total() <= 0 || step.Spent < 0 {
			t.Fatalf("step %d, %+v, has the dose %+v", i, step, d)
		}
	}
	leaves(t, m, s)
}

// leaves checks that there is a result exactly when a begun session closed.
func leaves(t fatal, m routines.Machine, s routines.Session) {
	t.Helper()
	r, ok := s.Result(m.Library)
	if want := s.Closed() && !s.Started.IsZero(); ok != want {
		t.Fatalf("phase %s, end %q, started %v: result %v", s.Phase, s.End, s.Started, ok)
	}
	if whole := int(s.Total(m.Library).Seconds()); ok && (r.Seconds < 0 || r.Seconds > whole) {
		t.Fatalf("%d s done of %d", r.Seconds, whole)
	}
	if _, _, waits := s.Moment(m.Library); waits == s.Closed() {
		t.Fatalf("phase %s, waits %v", s.Phase, waits)
	}
}

// follows checks what may never go back.
func follows(t fatal, before, after routines.Session) {
	t.Helper()
	if after.Ask < before.Ask || after.At < before.At && len(before.Steps) > 0 {
		t.Fatalf("from question %d, step %d back to %d, %d", before.Ask, before.At, after.Ask, after.At)
	}
	for i := range before.Steps {
		if was := before.Steps[i]; was.Done != "" && was != after.Steps[i] {
			t.Fatalf("step %d was over as %+v and is %+v", i, was, after.Steps[i])
		}
	}
}

// runsOut lets only time act until the session is closed: every tick at the
// moment that a session names must bring it on.
func runsOut(t fatal, m routines.Machine, s routines.Session, now time.Time) routines.Session {
	t.Helper()
	for ticks := 0; !s.Closed(); ticks++ {
		at, _, ok := s.Moment(m.Library)
		if !ok || ticks > 3*len(s.Steps)+3 {
			t.Fatalf("after %d ticks still in phase %s", ticks, s.Phase)
		}
		if at.After(now) {
			now = at
		}
		next := advance(t, m, s, routines.Move{Kind: routines.MoveTick}, now)
		if reflect.DeepEqual(s, next) {
			t.Fatalf("the moment %v came and changed nothing in %+v", at, s)
		}
		s = next
	}
	return s
}

func TestSessionsObeyTheirRules(t *testing.T) {
	lib := open(t, "S-01").machine.Library
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.SampledFrom(lib.Routines()).Draw(t, "routine")
		m := routines.Machine{Library: lib, Uses: routines.Uses{"TPN-01": rapid.IntRange(0, 2).Draw(t, "uses")},
			First: rapid.Bool().Draw(t, "first"), Coming: rapid.Bool().Draw(t, "coming"), Checked: rapid.Bool().Draw(t, "checked")}
		m.Course.Program.Slow = rapid.Bool().Draw(t, "slow")
		obeys(t, m, r.ID, scripts().Draw(t, "script"))
	})
}

// However a session is cut into stored documents, it ends the same.
func TestStoringBetweenMovesChangesNothing(t *testing.T) {
	p := open(t, "S-03")
	r, _ := p.machine.Library.Routine("S-03")
	rapid.Check(t, func(rt *rapid.T) {
		kept, stored, now := routines.NewSession(1, r, noon()), routines.NewSession(1, r, noon()), noon()
		for _, h := range scripts().Draw(rt, "script") {
			now = now.Add(h.after)
			kept, _ = p.machine.Advance(kept, h.move, now)
			stored, _ = p.machine.Advance(decode(t, encode(t, stored)), h.move, now)
		}
		if diff := cmp.Diff(kept, stored); diff != "" {
			rt.Fatalf("kept (-) and stored (+):\n%s", diff)
		}
	})
}

// Nobody is asked for more than was planned, whatever is pressed.
func TestEasingNeverMakesAStepBigger(t *testing.T) {
	lib := open(t, "S-01").machine.Library
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.SampledFrom(lib.Routines()).Draw(t, "routine")
		s := obeys(t, routines.Machine{Library: lib}, r.ID, scripts().Draw(t, "script"))
		for i, step := range s.Steps {
			d, _ := s.StepDose(lib, i)
			planned, ok := lib.Dose(s.Routine, s.Form, step.Planned)
			if ok && d.Total() > planned.Total() && (d.Sets > planned.Sets || d.Reps > planned.Reps) {
				t.Fatalf("%s: %+v in place of %+v", step.Variant, d, planned)
			}
		}
	})
}
