package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary be the program itself, for scripts and for
// tests that start processes: exec.Command("unknot") runs what is tested.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"unknot":        main,
		"unknot-waiter": waitForSignals,
	})
}

// TestScripts runs the program whole, as somebody at a shell does. -update
// rewrites what the scripts expect, if a test defines that flag.
func TestScripts(t *testing.T) {
	update := flag.Lookup("update")
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       update != nil && update.Value.String() == "true",
	})
}

// waitForSignals is a program that goes on after the first signal, as one does
// that hangs while it stops. It ends with its input.
func waitForSignals() {
	ctx, stop := untilSignal(context.Background())
	defer stop()
	fmt.Println("ready")
	<-ctx.Done()
	fmt.Println("stopping")
	_, _ = io.Copy(io.Discard, os.Stdin)
}

func TestSignals(t *testing.T) {
	for _, order := range [][2]syscall.Signal{
		{syscall.SIGTERM, syscall.SIGTERM},
		{syscall.SIGINT, syscall.SIGINT},
		{syscall.SIGTERM, syscall.SIGINT},
		{syscall.SIGINT, syscall.SIGTERM},
	} {
		t.Run(fmt.Sprint(order), func(t *testing.T) {
			patience, cancel := context.WithTimeout(t.Context(), 30*time.Second) // killed, and so red, if it hangs
			defer cancel()
			command := exec.CommandContext(patience, "unknot-waiter")
			out, err := command.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := command.StdinPipe(); err != nil { // stays open until the program is gone
				t.Fatal(err)
			}
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			said := bufio.NewScanner(out)
			for i, want := range []string{"ready", "stopping"} {
				if !said.Scan() || said.Text() != want {
					t.Fatalf("it said %q, want %q", said.Text(), want)
				}
				if err := command.Process.Signal(order[i]); err != nil {
					t.Fatal(err)
				}
			}
			_ = command.Wait()
			status := command.ProcessState.Sys().(syscall.WaitStatus)
			if !status.Signaled() || status.Signal() != order[1] {
				t.Errorf("after the second signal: %v, want it ended by %v", command.ProcessState, order[1])
			}
		})
	}
}

func TestUntilSignalStops(t *testing.T) {
	ctx, stop := untilSignal(t.Context())
	if err := ctx.Err(); err != nil {
		t.Fatalf("before any signal: %v", err)
	}
	stop()
	<-ctx.Done()
	own, cancel := context.WithCancel(t.Context())
	ctx, stop = untilSignal(own)
	defer stop()
	cancel()
	<-ctx.Done()
}

// What is read from the machine is read in main.go alone, so that tests can
// hand in an environment of their own.
func TestOnlyMainReadsTheMachine(t *testing.T) {
	for _, name := range []string{
		"process.go", "run.go", "grammar.go", "config.go", "variables.go", "library.go",
		"routines.go", "show.go", "lint.go", "version.go", "log.go", "near.go",
	} {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"os.Args", "os.Environ", "os.Getenv", "os.LookupEnv", "os.Std", "os.Exit", "os.UserHomeDir"} {
			if contains(string(src), word) {
				t.Errorf("%s uses %s: take it from the process", name, word)
			}
		}
	}
}
