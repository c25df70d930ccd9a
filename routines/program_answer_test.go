package routines_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unknot/routines"
)

// sessionOn finishes a whole session of a course on a day.
func sessionOn(t testing.TB, c routines.Course, id routines.RoutineID, day, effort int) (routines.Course, []routines.Verdict) {
	t.Helper()
	f := on(programLibrary(t), day)
	r := resultOf(f.Library, c, id, 3, effort)
	r.Ended = clock(f.Now)
	return c.Finish(f, r, false)
}

// verdictOn returns the verdict on one exercise.
func verdictOn(t testing.TB, vs []routines.Verdict, id routines.ExerciseID) routines.Verdict {
	t.Helper()
	for _, v := range vs {
		if v.Exercise == id {
			return v
		}
	}
	t.Fatalf("no verdict on %s among %+v", id, vs)
	return routines.Verdict{}
}

// The way up: two good sessions, the question about the form, the offer, the
// yes; then two good ones at the new level.
func TestTheWayUp(t *testing.T) {
	f := on(programLibrary(t), 2)
	c, vs := sessionOn(t, inWeek(t, 4, ""), "S-05", 0, 3)
	if v := verdictOn(t, vs, "CST-01"); v.Row != "P5" {
		t.Errorf("after one: %+v", v)
	}
	c, vs = sessionOn(t, c, "S-05", 2, 3)
	if v := verdictOn(t, vs, "CST-01"); v.Move != routines.LevelAsk || v.To != "CST-01.L1b" {
		t.Errorf("after two: %+v", v)
	}
	if v := verdictOn(t, vs, "CST-03"); v.Reason != routines.ReasonWeek {
		t.Errorf("CST-03 is at the level of its week: %+v", v)
	}
	if still, v := c.Raise(f, "CST-01"); v.Move != routines.LevelAsk || still.Levels["CST-01"] != "CST-01.L1" {
		t.Errorf("raised before the question: %+v", v)
	}
	failed, vs := c.Checked(f, false)
	if v := verdictOn(t, vs, "CST-01"); v.Row != "P9" || v.Move != routines.LevelHold {
		t.Errorf("form not passed: %+v", v)
	}
	if still, _ := failed.Raise(f, "CST-01"); still.Levels["CST-01"] != "CST-01.L1" {
		t.Errorf("raised without the form: %v", still.Levels)
	}
	c, vs = c.Checked(f, true)
	if v := verdictOn(t, vs, "CST-01"); v.Row != "P10" || v.Move != routines.LevelUp {
		t.Errorf("form passed: %+v", v)
	}
	c, v := c.Raise(f, "CST-01")
	if v.Move != routines.LevelUp || c.Levels["CST-01"] != "CST-01.L1b" {
		t.Errorf("%+v, %v", v, c.Levels)
	}
	if again, v := c.Raise(f, "CST-01"); v.Row != "P5" || again.Levels["CST-01"] != "CST-01.L1b" {
		t.Errorf("two steps at once: %+v", v)
	}
}

// An offer that was made before more pain came is not taken after it.
func TestAnOfferEndsWithRed(t *testing.T) {
	f := on(programLibrary(t), 3)
	c, _ := sessionOn(t, inWeek(t, 4, ""), "S-05", 0, 3)
	c, _ = sessionOn(t, c, "S-05", 2, 3)
	c, _ = c.Checked(f, true)
	c, vs := c.Followed(f, c.Marks[1].At, routines.AfterRows()[4])
	if v := verdictOn(t, vs, "CST-01"); v.Row != "P2" || v.To != "CST-01.easier" {
		t.Errorf("%+v", v)
	}
	if after, v := c.Raise(f, "CST-01"); v.Move == routines.LevelUp || after.Levels["CST-01"] != "CST-01.easier" {
		t.Errorf("%+v", v)
	}
	if again, vs := c.Followed(f, c.Marks[1].At, routines.AfterRows()[4]); len(vs) > 0 || cmp.Diff(c.Levels, again.Levels) != "" {
		t.Errorf("told twice, it goes down twice: %+v", vs)
	}
}

// After pain that stayed (A5) every exercise of the session is one level
// down; rows A1 and A2 leave nothing, A3 is kept.
func TestWhatAFollowUpLeaves(t *testing.T) {
	f := on(programLibrary(t), 1)
	for i, want := range []string{"", "", "A3", "A4", "A5"} {
		c, _ := sessionOn(t, inWeek(t, 3, ""), "S-05", 0, 3)
		after, vs := c.Followed(f, c.Marks[0].At, routines.AfterRows()[i])
		if after.Marks[0].Row != want || (len(vs) > 0) != (i >= 3) {
			t.Errorf("%s: row %q, down %+v", routines.AfterRows()[i].Row, after.Marks[0].Row, vs)
		}
		if i >= 3 && len(vs) != len(c.Marks[0].Tries) {
			t.Errorf("%d of %d exercises went down", len(vs), len(c.Marks[0].Tries))
		}
		if c.Marks[0].Row != "" {
			t.Error("what was handed in has changed")
		}
	}
}

