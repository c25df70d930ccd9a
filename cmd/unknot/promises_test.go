package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"unknot/bot"
)

// The table of docs/design.md says what the table in the code says.
func TestPromisesInTheDocs(t *testing.T) {
	page, err := os.ReadFile("../../docs/design.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range bot.Promises() {
		if row := promiseRow(p); !strings.Contains(string(page), row) {
			t.Errorf("docs/design.md lacks the row beginning %q", row)
		}
	}
}

// promiseRow returns how a row of the table begins.
func promiseRow(p bot.Promise) string {
	after := "not sent again"
	if p.Repeats {
		after = "sent again"
	}
	if p.Kind == bot.KindTell {
		after = "sent again, counted once over there"
	}
	if p.Kind == bot.KindNudge {
		after = "not sent again, unless the platform can tell a repetition"
	}
	held := "yes"
	if p.Asked {
		held = "no"
	}
	return fmt.Sprintf("| %s | %s | %s | %s", p.Kind, after, held, worth(p.Sent))
}

func worth(d time.Duration) string {
	switch {
	case d == 0:
		return "for good"
	case d < time.Hour:
		return fmt.Sprintf("%d minutes", int(d.Minutes()))
	default:
		return fmt.Sprintf("%d hours", int(d.Hours()))
	}
}
