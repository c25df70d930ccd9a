package scheduler

import (
	"strconv"
	"strings"
	"time"
)

// ParseRange reads a stretch of days that lie behind: "week", "last week",
// "month", "last month", "last 4 weeks", "4w", "last 10 days", "3 months", "year",
// "march", "since 1 march", "since monday", "since 2026-03-01". Weeks begin on
// first, and those counted include the one that runs. It returns the first and
// the last day, the last never after today, and is false for anything else and
// for more than 366 days.
func ParseRange(text string, today Date, first time.Weekday) (from, to Date, ok bool) {
	words := strings.Fields(strings.ToLower(strings.Trim(text, " .!?")))
	if len(words) > 1 && (words[0] == "the" || words[0] == "for" || words[0] == "in") {
		words = words[1:]
	}
	from, to, ok = rangeOf(words, today, first)
	if to = min(to, today); !ok || to.Before(from) || to.Days(from) > furthest {
		return 0, 0, false
	}
	return from, to, true
}

func rangeOf(words []string, today Date, first time.Weekday) (from, to Date, ok bool) {
	switch {
	case len(words) > 1 && words[0] == "since":
		from, ok = daySince(words[1:], today)
		return from, today, ok
	case len(words) == 2 && (words[0] == "last" || words[0] == "this"):
		return namedRange(words[1], words[0] == "last", today, first)
	case len(words) == 1:
		if n, unit, short := shortSpan(words[0]); short {
			return spanBack(n, unit, today, first)
		}
		return namedRange(words[0], false, today, first)
	}
	if len(words) == 3 && (words[0] == "last" || words[0] == "past") {
		words = words[1:]
	}
	if len(words) != 2 {
		return 0, 0, false
	}
	n, err := strconv.Atoi(words[0])
	if err != nil {
		return 0, 0, false
	}
	return spanBack(n, strings.TrimSuffix(words[1], "s"), today, first)
}

// shortSpan reads "4w" and its like.
func shortSpan(word string) (n int, unit string, ok bool) {
	if word == "" {
		return 0, "", false
	}
	units := map[byte]string{'d': "day", 'w': "week", 'm': "month"}
	unit, ok = units[word[len(word)-1]]
	n, err := strconv.Atoi(word[:len(word)-1])
	return n, unit, ok && err == nil
}

// spanBack returns the last n days, weeks or months up to today.
func spanBack(n int, unit string, today Date, first time.Weekday) (from, to Date, ok bool) {
	if n < 1 || n > furthest {
		return 0, 0, false
	}
	switch unit {
	case "day":
		return today.AddDays(1 - n), today, true
	case "week":
		return today.WeekStart(first).AddDays(-7 * (n - 1)), today, true
	case "month":
		at := today.wall(0)
		return dateOfWall(time.Date(at.Year(), at.Month()-time.Month(n-1), 1, 0, 0, 0, 0, time.UTC)), today, true
	default:
		return 0, 0, false
	}
}

// namedRange reads a week, a month or a year, this one or the one before it, and
// a month by its name.
func namedRange(name string, last bool, today Date, first time.Weekday) (from, to Date, ok bool) {
	at := today.wall(0)
	before := 0
	if last {
		before = 1
	}
	switch name {
	case "week":
		from = today.WeekStart(first).AddDays(-7 * before)
		return from, from.AddDays(6), true
	case "month":
		from, to = monthAt(at.Year(), at.Month()-time.Month(before))
		return from, to, true
	case "year":
		year := at.Year() - before
		return dateOfWall(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)), dateOfWall(time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC)), true
	}
	month, ok := monthOf(name)
	if !ok {
		return 0, 0, false
	}
	from, to = monthAt(at.Year(), month)
	if today.Before(from) {
		from, to = monthAt(at.Year()-1, month)
	}
	return from, to, true
}

// monthAt returns the first and the last day of a month.
func monthAt(year int, month time.Month) (from, to Date) {
	return dateOfWall(time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)), dateOfWall(time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC))
}

// daySince reads the day that something began: a weekday, a day of a month, a
// month, or a date.
func daySince(words []string, today Date) (Date, bool) {
	if len(words) == 1 {
		return dayWordBack(words[0], today)
	}
	if len(words) != 2 {
		return 0, false
	}
	day, ok := dayOfMonth(words, today)
	if !ok {
		return 0, false
	}
	// The next day of that name is at most a year ahead: what was meant is the last.
	at := day.wall(0)
	back := time.Date(at.Year()-1, at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
	return dateOfWall(back), back.Day() == at.Day()
}

func dayWordBack(word string, today Date) (Date, bool) {
	if word == "yesterday" {
		return today.AddDays(-1), true
	}
	if weekday, ok := daysOf(word).isWeekday(); ok {
		return today.WeekStart(weekday), true
	}
	if month, ok := monthOf(word); ok {
		from, _ := monthAt(today.wall(0).Year(), month)
		if today.Before(from) {
			from, _ = monthAt(today.wall(0).Year()-1, month)
		}
		return from, true
	}
	day, err := ParseDate(word)
	return day, err == nil
}
