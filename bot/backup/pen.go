package backup

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
)

// blockSize is how much is read or written at once.
const blockSize = 64 << 10

// pen writes one file. An error of the writer below it shows at the end, so
// that only one place has to look.
type pen struct {
	magic   magic
	to      *bufio.Writer
	sum     hash.Hash
	pieces  uint64 // documents in a backup, keys in a keys file
	records uint64
}

// newPen writes the start of a file. A nil writer gives a pen that writes
// nowhere.
func newPen(to io.Writer, m magic, h header) *pen {
	if to == nil {
		to = io.Discard
	}
	p := &pen{magic: m, to: bufio.NewWriterSize(to, blockSize), sum: sha256.New()}
	p.write([]byte(m))
	p.write(binary.BigEndian.AppendUint16(nil, format))
	p.entry(entry{kindHeader, h.encode()})
	return p
}

func (p *pen) write(b []byte) {
	_, _ = p.sum.Write(b) // never fails
	_, _ = p.to.Write(b)  // Flush says it again
}

func (p *pen) entry(e entry) {
	switch e.kind {
	case kindDocument, kindKey:
		p.pieces++
	case kindRecord:
		p.records++
	}
	p.start(e.kind, len(e.data))
	p.write(e.data)
}

func (p *pen) start(k kind, size int) {
	p.write(binary.BigEndian.AppendUint32([]byte{byte(k)}, uint32(size)))
}

// failed returns the error that the file below gave, if any, so that nobody
// goes through a whole store for a full disk.
func (p *pen) failed() error {
	if _, err := p.to.Write(nil); err != nil {
		return fmt.Errorf("write the %s: %w", p.magic.name(), err)
	}
	return nil
}

const trailerSize = 8 + 8 + sha256.Size

// finish writes the trailer: how many pieces and records there were, and the
// checksum of everything before it.
func (p *pen) finish() error {
	p.start(kindTrailer, trailerSize)
	p.write(binary.BigEndian.AppendUint64(nil, p.pieces))
	p.write(binary.BigEndian.AppendUint64(nil, p.records))
	_, _ = p.to.Write(p.sum.Sum(nil))
	if err := p.to.Flush(); err != nil {
		return fmt.Errorf("write the %s: %w", p.magic.name(), err)
	}
	return nil
}
