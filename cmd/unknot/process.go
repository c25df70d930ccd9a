package main

import (
	"io"
	"strings"
	"time"
)

// process is what the program is given by whoever starts it. Nothing below
// main reads arguments, environment or standard streams from anywhere else, so
// a test can start the whole program with its own.
type process struct {
	args    []string // without the name of the program
	environ []string // each "NAME=value"
	stdin   io.Reader
	stdout  io.Writer
	stderr  io.Writer

	platforms []platform    // that serve may run
	lease     time.Duration // how long serve's stamps and claims hold; 0: bot.DefaultLease. Only tests that kill need it shorter.
}

// getenv returns the value of an environment variable, or "" when it is not
// set.
func (p process) getenv(name string) string {
	for _, pair := range p.environ {
		if key, value, _ := strings.Cut(pair, "="); key == name {
			return value
		}
	}
	return ""
}
