package routines

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// sourcesFile is the one file of a library that is not in a folder.
const sourcesFile = "sources.yaml"

// Load reads the shipped library with the overlays laid over it, the last one
// on top. Each file system holds exercises/*.yaml, routines/*.yaml and
// sources.yaml; an overlay may hold only part of them. An exercise or routine
// of an overlay replaces the shipped file of the same name. The entries of an
// overlay's sources.yaml are laid over the shipped entries one by one, so that
// somebody who adds a source need not copy the others.
//
// The error, if any, is a Faults that lists every fault of every file.
func Load(shipped fs.FS, overlays ...fs.FS) (*Library, error) {
	s := openShelf(shipped, overlays)
	if faults := s.allFaults(); len(faults) > 0 {
		return nil, faults
	}
	return s.library, nil
}

// shelf is the files of a library, read and checked, with what is needed to
// tell the line of a fault.
type shelf struct {
	exercises []*page[Exercise]
	routines  []*page[Routine]
	sources   []*page[map[string]Source]
	library   *Library // of the pages that could be read
	faults    Faults   // of folders, which have no page
}

func openShelf(shipped fs.FS, overlays []fs.FS) *shelf {
	layers := append([]fs.FS{shipped}, overlays...)
	s := &shelf{}
	s.exercises = openFolder[Exercise](s, "exercises", layers)
	s.routines = openFolder[Routine](s, "routines", layers)
	for _, layer := range layers {
		if _, err := fs.Stat(layer, sourcesFile); !errors.Is(err, fs.ErrNotExist) {
			s.sources = append(s.sources, openPage[map[string]Source](layer, sourcesFile))
		}
	}
	s.library = s.index()
	s.check()
	return s
}

// openFolder reads the files of one folder, of each name the uppermost, in the
// order of their names.
func openFolder[T any](s *shelf, folder string, layers []fs.FS) []*page[T] {
	top := map[string]int{} // the number of the layer
	for i, layer := range layers {
		entries, err := fs.ReadDir(layer, folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			s.faults = append(s.faults, Fault{File: folder, Problem: "cannot be read: " + err.Error()})
		}
		for _, entry := range entries {
			top[path.Join(folder, entry.Name())] = i
		}
	}
	var pages []*page[T]
	for _, file := range slices.Sorted(maps.Keys(top)) {
		if hidden := strings.HasPrefix(path.Base(file), "."); !hidden {
			p := openPage[T](layers[top[file]], file)
			p.own = top[file] > 0
			pages = append(pages, p)
		}
	}
	return pages
}

// index builds the library of what could be read, faulty or not: the checks
// follow references in it.
func (s *shelf) index() *Library {
	sources := map[string]Source{}
	for _, p := range s.sources {
		maps.Copy(sources, p.value)
	}
	l := NewLibrary(values(s.exercises), values(s.routines), sources)
	for _, p := range s.routines {
		if p.own {
			l.own = append(l.own, p.value.ID)
		}
	}
	return l
}

func values[T any](pages []*page[T]) []*T {
	vs := make([]*T, 0, len(pages))
	for _, p := range pages {
		if p.decoded {
			vs = append(vs, &p.value)
		}
	}
	return vs
}

// allFaults returns the faults of the folders and of every page, in order.
func (s *shelf) allFaults() Faults {
	all := slices.Clone(s.faults)
	for _, p := range s.exercises {
		all = append(all, p.faults...)
	}
	for _, p := range s.routines {
		all = append(all, p.faults...)
	}
	for _, p := range s.sources {
		all = append(all, p.faults...)
	}
	return all.sorted()
}
