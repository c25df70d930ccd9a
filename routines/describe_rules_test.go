package routines_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"unknot/routines"
)

// rules is the document with sentences that show where they come from.
func rules() string {
	return routines.DescribeRules(routines.Told{
		Item:   func(id routines.ItemID) string { return "asks about " + string(id) },
		Reason: func(r routines.Reason) string { return "says " + string(r) },
	})
}

// tablesOf reads the tables of a document back, by their titles. What goes on
// in a row below, whose first cell is empty, belongs to the row above.
func tablesOf(t *testing.T, doc string) map[string][][]string {
	t.Helper()
	tables, title := map[string][][]string{}, ""
	for line := range strings.Lines(doc) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "### "); ok {
			title = name
		}
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "| -") {
			continue
		}
		var row []string
		for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
			row = append(row, strings.TrimSpace(cell))
		}
		rows := tables[title]
		if row[0] != "" {
			tables[title] = append(rows, row)
			continue
		}
		last := rows[len(rows)-1]
		if len(last) != len(row) {
			t.Fatalf("%s: %d cells below %d", title, len(row), len(last))
		}
		for i, more := range row {
			last[i] = strings.TrimSpace(last[i] + " " + more)
		}
	}
	return tables
}

// rowsOf writes each row of a table of data as cells.
func rowsOf[T any](rows []T, cells func(T) []string) [][]string {
	list := make([][]string, len(rows))
	for i, row := range rows {
		list[i] = cells(row)
	}
	return list
}

// or joins names, a dash for none.
func or[T ~string](names []T, by string) string {
	return dash(strings.Join(strings.Fields(strings.Join(strs(names), by)), " "))
}

func strs[T ~string](names []T) []string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = string(name)
	}
	return list
}

// wantTables are the rows of all tables by their titles. A cell that a table of
// this test does not know better is "*": it must say something.
func wantTables() map[string][][]string {
	all := map[string][][]string{}
	for _, group := range []map[string][][]string{wantScreening(), wantPain(), wantLevels(), wantWeeks()} {
		maps.Copy(all, group)
	}
	return all
}

func wantScreening() map[string][][]string {
	under, _ := routines.ItemOf(routines.UnderAge)
	items := append(routines.Items(), under)
	return map[string][][]string{
		"What is asked": rowsOf(items, func(i routines.Item) []string {
			if i.ID == routines.UnderAge {
				return []string{"U18", "consent", "*"}
			}
			return []string{string(i.ID), fmt.Sprint(i.Screen), "asks about " + string(i.ID)}
		}),
		"What a yes does": rowsOf(items, func(i routines.Item) []string {
			return []string{string(i.ID), "^" + string(i.Level), or(i.Blocks, ", "), or(i.After, ", "), "^" + or(i.Limits, ", "), ends(i)}
		}),
		"Auras that are no emergency": rowsOf(routines.AuraRows(), func(r routines.AuraRow) []string { return []string{r.Name, "*", "^attack mode"} }),
		"Limits":                      rowsOf(routines.Limits(), func(l routines.Limit) []string { return []string{string(l), "*", ""} }),
	}
}

func wantPain() map[string][][]string {
	return map[string][][]string{
		"Before a session": rowsOf(routines.BeforeRows(), func(r routines.BeforeRow) []string {
			return []string{r.Row, fmt.Sprintf("%d-%d", r.From, r.Most), "*", "~" + or(r.Instead, " or "), some(r.Recheck != "")}
		}),
		"During a session": rowsOf(routines.DuringRows(), func(r routines.DuringRow) []string {
			return []string{r.Row, "*", some(!r.NoRise), "*", "*", some(r.Recheck != "")}
		}),
		"After a session and on the next day": rowsOf(routines.AfterRows(), func(r routines.AfterRow) []string {
			return []string{r.Row, "*", string(r.Colour), some(r.Colour != routines.Green)}
		}),
		"Stop rules in a step": rowsOf(routines.StopRows(), func(r routines.StopRow) []string {
			return []string{string(r.ID), "*", "*", dash(string(r.Level)), "~" + or(r.Blocks, ", ")}
		}),
		"Stages of an attack": rowsOf(routines.StageRows(), func(r routines.StageRow) []string {
			return []string{string(r.Stage), "*", or(r.Blocks, ", "), or(r.Only, " or "), "*", "*"}
		}),
		"Signs in an attack that want a doctor": rowsOf(routines.AttackSignRows(), func(r routines.AttackSignRow) []string {
			return []string{string(r.Sign), "*", string(r.Level), "~" + dash(string(r.Item))}
		}),
	}
}

