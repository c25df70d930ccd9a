package routines_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"unknot/routines"
)

// covered is a table of decisions, the names of its rows, and the tests, or the
// tables of tests, that have a case for each of them.
type covered struct {
	table string
	rows  []string
	cases []string
}

func coverage() []covered {
	levels := func(r routines.LevelRow) string { return named(string(r.Exercise), "TPN-01") } // one of all others
	return []covered{
		{"Items", rowNames(routines.Items(), func(r routines.Item) string { return string(r.ID) }), []string{"itemTable", "TestItemsAreThoseOfTheSpecification"}},
		{"Limits", strs(routines.Limits()), []string{"limitsTable", "TestWhoIsLimitedToWhat"}},
		{"AuraRows", rowNames(routines.AuraRows(), func(r routines.AuraRow) string { return r.Name }), []string{"TestAuras"}},
		{"BeforeRows", rowNames(routines.BeforeRows(), func(r routines.BeforeRow) string { return r.Row }), []string{"beforeTable", "TestBeforeRows"}},
		{"DuringRows", rowNames(routines.DuringRows(), func(r routines.DuringRow) string { return fmt.Sprint(r.From) }), []string{"duringTable", "TestDuringIsTotal"}},
		{"DuringRows, to", rowNames(routines.DuringRows(), func(r routines.DuringRow) string { return fmt.Sprint(r.Most) }), []string{"duringTable", "TestDuringIsTotal"}},
		{"AfterRows", rowNames(routines.AfterRows(), func(r routines.AfterRow) string { return r.Row }), []string{"TestAfterRows"}},
		{"StopRows", rowNames(routines.StopRows(), func(r routines.StopRow) string { return string(r.ID) }), []string{"TestStopRows", "TestTheStopsBeforeTell"}},
		{"StageRows", rowNames(routines.StageRows(), func(r routines.StageRow) string { return string(r.Stage) }), []string{"TestStages"}},
		{"AttackSignRows", rowNames(routines.AttackSignRows(), func(r routines.AttackSignRow) string { return string(r.Sign) }), []string{"TestAttackSigns"}},
		{"ProgressRows", rowNames(routines.ProgressRows(), func(r routines.ProgressRow) string { return r.Row }), []string{"TestTheRuleOfProgress"}},
		{"ProgressRows, why", rowNames(routines.ProgressRows(), func(r routines.ProgressRow) string { return string(r.Reason) }), []string{"TestTheRuleOfProgress"}},
		{"WaitRows", waiting(), []string{"TestConditionsOfSingleLevels", "TestHardLevelsWaitForTheirWeekInMaintenance"}},
		{"LevelRows", rowNames(routines.LevelRows(), levels), []string{"levelTable", "TestTheLevelsOfAnExercise"}},
		{"LimitRows", rowNames(routines.LimitRows(), func(r routines.LimitRow) string { return string(r.Exercise) }), []string{"limitTable", "TestALevelNeverRunsAheadOfItsWeek"}},
		{"DayRows", rowNames(routines.DayRows(), func(r routines.DayRow) string { return r.Row }), []string{"TestDayRules"}},
		{"DayRows, why", rowNames(routines.DayRows(), func(r routines.DayRow) string { return string(r.Reason) }), []string{"TestDayRules", "TestTensingBecomesRelease"}},
		{"GapRows", rowNames(routines.GapRows(), func(r routines.GapRow) string { return r.Row }), []string{"TestGaps"}},
		{"WeekRows", rowNames(routines.WeekRows(), func(r routines.WeekRow) string { return fmt.Sprint(r.Week) }), []string{"programTable", "TestTheWeeksAreThoseOfTheSpecification"}},
		{"FormRows", rowNames(routines.FormRows(), func(r routines.FormRow) string { return string(r.Routine) }), []string{"weekFormTable", "TestTheFormOfAWeek"}},
		{"ProgramRows", rowNames(routines.ProgramRows(), func(r routines.ProgramRow) string { return r.Row }), []string{"TestProgramRows"}},
		{"ProgramRows, why", rowNames(routines.ProgramRows(), func(r routines.ProgramRow) string { return string(r.Reason) }), []string{"TestProgramRows"}},
		{"CheckRows", rowNames(routines.CheckRows(), func(r routines.CheckRow) string { return fmt.Sprintf("%s | %s", r.Check, r.Outcome) }), []string{"consequenceTable", "TestWhatFollowsACheckpoint"}},
	}
}

// waiting lists the levels that wait for more.
func waiting() []string {
	var list []string
	for _, row := range routines.WaitRows() {
		list = append(list, strs(row.Levels)...)
	}
	return list
}

// declared returns the text of every function and constant at the top of the
// Go files of this folder, by its name, and the names of constants by what they
// stand for.
func declared(t *testing.T) (text map[string]string, constants map[string][]string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	text, constants = map[string]string{}, map[string][]string{}
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, source, 0)
		if err != nil {
			t.Fatal(err)
		}
		of := func(n ast.Node) string {
			return string(source[set.Position(n.Pos()).Offset:set.Position(n.End()).Offset])
		}
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				text[d.Name.Name] = of(d)
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					constant(spec, of, text, constants)
				}
			}
		}
	}
	return text, constants
}

// constant notes a constant that is a string.
func constant(spec ast.Spec, of func(ast.Node) string, text map[string]string, constants map[string][]string) {
	v, ok := spec.(*ast.ValueSpec)
	if !ok || len(v.Names) != 1 || len(v.Values) != 1 {
		return
	}
	text[v.Names[0].Name] = of(v)
	if value, err := strconv.Unquote(of(v.Values[0])); err == nil {
		constants[value] = append(constants[value], v.Names[0].Name)
	}
}

// whole finds a name that is not a part of a longer one.
func whole(name string) *regexp.Regexp {
	return regexp.MustCompile(`(^|[^\w.-]|\broutines\.)` + regexp.QuoteMeta(name) + `([^\w.-]|$)`)
}

// Each row of each table that decides something has a case of its own in the
// tests of that table: a new row without one fails here.
func TestEveryRowHasACase(t *testing.T) {
	text, constants := declared(t)
	for _, c := range coverage() {
		var source strings.Builder
		for _, name := range c.cases {
			if text[name] == "" {
				t.Errorf("%s: there is no %s", c.table, name)
			}
			source.WriteString(text[name] + "\n")
		}
		if len(c.rows) == 0 {
			t.Errorf("%s has no rows", c.table)
		}
		for _, row := range c.rows {
			has := func(name string) bool { return whole(name).MatchString(source.String()) }
			if !has(row) && !slices.ContainsFunc(constants[row], has) {
				t.Errorf("%s: the row %s has no case in %s", c.table, row, strings.Join(c.cases, ", "))
			}
		}
	}
}

// No table of rows may be forgotten above.
func TestEveryTableIsCovered(t *testing.T) {
	text, _ := declared(t)
	known := map[string]bool{}
	for _, c := range coverage() {
		table, _, _ := strings.Cut(c.table, ",")
		known[table] = true
	}
	table := regexp.MustCompile(`^[A-Z]\w*Rows$`)
	for name := range text {
		if table.MatchString(name) && !strings.HasPrefix(name, "Test") && !known[name] {
			t.Errorf("the table %s is not looked at", name)
		}
	}
}
