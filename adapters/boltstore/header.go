package boltstore

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

const (
	magic = "unknot store"
	// format is the layout that doc.go describes. A file with a higher
	// number is not opened.
	format = 1
)

// header says whether a file is ours. A file without any bucket is nobody's:
// its creation was cut off before the header was saved.
func header(path string, tx *bbolt.Tx) (found bool, err error) {
	b := tx.Bucket([]byte(bucketHeader))
	if b == nil {
		if first, _ := tx.Cursor().First(); first == nil {
			return false, nil
		}
	}
	if b == nil || string(b.Get([]byte("magic"))) != magic {
		return false, &ForeignFileError{path, "is a database of another program: choose another data folder"}
	}
	number := b.Get([]byte("format"))
	if len(number) != 8 {
		return false, &DamagedFileError{path, "its header holds no format number"}
	}
	if n := binary.BigEndian.Uint64(number); n != format {
		return false, &ForeignFileError{path, fmt.Sprintf(
			"was written by another version of Unknot (format %d, this one knows format %d): start that version", n, format)}
	}
	return true, nil
}

// prepare writes header and buckets into a new file.
func (s *Store) prepare() error {
	var found bool
	err := guard(s.path, func() error {
		return s.db.View(func(tx *bbolt.Tx) (err error) {
			found, err = header(s.path, tx)
			return err
		})
	})
	if err != nil || found {
		return err
	}
	if err := s.db.Update(createBuckets); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(s.path))
}

func createBuckets(tx *bbolt.Tx) error {
	for _, name := range []string{
		bucketHeader, bucketDocuments, bucketUrgent, bucketBulk, bucketRecords, bucketArchive,
		bucketArchiveExpiry, bucketCodes, bucketCodesOwner, bucketCodesExpiry, bucketLeases,
	} {
		if _, err := tx.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	b := tx.Bucket([]byte(bucketHeader))
	if err := b.Put([]byte("magic"), []byte(magic)); err != nil {
		return err
	}
	return b.Put([]byte("format"), binary.BigEndian.AppendUint64(nil, format))
}

// syncFolder makes the name of a new file survive a power cut.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}
