package routines_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"unknot/routines"
)

// itemTable is typed from the clinical specification, section 3.1: the level of
// a yes, what it blocks until cleared, what stays off after, what it limits,
// and what opens it. "the same" stands there as it does in the table.
const itemTable = `
| id | screen | level | blocks | stays off | limits | opens |
| R1 | 1 | emergency | ALL | - | - | over |
| R2 | 1 | emergency | ALL | - | - | over |
| R3 | 1 | emergency | ALL | - | - | over |
| R3b | 1 | today | MOVE | - | - | tick |
| R4 | 2 | emergency | ALL | - | - | tick |
| R4b | 2 | today | MOVE | - | - | tick |
| R5 | 2 | department | ALL | - | - | tick |
| R5b | 2 | today | MOVE | - | - | tick |
| R6 | 3 | days, graver today | MOVE | - | - | tick |
| R7 | 2 | emergency | ALL | - | - | tick |
| R7b | 2 | today | MOVE | - | - | tick |
| R8 | 3 | emergency | ALL | - | - | tick |
| R9 | 3 | doctor | MOVE | TPN; ENDRANGE; CST-03 | - | tick |
| R10 | 1 | emergency | ALL | - | - | tick |
| R11 | 2 | emergency | ALL | - | - | tick |
| R12 | 1 | emergency | ALL | - | - | tick |
| Y1 | 3 | surgeon | MOVE | - | - | tick |
| Y2 | 3 | clinician | PRESS; ENDRANGE; NECKLOAD | ENDRANGE; TPN-02 | - | tick |
| Y3 | 3 | clinician | PRESS; ENDRANGE; NECKLOAD | ENDRANGE; TPN-02 | lowest | tick |
| Y3b | 3 | modify | ENDRANGE | the same | press2 lowest | - |
| Y4 | 4 | modify | BALL; MOB-03; CST-01.L4 | the same | force20 | - |
| Y5 | 4 | modify | PRESS | the same | - | - |
| Y6 | 4 | clinician, graver today | PRESS; ENDRANGE; NECKLOAD; LOAD | - | - | tick |
| Y7 | 4 | clinician | PRESS; ENDRANGE; NECKLOAD; FLAT | - | - | tick |
| Y8 | 4 | doctor | LOAD | - | - | tick |
| Y9 | 4 | modify | FLAT; BALL | the same | recline | - |
| Y10 | 4 | clinician | PRESS; TOUCH | - | - | tick |
| Y11 | 4 | modify | PRESS; TOUCH; LOAD | - | force10 lower | time |
| Y11b | 4 | modify | PRESS; ENDRANGE; CST-03 | PRESS | - | tick |
| Y12 | 4 | rest | MOVE | - | - | time |
| Y13 | 4 | advise | - | - | - | - |
| Y14 | 4 | modify | FLAT; KNEEL | the same | - | - |
| Y15 | 3 | clinician | PRESS; ENDRANGE; NECKLOAD; LOAD | - | - | tick |
| Y16 | 3 | clinician | PRESS; TOUCH; ENDRANGE; NECKLOAD; LOAD; FLAT | - | - | tick |
| Y17 | 3 | clinician | ENDRANGE; TPN; NECKLOAD | ENDRANGE | - | tick |
| Y18 | 3 | doctor | TPN; ENDRANGE; NECKLOAD | TPN; ENDRANGE | - | tick |
| Y19 | 3 | modify | TPN | the same | - | - |
| Y20 | 4 | modify | LOAD; KNEEL | - | - | tick |
| Y21 | 4 | modify | MOB-04; STR-05; SST-03 but not SST-03.easier | the same | - | - |
`

func words[T ~string](values []T) string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = string(v)
	}
	if len(list) == 0 {
		return "-"
	}
	return strings.Join(list, " ")
}

// set writes blocks in order, to be compared.
func set(bs []routines.Block) string { return fmt.Sprintf("%q", routines.NewBlocks(bs...)) }

func TestItemsAreThoseOfTheSpecification(t *testing.T) {
	rows := cells(itemTable)
	if got, want := len(routines.Items()), len(rows); got != want {
		t.Errorf("%d items, want %d", got, want)
	}
	for i, row := range rows {
		t.Run(row[0], func(t *testing.T) {
			item, ok := routines.ItemOf(routines.ItemID(row[0]))
			if !ok || routines.Items()[i].ID != item.ID {
				t.Fatalf("%s does not stand in its place", row[0])
			}
			level := string(item.Level)
			if item.Graver != "" {
				level += ", graver " + string(item.Graver)
			}
			if item.Screen != atoi(row[1]) || level != row[2] {
				t.Errorf("screen %d, level %q", item.Screen, level)
			}
			blocks, after := listed(row[3]), listed(row[4])
			if row[4] == "the same" {
				after = blocks
			}
			if set(item.Blocks) != set(blocks) || set(item.After) != set(after) {
				t.Errorf("blocks %q, after clearance %q", item.Blocks, item.After)
			}
			if limits := words(item.Limits); limits != row[5] {
				t.Errorf("limits %q", limits)
			}
			opens := string(item.Opens)
			if opens == "" {
				opens = "-"
			}
			if opens != row[6] {
				t.Errorf("opens by %q", opens)
			}
			answersAlone(t, item)
		})
	}
}

