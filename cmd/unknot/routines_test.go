package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"unknot/routines"

	"github.com/google/go-cmp/cmp"
)

func TestClock(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                                  "0:00",
		59 * time.Second:                   "0:59",
		60 * time.Second:                   "1:00",
		125 * time.Second:                  "2:05",
		time.Hour:                          "60:00",
		time.Second + 900*time.Millisecond: "0:01",
	} {
		if got := clock(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

// Every routine has its line, and every column begins where its head does.
func TestListAligns(t *testing.T) {
	own := write(t, map[string]string{"routines/S-20.yaml": routineFile("Einfache Übungen für den Nacken", "MOB-01")})
	l, err := loadLibrary(config{Routines: own})
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(start(t, nil, "routines", "list", "--routines", own).stdout, "\n"), "\n")
	if len(lines) != len(l.Routines())+1 {
		t.Fatalf("%d lines for %d routines", len(lines), len(l.Routines()))
	}
	at := strings.Index(lines[0], "ID")
	for i, r := range l.Routines() {
		line := []rune(lines[i+1])
		if !strings.HasPrefix(string(line), r.Name+" ") || !strings.HasPrefix(string(line[at:]), string(r.ID)+" ") {
			t.Errorf("the line of %s (%s) is %q, want its ID at column %d", r.Name, r.ID, string(line), at)
		}
		if !strings.HasSuffix(string(line), r.Review) {
			t.Errorf("the line of %s does not end with its review: %q", r.Name, string(line))
		}
	}
}

// The document of all is that of the library and of the rules; alone, a routine
// is a sheet.
func TestShowAllShowsAll(t *testing.T) {
	l, err := loadLibrary(config{})
	if err != nil {
		t.Fatal(err)
	}
	rules, err := describeRules()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(routines.DescribeAll(l)+rules, start(t, nil, "routines", "show", "--all").stdout); diff != "" {
		t.Errorf("--all; want -, got +:\n%s", diff)
	}
	for _, r := range l.Routines() {
		if diff := cmp.Diff(routines.Describe(l, r), start(t, nil, "routines", "show", string(r.ID)).stdout); diff != "" {
			t.Errorf("%s; want -, got +:\n%s", r.ID, diff)
		}
	}
}

// The paper asks and tells what people are asked and told, in whole sentences
// that fit on it.
func TestTheRulesSpeakAsTheBotDoes(t *testing.T) {
	rules, err := describeRules()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(strings.ReplaceAll(rules, "|", " ")), " ")
	for _, part := range []string{
		"A sudden, severe headache that was at its worst within a minute?", "New, and not your known aura: weak, numb, or a face that",
		"hard to speak, swallow, see or walk; confused,", "graver case: Yes: eye, jaw or temples", "A shoulder ever out of joint?",
		"New: the shoulder blades,", "New, if you like: a",
	} {
		if !contains(text, part) {
			t.Errorf("%q is not there", part)
		}
	}
	for line := range strings.Lines(rules) {
		if utf8.RuneCountInString(line) > 79 || strings.Contains(line, "{{") || strings.Contains(line, "screen.") || strings.Contains(line, "reason.") {
			t.Errorf("%q", line)
		}
	}
}

func TestFindRoutine(t *testing.T) {
	l := routines.NewLibrary(nil, []*routines.Routine{
		{ID: "S-01", Name: "Desk reset"},
		{ID: "S-02", Name: "Neck release"},
		{ID: "S-03", Name: "Shoulder-top release"},
	}, nil)
	for text, want := range map[string]string{
		"s-02":          "S-02",
		"desk":          "S-01",
		"shoulder-top":  "S-03",
		"release":       "no one routine is called \"release\"; write one of these:\n  Neck release (S-02)\n  Shoulder-top release (S-03)",
		"dsek":          "no one routine is called \"dsek\"; write one of these:\n  Desk reset (S-01)",
		"the Neck":      "no one routine is called \"the Neck\"; write one of these:\n  Neck release (S-02)",
		"S-20":          "no one routine is called \"S-20\"; write one of these:\n  Neck release (S-02)",
		"hip":           "no routine is called \"hip\"; unknot routines list tells their names",
		"":              "no routine is called \"\"; unknot routines list tells their names",
		"\x1b[31mhip\n": "no routine is called \"\\x1b[31mhip\\n\"; unknot routines list tells their names",
	} {
		found, err := findRoutine(l, text)
		switch {
		case err != nil && err.Error() != want:
			t.Errorf("%q: %v, want %s", text, err, want)
		case err == nil && string(found.ID) != want:
			t.Errorf("%q: %v, want %s", text, found, want)
		}
	}
}

