package routines_test

import (
	"testing"
	"time"

	"unknot/routines"
)

// TestHowLongAgo holds what the clinical specification, section 3.1, counts
// from a day: nothing is open sooner than that day allows.
func TestHowLongAgo(t *testing.T) {
	const day, week = 24 * time.Hour, 7 * 24 * time.Hour
	now := noon()
	for _, c := range []struct {
		item, code string
		later      time.Duration
		exercise   routines.VariantID
		open       bool
	}{
		{"Y9", "", 0, "CST-01.L2", false},
		{"Y9", "before8", 0, "CST-01.L2", true},
		{"Y9", "before8", 8*week - 1, "CST-01.L2", true},
		{"Y9", "before8", 8 * week, "CST-01.L2", false},
		{"Y9", "to11", 4 * week, "CST-01.L2", false},
		{"Y9", "to13", 2*week - 1, "CST-01.L2", true},
		{"Y9", "later", 0, "CST-01.L2", false},
		{"Y11", "", 2*day - 1, "TPN-01", false},
		{"Y11", "", 2 * day, "TPN-01", true},
		{"Y11", "today", 2*day - 1, "TPN-01", false},
		{"Y11", "days", 0, "TPN-01", true},
		{"Y11", "days", 0, "CST-03", false}, // at most 10 % in weeks 1 to 4
		{"Y11", "weeks", 3*week - 1, "CST-03", false},
		{"Y11", "weeks", 3 * week, "CST-03", true},
		{"Y20", "fresh", 6*week - 1, "SST-02", false},
		{"Y20", "weeks2", 4 * week, "SST-02", true},
		{"Y20", "weeks4", 2*week - 1, "SST-02", false},
	} {
		s := routines.Screening{}.Record(routines.Answer{Item: routines.ItemID(c.item), Said: routines.Yes, At: now})
		if c.code != "" {
			var ok bool
			if s, ok = s.Date(routines.ItemID(c.item), c.code); !ok {
				t.Fatalf("%s knows no %s", c.item, c.code)
			}
		}
		e, v, _ := programLibrary(t).Variant(c.exercise)
		if open := s.Blocks(now.Add(c.later)).Allows(e, v); open != c.open {
			t.Errorf("%s %q, %v later: %s open: %v", c.item, c.code, c.later, c.exercise, open)
		}
	}
}

// A day belongs to a yes, and to an item that counts from one.
func TestNoDayWithoutAYes(t *testing.T) {
	s := routines.Screening{}.Record(routines.Answer{Item: "Y9", Said: routines.No, At: noon()})
	for _, c := range [][2]string{{"Y9", "before8"}, {"Y9", "someday"}, {"Y5", "today"}, {"XX", "today"}} {
		if _, ok := s.Date(routines.ItemID(c[0]), c[1]); ok {
			t.Errorf("%v was taken", c)
		}
	}
	for _, item := range routines.Items() {
		counts := item.From > 0 || item.For > 0 || item.Bound > 0
		if asks := routines.Whens(item.ID) != nil; asks != counts {
			t.Errorf("%s counts from a day: %v, asks for it: %v", item.ID, counts, asks)
		}
	}
}
