package console

import (
	"slices"
	"strconv"
	"strings"

	"unknot/bot"
)

// minScale is how many numbers running up by one make a scale.
const minScale = 3

// scale returns where the first scale among the choices begins and where the
// choices after it begin; both are the same when there is none.
func scale(choice []bot.Button) (from, to int) {
	for from < len(choice) {
		to = from + 1
		for to < len(choice) && follows(choice[to-1], choice[to]) {
			to++
		}
		if to-from >= minScale {
			return from, to
		}
		from = to
	}
	return len(choice), len(choice)
}

func follows(a, b bot.Button) bool {
	n, okA := number(label(a))
	m, okB := number(label(b))
	return okA && okB && m == n+1
}

// number reads a whole number, written as numbers are.
func number(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && strconv.Itoa(n) == s
}

// keys returns what is typed for each choice: the number itself on a scale
// and letters beside it, else the place in the list, from 1.
func keys(choice []bot.Button) []string {
	from, to := scale(choice)
	keys := make([]string, len(choice))
	letters := 0
	for i, button := range choice {
		switch {
		case from == to:
			keys[i] = strconv.Itoa(i + 1)
		case i >= from && i < to:
			keys[i] = label(button)
		default:
			keys[i] = letter(letters)
			letters++
		}
	}
	return keys
}

// letter counts a to z, then aa, ab and so on.
func letter(n int) string {
	s := string(rune('a' + n%26))
	if n < 26 {
		return s
	}
	return letter(n/26-1) + s
}

// label returns a button's label as it is printed: on one line.
func label(b bot.Button) string { return strings.Join(words(b.Label), " ") }

// meant returns which choice an answer means, or -1. A label in full goes
// before a key, so that what a person reads can always be typed.
func meant(choice []bot.Button, answer string) int {
	answer = strings.Join(words(answer), " ")
	if answer == "" {
		return -1
	}
	i := slices.IndexFunc(choice, func(b bot.Button) bool { return strings.EqualFold(label(b), answer) })
	if i >= 0 {
		return i
	}
	if n, err := strconv.Atoi(answer); err == nil {
		answer = strconv.Itoa(n) // "07" is 7
	}
	return slices.IndexFunc(keys(choice), func(key string) bool { return strings.EqualFold(key, answer) })
}
