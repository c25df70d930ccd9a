package console_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unknot/adapters/console"
	"unknot/bot"
)

func sendFile(t *testing.T, folder, name, data string) string {
	t.Helper()
	var out strings.Builder
	c := console.New(strings.NewReader(""), &out, console.Options{Chat: "me", Folder: folder})
	m := bot.Message{Text: bot.ParseText("Here it is."), File: &bot.File{Name: name, Data: []byte(data)}}
	if _, err := c.Send(context.Background(), bot.Outgoing{Chat: "me", Message: m}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestAFileIsSavedAndNamed(t *testing.T) {
	folder := t.TempDir()
	for _, want := range []string{"week.png", "week-2.png", "week-3.png"} {
		if got := sendFile(t, folder, "week.png", want); got != "Here it is.\n\n  "+want+"\n\n" {
			t.Errorf("printed %q", got)
		}
		data, err := os.ReadFile(filepath.Join(folder, want))
		if err != nil || string(data) != want {
			t.Errorf("%s holds %q, %v: a file was written over", want, data, err)
		}
		info, err := os.Stat(filepath.Join(folder, want))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has the mode %v, %v", want, info.Mode(), err)
		}
	}
}

func TestANameLeadsNowhereElse(t *testing.T) {
	above := t.TempDir()
	folder := filepath.Join(above, "files")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"../out.json", "/etc/out.json", "a/b/out.json"} {
		sendFile(t, folder, name, "x")
	}
	if found, err := os.ReadDir(folder); err != nil || len(found) != 3 {
		t.Errorf("%v, %v", found, err)
	}
	if found, err := os.ReadDir(above); err != nil || len(found) != 1 {
		t.Errorf("beside the folder: %v, %v", found, err)
	}
}

// A file that cannot be saved is not named, and the text comes all the same.
func TestAFileThatCannotBeSaved(t *testing.T) {
	for _, folder := range []string{"", filepath.Join(t.TempDir(), "nowhere")} {
		if got := sendFile(t, folder, "week.png", "x"); got != "Here it is.\n\n" {
			t.Errorf("in %q: printed %q", folder, got)
		}
	}
}
