package boltstore

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// inspect decides whether a file may be opened for writing, without changing
// a byte of it. A file that is not there or empty may.
func inspect(path string, lockWait time.Duration) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return &ForeignFileError{path, "is not a file: choose another path for the data file"}
	}
	if info.Size() == 0 {
		return nil
	}
	return explain(path, guard(path, func() error { return inspectContent(path, lockWait) }))
}

// inspectContent holds bbolt's shared lock while it looks, so that nobody
// writes meanwhile.
func inspectContent(path string, lockWait time.Duration) (err error) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: lockWait})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := checkPages(path, int64(db.Info().PageSize)); err != nil {
		return err
	}
	return db.View(func(tx *bbolt.Tx) error {
		_, err := header(path, tx)
		return err
	})
}

// explain turns what bbolt says about a file into what is to be done.
func explain(path string, err error) error {
	var (
		access  *fs.PathError
		foreign *ForeignFileError
		damaged *DamagedFileError
	)
	switch {
	case err == nil, errors.As(err, &foreign), errors.As(err, &damaged), errors.As(err, &access):
		return err
	case errors.Is(err, bolterrors.ErrTimeout):
		return ErrInUse
	case errors.Is(err, bolterrors.ErrVersionMismatch):
		return &ForeignFileError{path, "was written by another version of bbolt: start the Unknot that wrote it"}
	case hasBoltMagic(path):
		return &DamagedFileError{path, err.Error()}
	default:
		return &ForeignFileError{path, "is not a data file of Unknot: choose another data folder"}
	}
}

// hasBoltMagic says whether a file begins as bbolt's do.
func hasBoltMagic(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	var start [pageHeaderSize + 4]byte
	if _, err := f.ReadAt(start[:], 0); err != nil {
		return false
	}
	return binary.NativeEndian.Uint32(start[pageHeaderSize:]) == boltMagic
}
