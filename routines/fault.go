package routines

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing that is wrong in a library file, told so that somebody
// who is no programmer can put it right.
type Fault struct {
	File    string // path inside the library, such as "exercises/TPN-01.yaml"
	Line    int    // counted from 1; 0 when the file as a whole is meant
	Field   string // the field below the nearest list entry, such as "dose.hold"
	Problem string // what is wrong
	Write   string // what to write instead
}

// String returns the fault on one line: where, what, and what to write.
func (f Fault) String() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d", f.Line)
	}
	if f.Field != "" {
		b.WriteString(": " + f.Field)
	}
	b.WriteString(": " + f.Problem)
	if f.Write != "" {
		b.WriteString("; write " + f.Write)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Faults is everything wrong in a library, in the order of files and lines.
// As an error it is a list with one fault a line.
type Faults []Fault

// Error returns the faults, one a line.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// sorted returns the faults in order, each one once.
func (fs Faults) sorted() Faults {
	fs = slices.SortedFunc(slices.Values(fs), func(a, b Fault) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Field, b.Field),
			cmp.Compare(a.Problem, b.Problem),
		)
	})
	return slices.Compact(fs)
}
