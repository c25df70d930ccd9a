package main

import (
	"os"
	"strconv"
	"testing"
)

// number returns how much a test does: what a variable of the environment says,
// as in `make prove`, or what is usual; with -short half of that.
func number(name string, usual int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	if testing.Short() {
		return usual / 2
	}
	return usual
}

// inPart returns the items of a list; with -short every other.
func inPart[T any](all []T) []T {
	if !testing.Short() {
		return all
	}
	var half []T
	for i := 0; i < len(all); i += 2 {
		half = append(half, all[i])
	}
	return half
}