// answersAlone holds what a yes does against the row of its item.
func answersAlone(t *testing.T, item routines.Item) {
	t.Helper()
	s := routines.Screening{}.Finish(noon()).Record(routines.Answer{Item: item.ID, Said: routines.Yes, At: noon()})
	blocks := s.Blocks(noon())
	for _, block := range item.Blocks {
		if !blocks.Has(block) {
			t.Errorf("a yes leaves %s open: %q", block, blocks)
		}
	}
	if got := words(s.Limits(noon())); got != words(item.Limits) {
		t.Errorf("a yes limits %s", got)
	}
	if s.Level(item.ID) != item.Level {
		t.Errorf("a yes is of level %q", s.Level(item.ID))
	}
	graver := routines.Screening{}.Record(routines.Answer{Item: item.ID, Said: routines.Yes, At: noon(), Graver: true})
	if want := item.Graver; want != "" && graver.Level(item.ID) != want {
		t.Errorf("the graver case is of level %q", graver.Level(item.ID))
	}
	if item.Graver == "" && graver.Level(item.ID) != item.Level {
		t.Errorf("a graver case that there is not is of level %q", graver.Level(item.ID))
	}
}

// TestGroupedScreens: "R1, R2, R3, R10, R12; R4-R5, R7, R11; R6, R8, R9,
// Y1-Y3, Y15-Y19; the other Y; a letter b goes with its number".
func TestGroupedScreens(t *testing.T) {
	all := map[routines.ItemID]int{}
	for n, want := range map[int]string{
		1: "R1 R2 R3 R3b R10 R12",
		2: "R4 R4b R5 R5b R7 R7b R11",
		3: "R6 R8 R9 Y1 Y2 Y3 Y3b Y15 Y16 Y17 Y18 Y19",
		4: "Y4 Y5 Y6 Y7 Y8 Y9 Y10 Y11 Y11b Y12 Y13 Y14 Y20 Y21",
	} {
		var ids []routines.ItemID
		for _, item := range routines.Screen(n) {
			ids = append(ids, item.ID)
			all[item.ID]++
		}
		if words(ids) != want {
			t.Errorf("screen %d asks %s, want %s", n, words(ids), want)
		}
	}
	for _, item := range routines.Items() {
		if all[item.ID] != 1 {
			t.Errorf("%s stands in %d screens", item.ID, all[item.ID])
		}
	}
	if len(routines.Screen(0))+len(routines.Screen(5)) != 0 {
		t.Error("there is a fifth screen")
	}
}

// What stays off after clearance was off before it.
func TestClearanceClosesNothing(t *testing.T) {
	for _, item := range routines.Items() {
		before := left(clinic(), routines.NewBlocks(item.Blocks...))
		after := left(clinic(), routines.NewBlocks(item.After...))
		for _, id := range before {
			if !slices.Contains(after, id) {
				t.Errorf("%s: %s is open until cleared, and then off", item.ID, id)
			}
		}
	}
}

// TestLimitsRuleOutVariants: section 1.4 tells the force of the variants of
// CST-03: easier 10 %, x2 10-20 %, default 20-30 %, harder 40-50 %.
func TestLimitsRuleOutVariants(t *testing.T) {
	for _, c := range []struct{ item, open, off string }{
		{"Y4", "CST-03.easier CST-03.x2 CST-02.resist", "CST-03 CST-03.harder"},
		{"Y11", "CST-01 CST-02", "CST-03.x2 CST-03 CST-03.harder"},
		{"Y3b", "CST-03.harder TPN-01", "STR-02"},
	} {
		s := routines.Screening{}.Record(routines.Answer{Item: routines.ItemID(c.item), Said: routines.Yes, At: noon()})
		open := left(clinic(), s.Blocks(noon().Add(3*24*time.Hour)))
		for _, id := range strings.Fields(c.open) {
			if !slices.Contains(open, id) {
				t.Errorf("%s: %s is off", c.item, id)
			}
		}
		for _, id := range strings.Fields(c.off) {
			if slices.Contains(open, id) {
				t.Errorf("%s: %s is open", c.item, id)
			}
		}
	}
}

// limitsTable is typed from the table of section 3.1: which items impose a limit.
const limitsTable = `
| limit | items |
| press2 | Y3b |
| force20 | Y4 |
| force10 | Y11 |
| lowest | Y3 Y3b |
| lower | Y11 |
| recline | Y9 |
`

func TestWhoIsLimitedToWhat(t *testing.T) {
	rows := cells(limitsTable)
	for i, limit := range routines.Limits() {
		row := rows[i]
		var of []routines.ItemID
		for _, item := range routines.Items() {
			if slices.Contains(item.Limits, limit) {
				of = append(of, item.ID)
			}
		}
		if string(limit) != row[0] || words(of) != row[1] {
			t.Errorf("%s is a limit of %s, want %v", limit, words(of), row)
		}
	}
	if len(rows) != len(routines.Limits()) {
		t.Errorf("%d limits, want %d", len(routines.Limits()), len(rows))
	}
}

func TestItemOfNobodyKnows(t *testing.T) {
	for _, id := range []routines.ItemID{"", "R99", "new"} {
		if item, ok := routines.ItemOf(id); ok || item.Red() {
			t.Errorf("%q is %+v", id, item)
		}
	}
	if item, ok := routines.ItemOf(routines.UnderAge); !ok || item.Level != routines.LevelAge || set(item.Blocks) != `["ALL"]` || item.Opens != routines.OpensNone {
		t.Errorf("under age: %+v", item)
	}
}
