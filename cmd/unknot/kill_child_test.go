package main

import (
	"bytes"
	"context"
	"io"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long a test waits for the program before it is red. Nothing
// depends on it otherwise.
const patience = time.Minute

// child is the real program in a process of its own.
type child struct {
	t       *testing.T
	command *exec.Cmd
	stdin   io.WriteCloser
	chunks  chan string // what it prints; closed at its end
	pending string      // printed and not yet looked at
	stderr  bytes.Buffer
	cancel  context.CancelFunc
}

// startChild starts `unknot chat` on a data folder, with nothing in its
// environment but a zone and a home.
func startChild(t *testing.T, data string) *child {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	c := &child{t: t, command: exec.CommandContext(ctx, "unknot", "chat", "--data", data), chunks: make(chan string, 1024), cancel: cancel}
	c.command.Env = []string{"TZ=Europe/Berlin", "HOME=" + data}
	c.command.Stderr = &c.stderr
	stdin, err := c.command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := c.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.command.Start(); err != nil {
		t.Fatal(err)
	}
	c.stdin = stdin
	go c.read(stdout)
	return c
}

func (c *child) read(stdout io.Reader) {
	defer close(c.chunks)
	chunk := make([]byte, 1<<16)
	for {
		n, err := stdout.Read(chunk)
		if n > 0 {
			c.chunks <- string(chunk[:n])
		}
		if err != nil {
			return
		}
	}
}

// await reads what the program prints until one of some texts is there, and
// returns which. What comes after it is left for the next.
func (c *child) await(texts ...string) int {
	c.t.Helper()
	for {
		which, end := -1, len(c.pending)+1
		for i, text := range texts {
			if at := strings.Index(c.pending, text); at >= 0 && at+len(text) < end {
				which, end = i, at+len(text)
			}
		}
		if which >= 0 {
			c.pending = c.pending[end:]
			return which
		}
		chunk, more := <-c.chunks
		if !more {
			c.t.Fatalf("waiting for %q it ended; it printed %q, and on standard error %q", texts, c.pending, &c.stderr)
		}
		c.pending += chunk
	}
}

// say types a line.
func (c *child) say(line string) {
	c.t.Helper()
	if _, err := io.WriteString(c.stdin, line+"\n"); err != nil {
		c.t.Fatalf("%q: %v", line, err)
	}
}

// kill ends the process in the way that it cannot see coming, and returns what
// it had printed by then.
func (c *child) kill() string {
	c.t.Helper()
	if err := c.command.Process.Kill(); err != nil {
		c.t.Fatal(err)
	}
	printed := c.rest()
	_ = c.command.Wait()
	if status := c.command.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGKILL {
		c.t.Fatalf("it was not killed but ended: %v, %s", c.command.ProcessState, &c.stderr)
	}
	c.cancel()
	return printed
}

// rest reads everything that is still to come.
func (c *child) rest() string {
	printed := c.pending
	for chunk := range c.chunks {
		printed += chunk
	}
	c.pending = ""
	return printed
}

// ended waits for the end of the program, and returns the exit code and what it
// printed last.
func (c *child) ended() (code int, printed string) {
	printed = c.rest()
	_ = c.command.Wait()
	c.cancel()
	return c.command.ProcessState.ExitCode(), printed
}

// leave ends the input, and wants the program to end in order.
func (c *child) leave() string {
	c.t.Helper()
	if err := c.stdin.Close(); err != nil {
		c.t.Fatal(err)
	}
	code, printed := c.ended()
	if code != exitDone || c.stderr.Len() > 0 {
		c.t.Errorf("it ended with %d, and on standard error %q", code, &c.stderr)
	}
	return printed
}
