package bot

import (
	"slices"
	"strings"
	"time"

	"unknot/scheduler"
)

// Settings are what somebody chose about how they are spoken to. Zero is what holds
// for everybody who chose nothing.
type Settings struct {
	Dim     bool            `json:"dim,omitempty"`     // no pictures, and no sound
	Private bool            `json:"private,omitempty"` // reminders name no routine
	Quiet   scheduler.Hours `json:"quiet,omitzero"`    // zero: the default
	First   int             `json:"first,omitempty"`   // how many days after Monday a week begins
}

// night returns the quiet hours.
func (p Person) night() scheduler.Hours {
	if p.Settings.Quiet == (scheduler.Hours{}) {
		return scheduler.DefaultQuiet()
	}
	return p.Settings.Quiet
}

// firstDay is the weekday that a week begins on.
func (p Person) firstDay() time.Weekday {
	return time.Weekday((p.Settings.First + int(time.Monday)) % 7)
}

// settings shows all of them, or changes one. Every change is said, and can be taken
// back with one tap.
func (t *turn) settings(said string) {
	name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(said)), " ")
	value = strings.TrimSpace(value)
	switch name {
	case "quiet", "hours":
		t.setQuiet(value)
	case "first":
		t.setFirst(value)
	case "dim":
		t.setDim(value)
	case "words":
		t.setWords(value)
	case "language":
		t.setLanguage(value)
	default:
		t.showSettings()
	}
}

// showSettings lists what holds, with a button for each.
func (t *turn) showSettings() {
	clock := Line{Say: "settings.noclock"}
	if t.p.Zone != "" {
		clock = Line{Say: "settings.clock", Zone: t.p.Zone}
	}
	lines := []Line{
		{Say: "settings.head"}, clock, t.quietLine(), t.firstLine(), {Say: "settings.target", N: t.target()}, t.dimLine(), t.wordsLine(),
		onOff("settings.summary", t.p.Summary.On), onOff("settings.diary", t.p.Diary.On), onOff("settings.note", t.p.Note != ""),
	}
	press := []Press{
		commandPress("press.set.clock", "zone"), commandPress("press.set.quiet", "settings quiet"), commandPress("press.set.week", "settings first"),
		commandPress("press.set.target", "goal"), commandPress("press.set.dim", "settings dim"), commandPress("press.set.words", "settings words"),
		commandPress("press.set.reminders", "schedule"), commandPress("press.set.summary", "summary"), commandPress("press.set.diary", "diary"),
		commandPress("press.set.note", "note"),
	}
	if len(t.Languages) > 1 {
		lines = append(lines, Line{Say: "settings.language", Names: []string{languageName(t.p.Language)}})
		press = append(press, commandPress("press.set.language", "settings language"))
	}
	t.answer(lines, press...)
}

// onOff picks one of two sentences: that something is on, or off.
func onOff(say string, on bool) Line {
	if on {
		return Line{Say: say + "on"}
	}
	return Line{Say: say + "off"}
}

func (t *turn) dimLine() Line   { return onOff("settings.dim", t.p.Settings.Dim) }
func (t *turn) wordsLine() Line { return onOff("settings.private", t.p.Settings.Private) }

func (t *turn) quietLine() Line {
	return Line{Say: "settings.quiet", Names: []string{hoursText(t.p.night())}}
}

// hoursText is a stretch of hours as digits.
func hoursText(h scheduler.Hours) string { return h.From.String() + "-" + h.To.String() }

// changed says what holds now, and offers to take it back.
func (t *turn) changedTo(now Line, back string) {
	t.answer([]Line{{Say: "settings.changed"}, now}, commandPress("press.undo", "settings "+back), commandPress("press.settings", "settings"))
}

// The least and the most hours a day that quiet hours last: the least is a night's
// sleep, and the most leaves room for reminders.
const (
	leastQuiet = 6 * time.Hour
	mostQuiet  = 18 * time.Hour
)

