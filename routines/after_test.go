package routines_test

import (
	"strings"
	"testing"
	"time"

	"unknot/routines"
)

// TestAfterRows is typed from the clinical specification, section 3.2, "after
// and next day". The pain is before, after and m, the answer that follows.
func TestAfterRows(t *testing.T) {
	for _, c := range []struct {
		row, pain string
		routine   routines.RoutineID
		sore      string
		again     bool
		colour    routines.Colour
		does      string
	}{
		{"A1", "0 4 3", "S-05", "3", false, routines.Green, ""},
		{"A1", "1 - -", "S-06", "0", false, routines.Green, ""},
		{"A1", "0 9 9", "S-10", "2", true, routines.Green, ""},
		{"A5", "0 4 4", "S-05", "4", false, routines.Red, "down half"},
		{"A5", "0 4 4", "S-02", "2", false, routines.Red, "down half"}, // no muscle works there
		{"A2", "0 0 -", "S-02", "-", false, routines.Green, ""},
		{"A2", "3 4 -", "S-02", "-", false, routines.Green, ""},
		{"A2", "3 4 9", "S-02", "-", true, routines.Green, ""},
		{"A2", "9 10 -", "S-09", "-", false, routines.Green, ""},
		{"A2", "7 0 -", "S-02", "-", false, routines.Green, ""},
		{"A2", "- 5 -", "S-02", "-", false, routines.Green, ""}, // skipped reads as 4-5
		{"A3", "- 6 -", "S-02", "-", false, routines.Amber, "repeat ask"},
		{"A3", "3 5 -", "S-02", "-", false, routines.Amber, "repeat ask"},
		{"A3", "3 5 4", "S-02", "-", true, routines.Amber, "repeat ask"},
		{"A3", "0 10 1", "S-02", "-", false, routines.Amber, "repeat ask"},
		{"A4", "3 5 5", "S-02", "-", true, routines.Red, "down gentle5 suggest"},
		{"A5", "3 5 5", "S-02", "-", false, routines.Red, "down half"},
		{"A5", "8 10 10", "S-09", "-", false, routines.Red, "down half"},
	} {
		w := strings.Fields(c.pain)
		a := routines.After{Routine: c.routine, Before: num(w[0]), After: num(w[1]), Next: num(w[2]), Sore: num(c.sore), Again: c.again}
		row, ok := a.Row()
		if !ok || row.Row != c.row || row.Colour != c.colour || does(row) != c.does {
			t.Errorf("%s of %s, sore %s, again %v: %+v, %v, want %s %s %q", c.pain, c.routine, c.sore, c.again, row, ok, c.row, c.colour, c.does)
		}
	}
}

// does writes what a row asks for.
func does(r routines.AfterRow) string {
	var words []string
	if r.Repeat {
		words = append(words, "repeat")
	}
	if r.Down {
		words = append(words, "down")
	}
	if r.Half {
		words = append(words, "half")
	}
	if r.Gentle == 5 {
		words = append(words, "gentle5")
	}
	if r.Suggest {
		words = append(words, "suggest")
	}
	if r.Ask {
		words = append(words, "ask")
	}
	return strings.Join(words, " ")
}

// Every triple has a row, and a row is red only when both numbers rose by two.
func TestAfterIsTotal(t *testing.T) {
	seen := map[string]int{}
	for before := range 11 {
		for after := range 11 {
			for next := -1; next < 11; next++ {
				a := routines.After{Routine: "S-02", Before: &before, After: &after}
				if next >= 0 {
					a.Next = &next
				}
				row, ok := a.Row()
				if !ok {
					t.Fatalf("%d %d %d has no row", before, after, next)
				}
				seen[row.Row]++
				want := routines.Green
				if after >= before+2 {
					want = routines.Amber
				}
				if after >= before+2 && next >= before+2 {
					want = routines.Red
				}
				if row.Colour != want {
					t.Errorf("%d %d %d: %s, want %s", before, after, next, row.Colour, want)
				}
			}
		}
	}
	if len(seen) != 3 || len(routines.AfterRows()) != 5 {
		t.Errorf("rows %v of %d", seen, len(routines.AfterRows()))
	}
	if row, ok := (routines.After{Routine: "S-02", Before: new(int)}).Row(); ok {
		t.Errorf("nobody said anything after, and %+v", row)
	}
}

// scores reads scores: "15h 4" is a 4 fifteen hours after the session.
func scores(ended time.Time, text string) []routines.Score {
	var all []routines.Score
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' }) {
		w := strings.Fields(part)
		d, _ := time.ParseDuration(w[0])
		all = append(all, routines.Score{N: atoi(w[1]), At: ended.Add(d)})
	}
	return all
}

// TestNextDay: m is "the follow-up answer at 24 h, or an earlier one that is
// <= b + 1, or, if none came, the next before-score within 72 h".
func TestNextDay(t *testing.T) {
	for _, c := range []struct{ before, followUps, befores, m string }{
		{"3", "", "", "-"},
		{"3", "24h 6", "", "6"},
		{"3", "26h 3", "", "3"},
		{"3", "15h 4", "", "4"},
		{"3", "15h 5", "", "-"}, // early, and still up: asked again
		{"3", "15h 5, 24h 3", "", "3"},
		{"3", "15h 5, 24h 5", "", "5"},
		{"3", "24h 5, 15h 5", "30h 0", "5"},
		{"3", "15h 4, 24h 6", "", "4"}, // back to usual is back to usual
		{"3", "", "30h 5", "5"},
		{"3", "", "30h 5, 50h 2", "5"},
		{"3", "15h 5", "30h 3", "3"},
		{"3", "", "72h 5", "5"},
		{"3", "", "73h 5", "-"},
		{"3", "", "-2h 5", "-"}, // of a session before
		{"-", "15h 5", "", "5"},
		{"-", "15h 6", "", "-"},
	} {
		got := routines.NextDay(num(c.before), noon(), scores(noon(), c.followUps), scores(noon(), c.befores))
		want := num(c.m)
		if (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Errorf("before %s, follow-ups %q, befores %q: %v, want %s", c.before, c.followUps, c.befores, got, c.m)
		}
	}
}

// TestFollowUp: "only after a >= b + 2, the next morning; if 24 h are not over
// and m >= b + 2, once more at 24 h".
func TestFollowUp(t *testing.T) {
	for _, c := range []struct {
		before, after, answered, now string
		want                         bool
	}{
		{"3", "4", "", "15h", false},
		{"3", "-", "", "15h", false},
		{"3", "5", "", "15h", true},
		{"3", "5", "", "72h", true},
		{"3", "5", "", "73h", false},
		{"3", "5", "15h 4", "24h", false},
		{"3", "5", "15h 5", "23h", false},
		{"3", "5", "15h 5", "24h", true},
		{"3", "5", "24h 5", "48h", false}, // it was answered at 24 hours
		{"3", "5", "15h 5, 24h 5", "48h", false},
		{"3", "5", "15h 5", "73h", false},
		{"-", "6", "", "15h", true},
		{"-", "5", "", "15h", false},
	} {
		d, _ := time.ParseDuration(c.now)
		if got := routines.FollowUp(num(c.before), num(c.after), noon(), scores(noon(), c.answered), noon().Add(d)); got != c.want {
			t.Errorf("%s, %s, answered %q, after %s: %v", c.before, c.after, c.answered, c.now, got)
		}
	}
}
