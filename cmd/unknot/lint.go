package main

import (
	"cmp"
	"fmt"
	"io/fs"

	"unknot/routines"
	"unknot/routines/library"
)

// lintCommand is `unknot routines lint`.
type lintCommand struct {
	Folder string `arg:"" optional:"" help:"Folder to check as if --routines named it."`
}

// Run prints every fault on a line of its own and fails if there is one, or
// says how much was read and found good.
func (lint *lintCommand) Run(p process, c config) error {
	folder := expandHome(lint.Folder, p)
	if problem := folderProblem(folder); folder != "" && problem != "" {
		return usageError(fmt.Sprintf("the folder to check is %s, which %s.", folder, problem))
	}
	c.Routines = cmp.Or(folder, c.Routines)
	faults := routines.Lint(library.FS(), overlays(c.Routines)...)
	for _, f := range located(faults, c.Routines) {
		if _, err := fmt.Fprintln(p.stdout, f); err != nil {
			return fmt.Errorf("printing the faults: %w", err)
		}
	}
	if len(faults) > 0 {
		return fmt.Errorf("%s found: put right what stands above, and run this again", count(len(faults), "fault"))
	}
	return praise(p, c)
}

// praise says what was read. Nothing in it may be faulty.
func praise(p process, c config) error {
	l, err := loadLibrary(c)
	if err != nil {
		return err
	}
	exercises, rs, lists := len(l.Exercises()), len(l.Routines()), 1
	own := ""
	for _, folder := range overlays(c.Routines) {
		own = fmt.Sprintf(" (%d of them in %s)", filesMatching(folder, "exercises/[^.]*", "routines/[^.]*", "sources.yaml"), c.Routines)
		lists += filesMatching(folder, "sources.yaml")
	}
	_, err = fmt.Fprintf(p.stdout, "No faults in %s%s: %s, %s and %s of sources.\n",
		count(exercises+rs+lists, "file"), own, count(exercises, "exercise"), count(rs, "routine"), count(lists, "list"))
	if err != nil {
		return fmt.Errorf("printing the result: %w", err)
	}
	return nil
}

// filesMatching counts the files that any of the patterns matches. An unreadable
// folder counts as empty: loading has found it readable before.
func filesMatching(folder fs.FS, patterns ...string) int {
	n := 0
	for _, pattern := range patterns {
		found, _ := fs.Glob(folder, pattern)
		n += len(found)
	}
	return n
}

// count tells a number of things, whose plural ends in s.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
