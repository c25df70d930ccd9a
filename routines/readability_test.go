package routines_test

import (
	"math"
	"strings"
	"testing"

	"unknot/routines"
)

func TestReadable(t *testing.T) {
	for _, c := range []struct {
		text                        string
		sentences, words, syllables int
	}{
		{"", 0, 0, 0},
		{" ... ", 1, 0, 0},
		{"Nod", 1, 1, 1},
		{"Sit tall. Breathe out!", 2, 4, 4},
		{"Rest your head. Let go?", 2, 5, 5},
		{`He said "stop." Then we rest.`, 2, 6, 6},
		{"Hold 3-4 out of 10.", 1, 5, 5},
		{"skull-base", 1, 1, 2},
		{"nose times pressed", 1, 3, 3},
		{"table inches rested needed", 1, 4, 8},
		{"the free knee", 1, 3, 3},
		{"easy shoulder circle", 1, 3, 6},
		{"1.5 times", 1, 2, 2},
	} {
		got := routines.Readable(c.text)
		if got != (routines.Readability{Sentences: c.sentences, Words: c.words, Syllables: c.syllables}) {
			t.Errorf("%q: %+v, want %d sentences, %d words, %d syllables", c.text, got, c.sentences, c.words, c.syllables)
		}
	}
}

func TestGrade(t *testing.T) {
	for _, c := range []struct {
		text  string
		grade float64
	}{
		{"", 0},
		{"The cat sat on the mat.", 0.39*6 + 11.8*1 - 15.59},
		{"Nod a tiny yes. Hold lightly.", 0.39*3 + 11.8*8/6 - 15.59},
	} {
		if got := routines.Readable(c.text).Grade(); math.Abs(got-c.grade) > 0.001 {
			t.Errorf("%q: grade %.3f, want %.3f", c.text, got, c.grade)
		}
	}
}

func TestLongWordsAreHarder(t *testing.T) {
	easy := routines.Readable(strings.Repeat("Let the arm go. ", 5)).Grade()
	hard := routines.Readable(strings.Repeat("Relinquish muscular innervation immediately. ", 5)).Grade()
	if easy > 2 || hard < 12 {
		t.Errorf("grades %.1f and %.1f", easy, hard)
	}
}
