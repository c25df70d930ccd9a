package routines_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"unknot/routines"
)

// num reads an answer: "-" was skipped.
func num(s string) *int {
	if s == "-" {
		return nil
	}
	n := atoi(s)
	return &n
}

// beforeTable is typed from the clinical specification, section 3.2, "before".
// The examples are neck and head, with the signs behind.
const beforeTable = `
| row | does | light | routines | attack | R-items | examples |
| B1 | planned session | planned | S-05 | no | - | 0 0; 1 1; 3 3; 3 -; 0 - |
| B2 | easier variants, 1 set | easier | S-05 | no | - | 4 0; 5 3; 5 -; - -; - 0; - 3 |
| B3 | S-08a or S-07 | gentle | S-08a S-07 | no | - | 6 0; 7 3; 6 - |
| B4 | S-09, R-items again | rest | S-09 | no | now | 8 0; 9 3; 10 - |
| B5 | S-08b or S-09 | still | S-08b S-09 | no | - | 0 4; 3 6; 2 0 coming; 0 - coming; 1 5 coming |
| B6 | S-08b or S-09 | still | S-08b S-09 | no | - | 4 4; 5 6; - 5; - - coming; 5 3 coming |
| B7 | S-08b or S-09 | still | S-08b S-09 | no | - | 6 4; 7 6; 7 0 coming |
| B8 | S-09, R-items again | rest | S-09 | no | now | 8 4; 10 6; 9 1 coming |
| B9 | attack mode | rest | S-09 | yes | - | 0 7; 3 10; 0 0 sign; 2 5 sign; 1 8 coming; 1 0 sign coming |
| B10 | attack mode | rest | S-09 | yes | - | 4 7; 5 10; - 7; - - sign; 4 2 sign |
| B11 | attack mode | rest | S-09 | yes | - | 6 7; 7 10; 7 0 sign |
| B12 | attack mode, R-items when it is over | rest | S-09 | yes | after | 8 7; 10 10; 9 4 sign; 8 - sign |
`

// beforeOf reads an example.
func beforeOf(example string) routines.Before {
	words := strings.Fields(example)
	b := routines.Before{Neck: num(words[0]), Head: num(words[1])}
	for _, word := range words[2:] {
		switch word {
		case "sign":
			b.Sign = true
		case "coming":
			b.Coming = true
		case "more":
			b.More = true
		default:
			b.Usual = num(word)
		}
	}
	return b
}

