package routines

// Mean is the mean of scores, kept exactly: two means are compared without
// rounding. The zero Mean is of nothing.
type Mean struct {
	Sum int `json:"sum"`
	N   int `json:"n"`
}

// With returns the mean with one more score.
func (m Mean) With(score int) Mean { return Mean{m.Sum + score, m.N + 1} }

// Value returns the mean as a number, 0 for a mean of nothing.
func (m Mean) Value() float64 {
	if m.N == 0 {
		return 0
	}
	return float64(m.Sum) / float64(m.N)
}

// above reports whether m lies at least so many points above another mean.
// Neither may be of nothing.
func (m Mean) above(o Mean, points int) bool { return m.Sum*o.N-o.Sum*m.N >= points*m.N*o.N }

// moreBy reports whether m is greater than another mean by at least so many
// percent of that. Nothing is a percentage of 0.
func (m Mean) moreBy(o Mean, percent int) bool {
	return o.Sum > 0 && 100*(m.Sum*o.N-o.Sum*m.N) >= percent*o.Sum*m.N
}

// lessBy reports whether m is less than another mean by at least so many
// percent of that.
func (m Mean) lessBy(o Mean, percent int) bool {
	return o.Sum > 0 && 100*(o.Sum*m.N-m.Sum*o.N) >= percent*o.Sum*m.N
}

// below reports whether m is less than a number.
func (m Mean) below(n int) bool { return m.Sum < n*m.N }

// Daily is neck and shoulder pain by days: the answers of the diary, and the
// scores before sessions.
type Daily struct {
	Answers map[DayNumber]int
	Marks   Marks
}

// Value returns a day's value: its answer, else its first score before a
// session (clinical specification, section 2.2, check-points).
func (d Daily) Value(day DayNumber) (int, bool) {
	if n, ok := d.Answers[day]; ok {
		return n, true
	}
	for _, m := range d.Marks {
		if m.Day == day && m.Before != nil {
			return *m.Before, true
		}
	}
	return 0, false
}

// Mean returns the mean of n days from one on. Its N is the days that have a
// value.
func (d Daily) Mean(from DayNumber, n int) Mean {
	var mean Mean
	for day := from; day < from+DayNumber(n); day++ {
		if score, ok := d.Value(day); ok {
			mean = mean.With(score)
		}
	}
	return mean
}

// The days of the check-points, and how many of them need a value.
const (
	BaselineDays   = 7
	baselineNeeded = 4
	RecentDays     = 14
	recentNeeded   = 8
)

// Baseline returns the mean of days 1 to 7 of the program. It is false with
// fewer than 4 values.
func (d Daily) Baseline(started DayNumber) (Mean, bool) {
	mean := d.Mean(started, BaselineDays)
	return mean, mean.N >= baselineNeeded
}

// Recent returns the mean of the last 14 days, today included. It is false
// with fewer than 8 values.
func (d Daily) Recent(today DayNumber) (Mean, bool) {
	mean := d.Mean(today-RecentDays+1, RecentDays)
	return mean, mean.N >= recentNeeded
}
