package bot

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"unknot/bot/picture"
	"unknot/bot/words"
	"unknot/routines"
	"unknot/scheduler"
)

// The lengths of a report in weeks.
const (
	reportShort = 4
	reportLong  = 12
)

// enoughOf28 is on how many of 28 days the head must be known, so that counts may
// be compared (clinical specification, 4.1).
const enoughOf28 = 22

// pending is the review state of a routine that no therapist has signed.
const pending = "pending"

// report sends one page for a clinician: whole weeks of seven days up to today.
func (t *turn) report(said string) {
	weeks := 0
	switch strings.TrimSuffix(strings.ReplaceAll(strings.ToLower(said), " ", ""), "s") {
	case "", "4w", "4", "4week":
		weeks = reportShort
	case "12w", "12", "12week":
		weeks = reportLong
	default:
		t.answer([]Line{{Say: "report.which"}}, commandPress("press.report4", "report 4w"), commandPress("press.report12", "report 12w"))
		return
	}
	today := scheduler.DateOf(t.now, t.loc())
	t.enclose(AttachReport, today.AddDays(1-7*weeks), today)
}

// reportMessage tells the same in short, and has the page beside it.
func (d Decider) reportMessage(w Writer, p Person, e Effect, h History) (Message, error) {
	f := FiguresOf(h, d.Library, h.From.Weekday())
	e.Lines = slices.Concat(e.Lines, []Line{{Say: "report.text", N: len(f.Weeks)}}, rangeLines(f))
	if f.Hurts+f.Ends > 0 {
		e.Lines = append(e.Lines, Line{Say: "report.stops", Numbers: []int{f.Hurts, f.Ends}})
	}
	e.Lines = append(e.Lines, Line{Say: "report.care"})
	m, err := w.Message(e, p.Language)
	page, errPage := w.reportPage(p, f, p.Location(d.Zones))
	data, errDraw := page.PDF()
	if errDraw == nil {
		m.File = &File{Name: fileName("report", f.To, picture.PageExtension), Type: picture.PageType, Data: data}
	}
	return m, errors.Join(err, errPage, errDraw)
}

// reportPage writes the page for a clinician, in the person's language.
func (w Writer) reportPage(p Person, f Figures, loc *time.Location) (picture.Page, error) {
	s := &sentence{Writer: w, lang: p.Language}
	page := s.page(p, f, loc)
	if s.lacks {
		s = &sentence{Writer: w, lang: words.Own}
		page = s.page(p, f, loc)
	}
	return page, s.err
}

func (s *sentence) page(p Person, f Figures, loc *time.Location) picture.Page {
	days := []scheduler.Occurrence{{Day: f.From}, {Day: f.To}}
	return picture.Page{
		Title: s.plain(Line{Say: "report.title", Times: days, Names: []string{years(f)}}),
		Lines: []string{s.plain(Line{Say: "report.own", Zone: loc.String()})},
		Made:  f.To.At(0, time.UTC),
		Sections: []picture.Section{
			{Title: s.plain(Line{Say: "report.weeks"}), Table: s.weekTable(f), Lines: []string{s.plain(Line{Say: "report.explain"})}},
			{Title: s.plain(Line{Say: "report.kinds"}), Lines: s.familyRows(f)},
			{Title: s.plain(Line{Say: "report.pain"}), Lines: s.painRows(f)},
			{Title: s.plain(Line{Say: "report.head"}), Lines: s.headRows(f)},
			{Title: s.plain(Line{Say: "report.rules"}), Lines: s.ruleRows(p)},
		},
	}
}

// years names the year of some days, or both.
func years(f Figures) string {
	first, last := f.From.String()[:4], f.To.String()[:4]
	if first == last {
		return last
	}
	return first + "/" + last
}

// plain says a line without its Markdown.
func (s *sentence) plain(l Line) string { return ParseText(s.say(l)).Plain() }

// reportColumns are the columns of that table.
func reportColumns() []string {
	return []string{"week", "sessions", "minutes", "pairs", "before", "after", "hurts", "none", "mild", "moderate", "severe", "attack", "untold"}
}

