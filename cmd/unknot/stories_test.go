package main

import (
	"flag"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

var update = flag.Bool("update", false, "rewrite what the stories expect; read the diff after it")

func stories(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/stories/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	return paths
}

// The stages that run goroutines. Each plays every story, but with -short every
// fourth: then each story is played on one of them.
const (
	programStories = iota
	telegramStories
	discordStories
	serverStories
	stagesShared
)

// storiesOn returns the stories that a stage plays.
func storiesOn(t *testing.T, stage int) (paths []string) {
	t.Helper()
	for i, path := range stories(t) {
		if !testing.Short() || i%stagesShared == stage {
			paths = append(paths, path)
		}
	}
	return paths
}

// Every story is played by the pure core alone, which needs no store, no
// clock and no goroutine.
func TestStoriesOnTheCore(t *testing.T) {
	for _, path := range stories(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			s := mustReadStory(t, path)
			played := s.play(t, newCoreStage(t, s))
			if *update {
				rewrite(t, path, played)
			}
		})
	}
}

// And once more by the whole program: command line, console, shell and the
// embedded store, in a bubble where time passes at once.
func TestStoriesOnTheProgram(t *testing.T) {
	if *update {
		return // the core has just rewritten them
	}
	for _, path := range storiesOn(t, programStories) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			s := mustReadStory(t, path)
			data := t.TempDir()
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(time.Until(s.start))
				on := &programStage{t: t, zone: s.zone, data: data}
				s.play(t, on)
				on.end()
			})
		})
	}
}

func mustReadStory(t *testing.T, path string) story {
	t.Helper()
	s, err := readStory(path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// From "start" to the first exercise step in at most six replies: somebody
// with a headache gives up after that.
func TestFirstStepWithinSixReplies(t *testing.T) {
	s := mustReadStory(t, "testdata/stories/completes.txt")
	on := newCoreStage(t, s)
	on.open()
	on.say("start")
	for replies := 1; replies <= 6; replies++ {
		if seen := on.say([]string{"I am 18 or over, and I agree", "None of these", "None of these", "None of these", "None of these", "2"}[replies-1]); strings.HasPrefix(seen, "Step 1") {
			return
		}
	}
	t.Error("six replies after start there was no exercise step")
}
