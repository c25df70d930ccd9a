package main

import (
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"
)

// Every story is played in a private chat on Telegram as well, with buttons
// pressed where the console has choices typed: what the person sees is the same,
// line by line.
func TestStoriesOnTelegram(t *testing.T) {
	if *update {
		return // the core has just rewritten them
	}
	total := newCallTotal()
	t.Cleanup(func() { t.Logf("calls of all stories:\n%s", total) })
	for _, path := range storiesOn(t, telegramStories) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			s := mustReadStory(t, path).withoutFiles()
			data := t.TempDir()
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(time.Until(s.start))
				on := newTelegramStage(t, s, data, total)
				s.play(t, on)
				on.end()
			})
		})
	}
}
