package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"unknot/adapters/boltstore"
	"unknot/bot"
)

// talk holds a whole conversation inside the test: everything is typed at once
// and then the input ends.
func talk(t *testing.T, data string, lines ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), process{
		args:    []string{"chat", "--data", data},
		environ: []string{"TZ=Europe/Berlin"},
		stdin:   strings.NewReader(strings.Join(lines, "\n")),
		stdout:  &stdout,
		stderr:  &stderr,
	})
	return outcome{code, stdout.String(), stderr.String()}
}

// begun are the lines that lead to the second step.
func begun() []string {
	return []string{
		"I am 18 or over, and I agree", "None of these", "None of these", "None of these", "None of these",
		"short", "2", "done",
	}
}

// TestChatEndsWithItsInput: what was typed before is handled, and all is kept.
func TestChatEndsWithItsInput(t *testing.T) {
	data := t.TempDir()
	got := talk(t, data, begun()...)
	if got.code != exitDone || got.stderr != "" || !contains(got.stdout, "Step 2 of 3:") {
		t.Fatalf("%+v", got)
	}
	if p := keptIn(t, data).person; p.Session == nil || p.Session.At != 1 || len(p.Outbox) > 0 {
		t.Errorf("session %v, outbox %v", p.Session, p.Outbox)
	}
	got = talk(t, data, "done", "done", "1", "3", "progress")
	if got.code != exitDone || got.stderr != "" || !contains(got.stdout, "Here you are:") || !contains(got.stdout, "1 of 2 sessions") {
		t.Errorf("%+v", got)
	}
	if n := len(keptIn(t, data).records); n != 1 {
		t.Errorf("%d records", n)
	}
}

// TestChatWithoutAWord leaves no document behind, only an empty file.
func TestChatWithoutAWord(t *testing.T) {
	data := filepath.Join(t.TempDir(), "new", "folder")
	got := talk(t, data)
	if got.code != exitDone || got.stderr != "" || !contains(got.stdout, "I am 18 or over, and I agree") {
		t.Fatalf("%+v", got)
	}
	store, err := boltstore.Open(filepath.Join(data, "unknot.db"), boltstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := store.Load(t.Context(), me); !errors.Is(err, bot.ErrNotFound) {
		t.Errorf("a document of somebody who said nothing: %v", err)
	}
}

// TestTerminate sends the real program what a service manager sends.
func TestTerminate(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(signal.String(), func(t *testing.T) {
			data := t.TempDir()
			c := startChild(t, data)
			for _, line := range begun() {
				c.say(line)
			}
			c.await("Step 2 of 3:")
			if err := c.command.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if code, _ := c.ended(); code != exitDone || c.stderr.Len() > 0 {
				t.Errorf("it ended with %d, and on standard error %q", code, &c.stderr)
			}
			if p := keptIn(t, data).person; p.Session == nil || p.Session.At != 1 || len(p.Outbox) > 0 {
				t.Errorf("session %v, outbox %v", p.Session, p.Outbox)
			}
			c = startChild(t, data)
			c.await("Step 2 of 3:")
			c.leave()
		})
	}
}

// TestTimerSurvivesKill: a timer is a moment in the document, and no process.
func TestTimerSurvivesKill(t *testing.T) {
	data := t.TempDir()
	c := startChild(t, data)
	for _, line := range append(begun(), "timer") {
		c.say(line)
	}
	c.await("I tell you when to let go.")
	c.kill()
	before := keptIn(t, data).person.Session.Timer
	c = startChild(t, data)
	c.await("Step 2 of 3:")
	c.leave()
	if after := keptIn(t, data).person.Session.Timer; !after.On() || !after.Start.Equal(before.Start) {
		t.Errorf("the timer was %+v and is %+v", before, after)
	}
}

// TestSecondProcess: two on one data folder would be one too many.
func TestSecondProcess(t *testing.T) {
	data := t.TempDir()
	c := startChild(t, data)
	c.await("I am 18 or over, and I agree")
	got := talk(t, data, "hello")
	const want = "unknot: open the data file: another unknot is using this data folder"
	if got.code != exitFailed || !strings.HasPrefix(got.stderr, want) || got.stdout != "" {
		t.Errorf("the second: %+v", got)
	}
	for _, line := range begun() {
		c.say(line)
	}
	c.await("Step 2 of 3:") // the first noticed nothing
	c.leave()
}

