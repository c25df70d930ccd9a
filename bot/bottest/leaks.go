package bottest

import (
	"fmt"
	"strings"
)

// Leaks returns the lines of a log that have one of some words in them, each
// with the word. Capitals make no difference.
func Leaks(log string, words ...string) []string {
	var all []string
	for line := range strings.Lines(log) {
		for _, word := range words {
			if word != "" && strings.Contains(strings.ToLower(line), strings.ToLower(word)) {
				all = append(all, fmt.Sprintf("%q leaks into the log: %s", word, line))
				break
			}
		}
	}
	return all
}
