package scheduler

import (
	"regexp"
	"strings"
	"time"
	"unicode"
)

// lexemes takes a text apart into numbers and times, words, and signs.
var lexemes = regexp.MustCompile(`[0-9]+(?:[:.h][0-9]+)*|[ap]\.m\b\.?|\p{L}[\p{L}'’]*|\S`)

// lexemesOf returns the parts of a text in small letters, without the signs
// inside words: "a.m." is am.
func lexemesOf(text string) []string {
	found := lexemes.FindAllString(strings.Map(plainSpace, text), -1)
	for i, word := range found {
		if first := word[0]; first >= 'a' && first <= 'z' {
			found[i] = strings.Map(unsigned, word)
		}
	}
	return found
}

// plainSpace makes a space of what looks like one, as phones and web pages put
// it, and drops what cannot be seen. A new line is as good as a semicolon.
func plainSpace(r rune) rune {
	switch {
	case r == '\n':
		return ';'
	case unicode.IsSpace(r):
		return ' '
	case unicode.Is(unicode.Cf, r):
		return -1
	default:
		return r
	}
}

func unsigned(r rune) rune {
	if r == '.' || r == '\'' || r == '’' {
		return -1
	}
	return r
}

// kind tells what a word does in a schedule.
type kind int

const (
	kindUnknown  kind = iota
	kindFiller        // says nothing
	kindJoin          // between two of a kind
	kindDays          // which days
	kindTime          // a time of day
	kindPart          // am, pm, in the morning
	kindThrough       // from one day to another
	kindColon         // after days
	kindFullStop      // the end of a sentence, or of an abbreviation
	kindStop          // the end of a sentence
	kindMark          // o'clock: what stands before is a time
	kindEvery         // every, each: says nothing, but not before a number
	kindWhole         // day, after every
	kindInterval      // hours, minutes, hourly
)

// kindOf sorts a word into the little that is understood.
func kindOf(word string) kind {
	switch {
	case word[0] >= '0' && word[0] <= '9':
		return kindTime
	case daysOf(word) != 0:
		return kindDays
	case partOf(word) != "":
		return kindPart
	}
	switch word {
	case "@", "!", "at", "on", "in", "the", "please":
		return kindFiller
	case ",", "&", "+", "and", "also", "then", "plus":
		return kindJoin
	case "noon", "midday", "midnight":
		return kindTime
	case "-", "–", "—", "to", "till", "until", "through", "thru":
		return kindThrough
	case ":":
		return kindColon
	case ".":
		return kindFullStop
	case ";":
		return kindStop
	case "h", "hr", "hrs", "oclock":
		return kindMark
	case "every", "each", "all":
		return kindEvery
	case "day", "days":
		return kindWhole
	case "hour", "hours", "hourly", "minute", "minutes", "min", "mins":
		return kindInterval
	default:
		return kindUnknown
	}
}

// daysOf reads a word for one weekday or several, and returns no days for any
// other word.
func daysOf(word string) Days {
	switch strings.TrimSuffix(word, "s") {
	case "daily", "everyday":
		return EveryDay
	case "weekday", "workday":
		return Weekdays
	case "weekend":
		return Weekend
	case "mon", "monday":
		return DaysOf(time.Monday)
	case "tue", "tuesday":
		return DaysOf(time.Tuesday)
	case "wed", "wednesday":
		return DaysOf(time.Wednesday)
	case "thu", "thur", "thursday":
		return DaysOf(time.Thursday)
	case "fri", "friday":
		return DaysOf(time.Friday)
	case "sat", "saturday":
		return DaysOf(time.Saturday)
	case "sun", "sunday":
		return DaysOf(time.Sunday)
	default:
		return 0
	}
}
