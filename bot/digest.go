package bot

import (
	"slices"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// The digest answers "how did my week go?" and every rule about recent days
// without reading a record.
const (
	// keptDays is how far back the digest goes.
	keptDays = 35
	// dayTurn is when a session day begins, after local midnight.
	dayTurn = 4 * time.Hour
	// usualTarget is how many sessions a week are aimed at.
	usualTarget = 3
)

// Day is what is remembered of one session day.
type Day struct {
	Date     scheduler.Date    `json:"date"`
	Sessions int               `json:"sessions,omitempty"` // that count for the week
	Seconds  int               `json:"seconds,omitempty"`  // of steps done, in all sessions
	Families []routines.Family `json:"families,omitempty"`
	Load     bool              `json:"load,omitempty"`     // bands, isometrics or push-ups were done
	Pairs    []Pair            `json:"pairs,omitempty"`    // neck and shoulder pain around sessions
	Attack   bool              `json:"attack,omitempty"`   // a migraine attack touched it
	Headache int               `json:"headache,omitempty"` // 1 none to 4 severe; 0 not told
	Ache     int               `json:"ache,omitempty"`     // headache 0 to 10, and 1 more; 0 not told in a number
	Neck     int               `json:"neck,omitempty"`     // neck and shoulder pain of the diary, 0 to 10, and 1 more; 0 not told
	Medicine int               `json:"medicine,omitempty"` // for an attack: 1 no, 2 yes; 0 not told
}

// told returns the day without what its sessions came to.
func (d Day) told() Day {
	return Day{Date: d.Date, Attack: d.Attack, Headache: d.Headache, Ache: d.Ache, Neck: d.Neck, Medicine: d.Medicine}
}

// untold reports whether nothing was told of the day itself.
func (d Day) untold() bool {
	return !d.Attack && d.Headache == 0 && d.Ache == 0 && d.Neck == 0 && d.Medicine == 0
}

// Grade is how bad the head was on a day.
type Grade int

// The grades. An attack that nobody gave a grade is one of its own.
const (
	GradeUnknown Grade = iota
	GradeNone
	GradeMild
	GradeModerate
	GradeSevere
	GradeAttack
	grades
)

// grade returns how bad the head was. An attack makes a headache day, also
// where "none" was told before it began.
func (d Day) grade() Grade {
	grade := Grade(min(max(d.Headache, 0), int(GradeSevere)))
	if d.Attack && grade <= GradeNone {
		return GradeAttack
	}
	return grade
}

// Pair is pain before and after one session, 0 to 10.
type Pair struct {
	Before int `json:"before"`
	After  int `json:"after"`
}

// day returns the digest of one day for changing; days stay in order, and what
// is older than the digest reaches is dropped.
func (p *Person) day(date scheduler.Date) *Day {
	i, found := slices.BinarySearchFunc(p.Days, date, func(d Day, date scheduler.Date) int { return d.Date.Days(date) })
	if !found {
		p.Days = slices.Insert(p.Days, i, Day{Date: date})
	}
	for len(p.Days) > 1 && p.Days[len(p.Days)-1].Date.Days(p.Days[0].Date) >= keptDays && i > 0 {
		p.Days = slices.Delete(p.Days, 0, 1)
		i--
	}
	return &p.Days[i]
}

// count adds a finished session to its day.
func (p *Person) count(date scheduler.Date, r routines.Result, lib *routines.Library) {
	day := p.day(date)
	day.Seconds += r.Seconds
	if r.Counted {
		day.Sessions++
	}
	if r.Before != nil && r.After != nil {
		day.Pairs = append(slices.Clone(day.Pairs), Pair{*r.Before, *r.After})
	}
	for _, step := range r.Steps {
		_, v, ok := lib.Variant(step.Variant)
		day.Load = day.Load || ok && step.Done == routines.StepDone && slices.Contains(v.Tags, routines.TagLoad)
	}
	families := slices.Clone(day.Families)
	for _, family := range familiesDone(r, lib) {
		if !slices.Contains(families, family) {
			families = append(families, family)
		}
	}
	day.Families = families
}

// Week is what a week of the digest comes to.
type Week struct {
	From     scheduler.Date
	Sessions int
	Target   int
	Seconds  int
	Daily    [7]int // seconds of each day
	Families []routines.Family
	OffDays  int
	Aching   int // headache days, attack days included
	Told     int // days of which that is known
}

// Met reports whether the target is met: sessions >= ceil(target x (7 - off
// days) / 7), so that days of an attack take nothing away.
func (w Week) Met() bool { return w.Sessions >= w.Need() }

// Need returns the sessions that meet the target of this week.
func (w Week) Need() int { return (w.Target*(7-w.OffDays) + 6) / 7 }

// week adds up the seven days from a date on.
func (p Person) week(from scheduler.Date) Week {
	w := Week{From: from, Target: usualTarget}
	if target := p.Course.Program.Target(); target > 0 {
		w.Target = target
	}
	if p.Goal.Target > 0 {
		w.Target = p.Goal.Target
	}
	for i := range 7 {
		if p.Pause.on(from.AddDays(i)) {
			w.OffDays++
		}
	}
	for _, d := range p.Days {
		i := d.Date.Days(from)
		if i < 0 || i > 6 {
			continue
		}
		w.Sessions += d.Sessions
		w.Seconds += d.Seconds
		w.Daily[i] = d.Seconds
		if d.Attack && !p.Pause.on(d.Date) {
			w.OffDays++
		}
		if d.Attack || d.Headache > 1 {
			w.Aching++
		}
		if d.Attack || d.Headache > 0 {
			w.Told++
		}
		for _, f := range d.Families {
			if !slices.Contains(w.Families, f) {
				w.Families = append(w.Families, f)
			}
		}
	}
	return w
}

// pairs returns the pairs of pain of the last n days up to a date.
func (p Person) pairs(until scheduler.Date, n int) []Pair {
	var pairs []Pair
	for _, d := range p.Days {
		if ago := until.Days(d.Date); ago >= 0 && ago < n {
			pairs = append(pairs, d.Pairs...)
		}
	}
	return pairs
}

// median returns the middle of numbers, between two of them rounded up.
func median(numbers []int) int {
	sorted := slices.Sorted(slices.Values(numbers))
	n := len(sorted)
	if n == 0 {
		return 0
	}
	return (sorted[(n-1)/2] + sorted[n/2] + 1) / 2
}
