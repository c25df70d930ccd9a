package bot

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"unknot/bot/words"
	"unknot/routines"
	"unknot/scheduler"
)

// Writer turns effects into messages: here, at delivery, language and words
// are made. It never changes, so one serves all goroutines.
type Writer struct {
	Words   *words.Catalogue
	Library *routines.Library
}

// Message returns what a person reads and may press. A sentence that the
// catalogue lacks is an error; the message is whole all the same.
func (w Writer) Message(e Effect, lang string) (Message, error) {
	s := &sentence{Writer: w, lang: w.Words.Language(lang, keysOf(e)...)}
	m := s.message(e)
	if s.lacks { // a sentence inside another is missing: the whole message falls back
		s = &sentence{Writer: w, lang: words.Own}
		m = s.message(e)
	}
	return m, s.err
}

// message says an effect in the sentence's language.
func (s *sentence) message(e Effect) Message {
	parts := make([]string, len(e.Lines))
	for i, line := range e.Lines {
		parts[i] = s.say(line)
	}
	m := Message{Text: ParseText(strings.Join(parts, "\n\n")), Silent: PromiseOf(e.Kind).Silent, Group: e.Group}
	for _, p := range e.Press {
		m.Choice = append(m.Choice, Button{Label: ParseText(s.say(p.Label)).Plain(), Code: p.Tap})
	}
	m.Form = s.form(e.Lines)
	return m
}

func keysOf(e Effect) []string {
	var keys []string
	for _, l := range e.Lines {
		keys = append(keys, l.Say)
	}
	for _, p := range e.Press {
		keys = append(keys, p.Label.Say)
	}
	return keys
}

// sentence says lines in one language and keeps the first error.
type sentence struct {
	Writer
	lang  string
	lacks bool // the language lacks a sentence that was asked for
	err   error
}

func (s *sentence) say(l Line) string { return s.key(l.Say, s.values(l)) }

func (s *sentence) key(key string, v words.Values) string {
	s.lacks = s.lacks || s.lang != words.Own && !s.Words.Has(s.lang, key)
	said, err := s.Words.Say(s.lang, key, v)
	s.err = cmp.Or(s.err, err)
	return strings.TrimSpace(said)
}

// values makes the values of a line. What comes from files or from people is
// escaped, so that it is read as it was written.
func (s *sentence) values(l Line) words.Values {
	v := words.Values{N: l.N, Of: l.Of, Minutes: l.Minutes, Zone: Escape(cityOf(l.Zone))}
	if r, ok := s.Library.Routine(l.Routine); ok {
		v.Routine, v.Why, v.Place, v.Intro = Escape(r.Name), Escape(r.Why), Escape(r.Position), Escape(r.Intro)
		v.Needs = Escape(strings.Join(r.Needs, "; "))
	}
	if e, variant, ok := s.Library.Variant(l.Variant); ok {
		s.exercise(&v, e, variant)
		v.Dose = s.dose(l.Dose)
	}
	if len(l.Numbers) == 2 {
		v.First, v.Second = l.Numbers[0], l.Numbers[1]
	}
	if len(l.Bars) > 0 {
		v.Bars = bars(l.Bars)
	}
	v.Known = s.known(l.Exercises)
	v.Items, v.Exercises, v.Routines = s.items(l.Items), s.exercises(l.Exercises), s.routines(l.Routines)
	s.times(&v, l.Times)
	v.Names = s.names(l.Names)
	return v
}

func (s *sentence) exercise(v *words.Values, e *routines.Exercise, variant *routines.Variant) {
	v.Exercise = Escape(cmp.Or(variant.Name, e.Name))
	v.Position = Escape(cmp.Or(variant.Position, e.Position))
	v.Movement = Escape(cmp.Or(variant.Movement, e.Movement))
	v.Feel = Escape(cmp.Or(variant.Feel, e.Feel))
	v.Stop, v.Breathing = Escape(e.Stop), Escape(e.Breathing)
	v.Easier, v.Harder = Escape(e.Easier), Escape(e.Harder)
	mistakes := make([]string, len(e.Mistakes))
	for i, m := range e.Mistakes {
		mistakes[i] = "- " + Escape(m)
	}
	v.Mistakes = strings.Join(mistakes, "\n")
}

// known tells what is known about exercises, one a line, with how sure it is.
func (s *sentence) known(ids []routines.ExerciseID) string {
	var list []string
	for _, id := range ids {
		e, _, ok := s.Library.Variant(routines.VariantID(id))
		if !ok {
			continue
		}
		grade := s.key("grade."+e.Evidence.Grade, words.Values{})
		list = append(list, "- **"+Escape(e.Name)+"**, "+grade+": "+Escape(e.Evidence.Note))
	}
	return strings.Join(list, "\n")
}

// items names items of the safety questions.
func (s *sentence) items(ids []routines.ItemID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = s.key("screen.item."+string(id)+".name", words.Values{})
	}
	return strings.Join(names, "; ")
}

