package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// outcome is what came of running the program.
type outcome struct {
	code           int
	stdout, stderr string
}

// start runs the whole program inside the test, with nothing in its
// environment but what is given and a home of its own.
func start(t *testing.T, environ []string, args ...string) outcome {
	t.Helper()
	t.Setenv("COLUMNS", "80") // the only thing kong reads for itself
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), process{
		args:    args,
		environ: append(environ, "HOME="+t.TempDir()),
		stdin:   strings.NewReader(""),
		stdout:  &stdout,
		stderr:  &stderr,

		platforms: everyPlatform(),
	})
	return outcome{code, stdout.String(), stderr.String()}
}

func contains(s, part string) bool { return strings.Contains(s, part) }

// write puts files into a new folder and returns it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestExitCodes(t *testing.T) {
	for _, test := range []struct {
		args string
		want int
	}{
		{"--help", exitDone},
		{"-h", exitDone},
		{"routines --help", exitDone},
		{"routines lint -h", exitDone},
		{"chat --help", exitDone},
		{"version", exitDone},
		{"routines list", exitDone},
		{"routines lint", exitDone},
		{"routines show S-01", exitDone},
		{"routines show --all", exitDone},

		{"routines show no such thing", exitFailed},

		{"", exitUsage},
		{"routines", exitUsage},
		{"walk", exitUsage},
		{"version now", exitUsage},
		{"--loud", exitUsage},
		{"--log", exitUsage},
		{"routines list --log=loud", exitUsage},
		{"routines lint one two", exitUsage},
		{"routines lint no/such/folder", exitUsage},
		{"routines show", exitUsage},
		{"routines show S-01 --all", exitUsage},
		{"chat --log=loud", exitUsage},
	} {
		got := start(t, nil, strings.Fields(test.args)...)
		if got.code != test.want {
			t.Errorf("unknot %s: exit code %d, want %d", test.args, got.code, test.want)
		}
		if quiet := got.code == exitDone; quiet != (got.stderr == "") {
			t.Errorf("unknot %s: exit code %d, and on standard error %q", test.args, got.code, got.stderr)
		}
		if got.code == exitUsage && got.stdout != "" {
			t.Errorf("unknot %s: on standard output %q, want nothing", test.args, got.stdout)
		}
	}
}

func TestExitCodeOfErrors(t *testing.T) {
	for _, test := range []struct {
		err  error
		want int
	}{
		{nil, exitDone},
		{errors.New("the disk is full"), exitFailed},
		{usageError("no such flag"), exitUsage},
		{fmt.Errorf("starting: %w", usageError("no such flag")), exitUsage},
	} {
		if got := exitCode(test.err); got != test.want {
			t.Errorf("exit code of %v: %d, want %d", test.err, got, test.want)
		}
	}
}

func TestBareNameHelps(t *testing.T) {
	bare, asked := start(t, nil), start(t, nil, "--help")
	if bare.stderr != asked.stdout || bare.stdout != "" {
		t.Errorf("unknot alone prints %q and on standard error %q, want the help there", bare.stdout, bare.stderr)
	}
}

func TestHelpFits(t *testing.T) {
	for _, args := range []string{"--help", "chat --help", "routines --help", "routines list --help", "routines show --help", "routines lint --help", "version --help"} {
		help := start(t, nil, strings.Fields(args)...).stdout
		for _, line := range strings.Split(help, "\n") {
			if len(line) > 80 {
				t.Errorf("unknot %s: a line of %d characters: %q", args, len(line), line)
			}
		}
		for _, want := range []string{"Usage: unknot", "UNKNOT_DATA", "UNKNOT_ROUTINES", "UNKNOT_LOG"} {
			if !contains(help, want) {
				t.Errorf("unknot %s does not say %s", args, want)
			}
		}
	}
}

// Every level that --log takes stands in its help.
func TestHelpTellsLevels(t *testing.T) {
	help := start(t, nil, "--help").stdout
	for _, level := range levels() {
		if !contains(help, level) {
			t.Errorf("--help does not tell the level %s", level)
		}
	}
}

// brokenPipe is an output that takes nothing.
type brokenPipe struct{}

var errBroken = errors.New("broken pipe")

func (brokenPipe) Write([]byte) (int, error) { return 0, errBroken }

func TestOutputThatTakesNothing(t *testing.T) {
	faulty := write(t, map[string]string{"routines/S-20.yaml": "name: [1"})
	for _, args := range []string{"version", "routines list", "routines show S-01", "routines lint", "routines lint " + faulty} {
		var stderr bytes.Buffer
		code := run(t.Context(), process{args: strings.Fields(args), stdout: brokenPipe{}, stderr: &stderr})
		if code != exitFailed || !contains(stderr.String(), "unknot: printing the ") || !contains(stderr.String(), errBroken.Error()) {
			t.Errorf("unknot %s: exit code %d and %q, want %d and what could not be printed", args, code, stderr.String(), exitFailed)
		}
	}
}