func (t *turn) setQuiet(said string) {
	hours, ok := parseHours(said)
	if !ok {
		var press []Press
		for _, text := range []string{"20:00-09:00", "21:00-08:00", "22:00-07:00", "23:00-07:00"} {
			p := commandPress("press.hours", "settings quiet "+text)
			p.Label.Names = []string{text}
			press = append(press, p)
		}
		t.answer([]Line{{Say: "settings.askquiet"}}, append(press, commandPress("press.notnow", "settings"))...)
		return
	}
	before := t.p.night()
	t.p.Settings.Quiet = hours
	if t.p.Settings.Quiet == scheduler.DefaultQuiet() {
		t.p.Settings.Quiet = scheduler.Hours{}
	}
	if s := t.p.Plan.Schedule; !s.IsZero() && !t.p.Plan.Night && t.atNight(s) {
		t.p.Plan.Offer = s.String()
		t.answer([]Line{{Say: "settings.changed"}, t.quietLine(), {Say: "settings.inside"}},
			Press{Label: Line{Say: "press.night"}, Tap: Tap{Do: TapNight}.Code()}, commandPress("press.othertime", "schedule change"),
			commandPress("press.undo", "settings quiet "+hoursText(before)))
		return
	}
	t.changedTo(t.quietLine(), "quiet "+hoursText(before))
}

// parseHours reads "22:00-7:00" and "22:30 to 6".
func parseHours(said string) (scheduler.Hours, bool) {
	said = strings.TrimPrefix(strings.TrimPrefix(said, "hours"), " ")
	for _, sign := range []string{"-", "–", " to ", " until "} {
		from, to, two := strings.Cut(said, sign)
		if !two {
			continue
		}
		first, ok1 := scheduler.ParseClock(strings.TrimSpace(from))
		last, ok2 := scheduler.ParseClock(strings.TrimSpace(to))
		long := time.Duration((last-first+24*60)%(24*60)) * time.Minute
		return scheduler.Hours{From: first, To: last}, ok1 && ok2 && long >= leastQuiet && long <= mostQuiet
	}
	return scheduler.Hours{}, false
}

// firstDays are the days a week may begin on, by how many days after Monday.
func firstDays() map[string]int { return map[string]int{"monday": 0, "saturday": 5, "sunday": 6} }

// firstName returns the name of such a day.
func firstName(first int) string {
	for name, n := range firstDays() {
		if n == first {
			return name
		}
	}
	return "monday"
}

func (t *turn) firstLine() Line { return Line{Say: "settings.first." + firstName(t.p.Settings.First)} }

func (t *turn) setFirst(said string) {
	first, ok := firstDays()[said]
	if !ok {
		t.answer([]Line{{Say: "settings.askweek"}}, commandPress("press.monday", "settings first monday"), commandPress("press.saturday", "settings first saturday"),
			commandPress("press.sunday", "settings first sunday"), commandPress("press.notnow", "settings"))
		return
	}
	before := firstName(t.p.Settings.First)
	t.p.Settings.First = first
	if t.p.Summary.On {
		t.p.Summary.Last = t.lastEvening()
	}
	t.changedTo(t.firstLine(), "first "+before)
}

func (t *turn) setDim(said string) {
	t.setSwitch(said, "on", "off", &t.p.Settings.Dim, t.dimLine, "dim", Line{Say: "settings.askdim"})
}

func (t *turn) setWords(said string) {
	t.setSwitch(said, "private", "full", &t.p.Settings.Private, t.wordsLine, "words", Line{Say: "settings.askwords"})
}

// setSwitch changes one of two words, or asks which.
func (t *turn) setSwitch(said, yes, no string, value *bool, line func() Line, name string, ask Line) {
	if said != yes && said != no {
		t.answer([]Line{ask}, commandPress("press.switch."+yes, "settings "+name+" "+yes), commandPress("press.switch."+no, "settings "+name+" "+no))
		return
	}
	before := no
	if *value {
		before = yes
	}
	*value = said == yes
	t.changedTo(line(), name+" "+before)
}

// setLanguage changes it, where there is more than one.
func (t *turn) setLanguage(said string) {
	if len(t.Languages) < 2 {
		t.showSettings()
		return
	}
	if !slices.Contains(t.Languages, said) {
		var press []Press
		for _, lang := range t.Languages {
			p := commandPress("press.language", "settings language "+lang)
			p.Label.Names = []string{languageName(lang)}
			press = append(press, p)
		}
		t.answer([]Line{{Say: "settings.asklanguage"}}, press...)
		return
	}
	before := t.p.Language
	if before == "" {
		before = t.Languages[0]
	}
	t.p.Language = said
	t.changedTo(Line{Say: "settings.language", Names: []string{languageName(said)}}, "language "+before)
}
