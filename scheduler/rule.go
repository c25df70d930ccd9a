package scheduler

import (
	"math/bits"
	"time"

	"github.com/robfig/cron/v3"
)

// rule is one time of day on the days that all of its sets allow. Weekdays and
// days of the month are never both limited: cron would take either, people
// mean both.
type rule struct {
	at     Clock
	days   Days
	dates  uint32 // bit n is the nth of the month
	months uint16 // bit n is the nth month
}

// The sets that allow everything.
const (
	everyDate  uint32 = 1<<32 - 2
	everyMonth uint16 = 1<<13 - 2
)

// cronStar is the bit by which the cron library knows a field without a limit.
const cronStar = 1 << 63

// weekly returns a rule by weekdays alone.
func weekly(at Clock, days Days) rule {
	return rule{at: at, days: days, dates: everyDate, months: everyMonth}
}

func (r rule) empty() bool { return r == rule{} }

func (r rule) weekly() bool { return r.dates == everyDate && r.months == everyMonth }

// next returns the first time after the given one that the rule allows, both
// on the wall clock, and false when there is none. The library looks ahead for
// five years; 29 February may be eight years away, so it is asked twice.
func (r rule) next(wall time.Time) (time.Time, bool) {
	spec := cron.SpecSchedule{
		Second:   1,
		Minute:   1 << (r.at % 60),
		Hour:     1 << (r.at / 60),
		Dom:      field(uint64(r.dates), uint64(everyDate)),
		Month:    field(uint64(r.months), uint64(everyMonth)),
		Dow:      field(uint64(r.days), uint64(EveryDay)),
		Location: time.UTC,
	}
	for range 2 {
		if next := spec.Next(wall); !next.IsZero() {
			return next, true
		}
		wall = wall.AddDate(5, 0, 0)
	}
	return time.Time{}, false
}

// field returns a set as the cron library wants it.
func field(set, all uint64) uint64 {
	if set == all {
		return set | cronStar
	}
	return set
}

// rulesOf takes a parsed cron line apart into one rule for each time of day. The
// caller has made sure that there are few.
func rulesOf(spec *cron.SpecSchedule) []rule {
	var rules []rule
	for hour := range eachBit(spec.Hour) {
		for minute := range eachBit(spec.Minute) {
			rules = append(rules, rule{
				at:     Clock(hour*60 + minute),
				days:   Days(spec.Dow) & EveryDay,
				dates:  uint32(spec.Dom) & everyDate,
				months: uint16(spec.Month) & everyMonth,
			})
		}
	}
	return rules
}

// eachBit goes through the bits that are set, the star left out.
func eachBit(set uint64) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for set &^= cronStar; set != 0; set &= set - 1 {
			if !yield(bits.TrailingZeros64(set)) {
				return
			}
		}
	}
}
