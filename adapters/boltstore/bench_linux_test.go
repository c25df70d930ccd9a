package boltstore_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// BenchmarkBare is what a commit is held against: 4 KiB written in place and
// synced as bbolt does it.
func BenchmarkBare(b *testing.B) {
	file, err := os.Create(filepath.Join(b.TempDir(), "bare"))
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	page := make([]byte, 4096)
	for b.Loop() {
		if _, err := file.WriteAt(page, 0); err != nil {
			b.Fatal(err)
		}
		if err := syscall.Fdatasync(int(file.Fd())); err != nil {
			b.Fatal(err)
		}
	}
}
