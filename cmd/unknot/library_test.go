package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unknot/routines"

	"github.com/google/go-cmp/cmp"
)

// easyMoves is a routine that a person might write. Its name and one variant
// are left to the test.
const easyMoves = `id: S-20
version: 1
name: $NAME
families: [mixed]
why: To give a stiff neck movement back.
position: Sit on a chair.
sources: [judgement]
review: pending
forms:
  full: [{variant: $VARIANT}]
  short: [{variant: MOB-01.short}]
  tiny: [{variant: CST-02.x6}]
`

func routineFile(name, variant string) string {
	return strings.NewReplacer("$NAME", name, "$VARIANT", variant).Replace(easyMoves)
}

func TestLoadLibrary(t *testing.T) {
	shipped, err := loadLibrary(config{})
	if err != nil {
		t.Fatal(err)
	}
	folder := write(t, map[string]string{"routines/S-20.yaml": routineFile("Two easy moves", "MOB-01")})
	both, err := loadLibrary(config{Routines: folder})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := both.Routine("S-20"); !ok || len(both.Routines()) != len(shipped.Routines())+1 {
		t.Errorf("%d routines with one laid over %d, S-20 there: %t", len(both.Routines()), len(shipped.Routines()), ok)
	}
}

// The bot starts with a whole library or not at all, and tells every fault.
func TestLoadLibraryTellsAllFaults(t *testing.T) {
	folder := write(t, map[string]string{
		"routines/S-20.yaml": routineFile("Two easy moves", "MOB-99"),
		"routines/S-21.yaml": "id: 7\n",
		"sources.yaml":       "mine: [1\n",
	})
	l, err := loadLibrary(config{Routines: folder})
	if l != nil || err == nil {
		t.Fatalf("library %v, error %v; want no library and an error", l, err)
	}
	for _, want := range []string{
		"the routines cannot be used",
		filepath.Join(folder, "routines/S-20.yaml:10: "),
		filepath.Join(folder, "routines/S-21.yaml:"),
		filepath.Join(folder, "sources.yaml:1: "),
	} {
		if !contains(err.Error(), want) {
			t.Errorf("the error does not tell %q:\n%v", want, err)
		}
	}
}

func TestLocated(t *testing.T) {
	folder := write(t, map[string]string{"routines/S-20.yaml": "", "sources.yaml": ""})
	faults := routines.Faults{
		{File: "routines/S-20.yaml", Line: 3}, {File: "routines/S-01.yaml", Line: 4}, {File: "sources.yaml"}, {File: "exercises"},
	}
	want := routines.Faults{
		{File: filepath.Join(folder, "routines/S-20.yaml"), Line: 3},
		{File: "shipped routines/S-01.yaml", Line: 4},
		{File: filepath.Join(folder, "sources.yaml")},
		{File: "shipped exercises"},
	}
	if diff := cmp.Diff(want, located(faults, folder)); diff != "" {
		t.Errorf("with a folder; want -, got +:\n%s", diff)
	}
	if faults[0].File != "routines/S-20.yaml" {
		t.Errorf("the faults handed in were changed: %v", faults)
	}
	if diff := cmp.Diff(faults, located(faults, "")); diff != "" {
		t.Errorf("without a folder; want -, got +:\n%s", diff)
	}
}

func TestFolderProblem(t *testing.T) {
	top := write(t, map[string]string{
		"file":              "",
		"other/notes":       "",
		"one/exercises/.k":  "",
		"two/routines/.k":   "",
		"typo/routine/.k":   "",
		"sources/sources.y": "",
	})
	for name, target := range map[string]string{"loop": "loop", "link": "one", "dangling": "gone"} {
		if err := os.Symlink(target, filepath.Join(top, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(top, "empty"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"one":      "",
		"two":      "",
		"link":     "",
		"gone":     "does not exist: make",
		"dangling": "does not exist: make",
		"file":     "is a file: write",
		"file/in":  "cannot be read (not a directory): let",
		"loop":     "cannot be read (too many levels of symbolic links): let",
		"empty":    "is empty: put",
		"other":    "holds neither exercises/ nor routines/: write",
		"typo":     "holds neither exercises/ nor routines/: write",
		"sources":  "holds neither exercises/ nor routines/: write",
	} {
		got := folderProblem(filepath.Join(top, name))
		if !strings.HasPrefix(got, want) || (want == "") != (got == "") {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
