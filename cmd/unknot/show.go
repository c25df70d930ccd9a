package main

import (
	"fmt"
	"io"
	"strings"

	"unknot/routines"
)

// showCommand is `unknot routines show`.
type showCommand struct {
	Name []string `arg:"" optional:"" help:"Name or ID of the routine. A part of the name will do if no other has it."`
	All  bool     `help:"Print every routine. The exercises and sources follow: one document to read on paper and sign."`
}

// Run prints the sheet of a routine, or the document of all.
func (s *showCommand) Run(p process, c config) error {
	if (len(s.Name) > 0) == s.All {
		return usageError("say which routine to show: write its name, or --all for every one.\nunknot routines list tells their names.")
	}
	l, err := loadLibrary(c)
	if err != nil {
		return err
	}
	text := ""
	if s.All {
		text = routines.DescribeAll(l)
	} else {
		r, err := findRoutine(l, strings.Join(s.Name, " "))
		if err != nil {
			return err
		}
		text = routines.Describe(l, r)
	}
	if _, err := io.WriteString(p.stdout, text); err != nil {
		return fmt.Errorf("printing the routine: %w", err)
	}
	return nil
}

// findRoutine returns the one routine somebody means, or an error that lists
// those they may mean.
func findRoutine(l *routines.Library, text string) (*routines.Routine, error) {
	if r, ok := l.Find(text); ok {
		return r, nil
	}
	var b strings.Builder
	for _, r := range l.Routines() {
		if isNearRoutine(text, r) {
			fmt.Fprintf(&b, "\n  %s (%s)", r.Name, r.ID)
		}
	}
	if b.Len() == 0 {
		return nil, fmt.Errorf("no routine is called %q; unknot routines list tells their names", text)
	}
	return nil, fmt.Errorf("no one routine is called %q; write one of these:%s", text, b.String())
}

// isNearRoutine reports whether a word of the text is near a word of the
// routine's name, or the text near its ID.
func isNearRoutine(text string, r *routines.Routine) bool {
	text = strings.ToLower(text)
	for _, word := range strings.Fields(text) {
		for _, of := range strings.Fields(strings.ToLower(r.Name)) {
			if isNear(word, of) {
				return true
			}
		}
	}
	return isNear(text, strings.ToLower(string(r.ID)))
}
