package console

import (
	"slices"
	"strconv"
	"strings"

	"unknot/bot"
)

// minScale is how many numbers counting up by one make a scale.
const minScale = 3

// offer is a choice as it is printed and typed.
type offer struct {
	key   string // what is typed for it; no two of a message are equal
	label string // on one line
	code  string
	own   bool // the key is the number that the label begins with
}

// offers gives every choice of a message its key. A number that can be read is
// the number that is typed: the choices of a scale, and labels that are
// nothing but a number, have it as their key, and choices beside them have
// letters. Without such numbers the key is the place in the list, from 1.
func offers(choice []bot.Button) []offer {
	all := make([]offer, len(choice))
	k := keyring{given: map[string]bool{}, labels: map[string]int{}}
	for i, b := range choice {
		all[i] = offer{label: strings.Join(words(b.Label), " "), code: b.Code}
		k.labels[fold(all[i].label)]++
	}
	free := place
	if k.giveNumbers(all) {
		free = letter
	}
	for i := range all {
		for n := 0; all[i].key == ""; n++ {
			if key := free(n); k.available(key, all[i].label) {
				all[i].key = k.give(key)
			}
		}
	}
	return all
}

// keyring knows which keys of a message are given away.
type keyring struct {
	given  map[string]bool
	labels map[string]int // how many choices have a label
}

func (k keyring) give(key string) string {
	k.given[key] = true
	return key
}

// available says whether no other choice has a key, or has it for a label: a
// label that can be read can be typed.
func (k keyring) available(key, label string) bool {
	others := k.labels[fold(key)]
	if fold(label) == fold(key) {
		others--
	}
	return !k.given[key] && others == 0
}

// fold makes what differs only in capitals equal.
func fold(s string) string { return strings.ToLower(strings.ToUpper(s)) }

// giveNumbers gives the choices that have numbers of their own those for keys,
// and says whether there are any.
func (k keyring) giveNumbers(all []offer) bool {
	for from := 0; from < len(all); {
		to := runEnd(all, from)
		for i := from; i < to; i++ {
			n, bare, ok := leading(all[i].label)
			key := strconv.Itoa(n)
			if ok && (bare && !k.given[key] || to-from >= minScale && k.available(key, all[i].label)) {
				all[i].key, all[i].own = k.give(key), true
			}
		}
		from = to
	}
	return len(k.given) > 0
}

// runEnd returns where the numbers stop counting up.
func runEnd(all []offer, from int) int {
	to := from + 1
	for to < len(all) {
		before, _, okBefore := leading(all[to-1].label)
		n, _, ok := leading(all[to].label)
		if !ok || !okBefore || n != before+1 {
			break
		}
		to++
	}
	return to
}

// leading returns the whole number that a label begins with, and whether the
// label is bare: nothing else.
func leading(label string) (n int, bare, ok bool) {
	first, rest, _ := strings.Cut(label, " ")
	n, err := strconv.Atoi(strings.TrimRight(first, ".:)"))
	if err != nil || n < 0 || !strings.HasPrefix(first, strconv.Itoa(n)) {
		return 0, false, false
	}
	return n, rest == "" && first == strconv.Itoa(n), true
}

// place counts from 1.
func place(n int) string { return strconv.Itoa(n + 1) }

// letter counts a to z, then aa, ab and so on.
func letter(n int) string {
	s := string(rune('a' + n%26))
	if n < 26 {
		return s
	}
	return letter(n/26-1) + s
}

// line is a choice on a line of its own.
func (o offer) line() string {
	if o.own {
		return o.label
	}
	return o.key + ". " + o.label
}

// indent is how far the second piece of a long line stands behind the first.
func (o offer) indent() int {
	if o.own {
		return 2
	}
	return len(o.key) + len(". ")
}

// meant returns which choice an answer means, or -1: its label, its whole line
// or its key, in capitals or not. "07", "7." and "7)" are 7.
func meant(all []offer, answer string) int {
	answer = strings.Join(words(answer), " ")
	key := strings.TrimRight(answer, ".)")
	if n, err := strconv.Atoi(key); err == nil {
		key = strconv.Itoa(n)
	}
	for _, means := range []func(offer) bool{
		func(o offer) bool { return strings.EqualFold(o.label, answer) },
		func(o offer) bool { return strings.EqualFold(o.line(), answer) },
		func(o offer) bool { return strings.EqualFold(o.key, key) },
	} {
		if i := slices.IndexFunc(all, means); i >= 0 && answer != "" {
			return i
		}
	}
	return -1
}
