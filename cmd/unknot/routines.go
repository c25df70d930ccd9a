package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"unknot/routines"
)

// routinesCommand is `unknot routines`. All it holds look at the shipped
// library with the folder of --routines laid over it.
type routinesCommand struct {
	List listCommand `cmd:"" help:"List the routines: how long they take, what they are for, who reviewed them."`
	Show showCommand `cmd:"" help:"Print one routine as a sheet for a reviewer, or all of them."`
	Lint lintCommand `cmd:"" help:"Check every file, and say where to write what instead."`
}

// listCommand is `unknot routines list`.
type listCommand struct{}

// Run prints a table with one line a routine, in the order of their IDs.
// Durations are minutes and seconds.
func (*listCommand) Run(p process, c config) error {
	l, err := loadLibrary(c)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "NAME\tID\tFULL\tSHORT\tTINY\tFAMILIES\tREVIEW")
	for _, r := range l.Routines() {
		fmt.Fprintln(table, strings.Join(row(l, r), "\t"))
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("printing the routines: %w", err)
	}
	return nil
}

func row(l *routines.Library, r *routines.Routine) []string {
	cells := []string{r.Name, string(r.ID)}
	for _, form := range routines.Forms() {
		cells = append(cells, clock(l.Total(r, form)))
	}
	families := make([]string, len(r.Families))
	for i, f := range r.Families {
		families[i] = string(f)
	}
	return append(cells, strings.Join(families, ", "), r.Review)
}

// clock tells a duration as minutes and seconds, such as 2:05.
func clock(d time.Duration) string {
	s := int(d.Seconds())
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