// Attacks within 24 hours after two sessions bring the level down, when the
// program is met again; a false alarm until then leaves nothing.
func TestAttacksAfterSessions(t *testing.T) {
	lib := programLibrary(t)
	c, _ := sessionOn(t, inWeek(t, 3, ""), "S-05", 0, 3)
	c = c.Attacked(c.Marks[0].At + 24*60)
	c, _ = sessionOn(t, c, "S-05", 3, 3)
	late := c.Attacked(c.Marks[1].At + 24*60 + 1)
	if late.Marks[1].Attack || !c.Marks[0].Attack {
		t.Errorf("25 hours later: %+v", late.Marks[1])
	}
	if before := c.Attacked(c.Marks[1].At - 1); before.Marks[1].Attack {
		t.Errorf("an attack before the session: %+v", before.Marks[1])
	}
	began := c.Marks[1].At + 60
	c = c.Attacked(began)
	false1 := c.FalseAlarm(began)
	if after, _ := false1.Meet(on(lib, 4)); after.Levels["CST-01"] != "CST-01.L1" || after.Program.Gentle || after.Marks[1].Attack || !after.Marks[0].Attack {
		t.Errorf("after a false alarm: %v, %+v", after.Levels, after.Program)
	}
	after, turns := c.Meet(on(lib, 4))
	if len(turns) != 1 || turns[0].Row != "P4" || turns[0].To != 3 || len(turns[0].Down) != len(c.Marks[1].Tries) {
		t.Errorf("told: %+v", turns)
	}
	if after.Levels["CST-01"] != "CST-01.easier" || !strings.Contains(string(text(t, after.Marks[1].Tries)), "CST-01.L1~") {
		t.Errorf("after two attacks: %v, %s", after.Levels, text(t, after.Marks[1].Tries))
	}
	if again, _ := after.Meet(on(lib, 5)); cmp.Diff(after.Levels, again.Levels) != "" {
		t.Error("it goes down twice")
	}
	if _, turns := after.Meet(on(lib, 7)); len(turns) != 1 || turns[0].Row != "W2" {
		t.Errorf("%+v", turns)
	}
}

func text(t testing.TB, ts routines.Tries) []byte {
	t.Helper()
	data, err := ts.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Levels go down without a program, too.
func TestAttacksAfterSessionsWithoutAProgram(t *testing.T) {
	c := routines.Course{Levels: routines.Levels{"CST-01": "CST-01.L2"},
		Marks: marksOf(t, "day 0 S-05 full attack : CST-01-\nday 2 S-05 full attack : CST-01-")}
	after, turns := c.Meet(on(programLibrary(t), 3))
	if after.Levels["CST-01"] != "CST-01.L1b" || len(turns) != 1 || turns[0].Reason != routines.ReasonAttack {
		t.Errorf("%v, %+v", after.Levels, turns)
	}
}

// After an attack one session is done in the easier variants. Resting is none.
func TestOneEasierSessionAfterAnAttack(t *testing.T) {
	c := inWeek(t, 3, "").Attacked(0)
	if !c.Program.Gentle {
		t.Fatal("not gentle after an attack")
	}
	for _, id := range []routines.RoutineID{"S-07", "S-08a", "S-08b", "S-09"} {
		if after, _ := sessionOn(t, c, id, 1, 3); !after.Program.Gentle {
			t.Errorf("%s is the one easier session", id)
		}
	}
	if after, _ := sessionOn(t, c, "S-05", 1, 3); after.Program.Gentle {
		t.Error("gentle after the one easier session")
	}
	f := on(programLibrary(t), 1)
	if after, _ := c.Finish(f, resultOf(f.Library, c, "S-02", 3, 3), true); !after.Program.Gentle {
		t.Error("a session begun in an attack is the one easier session")
	}
	if without := (routines.Course{}).Attacked(0); without.Program.Gentle {
		t.Error("gentle without a program")
	}
}

func TestTheFormQuestionWithoutASession(t *testing.T) {
	if c, vs := (routines.Course{}).Checked(on(programLibrary(t), 0), true); len(c.Marks)+len(vs) > 0 {
		t.Errorf("%+v, %+v", c, vs)
	}
}

// A limit of the screening lowers a whole family for planning.
func TestOneFamilyOneLevelLower(t *testing.T) {
	lib := programLibrary(t)
	low := routines.Levels{"CST-01": "CST-01.L2", "SST-02": "SST-02"}.Lower(lib, routines.NeckControl)
	for id, want := range map[routines.ExerciseID]routines.VariantID{
		"CST-01": "CST-01.L1b", "CST-02": "CST-02.easier", "CST-03": "CST-03.easier", "CST-04": "CST-04.easier", "SST-02": "SST-02", "TPN-01": "TPN-01",
	} {
		if got := low.Of(lib, id); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}
