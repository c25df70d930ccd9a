package routines_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"unknot/routines"
)

// Partial counts for the week when at least half the steps or two minutes
// were done (product specification, "A guided session"). S-02 in full has six
// steps, of 60, 75, 120, 80, 80 and 30 s; S-07 two, of 330 and 270 s.
func TestPartialCredit(t *testing.T) {
	for _, c := range []struct {
		name, script string
		routine      routines.RoutineID
		seconds      int
		counted      bool
	}{
		{"nothing", "stop", "S-02", 0, false},
		{"one step of six", "done, stop", "S-02", 60, false},
		{"two steps, more than two minutes", "done, done, stop", "S-02", 135, true},
		{"two short ones of six", "skip, skip, skip, skip, done, done, pass, pass", "S-02", 110, false},
		{"one long one of six: exactly two minutes", "skip, skip, done, stop", "S-02", 120, true},
		{"exactly half the steps", "done, stop", "S-07", 330, true},
		{"three of five", "skip, done, done, skip, done, pass, pass", "S-01", 95, true},
		{"two of five are less than half", "skip, done, done, stop", "S-01", 60, false},
		{"all skipped", "skip, skip, skip, skip, skip, pass, pass", "S-01", 0, false},
		{"stopped steps are not done", "hurts, hurt strong, skip, skip, skip, skip, pass, pass", "S-01", 0, false},
		{"a timer at 119 s", "timer, wait 119s, stop", "S-07", 119, false},
		{"a timer at 120 s", "timer, wait 120s, stop", "S-07", 120, true},
		{"a paused timer at 120 s", "timer, wait 120s, pause, wait 1h, stop", "S-07", 120, true},
		{"two parts of 60 s", "timer, wait 60s, hurts, goon, timer, wait 60s, skip, stop", "S-07", 120, true},
		{"by itself for 120 s", "auto, wait 120s, stop", "S-07", 120, true},
		{"a timer that ran to its end, with no answer", "timer, +330s, +6h", "S-07", 330, true},
		{"nobody knows what was done in six hours", "timer, +6h", "S-07", 0, false},
		{"a timer that came a little late", "timer, +450s, stop", "S-07", 330, true},
		{"a timer that came too late counted nothing", "timer, +451s, stop", "S-07", 0, false},
		{"a timer counts no more than its dose", "timer, wait 1h, stop", "S-07", 330, true},
		{"time to read is no time", "auto, +330s, wait 3s, stop", "S-07", 330, true},
		{"done is the dose, whatever the timer says", "timer, wait 3s, done, stop", "S-07", 330, true},
		{"time of a skipped step counts", "timer, wait 130s, skip, stop", "S-07", 130, true},
		{"time before it hurt counts", "timer, wait 130s, hurts, hurt else, nosign", "S-07", 130, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := begun(t, c.routine, routines.Full).do(c.script).result()
			if r.Seconds != c.seconds || r.Counted != c.counted {
				t.Errorf("%d s, counted %v; want %d, %v", r.Seconds, r.Counted, c.seconds, c.counted)
			}
		})
	}
}

// Half the steps count, however short they are.
func TestHalfOfATinyForm(t *testing.T) {
	if r := begun(t, "S-01", routines.Tiny).do("skip, done, pass, pass").result(); r.Seconds != 30 || !r.Counted {
		t.Errorf("%d s, counted %v", r.Seconds, r.Counted)
	}
}

// Set-up items never count as sessions (clinical specification, section 2.1).
func TestCheckListsCountForNoWeek(t *testing.T) {
	for _, c := range []struct {
		families []routines.Family
		counted  bool
	}{
		{[]routines.Family{routines.Workstation}, false},
		{[]routines.Family{routines.SleepSetup}, false},
		{[]routines.Family{routines.Workstation, routines.SleepSetup}, false},
		{[]routines.Family{routines.Workstation, routines.Stretching}, true},
		{[]routines.Family{routines.Mixed}, true},
		{nil, true},
	} {
		lib := oneOf("", dose(1, 1, 200, 0), dose(1, 1, 100, 0), nil)
		r, _ := lib.Routine("X-01")
		r.Families = c.families
		if got := openIn(t, lib, "X-01").do("form full, score 2, done, pass, pass").result(); got.Counted != c.counted {
			t.Errorf("%v: counted %v", c.families, got.Counted)
		}
	}
}

func TestWhatLeavesNoResult(t *testing.T) {
	for _, script := range []string{"show", "stop", "form full", "form full, stop", "alarm", "+6h", "form full, score 2", "form full, score 2, done"} {
		p := open(t, "S-01").do(script)
		if r, ok := p.session.Result(p.machine.Library); ok {
			t.Errorf("%s: result %+v", script, r)
		}
	}
}

// A result that somebody changes does not change the session.
func TestAResultIsACopy(t *testing.T) {
	p := begun(t, "S-01", routines.Full).do("done, stop")
	p.result().Steps[0].Done = routines.StepSkipped
	if p.ends() != "done - - - -" {
		t.Errorf("steps %q", p.ends())
	}
}

// A result is the same however often it is asked for.
func TestAResultIsTheSameTwice(t *testing.T) {
	p := begun(t, "S-03", routines.Full).do("done, hurts, hurt bit, done, stop")
	if diff := cmp.Diff(p.result(), p.result()); diff != "" {
		t.Error(diff)
	}
}
