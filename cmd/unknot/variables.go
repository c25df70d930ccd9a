package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// prefix is what the name of every environment variable of ours begins with.
const prefix = "UNKNOT_"

// variables returns the environment variables of all settings.
func variables(model *kong.Application) []string {
	var names []string
	for _, flag := range model.Flags {
		name := flag.Tag.Get(variableTag)
		if name != "" {
			names = append(names, name)
		}
		if flag.Tag.Has(secretTag) {
			names = append(names, name+fileSuffix)
		}
	}
	return names
}

// strayVariables returns a sentence for each environment variable that looks
// like a setting and is none: a typo would otherwise be ignored without a
// word. It never tells the value, which may be secret.
func strayVariables(environ, known []string) []string {
	var sentences []string
	for _, pair := range environ {
		name, value, _ := strings.Cut(pair, "=")
		if value == "" { // as compose files write what is not set
			continue
		}
		if !strings.HasPrefix(name, prefix) || slices.Contains(known, name) {
			continue
		}
		advice := "the settings are " + strings.Join(known, ", ") + "."
		if near := nearestVariable(name, known); near != "" {
			advice = "did you mean " + near + "?"
		}
		sentences = append(sentences, fmt.Sprintf("%s is set, but no setting has this name: %s", name, advice))
	}
	slices.Sort(sentences)
	return sentences
}

// nearestVariable compares without the prefix, which is always right.
func nearestVariable(name string, known []string) string {
	var best string
	least := len(name)
	for _, k := range known {
		a, b := strings.TrimPrefix(name, prefix), strings.TrimPrefix(k, prefix)
		if d := distance(a, b); isNear(a, b) && d < least {
			best, least = k, d
		}
	}
	return best
}
