package main

import (
	"strings"
	"sync"
	"testing"

	"unknot/adapters/telegram/telegramtest"
	"unknot/bot/bottest"
)

// private is what was said in chats, line by line.
type private struct {
	mu    sync.Mutex
	lines []string
}

// shortest is how long a line must be to be told from what any log may say.
const shortest = 6

func (p *private) said(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for line := range strings.SplitSeq(text, "\n") {
		if len(line) >= shortest {
			p.lines = append(p.lines, line)
		}
	}
}

// wantCleanLog holds a log at the level of debugging against all that was said,
// the token, and words of health.
func (p *private) wantCleanLog(t *testing.T, log string) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if !strings.Contains(log, "level=INFO") {
		t.Errorf("this is no log: %q", log)
	}
	words := []string{telegramtest.Token, strings.Split(telegramtest.Token, ":")[1], "neck", "shoulder", "pain", "ache", "migraine", "headache", "dizz", "safety", "session done"}
	for _, leak := range bottest.Leaks(log, append(words, p.lines...)...) {
		t.Error(leak)
	}
}
