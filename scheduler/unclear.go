package scheduler

// Reason says why a text is no schedule.
type Reason string

// All the reasons.
const (
	ReasonEmpty       Reason = "empty"        // nothing was written
	ReasonTooLong     Reason = "too-long"     // more than LongestText bytes
	ReasonUnknownWord Reason = "unknown-word" // Text is the first word that is not known, or not at this place
	ReasonNoTime      Reason = "no-time"      // days without a time of day
	ReasonNoDay       Reason = "no-day"       // a time that no days belong to, next to others that have some
	ReasonBadTime     Reason = "bad-time"     // Text is not a time of day
	ReasonInterval    Reason = "interval"     // "every 2 hours": times of day are needed
	ReasonTooOften    Reason = "too-often"    // more than MostPerDay a day
	ReasonTooMany     Reason = "too-many"     // more than MostTimes different times
	ReasonNoSuchDay   Reason = "no-such-day"  // 31 February: it would never happen
	ReasonZone        Reason = "zone"         // TZ= or CRON_TZ=
	ReasonSeconds     Reason = "seconds"      // 9:30:15, or a cron line with six fields
	ReasonDescriptor  Reason = "descriptor"   // @every, @daily and so on
	ReasonFields      Reason = "fields"       // a cron line that has not five fields
	ReasonBadField    Reason = "bad-field"    // Text is a field of a cron line that cannot be read
	ReasonEmptyList   Reason = "empty-list"   // Text is a field of a cron line with nothing between two commas
	ReasonTwoDays     Reason = "two-days"     // a cron line with days of the month and weekdays, of which cron takes either
)

// Reasons returns every reason there is, so that none stays without words.
func Reasons() []Reason {
	return []Reason{
		ReasonEmpty, ReasonTooLong, ReasonUnknownWord, ReasonNoTime, ReasonNoDay, ReasonBadTime, ReasonInterval,
		ReasonTooOften, ReasonTooMany, ReasonNoSuchDay, ReasonZone, ReasonSeconds, ReasonDescriptor, ReasonFields,
		ReasonBadField, ReasonEmptyList, ReasonTwoDays,
	}
}

// UnclearError says why a text is no schedule and what to write instead.
type UnclearError struct {
	Reason Reason
	Text   string // the word it is about where there is one, shortened; what a person wrote, so not for a log
}

// Error returns a sentence with something to write instead. It leaves out what
// the person wrote, so that it may stand in a log.
func (e *UnclearError) Error() string {
	switch e.Reason {
	case ReasonEmpty:
		return "there is no schedule yet; write days and a time, such as weekdays 9:30"
	case ReasonTooLong:
		return "this is too long to read; write days and times only, such as weekdays 9:30 and 15:00"
	case ReasonNoTime:
		return "the time of day is missing; write it after the days, such as weekdays 9:30"
	case ReasonNoDay:
		return "one of the times has no days; write days before each, such as weekdays 9:30, sat 11:00"
	case ReasonBadTime:
		return "one of the times is not on the clock; write it like 9:30, 15:00 or 3 pm"
	case ReasonInterval:
		return "a schedule has times of day and no intervals; write the times, such as every day 9:30 and 15:00"
	case ReasonTooOften:
		return "more than two times a day are too many; write at most two, such as weekdays 9:30 and 15:00"
	case ReasonTooMany:
		return "these are more than eight different times; write fewer, such as weekdays 9:30, sat 11:00"
	case ReasonNoSuchDay:
		return "no month has this day, so it would never come; write a day that exists, such as 0 9 1 * *"
	default:
		return e.aboutSyntax()
	}
}

// aboutSyntax has the sentences for what only people with cron lines write,
// and for whatever else cannot be read.
func (e *UnclearError) aboutSyntax() string {
	switch e.Reason {
	case ReasonZone:
		return "the time zone does not belong into the schedule; set it by itself and write only, for example, 30 9 * * 1-5"
	case ReasonSeconds:
		return "seconds are not possible; write hours and minutes, such as weekdays 9:30 or 30 9 * * 1-5"
	case ReasonDescriptor:
		return "words with an @ are not possible; write days and a time, such as every day 9:30"
	case ReasonFields:
		return "a cron line has five fields; write minute, hour, day, month and weekday, such as 30 9 * * 1-5"
	case ReasonBadField:
		return "a field of the cron line cannot be read; write numbers, such as 30 9 * * 1-5"
	case ReasonEmptyList:
		return "a list in the cron line has an empty place; write numbers with one comma between, such as 0 9,15 * * 1-5"
	case ReasonTwoDays:
		return "days of the month and weekdays do not go together; write one of them and * for the other, such as 30 9 * * 1-5"
	default:
		return "one of the words is not known here; write days and times only, such as mon wed fri 8 pm"
	}
}

// AmbiguousError says that an hour could be meant in two ways. Both are given
// as whole texts that Parse reads, so that one tap can settle it.
type AmbiguousError struct {
	Morning string // the text with the hours before noon, such as "weekdays 08:00"
	Evening string // the text with the hours from noon on, such as "weekdays 20:00"
}

// Error returns a sentence with something to write instead.
func (e *AmbiguousError) Error() string {
	return "the hour could be before or after noon; write it like 8 am, 8 pm or 8:00"
}
