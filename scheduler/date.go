package scheduler

import (
	"errors"
	"time"
)

// Date is a day of the calendar, without a zone. It counts days, so that two
// dates are compared and subtracted like numbers; the zero value is no day,
// and 1 is 1 January of the year 1. As text, and so in JSON, it is
// "2026-11-24", the zero value "".
type Date int

const (
	unixDay  Date = 719163  // 1970-01-01
	lastDate Date = 3652059 // 9999-12-31, the last day that has a text
)

var errDate = errors.New("this is no day of the calendar; write it like 2026-11-24")

// ParseDate reads a day such as "2026-11-24", in years 1 to 9999.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if d := dateOfWall(t); err == nil && d > 0 {
		return d, nil
	}
	return 0, errDate
}

// DateOf returns the local day of an instant, which begins at midnight.
func DateOf(t time.Time, loc *time.Location) Date { return DayOf(t, loc, 0) }

// DayOf returns the local day of an instant when days turn at another time
// than midnight: with turn = 4 h, what happens at 03:59 on the wall clock still
// belongs to the day before.
func DayOf(t time.Time, loc *time.Location, turn time.Duration) Date {
	return dateOfWall(wallOf(t, loc).Add(-turn))
}

// IsZero reports whether d is no day at all.
func (d Date) IsZero() bool { return d == 0 }

// AddDays returns the day n days later, or earlier for a negative n.
func (d Date) AddDays(n int) Date { return d + Date(n) }

// Days returns how many days d lies after other: 1 when other is the day
// before, negative when other is later.
func (d Date) Days(other Date) int { return int(d - other) }

// Before reports whether d is earlier than other.
func (d Date) Before(other Date) bool { return d < other }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.wall(0).Weekday() }

// WeekStart returns the first day of the week that d lies in, for weeks that
// begin on the given weekday.
func (d Date) WeekStart(first time.Weekday) Date {
	return d.AddDays(-int((d.Weekday() - first + 7) % 7))
}

// At returns the instant at which a clock in loc shows the given minute of the
// day. Of a time that comes twice it is the first; for a time that the clocks
// skip it is the first instant after the gap.
func (d Date) At(minute int, loc *time.Location) time.Time {
	return instant(d.wall(minute), loc)
}

// String returns the day as "2026-11-24", and "" for no day.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.wall(0).Format(time.DateOnly)
}

// MarshalText returns what String returns. A day outside the years 1 to 9999
// is an error, because it could not be read back.
func (d Date) MarshalText() ([]byte, error) {
	if d < 0 || d > lastDate {
		return nil, errDate
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	*d, err = ParseDate(string(text))
	return err
}
