package routines_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"unknot/routines"
)

// TestTheHeadBeforeASession holds rows B5 to B12 of the table "before" of the
// clinical specification, section 3.2, as a session meets them.
func TestTheHeadBeforeASession(t *testing.T) {
	for _, c := range []struct {
		name, script string
		machine      func(*routines.Machine)
		planned      routines.RoutineID
		notice       routines.Notice
		routine      routines.RoutineID
		state        string
	}{
		{name: "B6: 4-6 and the neck untold", script: "head, ache medium", notice: routines.NoticeStill, routine: "S-08b", state: "step 1 STR-01.c19"},
		{name: "B6: what is still already stays", planned: "S-09", script: "head, ache medium", notice: routines.NoticeShow, routine: "S-09", state: "step 1 STR-01.c18"},
		{name: "B10: 7-10 is an attack", script: "head, ache strong", notice: routines.NoticeAttack, routine: "S-05", state: "closed unbegun"},
		{name: "B10: so is a sign", script: "head, ache sign", notice: routines.NoticeAttack, routine: "S-05", state: "closed unbegun"},
		{name: "one may be coming", script: "head, ache coming", notice: routines.NoticeStill, routine: "S-08b", state: "step 1 STR-01.c19"},
		{name: "one was coming before", script: "score 2", machine: func(m *routines.Machine) { m.Coming = true },
			notice: routines.NoticeStill, routine: "S-08b", state: "step 1 STR-01.c19"},
		{name: "B8: much pain, and one is coming", script: "score 9, goon", machine: func(m *routines.Machine) { m.Coming = true },
			notice: routines.NoticeRest, routine: "S-09", state: "step 1 STR-01.c18"},
		{name: "more, and no more is told", script: "head, pass", notice: routines.NoticeRest, routine: "S-09", state: "step 1 STR-01.c18"},
		{name: "more, twice", script: "head, head", notice: routines.NoticeRest, routine: "S-09", state: "step 1 STR-01.c18"},
		{name: "the first card asks no more", script: "head", machine: func(m *routines.Machine) { m.First = true },
			notice: routines.NoticeRest, routine: "S-09", state: "step 1 STR-01.c18"},
		{name: "B8: 4-6 and a very sore neck", script: "head, ache mediumsore", notice: routines.NoticeRecheck, routine: "S-05", state: "recheck"},
		{name: "B8: then the rest", script: "head, ache mediumsore, goon", notice: routines.NoticeRest, routine: "S-09", state: "step 1 STR-01.c18"},
		{name: "B12: 7-10 and a very sore neck", script: "head, ache strongsore", notice: routines.NoticeAttack, routine: "S-05", state: "closed unbegun"},
		{name: "a day with a headache: the head is asked", script: "score 2", machine: func(m *routines.Machine) { m.AskHead = true },
			notice: routines.NoticeShow, routine: "S-05", state: "ache"},
		{name: "a day with a headache, and it is mild now", script: "score 2, ache mild", machine: func(m *routines.Machine) { m.AskHead = true },
			notice: routines.NoticeShow, routine: "S-05", state: "step 1 MOB-01.short"},
		{name: "mild after all: the neck decides", script: "head, ache mild, score 2", notice: routines.NoticeShow, routine: "S-05", state: "step 1 MOB-01.short"},
		{name: "mild after all, and then more", script: "head, ache mild, head, ache medium", notice: routines.NoticeStill, routine: "S-08b", state: "step 1 STR-01.c19"},
		{name: "B4: the R-items come first", script: "score 8", notice: routines.NoticeRecheck, routine: "S-05", state: "recheck"},
		{name: "B4: they were asked just now", script: "score 8", machine: func(m *routines.Machine) { m.Checked = true },
			notice: routines.NoticeRest, routine: "S-09", state: "step 1 STR-01.c18"},

		{name: "slow: the head is asked in numbers", script: "score 2", machine: slow(nil), notice: routines.NoticeShow, routine: "S-05", state: "ache"},
		{name: "slow: none", script: "score 2, score 0", machine: slow(nil), notice: routines.NoticeShow, routine: "S-05", state: "step 1 MOB-01.short"},
		{name: "slow: skipped", script: "score 2, pass", machine: slow(nil), notice: routines.NoticeShow, routine: "S-05", state: "step 1 MOB-01.short"},
		{name: "slow: 4, and the usual is not known", script: "score 2, score 4", machine: slow(nil), notice: routines.NoticeStill, routine: "S-08b", state: "step 1 STR-01.c19"},
		{name: "slow: table H, the usual", script: "score 2, score 5", machine: slow(at(4)), notice: routines.NoticeShow, routine: "S-05", state: "step 1 MOB-01.short"},
		{name: "slow: table H, more than usual", script: "score 2, score 5", machine: slow(at(3)), notice: routines.NoticeStill, routine: "S-08b", state: "step 1 STR-01.c19"},
		{name: "slow: 6 is never usual", script: "score 2, score 6", machine: slow(at(6)), notice: routines.NoticeStill, routine: "S-08b", state: "step 1 STR-01.c19"},
		{name: "slow: 7 is an attack", script: "score 2, score 7", machine: slow(at(7)), notice: routines.NoticeAttack, routine: "S-05", state: "closed unbegun"},
		{name: "slow: a sign is one", script: "score 2, ache sign", machine: slow(at(7)), notice: routines.NoticeAttack, routine: "S-05", state: "closed unbegun"},
		{name: "slow: more than mildly", script: "head, score 5", machine: slow(at(5)), notice: routines.NoticeShow, routine: "S-05", state: "step 1 MOB-01.easier"},
	} {
		t.Run(c.name, func(t *testing.T) {
			planned := routines.RoutineID("S-05")
			if c.planned != "" {
				planned = c.planned
			}
			p := open(t, planned)
			if c.machine != nil {
				c.machine(&p.machine)
			}
			p.do("form full").do(c.script).wants(c.notice, c.state)
			if p.session.Routine != c.routine {
				t.Errorf("%s, want %s", p.session.Routine, c.routine)
			}
		})
	}
}

