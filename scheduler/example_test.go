package scheduler_test

import (
	"errors"
	"fmt"
	"time"

	"unknot/scheduler"
)

// A schedule in words, and the next three times in somebody's zone.
func Example() {
	var zones scheduler.Zones
	loc, err := zones.Load("Europe/Berlin")
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := scheduler.Parse("weekdays 9:30 and 3pm")
	if err != nil {
		fmt.Println(err)
		return
	}
	now := time.Date(2026, 3, 27, 10, 0, 0, 0, loc) // the clocks go forward in two days
	o, ok := s.Next(now, loc)
	for range 3 {
		fmt.Println(o, ok, o.In(loc).Format(time.RFC3339))
		o, ok = s.After(o)
	}
	// Output:
	// 2026-03-27 15:00 true 2026-03-27T15:00:00+01:00
	// 2026-03-30 09:30 true 2026-03-30T09:30:00+02:00
	// 2026-03-30 15:00 true 2026-03-30T15:00:00+02:00
}

func ExampleParse() {
	for _, text := range []string{"Mon, Wed & Fri at 8 pm", "30 9 * * 1-5", "weekdays 8", "every 2 hours"} {
		s, err := scheduler.Parse(text)
		var ambiguous *scheduler.AmbiguousError
		switch {
		case errors.As(err, &ambiguous):
			fmt.Printf("%s, or %s?\n", ambiguous.Morning, ambiguous.Evening)
		case err != nil:
			fmt.Println(err)
		default:
			fmt.Println(s)
		}
	}
	// Output:
	// mon wed fri 20:00
	// weekdays 09:30
	// weekdays 08:00, or weekdays 20:00?
	// a schedule has times of day and no intervals; write the times, such as every day 9:30 and 15:00
}

func ExampleHours() {
	quiet := scheduler.DefaultQuiet()
	now := time.Date(2026, 11, 24, 22, 15, 0, 0, time.UTC)
	fmt.Println(quiet.Contains(22*60+15), quiet.End(now, time.UTC).Format(time.DateTime))
	// Output:
	// true 2026-11-25 08:00:00
}

func ExampleZones_AtClock() {
	var zones scheduler.Zones
	clock, _ := scheduler.ParseClock("9.40 pm")
	now := time.Date(2026, 11, 24, 12, 38, 0, 0, time.UTC)
	for _, city := range zones.AtClock(clock, now) {
		fmt.Println(city.Name, city.Zone)
	}
	// Output:
	// Tokyo Asia/Tokyo
	// Seoul Asia/Seoul
	// Jayapura Asia/Jayapura
}

func ExampleParseAfter() {
	fmt.Println(scheduler.ParseAfter("1 h 30 min"))
	fmt.Println(scheduler.ParseAfter("soon"))
	// Output:
	// 1h30m0s true
	// 0s false
}
