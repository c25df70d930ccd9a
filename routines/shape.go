package routines

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// shape checks that a node has the form of a Go type: known keys, each one
// once, none missing but those marked omitempty, and values of the right kind.
// Anchors, aliases, merge keys and YAML tags fit no type, so that a small file
// cannot grow when it is read.
func (d *document) shape(n ast.Node, t reflect.Type, place string) {
	switch n.Type() {
	case ast.AnchorType, ast.AliasType, ast.TagType:
		d.fault(place, "uses an anchor, an alias or a YAML tag", "the value itself")
		return
	case ast.NullType:
		d.fault(place, "is empty", example(place))
		return
	}
	switch t.Kind() {
	case reflect.Pointer:
		d.shape(n, t.Elem(), place)
	case reflect.Struct:
		d.shapeStruct(n, t, place)
	case reflect.Map:
		d.eachKey(n, place, func(key string, value ast.Node) { d.shape(value, t.Elem(), below(place, key)) })
	case reflect.Slice:
		d.shapeList(n, t, place)
	case reflect.Int:
		if n.Type() != ast.IntegerType {
			d.fault(place, "must be a whole number", example(place))
		}
	default:
		d.shapeText(n, place)
	}
}

func (d *document) shapeText(n ast.Node, place string) {
	switch n.Type() {
	case ast.StringType, ast.LiteralType:
	case ast.IntegerType, ast.FloatType, ast.BoolType:
		d.fault(place, "must be text", fmt.Sprintf("%q with its quotes", n.GetToken().Value))
	default:
		d.fault(place, "must be text", example(place))
	}
}

func (d *document) shapeStruct(n ast.Node, t reflect.Type, place string) {
	known := keysOf(t)
	seen := make(map[string]bool, len(known))
	ok := d.eachKey(n, place, func(key string, value ast.Node) {
		seen[key] = true
		f := find(known, key)
		if f == nil {
			d.fault(below(place, key), "is not known here", "one of "+names(known))
			return
		}
		d.shape(value, f.kind, below(place, key))
	})
	for _, k := range known {
		if ok && !k.optional && !seen[k.name] {
			d.fault(below(place, k.name), "is missing", example(below(place, k.name)))
		}
	}
}

// eachKey calls visit for the keys of a mapping and reports whether it is one.
func (d *document) eachKey(n ast.Node, place string, visit func(key string, value ast.Node)) bool {
	m, ok := n.(ast.MapNode)
	if !ok {
		d.fault(place, "must be fields, one a line", example(place))
		return false
	}
	first := map[string]int{}
	for it := m.MapRange(); it.Next(); {
		key := it.Key().GetToken().Value
		if it.Key().Type() != ast.StringType {
			d.faultAt(lineOf(it.Key()), fieldOf(place), fmt.Sprintf("has the key %s, which is no plain word", key), "the fields themselves")
			continue
		}
		if first[key] > 0 {
			d.faultAt(lineOf(it.Key()), fieldOf(below(place, key)), "is written twice", key+" once only")
			continue
		}
		first[key] = lineOf(it.Key())
		visit(key, it.Value())
	}
	return true
}

func (d *document) shapeList(n ast.Node, t reflect.Type, place string) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		d.fault(place, "must be a list", example(place))
		return
	}
	for i, value := range list.Values {
		d.shape(value, t.Elem(), below(place, i))
	}
}

// key is a field of a struct as it is written in a file.
type key struct {
	name     string
	optional bool
	kind     reflect.Type
}

func keysOf(t reflect.Type) []key {
	keys := make([]key, t.NumField())
	for i := range keys {
		name, rest, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		keys[i] = key{name: name, optional: rest == "omitempty", kind: t.Field(i).Type}
	}
	return keys
}

func find(keys []key, name string) *key {
	for i := range keys {
		if keys[i].name == name {
			return &keys[i]
		}
	}
	return nil
}

func names(keys []key) string {
	list := make([]string, len(keys))
	for i, k := range keys {
		list[i] = k.name
	}
	return strings.Join(list, ", ")
}
