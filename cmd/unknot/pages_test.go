package main_test

import (
	"bufio"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// top is the top of the repository, seen from this folder.
const top = "../.."

// folders returns the only folders that may lie at the top of the repository.
func folders() []string {
	return []string{"cmd", "bot", "adapters", "routines", "scheduler", "docs", ".ci", ".git"}
}

func TestTopLevelFolders(t *testing.T) {
	entries, err := os.ReadDir(top)
	if err != nil {
		t.Fatal(err)
	}
	ignored, err := os.ReadFile(path.Join(top, ".gitignore"))
	if err != nil {
		t.Fatal(err)
	}
	local := strings.Split(string(ignored), "\n")
	for _, e := range entries {
		if e.IsDir() && !slices.Contains(folders(), e.Name()) && !slices.Contains(local, "/"+e.Name()+"/") {
			t.Errorf("%s/ at the top: the rooms are %v, put it into one of them", e.Name(), folders())
		}
	}
}

// The pages drift unless somebody checks that what they name is still there.
func TestPagesNameWhatExists(t *testing.T) {
	for _, page := range []string{
		"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "docs/design.md", "docs/authoring.md", "docs/performance.md", "docs/operations.md", "docs/export.md", "docs/time.md",
	} {
		missing, err := deadPaths(os.DirFS(top), page)
		if err != nil {
			t.Error(err)
		}
		for _, p := range missing {
			t.Errorf("%s names %s, which is not there", page, p)
		}
	}
}

func TestPagesNameWhatExistsBites(t *testing.T) {
	tree := fstest.MapFS{
		"bot/decide.go":         {},
		"bot/bottest/store.go":  {},
		"adapters/console/c.go": {},
		".ci/run":               {},
		"Makefile":              {},
		"PAGE.md": {Data: []byte("`bot/decide.go`, `decide.go`, `bot/`, `bot/bottest.TestStore`, `adapters/*`,\n" +
			"`.ci/run`, `Makefile`, `make test`, `./...`, `unknot/bot`, `name.de.yaml`, `/help`,\n" +
			"```\nbot/unquoted.go\n```\n" +
			"`bot/gone.go`, `gone.go`, `docs/gone.md`, `GONE.md`, `scheduler`, `bot/gone/*`")},
	}
	got, err := deadPaths(tree, "PAGE.md")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"bot/gone.go", "gone.go", "docs/gone.md", "GONE.md", "scheduler", "bot/gone/*"}
	if !slices.Equal(got, want) {
		t.Errorf("missing: %q, want %q", got, want)
	}
}

// deadPaths returns what a page names in backticks that looks like a path of
// this repository and is not one. A bare file name may lie in any folder.
func deadPaths(tree fs.FS, page string) ([]string, error) {
	f, err := tree.Open(page)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	quoted := regexp.MustCompile("`([^` ]+)`")
	symbol := regexp.MustCompile(`\.[A-Z]\w*$`)
	var dead []string
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		for _, m := range quoted.FindAllStringSubmatch(lines.Text(), -1) {
			name := strings.TrimSuffix(symbol.ReplaceAllString(m[1], ""), "/")
			if looksLikePath(name) && !exists(tree, name) {
				dead = append(dead, name)
			}
		}
	}
	return dead, lines.Err()
}

func looksLikePath(name string) bool {
	first, _, isDeep := strings.Cut(name, "/")
	if isDeep {
		return slices.Contains(folders(), first)
	}
	return slices.Contains(folders(), name) || slices.Contains([]string{".go", ".md", ".mod"}, path.Ext(name)) ||
		slices.Contains([]string{"Makefile", "LICENSE", "Dockerfile", "docker-compose.yml", ".golangci.yml", ".env.example"}, name)
}

func exists(tree fs.FS, name string) bool {
	if found, err := fs.Glob(tree, name); err != nil || len(found) > 0 {
		return err == nil
	}
	isBare := !strings.Contains(name, "/") && path.Ext(name) == ".go"
	if !isBare {
		return false
	}
	for _, depth := range []string{"*/", "*/*/", "*/*/*/"} {
		if found, err := fs.Glob(tree, depth+name); err == nil && len(found) > 0 {
			return true
		}
	}
	return false
}
