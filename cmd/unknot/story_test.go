package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// story is a conversation as a text file. A line that begins with
//
//	#        is a remark
//	at       says when and where it begins: at 2026-11-24 09:00 Europe/Berlin
//	>        is what the person types
//	wait     lets time pass: wait 45s, wait 6h1m
//	restart  ends the program and starts it again
//	away     the same, with time in between: away 3h
//	<        is what the person sees, line by line
type story struct {
	name  string
	start time.Time
	zone  string
	steps []step
}

// step is one thing that happens and what is seen after it.
type step struct {
	do     string // the line of the script
	lines  int    // which, for messages
	wanted string
}

// stage plays a story.
type stage interface {
	open() string                // the program starts
	say(line string) string      // the person types
	wait(d time.Duration) string // time passes
	away(d time.Duration) string
}

func readStory(path string) (story, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return story{}, err
	}
	s := story{name: strings.TrimSuffix(filepath.Base(path), ".txt")}
	var wanted []string
	for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "at "):
			if err := s.begin(line); err != nil {
				return s, fmt.Errorf("%s:%d: %w", path, i+1, err)
			}
		case strings.HasPrefix(line, "<"):
			wanted = append(wanted, strings.TrimPrefix(strings.TrimPrefix(line, "<"), " "))
			s.steps[len(s.steps)-1].wanted = strings.Join(wanted, "\n")
		default:
			s.steps = append(s.steps, step{do: line, lines: i + 1})
			wanted = nil
		}
	}
	return s, nil
}

// begin reads "at 2026-11-24 09:00 Europe/Berlin".
func (s *story) begin(line string) error {
	fields := strings.Fields(line)
	if len(fields) != 4 {
		return fmt.Errorf("%q: write at DAY TIME ZONE", line)
	}
	loc, err := time.LoadLocation(fields[3])
	if err != nil {
		return err
	}
	s.zone = fields[3]
	s.steps = []step{{do: "open"}}
	s.start, err = time.ParseInLocation("2006-01-02 15:04", fields[1]+" "+fields[2], loc)
	return err
}

// play performs a story and compares, or returns it as it went.
func (s story) play(t *testing.T, on stage) (played string) {
	t.Helper()
	var b strings.Builder
	for _, step := range s.steps {
		seen := strings.Trim(s.perform(t, on, step), "\n")
		if seen != step.wanted && !*update {
			t.Fatalf("%s line %d, %q\nsaw:\n%s\n\nwanted:\n%s", s.name, step.lines, step.do, seen, step.wanted)
		}
		if step.do != "open" {
			fmt.Fprintf(&b, "\n%s\n", step.do)
		}
		for _, line := range strings.Split(seen, "\n") {
			if seen != "" {
				b.WriteString(strings.TrimRight("< "+line, " ") + "\n")
			}
		}
	}
	return b.String()
}

func (s story) perform(t *testing.T, on stage, step step) string {
	t.Helper()
	verb, rest, _ := strings.Cut(step.do, " ")
	switch verb {
	case "open":
		return on.open()
	case ">":
		return on.say(rest)
	case "wait":
		return on.wait(s.duration(t, step, rest))
	case "away":
		return on.away(s.duration(t, step, rest))
	case "restart":
		return on.away(0)
	default:
		t.Fatalf("%s line %d: what is %q? Begin the line with >, <, wait, restart or #", s.name, step.lines, step.do)
		return ""
	}
}

func (s story) duration(t *testing.T, step step, text string) time.Duration {
	t.Helper()
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatalf("%s line %d: %v", s.name, step.lines, err)
	}
	return d
}

// rewrite puts a story as it was played into its file, remarks kept.
func rewrite(t *testing.T, path, played string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var head []string
	for line := range strings.SplitSeq(string(data), "\n") {
		head = append(head, line)
		if strings.HasPrefix(line, "at ") {
			break
		}
	}
	if err := os.WriteFile(path, []byte(strings.Join(head, "\n")+"\n"+played), 0o644); err != nil {
		t.Fatal(err)
	}
}

// withoutFiles returns a story that does not expect the names of files: the
// console prints them below a message, and on a platform the file is there.
func (s story) withoutFiles() story {
	name := regexp.MustCompile(`(?m)\n*^  unknot-\S+\.(json|pdf|png)$`)
	s.steps = slices.Clone(s.steps)
	for i := range s.steps {
		s.steps[i].wanted = name.ReplaceAllString(s.steps[i].wanted, "")
	}
	return s
}
