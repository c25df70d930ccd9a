package boltstore

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
)

// The layout of bbolt's pages, as in its internal/common: page.go and
// bucket.go. Numbers are in the machine's own order.
const (
	pageHeaderSize = 16
	elementSize    = 16 // of branch and of leaf pages
	bucketSize     = 16 // root page and sequence before an inline page

	flagBranch = 0x01
	flagLeaf   = 0x02
	flagBucket = 0x01 // of a leaf element

	maxDepth = 64 // far above any tree that fits on a disk
)

// pages checks the tree of a bbolt file by reading it as plain bytes. bbolt
// itself does so in a goroutine of its own when it opens a file for writing,
// where a damaged page ends the whole process.
type pages struct {
	file io.ReaderAt
	size int64
	seen []bool // by page number, up to the highest page in use
}

// checkPages returns a *DamagedFileError if any page does not fit.
func checkPages(path string, pageSize int64) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	root, high, err := newestMeta(f, pageSize)
	if err == nil && high > uint64(info.Size()/pageSize) {
		err = fmt.Errorf("it is cut short: %d bytes of %d pages of %d bytes", info.Size(), high, pageSize)
	}
	if err == nil {
		p := &pages{file: f, size: pageSize, seen: make([]bool, high)}
		err = p.tree(root, 0, nil, nil)
	}
	if err != nil {
		return &DamagedFileError{path, err.Error()}
	}
	return nil
}

// tree checks a page and all below it: its keys are from low on, below high.
func (p *pages) tree(id uint64, depth int, low, high []byte) error {
	if depth > maxDepth {
		return fmt.Errorf("page %d is nested too deep", id)
	}
	page, err := p.read(id)
	if err != nil {
		return err
	}
	switch binary.NativeEndian.Uint16(page[8:]) {
	case flagBranch:
		err = p.branch(page, depth, low, high)
	case flagLeaf:
		err = p.leaf(page, depth, low, high)
	default:
		err = fmt.Errorf("it is of no known kind")
	}
	if err != nil {
		return fmt.Errorf("page %d: %w", id, err)
	}
	return nil
}

// read returns a page with its overflow pages, each of which it takes once.
func (p *pages) read(id uint64) ([]byte, error) {
	if id < 2 || id >= uint64(len(p.seen)) {
		return nil, fmt.Errorf("page %d is outside the file", id)
	}
	var start [pageHeaderSize]byte
	if _, err := p.file.ReadAt(start[:], int64(id)*p.size); err != nil {
		return nil, err
	}
	more := uint64(binary.NativeEndian.Uint32(start[12:]))
	if binary.NativeEndian.Uint64(start[:]) != id || more >= uint64(len(p.seen))-id {
		return nil, fmt.Errorf("page %d has a wrong number or length", id)
	}
	for i := id; i <= id+more; i++ {
		if p.seen[i] {
			return nil, fmt.Errorf("page %d is used twice", i)
		}
		p.seen[i] = true
	}
	page := make([]byte, (1+int64(more))*p.size)
	_, err := p.file.ReadAt(page, int64(id)*p.size)
	return page, err
}

func (p *pages) branch(page []byte, depth int, low, high []byte) error {
	n := count(page)
	if n == 0 {
		return fmt.Errorf("it has no branches")
	}
	keys := make([][]byte, n+1)
	keys[n] = high
	for i := range n {
		e := element(page, i)
		if e == nil {
			return fmt.Errorf("it has too many elements")
		}
		if keys[i] = part(e, binary.NativeEndian.Uint32(e), binary.NativeEndian.Uint32(e[4:])); len(keys[i]) == 0 {
			return fmt.Errorf("a key lies outside")
		}
	}
	if err := ordered(keys[:n], low, high); err != nil {
		return err
	}
	for i := range n {
		child := binary.NativeEndian.Uint64(element(page, i)[8:])
		if err := p.tree(child, depth+1, keys[i], keys[i+1]); err != nil {
			return err
		}
	}
	return nil
}

func (p *pages) leaf(page []byte, depth int, low, high []byte) error {
	keys := make([][]byte, count(page))
	for i := range keys {
		e := element(page, i)
		if e == nil {
			return fmt.Errorf("it has too many elements")
		}
		at, size := binary.NativeEndian.Uint32(e[4:]), binary.NativeEndian.Uint32(e[8:])
		if keys[i] = part(e, at, size); len(keys[i]) == 0 {
			return fmt.Errorf("a key lies outside")
		}
		value := part(e, at+size, binary.NativeEndian.Uint32(e[12:]))
		if value == nil {
			return fmt.Errorf("a value lies outside")
		}
		if binary.NativeEndian.Uint32(e)&flagBucket == 0 {
			continue
		}
		if err := p.bucket(value, depth+1); err != nil {
			return err
		}
	}
	return ordered(keys, low, high)
}

// bucket checks a bucket, whose pages are either elsewhere or inside value.
func (p *pages) bucket(value []byte, depth int) error {
	if len(value) < bucketSize {
		return fmt.Errorf("a bucket is cut short")
	}
	if root := binary.NativeEndian.Uint64(value); root != 0 {
		return p.tree(root, depth, nil, nil)
	}
	inline := value[bucketSize:]
	if len(inline) < pageHeaderSize || depth > maxDepth {
		return fmt.Errorf("a bucket is cut short or nested too deep")
	}
	return p.leaf(inline, depth, nil, nil)
}

func count(page []byte) int { return int(binary.NativeEndian.Uint16(page[10:])) }

// element returns the page from its i-th element on, or nil.
func element(page []byte, i int) []byte {
	at := pageHeaderSize + i*elementSize
	if at+elementSize > len(page) {
		return nil
	}
	return page[at:]
}

// part returns what an element points at, counted from itself, or nil.
func part(e []byte, at, size uint32) []byte {
	if uint64(at)+uint64(size) > uint64(len(e)) {
		return nil
	}
	return e[at : uint64(at)+uint64(size)]
}

func ordered(keys [][]byte, low, high []byte) error {
	for i, key := range keys {
		rising := i == 0 && bytes.Compare(low, key) <= 0 || i > 0 && bytes.Compare(keys[i-1], key) < 0
		if !rising || high != nil && bytes.Compare(key, high) >= 0 {
			return fmt.Errorf("its keys are out of order")
		}
	}
	return nil
}
