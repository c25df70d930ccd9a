package main

import "testing"

func TestGetenv(t *testing.T) {
	p := process{environ: []string{"A=1", "EMPTY=", "EQUALS=a=b", "A=2", "NONE"}}
	for name, want := range map[string]string{
		"A": "1", "EMPTY": "", "EQUALS": "a=b", "NONE": "", "MISSING": "", "a": "", "": "",
	} {
		if got := p.getenv(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}
