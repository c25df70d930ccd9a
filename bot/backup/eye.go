package backup

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
)

// longest is the most that an entry may hold, far above any document.
const longest = 256 << 20

// eye reads one file from its beginning. Only when it came to the end is it
// known that the file is whole.
type eye struct {
	magic   magic
	from    *bufio.Reader
	sum     hash.Hash
	at      int64 // where the next entry begins
	header  header
	pieces  uint64
	records uint64
}

// open reads the start of a file.
func open(from io.ReadSeeker, m magic) (*eye, error) {
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("go to the start of the %s: %w", m.name(), err)
	}
	e := &eye{magic: m, from: bufio.NewReaderSize(from, blockSize), sum: sha256.New()}
	if err := e.begin(); err != nil {
		return nil, wrongFile(m, err)
	}
	return e, nil
}

func (e *eye) begin() error {
	word, err := e.from.Peek(len(e.magic))
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if !bytes.HasPrefix([]byte(e.magic), word) {
		return e.magic.foreign()
	}
	start, err := e.read(len(e.magic) + 2)
	if err != nil {
		return err
	}
	if binary.BigEndian.Uint16(start[len(e.magic):]) > format {
		return ErrNewer
	}
	first, err := e.entry()
	if err == nil && first.kind != kindHeader {
		err = ErrDamaged
	}
	if err == nil {
		e.header, err = decodeHeader(first.data)
	}
	return err
}

// next returns the next entry, which belongs to the caller. After the trailer
// it returns io.EOF: then, and only then, the file is whole.
func (e *eye) next() (entry, error) {
	got, err := e.entry()
	if err == nil {
		err = e.admit(got.kind)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = wrongFile(e.magic, err)
	}
	return got, err
}

// admit takes the kinds that the file may hold, and counts them.
func (e *eye) admit(k kind) error {
	inBackup := e.magic == magicBackup
	switch {
	case k == kindDocument && inBackup, k == kindKey && !inBackup:
		e.pieces++
	case k == kindRecord && inBackup && e.pieces > 0:
		e.records++
	case k == kindCheck && !inBackup:
	default:
		return ErrDamaged
	}
	return nil
}

func (e *eye) entry() (entry, error) {
	start, err := e.read(5)
	if err != nil {
		return entry{}, err
	}
	k, size := kind(start[0]), int64(binary.BigEndian.Uint32(start[1:]))
	if k == kindTrailer {
		return entry{}, e.end(size)
	}
	if size > longest {
		return entry{}, ErrDamaged
	}
	data, err := e.read(int(size))
	return entry{k, data}, err
}

// end reads the trailer and compares it with what was read.
func (e *eye) end(size int64) error {
	if size != trailerSize {
		return ErrDamaged
	}
	counts, err := e.read(16)
	if err != nil {
		return err
	}
	sum := e.sum.Sum(nil)
	wanted, err := e.read(sha256.Size)
	if err != nil {
		return err
	}
	if binary.BigEndian.Uint64(counts) != e.pieces || binary.BigEndian.Uint64(counts[8:]) != e.records || !bytes.Equal(sum, wanted) {
		return ErrDamaged
	}
	if _, err := e.from.ReadByte(); !errors.Is(err, io.EOF) {
		return ErrDamaged // something follows, or cannot be read
	}
	return io.EOF
}

// read returns n bytes.
func (e *eye) read(n int) ([]byte, error) {
	b, err := take(e.from, n)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, ErrDamaged
	}
	if err != nil {
		return nil, err
	}
	_, _ = e.sum.Write(b) // never fails
	e.at += int64(n)
	return b, nil
}

// take reads n bytes. A length that is damaged must not make it ask for memory
// that the file has no bytes for.
func take(from io.Reader, n int) ([]byte, error) {
	if n <= blockSize {
		b := make([]byte, n)
		_, err := io.ReadFull(from, b)
		return b, err
	}
	var b bytes.Buffer
	_, err := io.CopyN(&b, from, int64(n))
	return b.Bytes(), err
}
