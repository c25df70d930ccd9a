package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"unknot/routines"
	"unknot/routines/library"
)

// loadLibrary returns the shipped library with the operator's folder laid over
// it. The error lists every fault: the bot must not start with half a routine.
func loadLibrary(c config) (*routines.Library, error) {
	l, err := routines.Load(library.FS(), overlays(c.Routines)...)
	if faults, ok := errors.AsType[routines.Faults](err); ok {
		err = fmt.Errorf("the routines cannot be used; put this right and start again:\n%w", located(faults, c.Routines))
	}
	return l, err
}

// overlays returns what is laid over the shipped library: the folder, unless
// it is "".
func overlays(folder string) []fs.FS {
	if folder == "" {
		return nil
	}
	return []fs.FS{os.DirFS(folder)}
}

// located returns the faults with paths that can be opened. Where a folder is
// laid over the shipped library, a fault outside it says that it is there.
func located(faults routines.Faults, folder string) routines.Faults {
	if folder == "" {
		return faults
	}
	faults = slices.Clone(faults)
	for i, f := range faults {
		faults[i].File = filepath.Join(folder, f.File)
		if _, err := os.Stat(faults[i].File); err != nil {
			faults[i].File = "shipped " + f.File
		}
	}
	return faults
}

// folderProblem returns what is wrong with a folder that is to be laid over
// the shipped library, and what to do; "" when nothing is. Its files are not
// looked at: loading does that.
func folderProblem(folder string) string {
	if info, err := os.Stat(folder); err == nil && !info.IsDir() {
		return "is a file: write the folder that holds exercises/ and routines/"
	}
	entries, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "does not exist: make that folder, or write another"
	case err != nil:
		return fmt.Sprintf("cannot be read (%v): let this account read it, or write another", errors.Unwrap(err))
	case len(entries) == 0:
		return "is empty: put your files into exercises/ and routines/ inside it"
	case !slices.ContainsFunc(entries, isShelf):
		return "holds neither exercises/ nor routines/: write the folder that holds them"
	default:
		return ""
	}
}

func isShelf(e fs.DirEntry) bool { return e.Name() == "exercises" || e.Name() == "routines" }
