package routines

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Operators may bring prefixes of their own.
var (
	exerciseIDs = regexp.MustCompile(`^[A-Z]{2,4}-[0-9]{2}[a-z]?$`)
	routineIDs  = regexp.MustCompile(`^[A-Z]{1,4}-[0-9]{2}[a-z]?$`)
	suffixes    = regexp.MustCompile(`^[A-Za-z0-9]+$`)
	sourceKeys  = regexp.MustCompile(`^[a-z0-9_-]+$`)
)

// check looks at what the values mean: IDs, ranges, references between files,
// and how long the forms take.
func (s *shelf) check() {
	for _, p := range s.exercises {
		if p.decoded {
			s.checkExercise(p)
		}
	}
	for _, p := range s.routines {
		if p.decoded {
			s.checkRoutine(p)
		}
	}
	for _, p := range s.sources {
		for key, source := range p.value {
			checkSource(&p.document, key, source)
		}
	}
	same(s.exercises, func(e Exercise) string { return string(e.ID) })
	same(s.routines, func(r Routine) string { return string(r.ID) })
}

// same finds files that have one ID between them.
func same[T any](pages []*page[T], id func(T) string) {
	first := map[string]string{}
	for _, p := range pages {
		if !p.decoded {
			continue
		}
		key := id(p.value)
		if other := first[key]; other != "" {
			p.fault("id", fmt.Sprintf("%s stands in %s too", key, other), "an ID that no other file has")
			continue
		}
		first[key] = p.file
	}
}

func checkSource(d *document, key string, s Source) {
	if !sourceKeys.MatchString(key) {
		d.fault(key, "is no key", "a key of small letters and digits, such as smith2020")
	}
	d.filled(below(key, "title"), s.Title)
	d.known(below(key, "seen"), s.Seen, []string{"seen", "background"})
}

// checkSources follows the keys of a file into sources.yaml. When that file
// could not be read, its own faults say enough.
func (s *shelf) checkSources(d *document, keys []string) {
	for _, p := range s.sources {
		if !p.decoded {
			return
		}
	}
	if len(keys) == 0 {
		d.fault("sources", "is empty", example("sources"))
	}
	for i, key := range keys {
		if _, ok := s.library.Source(key); !ok {
			d.fault(below("sources", i), fmt.Sprintf("%q is not in %s", key, sourcesFile), "a key that is there, or add it there")
		}
	}
}

// unread tells whether the exercise of a variant has a file that could not be
// read: then its own faults say enough.
func (s *shelf) unread(id VariantID) bool {
	exercise, _, _ := strings.Cut(string(id), ".")
	return slices.ContainsFunc(s.exercises, func(p *page[Exercise]) bool {
		return !p.decoded && nameOf(p.file) == exercise
	})
}

// identity checks what exercises and routines have in common at the top.
func (d *document) identity(id string, shape *regexp.Regexp, version int) {
	switch {
	case !shape.MatchString(id):
		d.fault("id", fmt.Sprintf("%q is no ID", id), "capital letters, a dash and two digits, such as id: MY-01")
	case id != nameOf(d.file):
		d.fault("id", fmt.Sprintf("%s differs from the name of the file", id), "id: "+nameOf(d.file)+", or rename the file")
	}
	if version < 1 {
		d.fault("version", "must be a whole number of at least 1", example("version"))
	}
}

// nameOf returns the ID that the name of a file promises.
func nameOf(file string) string { return strings.TrimSuffix(path.Base(file), ".yaml") }

// filled checks that a required text says something.
func (d *document) filled(place, text string) {
	if strings.TrimSpace(text) == "" {
		d.fault(place, "is empty", example(place))
	}
}

// known checks that a value is one of those allowed.
func (d *document) known(place, value string, allowed []string) {
	if !slices.Contains(allowed, value) {
		d.fault(place, fmt.Sprintf("%q is not known", value), "one of "+strings.Join(allowed, ", "))
	}
}

func strs[T ~string](values []T) []string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = string(v)
	}
	return list
}
