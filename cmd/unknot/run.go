package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/alecthomas/kong"
)

// The exit codes, which --help documents.
const (
	exitDone   = 0 // what was asked for is done
	exitFailed = 1 // it failed, or faults were found
	exitUsage  = 2 // the command line or a setting cannot be used
)

// usageError says that the command line or a setting cannot be used, and what
// to write instead.
type usageError string

// Error returns the text.
func (e usageError) Error() string { return string(e) }

// run runs the program and returns its exit code. When ctx ends, the command
// stops in order.
func run(ctx context.Context, p process) int {
	if len(p.args) == 0 {
		return runHelp(ctx, p)
	}
	err := runCommand(ctx, p)
	if err != nil {
		fmt.Fprintf(p.stderr, "unknot: %v\n", err)
	}
	return exitCode(err)
}

// runHelp answers somebody who wrote nothing but the program's name.
func runHelp(ctx context.Context, p process) int {
	p.args = []string{"--help"}
	p.stdout = p.stderr
	run(ctx, p)
	return exitUsage
}

// runCommand runs the command that the arguments name.
func runCommand(ctx context.Context, p process) error {
	var g grammar
	helped := false
	parser := kong.Must(&g, g.options(ctx, p, func(int) { helped = true })...)
	if name := secretFlag(parser.Model, p.args); name != "" {
		return usageError(fmt.Sprintf("a secret is no flag, for everybody on this machine can read it there: set %s or %s%s instead.", name, name, fileSuffix))
	}
	command, err := parser.Parse(p.args)
	if helped {
		return nil
	}
	for _, warning := range strayVariables(p.environ, variables(parser.Model)) {
		fmt.Fprintf(p.stderr, "unknot: %s\n", warning)
	}
	if err != nil {
		return usageError(fmt.Sprintf("the command line cannot be used: %v\nunknot --help lists the commands and settings.", err))
	}
	return command.Run()
}

func exitCode(err error) int {
	if err == nil {
		return exitDone
	}
	if _, ok := errors.AsType[usageError](err); ok {
		return exitUsage
	}
	return exitFailed
}
