package routines_test

import (
	"slices"
	"testing"
	"time"

	"unknot/routines"
)

// TestStages is typed from the clinical specification, section 3.3.
func TestStages(t *testing.T) {
	for _, c := range []struct {
		stage          routines.Stage
		blocks, only   string
		silent, steady bool
	}{
		{"M1", "LOAD", "S-08b S-09", true, false},
		{"M2", "MOVE; TOUCH", "S-09", true, true},
		{"M3", "MOVE; TOUCH", "S-09", true, true},
		{"M4", "LOAD", "S-08a S-07 S-08b S-09", false, false},
		{"", "", "-", false, false},
	} {
		row := c.stage.Row()
		if set(c.stage.Blocks()) != set(listed(c.blocks)) || words(row.Only) != c.only || row.Silent != c.silent {
			t.Errorf("%s: %+v", c.stage, row)
		}
		for _, id := range row.Only { // whatever may be done is whole
			r, _ := clinic().Routine(id)
			if o := routines.OfferForm(clinic(), r, routines.Full, c.stage.Blocks()); o.Dropped > 0 {
				t.Errorf("%s: of %s %v is dropped", c.stage, id, o.Dropped)
			}
		}
		if hands := left(clinic(), c.stage.Blocks()); c.steady && len(hands) != 14 { // ten of STR-01, four scans
			t.Errorf("%s leaves %v", c.stage, hands)
		}
	}
	if len(routines.StageRows()) != 4 {
		t.Errorf("%d stages", len(routines.StageRows()))
	}
}

func TestLongAttack(t *testing.T) {
	for _, c := range []struct {
		after  time.Duration
		stills int
		want   bool
	}{
		{0, 0, false}, {71 * time.Hour, 2, false}, {72 * time.Hour, 0, true}, {25 * time.Hour, 3, true},
	} {
		if got := routines.LongAttack(noon(), noon().Add(c.after), c.stills); got != c.want {
			t.Errorf("%v and %d times still: %v", c.after, c.stills, got)
		}
	}
}

// TestAttackSigns: "URGENT same day unless an R-sign", and in pregnancy R8.
func TestAttackSigns(t *testing.T) {
	want := map[routines.AttackSign]struct {
		level routines.Level
		item  routines.ItemID
	}{
		routines.AttackFirstAura:  {routines.LevelToday, ""},
		routines.AttackLongAura:   {routines.LevelToday, ""},
		routines.AttackWeakness:   {routines.LevelEmergency, "R2"},
		routines.AttackDifferent:  {routines.LevelToday, ""},
		routines.AttackUnrelieved: {routines.LevelToday, ""},
		routines.AttackVomiting:   {routines.LevelToday, ""},
		routines.AttackRed:        {routines.LevelEmergency, "R2"},
		routines.AttackPregnant:   {routines.LevelEmergency, "R8"},
	}
	for _, row := range routines.AttackSignRows() {
		if w, ok := want[row.Sign]; !ok || w.level != row.Level || w.item != row.Item {
			t.Errorf("%+v", row)
		}
		delete(want, row.Sign)
	}
	if len(want) > 0 {
		t.Errorf("no row for %v", want)
	}
}

// TestAuras: the two exceptions of R2 lead to attack mode; what nobody has
// diagnosed answers Y13, too.
func TestAuras(t *testing.T) {
	want := []routines.AuraRow{{Name: "diagnosed", Attack: true}, {Name: "vision", Item: "Y13", Attack: true}}
	if got := routines.AuraRows(); !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}
