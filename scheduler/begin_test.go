package scheduler_test

import (
	"strings"
	"testing"

	"unknot/scheduler"
)

func TestBegin(t *testing.T) {
	zones := &scheduler.Zones{}
	for typed, want := range map[string]string{
		"": "New York", "par": "Paris", "PARÍ": "Paris", "york": "New York", "los ang": "Los Angeles",
		"germany": "Europe/Berlin", "europe/berlin": "Europe/Berlin", "zzz": "", strings.Repeat("a", 1000): "",
	} {
		first := ""
		if found := zones.Begin(typed, 3); len(found) > 0 {
			first = found[0].Name
			if _, err := zones.Load(found[0].Zone); err != nil {
				t.Errorf("%q: %v", typed, err)
			}
		}
		if first != want {
			t.Errorf("%q begins %q, want %q", typed, first, want)
		}
	}
	if n := len(zones.Begin("", 3)); n != 3 {
		t.Errorf("%d cities, want 3", n)
	}
}
