package main

import "strings"

// isNear reports whether somebody who wrote a may have meant b: one begins
// like the other, or at most one slip (two in longer words) lies between them.
func isNear(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	slips := 1
	if len(b) > 5 {
		slips = 2
	}
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a) || distance(a, b) <= slips
}

// distance counts the slips between two words: a letter too many, a letter too
// few, a wrong letter, or two neighbours swapped (optimal string alignment).
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	d := make([][]int, len(s)+1)
	for i := range d {
		d[i] = make([]int, len(t)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			wrong := 1
			if s[i-1] == t[j-1] {
				wrong = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+wrong)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(s)][len(t)]
}
