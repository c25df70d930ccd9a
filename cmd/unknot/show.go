package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"unknot/bot/words"
	"unknot/routines"
)

// showCommand is `unknot routines show`.
type showCommand struct {
	Name []string `arg:"" optional:"" help:"Name or ID of the routine. A part of the name will do if no other has it."`
	All  bool     `help:"Print every routine. The exercises, the sources and all rules of safety and progress follow: one document to read on paper and sign."`
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
		rules, err := describeRules()
		if err != nil {
			return err
		}
		text = routines.DescribeAll(l) + rules
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

// describeRules returns the tables of rules, with the sentences that people are
// told in the catalogue's own language.
func describeRules() (string, error) {
	catalogue, err := words.Shipped()
	if err != nil {
		return "", err
	}
	var missing error
	say := func(key string) string {
		said, err := catalogue.Say(words.Own, key, words.Values{})
		missing = cmp.Or(missing, err)
		return onOneLine(said)
	}
	text := routines.DescribeRules(routines.Told{
		Item: func(id routines.ItemID) string {
			key := "screen.item." + string(id)
			if graver := key + ".graver"; catalogue.Has(words.Own, graver) {
				return say(key+".ask") + "; graver case: " + say(graver)
			}
			return say(key + ".ask")
		},
		Reason: func(r routines.Reason) string { return say("reason." + string(r)) },
	})
	return text, missing
}

// onOneLine returns a sentence and the list below it as a cell of a table.
func onOneLine(said string) string {
	said = strings.ReplaceAll(strings.ReplaceAll(said, "\n\n- ", " "), "\n- ", "; ")
	return strings.Join(strings.Fields(said), " ")
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