// weekTable is one row a week, and their sum.
func (s *sentence) weekTable(f Figures) picture.Table {
	t := picture.Table{Sum: true}
	for _, key := range reportColumns() {
		t.Head = append(t.Head, s.plain(Line{Say: "report.column." + key}))
	}
	for _, w := range f.Weeks {
		t.Rows = append(t.Rows, weekRow(s.plain(Line{Say: "report.row", Times: []scheduler.Occurrence{{Day: w.From}}}), w))
	}
	t.Rows = append(t.Rows, weekRow(s.plain(Line{Say: "report.sum"}), f.Tally))
	return t
}

func weekRow(name string, y Tally) []string {
	before, after := "-", "-"
	if len(y.Pairs) > 0 {
		b, a := y.Medians()
		before, after = strconv.Itoa(b), strconv.Itoa(a)
	}
	row := []string{name, strconv.Itoa(y.Sessions), strconv.Itoa(minutesOf(y.Seconds)), strconv.Itoa(len(y.Pairs)), before, after, strconv.Itoa(y.Hurts)}
	for _, grade := range []Grade{GradeNone, GradeMild, GradeModerate, GradeSevere, GradeAttack, GradeUnknown} {
		row = append(row, strconv.Itoa(y.Grades[grade]))
	}
	return row
}

func (s *sentence) familyRows(f Figures) []string {
	var rows []string
	for _, family := range f.Families {
		rows = append(rows, s.plain(Line{Say: "report.kind", Names: []string{string(family.Family)}, N: family.Sessions}))
	}
	if len(rows) == 0 {
		rows = append(rows, s.plain(Line{Say: "report.nothing"}))
	}
	return rows
}

func (s *sentence) painRows(f Figures) []string {
	pairs := Line{Say: "report.nopairs", Of: f.Begun}
	if n := len(f.Pairs); n > 0 {
		before, after := f.Medians()
		pairs = Line{Say: "report.pairs", N: n, Of: f.Begun, Numbers: []int{before, after}}
	}
	return []string{
		s.plain(pairs),
		s.plain(Line{Say: "report.stopped", Numbers: []int{f.Hurts, f.Ends}}),
		s.plain(Line{Say: "report.alarms", N: f.Alarms}),
	}
}

func (s *sentence) headRows(f Figures) []string {
	aching, known := f.Aching()
	rows := []string{s.plain(Line{Say: "report.aching", N: aching, Of: known, Minutes: f.Days()})}
	rows = append(rows, s.plain(Line{Say: "report.attacks", N: f.Attacks}))
	if known*28 < enoughOf28*f.Days() {
		rows = append(rows, s.plain(Line{Say: "report.thin", N: enoughOf28}))
	}
	if f.Medicine[1]+f.Medicine[2] > 0 {
		rows = append(rows, s.plain(Line{Say: "report.medicine", N: f.Medicine[2], Of: f.Medicine[1] + f.Medicine[2], Minutes: f.Medicine[0]}))
	}
	return append(rows, s.plain(Line{Say: "report.daily"}))
}

// ruleRows tells which rules led the person.
func (s *sentence) ruleRows(p Person) []string {
	program := p.Course.Program
	track := Line{Say: "report.upkeep"}
	switch {
	case program.Running() && program.Slow:
		track = Line{Say: "report.slow", N: program.Week, Of: routines.MaintenanceWeek - 1}
	case program.Running():
		track = Line{Say: "report.track", N: program.Week, Of: routines.MaintenanceWeek - 1}
	}
	rows := []string{s.plain(track), s.plain(Line{Say: "report.during"}), s.plain(Line{Say: "report.version", N: routines.ScreeningVersion, Of: p.Consent.Text})}
	if slices.ContainsFunc(s.Library.Routines(), func(r *routines.Routine) bool { return r.Review == pending }) {
		rows = append(rows, s.plain(Line{Say: "report.unsigned"}))
	}
	return rows
}
