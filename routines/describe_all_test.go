package routines_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"unknot/routines"
	"unknot/routines/library"
)

func TestTheReviewDocumentHoldsEverythingOnce(t *testing.T) {
	lib := load(t, library.FS())
	got := strings.Join(strings.Fields(routines.DescribeAll(lib)), " ")
	once := func(what, text string) {
		if n := strings.Count(got, strings.Join(strings.Fields(text), " ")); n != 1 {
			t.Errorf("%s stands there %d times: %s", what, n, text)
		}
	}
	there := func(what, text string) {
		if !strings.Contains(got, strings.Join(strings.Fields(text), " ")) {
			t.Errorf("%s is not there: %s", what, text)
		}
	}
	for _, r := range lib.Routines() {
		once(string(r.ID), string(r.ID)+" "+r.Name+" version")
		there(string(r.ID), "Why "+r.Why)
		for _, week := range r.WeekForms() {
			there(string(r.ID), "full in week "+string(rune('0'+week))+" of the program: ")
		}
	}
	for _, e := range lib.Exercises() {
		once(string(e.ID), string(e.ID)+" "+e.Name+" version")
		there(string(e.ID), "Stop "+e.Stop)
		there(string(e.ID), e.Movement)
		there(string(e.ID), e.Evidence.Grade+" in "+strings.Join(e.Evidence.Population, ", ")+". "+e.Evidence.Note)
		for _, m := range e.Mistakes {
			there(string(e.ID), "- "+m)
		}
		for _, v := range e.Variants {
			there(string(v.ID), v.Position)
			there(string(v.ID), v.Movement)
			there(string(v.ID), v.Feel)
			if n := strings.Count(got, " s ["+string(v.ID)+"] "); n != 1 {
				t.Errorf("the dose of %s stands there %d times", v.ID, n)
			}
		}
	}
	for _, key := range lib.SourceKeys() {
		s, _ := lib.Source(key)
		once(key, s.Title)
		there(key, s.URL)
	}
	if want := len(lib.Exercises()) + len(lib.Routines()); strings.Count(got, " Signature ") != want || strings.Count(got, " Date ") != want {
		t.Errorf("%d lines to sign, want %d", strings.Count(got, " Signature "), want)
	}
}

func TestTheReviewDocumentFitsOnPaper(t *testing.T) {
	for line := range strings.Lines(routines.DescribeAll(load(t, library.FS()))) {
		line = strings.TrimSuffix(line, "\n")
		if n := utf8.RuneCountInString(line); n > 78 || strings.HasSuffix(line, " ") || strings.Contains(line, "\t") {
			t.Errorf("%d characters: %q", n, line)
		}
	}
}

func TestTheReviewDocumentIsForReading(t *testing.T) {
	got := routines.DescribeAll(load(t, library.FS()))
	for _, part := range []string{
		"\nS-02  Neck release                                                   version 2\n",
		"\n  S-05   Stability, base               10:19   2:00   1:00  pending\n",
		"\n  TPN-02 Two-ball skull-base rest                   E4  pending\n",
		"\n  full in week 2 of the program: 539 s (8:59)\n     60 s  Slow breathing [STR-01.c6]: 6 times, hold 10 s\n",
		"\n     60 s  [WRK-12] one question. Blocked by nothing.\n",
		"\n  Set        one set is a group\n",
		"\n  Question   Is the screen about an arm's length away, 50-100 cm?\n",
	} {
		if strings.Count(got, part) != 1 {
			t.Errorf("%q stands there %d times", part, strings.Count(got, part))
		}
	}
	if strings.Contains(got, "\n15 s") || strings.Contains(got, " 15\n") {
		t.Error("a number and its unit stand on two lines")
	}
}

// A document of what an operator brought has the same parts.
func TestTheReviewDocumentOfASmallLibrary(t *testing.T) {
	got := routines.DescribeAll(load(t, smallLibrary()))
	for _, part := range []string{"1 routines and 1 exercises", "PART 1: ROUTINES", "PART 2: EXERCISES", "PART 3: SOURCES", "\n    First two uses"} {
		if want := !strings.HasPrefix(part, "\n"); strings.Contains(got, part) != want {
			t.Errorf("%q is there: %v", part, !want)
		}
	}
}
