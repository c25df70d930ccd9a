package routines_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"unknot/routines"
)

// lintedLibrary is the small library with nothing to find fault with.
func lintedLibrary() fstest.MapFS {
	shelf := smallLibrary()
	shelf["exercises/MY-01.yaml"] = file(namedChinNod(exerciseFile("MY-01")))
	return shelf
}

// namedChinNod takes the code out of the name.
func namedChinNod(text string) string {
	return strings.Replace(text, "name: Chin nod MY-01", "name: Chin nod", 1)
}

// TestLint puts one thing into an exercise or routine that loads, and wants
// the one fault that says so.
func TestLint(t *testing.T) {
	const (
		exercise = "exercises/MY-01.yaml"
		routine  = "routines/M-01.yaml"
	)
	for _, c := range []struct {
		name, file, old, new string
		fault                string
	}{
		{"blame", exercise, "Make a smaller nod.", "Make up for what you missed.",
			`easier: "missed" blames somebody for a day that did not go to plan; write what can be done now`},
		{"a promise", exercise, "No trial of this dose was found.", "It prevents migraine.",
			`evidence.note: "prevents migraine" promises what no study shows; write what it may ease, such as comfort, movement or strength`},
		{"a word of doctors", exercise, "Make a smaller nod.", "Ask the patient to nod less.",
			`easier: "patient" is a word of doctors, and this is self-care; write the same in everyday words`},
		{"a review that nobody signed", exercise, "review: pending", "review: looks fine",
			`review: "looks fine" says neither pending nor who signed and when; write pending, or such as Ada Lund, physical therapist, 2026-05-01`},
		{"a review without a day", routine, "review: pending", "review: Ada Lund, physical therapist",
			`review: "Ada Lund, physical therapist" says neither pending nor who signed and when; write pending, or such as Ada Lund, physical therapist, 2026-05-01`},
		{"fright", exercise, "Light work deep in the neck.", "Your neck is unstable.",
			`feel: "unstable" frightens, and is not what is meant; write control or endurance`},
		{"a knot", routine, "why: To train the small muscles that carry the head.", "why: To free the knots.",
			`why: "knots" says something about the body that nobody has found; write tender spots`},
		{"a dose without a number", exercise, "Nod slowly, as if to say yes.", "Nod a few slow times.",
			`movement: "few slow times" is a dose without a number; write the number`},
		{"a code", exercise, "Hold for 2 seconds longer.", "Go on with TPN-04.",
			`harder: "TPN-04" is a code, never shown to a person; write the name of the exercise or routine`},
		{"a long sentence", exercise, "Hold for 2 seconds longer.", strings.Repeat("and on ", 10) + "it goes.",
			`harder: has a sentence of 22 words: "` + strings.Repeat("and on ", 10) + `it goes."; write sentences of at most 20 words`},
		{"a long reason", exercise, "why: To train the small muscles that carry the head.", "why: To train the small muscles that carry the head, and to share the work quite well.",
			`why: has 16 words; write at most 15 words`},
		{"a grade that is none", exercise, "grade: E4", "grade: E5",
			`evidence.grade: "E5" is not known; write one of E1, E2, E3, E4`},
		{"a population that is none", exercise, "[neck_pain]", "[everybody]",
			`evidence.population: "everybody" is not known; write one of neck_pain, TTH, cervicogenic, migraine, healthy`},
		{"no population", exercise, "population: [neck_pain]", "population: []",
			`evidence.population: is empty; write population: [neck_pain]`},
		{"an issue that is none", exercise, "issues: [I4]", "issues: [I5]",
			`issues: "I5" is not known; write one of I1, I2, I3, I4`},
		{"no issue", exercise, "issues: [I4]", "issues: []",
			`issues: is empty; write issues: [I2]`},
		{"in a list", exercise, "[Shoulders pulled up]", "[Being lazy]",
			`mistakes: "lazy" blames somebody for a day that did not go to plan; write what can be done now`},
		{"in what is needed", routine, "position: Sit on a chair.", "needs: [Some minutes]\nposition: Sit on a chair.",
			`needs: "Some minutes" is a dose without a number; write the number`},
	} {
		t.Run(c.name, func(t *testing.T) {
			shelf := lintedLibrary()
			text := string(shelf[c.file].Data)
			if !strings.Contains(text, c.old) {
				t.Fatalf("%q is not in %s", c.old, c.file)
			}
			shelf[c.file] = file(strings.Replace(text, c.old, c.new, 1))
			var got []string
			for _, fault := range routines.Lint(shelf) {
				fault.File, fault.Line = "", 0
				got = append(got, strings.TrimPrefix(fault.String(), ": "))
			}
			if strings.Join(got, "\n") != c.fault {
				t.Errorf("faults\n%s\nwant\n%s", strings.Join(got, "\n"), c.fault)
			}
		})
	}
}

func TestLintOfALibraryInOrder(t *testing.T) {
	if faults := routines.Lint(lintedLibrary()); len(faults) > 0 {
		t.Error(faults)
	}
}

func TestASignedReviewIsInOrder(t *testing.T) {
	shelf := lintedLibrary()
	for _, name := range []string{"exercises/MY-01.yaml", "routines/M-01.yaml"} {
		shelf[name] = file(strings.Replace(string(shelf[name].Data), "review: pending", "review: Ada Lund, physical therapist, 2026-05-01", 1))
	}
	if faults := routines.Lint(shelf); len(faults) > 0 {
		t.Error(faults)
	}
}

// A card is judged for every variant, with the texts that replace others.
func TestLintOfCards(t *testing.T) {
	shelf := lintedLibrary()
	long := strings.TrimSpace(strings.Repeat("Nod once and rest. ", 13))
	hard := "Perpendicular immobilisation necessitates considerable neuromuscular coordination."
	text := strings.Replace(namedChinNod(exerciseFile("MY-01")), "  - id: MY-01.easier\n", "  - id: MY-01.easier\n    movement: "+long+"\n", 1)
	text = strings.Replace(text, "  - id: MY-01\n", "  - id: MY-01\n    feel: "+hard+"\n", 1)
	shelf["exercises/MY-01.yaml"] = file(text)
	got := routines.Lint(shelf).Error()
	const want = "exercises/MY-01.yaml:18: id: position, movement, feel and stop of MY-01.easier have 67 words together; write at most 60 words\n" +
		"exercises/MY-01.yaml:22: id: position, movement, feel and stop of MY-01 read like school grade 12.3; write shorter words and sentences, for grade 6"
	if got != want {
		t.Errorf("faults\n%s\nwant\n%s", got, want)
	}
}

func TestRoutinesOfOneName(t *testing.T) {
	shelf := lintedLibrary()
	shelf["routines/M-02.yaml"] = file(routineFile("M-02", "Neck control", "MY-01"))
	got := routines.Lint(shelf).Error()
	const want = `routines/M-02.yaml:3: name: "Neck control" is the name of routines/M-01.yaml too; write a name of its own`
	if got != want {
		t.Errorf("faults\n%s\nwant\n%s", got, want)
	}
}

// What loads with faults is linted with the same faults.
func TestLintReportsWhatLoadRefuses(t *testing.T) {
	for _, c := range badCases(t) {
		shelf := smallLibrary()
		_, err := routines.Load(shelf, c.files)
		linted := routines.Lint(shelf, c.files).Error()
		for fault := range strings.Lines(err.Error()) {
			if !strings.Contains(linted, strings.TrimSpace(fault)) {
				t.Errorf("%s: lint does not say %s", c.name(), fault)
			}
		}
	}
}
