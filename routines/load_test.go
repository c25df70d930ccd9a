package routines_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"unknot/routines"
	"unknot/routines/library"
)

// exerciseFile returns a small exercise that is in order.
func exerciseFile(id string) string {
	return `id: ` + id + `
version: 1
name: Chin nod ` + id + `
family: CST
issues: [I4]
position: Sit tall, feet flat.
movement: Nod slowly, as if to say yes.
feel: Light work deep in the neck.
stop: Stop at pain or dizziness.
mistakes: [Shoulders pulled up]
easier: Make a smaller nod.
harder: Hold for 2 seconds longer.
why: To train the small muscles that carry the head.
evidence: {grade: E4, population: [neck_pain], note: No trial of this dose was found.}
sources: [judgement]
review: pending
variants:
  - id: ` + id + `.easier
    dose: {sides: 1, sets: 1, reps: 4, hold: 2, rest: 3, setrest: 0, setup: 0, change: 0}
    tags: [NECKLOAD]
  - id: ` + id + `
    dose: {sides: 2, sets: 2, reps: 1, hold: 5, rest: 1, setrest: 4, setup: 3, change: 5}
    tags: [NECKLOAD]
`
}

// routineFile returns a small routine that is in order and does one exercise.
func routineFile(id, name, exercise string) string {
	return `id: ` + id + `
version: 1
name: ` + name + `
families: [CST]
why: To train the small muscles that carry the head.
position: Sit on a chair.
sources: [judgement]
review: pending
forms:
  full:
    - variant: ` + exercise + `
    - variant: ` + exercise + `.easier
      dose: {reps: 3}
  short:
    - variant: ` + exercise + `
  tiny:
    - variant: ` + exercise + `.easier
`
}

const sourcesYAML = "judgement:\n  title: Clinical judgement\n  seen: background\n"

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

// smallLibrary holds one exercise, MY-01, and one routine, M-01.
func smallLibrary() fstest.MapFS {
	return fstest.MapFS{
		"exercises/MY-01.yaml": file(exerciseFile("MY-01")),
		"routines/M-01.yaml":   file(routineFile("M-01", "Neck control", "MY-01")),
		"sources.yaml":         file(sourcesYAML),
	}
}

// load fails the test unless the library is in order.
func load(t *testing.T, layers ...fs.FS) *routines.Library {
	t.Helper()
	l, err := routines.Load(layers[0], layers[1:]...)
	if err != nil {
		t.Fatalf("load:\n%v", err)
	}
	return l
}

func TestTheShippedLibraryHasNoFault(t *testing.T) {
	for _, fault := range routines.Lint(library.FS()) {
		t.Error(fault)
	}
}

func TestAnOverlayReplacesAndAdds(t *testing.T) {
	overlay := fstest.MapFS{
		"exercises/MY-01.yaml": file(strings.Replace(exerciseFile("MY-01"), "hold: 5", "hold: 6", 1)),
		"routines/M-02.yaml":   file(strings.Replace(routineFile("M-02", "Neck control at home", "MY-01"), "judgement", "mine", 1)),
		"sources.yaml":         file("mine:\n  title: My own practice\n  seen: seen\n"),
	}
	l := load(t, smallLibrary(), overlay)
	if _, v, _ := l.Variant("MY-01"); v.Dose.Hold != 6 {
		t.Errorf("hold = %d, want 6 from the overlay", v.Dose.Hold)
	}
	if got := len(l.Routines()); got != 2 {
		t.Errorf("%d routines, want the shipped one and the added one", got)
	}
	if !l.Own("M-02") || l.Own("M-01") {
		t.Error("the added routine alone is their own")
	}
	for _, key := range []string{"judgement", "mine"} {
		if _, ok := l.Source(key); !ok {
			t.Errorf("source %s is gone", key)
		}
	}
}

func TestTheLastOverlayIsOnTop(t *testing.T) {
	layer := func(hold string) fs.FS {
		return fstest.MapFS{"exercises/MY-01.yaml": file(strings.Replace(exerciseFile("MY-01"), "hold: 5", "hold: "+hold, 1))}
	}
	l := load(t, smallLibrary(), layer("6"), layer("7"))
	if _, v, _ := l.Variant("MY-01"); v.Dose.Hold != 7 {
		t.Errorf("hold = %d, want 7 from the last overlay", v.Dose.Hold)
	}
}

func TestAnOverlayFaultIsReported(t *testing.T) {
	overlay := fstest.MapFS{"exercises/MY-01.yaml": file(strings.Replace(exerciseFile("MY-01"), "hold: 5", "hold: -5", 1))}
	_, err := routines.Load(smallLibrary(), overlay)
	const want = "exercises/MY-01.yaml:22: dose.hold: must be a whole number of at least 1; write hold: 45"
	if err == nil || err.Error() != want {
		t.Errorf("error\n%v\nwant\n%s", err, want)
	}
}

func TestFaultsAreAnError(t *testing.T) {
	_, err := routines.Load(fstest.MapFS{"exercises/MY-01.yaml": file("")})
	faults, ok := errors.AsType[routines.Faults](err)
	if !ok || len(faults) != 1 || faults[0].File != "exercises/MY-01.yaml" {
		t.Errorf("error = %#v, want Faults with the file", err)
	}
}

// brokenFS cannot read its folders.
type brokenFS struct{ fs.FS }

func (brokenFS) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

func TestAFolderThatCannotBeReadIsAFault(t *testing.T) {
	_, err := routines.Load(smallLibrary(), brokenFS{})
	if err == nil || !strings.Contains(err.Error(), "exercises: cannot be read") {
		t.Errorf("error = %v, want one that names the folder", err)
	}
}

func TestFilesOfEditorsAreNotRead(t *testing.T) {
	shelf := smallLibrary()
	shelf["exercises/.MY-01.yaml.swp"] = file("\x00")
	load(t, shelf)
}

func TestWindowsLineEndings(t *testing.T) {
	shelf := smallLibrary()
	for name, f := range shelf {
		shelf[name] = &fstest.MapFile{Data: bytes.ReplaceAll(f.Data, []byte("\n"), []byte("\r\n"))}
	}
	if _, v, _ := load(t, shelf).Variant("MY-01"); v.Dose.SetUp != 3 {
		t.Errorf("dose = %+v", v.Dose)
	}
}

// BenchmarkLoad1000 loads a thousand files: 900 exercises as long as a shipped
// one and 100 routines. The promise is less than a second.
func BenchmarkLoad1000(b *testing.B) {
	shipped, err := fs.ReadFile(library.FS(), "exercises/TPN-01.yaml")
	if err != nil {
		b.Fatal(err)
	}
	sources, err := fs.ReadFile(library.FS(), "sources.yaml")
	if err != nil {
		b.Fatal(err)
	}
	shelf := fstest.MapFS{"sources.yaml": {Data: sources}}
	for i := range 900 {
		id := fmt.Sprintf("%c%c-%02d", 'A'+i/100, 'X', i%100)
		shelf["exercises/"+id+".yaml"] = &fstest.MapFile{Data: bytes.ReplaceAll(shipped, []byte("TPN-01"), []byte(id))}
	}
	for i := range 100 {
		id := fmt.Sprintf("R-%02d", i)
		shelf["routines/"+id+".yaml"] = file(routineFile(id, "Routine "+id, fmt.Sprintf("AX-%02d", i)))
	}
	for b.Loop() {
		if _, err := routines.Load(shelf); err != nil {
			b.Fatal(err)
		}
	}
}