func (s *sentence) exercises(ids []routines.ExerciseID) string {
	var names []string
	for _, id := range ids {
		if e, _, ok := s.Library.Variant(routines.VariantID(id)); ok {
			names = append(names, Escape(e.Name))
		}
	}
	return strings.Join(names, ", ")
}

func (s *sentence) routines(ids []routines.RoutineID) string {
	var names []string
	for _, id := range ids {
		if r, ok := s.Library.Routine(id); ok {
			names = append(names, Escape(r.Name))
		}
	}
	return strings.Join(names, ", ")
}

// dose tells a dose in words: what is one of something, or nothing, is left
// out.
func (s *sentence) dose(d routines.Dose) string {
	var parts []string
	add := func(when bool, key string, n, of int) {
		if when {
			parts = append(parts, s.key(key, words.Values{N: n, Of: of}))
		}
	}
	add(d.Sides > 1, "dose.sides", d.Sides, 0)
	add(d.Sets > 1 && d.Reps > 1, "dose.setsof", d.Sets, d.Reps)
	add(d.Sets > 1 && d.Reps == 1, "dose.sets", d.Sets, 0)
	add(d.Sets == 1 && d.Reps > 1, "dose.reps", d.Reps, 0)
	add(d.Rest == 0 && d.Reps > 1, "dose.each", d.Hold, 0)
	add(d.Rest > 0 || d.Reps == 1, "dose.hold", d.Hold, 0)
	add(d.Rest > 0, "dose.rest", d.Rest, 0)
	add(d.SetRest > 0 && d.Sets > 1, "dose.setrest", d.SetRest, 0)
	add(true, "dose.total", int(d.Total().Seconds()), 0)
	return strings.Join(parts, ", ")
}

// times tells occurrences: the first as the time, all of them as a list, and
// the first and last as days.
func (s *sentence) times(v *words.Values, times []scheduler.Occurrence) {
	if len(times) == 0 {
		return
	}
	list := make([]string, len(times))
	for i, o := range times {
		list[i] = "- " + s.moment("time.moment", o)
	}
	v.Times = strings.Join(list, "\n")
	v.Time = s.moment("time.moment", times[0])
	v.Clock = times[0].Slot.String()
	v.From = s.moment("time.date", times[0])
	v.To = s.moment("time.date", times[len(times)-1])
}

func (s *sentence) moment(key string, o scheduler.Occurrence) string {
	date := o.Day.At(0, time.UTC)
	return s.key(key, words.Values{
		N:     date.Day(),
		Day:   s.key("time.weekday."+strconv.Itoa(int(o.Day.Weekday())), words.Values{}),
		Month: s.key("time.month."+strconv.Itoa(int(date.Month())), words.Values{}),
		Clock: o.Slot.String(),
	})
}

// names tells families by their names; what is no family is shown as it is.
func (s *sentence) names(names []string) string {
	told := make([]string, len(names))
	for i, name := range names {
		told[i] = Escape(name)
		if lang, ok := strings.CutPrefix(name, languagePrefix); ok {
			told[i] = Escape(s.ownName(lang))
		}
		if key := "family." + name; s.Words.Has(words.Own, key) {
			told[i] = s.key(key, words.Values{})
		}
	}
	return strings.Join(told, ", ")
}

// languagePrefix begins a name that is a language's.
const languagePrefix = "language "

// languageName is a language as a name in a line: it is told in itself. Without one
// it is the catalogue's own.
func languageName(lang string) string { return languagePrefix + cmp.Or(lang, words.Own) }

// ownName is what a language calls itself.
func (s *sentence) ownName(lang string) string {
	said, err := s.Words.Say(lang, "language.own", words.Values{})
	s.err = cmp.Or(s.err, err)
	return strings.TrimSpace(said)
}

// cityOf returns what a person calls a zone: "Europe/Berlin" is Berlin.
func cityOf(zone string) string {
	return strings.ReplaceAll(zone[strings.LastIndex(zone, "/")+1:], "_", " ")
}

// bars draws numbers as eight heights, relative to the largest.
func bars(numbers []int) string {
	heights := []rune("▁▂▃▄▅▆▇█")
	most := max(1, slices.Max(numbers))
	drawn := make([]string, len(numbers))
	for i, n := range numbers {
		drawn[i] = string(heights[n*(len(heights)-1)/most])
	}
	return strings.Join(drawn, " ")
}

// Plain is a message of one line in the catalogue's own language, for the few
// that are sent without a document.
func (w Writer) Plain(say string) Message {
	m, err := w.Message(Effect{Kind: KindAlarm, Lines: []Line{{Say: say}}}, words.Own)
	if err != nil {
		return Message{Text: Text{{Spans: []Span{{Text: fmt.Sprintf("(%s)", say)}}}}}
	}
	return m
}
