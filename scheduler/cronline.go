package scheduler

import (
	"errors"
	"math/bits"
	"regexp"
	"slices"
	"strings"

	"github.com/robfig/cron/v3"
)

var (
	descriptors = regexp.MustCompile(`^@\s*\p{L}`)
	cronNumbers = regexp.MustCompile(`^[0-9*?,/-]+$`)
	cronNames   = regexp.MustCompile(`^([0-9*?,/-]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)+$`)

	errCron = errors.New("cron: the line cannot be read")
)

// isCronLine tells cron lines from words: a star stands nowhere else, and five
// fields of numbers, of which the last two may be names, are no sentence.
func isCronLine(text string) bool {
	if strings.Contains(text, "*") {
		return true
	}
	fields := strings.Fields(text)
	if len(fields) < 5 {
		return false
	}
	for i, f := range fields {
		if i < 3 && !cronNumbers.MatchString(f) || !cronNames.MatchString(f) {
			return false
		}
	}
	return true
}

// parseCronLine reads five fields. What the library would take without sense,
// or would take for ever over, is refused here.
func parseCronLine(text string) (Schedule, error) {
	fields := strings.Fields(text)
	switch {
	case len(fields) == 6:
		return Schedule{}, &UnclearError{Reason: ReasonSeconds}
	case len(fields) != 5:
		return Schedule{}, &UnclearError{Reason: ReasonFields}
	}
	for _, f := range fields {
		if slices.Contains(strings.Split(f, ","), "") {
			return Schedule{}, unclear(ReasonEmptyList, f)
		}
	}
	fields[4] = sundayIsZero(fields[4])
	spec, err := askCron(fields)
	if err != nil {
		return Schedule{}, unclear(ReasonBadField, badField(fields))
	}
	return scheduleOfSpec(spec)
}

// sundayIsZero lets people write Sunday as 7, which the library does not know.
func sundayIsZero(weekdays string) string {
	items := strings.Split(weekdays, ",")
	for i, item := range items {
		low, isRange := strings.CutSuffix(item, "-7")
		switch {
		case item == "7" || item == "7-7":
			items[i] = "0"
		case isRange && low == "0":
			items[i] = "0-6"
		case isRange:
			items[i] = low + "-6,0"
		}
	}
	return strings.Join(items, ",")
}

// askCron lets the library read five fields that are free of prefixes. Its
// parser has panicked before on text from outside; a panic is an error here.
func askCron(fields []string) (spec *cron.SpecSchedule, err error) {
	defer func() {
		if recover() != nil {
			spec, err = nil, errCron
		}
	}()
	for _, f := range fields {
		if !cronNames.MatchString(f) {
			return nil, errCron
		}
	}
	parser := cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)
	parsed, err := parser.Parse(strings.Join(fields, " "))
	if err != nil {
		return nil, err
	}
	return parsed.(*cron.SpecSchedule), nil
}

// badField returns the first field that cannot be read by itself.
func badField(fields []string) string {
	for i, f := range fields {
		alone := []string{"*", "*", "*", "*", "*"}
		alone[i] = f
		if _, err := askCron(alone); err != nil {
			return f
		}
	}
	return strings.Join(fields, " ")
}

func scheduleOfSpec(spec *cron.SpecSchedule) (Schedule, error) {
	perDay := bits.OnesCount64(spec.Minute&^cronStar) * bits.OnesCount64(spec.Hour&^cronStar)
	switch {
	case perDay == 0 || spec.Dom == 0 || spec.Month == 0 || spec.Dow == 0:
		return Schedule{}, &UnclearError{Reason: ReasonEmptyList}
	case perDay > MostPerDay:
		return Schedule{}, &UnclearError{Reason: ReasonTooOften}
	case spec.Dom&cronStar == 0 && spec.Dow&cronStar == 0:
		return Schedule{}, &UnclearError{Reason: ReasonTwoDays}
	}
	s, err := newSchedule(rulesOf(spec))
	if err != nil {
		return Schedule{}, err
	}
	if _, ok := s.After(Occurrence{Day: unixDay}); !ok {
		return Schedule{}, &UnclearError{Reason: ReasonNoSuchDay}
	}
	return s, nil
}
