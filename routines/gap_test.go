package routines_test

import (
	"testing"

	"unknot/routines"
)

// TestGaps is the table of section 0.7 of the clinical specification, at both
// ends of each row.
func TestGaps(t *testing.T) {
	for _, c := range []struct {
		row                   string
		days                  []int
		oneSet, down, restart bool
	}{
		{row: "G1", days: []int{0, 1, 6}},
		{row: "G2", days: []int{7, 13}, oneSet: true},
		{row: "G3", days: []int{14, 27}, down: true},
		{row: "G4", days: []int{28, 29, 400}, restart: true},
	} {
		for _, n := range c.days {
			got := routines.GapFor(n)
			if got.Row != c.row || got.OneSet != c.oneSet || got.Down != c.down || got.Restart != c.restart || got.Reason == "" {
				t.Errorf("%d days: %+v, want %s", n, got, c.row)
			}
		}
	}
}

func TestDaysSinceTheLastSession(t *testing.T) {
	headaches := map[routines.DayNumber]bool{day0 - 1: true, day0 + 1: true, day0 + 2: true, day0 + 5: true, day0 + 9: true}
	for _, c := range []struct {
		name, marks string
		today       int
		still       map[routines.DayNumber]bool
		want        int
	}{
		{"never", "day 0 S-02 tiny : TPN-01-", 9, nil, 0},
		{"today", "day 3 S-02 full : TPN-01", 3, nil, 0},
		{"yesterday", "day 2 S-02 full : TPN-01", 3, nil, 1},
		{"the short form counts", "day 0 S-02 full : TPN-01\nday 2 S-02 short : TPN-01-", 9, nil, 7},
		{"the tiny one does not", "day 0 S-02 full : TPN-01\nday 2 S-02 tiny : TPN-01-", 9, nil, 9},
		{"one in which nothing was done does not", "day 0 S-02 full : TPN-01\nday 2 S-02 full", 9, nil, 9},
		{"slow: headache days stand still", "day 0 S-02 full : TPN-01", 8, headaches, 5},
		{"slow: today's, too", "day 0 S-02 full : TPN-01", 9, headaches, 5},
		{"a day ahead, after a journey", "day 4 S-02 full : TPN-01", 3, nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := marksOf(t, c.marks).Gap(day0+routines.DayNumber(c.today), c.still); got != c.want {
				t.Errorf("%d days, want %d", got, c.want)
			}
		})
	}
}
