package routines_test

import (
	"testing"

	"unknot/routines"
)

// The rules are those of the clinical specification, section 3.2, "during":
// a bit more is amber, strong or sharp is red, something else leads to 3.4.

func TestHurts(t *testing.T) {
	for _, c := range []struct {
		name, script string
		notice       routines.Notice
		state, ends  string
	}{
		{"a bit: the easier form", "hurts, hurt bit", routines.NoticeEased, "step 1 MOB-02.easier", "-(bit) - - - -"},
		{"a bit, then done", "hurts, hurt bit, done", routines.NoticeShow, "step 2 TPS-01.short", "done(bit) - - - -"},
		{"a bit, twice: skip", "hurts, hurt bit, hurts, hurt bit", routines.NoticeLeftOut, "step 2 TPS-01.short", "skipped(bit) - - - -"},
		{"eased before, then a bit: skip", "easier, hurts, hurt bit", routines.NoticeLeftOut, "step 2 TPS-01.short", "skipped(bit) - - - -"},
		{"a bit in every step counts for itself", "hurts, hurt bit, done, hurts, hurt bit", routines.NoticeEased, "step 2 TPS-01.easier", "done(bit) -(bit) - - -"},
		{"a bit is never an end", "hurts, hurt bit, hurts, hurt bit, hurts, hurt bit, hurts, hurt bit", routines.NoticeLeftOut, "step 3 TPS-02", "skipped(bit) skipped(bit) - - -"},
		{"strong: the step ends", "hurts, hurt strong", routines.NoticeStrong, "step 2 TPS-01.short", "stopped(strong) - - - -"},
		{"a bit, then strong", "hurts, hurt bit, hurts, hurt strong", routines.NoticeStrong, "step 2 TPS-01.short", "stopped(strong) - - - -"},
		{"strong twice: the session ends", "hurts, hurt strong, hurts, hurt strong, pass", routines.NoticeClosed, "closed hurt", "stopped(strong) stopped(strong) - - -"},
		{"strong twice with a step between", "hurts, hurt strong, done, hurts, hurt strong, pass", routines.NoticeClosed, "closed hurt", "stopped(strong) done stopped(strong) - -"},
		{"strong in the last step: on to the questions", "done, done, done, done, hurts, hurt strong", routines.NoticeStrong, "after", "done done done done stopped(strong)"},
		{"strong, then to the end", "hurts, hurt strong, done, done, done, done, pass, pass", routines.NoticeClosed, "closed done", "stopped(strong) done done done done"},
		{"something else: the signs", "hurts, hurt else", routines.NoticeShow, "sign 1 MOB-02", "-(else) - - - -"},
		{"a sign: the alarm", "hurts, hurt else, sign", routines.NoticeClosed, "closed alarm", "stopped(else) - - - -"},
		{"no sign: a kind end", "hurts, hurt else, nosign", routines.NoticeClosed, "closed hurt", "stopped(else) - - - -"},
		{"pressed by mistake", "hurts, goon", routines.NoticeShow, "step 1 MOB-02", "- - - - -"},
		{"a mistake is not counted", "hurts, goon, hurts, hurt strong", routines.NoticeStrong, "step 2 TPS-01.short", "stopped(strong) - - - -"},
		{"stop instead of an answer", "hurts, stop", routines.NoticeClosed, "closed stopped", "- - - - -"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := begun(t, "S-03", routines.Full).do(c.script).wants(c.notice, c.state)
			if p.ends() != c.ends {
				t.Errorf("steps %q, want %q", p.ends(), c.ends)
			}
		})
	}
}

// A step without an easier form is skipped at the first "a bit".
func TestABitInAStepWithoutAnEasierForm(t *testing.T) {
	p := begun(t, "S-08b", routines.Full).do("done, hurts, hurt bit").wants(routines.NoticeLeftOut, "step 3 STR-04.scan90")
	if p.ends() != "done skipped(bit) -" {
		t.Errorf("steps %q", p.ends())
	}
}

// A step that is easier already, because of the pain before, is skipped too.
func TestABitInAStepThatIsEasierAlready(t *testing.T) {
	open(t, "S-03").do("form full, score 5").wants(routines.NoticeShow, "step 1 MOB-02.easier").
		do("hurts, hurt bit").wants(routines.NoticeLeftOut, "step 2 TPS-01.easier")
}

// From 6 on the table knows no amber, and in a rest the first red is the end.
func TestHurtsAfterMuchPainBefore(t *testing.T) {
	for _, c := range []struct {
		name, script string
		notice       routines.Notice
		state, ends  string
	}{
		{"6-7, a bit: the step ends", "score 6, hurts, hurt bit", routines.NoticeStrong, "step 2 MOB-05", "stopped(bit) - - - -"},
		{"6-7, a bit twice: the session ends", "score 7, hurts, hurt bit, done, hurts, hurt bit, pass", routines.NoticeClosed, "closed hurt", "stopped(bit) done stopped(bit) - -"},
		{"6-7, strong after a bit", "score 6, hurts, hurt bit, hurts, hurt strong, pass", routines.NoticeClosed, "closed hurt", "stopped(bit) stopped(strong) - - -"},
		{"6-7, strong once", "score 6, hurts, hurt strong", routines.NoticeStrong, "step 2 MOB-05", "stopped(strong) - - - -"},
		{"6-7, easier is still there", "score 6, easier", routines.NoticeEased, "step 1 STR-01.easier", "- - - - -"},
		{"8-10, a bit: the session ends", "score 8, goon, hurts, hurt bit, pass", routines.NoticeClosed, "closed hurt", "stopped(bit) -"},
		{"8-10, strong: the session ends", "score 10, goon, hurts, hurt strong, pass", routines.NoticeClosed, "closed hurt", "stopped(strong) -"},
		{"an aching head, a bit: the session ends", "head, pass, hurts, hurt bit", routines.NoticeClosed, "closed hurt", "stopped(bit) -"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := open(t, "S-03").do("form full").do(c.script).wants(c.notice, c.state)
			if p.ends() != c.ends {
				t.Errorf("steps %q, want %q", p.ends(), c.ends)
			}
		})
	}
}

// A red flag goes before everything, at any point.
func TestAnAlarmInASession(t *testing.T) {
	p := begun(t, "S-03", routines.Full).do("done, hurts, alarm").wants(routines.NoticeClosed, "closed alarm")
	if r := p.result(); r.End != routines.EndAlarm || p.ends() != "done - - - -" {
		t.Errorf("end %q, steps %q", r.End, p.ends())
	}
}
