package scheduler

import "strings"

// Parse reads a schedule from plain English words ("weekdays 9:30 and 15:00",
// "mon wed fri 8pm", "every day at 7:15", "tuesday noon", "weekdays 9:30, sat
// 11:00") or from a cron line with five fields ("30 9 * * 1-5"). Times without
// days are on every day.
//
// Nothing is guessed: whoever writes a word that is not known gets an
// *UnclearError, whoever writes an hour such as 8 that may be morning or
// evening an *AmbiguousError. Any text whatever is answered in far less than a
// millisecond.
//
// Schedules are stored as text. What String returned once must stay readable.
func Parse(text string) (Schedule, error) {
	if len(text) > LongestText {
		return Schedule{}, &UnclearError{Reason: ReasonTooLong}
	}
	text = strings.TrimSpace(strings.ToLower(text))
	switch {
	case text == "":
		return Schedule{}, &UnclearError{Reason: ReasonEmpty}
	case strings.Contains(text, "tz="):
		return Schedule{}, &UnclearError{Reason: ReasonZone}
	case descriptors.MatchString(text):
		return Schedule{}, &UnclearError{Reason: ReasonDescriptor}
	case isCronLine(text):
		return parseCronLine(text)
	default:
		return parseWords(text)
	}
}

// unclear returns an error about a word, which is shortened for showing it.
func unclear(reason Reason, word string) error {
	const longest = 40
	if len(word) > longest {
		word = word[:longest]
	}
	return &UnclearError{Reason: reason, Text: strings.ToValidUTF8(word, "")}
}