func wantLevels() map[string][][]string {
	return map[string][][]string{
		"Progress of one exercise": rowsOf(routines.ProgressRows(), func(r routines.ProgressRow) []string { return []string{r.Row, "*", "*"} }),
		"Levels that wait for more": rowsOf(routines.WaitRows(), func(r routines.WaitRow) []string {
			return []string{or(r.Levels, ", "), "*"}
		}),
		"Order of the levels": rowsOf(routines.LevelRows(), func(r routines.LevelRow) []string {
			return []string{named(string(r.Exercise), "any other"), levels(r.Order...), levels(r.Start), levels(r.Top), some(len(r.Same) > 0)}
		}),
		"The hardest level of a week": rowsOf(routines.LimitRows(), func(r routines.LimitRow) []string {
			return []string{string(r.Exercise), fmt.Sprint(r.From), levels(r.Level)}
		}),
		"Rules of the day": rowsOf(routines.DayRows(), func(r routines.DayRow) []string {
			return []string{r.Row, "*", "*", map[bool]string{true: "^allowed", false: "refused"}[r.Allowed], or(r.Instead, ", ")}
		}),
	}
}

func wantWeeks() map[string][][]string {
	return map[string][][]string{
		"Days off": rowsOf(routines.GapRows(), func(r routines.GapRow) []string { return []string{r.Row, fmt.Sprintf("^%d", r.From), "*"} }),
		"The program": rowsOf(routines.WeekRows(), func(r routines.WeekRow) []string {
			slots := strings.Join(rowNames(r.Slots, func(s routines.Slot) string { return or(s, " or ") }), "; ")
			news := strings.Join(rowNames(r.New, func(n routines.Reason) string { return "says " + string(n) }), " ")
			return []string{fmt.Sprint(r.Week), slots, "^" + dash(string(r.SetUp.Routine)), news, dash(string(r.Check))}
		}),
		"Weeks with steps of their own": rowsOf(routines.FormRows(), func(r routines.FormRow) []string {
			return []string{string(r.Routine), strings.Trim(fmt.Sprint(r.Weeks), "[]"), some(r.Before)}
		}),
		"The end of a week": rowsOf(routines.ProgramRows(), func(r routines.ProgramRow) []string { return []string{r.Row, "*", "*"} }),
		"Check-points": rowsOf(routines.CheckRows(), func(r routines.CheckRow) []string {
			return []string{string(r.Check), "*", string(r.Outcome), "says " + string(r.Reason), some(r.Offer || r.Suggest)}
		}),
	}
}

func rowNames[T any](rows []T, name func(T) string) []string {
	var list []string
	for _, row := range rows {
		list = append(list, name(row))
	}
	return list
}

// ends tells which cells of the last column of an item must say something.
func ends(i routines.Item) string {
	return some(i.Opens != routines.OpensNone || i.From > 0 || i.For > 0 || i.Today)
}

// some is "*" where a cell must say something, and a dash where it may not.
func some(holds bool) string {
	if holds {
		return "*"
	}
	return "-"
}

func named(name, other string) string {
	if name == "" {
		return other
	}
	return name
}

func levels(suffixes ...string) string {
	return strings.Join(rowNames(suffixes, func(s string) string { return named(s, "default") }), ", ")
}

