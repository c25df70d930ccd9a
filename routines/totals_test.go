package routines_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"unknot/routines"
	"unknot/routines/library"
)

// doseTable is typed from the clinical specification, sections 1.1 to 1.6:
// every variant. The twins of CST-01 and CST-04 have rows of their own. The
// items of the check-lists, sections 1.7 and 1.8, are in checkTable.
const doseTable = `
| variant | sides | sets | reps | hold | rest | setrest | setup | change | time | tags |
| TPN-01.easier | 1 | 1 | 1 | 25 | 0 | 0 | 5 | 0 | 30 | TOUCH |
| TPN-01.first | 1 | 2 | 1 | 20 | 25 | 15 | 15 | 0 | 120 | PRESS |
| TPN-01.firstshort | 1 | 1 | 1 | 20 | 25 | 0 | 15 | 0 | 60 | PRESS |
| TPN-01.short | 1 | 1 | 1 | 45 | 0 | 0 | 15 | 0 | 60 | PRESS |
| TPN-01 | 1 | 2 | 1 | 45 | 0 | 15 | 15 | 0 | 120 | PRESS |
| TPN-02.easier | 1 | 1 | 1 | 60 | 15 | 0 | 30 | 0 | 105 | PRESS,FLAT |
| TPN-02 | 1 | 1 | 1 | 60 | 15 | 0 | 30 | 0 | 105 | PRESS,BALL,FLAT |
| TPN-02.later | 1 | 1 | 2 | 45 | 15 | 0 | 30 | 0 | 150 | PRESS,BALL,FLAT |
| TPN-02.harder | 1 | 1 | 2 | 45 | 15 | 0 | 30 | 0 | 150 | PRESS,BALL,FLAT,NECKLOAD |
| TPN-03.easier | 2 | 1 | 5 | 3 | 0 | 0 | 15 | 10 | 55 | PRESS |
| TPN-03.short | 2 | 1 | 1 | 30 | 0 | 0 | 15 | 10 | 85 | PRESS |
| TPN-03, TPN-04.easier | 2 | 2 | 1 | 30 | 0 | 10 | 15 | 10 | 165 | PRESS |
| TPN-04, TPN-01.harder, TPN-03.harder | 1 | 2 | 6 | 5 | 0 | 20 | 15 | 0 | 95 | PRESS,NECKLOAD |
| TPS-01.easier | 2 | 1 | 1 | 25 | 0 | 0 | 5 | 5 | 60 | TOUCH |
| TPS-01.short | 2 | 1 | 1 | 45 | 0 | 0 | 15 | 15 | 120 | PRESS |
| TPS-01 | 2 | 2 | 1 | 45 | 0 | 10 | 15 | 15 | 230 | PRESS |
| TPS-01.harder | 2 | 2 | 1 | 45 | 0 | 10 | 15 | 15 | 230 | PRESS,NECKLOAD |
| TPS-02.easier | 2 | 1 | 1 | 20 | 15 | 0 | 15 | 15 | 100 | PRESS |
| TPS-02 | 2 | 1 | 1 | 60 | 15 | 0 | 15 | 15 | 180 | PRESS |
| TPS-02.ball, TPS-02.harder | 2 | 1 | 1 | 60 | 15 | 0 | 15 | 15 | 180 | PRESS,BALL |
| TPS-03.easier | 2 | 2 | 1 | 20 | 0 | 10 | 15 | 15 | 130 | PRESS,BALL |
| TPS-03.short | 2 | 1 | 1 | 45 | 0 | 0 | 15 | 15 | 120 | PRESS,BALL |
| TPS-03, TPS-03.harder | 2 | 2 | 1 | 45 | 0 | 10 | 15 | 15 | 230 | PRESS,BALL |
| TPS-04.easier | 2 | 1 | 1 | 20 | 0 | 0 | 15 | 15 | 70 | PRESS,BALL |
| TPS-04, TPS-04.harder | 2 | 1 | 1 | 60 | 0 | 0 | 15 | 15 | 150 | PRESS,BALL |
| STR-01.c3 | 1 | 1 | 3 | 10 | 0 | 0 | 0 | 0 | 30 | none |
| STR-01.c4 | 1 | 1 | 4 | 10 | 0 | 0 | 0 | 0 | 40 | none |
| STR-01.c6 | 1 | 1 | 6 | 10 | 0 | 0 | 0 | 0 | 60 | none |
| STR-01.short | 1 | 1 | 12 | 10 | 0 | 0 | 0 | 0 | 120 | none |
| STR-01.c18 | 1 | 1 | 18 | 10 | 0 | 0 | 0 | 0 | 180 | none |
| STR-01.c19 | 1 | 1 | 19 | 10 | 0 | 0 | 0 | 0 | 190 | none |
| STR-01.easier | 1 | 1 | 30 | 7 | 0 | 0 | 0 | 0 | 210 | none |
| STR-01 | 1 | 1 | 30 | 10 | 0 | 0 | 0 | 0 | 300 | none |
| STR-01.bed | 1 | 1 | 30 | 10 | 0 | 0 | 30 | 0 | 330 | none |
| STR-01.harder | 1 | 1 | 48 | 10 | 0 | 0 | 0 | 0 | 480 | none |
| STR-02.mini | 2 | 1 | 1 | 20 | 0 | 0 | 0 | 5 | 45 | ENDRANGE |
| STR-02.short, STR-03.short, STR-05.short | 2 | 1 | 1 | 30 | 10 | 0 | 0 | 0 | 80 | ENDRANGE |
| STR-02.easier, STR-03.easier, STR-05.easier | 2 | 1 | 2 | 15 | 10 | 0 | 0 | 0 | 100 | ENDRANGE |
| STR-02, STR-03, STR-05 | 2 | 1 | 2 | 30 | 10 | 0 | 0 | 0 | 160 | ENDRANGE |
| STR-02.harder, STR-03.harder, STR-05.harder | 2 | 1 | 2 | 45 | 10 | 0 | 0 | 0 | 220 | ENDRANGE |
| STR-04.scan30 | 1 | 1 | 1 | 30 | 0 | 0 | 0 | 0 | 30 | none |
| STR-04.scan90 | 1 | 1 | 1 | 90 | 0 | 0 | 0 | 0 | 90 | none |
| STR-04.scan120 | 1 | 1 | 1 | 120 | 0 | 0 | 0 | 0 | 120 | none |
| STR-04.easier | 1 | 1 | 1 | 270 | 0 | 0 | 0 | 0 | 270 | none |
| STR-04 | 1 | 4 | 2 | 5 | 20 | 0 | 70 | 0 | 270 | NECKLOAD,LOAD |
| STR-04.harder | 1 | 12 | 2 | 5 | 20 | 0 | 120 | 0 | 720 | NECKLOAD,LOAD |
| MOB-04.easier | 1 | 2 | 1 | 15 | 0 | 10 | 10 | 0 | 50 | ENDRANGE |
| MOB-04 | 1 | 2 | 1 | 30 | 0 | 10 | 10 | 0 | 80 | ENDRANGE |
| MOB-04.harder | 1 | 2 | 1 | 45 | 0 | 10 | 10 | 0 | 110 | ENDRANGE |
| CST-01.easier | 1 | 1 | 6 | 2 | 3 | 0 | 0 | 0 | 30 | NECKLOAD |
| CST-01.L1 | 1 | 1 | 8 | 3 | 5 | 0 | 30 | 0 | 94 | NECKLOAD,FLAT |
| CST-01.L1r | 1 | 1 | 8 | 3 | 5 | 0 | 30 | 0 | 94 | NECKLOAD |
| CST-01.L1b | 1 | 1 | 10 | 3 | 5 | 0 | 30 | 0 | 110 | NECKLOAD,FLAT |
| CST-01.L1br | 1 | 1 | 10 | 3 | 5 | 0 | 30 | 0 | 110 | NECKLOAD |
| CST-01, CST-01.L2 | 1 | 1 | 10 | 5 | 5 | 0 | 30 | 0 | 130 | NECKLOAD,FLAT |
| CST-01.L2r | 1 | 1 | 10 | 5 | 5 | 0 | 30 | 0 | 130 | NECKLOAD |
| CST-01.L2b | 1 | 1 | 10 | 7 | 5 | 0 | 30 | 0 | 150 | NECKLOAD,FLAT |
| CST-01.L2br | 1 | 1 | 10 | 7 | 5 | 0 | 30 | 0 | 150 | NECKLOAD |
| CST-01.L3, CST-01.harder | 1 | 1 | 10 | 10 | 5 | 0 | 30 | 0 | 180 | NECKLOAD,FLAT |
| CST-01.L3r | 1 | 1 | 10 | 10 | 5 | 0 | 30 | 0 | 180 | NECKLOAD |
| CST-01.L4 | 1 | 2 | 5 | 5 | 5 | 60 | 30 | 0 | 190 | NECKLOAD,FLAT,LOAD |
| CST-02.x6 | 1 | 1 | 6 | 3 | 2 | 0 | 0 | 0 | 30 | NECKLOAD |
| CST-02.easier | 1 | 1 | 5 | 3 | 2 | 0 | 5 | 0 | 30 | NECKLOAD |
| CST-02.set1 | 1 | 1 | 8 | 3 | 2 | 0 | 10 | 0 | 50 | NECKLOAD |
| CST-02 | 1 | 2 | 8 | 3 | 2 | 30 | 10 | 0 | 120 | NECKLOAD |
| CST-02.harder | 1 | 2 | 8 | 5 | 2 | 30 | 10 | 0 | 152 | NECKLOAD |
| CST-02.resist | 1 | 2 | 8 | 5 | 2 | 30 | 10 | 0 | 152 | NECKLOAD,LOAD |
| CST-03.easier | 1 | 2 | 2 | 3 | 4 | 0 | 15 | 0 | 43 | NECKLOAD,LOAD |
| CST-03.x2 | 1 | 4 | 2 | 6 | 4 | 0 | 15 | 0 | 95 | NECKLOAD,LOAD |
| CST-03 | 1 | 4 | 3 | 6 | 4 | 0 | 15 | 0 | 135 | NECKLOAD,LOAD |
| CST-03.harder | 1 | 4 | 3 | 8 | 4 | 0 | 15 | 0 | 159 | NECKLOAD,LOAD |
| CST-04.easier | 1 | 1 | 6 | 5 | 0 | 0 | 20 | 0 | 50 | NECKLOAD |
| CST-04.set1 | 1 | 1 | 8 | 5 | 0 | 0 | 20 | 0 | 60 | NECKLOAD,KNEEL |
| CST-04.set1t | 1 | 1 | 8 | 5 | 0 | 0 | 20 | 0 | 60 | NECKLOAD |
| CST-04 | 1 | 2 | 8 | 5 | 0 | 30 | 20 | 0 | 130 | NECKLOAD,KNEEL |
| CST-04.t | 1 | 2 | 8 | 5 | 0 | 30 | 20 | 0 | 130 | NECKLOAD |
| CST-04.harder | 1 | 2 | 1 | 20 | 0 | 30 | 20 | 0 | 90 | NECKLOAD,KNEEL,LOAD |
| CST-04.hardert | 1 | 2 | 1 | 20 | 0 | 30 | 20 | 0 | 90 | NECKLOAD,LOAD |
| SST-01.mini | 1 | 1 | 5 | 4 | 3 | 0 | 0 | 0 | 35 | none |
| SST-01.easier | 1 | 1 | 5 | 2 | 3 | 0 | 10 | 0 | 35 | none |
| SST-01.set1 | 1 | 1 | 8 | 5 | 3 | 0 | 10 | 0 | 74 | none |
| SST-01, SST-01.harder | 1 | 2 | 8 | 5 | 3 | 30 | 10 | 0 | 168 | none |
| SST-01.angel | 1 | 2 | 8 | 5 | 3 | 30 | 10 | 0 | 168 | LOAD |
| SST-02.set1 | 1 | 1 | 10 | 4 | 0 | 0 | 20 | 0 | 60 | LOAD |
| SST-02.easier | 1 | 2 | 10 | 4 | 0 | 90 | 20 | 0 | 190 | LOAD |
| SST-02 | 1 | 2 | 10 | 4 | 0 | 60 | 20 | 0 | 160 | LOAD |
| SST-02.x12 | 1 | 2 | 12 | 4 | 0 | 60 | 20 | 0 | 176 | LOAD |
| SST-02.harder | 1 | 3 | 10 | 4 | 0 | 60 | 20 | 0 | 260 | LOAD |
| SST-03.easier | 1 | 1 | 6 | 5 | 0 | 0 | 15 | 0 | 45 | LOAD |
| SST-03.set1 | 1 | 1 | 8 | 5 | 0 | 0 | 15 | 0 | 55 | LOAD |
| SST-03, SST-03.harder | 1 | 2 | 8 | 5 | 0 | 45 | 15 | 0 | 140 | LOAD |
| SST-04.s40 | 1 | 1 | 1 | 40 | 0 | 0 | 20 | 0 | 60 | LOAD |
| SST-04.s60, SST-04.easier | 1 | 1 | 1 | 60 | 0 | 0 | 20 | 0 | 80 | LOAD |
| SST-04.s90 | 1 | 1 | 1 | 90 | 0 | 0 | 20 | 0 | 110 | LOAD |
| SST-04, SST-04.harder | 1 | 1 | 1 | 120 | 0 | 0 | 20 | 0 | 140 | LOAD |
| MOB-01.easier | 2 | 1 | 5 | 4 | 0 | 0 | 0 | 0 | 40 | NECKLOAD |
| MOB-01.short | 1 | 6 | 3 | 4 | 0 | 0 | 3 | 0 | 75 | NECKLOAD |
| MOB-01 | 1 | 6 | 5 | 4 | 0 | 0 | 0 | 0 | 120 | NECKLOAD |
| MOB-02.easier | 1 | 1 | 5 | 3 | 0 | 0 | 0 | 0 | 15 | none |
| MOB-02 | 1 | 1 | 10 | 3 | 0 | 0 | 0 | 0 | 30 | none |
| MOB-03.easier | 1 | 1 | 4 | 4 | 0 | 0 | 13 | 0 | 29 | ENDRANGE |
| MOB-03 | 1 | 1 | 8 | 4 | 0 | 0 | 13 | 0 | 45 | ENDRANGE |
| MOB-05 | 1 | 1 | 5 | 6 | 0 | 0 | 0 | 0 | 30 | none |
| MOB-06 | 1 | 1 | 1 | 20 | 0 | 0 | 0 | 0 | 20 | none |
| MOB-07 | 1 | 1 | 1 | 10 | 0 | 0 | 0 | 0 | 10 | none |
`

