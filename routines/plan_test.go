package routines_test

import (
	"fmt"
	"testing"

	"unknot/routines"
)

// TestPainBefore holds the table "before" of the clinical specification,
// section 3.2, for no or mild headache (rows B1 to B4), from the first number
// of each row to its last. An empty score was not answered and reads as 4-5.
func TestPainBefore(t *testing.T) {
	for _, c := range []struct {
		scores  []string
		planned routines.RoutineID
		light   routines.Light
		routine routines.RoutineID
		notice  routines.Notice
	}{
		{[]string{"0", "1", "2", "3"}, "S-05", routines.LightPlanned, "S-05", routines.NoticeShow},
		{[]string{"4", "5", ""}, "S-05", routines.LightEasier, "S-05", routines.NoticeShow},
		{[]string{"6", "7"}, "S-05", routines.LightGentle, "S-08a", routines.NoticeGentle},
		{[]string{"6", "7"}, "S-07", routines.LightGentle, "S-07", routines.NoticeShow},
		{[]string{"6", "7"}, "S-08a", routines.LightGentle, "S-08a", routines.NoticeShow},
		{[]string{"6", "7"}, "S-08b", routines.LightGentle, "S-08b", routines.NoticeShow},
		{[]string{"6", "7"}, "S-09", routines.LightGentle, "S-09", routines.NoticeShow},
		{[]string{"8", "9", "10"}, "S-05", "", "S-05", routines.NoticeRecheck},
		{[]string{"8, goon", "9, goon", "10, goon"}, "S-05", routines.LightRest, "S-09", routines.NoticeRest},
		{[]string{"8, goon", "9, goon", "10, goon"}, "S-07", routines.LightRest, "S-09", routines.NoticeRest},
		{[]string{"8, goon", "9, goon", "10, goon"}, "S-09", routines.LightRest, "S-09", routines.NoticeShow},
	} {
		for _, score := range c.scores {
			t.Run(fmt.Sprintf("%s with %q", c.planned, score), func(t *testing.T) {
				answer := "score " + score
				if score == "" {
					answer = "pass"
				}
				p := open(t, c.planned).do("form full").do(answer)
				if s := p.session; s.Light != c.light || s.Routine != c.routine || p.notice != c.notice {
					t.Errorf("light %q, routine %s, notice %q; want %q, %s, %q", s.Light, s.Routine, p.notice, c.light, c.routine, c.notice)
				}
			})
		}
	}
}

// Whoever hands in a number beyond the scale gets rest, not the routine.
func TestMorePainThanTheScaleIsRest(t *testing.T) {
	n := 11
	if row := (routines.Before{Neck: &n}).Row(); row.Light != routines.LightRest || row.Routine("S-05") != "S-09" {
		t.Errorf("light %q, routine %s", row.Light, row.Routine("S-05"))
	}
}

func TestStepsOfADay(t *testing.T) {
	for _, c := range []struct {
		name, script string
		routine      routines.RoutineID
		steps        string
	}{
		{"little pain: as planned", "form short, score 3", "S-02", "STR-01.c3 30, TPN-01.short 60, STR-02.mini 45"},
		// Row B2: the easier variants with one set, none longer in sets or
		// repetitions than what it stands in for.
		{"B2, neck release", "form full, score 4", "S-02",
			"STR-01.easier 42, MOB-01.easier 40, TPN-01.easier 30, STR-02.easier 50, STR-03.easier 50, STR-01.easier 21"},
		{"B2, shoulder tops: one set of the chest stretch", "form full, score 4", "S-03",
			"MOB-02.easier 15, TPS-01.easier 60, TPS-02.easier 100, MOB-04.easier 25, STR-01.easier 42"},
		{"B2, stability: one set of the row, both directions of the press", "form full, score 5", "S-05",
			"MOB-01.easier 40, MOB-02.easier 15, CST-03.easier 43, SST-01.easier 35, SST-02.easier 60, SST-03.easier 45, CST-01.easier 30, STR-01.easier 42"},
		{"B2, bedtime", "form full, pass", "S-07", "STR-01.easier 210, STR-04.easier 270"},
		{"B2, a tiny form stays tiny", "form tiny, score 4", "S-01", "CST-02.easier 30, MOB-02.easier 15"},
		{"B2, what has no easier form stays", "form short, score 4", "S-08b", "STR-01.easier 42, MOB-05 30, STR-04.scan30 30"},
		{"B3: gentle, as it is written", "form full, score 6", "S-02",
			"STR-01.short 120, MOB-05 30, MOB-01.easier 40, CST-01.easier 30, STR-04.scan90 90"},
		{"B4: rest, in the form that was chosen", "form short, score 8, goon", "S-02", "STR-01.short 120"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := open(t, c.routine).do(c.script)
			if got := p.steps(); got != c.steps {
				t.Errorf("steps\n%s\nwant\n%s", got, c.steps)
			}
		})
	}
}

// A form that somebody in pain chose because it is short may not grow.
func TestADayOfMorePainIsNeverLonger(t *testing.T) {
	lib := open(t, "S-01").machine.Library
	for _, r := range lib.Routines() {
		for _, form := range routines.Forms() {
			p := open(t, r.ID).do("form " + string(form) + ", score 5")
			if got, most := p.session.Total(lib), lib.Total(r, form); got > most {
				t.Errorf("%s %s takes %v, more than the %v as planned", r.ID, form, got, most)
			}
		}
	}
}

func TestLearningVariantsInTheFirstTwoUses(t *testing.T) {
	for _, c := range []struct {
		uses   int
		script string
		variant
	}{
		{0, "form full, score 2", variant{"TPN-01.first", ""}},
		{1, "form full, score 2", variant{"TPN-01.first", ""}},
		{2, "form full, score 2", variant{"TPN-01", ""}},
		{1, "form full, score 5", variant{"TPN-01.easier", "TPN-01.first"}},
		{2, "form full, score 5", variant{"TPN-01.easier", "TPN-01"}},
	} {
		p := open(t, "S-02")
		p.machine.Uses = routines.Uses{"TPN-01": c.uses, "STR-01": 9}
		step := p.do(c.script).session.Steps[2]
		if got := (variant{step.Variant, step.Planned}); got != c.variant {
			t.Errorf("after %d uses, %s: %+v, want %+v", c.uses, c.script, got, c.variant)
		}
	}
	p := open(t, "S-02")
	p.machine.Uses = nil
	if p.do("form short, score 2"); p.session.Steps[1].Variant != "TPN-01.firstshort" {
		t.Errorf("short form of the first use: %s", p.session.Steps[1].Variant)
	}
}

// variant is a pinned variant and what it stands in for.
type variant struct {
	pinned, planned routines.VariantID
}

func TestTheLastPlannedVariantIsRemembered(t *testing.T) {
	p := open(t, "S-02")
	p.machine.Uses = nil
	step := p.do("form full, score 2, done, done, easier").session.Steps[2]
	if step.Variant != "TPN-01.easier" || step.Planned != "TPN-01.first" || !step.Eased {
		t.Errorf("step %+v", step)
	}
}
