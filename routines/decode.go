package routines

import (
	"math"
	"reflect"

	"github.com/goccy/go-yaml/ast"
)

// decode puts a node whose shape was checked into a value of that shape. The
// YAML library could do it, and would take a third of the time of a load.
func decode(n ast.Node, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		decode(n, v.Elem())
	case reflect.Struct:
		decodeStruct(n, v)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		decodeMap(n, v)
	case reflect.Slice:
		list := n.(*ast.SequenceNode).Values
		v.Set(reflect.MakeSlice(v.Type(), len(list), len(list)))
		for i, entry := range list {
			decode(entry, v.Index(i))
		}
	case reflect.Int:
		v.SetInt(whole(n.(*ast.IntegerNode)))
	default:
		v.SetString(textOf(n))
	}
}

func decodeStruct(n ast.Node, v reflect.Value) {
	known := keysOf(v.Type())
	for it := n.(ast.MapNode).MapRange(); it.Next(); {
		name := it.Key().GetToken().Value
		for i := range known {
			if known[i].name == name {
				decode(it.Value(), v.Field(i))
			}
		}
	}
}

func decodeMap(n ast.Node, v reflect.Value) {
	for it := n.(ast.MapNode).MapRange(); it.Next(); {
		entry := reflect.New(v.Type().Elem()).Elem()
		decode(it.Value(), entry)
		v.SetMapIndex(reflect.ValueOf(it.Key().GetToken().Value).Convert(v.Type().Key()), entry)
	}
}

// whole returns a whole number, the largest there is for one that is larger.
func whole(n *ast.IntegerNode) int64 {
	switch value := n.Value.(type) {
	case int64:
		return value
	case uint64:
		return int64(min(value, math.MaxInt64))
	default:
		return math.MaxInt64
	}
}

// textOf returns a text, written plainly, quoted or as a block.
func textOf(n ast.Node) string {
	if block, ok := n.(*ast.LiteralNode); ok {
		n = block.Value
	}
	return n.(*ast.StringNode).Value
}
