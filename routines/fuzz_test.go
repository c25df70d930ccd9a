package routines_test

import (
	"io/fs"
	"testing"

	"unknot/routines"
	"unknot/routines/library"
)

// FuzzLoad gives any bytes to the loader, as an exercise and as a routine. It
// must answer, never panic, and what it accepts it must be able to describe.
func FuzzLoad(f *testing.F) {
	for _, name := range []string{"exercises/TPN-01.yaml", "routines/S-02.yaml", "sources.yaml"} {
		data, err := fs.ReadFile(library.FS(), name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(exerciseFile("MY-01")))
	f.Add([]byte(routineFile("M-01", "Neck control", "MY-01")))
	f.Add([]byte("a: &a [*a]\n<<: *a\n? [b]\n: !!int c\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"exercises/MY-01.yaml", "routines/M-01.yaml", "sources.yaml"} {
			shelf := smallLibrary()
			shelf[name] = file(string(data))
			l, err := routines.Load(shelf)
			if linted := routines.Lint(shelf); err != nil && len(linted) == 0 {
				t.Errorf("load says %v, lint says nothing", err)
			}
			if err != nil {
				continue
			}
			for _, r := range l.Routines() {
				if routines.Describe(l, r) == "" {
					t.Errorf("%s has an empty description", r.ID)
				}
			}
		}
	})
}
