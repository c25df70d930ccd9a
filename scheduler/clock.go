package scheduler

import (
	"errors"
	"fmt"
	"strings"
)

// Clock is a time of day in minutes since midnight, 0 to 1439. As text, and so
// in JSON, it is "09:30".
type Clock int

// day is how many minutes a day has on the wall clock.
const day Clock = 24 * 60

var errClock = errors.New("this is no time of day; write it like 09:30")

// String returns the time on the 24-hour clock, such as "09:30".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c/60), int(c%60)) }

// valid reports whether c is a time of day at all.
func (c Clock) valid() bool { return c >= 0 && c < day }

// MarshalText returns what String returns.
func (c Clock) MarshalText() ([]byte, error) {
	if !c.valid() {
		return nil, errClock
	}
	return []byte(c.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (c *Clock) UnmarshalText(text []byte) error {
	clock, ok := clockOfText(string(text))
	if !ok {
		return errClock
	}
	*c = clock
	return nil
}

// clockOfText reads "09:30" and nothing else.
func clockOfText(text string) (Clock, bool) {
	if len(text) != 5 || text[2] != ':' {
		return 0, false
	}
	hour, minute := number(text[:2]), number(text[3:])
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 {
		return 0, false
	}
	return Clock(hour*60 + minute), true
}

// number reads a few digits, and returns -1 for anything else.
func number(text string) int {
	if text == "" || len(text) > 6 {
		return -1
	}
	n := 0
	for _, r := range text {
		if r < '0' || r > '9' {
			return -1
		}
		n = n*10 + int(r-'0')
	}
	return n
}

// ParseClock reads a time of day that somebody wrote: "21:40", "9.40 pm",
// "9:40", "2140", "noon". It returns false for an hour that may be before or
// after noon, such as "9", and for everything else.
func ParseClock(text string) (Clock, bool) {
	if len(text) > LongestText {
		return 0, false
	}
	sentences, err := readWords(strings.TrimSpace(strings.ToLower(text)))
	if err != nil {
		return 0, false
	}
	var times []spoken
	for _, runs := range sentences {
		for _, r := range runs {
			if r.days != 0 {
				return 0, false
			}
			times = append(times, r.times...)
		}
	}
	if len(times) != 1 || len(times[0].readings()) != 1 {
		return 0, false
	}
	return times[0].readings()[0], true
}