func at(n int) *int { return &n }

// slow puts somebody on the slow track without changing what a routine holds.
func slow(usual *int) func(*routines.Machine) {
	return func(m *routines.Machine) { m.Course.Program.Slow, m.AskHead, m.Usual = true, true, usual }
}

// Two questions after are enough: with a headache before, the head is asked in
// place of the effort, which no rule looks at in a rest.
func TestTheHeadAfterASession(t *testing.T) {
	p := open(t, "S-02").do("form full, head, ache medium, done, done, done, score 3").wants(routines.NoticeShow, "achenow")
	r := p.do("score 2").wants(routines.NoticeClosed, "closed done").result()
	if r.HeadNow == nil || *r.HeadNow != 2 || r.Effort != nil || r.Ache != routines.AcheMedium || r.Headache {
		t.Errorf("%+v", r)
	}
	open(t, "S-02").do("form full, head, ache medium, done, done, done, pass, pass").wants(routines.NoticeClosed, "closed done")
	open(t, "S-02").do("form full, score 9, goon, done, done, score 8").wants(routines.NoticeClosed, "closed done") // a rest is not rated
}

// The bands and the numbers of a headache say the same.
func TestBandsOfAHeadache(t *testing.T) {
	var got []routines.Ache
	for n := range 11 {
		got = append(got, routines.AcheOf(n))
	}
	mild, medium, strong := routines.AcheMild, routines.AcheMedium, routines.AcheStrong
	want := []routines.Ache{mild, mild, mild, mild, medium, medium, medium, strong, strong, strong, strong}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestANumberInAStep holds the table "during" of the clinical specification,
// section 3.2, as a session meets it: a number may be given in place of "a
// bit" or "strong".
func TestANumberInAStep(t *testing.T) {
	for _, c := range []struct {
		name, script string
		notice       routines.Notice
		state, ends  string
		most         int
	}{
		{"0-3: green", "score 2, hurts, score 3", routines.NoticeShow, "step 1 MOB-02", "- - - - -", 3},
		{"0-3: amber", "score 2, hurts, score 4", routines.NoticeEased, "step 1 MOB-02.easier", "-(bit) - - - -", 4},
		{"0-3: amber again", "score 2, hurts, score 5, hurts, score 4", routines.NoticeLeftOut, "step 2 TPS-01.short", "skipped(bit) - - - -", 5},
		{"0-3: amber, then green", "score 2, hurts, score 5, hurts, score 3", routines.NoticeShow, "step 1 MOB-02.easier", "-(bit) - - - -", 5},
		{"0-3: red", "score 2, hurts, score 6", routines.NoticeStrong, "step 2 TPS-01.short", "stopped(strong) - - - -", 6},
		{"0-3: red twice", "score 2, hurts, score 6, hurts, score 10, pass", routines.NoticeClosed, "closed hurt", "stopped(strong) stopped(strong) - - -", 10},
		{"4-5: as before", "score 5, hurts, score 5", routines.NoticeShow, "step 1 MOB-02.easier", "- - - - -", 5},
		{"4-5: amber", "score 5, hurts, score 6", routines.NoticeLeftOut, "step 2 TPS-01.easier", "skipped(bit) - - - -", 6},
		{"4-5: red", "score 4, hurts, score 7", routines.NoticeStrong, "step 2 TPS-01.easier", "stopped(strong) - - - -", 7},
		{"6-7: no more than before", "score 6, hurts, score 6", routines.NoticeShow, "step 1 STR-01.short", "- - - - -", 6},
		{"6-7: any more is red", "score 6, hurts, score 7", routines.NoticeStrong, "step 2 MOB-05", "stopped(strong) - - - -", 7},
		{"8-10: no more than before", "score 9, goon, hurts, score 9", routines.NoticeShow, "step 1 STR-01.c18", "- -", 9},
		{"8-10: any more ends it", "score 9, goon, hurts, score 10, pass", routines.NoticeClosed, "closed hurt", "stopped(strong) -", 10},
		{"no number of the scale", "score 2, hurts, score 11", routines.NoticeUnfit, "hurt 1 MOB-02", "- - - - -", -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := open(t, "S-03").do("form full").do(c.script).wants(c.notice, c.state)
			if p.ends() != c.ends {
				t.Errorf("steps %q, want %q", p.ends(), c.ends)
			}
			if got := p.session.During; (got == nil) != (c.most < 0) || got != nil && *got != c.most {
				t.Errorf("the most is %v, want %d", got, c.most)
			}
		})
	}
}