func TestBeforeRows(t *testing.T) {
	rows := cells(beforeTable)
	if len(routines.BeforeRows()) != len(rows) {
		t.Errorf("%d rows, want %d", len(routines.BeforeRows()), len(rows))
	}
	for _, want := range rows {
		for example := range strings.SplitSeq(want[6], "; ") {
			t.Run(want[0]+" "+example, func(t *testing.T) {
				got := beforeOf(example).Row()
				if got.Row != want[0] || string(got.Light) != want[2] || got.Attack != (want[4] == "yes") || dash(string(got.Recheck)) != want[5] {
					t.Errorf("%+v", got)
				}
				for i, id := range strings.Fields(want[3]) {
					if stays := got.Routine(routines.RoutineID(id)); string(stays) != id {
						t.Errorf("%s may be done, and %s is", id, stays)
					}
					if i == 0 && got.Routine("S-05") != routines.RoutineID(id) {
						t.Errorf("in place of S-05 %s, want %s", got.Routine("S-05"), id)
					}
				}
			})
		}
	}
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// Whoever planned something as gentle or gentler keeps it; a shrug is more
// than rest.
func TestWhatIsGentleEnoughStays(t *testing.T) {
	for _, c := range []struct{ example, planned, want string }{
		{"6 0", "S-08b", "S-08b"},
		{"6 0", "S-09", "S-09"},
		{"6 0", "S-01", "S-08a"},
		{"2 5", "S-07", "S-08b"},
		{"2 5", "S-08a", "S-08b"},
		{"8 0", "S-08b", "S-09"},
		{"2 8", "S-08b", "S-09"},
		{"4 0", "S-06", "S-06"},
	} {
		if got := beforeOf(c.example).Row().Routine(routines.RoutineID(c.planned)); string(got) != c.want {
			t.Errorf("%s, planned %s: %s, want %s", c.example, c.planned, got, c.want)
		}
	}
}

// Table H, slow track only: "h 4 or 5, no sign, h <= u + 1: as the first
// column; every other h as above".
func TestTableH(t *testing.T) {
	for _, c := range []struct{ example, row string }{
		{"2 4 3", "B1"}, {"2 5 4", "B1"}, {"2 5 9", "B1"}, {"2 4 5", "B1"}, {"5 4 4", "B2"}, {"7 5 5", "B3"}, {"9 5 5", "B4"},
		{"2 4 2", "B5"}, {"2 5 3", "B5"}, {"2 4 0", "B5"},
		{"2 6 6", "B5"}, {"2 6 9", "B5"}, {"2 7 9", "B9"},
		{"2 3 0", "B1"}, {"2 - 0", "B1"},
		{"2 4 sign 5", "B9"}, {"2 4 coming 5", "B5"},
	} {
		if got := beforeOf(c.example).Row().Row; got != c.row {
			t.Errorf("%s: %s, want %s", c.example, got, c.row)
		}
	}
}

// "More" on the first card without a number: S-09.
func TestMoreWithoutANumber(t *testing.T) {
	for _, c := range []struct {
		example, row string
		recheck      routines.Recheck
		attack       bool
	}{
		{"2 - more", "B5", "", false},
		{"- - more", "B6", "", false},
		{"7 - more", "B7", "", false},
		{"9 - more", "B8", routines.RecheckNow, false},
		{"2 - more 9", "B5", "", false}, // nobody knows whether it is the usual one
		{"2 - more sign", "B9", "", true},
	} {
		got := beforeOf(c.example).Row()
		if got.Row != c.row || got.Light != routines.LightRest || got.Routine("S-08b") != "S-09" || got.Recheck != c.recheck || got.Attack != c.attack {
			t.Errorf("%s: %+v", c.example, got)
		}
	}
	if got := beforeOf("2 3 more").Row().Row; got != "B1" {
		t.Errorf("a number says more than more: %s", got)
	}
}

// Every pair of numbers, with every sign, has exactly one row, and more pain
// or a sign never asks for less care.
func TestBeforeIsTotal(t *testing.T) {
	seen := map[string]bool{}
	for neck := -1; neck <= 12; neck++ {
		for head := -1; head <= 12; head++ {
			for _, signs := range []string{"", " coming", " sign", " sign coming"} {
				b := routines.Before{Neck: &neck, Head: &head, Sign: strings.Contains(signs, "sign"), Coming: strings.Contains(signs, "coming")}
				row := b.Row()
				seen[row.Row] = true
				clamped := min(max(neck, 0), 10)
				if clamped < row.From || clamped > row.Most {
					t.Errorf("%d %d%s: %+v", neck, head, signs, row)
				}
				more := b
				up := head + 1
				more.Head = &up
				if care(more.Row()) < care(row) {
					t.Errorf("%d %d%s asks for less care with more headache", neck, head, signs)
				}
				up2 := neck + 1
				more = b
				more.Neck = &up2
				if care(more.Row()) < care(row) {
					t.Errorf("%d %d%s asks for less care with more neck pain", neck, head, signs)
				}
			}
		}
	}
	if len(seen) != 12 {
		t.Errorf("%d rows are reached", len(seen))
	}
}

// care orders what a row asks for.
func care(r routines.BeforeRow) int {
	if r.Attack {
		return 9
	}
	return slices.Index([]routines.Light{routines.LightPlanned, routines.LightEasier, routines.LightGentle, routines.LightStill, routines.LightRest}, r.Light)
}

// duringTable is typed from section 3.2, "during": for each start the highest
// pain now that is green, and that is amber ("-" where there is none).
const duringTable = `
| start | green to | amber to |
| 0 | 3 | 5 |
| 1 | 3 | 5 |
| 2 | 3 | 5 |
| 3 | 3 | 5 |
| 4 | 5 | 6 |
| 5 | 5 | 6 |
| 6 | 6 | - |
| 7 | 7 | - |
| 8 | 8 | - |
| 9 | 9 | - |
| 10 | 10 | - |
`

// wantColour reads a colour off the table.
func wantColour(start, now int) routines.Colour {
	row := cells(duringTable)[start]
	switch {
	case now <= atoi(row[1]):
		return routines.Green
	case row[2] != "-" && now <= atoi(row[2]):
		return routines.Amber
	default:
		return routines.Red
	}
}

// Every pair has one colour, for the neck and for the head; the stricter of
// the two wins.
func TestDuringIsTotal(t *testing.T) {
	calm := 0
	for start := range 11 {
		for now := range 11 {
			want := wantColour(start, now)
			for _, d := range []routines.During{
				{Neck: &start, NeckNow: &now, Head: &calm, HeadNow: &calm},
				{Neck: &calm, NeckNow: &calm, Head: &start, HeadNow: &now},
				{Neck: &start, NeckNow: &now},
			} {
				if got := d.Colour(); got != want {
					t.Errorf("from %d to %d: %s, want %s (%+v)", start, now, got, want, d)
				}
				d.Sharp = true
				if d.Colour() != routines.Red {
					t.Errorf("from %d to %d, and sharp: %s", start, now, d.Colour())
				}
			}
		}
	}
}

func TestTheStricterColourWins(t *testing.T) {
	for _, c := range []struct{ neck, head, want string }{
		{"2 3", "2 3", "green"}, {"2 4", "2 3", "amber"}, {"2 3", "2 4", "amber"}, {"2 4", "2 6", "red"}, {"2 6", "2 4", "red"}, {"6 6", "4 6", "amber"},
		{"- 5", "- -", "green"}, {"- 6", "- -", "amber"}, {"2 -", "- 3", "green"}, {"2 -", "- 4", "amber"}, {"- -", "- -", "green"}, {"9 -", "9 -", "green"},
	} {
		n, h := strings.Fields(c.neck), strings.Fields(c.head)
		d := routines.During{Neck: num(n[0]), NeckNow: num(n[1]), Head: num(h[0]), HeadNow: num(h[1])}
		if got := d.Colour(); string(got) != c.want {
			t.Errorf("neck %s, head %s: %s, want %s", c.neck, c.head, got, c.want)
		}
	}
	order := []routines.Colour{routines.Green, routines.Amber, routines.Red}
	for i, a := range order {
		for j, b := range order {
			if got := a.Stricter(b); got != order[max(i, j)] {
				t.Errorf("%s and %s are %s", a, b, got)
			}
		}
	}
}

// What a colour asks for: amber halves once and then skips the step; red stops
// the step and the second time ends the session; from 8 on the first ends it
// and the R-items are asked again.
func TestDuringAsks(t *testing.T) {
	for _, c := range []struct {
		pain         string // neck start and now
		sharp        bool
		ambers, reds int
		act          routines.Act
		recheck      routines.Recheck
	}{
		{"2 3", false, 0, 0, routines.ActGoOn, ""},
		{"2 3", false, 3, 1, routines.ActGoOn, ""},
		{"2 4", false, 0, 0, routines.ActLighter, ""},
		{"2 5", false, 1, 0, routines.ActSkip, ""},
		{"4 6", false, 0, 1, routines.ActLighter, ""},
		{"2 6", false, 0, 0, routines.ActStep, ""},
		{"2 6", false, 2, 0, routines.ActStep, ""},
		{"4 7", false, 0, 0, routines.ActStep, ""},
		{"5 10", false, 0, 1, routines.ActEnd, ""},
		{"2 6", false, 0, 1, routines.ActEnd, ""},
		{"7 8", false, 0, 0, routines.ActStep, ""},
		{"7 8", false, 0, 1, routines.ActEnd, ""},
		{"8 9", false, 0, 0, routines.ActEnd, routines.RecheckNow},
		{"10 10", false, 0, 0, routines.ActGoOn, ""},
		{"0 0", true, 0, 0, routines.ActStep, ""},
		{"0 0", true, 0, 1, routines.ActEnd, ""},
		{"8 8", true, 0, 0, routines.ActEnd, routines.RecheckNow},
	} {
		w := strings.Fields(c.pain)
		d := routines.During{Neck: num(w[0]), NeckNow: num(w[1]), Sharp: c.sharp}
		if act, recheck := d.Asks(c.ambers, c.reds); act != c.act || recheck != c.recheck {
			t.Errorf("%s sharp %v after %d amber, %d red: %s %q, want %s %q", c.pain, c.sharp, c.ambers, c.reds, act, recheck, c.act, c.recheck)
		}
	}
	calm, bad, worse := 1, 8, 9
	if act, recheck := (routines.During{Neck: &calm, NeckNow: &calm, Head: &bad, HeadNow: &worse}).Asks(0, 0); act != routines.ActEnd || recheck != routines.RecheckNow {
		t.Errorf("the head from 8 to 9: %s %q", act, recheck)
	}
}

func TestTheBandsOfDuringMeet(t *testing.T) {
	next := 0
	for _, row := range routines.DuringRows() {
		if row.From != next || row.Row != fmt.Sprintf("%d-%d", row.From, row.Most) {
			t.Errorf("%+v", row)
		}
		next = row.Most + 1
	}
	if next != 11 {
		t.Errorf("the table ends at %d", next-1)
	}
}
