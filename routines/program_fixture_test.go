package routines_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"unknot/routines"
)

// programLibrary is the shipped library, which holds everything that the
// program names.
func programLibrary(t testing.TB) *routines.Library {
	t.Helper()
	lib, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// marksOf reads marks, one a line: the day, the routine, the form, and the
// words of the mark; behind a colon its exercises as they are stored.
//
//	day 3 S-05 full b2 e4 : CST-01.L1 SST-02-!
//
// b, a and e are the scores before, after and of effort, w the week, n the row
// after, k the form check; "attack", "unwell", "load" and "part" are flags, and
// "at600" is the minute of the day, 720 unless it is given. Days are counted
// from day 0.
func marksOf(t testing.TB, lines string) routines.Marks {
	t.Helper()
	var ms routines.Marks
	for line := range strings.Lines(strings.TrimSpace(lines)) {
		head, tries, _ := strings.Cut(line, ":")
		words := strings.Fields(head)
		if len(words) < 4 || words[0] != "day" {
			t.Fatalf("no mark: %q", line)
		}
		m := routines.Mark{Day: day0 + routines.DayNumber(mustInt(t, words[1])), Routine: routines.RoutineID(words[2]), Form: routines.Form(words[3])}
		m.At = routines.Minute(m.Day)*24*60 + 720
		for _, word := range words[4:] {
			markWord(t, &m, word)
		}
		if err := m.Tries.UnmarshalText([]byte(tries)); err != nil {
			t.Fatal(err)
		}
		ms = ms.With(m)
	}
	return ms
}

// day0 is the day that tests count from.
const day0 routines.DayNumber = 739400

func markWord(t testing.TB, m *routines.Mark, word string) {
	t.Helper()
	score := func() *int { n := mustInt(t, word[1:]); return &n }
	switch {
	case word == "attack":
		m.Attack = true
	case word == "unwell":
		m.Unwell = true
	case word == "load":
		m.Load = true
	case word == "part":
		m.Part = true
	case strings.HasPrefix(word, "at"):
		m.At += routines.Minute(mustInt(t, word[2:]) - 720)
	case word[0] == 'b':
		m.Before = score()
	case word[0] == 'a':
		m.After = score()
	case word[0] == 'e':
		m.Effort = score()
	case word[0] == 'w':
		m.Week = *score()
	case word[0] == 'n':
		m.Row = word[1:]
	case word[0] == 'k':
		m.Check = routines.FormCheck(word[1:])
	default:
		t.Fatalf("no word of a mark: %q", word)
	}
}

func mustInt(t testing.TB, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// on returns the facts of a day.
func on(lib *routines.Library, day int) routines.Facts {
	d := day0 + routines.DayNumber(day)
	return routines.Facts{Library: lib, Today: d, Now: routines.Minute(d)*24*60 + 720}
}

// clock returns the moment of a minute.
func clock(at routines.Minute) time.Time { return time.Unix(int64(at)*60, 0).UTC() }
