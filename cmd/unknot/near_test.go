package main

import "testing"

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"neck", "neck", 0},
		{"", "neck", 4},
		{"neck", "neckk", 1},
		{"neck", "nek", 1},
		{"neck", "deck", 1},
		{"neck", "nekc", 1},
		{"neck", "kecn", 2},
		{"ca", "abc", 3}, // optimal string alignment edits no part twice
		{"müde", "mude", 1},
		{"kitten", "sitting", 3},
	} {
		if got := distance(test.a, test.b); got != test.want {
			t.Errorf("between %q and %q: %d, want %d", test.a, test.b, got, test.want)
		}
		if got := distance(test.b, test.a); got != test.want {
			t.Errorf("between %q and %q: %d, want %d, as the other way round", test.b, test.a, got, test.want)
		}
	}
}

func TestIsNear(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"nekc", "neck", true},
		{"nceks", "neck", false},
		{"shouldre-tpo", "shoulder-top", true},
		{"should", "shoulder-top", true},
		{"stability,", "stability", true},
		{"data_dir", "data", true},
		{"key", "log", false},
		{"", "log", false},
		{"log", "", false},
	} {
		if got := isNear(test.a, test.b); got != test.want {
			t.Errorf("%q near %q: %t, want %t", test.a, test.b, got, test.want)
		}
	}
}
