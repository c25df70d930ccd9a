package main_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// fact is something a Go file does that a rule may speak of:
//
//	import bytes     it imports the package
//	use time.Now     it names something of an imported package
//	init             it has an init function
//	goroutine        it starts a goroutine
//	var cache        it has a package-level variable that can change
//	word discord     it names a chat platform, in code or comment
type fact struct {
	file string
	line int
	text string
}

// factsOf reads the facts from the syntax alone, without types: fast, and
// no package has to build.
func factsOf(tree fs.FS, name string) ([]fact, error) {
	src, err := fs.ReadFile(tree, name)
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	facts := platformWords(name, string(src))
	note := func(at token.Pos, format string, args ...any) {
		facts = append(facts, fact{name, fset.Position(at).Line, fmt.Sprintf(format, args...)})
	}
	imported := make(map[string]string)
	for _, spec := range file.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		imported[localName(spec, p)] = p
		note(spec.Pos(), "import %s", p)
	}
	for _, decl := range file.Decls {
		noteDeclaration(decl, note)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			note(n.Pos(), "goroutine")
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && imported[x.Name] != "" {
				note(n.Pos(), "use %s.%s", imported[x.Name], n.Sel.Name)
			}
		}
		return true
	})
	return facts, nil
}

func platformWords(name, src string) []fact {
	var facts []fact
	for i, line := range strings.Split(strings.ToLower(src), "\n") {
		for _, word := range []string{"discord", "telegram"} {
			if strings.Contains(line, word) {
				facts = append(facts, fact{name, i + 1, "word " + word})
			}
		}
	}
	return facts
}

// localName is the name a file knows an import by: its own choice, or else the
// last part of the path that is no major version.
func localName(spec *ast.ImportSpec, importPath string) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	base := path.Base(importPath)
	if regexp.MustCompile(`^v[0-9]+$`).MatchString(base) {
		return path.Base(path.Dir(importPath))
	}
	return base
}

func noteDeclaration(decl ast.Decl, note func(token.Pos, string, ...any)) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil && decl.Name.Name == "init" {
			note(decl.Pos(), "init")
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			if v, ok := spec.(*ast.ValueSpec); ok && decl.Tok == token.VAR && !isFixed(v, decl.Doc) {
				note(v.Pos(), "var %s", v.Names[0].Name)
			}
		}
	}
}

// isFixed reports whether nobody is tempted to change a package-level
// variable: embedded files, errors, patterns, and checks for the compiler.
func isFixed(v *ast.ValueSpec, group *ast.CommentGroup) bool {
	if isNamed(v.Type, "embed.FS") || isEmbedded(v.Doc) || isEmbedded(group) {
		return true
	}
	if len(v.Values) != len(v.Names) {
		return false
	}
	for i, value := range v.Values {
		call, isCall := value.(*ast.CallExpr)
		made := isCall && (isNamed(call.Fun, "errors.New") || isNamed(call.Fun, "regexp.MustCompile"))
		if v.Names[i].Name != "_" && !made {
			return false
		}
	}
	return true
}

func isNamed(e ast.Expr, name string) bool {
	s, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	x, ok := s.X.(*ast.Ident)
	return ok && x.Name+"."+s.Sel.Name == name
}

func isEmbedded(doc *ast.CommentGroup) bool {
	if doc == nil {
		return false
	}
	for _, c := range doc.List {
		if strings.HasPrefix(c.Text, "//go:embed ") {
			return true
		}
	}
	return false
}
