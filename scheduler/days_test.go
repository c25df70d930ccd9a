package scheduler_test

import (
	"fmt"
	"math/bits"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unknot/scheduler"
)

// The parts of a schedule add up to the whole.
func TestSlots(t *testing.T) {
	slots, ok := parse(t, "weekdays 15:00 and 9:30, sun 11:00, sat 11:00").Slots()
	want := []scheduler.Slot{
		{Days: scheduler.Weekdays, At: 9*60 + 30},
		{Days: scheduler.Weekend, At: 11 * 60},
		{Days: scheduler.Weekdays, At: 15 * 60},
	}
	if !ok || fmt.Sprint(slots) != fmt.Sprint(want) {
		t.Errorf("slots %v, %t; want %v", slots, ok, want)
	}
	slots, ok = parse(t, "0 9 * * *").Slots()
	if !ok || len(slots) != 1 || !slots[0].Every || slots[0].Days.Count() != 7 {
		t.Errorf("slots %v, %t; want one on every day", slots, ok)
	}
	for _, text := range []string{"0 9 1 * *", "0 9 * 1 *"} {
		if slots, ok := parse(t, text).Slots(); ok || slots != nil {
			t.Errorf("%q has slots %v, want none", text, slots)
		}
	}
	if slots, ok := (scheduler.Schedule{}).Slots(); !ok || slots != nil {
		t.Errorf("no schedule has slots %v, %t", slots, ok)
	}
}

func TestDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ds := scheduler.Days(rapid.IntRange(0, 127).Draw(t, "days"))
		first := time.Weekday(rapid.IntRange(0, 6).Draw(t, "first"))
		list := ds.List(first)
		if scheduler.DaysOf(list...) != ds || len(list) != ds.Count() || ds.Count() != bits.OnesCount8(uint8(ds)) {
			t.Errorf("%08b lists %v from %v", ds, list, first)
		}
		for i := range list {
			if !ds.Has(list[i]) || i > 0 && (list[i]-first+7)%7 <= (list[i-1]-first+7)%7 {
				t.Errorf("%08b lists %v from %v", ds, list, first)
			}
		}
	})
}
