package scheduler

import "strings"

// spoken is a time of day as somebody wrote it.
type spoken struct {
	text         string
	hour, minute int
	plain        bool // an hour and nothing else, such as 8
	named        bool // noon or midnight
	part, within part // said after the time, said before it
}

// spokenOf reads a time that has a name or begins with a digit: "noon", "8",
// "9:30", "9.30", "18h30" or "0930". What is wrong with it is a reason.
func spokenOf(text string) (spoken, Reason) {
	s := spoken{text: text}
	switch text {
	case "noon", "midday":
		s.named, s.hour = true, 12
		return s, ""
	case "midnight":
		s.named = true
		return s, ""
	}
	numbers := strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	hour, minute := numbers[0], "00"
	switch {
	case len(numbers) >= 3:
		return s, ReasonSeconds
	case len(numbers) == 2:
		minute = numbers[1]
	case len(hour) == 3 || len(hour) == 4:
		hour, minute = hour[:len(hour)-2], hour[len(hour)-2:]
	default:
		s.plain = true
	}
	if s.hour, s.minute = number(hour), number(minute); len(hour) > 2 || len(minute) != 2 || s.hour > 23 || s.minute > 59 {
		return s, ReasonBadTime
	}
	return s, ""
}

// names reports whether s is the name of the hour before it, as in 12 noon.
func (s spoken) names(before spoken) bool { return s.named && before.plain && before.hour == 12 }

// readings returns the times that may be meant: one, or two for an hour that
// may be before or after noon, or none when hour and part of the day do not go
// together.
func (s spoken) readings() []Clock {
	hours := []int{s.hour}
	if half := s.hour >= 1 && s.hour <= 12; half && (s.plain || s.part != "" || s.within != "") {
		hours = []int{s.hour % 12, s.hour%12 + 12}
	}
	var clocks []Clock
	for _, h := range hours {
		if s.part.has(h) && s.within.has(h) {
			clocks = append(clocks, Clock(h*60+s.minute))
		}
	}
	return clocks
}

// on24 reports whether somebody who writes this uses the 24-hour clock.
func (s spoken) on24() bool { return s.hour > 12 && s.part == "" && s.within == "" }
