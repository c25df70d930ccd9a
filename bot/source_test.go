package bot_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// parse reads a Go file.
func parse(t *testing.T, name string) *ast.File {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// constants returns the values of the string constants of a type in a file, by
// their names. A constant without a type has that of its value.
func constants(t *testing.T, file, typeName string) map[string]string {
	t.Helper()
	values := map[string]string{}
	ast.Inspect(parse(t, file), func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if of, ok := spec.Type.(*ast.Ident); !ok || of.Name != typeName {
			return true
		}
		for i, name := range spec.Names {
			if value, err := strconv.Unquote(spec.Values[i].(*ast.BasicLit).Value); err == nil {
				values[name.Name] = value
			}
		}
		return true
	})
	if len(values) == 0 {
		t.Fatalf("%s has no constants of type %s", file, typeName)
	}
	return values
}

// literals returns every string literal of the production code, and the file
// that has it.
func literals(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		ast.Inspect(parse(t, name), func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if value, err := strconv.Unquote(lit.Value); err == nil {
					found[value] = name
				}
			}
			return true
		})
	}
	return found
}

// signCodes returns what "something else" offers in a step, and whether it is
// asked more closely.
func signCodes(t *testing.T) map[string]bool {
	t.Helper()
	codes := map[string]bool{"none": false}
	ast.Inspect(parse(t, "sign.go"), func(n ast.Node) bool {
		fields, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		code, more := "", false
		for _, elt := range fields.Elts {
			field, ok := elt.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			name, _ := field.Key.(*ast.Ident)
			if lit, ok := field.Value.(*ast.BasicLit); ok && name != nil && name.Name == "code" {
				code, _ = strconv.Unquote(lit.Value)
			}
			more = more || name != nil && name.Name == "more"
		}
		if code != "" {
			codes[code] = more
		}
		return true
	})
	if len(codes) < 2 {
		t.Fatal("sign.go offers nothing")
	}
	return codes
}