// checkTable is typed from sections 1.7 and 1.8: the items of each list and the
// seconds of one.
const checkTable = `
| list | items | seconds |
| WRK | 12 | 60 |
| SLP | 12 | 45 |
`

// sessionTable is typed from section 2.1: of every routine each form, its
// variants in order with their seconds, and its total. Where that table says
// "WRK-01 to WRK-12, 60 each", every item stands here.
const sessionTable = `
| id | full form | s | short form | s | tiny form | s |
| S-01 | STR-01.c4 40, MOB-02 30, CST-02.x6 30, STR-02.mini 45, SST-01.mini 35 | 180 | STR-01.c4 40, MOB-02 30, CST-02.x6 30 | 100 | CST-02.x6 30, MOB-02 30 | 60 |
| S-02 | STR-01.c6 60, MOB-01.short 75, TPN-01 120, STR-02.short 80, STR-03.short 80, STR-01.c3 30 | 445 | STR-01.c3 30, TPN-01.short 60, STR-02.mini 45 | 135 | TPN-01.easier 30, STR-01.c3 30 | 60 |
| S-03 | MOB-02 30, TPS-01.short 120, TPS-02 180, MOB-04 80, STR-01.c6 60 | 470 | TPS-01.short 120 | 120 | TPS-01.easier 60 | 60 |
| S-04 | MOB-03 45, TPS-03 230, TPS-04 150, STR-01.c6 60 | 485 | TPS-03.short 120 | 120 | MOB-02 30, STR-01.c3 30 | 60 |
| S-05 | MOB-01.short 75, MOB-02 30, CST-03 135, SST-01.set1 74, SST-02.set1 60, SST-03.set1 55, CST-01.L2 130, STR-01.c6 60 | 619 | CST-02.x6 30, SST-01.mini 35, SST-03.set1 55 | 120 | CST-02.x6 30, MOB-02 30 | 60 |
| S-06 | MOB-01.short 75, CST-04 130, SST-02 160, SST-03 140, CST-01.L3 180, STR-01.c3 30 | 715 | SST-02.set1 60, SST-03.set1 55 | 115 | SST-02.set1 60 | 60 |
| S-07 | STR-01.bed 330, STR-04 270 | 600 | STR-01.short 120 | 120 | STR-01.c6 60 | 60 |
| S-08a | STR-01.short 120, MOB-05 30, MOB-01.easier 40, CST-01.easier 30, STR-04.scan90 90 | 310 | STR-01.c6 60, MOB-05 30, STR-04.scan30 30 | 120 | STR-01.c6 60 | 60 |
| S-08b | STR-01.c19 190, MOB-05 30, STR-04.scan90 90 | 310 | STR-01.c6 60, MOB-05 30, STR-04.scan30 30 | 120 | STR-01.c6 60 | 60 |
| S-09 | STR-01.c18 180, STR-04.scan120 120 | 300 | STR-01.short 120 | 120 | STR-01.c6 60 | 60 |
| S-10 | SST-04 140 | 140 | SST-04.s60 80 | 80 | SST-04.s40 60 | 60 |
| S-11 | MOB-06 20, MOB-02 30, MOB-07 10 | 60 | MOB-06 20, MOB-02 30, MOB-07 10, MOB-06 20, MOB-02 30, MOB-07 10 | 120 | MOB-06 20, MOB-02 30, MOB-07 10 | 60 |
| S-12 | WRK-01 60, WRK-02 60, WRK-03 60, WRK-04 60, WRK-05 60, WRK-06 60, WRK-07 60, WRK-08 60, WRK-09 60, WRK-10 60, WRK-11 60, WRK-12 60 | 720 | WRK-12 60, WRK-08 60 | 120 | WRK-12 60 | 60 |
| S-13 | SLP-01 45, SLP-02 45, SLP-03 45, SLP-04 45, SLP-05 45, SLP-06 45, SLP-07 45, SLP-08 45, SLP-09 45, SLP-10 45, SLP-11 45, SLP-12 45 | 540 | SLP-02 45, SLP-03 45 | 90 | SLP-03 45 | 45 |
| S-14 | STR-01.c6 60, MOB-01.short 75, TPN-03 165, TPN-02 105, STR-01.c6 60 | 465 | STR-01.c3 30, TPN-03.short 85 | 115 | TPN-01.easier 30, STR-01.c3 30 | 60 |
| S-15 | WRK-12 60, MOB-06 20, MOB-02 30, MOB-07 10 | 120 | WRK-12 60, MOB-06 20, MOB-02 30, MOB-07 10 | 120 | WRK-12 60 | 60 |
| S-16 | SLP-02 45, SLP-03 45, SLP-05 45 | 135 | SLP-02 45, SLP-03 45 | 90 | SLP-03 45 | 45 |
`