// cellFits holds a cell against what is wanted: "*" says something, "^x"
// begins with x, "~x" holds x unless that is a dash, and "" is anything.
func cellFits(want, got string) bool {
	prefix, begins := strings.CutPrefix(want, "^")
	part, holds := strings.CutPrefix(want, "~")
	switch {
	case want == "":
		return true
	case want == "*":
		return got != "-" && got != ""
	case begins:
		return strings.HasPrefix(got, prefix)
	case holds:
		return part == "-" || strings.Contains(got, part)
	default:
		return got == want
	}
}

// Whatever the program decides with is on the paper, row by row and in order.
func TestEveryRowOfEveryTableIsInTheRules(t *testing.T) {
	tables := tablesOf(t, rules())
	for title, want := range wantTables() {
		got := tables[title]
		if len(got) != len(want)+1 { // the heads
			t.Errorf("%s: %d rows, want %d", title, len(got)-1, len(want))
			continue
		}
		for i, row := range want {
			if !slices.EqualFunc(row, got[i+1], cellFits) {
				t.Errorf("%s: %q, want %q", title, got[i+1], row)
			}
		}
	}
	for title := range tables {
		if _, ok := wantTables()[title]; !ok && !slices.Contains([]string{"Levels of urgency", "What takes the place of a blocked step", "What takes the place of a routine"}, title) {
			t.Errorf("nobody holds the table %q against its data", title)
		}
	}
}

// Two rows of one name differ in when they fit.
func TestNoTwoRulesReadTheSame(t *testing.T) {
	for title, rows := range tablesOf(t, rules()) {
		seen := map[string]bool{}
		for _, row := range rows {
			if line := strings.Join(row, "|"); seen[line] {
				t.Errorf("%s: twice %s", title, line)
			} else {
				seen[line] = true
			}
		}
	}
}

// What is no table of data: the level that each item has, and what stands in.
func TestTheRulesExplainThemselves(t *testing.T) {
	tables, doc := tablesOf(t, rules()), strings.Join(strings.Fields(rules()), " ")
	for _, item := range routines.Items() {
		has := func(row []string) bool {
			return row[0] == string(item.Level) && slices.Contains(strings.Split(row[2], ", "), string(item.ID))
		}
		if !slices.ContainsFunc(tables["Levels of urgency"], has) {
			t.Errorf("nothing explains the level %s of %s", item.Level, item.ID)
		}
	}
	for _, part := range []string{
		"| any other | S-07 or S-08b or S-09 |", "| NECKLOAD | S-08b or S-07 or S-09 |", "| MOVE | S-09 |", "| ALL | - |",
		"a headache of 4 or 5 without a sign", "asked for again after 90 days", "again after 6 months", "turns at 04:00",
		"gone in less than 2 min", "T11 the third time in 4 weeks", "effort 8 or more", "on the slow track 21", "MOVE leaves, on request, STR-01,",
	} {
		if !strings.Contains(strings.Join(strings.Fields(tableText(tables)), " ")+doc, part) {
			t.Errorf("%q is not there", part)
		}
	}
}

func tableText(tables map[string][][]string) string {
	var b strings.Builder
	for _, rows := range tables {
		for _, row := range rows {
			fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
		}
	}
	return b.String()
}

func TestTheRulesFitOnPaper(t *testing.T) {
	bars, groups := 0, 0
	for line := range strings.Lines(rules()) {
		line = strings.TrimSuffix(line, "\n")
		if n := utf8.RuneCountInString(line); n > 78 || strings.HasSuffix(line, " ") || strings.Contains(line, "\t") {
			t.Errorf("%d characters: %q", n, line)
		}
		if n := strings.Count(line, "|"); n > 0 && bars > 0 && n != bars {
			t.Errorf("%d bars below %d: %q", n, bars, line)
		}
		bars = strings.Count(line, "|")
		if strings.HasPrefix(line, "4.") {
			groups++
		}
	}
	if n := strings.Count(rules(), "  Signature "); n != groups || groups == 0 {
		t.Errorf("%d lines to sign for %d groups", n, groups)
	}
}
