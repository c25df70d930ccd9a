package routines_test

import (
	"io/fs"
	"math"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"unknot/routines"
	"unknot/routines/library"
)

// reads returns what the YAML library makes of a shipped file.
func reads[T any](t *testing.T, name string) *T {
	t.Helper()
	data, err := fs.ReadFile(library.FS(), name)
	if err != nil {
		t.Fatal(err)
	}
	value := new(T)
	if err := yaml.UnmarshalWithOptions(data, value, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestFilesAreReadAsTheYAMLLibraryReadsThem(t *testing.T) {
	lib := open(t, "S-01").machine.Library
	for _, e := range lib.Exercises() {
		if diff := cmp.Diff(reads[routines.Exercise](t, "exercises/"+string(e.ID)+".yaml"), e); diff != "" {
			t.Errorf("%s (-library +ours):\n%s", e.ID, diff)
		}
	}
	for _, r := range lib.Routines() {
		if diff := cmp.Diff(reads[routines.Routine](t, "routines/"+string(r.ID)+".yaml"), r); diff != "" {
			t.Errorf("%s (-library +ours):\n%s", r.ID, diff)
		}
	}
	for key, want := range *reads[map[string]routines.Source](t, "sources.yaml") {
		if got, ok := lib.Source(key); !ok || got != want {
			t.Errorf("source %s: %+v, want %+v", key, got, want)
		}
	}
}

func TestWaysToWriteAText(t *testing.T) {
	for _, c := range []struct{ written, want string }{
		{"Light work.", "Light work."},
		{`"Light: work."`, "Light: work."},
		{`'It''s light.'`, "It's light."},
		{">-\n  Light\n  work.", "Light work."},
		{"|\n  Light\n  work.", "Light\nwork.\n"},
		{"Light\n  work.", "Light work."},
	} {
		shelf := smallLibrary()
		shelf["exercises/MY-01.yaml"] = file(strings.Replace(exerciseFile("MY-01"), "feel: Light work deep in the neck.", "feel: "+c.written, 1))
		if e, _, _ := load(t, shelf).Variant("MY-01"); e.Feel != c.want {
			t.Errorf("%s is read as %q, want %q", c.written, e.Feel, c.want)
		}
	}
}

func TestWaysToWriteANumber(t *testing.T) {
	for written, want := range map[string]int{
		"7": 7, "0x1F": 31, "1_000": 1000, "9223372036854775807": math.MaxInt64, "18446744073709551615": math.MaxInt64,
	} {
		shelf := smallLibrary()
		shelf["exercises/MY-01.yaml"] = file(strings.Replace(exerciseFile("MY-01"), "version: 1", "version: "+written, 1))
		if e, _, _ := load(t, shelf).Variant("MY-01"); e.Version != want {
			t.Errorf("%s is read as %d, want %d", written, e.Version, want)
		}
	}
}

// A routine's own dose replaces what it gives, and only that.
func TestAStepWithSomeFieldsOfADose(t *testing.T) {
	r, _ := load(t, smallLibrary()).Routine("M-01")
	steps := r.Forms[routines.Full]
	if steps[0].Dose != nil || steps[1].Dose == nil || *steps[1].Dose.Reps != 3 || steps[1].Dose.Hold != nil {
		t.Errorf("steps %+v", steps)
	}
}
