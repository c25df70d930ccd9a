package boltstore

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"io"
)

// The start pages of a bbolt file, as in its internal/common: meta.go.
const (
	boltMagic   = 0xED0CDAED
	boltVersion = 2
	metaSize    = 64
)

var errNoMeta = errors.New("it has no valid start page")

// newestMeta returns the root page and the number of pages in use.
func newestMeta(f io.ReaderAt, pageSize int64) (root, high uint64, err error) {
	var newest uint64
	err = errNoMeta
	for _, at := range []int64{0, pageSize} {
		m := make([]byte, metaSize)
		if _, readErr := f.ReadAt(m, at+pageHeaderSize); readErr != nil || !validMeta(m) {
			continue
		}
		if txid := binary.NativeEndian.Uint64(m[48:]); err != nil || txid > newest {
			newest, err = txid, nil
			root, high = binary.NativeEndian.Uint64(m[16:]), binary.NativeEndian.Uint64(m[40:])
		}
	}
	return root, high, err
}

func validMeta(m []byte) bool {
	sum := fnv.New64a()
	_, _ = sum.Write(m[:56])
	return binary.NativeEndian.Uint32(m) == boltMagic &&
		binary.NativeEndian.Uint32(m[4:]) == boltVersion &&
		binary.NativeEndian.Uint64(m[56:]) == sum.Sum64()
}