// cells returns the rows of a table below its head.
func cells(table string) [][]string {
	var rows [][]string
	for line := range strings.Lines(strings.TrimSpace(table)) {
		var row []string
		for cell := range strings.SplitSeq(strings.Trim(strings.TrimSpace(line), "|"), "|") {
			row = append(row, strings.TrimSpace(cell))
		}
		rows = append(rows, row)
	}
	return rows[1:]
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// doseRow is one row of the table of doses.
type doseRow struct {
	dose  routines.Dose
	total int
	tags  []string // sorted
}

func doseRows(t *testing.T) map[routines.VariantID]doseRow {
	t.Helper()
	rows := map[routines.VariantID]doseRow{}
	for _, row := range cells(checkTable) {
		for i := range number(t, row[1]) {
			seconds := number(t, row[2])
			id := routines.VariantID(fmt.Sprintf("%s-%02d", row[0], i+1))
			rows[id] = doseRow{routines.Dose{Sides: 1, Sets: 1, Reps: 1, Hold: seconds}, seconds, nil}
		}
	}
	for _, row := range cells(doseTable) {
		n := make([]int, 9)
		for i := range n {
			n[i] = number(t, row[i+1])
		}
		want := doseRow{routines.Dose{
			Sides: n[0], Sets: n[1], Reps: n[2], Hold: n[3], Rest: n[4], SetRest: n[5], SetUp: n[6], Change: n[7],
		}, n[8], nil}
		if row[10] != "none" {
			want.tags = slices.Sorted(slices.Values(strings.Split(row[10], ",")))
		}
		for id := range strings.SplitSeq(row[0], ", ") {
			if _, twice := rows[routines.VariantID(id)]; twice {
				t.Fatalf("%s stands twice in the table", id)
			}
			rows[routines.VariantID(id)] = want
		}
	}
	return rows
}

func shippedVariants(lib *routines.Library) []routines.Variant {
	var all []routines.Variant
	for _, e := range lib.Exercises() {
		all = append(all, e.Variants...)
	}
	return all
}

func TestDosesAreThoseOfTheSpecification(t *testing.T) {
	lib := load(t, library.FS())
	rows := doseRows(t)
	for _, v := range shippedVariants(lib) {
		want, ok := rows[v.ID]
		if !ok {
			t.Errorf("%s is shipped and not in the table", v.ID)
			continue
		}
		if v.Dose != want.dose {
			t.Errorf("%s: dose %+v, want %+v", v.ID, v.Dose, want.dose)
		}
		if got := int(v.Dose.Total() / time.Second); got != want.total {
			t.Errorf("%s: %d s, want %d", v.ID, got, want.total)
		}
		var tags []string
		for _, tag := range v.Tags {
			tags = append(tags, string(tag))
		}
		slices.Sort(tags)
		if !slices.Equal(tags, want.tags) {
			t.Errorf("%s: tags %v, want %v", v.ID, tags, want.tags)
		}
	}
	for id := range rows {
		if _, _, ok := lib.Variant(id); !ok {
			t.Errorf("%s is in the table and not shipped", id)
		}
	}
}

// forms tells what a routine holds, as the table of sessions writes it: the
// variants with their seconds, then the total, for each form.
func forms(lib *routines.Library, r *routines.Routine) []string {
	row := []string{string(r.ID)}
	for _, form := range routines.Forms() {
		var steps []string
		for _, step := range r.Forms[form] {
			d, _ := lib.Dose(r.ID, form, step.Variant)
			steps = append(steps, fmt.Sprintf("%s %d", step.Variant, d.Total()/time.Second))
		}
		row = append(row, strings.Join(steps, ", "), strconv.Itoa(int(lib.Total(r, form)/time.Second)))
	}
	return row
}

func TestSessionsAreThoseOfTheSpecification(t *testing.T) {
	lib := load(t, library.FS())
	want := map[string][]string{}
	for _, row := range cells(sessionTable) {
		want[row[0]] = row
	}
	for _, r := range lib.Routines() {
		got := forms(lib, r)
		if !slices.Equal(got, want[string(r.ID)]) {
			t.Errorf("%s holds\n%q\nwant\n%q", r.ID, got, want[string(r.ID)])
		}
		delete(want, string(r.ID))
	}
	for _, id := range slices.Sorted(maps.Keys(want)) {
		t.Errorf("%s is in the table and not shipped", id)
	}
}

// TestLearningTakesTheSameTime holds section 2.1 to its word that a session is
// as long in the first two uses as later.
func TestLearningTakesTheSameTime(t *testing.T) {
	lib := load(t, library.FS())
	learns := 0
	for _, v := range shippedVariants(lib) {
		if v.Learn == "" {
			continue
		}
		learns++
		_, first, _ := lib.Variant(v.Learn)
		if first.Dose.Total() != v.Dose.Total() {
			t.Errorf("%s takes %v, %s %v", first.ID, first.Dose.Total(), v.ID, v.Dose.Total())
		}
	}
	if learns == 0 {
		t.Error("no variant has a learning form")
	}
}

// TestASetIsWhatTheSpecificationSays: section 0.5, "sets".
func TestASetIsWhatTheSpecificationSays(t *testing.T) {
	for _, e := range load(t, library.FS()).Exercises() {
		want := routines.SetKind("")
		switch {
		case e.Family == routines.TenderNeck || e.Family == routines.TenderBack:
			want = routines.SetSpot
		case e.ID == "CST-03" || e.ID == "MOB-01":
			want = routines.SetDirection
		case e.ID == "STR-04":
			want = routines.SetGroup
		}
		if e.Set != want {
			t.Errorf("%s: set %q, want %q", e.ID, e.Set, want)
		}
	}
}

// TestEverythingAwaitsReview: no file may say that a therapist signed it
// before one has.
func TestEverythingAwaitsReview(t *testing.T) {
	lib := load(t, library.FS())
	for _, e := range lib.Exercises() {
		if e.Review != "pending" {
			t.Errorf("%s: review %q", e.ID, e.Review)
		}
	}
	for _, r := range lib.Routines() {
		if r.Review != "pending" {
			t.Errorf("%s: review %q", r.ID, r.Review)
		}
	}
}
