package scheduler

import "strings"

// part is a part of the day that a time was said to be in; "" is none.
type part string

// The parts of the day.
const (
	forenoon  part = "am"
	pastNoon  part = "pm"
	morning   part = "morning"
	afternoon part = "afternoon"
	evening   part = "evening"
	night     part = "night"
)

// partOf reads a part of the day, and returns "" for any other word.
func partOf(word string) part {
	switch p := part(strings.TrimSuffix(word, "s")); p {
	case forenoon, pastNoon, morning, afternoon, evening, night:
		return p
	default:
		return ""
	}
}

// has reports whether an hour of the 24-hour clock lies in a part of the day.
// The bounds are wide, since people differ; what matters is that of two hours
// twelve apart no part has both.
func (p part) has(hour int) bool {
	switch p {
	case forenoon:
		return hour < 12
	case pastNoon:
		return hour >= 12
	case morning:
		return hour >= 1 && hour < 12
	case afternoon:
		return hour >= 12 && hour <= 18
	case evening:
		return hour >= 16
	case night:
		return hour >= 18 || hour <= 5
	default:
		return true
	}
}