// TestUnusableDataFile leaves every file as it was.
func TestUnusableDataFile(t *testing.T) {
	used := t.TempDir()
	talk(t, used, begun()...)
	whole, err := os.ReadFile(filepath.Join(used, "unknot.db"))
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		content []byte
		want    string
	}{
		"somebody else's": {[]byte("Dear diary, " + strings.Repeat("today was fine. ", 999)), "is not a data file of Unknot: choose another data folder"},
		"zeros":           {make([]byte, 1<<16), "is not a data file of Unknot: choose another data folder"},
		"cut off":         {whole[:3*4096], "is damaged ("},
		"overwritten":     {append(bytes.Clone(whole[:8192]), bytes.Repeat([]byte{0xff}, len(whole)-8192)...), "is damaged ("},
	} {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			path := filepath.Join(data, "unknot.db")
			if err := os.WriteFile(path, test.content, 0o600); err != nil {
				t.Fatal(err)
			}
			got := talk(t, data, "hello")
			if got.code != exitFailed || got.stdout != "" || !contains(got.stderr, test.want) || !contains(got.stderr, path) {
				t.Errorf("%+v", got)
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, test.content) {
				t.Errorf("the file was touched: %v", err)
			}
		})
	}
}

// TestDocumentThatChatCannotUse: the file is fine, what is in it is not.
func TestDocumentThatChatCannotUse(t *testing.T) {
	for name, test := range map[string]struct{ data, said, want string }{
		"garbage": {"garbage", "Nothing is erased.", "cannot be decoded"},
		"newer":   {`{"schema":99,"days":"packed"}`, "I cannot reach my notes", "schema 99: written by a newer Unknot: start that version"},
	} {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			path := filepath.Join(data, "unknot.db")
			store, err := boltstore.Open(path, boltstore.Options{})
			if err != nil {
				t.Fatal(err)
			}
			planted, err := store.Commit(t.Context(), []bot.Change{{Doc: me, ID: "planted", Data: []byte(test.data)}})
			if err := errors.Join(err, store.Close()); err != nil {
				t.Fatal(err)
			}
			got := talk(t, data, "hello")
			if got.code != exitFailed || !contains(got.stdout, test.said) || !contains(got.stderr, test.want) {
				t.Errorf("%+v", got)
			}
			if store, err = boltstore.Open(path, boltstore.Options{}); err != nil {
				t.Fatal(err)
			}
			defer store.Close()
			if stored, err := store.Load(t.Context(), me); err != nil || string(stored.Data) != test.data || stored.Version != planted[0].Version {
				t.Errorf("it became %+v, %v", stored, err)
			}
		})
	}
}

// TestStoppingIsNoError: the context ends while the console waits for a line.
func TestStoppingIsNoError(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	in, stdin := io.Pipe()
	defer stdin.Close()
	var stderr bytes.Buffer
	out := &watched{want: "I am 18 or over, and I agree", do: cancel}
	code := run(ctx, process{args: []string{"chat", "--data", t.TempDir()}, stdin: in, stdout: out, stderr: &stderr})
	if code != exitDone || stderr.Len() > 0 || ctx.Err() == context.DeadlineExceeded {
		t.Errorf("exit code %d, %v, on standard error %q", code, ctx.Err(), &stderr)
	}
}

// watched does something when a text was printed.
type watched struct {
	want string
	do   func()
}

func (w *watched) Write(p []byte) (int, error) {
	if contains(string(p), w.want) {
		w.do()
	}
	return len(p), nil
}

func TestZoneHint(t *testing.T) {
	for tz, want := range map[string]string{
		"Europe/Berlin":                     "Europe/Berlin",
		":Europe/Berlin":                    "Europe/Berlin",
		"/usr/share/zoneinfo/Asia/Tokyo":    "Asia/Tokyo",
		":/usr/share/zoneinfo/America/Lima": "America/Lima",
		"CET-1CEST":                         "",
		"nonsense":                          "",
		"../../etc/passwd":                  "",
	} {
		if got := zoneHint(process{environ: []string{"TZ=" + tz}}); got != want {
			t.Errorf("TZ=%s gives %q, want %q", tz, got, want)
		}
	}
	name := zoneHint(process{})
	if _, err := time.LoadLocation(name); err != nil {
		t.Errorf("this machine gives %q: %v", name, err)
	}
}
