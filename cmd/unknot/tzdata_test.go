package main_test

import (
	"os"
	"testing"
)

// A machine without zone data is common, an image with nothing in it for
// example; there a test that loads a zone would still pass on the machine that
// built it.
func TestZonesAreEmbedded(t *testing.T) {
	facts, err := factsOf(os.DirFS("."), "main.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts {
		if f.text == "import time/tzdata" {
			return
		}
	}
	t.Error("main.go does not import time/tzdata")
}
