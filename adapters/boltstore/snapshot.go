package boltstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	// keptSnapshots is how many are kept: a week of them.
	keptSnapshots = 7

	snapshotPrefix = "unknot-"
	snapshotEnd    = ".db"
	partialEnd     = ".partial" // of a snapshot that is not complete
)

// Snapshot copies the store, as it is at one moment, into a file of its own
// in a folder: unknot-2026-11-25.db by the date of now, in the zone of now. It
// opens like any data file. The newest seven are kept; nothing else in the
// folder is touched. If the snapshot of the day is there already, nothing is
// done. Snapshot returns the path of the snapshot of the day.
//
// The file appears under its name when it is complete, was read back and is
// synced to the disk: a damaged store is an error and takes no place from an
// older snapshot.
//
// Others read and write meanwhile. Until the copy is complete, the pages that
// writers replace cannot be used again, so the file grows by as much as is
// written in that time, and keeps that room for later. A store of more than
// 256 MB whose file outgrows a power of two (above 1 GB: another GB) at that
// very time waits for the copy.
func (s *Store) Snapshot(ctx context.Context, folder string, now time.Time) (path string, err error) {
	s.copying.Lock()
	defer s.copying.Unlock()
	path = filepath.Join(folder, snapshotPrefix+now.Format(time.DateOnly)+snapshotEnd)
	switch _, err := os.Lstat(path); {
	case err == nil:
		return path, nil
	case !errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("make a snapshot: %w", err)
	}
	if err := s.snapshot(ctx, path); err != nil {
		return "", fmt.Errorf("make a snapshot: %w", err)
	}
	if err := pruneSnapshots(path); err != nil {
		return path, fmt.Errorf("remove old snapshots: %w", err)
	}
	return path, nil
}

// snapshot makes a snapshot in a file of another name and renames it.
func (s *Store) snapshot(ctx context.Context, path string) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	partial := path + partialEnd
	defer func() {
		if err != nil {
			_ = os.Remove(partial)
		}
	}()
	if err := s.copyTo(ctx, partial); err != nil {
		return err
	}
	if err := inspect(partial, DefaultLockWait); err != nil {
		return fmt.Errorf("read the copy back: %w", err)
	}
	if err := os.Rename(partial, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// copyTo copies the store into a file, also over what an earlier attempt left
// there, and syncs it.
func (s *Store) copyTo(ctx context.Context, path string) (err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	err = s.view(ctx, func(tx *txn) error {
		_, err := tx.WriteTo(&cancellable{ctx, file})
		return err
	})
	if err != nil {
		return err
	}
	return file.Sync()
}

// cancellable is a writer that obeys a context.
type cancellable struct {
	ctx context.Context
	to  io.Writer
}

func (c *cancellable) Write(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.to.Write(p)
}

// pruneSnapshots removes what is older than the newest snapshots, but never
// the one that was made just now, and what attempts that were cut off left.
func pruneSnapshots(made string) error {
	folder := filepath.Dir(made)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	var complete, remove []string
	for _, entry := range entries {
		name := entry.Name()
		switch {
		case !entry.Type().IsRegular():
		case isSnapshot(name):
			complete = append(complete, name)
		case isSnapshot(strings.TrimSuffix(name, partialEnd)):
			remove = append(remove, name)
		}
	}
	slices.Sort(complete) // by date, as the names are
	if older := len(complete) - keptSnapshots; older > 0 {
		remove = append(remove, complete[:older]...)
	}
	for _, name := range remove {
		if name != filepath.Base(made) {
			err = errors.Join(err, os.Remove(filepath.Join(folder, name)))
		}
	}
	return err
}

// isSnapshot says whether a file is called as Snapshot calls them.
func isSnapshot(name string) bool {
	date, ok := strings.CutPrefix(name, snapshotPrefix)
	if !ok {
		return false
	}
	if date, ok = strings.CutSuffix(date, snapshotEnd); !ok {
		return false
	}
	_, err := time.Parse(time.DateOnly, date)
	return err == nil
}
