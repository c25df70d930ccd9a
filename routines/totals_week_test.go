package routines_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"unknot/routines"
	"unknot/routines/library"
)

// weekTable is typed from the clinical specification, section 2.2: the
// sessions of a week with how often each is done, the routines with steps of
// their own in that week, the length of the changed session, and the minutes,
// neck-hold seconds and repetitions of the whole week.
const weekTable = `
| wk | sessions | week form | form | min in week | neck-hold s | band/blade reps |
| 1 | S-02 x1, S-03 x1 | - | - | 15:15 | 0 | 0 |
| 2 | S-02 x2, S-04 x1 | S-02: STR-01.c6 60, MOB-01.short 75, TPN-01 120, STR-02.short 80, STR-03.short 80, STR-01.c3 30, CST-01.L1 94 | 8:59 | 26:03 | 48 | 0 |
| 3 | S-05 x2, S-02 x1 | S-05: MOB-01.short 75, MOB-02 30, SST-01.set1 74, SST-02.set1 60, SST-03.set1 55, CST-01.L1 94, STR-01.c6 60 | 7:28 | 22:21 | 48 | 52 |
| 4 | S-05 x2, S-03 x1 | S-05: MOB-01.short 75, MOB-02 30, CST-03.x2 95, SST-01.set1 74, SST-02.set1 60, SST-03.set1 55, CST-01.L1b 110, STR-01.c6 60 | 9:19 | 26:28 | 156 | 52 |
| 5 | S-05 x2, S-10 x1, S-02 x1 | S-05: MOB-01.short 75, CST-03 135, SST-02 160, SST-03.set1 55, CST-01.L2 130, STR-01.c6 60; S-10: SST-04.s60 80 | 10:15 | 29:15 | 244 | 71 |
| 6 | S-06 x2, S-10 x1, S-02 x1 | S-06: MOB-01.short 75, CST-04.set1 60, SST-02 160, SST-03 140, CST-01.L2b 150, STR-01.c3 30; S-10: SST-04.s90 110 | 10:15 | 29:45 | 220 | 94 |
| 7 | S-06 x2, S-10 x1, S-02 x1 | S-06: MOB-01.short 75, CST-04.set1 60, SST-02 160, SST-03 140, CST-01.L3 180, STR-01.c3 30 | 10:45 | 31:15 | 280 | 102 |
| 8 | S-06 x2, S-10 x2, S-02 x1 | - | 11:55 | 35:55 | 360 | 132 |
`

// weekTotals is one row of the table.
type weekTotals struct {
	week     int
	times    map[routines.RoutineID]int
	order    []routines.RoutineID
	own      map[routines.RoutineID]string // the steps that a week gives a routine
	form     string
	minutes  string
	holds    int
	repeated int
}

func weekTotalRows(t *testing.T) []weekTotals {
	t.Helper()
	var rows []weekTotals
	for _, row := range cells(weekTable) {
		w := weekTotals{
			week: number(t, row[0]), times: map[routines.RoutineID]int{}, own: map[routines.RoutineID]string{},
			form: row[3], minutes: row[4], holds: number(t, row[5]), repeated: number(t, row[6]),
		}
		for session := range strings.SplitSeq(row[1], ", ") {
			id, n, _ := strings.Cut(session, " x")
			w.times[routines.RoutineID(id)] = number(t, n)
			w.order = append(w.order, routines.RoutineID(id))
		}
		if row[2] != "-" {
			for own := range strings.SplitSeq(row[2], "; ") {
				id, steps, _ := strings.Cut(own, ": ")
				w.own[routines.RoutineID(id)] = steps
			}
		}
		rows = append(rows, w)
	}
	return rows
}

func asClock(d time.Duration) string {
	return fmt.Sprintf("%d:%02d", int(d.Minutes()), int(d.Seconds())%60)
}

func stepsWithSeconds(lib *routines.Library, id routines.RoutineID, steps []routines.Step) string {
	list := make([]string, len(steps))
	for i, step := range steps {
		d, _ := lib.Dose(id, routines.Full, step.Variant)
		list[i] = string(step.Variant) + " " + strconv.Itoa(int(d.Total()/time.Second))
	}
	return strings.Join(list, ", ")
}

// load of one session, as section 2.2 counts it: neck-hold seconds are reps x
// hold of CST-01, CST-03 and CST-04; repetitions are those of SST-01 to SST-03
// and the raises of SST-04, one in four seconds.
func loadOfSession(lib *routines.Library, id routines.RoutineID, steps []routines.Step) (holds, reps int) {
	for _, step := range steps {
		e, _, _ := lib.Variant(step.Variant)
		d, _ := lib.Dose(id, routines.Full, step.Variant)
		done := d.Sides * d.Sets * d.Reps
		switch e.ID {
		case "CST-01", "CST-03", "CST-04":
			holds += done * d.Hold
		case "SST-01", "SST-02", "SST-03":
			reps += done
		case "SST-04":
			reps += done * d.Hold / 4
		}
	}
	return holds, reps
}

func TestWeeksAreThoseOfTheSpecification(t *testing.T) {
	lib := load(t, library.FS())
	for _, row := range weekTotalRows(t) {
		var total time.Duration
		holds, reps, form := 0, 0, "-"
		for _, id := range row.order {
			r, ok := lib.Routine(id)
			if !ok {
				t.Fatalf("week %d: no %s", row.week, id)
			}
			steps := lib.Week(r, row.week)
			h, n := loadOfSession(lib, id, steps)
			times := row.times[id]
			total += time.Duration(times) * lib.WeekTotal(r, row.week)
			holds, reps = holds+times*h, reps+times*n
			if want, own := row.own[id]; own && stepsWithSeconds(lib, id, steps) != want {
				t.Errorf("week %d, %s: %s, want %s", row.week, id, stepsWithSeconds(lib, id, steps), want)
			}
			if _, changed := row.own[id]; form == "-" && (changed || row.week == 8) {
				form = asClock(lib.WeekTotal(r, row.week))
			}
		}
		if form != row.form || asClock(total) != row.minutes || holds != row.holds || reps != row.repeated {
			t.Errorf("week %d: form %s, %s in the week, %d s of neck holds, %d repetitions; want %s, %s, %d, %d",
				row.week, form, asClock(total), holds, reps, row.form, row.minutes, row.holds, row.repeated)
		}
	}
}

// No routine has a week of its own that the table does not know.
func TestNoOtherWeeks(t *testing.T) {
	lib := load(t, library.FS())
	known := map[string]bool{}
	for _, row := range weekTotalRows(t) {
		for id := range row.own {
			known[fmt.Sprint(id, row.week)] = true
		}
	}
	for _, r := range lib.Routines() {
		for _, week := range r.WeekForms() {
			if !known[fmt.Sprint(r.ID, week)] {
				t.Errorf("%s has steps of its own in week %d, and the table has none", r.ID, week)
			}
			delete(known, fmt.Sprint(r.ID, week))
		}
	}
	for key := range known {
		t.Errorf("%s is in the table and not shipped", key)
	}
}
