package bot

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"unknot/bot/picture"
	"unknot/bot/words"
	"unknot/scheduler"
)

// pictureWeeks is how many weeks a picture shows when none are named.
const pictureWeeks = 4

// picture sends some weeks as a picture: the last four, or those that were named. Dim
// style has no pictures; there the same is told in words.
func (t *turn) picture(said string) {
	said = strings.TrimSpace(said)
	from, to := t.today().WeekStart(t.p.firstDay()).AddDays(-7*(pictureWeeks-1)), t.today()
	if said != "" {
		var ok bool
		if from, to, ok = t.rangeOf(said); !ok {
			t.home(Line{Say: "days.unclear"})
			return
		}
	}
	if t.p.dim() {
		t.ranged(from, to)
		return
	}
	t.enclose(AttachPicture, from.WeekStart(t.p.firstDay()), to)
}

// pictured takes the word "picture" out of what somebody asks to see.
func pictured(said string) (rest string, picture bool) {
	words := strings.Fields(said)
	rest = strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "picture" || w == "as" || w == "a" }), " ")
	return rest, strings.Contains(said, "picture")
}

// pictureMessage tells the same in words, and has the picture beside it.
func (d Decider) pictureMessage(w Writer, p Person, e Effect, h History) (Message, error) {
	f := FiguresOf(h, d.Library, p.firstDay())
	e.Lines = slices.Concat(e.Lines, rangeLines(f))
	m, err := w.Message(e, p.Language)
	chart, alt, errChart := w.chart(p, h, f)
	data, errDraw := chart.PNG()
	if errDraw == nil {
		m.File = &File{Name: fileName("weeks", f.To, picture.ChartExtension), Type: picture.ChartType, Data: data, Alt: alt}
	}
	return m, errors.Join(err, errChart, errDraw)
}

// chart writes a chart and what it shows, in the person's language.
func (w Writer) chart(p Person, h History, f Figures) (picture.Chart, string, error) {
	s := &sentence{Writer: w, lang: p.Language}
	chart, alt := s.chart(p, h, f), s.alt(p, f)
	if s.lacks {
		s = &sentence{Writer: w, lang: words.Own}
		chart, alt = s.chart(p, h, f), s.alt(p, f)
	}
	return chart, alt, s.err
}

func (s *sentence) chart(p Person, h History, f Figures) picture.Chart {
	target := p.week(f.To.WeekStart(p.firstDay())).Target
	c := picture.Chart{
		Title:    s.plain(Line{Say: "chart.title", Times: []scheduler.Occurrence{{Day: f.From}, {Day: f.To}}}),
		Sessions: s.plain(Line{Say: "chart.sessions", N: target}),
		Pain:     s.plain(Line{Say: "chart.pain"}), Before: s.plain(Line{Say: "chart.before"}), After: s.plain(Line{Say: "chart.after"}),
		Nothing: s.plain(Line{Say: "chart.nothing"}),
		Days:    s.plain(Line{Say: "chart.days"}), Done: s.plain(Line{Say: "chart.done"}), Ached: s.plain(Line{Say: "chart.ached"}),
		Target: target, Low: leastTarget, High: mostTarget,
	}
	for row := range c.Weekdays {
		name := []rune(s.key("time.weekday."+strconv.Itoa(int(f.Weeks[0].From.AddDays(row).Weekday())), words.Values{}))
		c.Weekdays[row] = string(name[:min(2, len(name))])
	}
	month := ""
	for _, w := range f.Weeks {
		week := chartWeek(h, w)
		if name := s.key("time.month."+monthOf(w.From), words.Values{}); name != month {
			week.Month, month = name, name
		}
		c.Weeks = append(c.Weeks, week)
	}
	return c
}

// monthOf is the number of a day's month.
func monthOf(day scheduler.Date) string { return strings.TrimPrefix(day.String()[5:7], "0") }

func chartWeek(h History, w Tally) picture.Week {
	week := picture.Week{Day: strings.TrimPrefix(w.From.String()[8:], "0"), N: w.Sessions, Before: picture.None, After: picture.None}
	if len(w.Pairs) > 0 {
		week.Before, week.After = w.Medians()
	}
	for i := range week.Days {
		date := w.From.AddDays(i)
		week.Days[i] = picture.Day{
			Outside: w.To.Before(date),
			Done:    slices.ContainsFunc(h.Sessions, func(s Past) bool { return s.Day == date && s.Result.Counted }),
			Ached:   slices.ContainsFunc(h.Days, func(d Day) bool { return d.Date == date && d.grade() > GradeNone }),
		}
	}
	return week
}

// alt says what the chart shows, for whoever does not see it.
func (s *sentence) alt(p Person, f Figures) string {
	var sessions, before, after []string
	for _, w := range f.Weeks {
		b, a := "-", "-"
		if len(w.Pairs) > 0 {
			mb, ma := w.Medians()
			b, a = strconv.Itoa(mb), strconv.Itoa(ma)
		}
		sessions, before, after = append(sessions, strconv.Itoa(w.Sessions)), append(before, b), append(after, a)
	}
	aching, known := f.Aching()
	lines := []Line{
		{Say: "chart.alt.weeks", N: p.week(f.To.WeekStart(p.firstDay())).Target, Names: sessions, Times: []scheduler.Occurrence{{Day: f.From}, {Day: f.To}}},
		{Say: "chart.alt.before", Names: before}, {Say: "chart.alt.after", Names: after},
		{Say: "chart.alt.days", N: aching, Of: known},
	}
	said := make([]string, len(lines))
	for i, line := range lines {
		said[i] = s.plain(line)
	}
	return strings.Join(said, " ")
}
