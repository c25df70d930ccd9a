package routines

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"reflect"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// largestFile is how long a file may be, in bytes. The longest shipped file
// needs a tenth of it.
const largestFile = 64 << 10

// document is one parsed file that collects its own faults. Places in it are
// written with dots, as in "variants.2.dose.hold".
type document struct {
	file   string
	root   ast.Node // nil when the file is no YAML
	faults Faults
}

// page is a document and the value it holds.
type page[T any] struct {
	document
	value   T
	decoded bool // whether the value could be read; it may still be wrong
	own     bool // it comes from an overlay
}

// openPage reads, parses and decodes a file. It collects faults of shape; what
// the value means is checked later.
func openPage[T any](fsys fs.FS, file string) *page[T] {
	p := &page[T]{document: document{file: file}}
	data, ok := p.read(fsys)
	if !ok || !p.parse(data) {
		return p
	}
	p.shape(p.root, reflect.TypeFor[T](), "")
	if len(p.faults) > 0 {
		return p
	}
	decode(p.root, reflect.ValueOf(&p.value).Elem())
	p.decoded = true
	return p
}

func (d *document) read(fsys fs.FS) ([]byte, bool) {
	if path.Ext(d.file) != ".yaml" {
		d.whole("is not a library file", "a name that ends in .yaml, or move the file elsewhere")
		return nil, false
	}
	f, err := fsys.Open(d.file)
	if err != nil {
		d.whole("cannot be read: "+err.Error(), "")
		return nil, false
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, largestFile+1))
	if err != nil {
		d.whole("cannot be read: "+err.Error(), "")
		return nil, false
	}
	if len(data) > largestFile {
		d.whole("is larger than 64 KiB", "one exercise or routine a file")
		return nil, false
	}
	return data, true
}

// parse reports whether the file is one YAML document that holds something.
func (d *document) parse(data []byte) bool {
	// The walk over the tree reports every duplicate key, the parser would
	// stop at the first.
	file, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		d.refuse(err)
		return false
	}
	for _, doc := range file.Docs {
		if doc.Body == nil || doc.Body.Type() == ast.NullType {
			continue
		}
		if d.root != nil {
			d.faultAt(lineOf(doc.Body), "", "holds more than one document", "one exercise or routine a file, without ---")
			return false
		}
		d.root = doc.Body
	}
	if d.root == nil {
		d.whole("is empty", "an exercise or routine, or delete the file")
	}
	return d.root != nil
}

// refuse turns an error of the YAML library into a fault with its line.
func (d *document) refuse(err error) {
	line, message := 0, err.Error()
	var known yaml.Error
	if errors.As(err, &known) {
		message = known.GetMessage()
		if token := known.GetToken(); token != nil && token.Position != nil {
			line = token.Position.Line
		}
	}
	if strings.Contains(message, "\t") {
		message = "a line begins with a tab"
	}
	d.faultAt(line, "", "is not YAML: "+message, remedy(message))
}

// remedy guesses what went wrong with text that is not YAML.
func remedy(message string) string {
	switch {
	case strings.Contains(message, "tab"):
		return "spaces, two a level"
	case strings.Contains(message, "mapping value"), strings.Contains(message, "quoted"):
		return `a text that holds a colon in "quotes", opened and closed`
	default:
		return "fields such as id: MY-01, one a line"
	}
}

// fault notes that what stands at a place is wrong.
func (d *document) fault(place, problem, write string) {
	d.faultAt(d.line(place), fieldOf(place), problem, write)
}

func (d *document) whole(problem, write string) { d.faultAt(0, "", problem, write) }

func (d *document) faultAt(line int, field, problem, write string) {
	d.faults = append(d.faults, Fault{File: d.file, Line: line, Field: field, Problem: problem, Write: write})
}

// line returns the line of a place, or of what is nearest around it when the
// place is missing from the file.
func (d *document) line(place string) int {
	line, node := 1, d.root
	for step := range strings.SplitSeq(place, ".") {
		next, at := child(node, step)
		if next == nil {
			break
		}
		line, node = at, next
	}
	return line
}

// child returns the node below a mapping or a list, and the line it begins on.
func child(n ast.Node, step string) (ast.Node, int) {
	switch n := n.(type) {
	case *ast.SequenceNode:
		if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(n.Values) {
			return n.Values[i], lineOf(n.Values[i])
		}
	case ast.MapNode:
		for it := n.MapRange(); it.Next(); {
			if it.Key().GetToken().Value == step {
				return it.Value(), lineOf(it.Key())
			}
		}
	}
	return nil, 0
}

// lineOf returns the line of a node, that of its first key for a mapping.
func lineOf(n ast.Node) int {
	if m, ok := n.(ast.MapNode); ok {
		if it := m.MapRange(); it.Next() {
			return lineOf(it.Key())
		}
	}
	if token := n.GetToken(); token != nil && token.Position != nil {
		return token.Position.Line
	}
	return 0
}

// fieldOf returns what a person calls a place: the part below the nearest list
// entry, or the name of the list.
func fieldOf(place string) string {
	field := ""
	for step := range strings.SplitSeq(place, ".") {
		_, err := strconv.Atoi(step)
		switch {
		case err == nil:
			field += "#"
		case field == "" || strings.HasSuffix(field, "#"):
			field = step
		default:
			field += "." + step
		}
	}
	return strings.TrimSuffix(field, "#")
}

// below returns the place of a field or list entry inside another.
func below(place string, step any) string {
	if place == "" {
		return fmt.Sprint(step)
	}
	return fmt.Sprintf("%s.%v", place, step)
}