// The routine that CONTRIBUTING.md shows must be one that its readers can copy.
func TestContributingShowsAGoodRoutine(t *testing.T) {
	page, err := os.ReadFile("../../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(page), "\n    id: ")
	if !ok {
		t.Fatal("CONTRIBUTING.md shows no routine")
	}
	shown, _, _ := strings.Cut("    id: "+rest, "\n\n")
	file := strings.ReplaceAll("\n"+shown, "\n    ", "\n")
	folder := write(t, map[string]string{"routines/S-20.yaml": strings.TrimPrefix(file, "\n") + "\n"})
	got := start(t, nil, "routines", "lint", folder)
	if got.code != exitDone || !contains(got.stdout, "(1 of them in "+folder+")") {
		t.Errorf("exit code %d\n%s%s", got.code, got.stdout, got.stderr)
	}
}

// The authoring guide writes an exercise from nothing: the first try has the
// faults that the page prints, and what stands there in the end is clean.
func TestAuthoringShowsHowToBeClean(t *testing.T) {
	page, err := os.ReadFile("../../docs/authoring.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]string{} // what the page shows, by the comment it begins with
	for block := range strings.SplitSeq(string(page), "\n\n    # ") {
		block, _, _ = strings.Cut(block, "\n\n")
		title, body, _ := strings.Cut(block, "\n")
		shown[title] = strings.ReplaceAll("\n"+body, "\n    ", "\n")[1:] + "\n"
	}
	const name, first = "exercises/MY-01.yaml", "exercises/MY-01.yaml, first try"
	lint := func(files map[string]string) (string, outcome) {
		folder := write(t, files)
		got := start(t, nil, "routines", "lint", folder)
		return strings.ReplaceAll(got.stdout, folder, "my-routines"), got
	}
	faults, got := lint(map[string]string{name: shown[first]})
	told := "\n    " + strings.ReplaceAll(strings.TrimSuffix(faults, "\n"), "\n", "\n    ") + "\n\n"
	if got.code != exitFailed || !contains(string(page), told) {
		t.Errorf("the first try: exit code %d, and the page does not print\n%s", got.code, faults)
	}
	clean, got := lint(map[string]string{name: shown[name], "routines/MY-01.yaml": shown["routines/MY-01.yaml"]})
	if got.code != exitDone || !contains(clean, "(2 of them in my-routines)") {
		t.Errorf("in the end: exit code %d\n%s%s", got.code, clean, got.stderr)
	}
}

// The guide tells every field, tag, family and grade there is.
func TestAuthoringTellsEveryField(t *testing.T) {
	page, err := os.ReadFile("../../docs/authoring.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range []reflect.Type{
		reflect.TypeFor[routines.Exercise](), reflect.TypeFor[routines.Variant](), reflect.TypeFor[routines.Dose](),
		reflect.TypeFor[routines.Routine](), reflect.TypeFor[routines.Evidence](),
	} {
		for i := range typ.NumField() {
			field, _, _ := strings.Cut(typ.Field(i).Tag.Get("yaml"), ",")
			if !contains(string(page), "`"+field+"`") {
				t.Errorf("the guide does not tell the field %s of %v", field, typ)
			}
		}
	}
	for _, word := range []string{
		"PRESS", "TOUCH", "BALL", "ENDRANGE", "NECKLOAD", "LOAD", "FLAT", "KNEEL",
		"TPN", "TPS", "STR", "CST", "SST", "WRK", "SLP", "MOB", "mixed", "E1", "E2", "E3", "E4", "I1", "I2", "I3", "I4",
	} {
		if !contains(string(page), "`"+word+"`") {
			t.Errorf("the guide does not tell %s", word)
		}
	}
}

// Lint is stricter than loading: wording may fail it, and the bot starts. A
// claim is more than wording: nothing that makes one is loaded.
func TestLintIsStricterThanLoading(t *testing.T) {
	folder := write(t, map[string]string{"routines/S-20.yaml": routineFile("The day you missed", "MOB-01")})
	if got := start(t, nil, "routines", "list", "--routines", folder); got.code != exitDone {
		t.Errorf("list: exit code %d, %s", got.code, got.stderr)
	}
	got := start(t, nil, "routines", "lint", folder)
	place := filepath.Join(folder, "routines/S-20.yaml") + ":3: name: "
	if got.code != exitFailed || !strings.HasPrefix(got.stdout, place) || got.stderr != "unknot: 1 fault found: put right what stands above, and run this again\n" {
		t.Errorf("lint: %+v, want a fault at %s", got, place)
	}
}

func TestAClaimIsNotLoaded(t *testing.T) {
	folder := write(t, map[string]string{"routines/S-20.yaml": routineFile("Cure your neck", "MOB-01")})
	got := start(t, nil, "routines", "list", "--routines", folder)
	want := filepath.Join(folder, "routines/S-20.yaml") + `:3: name: "cure" promises what no study shows; write `
	if got.code != exitFailed || !contains(got.stderr, want) {
		t.Errorf("list: %+v, want %s", got, want)
	}
}

func TestLintFindsHome(t *testing.T) {
	home := write(t, map[string]string{"own/routines/S-20.yaml": routineFile("Two easy moves", "MOB-01")})
	got := start(t, []string{"HOME=" + home}, "routines", "lint", "~/own")
	if got.code != exitDone || !contains(got.stdout, "(1 of them in "+filepath.Join(home, "own")+")") {
		t.Errorf("%+v", got)
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 files", 1: "1 file", 2: "2 files"} {
		if got := count(n, "file"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
