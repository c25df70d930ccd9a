package main

import (
	"bytes"
	"log/slog"
	"os"
	"strings"
	"testing"
)

// The doctor says how UNKNOT_KEY and the store fit together, and leaves every
// byte of the store as it was.
func TestDoctorChangesNothing(t *testing.T) {
	key, next := made(t), made(t)
	fresh, plain, sealed := t.TempDir(), t.TempDir(), t.TempDir()
	begin(t, fresh)
	agrees(t, []string{"UNKNOT_DATA=" + plain})
	agrees(t, []string{"UNKNOT_DATA=" + sealed, "UNKNOT_KEY=" + key})
	for name, c := range map[string]struct{ data, key, want string }{
		"a fresh store":      {fresh, key, "nothing is sealed with it yet"},
		"never sealed":       {plain, key, "!!  key        it is set, and what is kept was never sealed"},
		"no key":             {plain, "", "ok  key        none"},
		"the right key":      {sealed, key, "ok  key        the right one"},
		"an exchange begins": {sealed, next + " " + key, "is first in UNKNOT_KEY and not in use"},
		"the wrong key":      {sealed, next, "!!  key        the wrong one"},
		"no key, sealed":     {sealed, "", "UNKNOT_KEY is not set"},
	} {
		before := fileOf(t, c.data)
		got := start(t, []string{"UNKNOT_DATA=" + c.data, "UNKNOT_KEY=" + c.key}, "doctor")
		if !strings.Contains(got.stdout, c.want) || strings.Contains(got.stdout+got.stderr, key) {
			t.Errorf("%s: it lacks %q: %s%s", name, c.want, got.stdout, got.stderr)
		}
		if !bytes.Equal(fileOf(t, c.data), before) {
			t.Errorf("%s: the doctor wrote to the store", name)
		}
	}
}

// After an exchange the doctor sees that the retired key is first.
func TestDoctorSeesARetiredKey(t *testing.T) {
	key, next, data := made(t), made(t), "UNKNOT_DATA="+t.TempDir()
	agrees(t, []string{data, "UNKNOT_KEY=" + key})
	if got := start(t, []string{data, "UNKNOT_KEY=" + next + " " + key}, "rotate-key"); got.code != exitDone {
		t.Fatal(got.stderr)
	}
	got := start(t, []string{data, "UNKNOT_KEY=" + key + " " + next}, "doctor")
	if !strings.Contains(got.stdout, "!!  key") || !strings.Contains(got.stdout, "if it is a retired one, take it out") {
		t.Errorf("%s%s", got.stdout, got.stderr)
	}
}

// begin makes an embedded store in which nothing is kept.
func begin(t *testing.T, data string) {
	t.Helper()
	store, err := openBelow(t.Context(), config{Data: data}, slog.New(slog.DiscardHandler), alone)
	if err == nil {
		err = store.below.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func fileOf(t *testing.T, data string) []byte {
	t.Helper()
	content, err := os.ReadFile(dataFile(data))
	if err != nil {
		t.Fatal(err)
	}
	return content
}
