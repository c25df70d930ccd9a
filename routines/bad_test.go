package routines_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"unknot/routines"
)

// go test ./routines -run TestBadFiles -update rewrites the expected faults.
var update = flag.Bool("update", false, "rewrite the expected faults of testdata/bad")

// badCase is a library with faults: an archive whose files are laid over the
// small library, and the faults that must be reported, one a line.
type badCase struct {
	path    string
	archive *txtar.Archive
	files   fstest.MapFS
	faults  string
}

func badCases(t *testing.T) []badCase {
	t.Helper()
	paths, err := filepath.Glob("testdata/bad/*.txtar")
	if err != nil || len(paths) < 20 {
		t.Fatalf("%d cases, want at least 20: %v", len(paths), err)
	}
	cases := make([]badCase, len(paths))
	for i, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		c := badCase{path: path, archive: archive, files: fstest.MapFS{}}
		for _, f := range archive.Files {
			if f.Name == "faults" {
				c.faults = string(f.Data)
				continue
			}
			c.files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		cases[i] = c
	}
	return cases
}

// name is the case in words of its file name.
func (c badCase) name() string { return strings.TrimSuffix(filepath.Base(c.path), ".txtar") }

func (c badCase) rewrite(t *testing.T, faults string) {
	t.Helper()
	for i := range c.archive.Files {
		if c.archive.Files[i].Name == "faults" {
			c.archive.Files[i].Data = []byte(faults)
		}
	}
	if err := os.WriteFile(c.path, txtar.Format(c.archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestBadFiles(t *testing.T) {
	for _, c := range badCases(t) {
		t.Run(c.name(), func(t *testing.T) {
			_, err := routines.Load(smallLibrary(), c.files)
			if err == nil {
				t.Fatal("loaded without a fault")
			}
			got := err.Error() + "\n"
			if *update {
				c.rewrite(t, got)
				return
			}
			if got != c.faults {
				t.Errorf("faults\n%swant\n%s", got, c.faults)
			}
		})
	}
}

func TestAHugeFileIsRefused(t *testing.T) {
	shelf := smallLibrary()
	shelf["exercises/MY-01.yaml"] = file(exerciseFile("MY-01") + strings.Repeat("# padding\n", 6554))
	_, err := routines.Load(shelf)
	const want = "exercises/MY-01.yaml: is larger than 64 KiB; write one exercise or routine a file"
	if err == nil || err.Error() != want {
		t.Errorf("error\n%v\nwant\n%s", err, want)
	}
}

func TestBytesThatAreNoTextAreRefused(t *testing.T) {
	for _, bytes := range []string{"\xff\xfe\x00i\x00d", "\x00\x01\x02", "name: \xc3\x28\n"} {
		shelf := smallLibrary()
		shelf["exercises/MY-02.yaml"] = file(bytes)
		if _, err := routines.Load(shelf); err == nil {
			t.Errorf("%q loaded without a fault", bytes)
		}
	}
}
