package scheduler

import (
	"regexp"
	"strings"
	"time"
)

// The bounds of ParseAfter.
const (
	ShortestAfter = time.Minute
	LongestAfter  = 7 * 24 * time.Hour
)

var (
	afters = regexp.MustCompile(`^(?:in )?(` + span1 + `)(?: ?(?:and )?(` + span1 + `))?$`)
	spans  = regexp.MustCompile(`^(half an|an?|one|[0-9]{1,5}) ?([a-z]+)$`)
)

const span1 = `(?:half an|an?|one|[0-9]{1,5}) ?[a-z]+`

// ParseAfter reads how long to wait: "20 min", "1 h", "3 hours", "an hour",
// "half an hour", "90m", "1 h 30 min", "2 days". It returns false for anything
// else, and for what is shorter than ShortestAfter or longer than LongestAfter.
// A number alone is no time.
func ParseAfter(text string) (time.Duration, bool) {
	if len(text) > LongestText {
		return 0, false
	}
	text = strings.Join(strings.Fields(strings.ToLower(text)), " ")
	found := afters.FindStringSubmatch(strings.TrimRight(text, ".! "))
	if found == nil {
		return 0, false
	}
	total, ok := spanOf(found[1])
	if found[2] != "" {
		more, known := spanOf(found[2])
		total, ok = total+more, ok && known
	}
	return total, ok && total >= ShortestAfter && total <= LongestAfter
}

// spanOf reads a number and a unit.
func spanOf(text string) (time.Duration, bool) {
	found := spans.FindStringSubmatch(text)
	if found == nil {
		return 0, false
	}
	unit, ok := unitOf(found[2])
	switch n := found[1]; n {
	case "half an":
		return unit / 2, ok && unit == time.Hour
	case "a", "an", "one":
		return unit, ok
	default:
		return time.Duration(number(n)) * unit, ok
	}
}

func unitOf(word string) (time.Duration, bool) {
	switch strings.TrimSuffix(word, "s") {
	case "m", "min", "minute":
		return time.Minute, true
	case "h", "hr", "hour":
		return time.Hour, true
	case "d", "day":
		return 24 * time.Hour, true
	default:
		return 0, false
	}
}
