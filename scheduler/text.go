package scheduler

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// String returns the one text of the schedule that Parse reads back to an
// equal one: words such as "weekdays 09:30 and 15:00, sat 11:00" where they
// tell the whole, otherwise a cron line. No schedule is "".
func (s Schedule) String() string {
	rules := s.list()
	if len(rules) > 0 && !rules[0].weekly() {
		return cronLine(rules)
	}
	var clauses []string
	for _, g := range byDays(rules) {
		clauses = append(clauses, g.days.String()+" "+strings.Join(g.clocks, " and "))
	}
	return strings.Join(clauses, ", ")
}

// MarshalText returns what String returns.
func (s Schedule) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes, and whatever else Parse reads.
func (s *Schedule) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*s = Schedule{}
		return nil
	}
	*s, err = Parse(string(text))
	return err
}

// timesOn is the times that the same weekdays have.
type timesOn struct {
	days   Days
	clocks []string
}

// byDays groups rules by their weekdays, in the order of the week.
func byDays(rules []rule) []timesOn {
	var groups []timesOn
	for _, r := range rules {
		same := func(g timesOn) bool { return g.days == r.days }
		i := slices.IndexFunc(groups, same)
		if i < 0 {
			i = len(groups)
			groups = append(groups, timesOn{days: r.days})
		}
		groups[i].clocks = append(groups[i].clocks, r.at.String())
	}
	slices.SortStableFunc(groups, func(a, b timesOn) int {
		return cmp.Compare(a.days.place(), b.days.place())
	})
	return groups
}

// cronLine writes rules that came from one cron line: they differ in their
// hours or in their minutes, never in both.
func cronLine(rules []rule) string {
	var minutes, hours uint64
	for _, r := range rules {
		minutes |= 1 << (r.at % 60)
		hours |= 1 << (r.at / 60)
	}
	r := rules[0]
	return fmt.Sprintf("%s %s %s %s %s", cronField(minutes, 0), cronField(hours, 0),
		cronField(uint64(r.dates), uint64(everyDate)), cronField(uint64(r.months), uint64(everyMonth)),
		cronField(uint64(r.days), uint64(EveryDay)))
}

// cronField writes a set as cron does: "*", "5", "1-5" or "1,3,5-7".
func cronField(set, all uint64) string {
	if set == all {
		return "*"
	}
	var parts []string
	for set != 0 {
		low := bits.TrailingZeros64(set)
		run := bits.TrailingZeros64(^(set >> low))
		parts = append(parts, cronRange(low, low+run-1))
		set &^= (1<<run - 1) << low
	}
	return strings.Join(parts, ",")
}

func cronRange(low, high int) string {
	if low == high {
		return fmt.Sprint(low)
	}
	return fmt.Sprintf("%d-%d", low, high)
}
