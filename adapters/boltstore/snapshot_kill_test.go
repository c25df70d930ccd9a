package boltstore_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"unknot/adapters/boltstore"
	"unknot/bot"
)

// The variables that make TestSnapshotKilled the process to be killed.
const (
	envData   = "UNKNOT_TEST_SNAPSHOT_DATA"
	envFolder = "UNKNOT_TEST_SNAPSHOT_FOLDER"
	envPieces = "UNKNOT_TEST_SNAPSHOT_PIECES"
)

// TestSnapshotKilled kills a process with SIGKILL while it copies, after the
// first piece, after some, and near the end. It shows what a dead process
// leaves; what a power cut leaves, only the order of sync and rename assures.
func TestSnapshotKilled(t *testing.T) {
	if path := os.Getenv(envData); path != "" {
		stopInTheMiddle(t, path)
		return
	}
	path := filepath.Join(t.TempDir(), "unknot.db")
	s := open(t, path, nil)
	for i := range 20 {
		commit(t, s, bot.Change{Doc: bot.DocID(fmt.Sprint(i)), ID: "c1", Data: make([]byte, 1<<16)})
	}
	closeWell(t, s)
	for _, pieces := range []int{3, 20, 40} {
		folder := t.TempDir()
		killAfter(t, path, folder, pieces)
		wantNames(t, folder, "unknot-2026-11-25.db.partial")

		// The next day goes on as if nothing had been.
		s, err := boltstore.Open(path, boltstore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		copied := snapshot(t, s, folder, day(26))
		closeWell(t, s)
		wantNames(t, folder, "unknot-2026-11-26.db")
		if _, err := open(t, copied, nil).Load(t.Context(), "19"); err != nil {
			t.Errorf("the snapshot after the kill: %v", err)
		}
	}
}

func killAfter(t *testing.T, path, folder string, pieces int) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestSnapshotKilled$")
	child.Env = append(os.Environ(), envData+"="+path, envFolder+"="+folder, envPieces+"="+strconv.Itoa(pieces))
	in, err := child.StdinPipe() // ends the child if this process dies
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || line != "in the middle\n" {
		t.Errorf("the child said %q, %v", line, err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := child.Wait(); err == nil {
		t.Error("the child was not killed")
	}
}

// stopInTheMiddle begins a snapshot, says so after some pieces, and waits to
// be killed.
func stopInTheMiddle(t *testing.T, path string) {
	pieces, err := strconv.Atoi(os.Getenv(envPieces))
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, path, nil)
	_, _ = s.Snapshot(nosy{t.Context(), func() error {
		if pieces--; pieces == 0 {
			fmt.Println("in the middle")
			_, _ = io.Copy(io.Discard, os.Stdin)
		}
		return nil
	}}, os.Getenv(envFolder), day(25))
}
