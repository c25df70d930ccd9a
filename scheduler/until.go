package scheduler

import (
	"strconv"
	"strings"
	"time"
)

// furthest is how many days ahead ParseUntil reads.
const furthest = 366

// ParseUntil reads a day to come: "tomorrow", "friday", "3 days", "2 weeks", "a
// week", "3 december", "dec 3", "2026-12-03", each also after "until" or "for".
// It is false for anything else, for today and before, and for what is more than
// a year away.
func ParseUntil(text string, today Date) (Date, bool) {
	words := strings.Fields(strings.ToLower(strings.Trim(text, " .!")))
	for len(words) > 0 && (words[0] == "until" || words[0] == "till" || words[0] == "for" || words[0] == "in") {
		words = words[1:]
	}
	day, ok := dayOfWords(words, today)
	ahead := day.Days(today)
	return day, ok && ahead > 0 && ahead <= furthest
}

func dayOfWords(words []string, today Date) (Date, bool) {
	switch len(words) {
	case 1:
		return dayOfWord(words[0], today)
	case 2:
		if n, ok := spanOfDays(words); ok {
			return today.AddDays(n), true
		}
		return dayOfMonth(words, today)
	default:
		return 0, false
	}
}

func dayOfWord(word string, today Date) (Date, bool) {
	if word == "tomorrow" {
		return today.AddDays(1), true
	}
	if weekday, ok := daysOf(word).isWeekday(); ok {
		ahead := (int(weekday)-int(today.Weekday())+6)%7 + 1
		return today.AddDays(ahead), true
	}
	day, err := ParseDate(word)
	return day, err == nil
}

// spanOfDays reads "3 days" and "a week".
func spanOfDays(words []string) (int, bool) {
	n := 1
	if words[0] != "a" && words[0] != "one" {
		var err error
		if n, err = strconv.Atoi(words[0]); err != nil || n < 1 || n > furthest {
			return 0, false
		}
	}
	switch strings.TrimSuffix(words[1], "s") {
	case "day":
		return n, true
	case "week":
		return 7 * n, true
	default:
		return 0, false
	}
}

// dayOfMonth reads "3 december" and "dec 3": the next day of that name.
func dayOfMonth(words []string, today Date) (Date, bool) {
	for _, pair := range [][2]string{{words[0], words[1]}, {words[1], words[0]}} {
		n, err := strconv.Atoi(strings.TrimRight(pair[0], ".,stndrh"))
		month, ok := monthOf(strings.TrimRight(pair[1], ".,"))
		if err != nil || !ok {
			continue
		}
		year := today.wall(0).Year()
		for _, y := range []int{year, year + 1} {
			at := time.Date(y, month, n, 0, 0, 0, 0, time.UTC)
			if day := dateOfWall(at); at.Day() == n && today.Before(day) {
				return day, true
			}
		}
	}
	return 0, false
}

// monthOf reads the name of a month, whole or by its first three letters.
func monthOf(word string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if word == name || len(word) >= 3 && word == name[:3] {
			return m, true
		}
	}
	return 0, false
}
